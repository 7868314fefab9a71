// Shipments as screens show them. Not here: sending and receiving (acts/move.ts).
import {
  assert,
  type Instant,
  legalDayOf,
  type PartyId,
  type PlainDate,
  printId,
  refuseNow,
  type ShipmentId,
  trustId,
} from '#kernel'
import type { Actor, Tx } from '#platform'
import { bare } from '../bare-id.ts'
import type { BatchRef, ShipmentView, Transport, TransportView } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { isInstant, pageDefault, pageMax, readPlace, writePlace } from '../paging.ts'
import { chainProblems } from '../problems.ts'
import { lookUp, type Names, nothingWanted } from '../refs.ts'
import {
  type Journey,
  type ShipmentQuery,
  type ShipmentRow,
  type ShipmentStatus,
  selectJourneys,
  selectShipments,
} from '../store/shipments.ts'
import { differenceDueOn, lateIfLeftBefore, transitDueOn } from './shipment-clock.ts'

type Page = { readonly items: ShipmentView[]; readonly nextCursor: string | null }

export type ShipmentFilter = {
  readonly direction?: 'sent' | 'received'
  readonly partyId?: PartyId
  readonly status?: ShipmentStatus
  /** It left in this period, the end not in it. */
  readonly from?: Instant
  readonly until?: Instant
  /** Still on its way although its term was over before this day. */
  readonly lateOn?: PlainDate
  /** What is on its way first, of that what left first; then the rest, newest first. Else newest first, whatever became of it. */
  readonly isOpenFirst?: boolean
  readonly cursor?: string
  readonly limit?: number
}

/** `direction` is seen from `partyId`, or from the actor's own party. Refuses `chain/bad-cursor`. */
export async function listShipments(
  tx: Tx,
  actor: Actor,
  { filter = {}, law }: { readonly filter?: ShipmentFilter; readonly law: LawForChain },
): Promise<Page> {
  const limit = Math.min(filter.limit ?? pageDefault, pageMax)
  const rows = await selectInOrder(tx, actor, { filter, law, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const items = await viewShipments(tx, actor, { rows: page, law })
  return {
    items: items.map((one) => withTerm(one, law)),
    nextCursor: last && rows.length > limit ? writePlace(placeOf(last, filter), last.shipmentId) : null,
  }
}

/** In a list that begins with what is on its way, a place says whether it lies among that. */
const amongOpen = 'open '
const placeOf = ({ status, shippedAt }: ShipmentRow, { isOpenFirst = false }: ShipmentFilter) =>
  `${isOpenFirst && status === 'in-transit' ? amongOpen : ''}${shippedAt}`

type Ordered = { readonly filter: ShipmentFilter; readonly law: LawForChain; readonly limit: number }

async function selectInOrder(tx: Tx, actor: Actor, { filter, law, limit }: Ordered): Promise<ShipmentRow[]> {
  const { status, cursor, isOpenFirst = false, lateOn } = filter
  const place = cursor === undefined ? null : readPlace(cursor, (value) => isInstant(value.replace(amongOpen, '')))
  const isAmongOpen = place?.value.startsWith(amongOpen) ?? false
  const after = place && { after: { at: place.value.replace(amongOpen, ''), shipmentId: place.id } }
  const asked = wishOf(actor, filter, law)
  const select = (wish: Partial<ShipmentQuery>) => selectShipments(tx, actor.authorityId, { ...asked, limit, ...wish })
  if (!isOpenFirst)
    return select({ ...(status || lateOn ? { status: lateOn ? 'in-transit' : status! } : {}), ...after })
  const isOpenAsked = status === undefined || status === 'in-transit'
  const isRestAsked = status !== 'in-transit' && lateOn === undefined
  const isAtRest = place !== null && !isAmongOpen
  const open = isOpenAsked && !isAtRest ? await select({ status: 'in-transit', oldestFirst: true, ...after }) : []
  if (!isRestAsked || open.length >= limit) return open
  const rest = await select({
    ...(status ? { status } : {}),
    ...(isAtRest ? after : {}),
    isSettled: true,
    limit: limit - open.length,
  })
  return [...open, ...rest]
}

function wishOf(actor: Actor, filter: ShipmentFilter, law: LawForChain): Partial<ShipmentQuery> {
  const { direction, from, until, lateOn } = filter
  const partyId = filter.partyId ?? actor.partyId ?? undefined
  const ends = [...(until ? [until] : []), ...(lateOn ? [lateIfLeftBefore(lateOn, law)] : [])]
  const [leftBefore] = ends.toSorted(Temporal.Instant.compare)
  return {
    ...(direction === 'sent' && partyId ? { senderId: partyId } : {}),
    ...(direction === 'received' && partyId ? { receiverId: partyId } : {}),
    ...(direction === undefined && filter.partyId ? { eitherId: filter.partyId } : {}),
    ...(actor.wall === 'holder' && actor.partyId ? { of: actor.partyId } : {}),
    ...(from ? { leftFrom: from } : {}),
    ...(leftBefore ? { leftBefore } : {}),
  }
}

/** With the day by which it should have come, while it is on its way. Refuses `chain/unknown-shipment`. */
export async function readShipment(
  tx: Tx,
  actor: Actor,
  { shipmentId, law }: { readonly shipmentId: ShipmentId; readonly law: LawForChain },
): Promise<ShipmentView> {
  const rows = await selectShipments(tx, actor.authorityId, { shipmentId, limit: 1 })
  const [view] = await viewShipments(tx, actor, { rows, law })
  return view ? withTerm(view, law) : refuseNow(chainProblems['unknown-shipment'], {})
}

function withTerm(view: ShipmentView, law: LawForChain): ShipmentView {
  if (view.status !== 'in-transit') return view
  return { ...view, transitDueOn: transitDueOn(legalDayOf(Temporal.Instant.from(view.shippedAt)), law).toString() }
}

type Shown = { readonly rows: readonly ShipmentRow[]; readonly law: LawForChain }

export async function viewShipments(tx: Tx, actor: Actor, { rows, law }: Shown): Promise<ShipmentView[]> {
  const journeys = await selectJourneys(
    tx,
    actor.authorityId,
    rows.map(({ eventId }) => eventId),
  )
  const wanted = nothingWanted()
  for (const { transport } of journeys.values())
    if (transport?.carrierId) wanted.parties.add(bare('party', transport.carrierId))
  for (const { senderId, receiverId, fromPremisesId, toPremisesId, lines } of rows) {
    wanted.parties.add(senderId).add(receiverId)
    wanted.premises.add(fromPremisesId).add(toPremisesId)
    for (const { batchId } of lines) wanted.batches.add(batchId)
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  return rows.map((row) => viewShipment(names, row, { ...journeys.get(row.eventId), law }))
}

type Told = Journey & Pick<Shown, 'law'>

function viewShipment(names: Names, row: ShipmentRow, { transport, units, orderNumber, law }: Told): ShipmentView {
  const { shipmentId, status, reason, eventId, receiveEventId, receivedAt } = row
  return {
    shipmentId: printId('shipment', trustId('shipment', shipmentId)),
    status,
    reason,
    sender: names.party(row.senderId),
    fromPremises: names.premises(row.fromPremisesId),
    receiver: names.party(row.receiverId),
    toPremises: names.premises(row.toPremisesId),
    shippedAt: row.shippedAt.toString(),
    receivedAt: receivedAt?.toString() ?? null,
    shipEventId: printId('event', trustId('event', eventId)),
    receiveEventId: receiveEventId === null ? null : printId('event', trustId('event', receiveEventId)),
    lines: row.lines.map(({ batchId, state, shippedMg, receivedMg, packMg }) => ({
      batch: seen(names.batch(batchId)),
      state,
      shippedMassMg: shippedMg,
      receivedMassMg: receivedMg,
      packMassMg: packMg,
    })),
    differenceDueOn:
      status === 'received-with-difference' && receivedAt
        ? differenceDueOn(legalDayOf(receivedAt), law).toString()
        : null,
    orderNumber: orderNumber ?? null,
    transport: transport ? viewTransport(names, transport) : null,
    units: (units ?? []).map(({ sscc, contents }) => ({
      sscc,
      contents: contents.map(({ batchId, state, massMg }) => ({
        batch: seen(names.batch(bare('batch', batchId))),
        state,
        massMg,
      })),
    })),
  }
}

function viewTransport(names: Names, { carrierId, ...planned }: Transport): TransportView {
  return { carrier: carrierId === null ? null : names.party(bare('party', carrierId)), ...planned }
}

/** Both partners of a shipment see its batches: the transit account is theirs together. */
function seen(batch: BatchRef | null): BatchRef {
  assert(batch, 'who sees a shipment sees its batches')
  return batch
}
