// The country by month: what came into the world, changed hands, was released and went out of it. From the kept sums where the reader may
// see them, else added up from the very events, through the reader's own wall. Not here: stock and harvests (store.ts), and the events of one
// figure (figure-events.ts).
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, startOfLegalDay } from '#kernel'
import type { Tx } from '#platform'
import { readingAll } from './store.ts'
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

/** Those of a period of legal days, from the events themselves. */
export const counted = (authorityId: AuthorityId, { from, until }: Days): RawBuilder<unknown> => sql`
  chain.event as e
  join chain.movement as m on ${sql.raw(movementsOf)}
  ${sql.raw(figuresOf)}
  where e.authority_id = ${authorityId} and e.occurred_at >= ${startOfLegalDay(from)} and e.occurred_at < ${startOfLegalDay(until)}
    and x.what is not null and ${sql.raw(notTakenBack)}`

/** By legal month and product. */
export async function selectMonths(tx: Tx, authorityId: AuthorityId, days: Days): Promise<MonthRow[]> {
  return (await hasSums(tx, authorityId))
    ? selectMonthSums(tx, authorityId, days)
    : selectMonthsCounted(tx, authorityId, days)
}

/** From the events alone, whatever sums are kept. */
export async function selectMonthsCounted(tx: Tx, authorityId: AuthorityId, days: Days): Promise<MonthRow[]> {
  const { rows } = await readingAll(
    tx,
    sql<MonthRow>`
    select to_char(e.occurred_at at time zone 'Europe/Amsterdam', 'YYYY-MM') as month, x.what, e.kind as "actKind",
      b.product_code as "productCode", sum(m.amount)::bigint as "massMg", count(distinct e.event_id) as events
    from ${counted(authorityId, days)}
    group by 1, 2, 3, 4
    order by 1, 2, 4, 3`,
  )
  return rows
}
