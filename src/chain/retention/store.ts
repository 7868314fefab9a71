// The SQL of what may no longer be kept, and of the lists by which it is erased. Read behind the staff wall; written by three functions of the door.
// Not here: which term holds (terms.ts) and who decides (erasures.ts).
import { sql } from 'kysely'
import type { AuthorityId, ErasureId, EventId, Instant, PartyId, PlainDate } from '#kernel'
import { type Actor, databaseError, type Tx } from '#platform'
import type { ActKind, ErasureDecision, RetentionStop } from '../contract.ts'

/** Judged by one statement, oldest first: what a database does in about a second. */
export const lookedAtOnce = 100_000
/** Counted in one answer at most, so many times as much: five million are asked about in under a minute. */
const windowsMax = 50

type EventPlace = { readonly at: string; readonly eventId: string }
/** A stretch of what is old enough, from after one event to another; or what is on a list. */
type Window = { readonly after?: EventPlace; readonly upTo?: EventPlace; readonly of?: ErasureId }
export type Days = {
  readonly at: Instant
  readonly before: PlainDate
  /** An institution that did anything since then has a trial whose file is kept. */
  readonly trialAt: Instant
  /** How many are judged at once; `lookedAtOnce` where it is left out. */
  readonly looked?: number
}

/** Every stretch of what is old enough, oldest first. One event more or less old than another never is in two. */
async function* windowsOf(
  tx: Tx,
  authorityId: AuthorityId,
  { at, looked = lookedAtOnce }: Days,
  from?: EventPlace,
): AsyncGenerator<Window> {
  let after = from
  for (;;) {
    const { rows } = await sql<EventPlace>`
      select e.occurred_at::text as at, e.event_id as "eventId"
      from chain.event as e
      where e.authority_id = ${authorityId} and e.occurred_at < ${at}
        and not exists (select from chain.erased_event as g where g.authority_id = e.authority_id and g.event_id = e.event_id)
        ${after ? sql`and (e.occurred_at, e.event_id) > (${after.at}::timestamptz, ${after.eventId}::uuid)` : sql``}
      order by e.occurred_at, e.event_id
      offset ${looked - 1} limit 1`.execute(tx)
    const [upTo] = rows
    yield { ...(after ? { after } : {}), ...(upTo ? { upTo } : {}) }
    if (!upTo) return
    after = upTo
  }
}

/**
 * Every event of before `at` that was not erased, oldest first, and what still stands on it; null: it is due. A batch that is in stock, on its way, short,
 * held or examined keeps all that happened to it; an institution all that it
 * recorded or was named in, as long as a trial of its last act may ask for it.
 */
const judged = (authorityId: AuthorityId, { at, before, trialAt }: Days, { after, upTo, of }: Window) => sql`
  old as materialized (
    select e.event_id, e.kind, e.occurred_at
    from chain.event as e
    where e.authority_id = ${authorityId} and e.occurred_at < ${at}
      and not exists (select from chain.erased_event as g where g.authority_id = e.authority_id and g.event_id = e.event_id)
      ${after ? sql`and (e.occurred_at, e.event_id) > (${after.at}::timestamptz, ${after.eventId}::uuid)` : sql``}
      ${upTo ? sql`and (e.occurred_at, e.event_id) <= (${upTo.at}::timestamptz, ${upTo.eventId}::uuid)` : sql``}
      ${of ? sql`and exists (select from chain.erasure_event as l where l.authority_id = e.authority_id and l.erasure_id = ${of} and l.event_id = e.event_id)` : sql``}
  ), studying (party_id) as materialized (
    select p.party_id from licensing.party as p
    where p.authority_id = ${authorityId} and p.kind = 'institution' and exists (
      select from chain.event_party as s
      join chain.event as y on y.authority_id = s.authority_id and y.event_id = s.event_id
      where s.authority_id = p.authority_id and s.holder_id = p.party_id and y.occurred_at >= ${trialAt})
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
    select s.event_id, 'trial' from studying
    join chain.event_party as s on s.authority_id = ${authorityId} and s.holder_id = studying.party_id
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

/** Whose events are as old and still there, whatever stands on them. */
export async function selectHoldersOfOld(
  tx: Tx,
  authorityId: AuthorityId,
  { at, kind }: Pick<Days, 'at'> & { readonly kind?: ActKind },
): Promise<PartyId[]> {
  const { rows } = await sql<{ holderId: PartyId }>`
    select distinct e.holder_id as "holderId"
    from chain.event as e
    where e.authority_id = ${authorityId} and e.occurred_at < ${at} ${kind ? sql`and e.kind = ${kind}` : sql``}
      and not exists (select from chain.erased_event as g where g.authority_id = e.authority_id and g.event_id = e.event_id)`.execute(
    tx,
  )
  return rows.map(({ holderId }) => holderId)
}

export type DueCount = {
  readonly kind: ActKind
  readonly why: RetentionStop | null
  readonly count: number
  readonly oldestAt: Instant
}

/** By kind and by what stands on them; `isMore` where there are more than one answer counts. */
export async function countDue(
  tx: Tx,
  authorityId: AuthorityId,
  days: Days,
): Promise<{ readonly rows: readonly DueCount[]; readonly isMore: boolean }> {
  const sums = new Map<string, DueCount>()
  let windows = 0
  for await (const window of windowsOf(tx, authorityId, days)) {
    if (++windows > windowsMax) return { rows: [...sums.values()], isMore: true }
    const { rows } = await sql<DueCount>`
      with ${judged(authorityId, days, window)}
      select j.kind, j.why, count(*)::integer as count, min(j.occurred_at) as "oldestAt"
      from judged as j group by j.kind, j.why order by j.kind, j.why nulls first`.execute(tx)
    // The first that was met of a kind is the oldest: windows come oldest first.
    for (const row of rows) {
      const known = sums.get(`${row.kind} ${row.why}`)
      sums.set(`${row.kind} ${row.why}`, known ? { ...known, count: known.count + row.count } : row)
    }
  }
  return {
    rows: [...sums.values()].toSorted((one, two) => (one.kind < two.kind ? -1 : one.kind > two.kind ? 1 : 0)),
    isMore: false,
  }
}

export type DueRow = { readonly eventId: EventId; readonly kind: ActKind; readonly occurredAt: Instant }
export type DueWish = {
  readonly kind?: ActKind
  readonly after?: EventPlace
  /** Of this list alone. */
  readonly of?: ErasureId
  /** Those that wait for that; left out: those that wait for nothing. */
  readonly why?: RetentionStop
  readonly limit: number
}

/** Those that are due, or wait for one thing, oldest first. */
export async function selectDue(
  tx: Tx,
  authorityId: AuthorityId,
  { kind, after, of, why, limit, ...days }: Days & DueWish,
): Promise<readonly DueRow[]> {
  const found: DueRow[] = []
  for await (const window of of ? [{ of }] : windowsOf(tx, authorityId, days, after)) {
    const { rows } = await sql<DueRow>`
      with ${judged(authorityId, days, window)}
      select j.event_id as "eventId", j.kind, j.occurred_at as "occurredAt"
      from judged as j
      where j.why is not distinct from ${why ?? null} ${kind ? sql`and j.kind = ${kind}` : sql``}
      order by j.occurred_at, j.event_id
      limit ${limit - found.length}`.execute(tx)
    found.push(...rows)
    if (found.length === limit) break
  }
  return found
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

type ListedWish = Pick<DueWish, 'after' | 'limit'> & {
  readonly id: ErasureId
  /** Those that went by it alone. */
  readonly isErased: boolean
}

/** On a list, by when they happened. */
export async function selectListed(
  tx: Tx,
  authorityId: AuthorityId,
  { id, after, isErased, limit }: ListedWish,
): Promise<readonly DueRow[]> {
  const { rows } = await sql<DueRow>`
    select e.event_id as "eventId", e.kind, e.occurred_at as "occurredAt"
    from chain.erasure_event as l
    join chain.event as e on e.authority_id = l.authority_id and e.event_id = l.event_id
    where l.authority_id = ${authorityId} and l.erasure_id = ${id}
      ${isErased ? sql`and exists (select from chain.erased_event as g where g.authority_id = l.authority_id and g.event_id = l.event_id and g.erasure_id = l.erasure_id)` : sql``}
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
