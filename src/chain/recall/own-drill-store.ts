// The SQL of a holder's own drill: what it sent where, and writing the drill down. Behind the holder's wall, as whoever holds it reads. Not
// here: a drill of the authority (store.ts), and what the parts are called (parts.ts).
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId, BatchId, Instant, PartyId, RecallId } from '#kernel'
import type { Tx } from '#platform'
import { type BehindRow, batchesOf } from '../picture/events-behind.ts'
import { ownFamilyOf } from './store.ts'

export type SentRow = {
  readonly receiverId: PartyId
  readonly batchId: string
  /** What left for there and was taken in, and what of that was sent back. */
  readonly sentMg: bigint
  readonly cameBackMg: bigint
  readonly comingMg: bigint
}

type SentAsked = { readonly rootId: BatchId; readonly holderId: PartyId; readonly at: Instant }

/** As `moved`: what left this holder for another and was taken in, and what came the other way, before that moment. */
const sentBy = (authorityId: AuthorityId, { rootId, holderId, at }: SentAsked): RawBuilder<unknown> => sql`
  ${ownFamilyOf(authorityId, [rootId], holderId)}, place as materialized (
      select a.account_id, a.kind, a.holder_id, a.counter_id, a.batch_id, a.shipment_id
      from family join chain.account as a on a.authority_id = ${authorityId} and a.batch_id = family.batch_id
      where a.ledger = 'material_mg' and a.kind in ('stock', 'transit') and ${holderId} in (a.holder_id, a.counter_id)
    ), moved as (
      select p.kind, p.holder_id, p.batch_id, p.shipment_id, m.event_id, m.amount,
        case when p.holder_id = ${holderId} then coalesce(p.counter_id, e.counter_id) else p.holder_id end as other_id
      from place as p
      join chain.movement as m on m.authority_id = ${authorityId} and m.from_account_id = p.account_id and m.occurred_at < ${at}
      join chain.event as e on e.authority_id = ${authorityId} and e.event_id = m.event_id
      left join chain.account as t on t.authority_id = ${authorityId} and t.account_id = m.to_account_id
      where (p.kind = 'transit' or e.kind = 'hand-over') and t.holder_id is distinct from p.holder_id
        and not exists (select from chain.correction as c
          where c.authority_id = ${authorityId} and (c.corrects_id = m.event_id or c.event_id = m.event_id))
    )`

/** What of that came back: a return, or in a recall. */
const cameBack = (authorityId: AuthorityId): RawBuilder<unknown> => sql`
  join chain.shipment as s on s.authority_id = ${authorityId} and s.shipment_id = d.shipment_id and s.reason in ('return', 'recall')`

/** Whom this holder sent or handed over mass of what descends from a batch, before that moment. What they did with it is not asked. */
export async function selectSent(
  tx: Tx,
  authorityId: AuthorityId,
  { rootId, holderId, at }: SentAsked,
): Promise<SentRow[]> {
  const { rows } = await sql<SentRow>`
    ${sentBy(authorityId, { rootId, holderId, at })}, share as (
      select d.other_id, d.batch_id, d.amount as sent, 0::bigint as back, 0::bigint as coming
      from moved as d where d.holder_id = ${holderId}
      union all
      select d.other_id, d.batch_id, 0, d.amount, 0
      from moved as d ${cameBack(authorityId)}
      where d.holder_id <> ${holderId}
      union all
      select p.counter_id, p.batch_id, 0, 0, n.amount
      from place as p
      join chain.balance as n on n.authority_id = ${authorityId} and n.account_id = p.account_id
      where p.kind = 'transit' and p.holder_id = ${holderId} and n.amount > 0
    )
    select s.other_id as "receiverId", s.batch_id as "batchId", sum(s.sent)::bigint as "sentMg", sum(s.back)::bigint as "cameBackMg",
      sum(s.coming)::bigint as "comingMg"
    from share as s
    where s.other_id is not null and s.other_id <> ${holderId}
    group by s.other_id, s.batch_id
    having sum(s.sent) > 0 or sum(s.coming) > 0
    order by s.other_id, s.batch_id`.execute(tx)
  return rows
}

/** The events in which one receiver took in what this holder sent, or this holder what came back from it; newest first. */
export async function selectSentEvents(
  tx: Tx,
  authorityId: AuthorityId,
  asked: SentAsked & {
    readonly receiverId: PartyId
    readonly isBack: boolean
    readonly after: RawBuilder<unknown>
    readonly limit: number
  },
): Promise<BehindRow[]> {
  const { holderId, receiverId, isBack, after, limit } = asked
  const one = isBack
    ? sql`${cameBack(authorityId)} where d.holder_id <> ${holderId}`
    : sql`where d.holder_id = ${holderId}`
  const { rows } = await sql<BehindRow>`
    ${sentBy(authorityId, asked)}, part as (select d.event_id, d.amount from moved as d ${one} and d.other_id = ${receiverId})
    select e.event_id as "eventId", e.kind, e.occurred_at as "occurredAt", sum(part.amount)::bigint as "massMg",
      ${batchesOf(authorityId, sql`e.event_id`)} as "batchIds"
    from part join chain.event as e on e.authority_id = ${authorityId} and e.event_id = part.event_id
    where ${after}
    group by e.event_id, e.kind, e.occurred_at
    order by e.occurred_at desc, e.event_id desc
    limit ${limit}`.execute(tx)
  return rows
}

export type OwnNotice = {
  readonly holder: PartyId
  readonly comingMg: string
  readonly lines: readonly { readonly batch: string; readonly hadMg: string; readonly hasMg: string }[]
}

/** False where there is a drill or recall under this number already. */
export async function putOwnDrill(
  tx: Tx,
  authorityId: AuthorityId,
  drill: Readonly<Record<string, string | number | null>>,
  notices: readonly OwnNotice[],
): Promise<boolean> {
  const { rows } = await sql<{
    isNew: boolean
  }>`select chain.put_own_drill(${authorityId}, ${JSON.stringify(drill)}::jsonb, ${JSON.stringify(notices)}::jsonb) as "isNew"`.execute(
    tx,
  )
  return rows[0]?.isNew ?? false
}

export type SentLine = {
  readonly recallId: RecallId
  readonly receiverId: PartyId
  readonly batchId: BatchId
  readonly sentMg: bigint
  readonly keptMg: bigint
}

/** What the notices of a drill say was sent, as it was then: `keptMg` is what of that did not come back. */
export async function selectSentLines(tx: Tx, authorityId: AuthorityId, recallId: RecallId): Promise<SentLine[]> {
  const { rows } = await sql<SentLine>`
    select l.recall_id as "recallId", l.holder_id as "receiverId", l.batch_id as "batchId", l.had_mg as "sentMg", l.has_mg as "keptMg"
    from chain.recall_notice_line as l
    where l.authority_id = ${authorityId} and l.recall_id = ${recallId}
    order by l.had_mg desc, l.batch_id`.execute(tx)
  return rows
}
