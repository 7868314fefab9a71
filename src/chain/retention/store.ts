// The SQL of what may no longer be kept, and of the lists by which it is erased. Read behind the staff wall; written by three functions of the door.
// Not here: which term holds (terms.ts) and who decides (erasures.ts).
import { sql } from 'kysely'
import type { AuthorityId, ErasureId, EventId, Instant, PlainDate } from '#kernel'
import { type Actor, databaseError, type Tx } from '#platform'
import type { ActKind, ErasureDecision, RetentionStop } from '../contract.ts'

/** Looked at in one answer, oldest first: what is beyond them comes when these are gone. */
export const lookedMax = 100_000

/**
 * Every event of before `at` that was not erased, oldest first, and what still stands on it; null: it is due. A batch that is in stock, on its way, short,
 * held or examined keeps all that happened to it.
 */
const judged = (authorityId: AuthorityId, { at, before }: { at: Instant; before: PlainDate }) => sql`
  old as materialized (
    select e.event_id, e.kind, e.occurred_at
    from chain.event as e
    where e.authority_id = ${authorityId} and e.occurred_at < ${at}
      and not exists (select from chain.erased_event as g where g.authority_id = e.authority_id and g.event_id = e.event_id)
    order by e.occurred_at, e.event_id
    limit ${lookedMax + 1}
  ), standing (batch_id, why) as materialized (
    select a.batch_id, case a.kind when 'stock' then 'stock' when 'transit' then 'on-its-way' else 'difference' end
    from chain.balance as n
    join chain.account as a on a.authority_id = n.authority_id and a.account_id = n.account_id
    where n.authority_id = ${authorityId} and n.amount <> 0 and a.batch_id is not null and a.kind in ('stock', 'transit', 'difference')
      and (a.ledger = 'material_mg' or a.ledger like '%\_pieces')
    union all
    select h.batch_id, 'hold' from chain.hold as h
    where h.authority_id = ${authorityId} and not exists (
      select from chain.lift as l where l.authority_id = h.authority_id and l.batch_id = h.batch_id and l.hold_event_id = h.event_id)
    union all
    select named.batch_id, 'quality' from chain.thread_state as k
    join chain.quality_thread as t on t.authority_id = k.authority_id and t.thread_id = k.thread_id
    cross join lateral (values (t.batch_id), (t.sample_id)) as named (batch_id)
    where k.authority_id = ${authorityId} and named.batch_id is not null
      and (k.kind, k.state) in (('order', 'ordered'), ('order', 'received'), ('order', 'in-test'), ('order', 'result'), ('case', 'open'),
        ('case', 'explained'), ('case', 'retest'), ('signal', 'raised'), ('study', 'running'))
  ), stopped (event_id, why) as (
    select b.event_id, s.why from old
    join chain.event_batch as b on b.authority_id = ${authorityId} and b.event_id = old.event_id
    join standing as s on s.batch_id = b.batch_id
    union all
    select t.event_id, 'signature' from chain.to_sign as t
    where t.authority_id = ${authorityId} and not exists (
      select from chain.countersign as c where c.authority_id = t.authority_id and c.signs_id = t.event_id)
    union all
    select d.loss_id, 'notice' from chain.loss_due as d
    where d.authority_id = ${authorityId} and not exists (
      select from chain.loss_notice as n where n.authority_id = d.authority_id and n.loss_id = d.loss_id and n.told_to = d.told_to)
    union all
    select w.allowance_id, 'permit' from chain.allowance as w
    where w.authority_id = ${authorityId} and (upper_inf(w.period) or upper(w.period) > ${before})
    union all
    select r.event_id, 'room' from chain.room as r
    where r.authority_id = ${authorityId} and not exists (
      select from chain.room as later where later.authority_id = r.authority_id and later.premises_id = r.premises_id
        and later.name = r.name and (later.from_on, later.event_id) > (r.from_on, r.event_id))
    union all
    select said.of_id, 'younger' from (
      select c.corrects_id as of_id, c.event_id from chain.correction as c where c.authority_id = ${authorityId}
      union all
      select s.signs_id, s.event_id from chain.countersign as s where s.authority_id = ${authorityId}
      union all
      select n.loss_id, n.event_id from chain.loss_notice as n where n.authority_id = ${authorityId}) as said
    join chain.event as y on y.authority_id = ${authorityId} and y.event_id = said.event_id and y.occurred_at >= ${at}
  ), judged as materialized (
    select old.event_id, old.kind, old.occurred_at, first.why
    from old
    left join (select s.event_id, min(s.why) as why from stopped as s group by s.event_id) as first on first.event_id = old.event_id
  )`

type Days = { readonly at: Instant; readonly before: PlainDate }

export type DueCount = {
  readonly kind: ActKind
  readonly why: RetentionStop | null
  readonly count: number
  readonly oldestAt: Instant
}

export async function countDue(tx: Tx, authorityId: AuthorityId, days: Days): Promise<readonly DueCount[]> {
  const { rows } = await sql<DueCount>`
    with ${judged(authorityId, days)}
    select j.kind, j.why, count(*)::integer as count, min(j.occurred_at) as "oldestAt"
    from judged as j group by j.kind, j.why order by j.kind, j.why nulls first`.execute(tx)
  return rows
}

export type DueRow = { readonly eventId: EventId; readonly kind: ActKind; readonly occurredAt: Instant }
export type DueWish = {
  readonly kind?: ActKind
  readonly after?: { readonly at: string; readonly eventId: string }
  /** Of this list alone. */
  readonly of?: ErasureId
  readonly limit: number
}

/** Those that are due, oldest first. */
export async function selectDue(
  tx: Tx,
  authorityId: AuthorityId,
  { kind, after, of, limit, ...days }: Days & DueWish,
): Promise<readonly DueRow[]> {
  const { rows } = await sql<DueRow>`
    with ${judged(authorityId, days)}
    select j.event_id as "eventId", j.kind, j.occurred_at as "occurredAt"
    from judged as j
    where j.why is null ${kind ? sql`and j.kind = ${kind}` : sql``}
      ${after ? sql`and (j.occurred_at, j.event_id) > (${after.at}::timestamptz, ${after.eventId}::uuid)` : sql``}
      ${of ? sql`and exists (select from chain.erasure_event as l where l.authority_id = ${authorityId} and l.erasure_id = ${of} and l.event_id = j.event_id)` : sql``}
    order by j.occurred_at, j.event_id
    limit ${limit}`.execute(tx)
  return rows
}

export type ErasureRow = {
  readonly erasureId: ErasureId
  readonly termId: string
  readonly months: number
  readonly before: PlainDate
  readonly basis: readonly string[]
  readonly reason: string
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly outcome: 'erased' | 'declined' | null
  readonly decision: string | null
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly listed: number
  readonly erased: number
}

type ErasureWish = { readonly id?: ErasureId; readonly isOpen?: boolean; readonly limit: number }

/** Newest first. */
export async function selectErasures(
  tx: Tx,
  authorityId: AuthorityId,
  { id, isOpen, limit }: ErasureWish,
): Promise<readonly ErasureRow[]> {
  const { rows } = await sql<ErasureRow>`
    select r.erasure_id as "erasureId", r.term_id as "termId", r.months, r.before_on as before, r.basis, r.reason,
      r.proposed_by as "proposedBy", r.proposed_at as "proposedAt", d.outcome, d.reason as decision, d.decided_by as "decidedBy",
      d.decided_at as "decidedAt",
      (select count(*)::integer from chain.erasure_event as l where l.authority_id = r.authority_id and l.erasure_id = r.erasure_id) as listed,
      (select count(*)::integer from chain.erased_event as g where g.authority_id = r.authority_id and g.erasure_id = r.erasure_id) as erased
    from chain.erasure as r
    left join chain.erasure_decision as d on d.authority_id = r.authority_id and d.erasure_id = r.erasure_id
    where r.authority_id = ${authorityId} ${id ? sql`and r.erasure_id = ${id}` : sql``} ${isOpen ? sql`and d.erasure_id is null` : sql``}
    order by r.proposed_at desc, r.erasure_id desc
    limit ${limit}`.execute(tx)
  return rows
}

/** On a list, by when they happened. */
export async function selectListed(
  tx: Tx,
  authorityId: AuthorityId,
  { id, after, limit }: { readonly id: ErasureId; readonly after?: DueWish['after']; readonly limit: number },
): Promise<readonly DueRow[]> {
  const { rows } = await sql<DueRow>`
    select e.event_id as "eventId", e.kind, e.occurred_at as "occurredAt"
    from chain.erasure_event as l
    join chain.event as e on e.authority_id = l.authority_id and e.event_id = l.event_id
    where l.authority_id = ${authorityId} and l.erasure_id = ${id}
      ${after ? sql`and (e.occurred_at, e.event_id) > (${after.at}::timestamptz, ${after.eventId}::uuid)` : sql``}
    order by e.occurred_at, e.event_id
    limit ${limit}`.execute(tx)
  return rows
}

/** The ids that went by a list, in their order. */
export async function selectErased(tx: Tx, authorityId: AuthorityId, id: ErasureId): Promise<readonly EventId[]> {
  const { rows } = await sql<{ eventId: EventId }>`
    select g.event_id as "eventId" from chain.erased_event as g
    where g.authority_id = ${authorityId} and g.erasure_id = ${id} order by g.event_id`.execute(tx)
  return rows.map(({ eventId }) => eventId)
}

/** When these were erased and under which articles; of those that were, and that the reader may see. */
export async function selectErasedAt(
  tx: Tx,
  authorityId: AuthorityId,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly at: Instant; readonly basis: readonly string[] }>> {
  if (eventIds.length === 0) return new Map()
  const { rows } = await sql<{ eventId: string; at: Instant; basis: readonly string[] }>`
    select g.event_id as "eventId", g.erased_at as at, g.basis from chain.erased_event as g
    where g.authority_id = ${authorityId} and g.event_id = any (${[...eventIds]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ eventId, ...rest }) => [eventId, rest]))
}

export type ListToPut = Pick<
  ErasureRow,
  'erasureId' | 'termId' | 'months' | 'before' | 'basis' | 'reason' | 'proposedAt'
> & {
  readonly events: readonly string[]
}

export async function putErasure(tx: Tx, authorityId: AuthorityId, list: ListToPut): Promise<void> {
  const { erasureId, termId, months, before, basis, reason, events, proposedAt } = list
  await sql`
    select chain.propose_erasure(${authorityId}, ${erasureId}, ${termId}, ${months}, ${before}, ${[...basis]}::text[], ${reason},
      ${[...events]}::uuid[], ${proposedAt})`.execute(tx)
}

export type DecisionToPut = ErasureDecision & {
  readonly erasureId: ErasureId
  readonly events: readonly string[]
  readonly at: Instant
}

/** Answers how many went, or why the database would not: the same person, or decided meanwhile. */
export async function putDecision(
  tx: Tx,
  { authorityId, trace }: Actor,
  { erasureId, outcome, reason, events, at }: DecisionToPut,
): Promise<number | 'own' | 'decided'> {
  try {
    const { rows } = await sql<{ gone: number }>`
      select chain.decide_erasure(${authorityId}, ${erasureId}, ${outcome}, ${reason}, ${[...events]}::uuid[], ${at}, ${trace.traceId}) as gone`.execute(
      tx,
    )
    return rows[0]?.gone ?? 0
  } catch (error) {
    const constraint = databaseError(error)?.constraint
    if (constraint === 'erasure_other') return 'own'
    if (constraint === 'erasure_decision_key') return 'decided'
    throw error
  }
}

/** After a restore, by the house itself. Answers how many went again. */
export async function putReplay(tx: Tx, { authorityId, trace }: Actor, list: object): Promise<number> {
  const { rows } = await sql<{ gone: number }>`
    select chain.replay_erasure(${authorityId}, ${JSON.stringify(list)}::jsonb, ${trace.traceId}) as gone`.execute(tx)
  return rows[0]?.gone ?? 0
}
