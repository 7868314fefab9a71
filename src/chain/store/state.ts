// The open state of an authority's ledger, all of it or of some batches. Read behind the staff wall. Not here: one decision's facts.
import { sql } from 'kysely'
import { type AuthorityId, type BatchId, type EventId, type PartyId, type ShipmentId, trustId } from '#kernel'
import type { Tx } from '#platform'
import type { LedgerState } from '../record/memory-ledger.ts'
import { selectAllowances } from './allowances.ts'
import {
  type AccountJson,
  type BatchJson,
  expiryOf,
  type ResultJson,
  readAccount,
  readBatch,
  readResult,
  readShipment,
  type ShipmentJson,
} from './facts.ts'

export type StateAsked = { readonly batches?: readonly BatchId[]; readonly shipments?: readonly ShipmentId[] }

export async function loadState(
  tx: Tx,
  authorityId: AuthorityId,
  { batches, shipments }: StateAsked,
): Promise<LedgerState> {
  const ofBatches = batches ? sql`b.batch_id = any (${batches}::uuid[])` : sql`true`
  const ofShipments = shipments
    ? sql`s.shipment_id = any (${shipments}::uuid[])`
    : sql`exists (select from chain.balance as open
        join chain.shipment_line as l on l.authority_id = s.authority_id and l.shipment_id = s.shipment_id
        where open.authority_id = s.authority_id and open.account_id = l.transit_id and open.amount > 0)`
  const batchRows = await sql<{ row: BatchJson; parties: string[] }>`
    select jsonb_build_object('batchId', b.batch_id, 'name', b.name, 'kind', b.kind, 'productCode', b.product_code, 'holderId', b.holder_id,
        'premisesId', b.premises_id, 'openedAt', b.opened_at, 'openedAmount', b.opened_amount::text, 'unit', b.unit, 'expiresOn', b.expires_on,
        'releaseExpiresOn', ${expiryOf({ authorityId: sql.ref('b.authority_id'), batchId: sql.ref('b.batch_id') })},
        'holds', (
          select coalesce(jsonb_agg(jsonb_build_object('eventId', h.event_id, 'scope', h.scope, 'rootId', h.root_id,
            'holderId', h.holder_id, 'heldAt', h.held_at)), '[]')
          from chain.hold as h
          where h.authority_id = b.authority_id and h.batch_id = b.batch_id
            and not exists (select from chain.lift as l
              where l.authority_id = h.authority_id and l.batch_id = h.batch_id and l.hold_event_id = h.event_id)
            and not exists (select from chain.correction as c where c.authority_id = h.authority_id and c.corrects_id = h.event_id))) as row,
      (select array_agg(p.holder_id) from chain.batch_party as p where p.authority_id = b.authority_id and p.batch_id = b.batch_id) as parties
    from chain.batch as b
    where b.authority_id = ${authorityId} and ${ofBatches}`.execute(tx)
  const accountRows = await sql<{ row: AccountJson }>`
    select jsonb_build_object('accountId', a.account_id, 'ledger', a.ledger, 'kind', a.kind, 'holderId', a.holder_id,
      'counterId', a.counter_id, 'premisesId', a.premises_id, 'batchId', a.batch_id, 'shipmentId', a.shipment_id, 'state', a.state,
      'amount', n.amount::text, 'closed', n.closed_at is not null) as row
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    where a.authority_id = ${authorityId} and ${batches ? sql`a.batch_id = any (${batches}::uuid[])` : sql`true`}`.execute(
    tx,
  )
  const shipmentRows = await sql<{ row: ShipmentJson }>`
    select jsonb_build_object('shipmentId', s.shipment_id, 'reason', s.reason, 'senderId', s.sender_id, 'fromPremisesId', s.from_premises_id,
      'receiverId', s.receiver_id, 'toPremisesId', s.to_premises_id, 'eventId', s.event_id, 'shippedAt', s.shipped_at,
      'isCancelled', exists (select from chain.correction as c where c.authority_id = s.authority_id and c.corrects_id = s.event_id),
      'lines', (
        select jsonb_agg(jsonb_build_object('line', l.line, 'batchId', l.batch_id, 'state', l.state, 'shippedMg', l.shipped_mg::text,
          'rounds', (select count(*) from chain.settlement as t
            where t.authority_id = l.authority_id and t.shipment_id = l.shipment_id and t.line = l.line),
          'isSettled', exists (select from chain.settlement as t
            where t.authority_id = l.authority_id and t.shipment_id = l.shipment_id and t.line = l.line
              and not exists (select from chain.correction as c where c.authority_id = t.authority_id and c.corrects_id = t.event_id)))
          order by l.line)
        from chain.shipment_line as l where l.authority_id = s.authority_id and l.shipment_id = s.shipment_id)) as row
    from chain.shipment as s
    where s.authority_id = ${authorityId} and ${ofShipments}`.execute(tx)
  const edgeRows = await sql<{ parent: string; child: string }>`
    select d.parent_id as parent, d.child_id as child from chain.batch_edge as d
    where d.authority_id = ${authorityId} and ${batches ? sql`d.child_id = any (${batches}::uuid[])` : sql`true`}`.execute(
    tx,
  )
  const resultRows = await sql<{ row: Omit<ResultJson, 'depth'> }>`
    select jsonb_build_object('eventId', r.event_id, 'sampleId', r.sample_id, 'analyte', r.analyte, 'value', r.value, 'unit', r.unit,
      'of', r.measured_of, 'method', r.method, 'uncertainty', r.uncertainty, 'testedAt', r.tested_at) as row
    from chain.result as r
    where r.authority_id = ${authorityId} and ${batches ? sql`r.sample_id = any (${batches}::uuid[])` : sql`true`}
      and not exists (select from chain.correction as c where c.authority_id = r.authority_id and c.corrects_id = r.event_id)
    order by r.tested_at desc, r.event_id desc`.execute(tx)
  const allowances = await selectAllowances(tx, authorityId, {})
  return {
    allowances,
    edges: edgeRows.rows.map(({ parent, child }) => ({
      parentId: trustId('batch', parent),
      childId: trustId('batch', child),
    })),
    results: resultRows.rows.map(({ row }) => readResult({ ...row, depth: 0 })),
    batches: batchRows.rows.map(({ row, parties }) => {
      const { isMine: _, ...fact } = readBatch({ ...row, isMine: true }, null)
      return { ...fact, parties: (parties ?? []).map((id): PartyId => trustId('party', id)) }
    }),
    accounts: accountRows.rows.map(({ row }) => readAccount(row)),
    shipments: shipmentRows.rows.map(({ row }) => readShipment(row)),
  }
}

export async function listEventIds(tx: Tx, authorityId: AuthorityId): Promise<Set<EventId>> {
  const { rows } = await sql<{ id: string }>`
    select e.event_id as id from chain.event as e where e.authority_id = ${authorityId}`.execute(tx)
  return new Set(rows.map(({ id }) => trustId('event', id)))
}
