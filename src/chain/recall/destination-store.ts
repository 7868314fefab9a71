// The SQL of where notices are posted: destinations, calls, and which are to be made now. Not here: making them (deliver-notices.ts).
import { sql } from 'kysely'
import type { AuthorityId, Id, Instant, PartyId, RecallId } from '#kernel'
import { failuresMax, pauseSeconds, type Tx } from '#platform'
import type { NoticeRow, RecallPosting } from '../contract.ts'

export type DestinationId = Id<'destination'>
export type DestinationFact = {
  readonly destinationId: DestinationId
  readonly holderId: PartyId
  readonly dest: string
  readonly subject: string
  readonly createdAt: Instant
  readonly endedAt: Instant | null
}

export async function selectDestinations(
  tx: Tx,
  authorityId: AuthorityId,
  { holderId, destinationId }: { readonly holderId: PartyId; readonly destinationId?: DestinationId },
): Promise<DestinationFact[]> {
  const { rows } = await sql<DestinationFact>`
    select d.destination_id as "destinationId", d.holder_id as "holderId", d.dest, d.subject, d.created_at as "createdAt", d.ended_at as "endedAt"
    from chain.recall_destination as d
    where d.authority_id = ${authorityId} and d.holder_id = ${holderId}
      ${destinationId ? sql`and d.destination_id = ${destinationId}` : sql``}
    order by d.ended_at is not null, d.created_at desc, d.destination_id
    limit 50`.execute(tx)
  return rows
}

export type PostingFact = {
  readonly destinationId: DestinationId
  readonly recallId: RecallId | null
  readonly outcome: RecallPosting['outcome']
  readonly detail: string
  readonly at: Instant
}

/** The last ten calls to each. */
export async function selectPostings(tx: Tx, authorityId: AuthorityId, holderId: PartyId): Promise<PostingFact[]> {
  const { rows } = await sql<PostingFact>`
    select p.destination_id as "destinationId", p.recall_id as "recallId", p.outcome, p.detail, p.posted_at as at
    from chain.recall_destination as d
    cross join lateral (
      select * from chain.recall_posting as one
      where one.authority_id = d.authority_id and one.holder_id = d.holder_id and one.destination_id = d.destination_id
      order by one.posted_at desc, one.posting_id desc limit 10
    ) as p
    where d.authority_id = ${authorityId} and d.holder_id = ${holderId}
    order by p.posted_at desc, p.posting_id desc`.execute(tx)
  return rows
}

export type DueCall = {
  readonly destinationId: DestinationId
  readonly holderId: PartyId
  readonly dest: string
  readonly subject: string
  readonly recallId: RecallId
  readonly failures: number
}

/** One round makes so many calls; those that wait longest first. */
const dueMax = 50
/** What could not be delivered within these days is a person's to deliver. */
const daysMax = 3

/**
 * Of notices told since the destination was registered: not yet taken, not too often refused, and due again. Whoever answered by hand meanwhile,
 * and a recall that was lifted, is not called again.
 */
export async function selectDueCalls(tx: Tx, authorityId: AuthorityId, now: Instant): Promise<DueCall[]> {
  const pauses = Array.from({ length: failuresMax }, (_, failures) => pauseSeconds(failures))
  const { rows } = await sql<DueCall>`
    select d.destination_id as "destinationId", d.holder_id as "holderId", d.dest, d.subject, n.recall_id as "recallId",
      p.calls::integer as failures
    from chain.recall_destination as d
    join chain.recall_notice as n on n.authority_id = d.authority_id and n.holder_id = d.holder_id and n.told_at >= d.created_at
      and n.told_at > ${now}::timestamptz - make_interval(days => ${daysMax})
    cross join lateral (
      select count(*) as calls, max(one.posted_at) as last_at, coalesce(bool_or(one.outcome = 'delivered'), false) as is_taken
      from chain.recall_posting as one
      where one.authority_id = d.authority_id and one.holder_id = d.holder_id and one.destination_id = d.destination_id
        and one.recall_id = n.recall_id
    ) as p
    where d.authority_id = ${authorityId} and d.ended_at is null and not p.is_taken and p.calls < ${failuresMax}
      and (p.calls = 0 or (
        p.last_at + make_interval(secs => (${pauses}::integer[])[p.calls + 1]) <= ${now}
        and not exists (select from chain.recall_acknowledgement as a
          where a.authority_id = n.authority_id and a.recall_id = n.recall_id and a.holder_id = n.holder_id)))
      and not exists (select from chain.lift as l
        where l.authority_id = n.authority_id and l.hold_event_id = n.hold_event_id and l.batch_id = n.root_id)
      and not exists (select from chain.correction as c where c.authority_id = n.authority_id and c.corrects_id = n.hold_event_id)
    order by n.told_at, d.holder_id, d.destination_id
    limit ${dueMax}`.execute(tx)
  return rows
}

export type MachineFact = NonNullable<NoticeRow['machine']> & { readonly holderId: PartyId }

/** Of a recall, for staff: how its notices fared with the programs of those who wanted them so. */
export async function selectMachines(tx: Tx, authorityId: AuthorityId, recallId: RecallId): Promise<MachineFact[]> {
  const { rows } = await sql<Omit<MachineFact, 'at'> & { readonly at: Instant | null }>`
    select n.holder_id as "holderId",
      case when bool_or(p.outcome = 'delivered') then 'delivered' when count(p.posting_id) > 0 then 'failed' else 'waiting' end as state,
      coalesce(min(p.posted_at) filter (where p.outcome = 'delivered'), max(p.posted_at)) as at,
      (array_agg(p.detail order by p.posted_at desc) filter (where p.outcome = 'failed'))[1] as detail,
      count(p.posting_id)::integer as calls
    from chain.recall_notice as n
    join chain.recall_destination as d on d.authority_id = n.authority_id and d.holder_id = n.holder_id and d.created_at <= n.told_at
    left join chain.recall_posting as p on p.authority_id = n.authority_id and p.holder_id = n.holder_id
      and p.destination_id = d.destination_id and p.recall_id = n.recall_id
    where n.authority_id = ${authorityId} and n.recall_id = ${recallId} and (d.ended_at is null or p.posting_id is not null)
    group by n.holder_id`.execute(tx)
  return rows.map((row) => ({ ...row, at: row.at?.toString() ?? null }))
}
