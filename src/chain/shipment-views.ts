// Shipments as screens show them. Not here: sending and receiving (acts/move.ts).
import { assert, legalDayOf, type PartyId, type PlainDate, printId, refuseNow, type ShipmentId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { bare } from './acts/checks.ts'
import type { BatchRef, ShipmentView, Transport, TransportView } from './contract.ts'
import { isInstant, pageDefault, pageMax, readPlace, writePlace } from './paging.ts'
import { chainProblems } from './problems.ts'
import { lookUp, type Names, nothingWanted } from './refs.ts'
import type { LawForChain } from './situation.ts'
import {
  type Journey,
  type ShipmentRow,
  type ShipmentStatus,
  selectJourneys,
  selectShipments,
} from './store/shipments.ts'
import { addWorkingDays } from './working-days.ts'

type Page = { readonly items: ShipmentView[]; readonly nextCursor: string | null }

export type ShipmentFilter = {
  readonly direction?: 'sent' | 'received'
  readonly partyId?: PartyId
  readonly status?: ShipmentStatus
  readonly cursor?: string
  readonly limit?: number
}

/** Newest first; `direction` is seen from `partyId`, or from the actor's own party. Refuses `chain/bad-cursor`. */
export async function listShipments(tx: Tx, actor: Actor, filter: ShipmentFilter = {}): Promise<Page> {
  const { direction, status, cursor } = filter
  const partyId = filter.partyId ?? actor.partyId ?? undefined
  const limit = Math.min(filter.limit ?? pageDefault, pageMax)
  const place = cursor === undefined ? null : readPlace(cursor, isInstant)
  const rows = await selectShipments(tx, actor.authorityId, {
    ...(direction === 'sent' && partyId ? { senderId: partyId } : {}),
    ...(direction === 'received' && partyId ? { receiverId: partyId } : {}),
    ...(status ? { status } : {}),
    ...(place ? { after: { at: place.value, shipmentId: place.id } } : {}),
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await viewShipments(tx, actor, page),
    nextCursor: last && rows.length > limit ? writePlace(last.shippedAt.toString(), last.shipmentId) : null,
  }
}

/** Refuses `chain/unknown-shipment`. */
export async function readShipment(tx: Tx, actor: Actor, shipmentId: ShipmentId): Promise<ShipmentView> {
  const [view] = await viewShipments(tx, actor, await selectShipments(tx, actor.authorityId, { shipmentId, limit: 1 }))
  return view ?? refuseNow(chainProblems['unknown-shipment'], {})
}

/** With the day by which it should have come. Refuses `chain/unknown-shipment`. */
export async function readShipmentWithTerm(
  tx: Tx,
  actor: Actor,
  { shipmentId, law }: { readonly shipmentId: ShipmentId; readonly law: LawForChain },
): Promise<ShipmentView> {
  const view = await readShipment(tx, actor, shipmentId)
  if (view.status !== 'in-transit') return view
  return { ...view, transitDueOn: transitDueOn(law, legalDayOf(Temporal.Instant.from(view.shippedAt))).toString() }
}

/** The last day on which a shipment should have come, by the law of the day it left. */
export function transitDueOn(law: LawForChain, shippedOn: PlainDate): PlainDate {
  return addWorkingDays(shippedOn, law.transitWorkingDays(shippedOn))
}

export async function viewShipments(tx: Tx, actor: Actor, rows: readonly ShipmentRow[]): Promise<ShipmentView[]> {
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
  return rows.map((row) => viewShipment(names, row, journeys.get(row.eventId) ?? {}))
}

function viewShipment(names: Names, row: ShipmentRow, { transport, units, orderNumber }: Journey): ShipmentView {
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
      status === 'received-with-difference' && receivedAt ? differenceDueOn(legalDayOf(receivedAt)).toString() : null,
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

/** The supplier is told in writing within three days, Saturdays, Sundays and holidays not counted. @basis opiumwetbesluit/6 */
export function differenceDueOn(receivedOn: PlainDate): PlainDate {
  return addWorkingDays(receivedOn, 3)
}
