// Shipments as screens show them. Not here: sending and receiving (acts/move.ts).
import { assert, legalDayOf, type PartyId, printId, refuseNow, type ShipmentId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { bare } from './acts/checks.ts'
import type { BatchRef, ShipmentView, Transport, TransportView } from './contract.ts'
import { isInstant, pageDefault, pageMax, readPlace, writePlace } from './paging.ts'
import { chainProblems } from './problems.ts'
import { lookUp, type Names, nothingWanted } from './refs.ts'
import { differenceDueOn, transitDueOn } from './shipment-clock.ts'
import type { LawForChain } from './situation.ts'
import {
  type Journey,
  type ShipmentRow,
  type ShipmentStatus,
  selectJourneys,
  selectShipments,
} from './store/shipments.ts'

type Page = { readonly items: ShipmentView[]; readonly nextCursor: string | null }

export type ShipmentFilter = {
  readonly direction?: 'sent' | 'received'
  readonly partyId?: PartyId
  readonly status?: ShipmentStatus
  readonly cursor?: string
  readonly limit?: number
}

/** Newest first; `direction` is seen from `partyId`, or from the actor's own party. Refuses `chain/bad-cursor`. */
export async function listShipments(
  tx: Tx,
  actor: Actor,
  { filter = {}, law }: { readonly filter?: ShipmentFilter; readonly law: LawForChain },
): Promise<Page> {
  const { direction, status, cursor } = filter
  const partyId = filter.partyId ?? actor.partyId ?? undefined
  const limit = Math.min(filter.limit ?? pageDefault, pageMax)
  const place = cursor === undefined ? null : readPlace(cursor, isInstant)
  const rows = await selectShipments(tx, actor.authorityId, {
    ...(direction === 'sent' && partyId ? { senderId: partyId } : {}),
    ...(direction === 'received' && partyId ? { receiverId: partyId } : {}),
    ...(direction === undefined && filter.partyId ? { eitherId: filter.partyId } : {}),
    ...(actor.wall === 'holder' && actor.partyId ? { of: actor.partyId } : {}),
    ...(status ? { status } : {}),
    ...(place ? { after: { at: place.value, shipmentId: place.id } } : {}),
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await viewShipments(tx, actor, { rows: page, law }),
    nextCursor: last && rows.length > limit ? writePlace(last.shippedAt.toString(), last.shipmentId) : null,
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
  if (!view) return refuseNow(chainProblems['unknown-shipment'], {})
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
    lines: row.lines.map(({ batchId, state, shippedMg, receivedMg }) => ({
      batch: seen(names.batch(batchId)),
      state,
      shippedMassMg: shippedMg,
      receivedMassMg: receivedMg,
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
