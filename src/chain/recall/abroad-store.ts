// The SQL of who abroad is to know of a recall: what was exported of its batches, what came in for them, and whom staff told. Not here: what follows
// from that (abroad.ts).
import { sql } from 'kysely'
import type { AuthorityId, BatchId, Instant, PartyId, RecallId } from '#kernel'
import type { Tx } from '#platform'
import type { AbroadRow, AbroadTelling, BatchKind } from '../contract.ts'

/** One batch that crossed the border: gone to a buyer, or come from who supplied it. */
export type CrossingFact = {
  readonly recallId: RecallId
  /** Whose own drill; null: the authority's recall or drill. */
  readonly heldBy: PartyId | null
  readonly way: AbroadRow['crossings'][number]['way']
  readonly partyId: PartyId
  readonly country: string
  readonly eventId: string
  readonly batchId: BatchId
  readonly name: string
  readonly kind: BatchKind
  /** What it was called where it came from. */
  readonly foreignName: string | null
  readonly occurredAt: Instant
  readonly massMg: bigint
  /** Since when it could be told: the recall is told here, and the crossing is known. */
  readonly knownAt: Instant
  readonly termSeconds: number
}

/** All of it, newest first: whoever a limit cut off would not be warned. */
export async function selectCrossings(
  tx: Tx,
  authorityId: AuthorityId,
  recallIds: readonly RecallId[],
): Promise<CrossingFact[]> {
  if (recallIds.length === 0) return []
  const found = [
    ...(await selectExports(tx, authorityId, recallIds)),
    ...(await selectImports(tx, authorityId, recallIds)),
    ...(await selectOwnExports(tx, authorityId, recallIds)),
  ]
  return found.sort(
    (a, b) =>
      Temporal.Instant.compare(b.occurredAt, a.occurredAt) ||
      b.eventId.localeCompare(a.eventId) ||
      a.batchId.localeCompare(b.batchId),
  )
}

/** Of the batches that exporters were told of. */
async function selectExports(
  tx: Tx,
  authorityId: AuthorityId,
  recallIds: readonly RecallId[],
): Promise<CrossingFact[]> {
  const { rows } = await sql<ExportPlace>`
    select l.recall_id as "recallId", null as "heldBy", a.account_id as "accountId", b.batch_id as "batchId", b.name, b.kind,
      n.told_at as since, r.term_seconds as "termSeconds"
    from chain.recall as r
    join chain.recall_notice as n on n.authority_id = r.authority_id and n.recall_id = r.recall_id
    join chain.recall_notice_line as l on l.authority_id = n.authority_id and l.recall_id = n.recall_id and l.holder_id = n.holder_id
    join chain.account as a on a.authority_id = l.authority_id and a.batch_id = l.batch_id and a.holder_id = l.holder_id and ${isExported}
    join chain.batch as b on b.authority_id = l.authority_id and b.batch_id = l.batch_id
    where r.authority_id = ${authorityId} and r.recall_id = any (${recallIds}::uuid[]) and r.held_by is null`.execute(
    tx,
  )
  return exportsOf(rows, await selectExported(tx, authorityId, rows))
}

/** What the recalled batch is made of, or is itself, as far as it came from abroad: the fault may have come with it. */
async function selectImports(
  tx: Tx,
  authorityId: AuthorityId,
  recallIds: readonly RecallId[],
): Promise<CrossingFact[]> {
  const { rows } = await sql<CrossingFact>`
    with recursive source as (
      select r.recall_id, r.root_id as batch_id from chain.recall as r
      where r.authority_id = ${authorityId} and r.recall_id = any (${recallIds}::uuid[]) and r.held_by is null
      union
      select source.recall_id, d.parent_id
      from source join chain.batch_edge as d on d.authority_id = ${authorityId} and d.child_id = source.batch_id
    ), brought as materialized (
      select r.recall_id, r.term_seconds, b.batch_id, b.name, b.kind, b.opened_amount, e.event_id, e.counter_id, e.occurred_at,
        greatest(r.started_at, e.recorded_at, (
          select min(n.told_at) from chain.recall_notice as n where n.authority_id = r.authority_id and n.recall_id = r.recall_id)) as known_at
      from source
      join chain.recall as r on r.authority_id = ${authorityId} and r.recall_id = source.recall_id
      join chain.batch as b on b.authority_id = ${authorityId} and b.batch_id = source.batch_id and b.taken_back_id is null
      join chain.event as e on e.authority_id = ${authorityId} and e.event_id = b.event_id and e.kind = 'import'
    )
    select brought.recall_id as "recallId", null as "heldBy", 'imported' as way, brought.counter_id as "partyId", p.country, brought.event_id as "eventId",
      brought.batch_id as "batchId", brought.name, brought.kind, said.act ->> 'foreignName' as "foreignName",
      brought.occurred_at as "occurredAt", brought.opened_amount as "massMg", brought.known_at as "knownAt",
      brought.term_seconds as "termSeconds"
    from brought
    join licensing.party as p on p.authority_id = ${authorityId} and p.party_id = brought.counter_id
    join chain.records_of(${authorityId}, array(select one.event_id from brought as one)) as said on said.event_id = brought.event_id
    order by brought.occurred_at desc, brought.event_id desc`.execute(tx)
  return rows
}

/** What whoever holds a drill had exported itself when it began. */
async function selectOwnExports(
  tx: Tx,
  authorityId: AuthorityId,
  recallIds: readonly RecallId[],
): Promise<CrossingFact[]> {
  const { rows } = await sql<ExportPlace>`
    with recursive own as (
      select r.recall_id, r.held_by, p.batch_id
      from chain.recall as r
      join chain.batch_party as p on p.authority_id = r.authority_id and p.holder_id = r.held_by and p.batch_id = r.root_id
      where r.authority_id = ${authorityId} and r.recall_id = any (${recallIds}::uuid[])
      union
      select own.recall_id, own.held_by, d.child_id
      from own join chain.batch_edge as d on d.authority_id = ${authorityId} and d.parent_id = own.batch_id
      join chain.batch_party as p on p.authority_id = ${authorityId} and p.holder_id = own.held_by and p.batch_id = d.child_id
    )
    select r.recall_id as "recallId", r.held_by as "heldBy", a.account_id as "accountId", b.batch_id as "batchId", b.name, b.kind,
      r.started_at as since, r.term_seconds as "termSeconds"
    from own
    join chain.recall as r on r.authority_id = ${authorityId} and r.recall_id = own.recall_id
    join chain.account as a on a.authority_id = ${authorityId} and a.batch_id = own.batch_id and a.holder_id = own.held_by and ${isExported}
    join chain.batch as b on b.authority_id = ${authorityId} and b.batch_id = own.batch_id`.execute(tx)
  const exported = await selectExported(tx, authorityId, rows)
  return exportsOf(rows, exported, ({ since }, { occurredAt }) => Temporal.Instant.compare(occurredAt, since) < 0)
}

/** What went abroad lies in an account of its own; it is `a`. */
const isExported = sql`a.kind = 'world' and a.state = 'exported' and a.ledger = 'material_mg'`

/** An account of what somebody exported of a batch of a recall. `since`: when it was told of, or when its holder's own drill began. */
type ExportPlace = Pick<CrossingFact, 'recallId' | 'heldBy' | 'batchId' | 'name' | 'kind' | 'termSeconds'> & {
  readonly accountId: string
  readonly since: Instant
}
type Exported = Pick<CrossingFact, 'partyId' | 'country' | 'eventId' | 'occurredAt' | 'massMg'> & {
  readonly accountId: string
  readonly recordedAt: Instant
}

/**
 * What was exported by way of these accounts; what was taken back was not. Asked apart from the accounts, and not at all where there are
 * none: a question about movements is planned over every year there is, and with all the tables of a recall beside them that took longer than its answer.
 */
async function selectExported(
  tx: Tx,
  authorityId: AuthorityId,
  places: readonly ExportPlace[],
): Promise<readonly Exported[]> {
  if (places.length === 0) return []
  const accountIds = [...new Set(places.map(({ accountId }) => accountId))]
  const { rows } = await sql<Exported>`
    select m.to_account_id as "accountId", e.counter_id as "partyId", p.country, e.event_id as "eventId", e.occurred_at as "occurredAt",
      e.recorded_at as "recordedAt", m.amount as "massMg"
    from (
      select own.to_account_id, own.event_id, sum(own.amount)::bigint as amount from chain.movement as own
      where own.authority_id = ${authorityId} and own.to_account_id = any (${accountIds}::uuid[])
      group by own.to_account_id, own.event_id
      offset 0) as m
    cross join lateral (
      select own.event_id, own.counter_id, own.occurred_at, own.recorded_at from chain.event as own
      where own.authority_id = ${authorityId} and own.event_id = m.event_id
      offset 0) as e
    join licensing.party as p on p.authority_id = ${authorityId} and p.party_id = e.counter_id
    where not exists (select from chain.correction as c
      where c.authority_id = ${authorityId} and (c.corrects_id = m.event_id or c.event_id = m.event_id))`.execute(tx)
  return rows
}

/** Each export of each recall it is of. */
function exportsOf(
  places: readonly ExportPlace[],
  exported: readonly Exported[],
  counts: (place: ExportPlace, one: Exported) => boolean = () => true,
): CrossingFact[] {
  const placesOf = Map.groupBy(places, ({ accountId }) => accountId)
  return exported.flatMap(({ accountId, recordedAt, ...one }) =>
    (placesOf.get(accountId) ?? [])
      .filter((place) => counts(place, { accountId, recordedAt, ...one }))
      .map(({ accountId: _, since, ...place }) => ({
        ...place,
        ...one,
        way: 'exported' as const,
        foreignName: null,
        knownAt: Temporal.Instant.compare(since, recordedAt) < 0 ? recordedAt : since,
      })),
  )
}

export type TellingFact = Omit<AbroadTelling, 'tellingId' | 'at'> & {
  readonly tellingId: string
  readonly recallId: RecallId
  readonly country: string
  /** Null: the authority of that country. */
  readonly partyId: PartyId | null
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
    select t.telling_id as "tellingId", t.recall_id as "recallId", t.country, t.buyer_id as "partyId", t.recipient, t.way, t.outcome, t.remark,
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
