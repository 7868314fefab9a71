// Which accounts a filter of the ledger means, and how much stood on each at a moment. Pure SQL text; not here: reading them (explore.ts), and
// what came into them (moved.ts).
import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '#kernel'
import { bare } from '../bare-id.ts'
import type { AccountKind, Ledger, LedgerFilter } from '../contract.ts'
import { ownOf, type Reader } from '../store/own-accounts.ts'
import { heldBy } from '../store/stock-at.ts'

/** Everything but the page, and whether empty ones count: that is asked of the amounts. Of `chain.account as a`. */
export function whichAccounts(reader: Reader, filter: Omit<LedgerFilter, 'cursor' | 'limit'>): RawBuilder<unknown> {
  const { authorityId } = reader
  // What is under way is the sender's account; a flow counts it as the receiver's.
  const who =
    filter.goods === 'coming'
      ? sql`case a.kind when 'transit' then a.counter_id else a.holder_id end`
      : sql`a.holder_id`
  const where: RawBuilder<unknown>[] = [sql`a.authority_id = ${authorityId}`, ...ownOf(reader)]
  if (filter.holder) where.push(sql`${who} = ${bare('party', filter.holder)}`)
  if (filter.premises) where.push(sql`a.premises_id = ${bare('premises', filter.premises)}`)
  if (filter.batch) where.push(sql`a.batch_id = ${bare('batch', filter.batch)}`)
  if (filter.state) where.push(sql`a.state = ${filter.state}`)
  if (filter.kind) where.push(sql`a.kind = ${filter.kind}`)
  if (filter.ledger) where.push(sql`a.ledger = ${filter.ledger}`)
  if (filter.holderKind) {
    where.push(sql`${who} in (select p.party_id from licensing.party as p
      where p.authority_id = ${authorityId} and p.kind = ${filter.holderKind})`)
  }
  if (filter.product) {
    where.push(sql`exists (select from chain.batch as b
      where b.authority_id = a.authority_id and b.batch_id = a.batch_id and b.product_code = any (${filter.product.split(',')}::text[]))`)
  }
  if (filter.goods) {
    where.push(
      filter.goods === 'all' ? sql`a.kind in ('stock', 'transit', 'difference')` : sql`a.kind in ('stock', 'transit')`,
    )
  }
  if (filter.free) where.push(sql`a.kind = 'stock' and a.state <> 'held'`)
  if (filter.back) {
    where.push(sql`a.kind = 'transit' and exists (select from chain.shipment as s
      where s.authority_id = a.authority_id and s.shipment_id = a.shipment_id and s.reason in ('return', 'recall'))`)
  }
  if (filter.unmeasured) {
    where.push(sql`a.ledger = 'material_mg' and a.premises_id is not null and not exists (
      select from chain.account as k
      where k.authority_id = a.authority_id and k.batch_id = a.batch_id and k.holder_id = a.holder_id and k.premises_id = a.premises_id
        and k.kind = a.kind and k.state = a.state and k.shipment_id is not distinct from a.shipment_id and k.ledger = ${filter.unmeasured})`)
  }
  if (filter.recall) {
    where.push(sql`exists (select from chain.recall_notice_line as l
      where l.authority_id = a.authority_id and l.recall_id = ${bare('recall', filter.recall)} and l.holder_id = ${who}
        and l.batch_id = a.batch_id)`)
  }
  if (filter.family) {
    where.push(sql`a.batch_id in (
      with recursive family as (
        select ${bare('batch', filter.family)}::uuid as batch_id
        union
        select d.child_id from family join chain.batch_edge as d on d.authority_id = ${authorityId} and d.parent_id = family.batch_id
      ) select family.batch_id from family)`)
  }
  return sql.join(where, sql` and `)
}

export type AccountRow = {
  readonly accountId: string
  readonly ledger: Ledger
  readonly kind: AccountKind
  readonly state: string
  readonly holderId: string | null
  readonly premisesId: string | null
  readonly batchId: string | null
  readonly amount: bigint
  readonly openedAt: Instant
  readonly movements: bigint
}
export type ListedAccounts = {
  readonly rows: readonly AccountRow[]
  /** Of all, not of this page alone. */
  readonly totals: readonly { readonly ledger: Ledger; readonly amount: bigint; readonly accounts: number }[]
}

/** Of `a`, as an `AccountRow`. */
export const columnsOf = ({ amount, within }: Pick<Standing, 'amount' | 'within'>): RawBuilder<unknown> => sql`
  a.account_id as "accountId", a.ledger, a.kind, a.state, a.holder_id as "holderId", a.premises_id as "premisesId", a.batch_id as "batchId",
  ${amount} as amount, a.opened_at as "openedAt",
  ((select count(*) from chain.movement as m where m.authority_id = a.authority_id and m.to_account_id = a.account_id and ${within})
    + (select count(*) from chain.movement as m where m.authority_id = a.authority_id and m.from_account_id = a.account_id and ${within}))
    as movements`

/** A world account has no balance: what went there, less what came from it. */
const flowOfWorld = sql`
  left join lateral (
    select coalesce((select sum(i.amount) from chain.movement as i where i.authority_id = a.authority_id and i.to_account_id = a.account_id), 0)
      - coalesce((select sum(o.amount) from chain.movement as o where o.authority_id = a.authority_id and o.from_account_id = a.account_id), 0)
      as amount
    where a.kind = 'world'
  ) as w on true`

export type Standing = {
  /** Joined to `chain.account as a`: how much stands on it. */
  readonly joined: RawBuilder<unknown>
  readonly amount: RawBuilder<unknown>
  /** Of movements `m`: those that are counted. */
  readonly within: RawBuilder<unknown>
}

const balance = sql`left join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id`

export const standingNow = {
  joined: sql`${balance} ${flowOfWorld}`,
  amount: sql`coalesce(n.amount, w.amount, 0)::bigint`,
  within: sql`true`,
  /** Joined instead: enough to know whether something is there. */
  balance,
  /** Not empty. Of world accounts nobody sums first: they are there whatever went there. */
  isThere: sql`(n.amount <> 0 or a.kind = 'world')`,
} satisfies Standing & Record<string, RawBuilder<unknown>>

/** Now, or before a moment. */
export function standing(before: Instant | null): Standing {
  if (before === null) return standingNow
  return {
    joined: heldBy(before),
    amount: sql`held.amount::bigint`,
    within: sql`m.occurred_at < ${before}::timestamptz`,
  }
}
