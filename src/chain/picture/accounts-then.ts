// A page of the ledger as it stood before a moment, and what all of it comes to, of one reading. Through the reader's own wall. Not here: how it
// stands now (explore.ts).
import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '#kernel'
import type { Tx } from '#platform'
import type { Ledger, LedgerFilter } from '../contract.ts'
import type { Reader } from '../store/own-accounts.ts'
import { readingAll } from '../store/reading-all.ts'
import { type AccountRow, columnsOf, type ListedAccounts, whichAccounts } from './which-accounts.ts'

export type ThenAsked = {
  readonly filter: LedgerFilter
  readonly before: Instant
  /** Of `a`: those behind the page before. */
  readonly after: RawBuilder<unknown>
  readonly limit: number
}
type Row = AccountRow & { readonly totals: readonly { ledger: Ledger; amount: string; accounts: number }[] }

/** Newest first, the page and the totals of the same accounts. */
export async function selectThen(
  tx: Tx,
  reader: Reader,
  { filter, before, after, limit }: ThenAsked,
): Promise<ListedAccounts> {
  const { authorityId } = reader
  const moment = sql`${before}::timestamptz`
  const isOfAll = isWhole(reader, filter)
  const held = isOfAll
    ? sql`chain.all_held_at(${authorityId}, ${moment})`
    : sql`chain.held_at(${authorityId}, array(select one.account_id from own as one), ${moment})`
  const stood = filter.empty
    ? sql`coalesce(held.amount, 0) as amount from own left join ${held} as held on held.account_id = own.account_id`
    : sql`held.amount from own join ${held} as held on held.account_id = own.account_id where held.amount <> 0`
  const statement = sql<Row>`
    with own as materialized (
      select a.authority_id, a.account_id, a.ledger, a.kind, a.state, a.holder_id, a.premises_id, a.batch_id, a.opened_at
      from chain.account as a where ${whichAccounts(reader, filter)}
    ), stood as materialized (
      select own.*, ${stood}
    ), page as materialized (
      select a.* from stood as a where ${after} order by a.opened_at desc, a.account_id desc limit ${limit}
    )
    select t.totals, ${columnsOf({ amount: sql`a.amount`, within: sql`m.occurred_at < ${moment}` })}
    from (
      select coalesce(json_agg(json_build_object('ledger', s.ledger, 'amount', s.amount::text, 'accounts', s.accounts) order by s.ledger), '[]') as totals
      from (
        select one.ledger, sum(one.amount) as amount, count(*) as accounts from stood as one
        where ${filter.kind === 'world' ? sql`true` : sql`one.kind <> 'world'`} -- with the world all of it comes to nothing
        group by one.ledger) as s
    ) as t
    left join page as a on true
    order by a.opened_at desc, a.account_id desc`
  const { rows } = isOfAll ? await readingAll(tx, statement) : await statement.execute(tx)
  const totals = (rows[0]?.totals ?? []).map(({ amount, ...one }) => ({ ...one, amount: BigInt(amount) }))
  // Where there is no page, its one row has the totals alone.
  return { rows: rows.filter(({ accountId }) => accountId !== null), totals }
}

/** Whether the accounts are so many of all there are that reading every movement once is quicker than looking up each. */
const isWhole = ({ wall }: Reader, { holder, premises, batch, family, recall }: LedgerFilter): boolean =>
  wall === 'staff' && [holder, premises, batch, family, recall].every((one) => one === undefined)
