// The country by month: what came into the world, changed hands, was released and went out of it. From the kept sums where the reader may
// see them, else added up from the very events, through the reader's own wall. Not here: stock and harvests (store.ts), and the events of one
// figure (figure-events.ts).
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, type PartyId, startOfLegalDay } from '#kernel'
import type { Tx } from '#platform'
import { readingAll } from '../store/reading-all.ts'
import { type Days, hasSums, type MonthRow, selectMonthSums } from './sums.ts'

/** The movements of an event `e`: what of them is part of a figure, and of what it is a batch. Which figure, the database says, as it does of the kept sums. */
export const movementsOf = `m.authority_id = e.authority_id and m.event_id = e.event_id and m.ledger = 'material_mg'`
export const figuresOf = `
  left join chain.account as f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
  left join chain.account as t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
  cross join lateral (select chain.figure_of(e.kind, f.kind, f.state, t.kind, t.state) as what) as x
  join chain.batch as b on b.authority_id = m.authority_id and b.batch_id = case when t.batch_id is null then f.batch_id else t.batch_id end`

/** What was taken back counts no more, and what takes back never did. */
export const notTakenBack = `
  not exists (select from chain.correction as c where c.authority_id = e.authority_id and c.corrects_id = e.event_id)
  and not exists (select from chain.correction as c where c.authority_id = e.authority_id and c.event_id = e.event_id)`

/** `holderId`: a reader who sees its own alone. */
export type DaysOf = Days & { readonly holderId?: PartyId | null }

/** Those of a period of legal days, from the events themselves: `select` gets where from. */
export async function readCounted<Row>(
  tx: Tx,
  authorityId: AuthorityId,
  { holderId, ...days }: DaysOf,
  select: (from: RawBuilder<unknown>) => RawBuilder<Row>,
): Promise<readonly Row[]> {
  const { rows } = holderId
    ? await select(countedOf(authorityId, { ...days, holderId })).execute(tx)
    : await readingAll(tx, select(counted(authorityId, days)))
  return rows
}

const counted = (authorityId: AuthorityId, { from, until }: Days): RawBuilder<unknown> => sql`
  chain.event as e
  join chain.movement as m on ${sql.raw(movementsOf)}
  ${sql.raw(figuresOf)}
  where e.authority_id = ${authorityId} and e.occurred_at >= ${startOfLegalDay(from)} and e.occurred_at < ${startOfLegalDay(until)}
    and x.what is not null and ${sql.raw(notTakenBack)}`

/** The same of one holder. Its events are known by its name on them, so they are read by key, however many others there are. */
function countedOf(
  authorityId: AuthorityId,
  { from, until, holderId }: Days & { readonly holderId: PartyId },
): RawBuilder<unknown> {
  const account = (id: string) => sql`(
    select own.kind, own.state, own.batch_id from chain.account as own
    where own.authority_id = ${authorityId} and own.account_id = ${sql.raw(id)}
    offset 0)`
  const isIn = (column: string) => sql`exists (
    select from chain.correction as c where c.authority_id = ${authorityId} and ${sql.raw(column)} = e.event_id
    offset 0)`
  return sql`
  chain.event_party as p
  cross join lateral (
    select own.event_id, own.kind, own.occurred_at from chain.event as own
    where own.authority_id = ${authorityId} and own.event_id = p.event_id
      and own.occurred_at >= ${startOfLegalDay(from)} and own.occurred_at < ${startOfLegalDay(until)}
    offset 0) as e
  cross join lateral (
    select own.from_account_id, own.to_account_id, own.amount from chain.movement as own
    where own.authority_id = ${authorityId} and own.event_id = e.event_id and own.ledger = 'material_mg'
    offset 0) as m
  left join lateral ${account('m.from_account_id')} as f on true
  left join lateral ${account('m.to_account_id')} as t on true
  cross join lateral (select chain.figure_of(e.kind, f.kind, f.state, t.kind, t.state) as what) as x
  cross join lateral (
    select own.product_code from chain.batch as own
    where own.authority_id = ${authorityId} and own.batch_id = case when t.batch_id is null then f.batch_id else t.batch_id end
      and x.what is not null
    offset 0) as b
  where p.authority_id = ${authorityId} and p.holder_id = ${holderId} and x.what is not null
    and not ${isIn('c.corrects_id')} and not ${isIn('c.event_id')}`
}

/** By legal month and product. */
export async function selectMonths(tx: Tx, authorityId: AuthorityId, days: DaysOf): Promise<readonly MonthRow[]> {
  return (await hasSums(tx, authorityId))
    ? selectMonthSums(tx, authorityId, days)
    : selectMonthsCounted(tx, authorityId, days)
}

/** From the events alone, whatever sums are kept. */
export function selectMonthsCounted(tx: Tx, authorityId: AuthorityId, days: DaysOf): Promise<readonly MonthRow[]> {
  return readCounted(
    tx,
    authorityId,
    days,
    (from) => sql<MonthRow>`
    select to_char(e.occurred_at at time zone 'Europe/Amsterdam', 'YYYY-MM') as month, x.what, e.kind as "actKind",
      b.product_code as "productCode", sum(m.amount)::bigint as "massMg", count(distinct e.event_id) as events
    from ${from}
    group by 1, 2, 3, 4
    order by 1, 2, 4, 3`,
  )
}
