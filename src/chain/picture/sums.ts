// The sums that are kept of flow and stock, read together with what was recorded since their mark. Derived: without them the same is added
// up from the events themselves (months.ts, store.ts). Not here: when the house moves the mark (keep-sums.ts).
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId, PlainDate } from '#kernel'
import type { PartyKind } from '#licensing'
import type { Tx } from '#platform'
import type { ActKind, FlowKind } from '../contract.ts'
import type { PagedDay } from './by-day.ts'

/** What was recorded since is looked up event by event: past a quarter of everything, reading all of it from end to end is quicker. */
const sinceShare = 4n

/** Legal days; `until` is the day after the last. */
export type Days = { readonly from: PlainDate; readonly until: PlainDate }

export type MonthRow = {
  readonly month: string
  readonly what: FlowKind
  readonly actKind: ActKind
  readonly productCode: string
  readonly massMg: bigint
  readonly events: bigint
}
export type StockRow = {
  readonly holderKind: PartyKind
  readonly productCode: string
  readonly state: string
  readonly massMg: bigint
  readonly accounts: bigint
}

/** Whether the sums are worth reading. A holder sees no mark, so it adds up its own events; so does everyone while there is none. */
export async function hasSums(tx: Tx, authorityId: AuthorityId): Promise<boolean> {
  const { rows } = await sql<{ leaves: bigint; size: bigint }>`
    select r.leaves, h.size from chain.sum_mark as r
    join log.head as h on h.authority_id = r.authority_id
    where r.authority_id = ${authorityId}`.execute(tx)
  return rows.some(({ leaves, size }) => (size - leaves) * sinceShare <= size)
}

const byDay = (authorityId: AuthorityId, { from, until }: Days): RawBuilder<unknown> =>
  sql`chain.flow_by_day(${authorityId}, ${from}::date, ${until}::date) as s`

/** By legal month and product. */
export async function selectMonthSums(tx: Tx, authorityId: AuthorityId, days: Days): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    select to_char(s.on_day, 'YYYY-MM') as month, s.what, s.act_kind as "actKind", s.product_code as "productCode",
      sum(s.mass_mg)::bigint as "massMg", sum(s.events)::bigint as events
    from ${byDay(authorityId, days)}
    group by 1, 2, 3, 4
    order by 1, 2, 4, 3`.execute(tx)
  return rows
}

export type FigureDay = PagedDay & { readonly massMg: bigint }

/** The days on which something of one figure happened, the last first, and by which acts. */
export async function selectFigureDays(
  tx: Tx,
  authorityId: AuthorityId,
  { what, productCode, ...days }: Days & { readonly what: FlowKind; readonly productCode: string | null },
): Promise<FigureDay[]> {
  const events = productCode === null ? sql`s.events_once` : sql`s.events`
  const product = productCode === null ? sql`` : sql`and s.product_code = ${productCode}`
  const { rows } = await sql<FigureDay>`
    select s.on_day as on, array_agg(distinct s.act_kind) as kinds, sum(s.mass_mg)::bigint as "massMg", sum(${events})::bigint as events
    from ${byDay(authorityId, days)}
    where s.what = ${what} ${product}
    group by s.on_day
    order by s.on_day desc`.execute(tx)
  return rows
}

/** Stock and goods under way, by kind of holder, product and state. */
export async function selectStockSums(tx: Tx, authorityId: AuthorityId): Promise<StockRow[]> {
  const { rows } = await sql<StockRow>`
    select p.kind as "holderKind", s.product_code as "productCode", s.state, sum(s.mass_mg)::bigint as "massMg",
      sum(s.accounts)::bigint as accounts
    from chain.stock_by_holder(${authorityId}) as s
    join licensing.party as p on p.authority_id = ${authorityId} and p.party_id = s.holder_id
    group by 1, 2, 3
    having sum(s.accounts) > 0
    order by 1, 2, 3`.execute(tx)
  return rows
}

/** The next so many leaves of the log into the sums; how far they come, or null when there is nothing to do or another is at it. */
export async function addToSums(tx: Tx, authorityId: AuthorityId, leaves: number): Promise<bigint | null> {
  const { rows } = await sql<{ leaves: bigint | null }>`
    select chain.add_to_sums(${authorityId}, ${leaves}) as leaves`.execute(tx)
  return rows[0]?.leaves ?? null
}
