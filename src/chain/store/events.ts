// Reads events. Not here: writing them (door.ts).
import { type RawBuilder, sql } from 'kysely'
import {
  type AuthorityId,
  type BatchId,
  type DocumentId,
  type EventId,
  type Instant,
  type PartyId,
  trustId,
} from '#kernel'
import type { Tx } from '#platform'
import type { Act, ActKind } from '../contract.ts'
import { hasFew } from './few.ts'
import { isOfKind } from './kinds.ts'

export type EventRecord = {
  readonly eventId: EventId
  /** For whom it was recorded. */
  readonly holderId: string
  readonly recordedAt: Instant
  readonly leaf: Uint8Array
  /** As it was hashed; null when it was erased, and where it tells of others' stock. */
  readonly record: string | null
  readonly salt: Uint8Array | null
  /** The words of whoever acted; null when they were erased, and when they are about nothing of the reader's. */
  readonly act: Act | null
  readonly isErased: boolean
  readonly basis: readonly string[]
  readonly exemptionId: string | null
}

/** The event and what it says, as far as this reader may know it, or null when there is no such event for this reader. */
export async function findRecord(tx: Tx, authorityId: AuthorityId, eventId: EventId): Promise<EventRecord | null> {
  const { rows } = await sql<Omit<EventRecord, 'eventId'>>`
    select e.holder_id as "holderId", e.recorded_at as "recordedAt", e.leaf, said.record, said.salt, said.act, said.is_erased as "isErased",
      e.basis, e.exemption_id as "exemptionId"
    from chain.event as e
    cross join lateral chain.records_of(${authorityId}, array[e.event_id]) as said -- not begun for an event that is not there
    where e.authority_id = ${authorityId} and e.event_id = ${eventId}`.execute(tx)
  const [row] = rows
  return row ? { eventId: trustId('event', eventId), ...row } : null
}

/** Which of these events the reader may open. */
export async function selectSeen(
  tx: Tx,
  authorityId: AuthorityId,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select e.event_id as id from chain.event as e
    where e.authority_id = ${authorityId} and e.event_id = any (${eventIds}::uuid[])`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

export type EventContent = {
  readonly entryId: string
  readonly record: string | null
  readonly salt: Uint8Array | null
}

/** Records and salts, for proofs; only of events this reader may see, and null where the record tells of others' stock. */
export async function selectContents(
  tx: Tx,
  authorityId: AuthorityId,
  eventIds: readonly string[],
): Promise<EventContent[]> {
  const { rows } = await sql<EventContent>`
    select said.event_id as "entryId", said.record, said.salt
    from chain.records_of(${authorityId}, ${eventIds}::uuid[]) as said`.execute(tx)
  return rows
}

export type EventRow = EventRecord & {
  readonly kind: ActKind
  readonly occurredAt: Instant
  readonly premisesId: string | null
  readonly counterId: string | null
  readonly correctsId: string | null
  /** Other exemptions it relies on, in the order of their ids. */
  readonly exemptionsBeside: readonly string[]
  readonly correctedById: string | null
  readonly isImported: boolean
  readonly batchIds: readonly string[]
}

export type EventQuery = {
  readonly ids?: readonly EventId[]
  readonly batchId?: BatchId
  readonly kind?: ActKind
  readonly holderId?: PartyId
  readonly from?: Instant
  readonly until?: Instant
  /** Had a part in it; of use to who sees everybody's parts. */
  readonly partOf?: PartyId
  /** For whom it was recorded, or who stood on the other side. */
  readonly between?: PartyId
  /** Behind the holder wall: whose events the reader sees. */
  readonly of?: PartyId
  readonly after?: { readonly at: string; readonly eventId: string }
  readonly limit: number
}

/** Newest first. */
export async function selectEvents(tx: Tx, authorityId: AuthorityId, query: EventQuery): Promise<EventRow[]> {
  const { ids, batchId, kind, holderId, partOf, between, from, until, of, after, limit } = query
  const where: RawBuilder<unknown>[] = [sql`e.authority_id = ${authorityId}`]
  const ofParty = (partyId: PartyId) =>
    sql`from chain.event_party as p where p.authority_id = ${authorityId} and p.holder_id = ${partyId}`
  const whose = ids || batchId ? undefined : (of ?? partOf ?? holderId)
  const isOfFew = whose !== undefined && (await hasFew(tx, ofParty(whose)))
  if (isOfFew) where.push(sql`e.event_id in (select p.event_id ${ofParty(whose)})`)
  if (ids) where.push(sql`e.event_id = any (${ids}::uuid[])`)
  if (kind) where.push(isOfKind([kind]))
  if (holderId) where.push(sql`e.holder_id = ${holderId}`)
  if (between) where.push(sql`(e.holder_id = ${between} or e.counter_id = ${between})`)
  if (partOf && !(isOfFew && whose === partOf)) {
    where.push(sql`exists (select ${ofParty(partOf)} and p.event_id = e.event_id offset 0)`) // Looked up, row by row.
  }
  if (from) where.push(sql`e.occurred_at >= ${from}`)
  if (until) where.push(sql`e.occurred_at < ${until}`)
  if (after) where.push(sql`(e.occurred_at, e.event_id) < (${after.at}::timestamptz, ${after.eventId}::uuid)`)
  if (batchId) {
    where.push(
      sql`e.event_id in (select b.event_id from chain.event_batch as b where b.authority_id = ${authorityId} and b.batch_id = ${batchId})`,
    )
  }
  const { rows } = await sql<EventRow>`
    with page as materialized (
      select e.authority_id, e.event_id, e.kind, e.occurred_at, e.recorded_at, e.holder_id, e.premises_id, e.counter_id, e.corrects_id,
        e.is_imported, e.leaf, e.basis, e.exemption_id
      from chain.event as e
      where ${sql.join(where, sql` and `)}
      order by e.occurred_at desc, e.event_id desc
      limit ${limit}
    )
    select e.event_id as "eventId", e.kind, e.occurred_at as "occurredAt", e.recorded_at as "recordedAt", e.holder_id as "holderId",
      e.premises_id as "premisesId", e.counter_id as "counterId", e.corrects_id as "correctsId", e.is_imported as "isImported",
      said.record, said.salt, said.act, said.is_erased as "isErased", e.leaf, e.basis, e.exemption_id as "exemptionId",
      (select coalesce(array_agg(o.exemption_id order by o.exemption_id), '{}') from chain.event_exemption as o
        where o.authority_id = e.authority_id and o.event_id = e.event_id) as "exemptionsBeside",
      (select c.event_id from chain.correction as c where c.authority_id = e.authority_id and c.corrects_id = e.event_id) as "correctedById",
      (select coalesce(array_agg(b.batch_id), '{}') from chain.event_batch as b
        where b.authority_id = e.authority_id and b.event_id = e.event_id) as "batchIds"
    from page as e
    join chain.records_of(${authorityId}, array(select page.event_id from page)) as said on said.event_id = e.event_id
    order by e.occurred_at desc, e.event_id desc`.execute(tx)
  return rows
}

/** Documents that events about this batch point at. */
export async function selectDocumentIds(tx: Tx, authorityId: AuthorityId, batchId: BatchId): Promise<DocumentId[]> {
  const { rows } = await sql<{ id: string }>`
    select d.document_id as id
    from chain.event_batch as b
    join chain.event_document as d on d.authority_id = b.authority_id and d.event_id = b.event_id
    where b.authority_id = ${authorityId} and b.batch_id = ${batchId}
    order by d.document_id limit 100`.execute(tx)
  return rows.map(({ id }) => trustId('document', id))
}
