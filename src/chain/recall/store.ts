// The SQL of recalls: whom one reaches, what was told, where its mass stands. Staff read the chain through their own wall; a holder its
// own notices. Not here: what a part of the mass is called (parts.ts).
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId, BatchId, EventId, Instant, PartyId, RecallId } from '#kernel'
import type { Tx } from '#platform'
import type { BatchKind, RecallSummary } from '../contract.ts'
import { type BehindRow, batchesOf } from '../picture/events-behind.ts'
import type { accountRef } from '../refs.ts'
import type { RecallAccount, RecallMove } from './parts.ts'

/** Everything that descends from these batches, themselves included. `union`: a batch reached twice is one batch. */
const familyOf = (authorityId: AuthorityId, rootIds: readonly string[]): RawBuilder<unknown> => sql`
  with recursive family as (
    select root as batch_id from unnest(${rootIds}::uuid[]) as root
    union
    select d.child_id from family join chain.batch_edge as d on d.authority_id = ${authorityId} and d.parent_id = family.batch_id
  )`

/** Of that only what one holder has or had, reached by batches it had too: as far as its own wall lets it look, whoever reads. */
export const ownFamilyOf = (
  authorityId: AuthorityId,
  rootIds: readonly string[],
  holderId: PartyId,
): RawBuilder<unknown> => sql`
  with recursive family as (
    select p.batch_id from chain.batch_party as p
    where p.authority_id = ${authorityId} and p.holder_id = ${holderId} and p.batch_id = any (${rootIds}::uuid[])
    union
    select d.child_id from family join chain.batch_edge as d on d.authority_id = ${authorityId} and d.parent_id = family.batch_id
    join chain.batch_party as p on p.authority_id = ${authorityId} and p.holder_id = ${holderId} and p.batch_id = d.child_id
  )`

export type ReachRow = {
  readonly holderId: PartyId
  readonly batchId: string
  readonly hasMg: bigint
  readonly hadMg: bigint
  readonly comingMg: bigint
  readonly dispensedMg: bigint
}

/**
 * Who has, had or is being sent mass of what descends from a batch, and how much of it at that moment. Plants are no mass yet: their grower
 * has the batch all the same.
 */
export async function selectReach(
  tx: Tx,
  authorityId: AuthorityId,
  { rootId, at }: { readonly rootId: BatchId; readonly at: Instant },
): Promise<ReachRow[]> {
  const { rows } = await sql<ReachRow>`
    ${familyOf(authorityId, [rootId])}, place as materialized (
      select a.account_id, a.kind, a.state, a.holder_id, a.counter_id, a.batch_id, a.ledger, past.amount
      from family
      join chain.account as a on a.authority_id = ${authorityId} and a.batch_id = family.batch_id
      left join chain.balance as n on n.authority_id = ${authorityId} and n.account_id = a.account_id
      cross join lateral (
        select coalesce(n.amount, 0)
          - coalesce((select sum(i.amount) from chain.movement as i
            where i.authority_id = ${authorityId} and i.to_account_id = a.account_id and i.occurred_at > ${at}), 0)
          + coalesce((select sum(o.amount) from chain.movement as o
            where o.authority_id = ${authorityId} and o.from_account_id = a.account_id and o.occurred_at > ${at}), 0) as amount
        where a.kind in ('stock', 'transit')
        union all
        select 0 where a.kind not in ('stock', 'transit')
      ) as past
    ), share as (
      select p.holder_id, p.batch_id, case when p.ledger = 'material_mg' then p.amount else 0 end as has_mg, 0::bigint as had_mg,
        0::bigint as coming_mg, 0::bigint as dispensed_mg
      from place as p
      where p.kind = 'stock'
      union all
      select p.counter_id, p.batch_id, 0, 0, p.amount, 0
      from place as p
      where p.kind = 'transit' and p.amount > 0 and p.counter_id is not null and p.ledger = 'material_mg'
      union all
      select p.holder_id, p.batch_id, 0, m.amount, 0, 0
      from place as p
      join chain.movement as m on m.authority_id = ${authorityId} and m.to_account_id = p.account_id and m.occurred_at <= ${at}
      left join place as f on f.account_id = m.from_account_id
      where p.kind = 'stock' and p.ledger = 'material_mg'
        and not coalesce(f.kind = 'stock' and f.holder_id = p.holder_id and f.batch_id = p.batch_id, false)
        and not exists (select from chain.correction as c
          where c.authority_id = ${authorityId} and (c.corrects_id = m.event_id or c.event_id = m.event_id))
      union all
      select p.holder_id, p.batch_id, 0, 0, 0, m.amount
      from place as p join chain.movement as m on m.authority_id = ${authorityId} and m.to_account_id = p.account_id
      where p.kind = 'world' and p.state = 'dispensed' and p.ledger = 'material_mg' and m.occurred_at <= ${at}
      union all
      select p.holder_id, p.batch_id, 0, 0, 0, -m.amount
      from place as p join chain.movement as m on m.authority_id = ${authorityId} and m.from_account_id = p.account_id
      where p.kind = 'world' and p.state = 'dispensed' and p.ledger = 'material_mg' and m.occurred_at <= ${at}
    )
    select s.holder_id as "holderId", s.batch_id as "batchId", sum(s.has_mg)::bigint as "hasMg", sum(s.had_mg)::bigint as "hadMg",
      sum(s.coming_mg)::bigint as "comingMg", sum(s.dispensed_mg)::bigint as "dispensedMg"
    from share as s
    group by s.holder_id, s.batch_id
    order by s.holder_id, s.batch_id`.execute(tx)
  return rows
}

export type LedgerRows = {
  readonly accounts: readonly RecallAccount[]
  readonly moves: readonly RecallMove[]
  readonly inflowMg: bigint
  readonly batches: number
}

/** The accounts of everything that descends from these batches, what moved since, and what came in from elsewhere; of one holder only where asked. */
export async function selectMass(
  tx: Tx,
  authorityId: AuthorityId,
  {
    rootIds,
    since,
    holderId,
  }: { readonly rootIds: readonly BatchId[]; readonly since: Instant; readonly holderId?: PartyId },
): Promise<LedgerRows> {
  const family = holderId ? ownFamilyOf(authorityId, rootIds, holderId) : familyOf(authorityId, rootIds)
  const place = sql`${family}, place as materialized (
      select a.account_id, a.kind, a.state, a.shipment_id, a.batch_id
      from family join chain.account as a on a.authority_id = ${authorityId} and a.batch_id = family.batch_id
      where a.ledger = 'material_mg' ${holderId ? sql`and a.holder_id = ${holderId}` : sql``}
    )`
  const accounts = await sql<RecallAccount>`
    ${place}
    select p.account_id as "accountId", p.kind, p.state, s.reason,
      coalesce(n.amount, coalesce(came.amount, 0) - coalesce(gone.amount, 0))::bigint as amount
    from place as p
    left join chain.balance as n on n.authority_id = ${authorityId} and n.account_id = p.account_id
    left join chain.shipment as s on s.authority_id = ${authorityId} and s.shipment_id = p.shipment_id
    left join lateral (
      select sum(m.amount) as amount from chain.movement as m
      where m.authority_id = ${authorityId} and m.to_account_id = p.account_id and p.kind = 'world') as came on true
    left join lateral (
      select sum(m.amount) as amount from chain.movement as m
      where m.authority_id = ${authorityId} and m.from_account_id = p.account_id and p.kind = 'world') as gone on true`.execute(
    tx,
  )
  const moves = await sql<RecallMove>`
    ${place}
    select m.event_id as "eventId", to_char(m.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      f.account_id as "fromId", t.account_id as "toId", m.amount
    from (
      select o.event_id, o.line from place join chain.movement as o
        on o.authority_id = ${authorityId} and o.from_account_id = place.account_id and o.occurred_at >= ${since}
      union
      select i.event_id, i.line from place join chain.movement as i
        on i.authority_id = ${authorityId} and i.to_account_id = place.account_id and i.occurred_at >= ${since}
    ) as touched
    join chain.movement as m on m.authority_id = ${authorityId} and m.event_id = touched.event_id and m.line = touched.line
    left join place as f on f.account_id = m.from_account_id
    left join place as t on t.account_id = m.to_account_id
    order by m.occurred_at, m.event_id, m.line`.execute(tx)
  const inflow = await sql<{ mg: bigint; batches: bigint }>`
    ${place}
    select (select count(*) from family) as batches, (
      coalesce((select sum(m.amount) from place join chain.movement as m
        on m.authority_id = ${authorityId} and m.to_account_id = place.account_id
        where not exists (select from place as inside where inside.account_id = m.from_account_id)), 0)
      - coalesce((select sum(m.amount) from place join chain.movement as m
        on m.authority_id = ${authorityId} and m.from_account_id = place.account_id
        where not exists (select from place as inside where inside.account_id = m.to_account_id)), 0))::bigint as mg`.execute(
    tx,
  )
  const [edge] = inflow.rows
  return {
    accounts: accounts.rows,
    moves: moves.rows,
    inflowMg: edge?.mg ?? 0n,
    batches: Number(edge?.batches ?? 0n),
  }
}

/** The events in which mass of what descends from these batches passed to others: what left less what came in, newest first. */
export async function selectHanded(
  tx: Tx,
  authorityId: AuthorityId,
  { rootIds, after, limit }: { rootIds: readonly BatchId[]; after: RawBuilder<unknown>; limit: number },
): Promise<BehindRow[]> {
  const { rows } = await sql<BehindRow>`
    ${familyOf(authorityId, rootIds)}, place as materialized (
      select a.account_id from family join chain.account as a on a.authority_id = ${authorityId} and a.batch_id = family.batch_id
      where a.ledger = 'material_mg'
    ), passed as (
      select m.event_id, m.amount from place
      join chain.movement as m on m.authority_id = ${authorityId} and m.from_account_id = place.account_id
      where not exists (select from place as inside where inside.account_id = m.to_account_id)
      union all
      select m.event_id, -m.amount from place
      join chain.movement as m on m.authority_id = ${authorityId} and m.to_account_id = place.account_id
      where not exists (select from place as inside where inside.account_id = m.from_account_id)
    )
    select e.event_id as "eventId", e.kind, e.occurred_at as "occurredAt", sum(passed.amount)::bigint as "massMg",
      ${batchesOf(authorityId, sql`e.event_id`)} as "batchIds"
    from passed join chain.event as e on e.authority_id = ${authorityId} and e.event_id = passed.event_id
    where ${after}
    group by e.event_id, e.kind, e.occurred_at
    having sum(passed.amount) <> 0
    order by e.occurred_at desc, e.event_id desc
    limit ${limit}`.execute(tx)
  return rows
}

/** Whose and where these accounts are. */
export async function selectAccounts(tx: Tx, authorityId: AuthorityId, accountIds: readonly string[]) {
  const { rows } = await sql<Parameters<typeof accountRef>[1]>`
    select a.account_id as "accountId", a.kind, a.ledger, a.state, a.holder_id as "holderId", a.premises_id as "premisesId",
      a.batch_id as "batchId"
    from chain.account as a
    where a.authority_id = ${authorityId} and a.account_id = any (${accountIds}::uuid[])`.execute(tx)
  return rows
}

export type RecallRow = {
  readonly recallId: RecallId | null
  readonly kind: RecallSummary['kind']
  /** Whose own drill; null: the authority's. */
  readonly heldBy: PartyId | null
  readonly rootId: BatchId
  readonly rootName: string
  readonly rootKind: BatchKind
  readonly reason: string
  readonly startedAt: Instant
  readonly holdEventId: EventId | null
  readonly isLifted: boolean
  readonly termSeconds: number | null
  readonly listedMs: number | null
  readonly told: number
  readonly acknowledged: number
  readonly late: number
}

/** All recalls and drills, newest first: one that a limit cut off might still be open. A recall that was brought in as history has no notices until somebody tells. */
export async function selectRecalls(
  tx: Tx,
  authorityId: AuthorityId,
  {
    now,
    recallId,
    holdEventId,
  }: { readonly now: Instant; readonly recallId?: RecallId; readonly holdEventId?: EventId },
): Promise<RecallRow[]> {
  const only = recallId
    ? sql`and one.recall_id = ${recallId}`
    : holdEventId
      ? sql`and one.hold_event_id = ${holdEventId}`
      : sql``
  const { rows } = await sql<RecallRow>`
    select one.recall_id as "recallId", one.kind, one.held_by as "heldBy", one.root_id as "rootId", b.name as "rootName", b.kind as "rootKind", one.reason,
      one.started_at as "startedAt", one.hold_event_id as "holdEventId", one.term_seconds as "termSeconds", one.listed_ms as "listedMs",
      (exists (select from chain.lift as l
          where l.authority_id = ${authorityId} and l.hold_event_id = one.hold_event_id and l.batch_id = one.root_id)
        or exists (select from chain.correction as c where c.authority_id = ${authorityId} and c.corrects_id = one.hold_event_id))
        as "isLifted",
      coalesce(n.told, 0)::integer as told, coalesce(n.acknowledged, 0)::integer as acknowledged, coalesce(n.late, 0)::integer as late
    from (
      select r.recall_id, r.kind, r.held_by, r.root_id, r.reason, r.started_at, r.hold_event_id, r.term_seconds, r.listed_ms
      from chain.recall as r where r.authority_id = ${authorityId}
      union all
      select null, 'recall', null, h.root_id, h.reason, h.held_at, h.event_id, null, null
      from chain.hold as h
      where h.authority_id = ${authorityId} and h.scope = 'recall' and h.batch_id = h.root_id
        and not exists (select from chain.recall as r where r.authority_id = ${authorityId} and r.hold_event_id = h.event_id)
    ) as one
    join chain.batch as b on b.authority_id = ${authorityId} and b.batch_id = one.root_id
    left join lateral (
      select count(*) as told, count(a.holder_id) as acknowledged,
        count(*) filter (where a.holder_id is null and n.due_at <= ${now}) as late
      from chain.recall_notice as n
      left join chain.recall_acknowledgement as a
        on a.authority_id = n.authority_id and a.recall_id = n.recall_id and a.holder_id = n.holder_id
      where n.authority_id = ${authorityId} and n.recall_id = one.recall_id
    ) as n on true
    where true ${only}
    order by one.started_at desc, one.root_id`.execute(tx)
  return rows
}

export type NoticeFact = {
  readonly recallId: RecallId
  readonly holderId: PartyId
  readonly kind: RecallSummary['kind']
  /** Who holds the drill, where that is not the authority. */
  readonly heldBy: PartyId | null
  readonly reason: string
  readonly holdEventId: EventId | null
  readonly toldAt: Instant
  readonly dueAt: Instant
  /** When what it had was counted: as it was told; of notices of before 2026-11-22 as the stock was stopped, where it had some then. */
  readonly countedAt: Instant
  readonly comingMg: bigint
  readonly acknowledgedAt: Instant | null
  readonly acknowledgementId: string | null
  readonly isLate: boolean
  readonly reminders: number
  readonly remindedAt: Instant | null
  readonly isLifted: boolean
}

/** All of a recall for staff, or of one holder: its own, whichever the wall lets through. */
export async function selectNotices(
  tx: Tx,
  authorityId: AuthorityId,
  { recallId, holderId, now }: { readonly recallId?: RecallId; readonly holderId?: PartyId; readonly now: Instant },
): Promise<NoticeFact[]> {
  const where: RawBuilder<unknown>[] = [sql`n.authority_id = ${authorityId}`]
  if (recallId) where.push(sql`n.recall_id = ${recallId}`)
  if (holderId) where.push(sql`n.holder_id = ${holderId}`)
  const { rows } = await sql<NoticeFact>`
    select n.recall_id as "recallId", n.holder_id as "holderId", n.kind, n.held_by as "heldBy", n.reason, n.hold_event_id as "holdEventId", n.told_at as "toldAt",
      n.due_at as "dueAt", coalesce(n.counted_at, (
        select min(h.held_at) from chain.hold as h
        where h.authority_id = n.authority_id and h.event_id = n.hold_event_id and exists (
          select from chain.recall_notice_line as l
          join chain.account as had on had.authority_id = l.authority_id and had.batch_id = l.batch_id and had.kind in ('stock', 'transit')
            and n.holder_id in (had.holder_id, had.counter_id) and had.opened_at <= h.held_at
          where l.authority_id = n.authority_id and l.recall_id = n.recall_id and l.holder_id = n.holder_id)), n.told_at) as "countedAt",
      n.coming_mg as "comingMg", a.acknowledged_at as "acknowledgedAt", a.acknowledgement_id as "acknowledgementId",
      (a.holder_id is null and n.due_at <= ${now}) as "isLate",
      (select count(*) from chain.recall_reminder as m
        where m.authority_id = n.authority_id and m.recall_id = n.recall_id and m.holder_id = n.holder_id)::integer as reminders,
      (select max(m.reminded_at) from chain.recall_reminder as m
        where m.authority_id = n.authority_id and m.recall_id = n.recall_id and m.holder_id = n.holder_id) as "remindedAt",
      (exists (select from chain.lift as l
          where l.authority_id = n.authority_id and l.hold_event_id = n.hold_event_id and l.batch_id = n.root_id)
        or exists (select from chain.correction as c where c.authority_id = n.authority_id and c.corrects_id = n.hold_event_id))
        as "isLifted"
    from chain.recall_notice as n
    left join chain.recall_acknowledgement as a
      on a.authority_id = n.authority_id and a.recall_id = n.recall_id and a.holder_id = n.holder_id
    where ${sql.join(where, sql` and `)}
    order by (a.holder_id is null) desc, n.told_at desc, n.holder_id`.execute(tx)
  return rows
}

export type LineFact = {
  readonly recallId: RecallId
  readonly holderId: PartyId
  readonly batchId: string
  readonly name: string
  readonly kind: BatchKind
  readonly hasThenMg: bigint
  readonly hadMg: bigint
  readonly dispensedThenMg: bigint
  /** Of the holder's own stock now, and of what it sent back, destroyed or dispensed since it began. */
  readonly blockedMg: bigint
  readonly freeMg: bigint
  readonly sentBackMg: bigint
  readonly destroyedMg: bigint
  readonly dispensedMg: bigint
}

export async function selectLines(
  tx: Tx,
  authorityId: AuthorityId,
  { recallIds, holderId }: { readonly recallIds: readonly string[]; readonly holderId?: PartyId },
): Promise<LineFact[]> {
  if (recallIds.length === 0) return [] // Even of none the question is planned over the movements of every year.
  const mine = holderId ? sql`and l.holder_id = ${holderId}` : sql``
  const { rows } = await sql<LineFact>`
    select l.recall_id as "recallId", l.holder_id as "holderId", l.batch_id as "batchId", b.name, b.kind, l.has_mg as "hasThenMg",
      l.had_mg as "hadMg", l.dispensed_mg as "dispensedThenMg", coalesce(s.blocked, 0)::bigint as "blockedMg",
      coalesce(s.free, 0)::bigint as "freeMg", coalesce(s.back, 0)::bigint as "sentBackMg",
      coalesce(s.destroyed, 0)::bigint as "destroyedMg", coalesce(s.dispensed, 0)::bigint as "dispensedMg"
    from chain.recall_notice_line as l
    join chain.recall_notice as n on n.authority_id = l.authority_id and n.recall_id = l.recall_id and n.holder_id = l.holder_id
    join chain.batch as b on b.authority_id = l.authority_id and b.batch_id = l.batch_id
    left join lateral (
      select sum(w.amount) filter (where a.kind = 'stock' and a.state = 'held') as blocked,
        sum(w.amount) filter (where a.kind = 'stock' and a.state <> 'held') as free,
        sum(came.amount) filter (where a.kind = 'transit' and t.reason in ('recall', 'return')) as back,
        sum(came.amount) filter (where a.kind = 'world' and a.state = 'destroyed') as destroyed,
        sum(came.ever) filter (where a.kind = 'world' and a.state = 'dispensed') as dispensed
      from chain.account as a
      left join chain.balance as w on w.authority_id = a.authority_id and w.account_id = a.account_id
      left join chain.shipment as t on t.authority_id = a.authority_id and t.shipment_id = a.shipment_id
      left join lateral (
        select sum(m.amount) as ever, sum(m.amount) filter (where m.occurred_at >= n.told_at) as amount
        from chain.movement as m
        where m.authority_id = a.authority_id and m.to_account_id = a.account_id and a.kind in ('transit', 'world')
          and not exists (select from chain.correction as c
            where c.authority_id = m.authority_id and (c.corrects_id = m.event_id or c.event_id = m.event_id))
      ) as came on true
      where a.authority_id = l.authority_id and a.batch_id = l.batch_id and a.holder_id = l.holder_id and a.ledger = 'material_mg'
    ) as s on true
    where l.authority_id = ${authorityId} and l.recall_id = any (${recallIds}::uuid[]) ${mine}
    order by l.had_mg desc, b.name`.execute(tx)
  return rows
}

export type NewNotice = {
  readonly holder: PartyId
  readonly toldAt: string
  readonly comingMg: string
  readonly lines: readonly { batch: string; hasMg: string; hadMg: string; dispensedMg: string }[]
}

/** How many notices were new. */
export async function putRecall(
  tx: Tx,
  authorityId: AuthorityId,
  recall: Readonly<Record<string, string | number | null>>,
  notices: readonly NewNotice[],
): Promise<number> {
  const { rows } = await sql<{
    told: number
  }>`select chain.put_recall(${authorityId}, ${JSON.stringify(recall)}::jsonb, ${JSON.stringify(notices)}::jsonb) as told`.execute(
    tx,
  )
  return rows[0]?.told ?? 0
}

export async function putAcknowledgement(
  tx: Tx,
  authorityId: AuthorityId,
  { recallId, id, at }: { readonly recallId: RecallId; readonly id: string; readonly at: Instant },
): Promise<{ readonly acknowledgementId: string; readonly acknowledgedAt: Instant } | null> {
  const { rows } = await sql<{ acknowledgementId: string; acknowledgedAt: Instant }>`
    select acknowledgement_id as "acknowledgementId", acknowledged_at as "acknowledgedAt"
    from chain.acknowledge_recall(${authorityId}, ${recallId}, ${id}, ${at})`.execute(tx)
  return rows[0] ?? null
}

export async function putReminders(
  tx: Tx,
  authorityId: AuthorityId,
  { recallId, now }: { readonly recallId: RecallId | null; readonly now: Instant },
): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select chain.remind_recalls(${authorityId}, ${recallId}, ${now}) as count`.execute(tx)
  return rows[0]?.count ?? 0
}
