// The SQL of who abroad is to know of a recall: what was exported of its batches, and whom staff told. Not here: what follows from that (abroad.ts).
import { sql } from 'kysely'
import type { AuthorityId, BatchId, Instant, PartyId, RecallId } from '#kernel'
import type { Tx } from '#platform'
import type { AbroadTelling, BatchKind } from '../contract.ts'

/** One batch of one export. */
export type ExportFact = {
  readonly recallId: RecallId
  readonly buyerId: PartyId
  readonly country: string
  readonly eventId: string
  readonly batchId: BatchId
  readonly name: string
  readonly kind: BatchKind
  readonly occurredAt: Instant
  readonly massMg: bigint
  /** Since when it could be told: the exporter has its notice, and the export is known. */
  readonly knownAt: Instant
  readonly termSeconds: number
}

/** All of it, of the batches that exporters were told of: whoever a limit cut off would not be warned. What was taken back was not exported. */
export async function selectExports(
  tx: Tx,
  authorityId: AuthorityId,
  recallIds: readonly RecallId[],
): Promise<ExportFact[]> {
  if (recallIds.length === 0) return []
  const { rows } = await sql<ExportFact>`
    select l.recall_id as "recallId", e.counter_id as "buyerId", p.country, e.event_id as "eventId", b.batch_id as "batchId", b.name, b.kind,
      e.occurred_at as "occurredAt", sum(m.amount)::bigint as "massMg", greatest(max(n.told_at), max(e.recorded_at)) as "knownAt", max(r.term_seconds) as "termSeconds"
    from chain.recall as r
    join chain.recall_notice as n on n.authority_id = r.authority_id and n.recall_id = r.recall_id
    join chain.recall_notice_line as l on l.authority_id = n.authority_id and l.recall_id = n.recall_id and l.holder_id = n.holder_id
    join chain.account as a on a.authority_id = l.authority_id and a.batch_id = l.batch_id and a.holder_id = l.holder_id
      and a.kind = 'world' and a.state = 'exported' and a.ledger = 'material_mg'
    join chain.movement as m on m.authority_id = a.authority_id and m.to_account_id = a.account_id
    join chain.event as e on e.authority_id = m.authority_id and e.event_id = m.event_id
    join chain.batch as b on b.authority_id = l.authority_id and b.batch_id = l.batch_id
    join licensing.party as p on p.authority_id = e.authority_id and p.party_id = e.counter_id
    where r.authority_id = ${authorityId} and r.recall_id = any (${recallIds}::uuid[]) and r.held_by is null
      and not exists (select from chain.correction as c
        where c.authority_id = m.authority_id and (c.corrects_id = m.event_id or c.event_id = m.event_id))
    group by l.recall_id, e.counter_id, p.country, e.event_id, e.occurred_at, b.batch_id, b.name, b.kind
    order by e.occurred_at desc, e.event_id desc, b.batch_id`.execute(tx)
  return rows
}

export type TellingFact = Omit<AbroadTelling, 'tellingId' | 'at'> & {
  readonly tellingId: string
  readonly recallId: RecallId
  readonly country: string
  readonly buyerId: PartyId | null
  readonly at: Instant
}

/** Newest first. */
export async function selectTellings(
  tx: Tx,
  authorityId: AuthorityId,
  recallIds: readonly RecallId[],
): Promise<TellingFact[]> {
  if (recallIds.length === 0) return []
  const { rows } = await sql<TellingFact>`
    select t.telling_id as "tellingId", t.recall_id as "recallId", t.country, t.buyer_id as "buyerId", t.recipient, t.way, t.outcome, t.remark,
      t.told_at as at
    from chain.recall_telling as t
    where t.authority_id = ${authorityId} and t.recall_id = any (${recallIds}::uuid[])
    order by t.told_at desc, t.telling_id desc`.execute(tx)
  return rows
}

/** Whether it is new. */
export async function putTelling(
  tx: Tx,
  authorityId: AuthorityId,
  row: Readonly<Record<string, string | null>>,
): Promise<boolean> {
  const { rows } = await sql<{
    isNew: boolean
  }>`select chain.put_recall_telling(${authorityId}, ${JSON.stringify(row)}::jsonb) as "isNew"`.execute(tx)
  return rows[0]?.isNew ?? false
}
