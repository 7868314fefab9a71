// The SQL of acts that are to be told as events: their words, what the ledger moved, and what the record knows beside them. Not here: the
// events (act-rows.ts).
import { sql } from 'kysely'
import {
  type AuthorityId,
  type EventId,
  type PartyId,
  type PremisesId,
  printId,
  type ShipmentId,
  trustId,
} from '#kernel'
import { exemptionNumbers } from '#licensing'
import type { Tx } from '#platform'
import type { ShipReason } from '../acts/facts.ts'
import { bare } from '../bare-id.ts'
import type { Act, ActKind } from '../contract.ts'
import { batchesOf } from '../record/act-asks.ts'
import type { Beside } from './acts/table.ts'
import { type ActFacts, caseNames, isToldByLedger, type LotName } from './acts/write-act.ts'
import type { EventToKeep } from './store.ts'

export type Done = {
  readonly eventId: EventId
  readonly holderId: PartyId
  readonly counterId: PartyId | null
  readonly exemptionId: string | null
  readonly act: Act
  readonly movedMg: bigint
}

/** Acts among these entries of the log; erased ones say nothing. Not those that were captured as events, or told before, unless asked for. */
export async function selectDone(
  tx: Tx,
  authorityId: AuthorityId,
  ids: readonly string[],
  { evenIfTold = false }: { readonly evenIfTold?: boolean } = {},
): Promise<readonly Done[]> {
  if (ids.length === 0) return []
  const untold = sql`and not exists (select from chain.epcis_event as there
    where there.authority_id = e.authority_id and there.chain_event_id = e.event_id)`
  const { rows } = await sql<Done>`
    select e.event_id as "eventId", e.holder_id as "holderId", e.counter_id as "counterId", e.exemption_id as "exemptionId", said.act,
      coalesce((select sum(m.amount)::bigint from chain.movement as m
        where m.authority_id = ${authorityId} and m.event_id = e.event_id and m.ledger = 'material_mg'), 0::bigint) as "movedMg"
    from chain.event as e
    join chain.records_of(${authorityId}, ${ids}::uuid[]) as said on said.event_id = e.event_id
    where e.authority_id = ${authorityId} and e.event_id = any (${ids}::uuid[]) and said.act is not null ${evenIfTold ? sql`` : untold}
    order by e.event_id`.execute(tx)
  return rows
}

/** An event as it was told before, whoever wrote it and by whatever mapping. */
export type Told = Pick<EventToKeep, 'name' | 'isIdGiven' | 'hashId' | 'document' | 'context' | 'origin' | 'event'>

/** The events of these acts that were told before, with the boxes beside them; none for an act without. */
export async function selectTold(
  tx: Tx,
  authorityId: AuthorityId,
  acts: readonly Done[],
): Promise<ReadonlyMap<EventId, readonly Told[]>> {
  if (acts.length === 0) return new Map()
  const ids = acts.map(({ eventId }) => eventId)
  const boxes = new Map(acts.flatMap(({ act, eventId }) => caseNames(act).map((name) => [name, eventId] as const)))
  const { rows } = await sql<Told>`
    select e.epcis_event_id as name, e.is_id_given as "isIdGiven", e.hash_id as "hashId", e.document, e.context, e.origin,
      e.chain_event_id as event
    from chain.epcis_event as e
    where e.authority_id = ${authorityId} and not e.is_declaration and (e.chain_event_id = any (${ids}::uuid[])
      or (e.origin = 'act' and e.name_sha256 in (select sha256(convert_to(given.name, 'UTF8')) from unnest(${[...boxes.keys()]}::text[]) as given(name))))
    order by e.row_id`.execute(tx)
  const told = Map.groupBy(rows, ({ event, name }) => event ?? boxes.get(name))
  return new Map([...told].flatMap(([id, list]) => (id === undefined ? [] : [[id, list] as const])))
}

export type FactsOf = (one: Done) => ActFacts

/** Looked up once for all of them. */
export async function selectFacts(tx: Tx, authorityId: AuthorityId, acts: readonly Done[]): Promise<FactsOf> {
  const moved = await selectMovedLots(tx, authorityId, idsOf(acts, isToldByLedger))
  const lots = await selectLotNames(tx, authorityId, acts, [...moved.values()].flat())
  const shipments = await selectShipments(tx, authorityId, acts)
  const differing = await selectDiffering(tx, authorityId, idsOf(acts, is('receive')))
  const usedUp = await selectUsedUp(tx, authorityId, idsOf(acts, is('dispense')))
  const recalls = await selectRecallHolds(tx, authorityId, acts)
  const abroad = acts.filter(({ act }) => act.kind === 'import' || act.kind === 'export')
  const numbers = await exemptionNumbers(
    tx,
    authorityId,
    abroad.flatMap(({ exemptionId }) => exemptionId ?? []),
  )
  const besideOf = ({ eventId, holderId, counterId, exemptionId, act }: Done): Beside => {
    const shipment = 'shipmentId' in act ? shipments.get(act.shipmentId) : undefined
    const exemption = exemptionId === null ? undefined : numbers.get(exemptionId)
    return {
      holderId: printId('party', holderId),
      ...(counterId === null ? {} : { counterId: printId('party', counterId) }),
      ...(shipment === undefined ? {} : { shipment }),
      ...(exemption === undefined ? {} : { exemption }),
      ...(act.kind === 'dispense' ? { isUsedUp: usedUp.has(eventId) } : {}),
      ...(act.kind === 'receive' ? { isDifferent: differing.has(eventId) } : {}),
      ...(act.kind === 'lift' ? { wasRecall: recalls.has(act.holdEventId) } : {}),
    }
  }
  return (one) => ({
    lots,
    movedMg: one.movedMg,
    moved: moved.get(one.eventId) ?? [],
    beside: besideOf(one),
  })
}

const is =
  (...kinds: readonly ActKind[]) =>
  (kind: ActKind) =>
    kinds.includes(kind)
const idsOf = (acts: readonly Done[], isAsked: (kind: ActKind) => boolean): readonly EventId[] =>
  acts.flatMap(({ eventId, act }) => (isAsked(act.kind) ? [eventId] : []))

export type MovedLot = { readonly batchId: string; readonly massMg: bigint }

/** What was moved by acts that name a shipment or an account alone. */
export async function selectMovedLots(
  tx: Tx,
  authorityId: AuthorityId,
  ids: readonly EventId[],
): Promise<ReadonlyMap<EventId, readonly MovedLot[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<MovedLot & { eventId: EventId }>`
    select m.event_id as "eventId", a.batch_id as "batchId", sum(m.amount)::bigint as "massMg"
    from chain.movement as m
    join chain.account as a on a.authority_id = m.authority_id and a.account_id = m.from_account_id
    where m.authority_id = ${authorityId} and m.event_id = any (${ids}::uuid[]) and m.ledger = 'material_mg' and a.batch_id is not null
    group by 1, 2 order by 1, 2`.execute(tx)
  const printed = rows.map((row) => ({ ...row, batchId: printId('batch', trustId('batch', row.batchId)) }))
  return Map.groupBy(printed, ({ eventId }) => eventId)
}

/** GTIN and lot number of the batches that have them. */
async function selectLotNames(
  tx: Tx,
  authorityId: AuthorityId,
  acts: readonly Done[],
  moved: readonly MovedLot[],
): Promise<ReadonlyMap<string, LotName>> {
  const named = acts.flatMap(({ act }) => [...batchesOf(act), ...linesOf(act)])
  const ids = [...new Set([...named, ...moved.map(({ batchId }) => bare('batch', batchId))])]
  const { rows } = await sql<{ batchId: string; gtin: string; name: string }>`
    select b.batch_id as "batchId", b.gtin, b.name from chain.batch as b
    where b.authority_id = ${authorityId} and b.batch_id = any (${ids}::uuid[]) and b.gtin is not null`.execute(tx)
  return new Map(rows.map(({ batchId, gtin, name }) => [printId('batch', trustId('batch', batchId)), { gtin, name }]))
}

/** A receipt finds its batches by its shipment, so its lines are not among what an act names. */
const linesOf = (act: Act): readonly string[] =>
  act.kind === 'receive' ? act.lines.map(({ batchId }) => bare('batch', batchId)) : []

/** Where what is received or refused came from. */
async function selectShipments(
  tx: Tx,
  authorityId: AuthorityId,
  acts: readonly Done[],
): Promise<ReadonlyMap<string, NonNullable<Beside['shipment']>>> {
  const ids = acts.flatMap(({ act }) =>
    act.kind === 'receive' || act.kind === 'refuse' ? [bare('shipment', act.shipmentId)] : [],
  )
  if (ids.length === 0) return new Map()
  type Row = { shipmentId: ShipmentId; senderId: PartyId; premisesId: PremisesId; reason: ShipReason }
  const { rows } = await sql<Row>`
    select s.shipment_id as "shipmentId", s.sender_id as "senderId", s.from_premises_id as "premisesId", s.reason
    from chain.shipment as s
    where s.authority_id = ${authorityId} and s.shipment_id = any (${ids}::uuid[])`.execute(tx)
  return new Map(
    rows.map(({ shipmentId, senderId, premisesId, reason }) => [
      printId('shipment', shipmentId),
      {
        from: { partyId: printId('party', senderId), premisesId: printId('premises', premisesId) },
        isSold: reason === 'supply',
      },
    ]),
  )
}

/** Receipts of which the door weighed something else than was despatched. */
async function selectDiffering(
  tx: Tx,
  authorityId: AuthorityId,
  ids: readonly EventId[],
): Promise<ReadonlySet<EventId>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ eventId: EventId }>`
    select distinct m.event_id as "eventId"
    from chain.movement as m
    join chain.account as a on a.authority_id = m.authority_id and a.account_id in (m.from_account_id, m.to_account_id)
    where m.authority_id = ${authorityId} and m.event_id = any (${ids}::uuid[]) and m.ledger = 'material_mg' and a.kind = 'difference'`.execute(
    tx,
  )
  return new Set(rows.map(({ eventId }) => eventId))
}

/** Acts after which nothing was left where they took from: as the ledger knows that moment now. */
async function selectUsedUp(tx: Tx, authorityId: AuthorityId, ids: readonly EventId[]): Promise<ReadonlySet<EventId>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ eventId: EventId }>`
    select m.event_id as "eventId"
    from chain.movement as m
    where m.authority_id = ${authorityId} and m.event_id = any (${ids}::uuid[]) and m.ledger = 'material_mg'
      and (select coalesce(sum(i.amount), 0) from chain.movement as i
          where i.authority_id = m.authority_id and i.to_account_id = m.from_account_id
            and i.occurred_at <= m.occurred_at and (i.occurred_at < m.occurred_at or i.event_id < m.event_id))
        = (select coalesce(sum(o.amount), 0) from chain.movement as o
          where o.authority_id = m.authority_id and o.from_account_id = m.from_account_id
            and o.occurred_at <= m.occurred_at and (o.occurred_at < m.occurred_at or o.event_id <= m.event_id))`.execute(
    tx,
  )
  return new Set(rows.map(({ eventId }) => eventId))
}

/** Of holds that were lifted those that were recalls. */
async function selectRecallHolds(
  tx: Tx,
  authorityId: AuthorityId,
  acts: readonly Done[],
): Promise<ReadonlySet<string>> {
  const ids = acts.flatMap(({ act }) => (act.kind === 'lift' ? [bare('event', act.holdEventId)] : []))
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ eventId: EventId }>`
    select distinct h.event_id as "eventId" from chain.hold as h
    where h.authority_id = ${authorityId} and h.event_id = any (${ids}::uuid[]) and h.scope = 'recall'`.execute(tx)
  return new Set(rows.map(({ eventId }) => printId('event', eventId)))
}
