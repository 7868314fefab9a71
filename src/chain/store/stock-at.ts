// What accounts held at a moment in the world, counting all that is known or only what a signed state of the log knew. The sum is
// in − out, from the nearest mark before. Not here: how much stands there now (batches.ts).
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, type BatchId, type Instant, type PartyId, type PremisesId, trustId } from '#kernel'
import type { Tx } from '#platform'
import type { AccountKind, Ledger } from '../contract.ts'
import { ownOf, type Reader } from './own-accounts.ts'
import { readingAll } from './reading-all.ts'

export type StockMoment = {
  /** Exclusive. */
  readonly before: Instant
  /** Only events among the first so many leaves of the log; null: all there are. */
  readonly knownSize: number | null
}

export type StockRow = {
  readonly accountId: string
  readonly ledger: Ledger
  readonly kind: AccountKind
  readonly holderId: string
  readonly premisesId: string | null
  readonly batchId: string | null
  readonly state: string
  readonly amount: bigint
  readonly lastAt: Instant | null
}

/** What `chain.account as a` held before a moment, as `held`, counting all that is known. */
export function heldBy(before: Instant): RawBuilder<unknown> {
  const until = sql`${before}::timestamptz`
  // Every account has a mark at the beginning of time. With coalesce() around it the wall would keep the bound out of the index.
  const side = (column: RawBuilder<unknown>) => sql`
    select coalesce(sum(m.amount), 0)::bigint as amount, max(m.occurred_at) as last_at from chain.movement as m
    where m.authority_id = a.authority_id and ${column} = a.account_id and m.occurred_at >= mark.until and m.occurred_at < ${until}`
  return sql`
    cross join lateral (
      select step.until, step.amount
      from (
        (select r.until, r.amount from chain.balance_mark as r
          where r.authority_id = a.authority_id and r.account_id = a.account_id and r.until <= ${until} order by r.until desc limit 1)
        union all
        select '-infinity', 0) as step
      order by step.until desc limit 1) as mark
    cross join lateral (${side(sql`m.from_account_id`)}) as taken
    cross join lateral (${side(sql`m.to_account_id`)}) as given
    cross join lateral (select mark.amount + given.amount - taken.amount as amount,
      greatest(given.last_at, taken.last_at, nullif(mark.until, '-infinity')) as last_at) as held`
}

/**
 * The same of the few accounts of the common table `own as a`, as `held`. It is asked of functions that look at the wall once for each account:
 * where everything is counted no movement is read but its index, and else each event of theirs is looked for in the log once.
 */
function heldOfOwn(authorityId: AuthorityId, { before, knownSize }: StockMoment): RawBuilder<unknown> {
  const accounts = sql`array(select one.account_id from own as one)`
  const until = sql`${before}::timestamptz`
  const held =
    knownSize === null
      ? sql`chain.held_at(${authorityId}, ${accounts}, ${until})`
      : sql`chain.known_at(${authorityId}, ${accounts}, ${until}, ${knownSize})`
  return sql`join ${held} as held on held.account_id = a.account_id`
}

/** The same of whoever has anything, for staff. */
function heldOfAll(authorityId: AuthorityId, { before, knownSize }: StockMoment): RawBuilder<unknown> {
  const until = sql`${before}::timestamptz`
  const held =
    knownSize === null
      ? sql`chain.all_held_at(${authorityId}, ${until})`
      : sql`chain.all_known_at(${authorityId}, ${until}, ${knownSize})`
  return sql`join ${held} as held on held.account_id = a.account_id`
}

/** Every account of a batch that held something then, the most first; world accounts are no stock. */
export async function selectBatchStock(
  tx: Tx,
  authorityId: AuthorityId,
  batchId: BatchId,
  moment: StockMoment,
): Promise<StockRow[]> {
  const { rows } = await sql<StockRow>`
    with own as materialized (
      select a.authority_id, a.account_id, a.ledger, a.kind, a.holder_id, a.premises_id, a.batch_id, a.state from chain.account as a
      where a.authority_id = ${authorityId} and a.batch_id = ${batchId} and a.kind <> 'world'
    )
    select a.account_id as "accountId", a.ledger, a.kind, a.holder_id as "holderId", a.premises_id as "premisesId", a.batch_id as "batchId",
      a.state, held.amount, held.last_at as "lastAt"
    from own as a
    ${heldOfOwn(authorityId, moment)}
    where held.amount <> 0
    order by held.amount desc, a.account_id`.execute(tx)
  return rows
}

/** One account, whatever its kind; null where it is not, or is another's. */
export async function readAccountAt(
  tx: Tx,
  authorityId: AuthorityId,
  accountId: string,
  moment: StockMoment,
): Promise<bigint | null> {
  const { rows } = await sql<{ amount: bigint }>`
    with own as materialized (
      select a.authority_id, a.account_id from chain.account as a where a.authority_id = ${authorityId} and a.account_id = ${accountId}
    )
    select held.amount from own as a ${heldOfOwn(authorityId, moment)}`.execute(tx)
  return rows[0]?.amount ?? null
}

/** Whether the opening of a batch is among so many leaves of the log. */
export async function isOpeningKnown(
  tx: Tx,
  authorityId: AuthorityId,
  batchId: BatchId,
  knownSize: number,
): Promise<boolean> {
  const { rows } = await sql`
    select from chain.batch as b
    where b.authority_id = ${authorityId} and b.batch_id = ${batchId}
      and exists (select from log.leaf as l
        where l.authority_id = b.authority_id and l.entry_id = b.event_id and l.leaf_index < ${knownSize})`.execute(tx)
  return rows.length > 0
}

export type StockWanted = {
  readonly holderId?: PartyId
  readonly premisesId?: PremisesId
  readonly product?: string
}

export type StockSum = {
  readonly holderId: PartyId
  readonly premisesId: string | null
  readonly productCode: string
  readonly ledger: Ledger
  readonly kind: AccountKind
  readonly state: string
  readonly amount: bigint
  readonly batches: number
}

/** Sums by place, product, ledger and state, at most `limit`. */
export async function selectStock(
  tx: Tx,
  reader: Reader,
  { holderId, premisesId, product }: StockWanted,
  moment: StockMoment,
  limit: number,
): Promise<StockSum[]> {
  const { authorityId, wall } = reader
  const conditions = [sql`a.authority_id = ${authorityId}`, sql`a.kind <> 'world'`, ...ownOf(reader)]
  if (holderId) conditions.push(sql`a.holder_id = ${holderId}`)
  if (premisesId) conditions.push(sql`a.premises_id = ${premisesId}`)
  if (product) conditions.push(sql`b.product_code = ${product}`)
  const isOfAll = wall === 'staff' && !holderId && !premisesId
  const held = isOfAll ? heldOfAll(authorityId, moment) : heldOfOwn(authorityId, moment)
  const statement = sql<Omit<StockSum, 'holderId'> & { holderId: string }>`
    with own as materialized (
      select a.authority_id, a.account_id, a.holder_id, a.premises_id, a.batch_id, a.ledger, a.kind, a.state, b.product_code
      from chain.account as a
      join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
      where ${sql.join(conditions, sql` and `)}
    )
    select a.holder_id as "holderId", a.premises_id as "premisesId", a.product_code as "productCode", a.ledger, a.kind, a.state,
      sum(held.amount)::bigint as amount, count(distinct a.batch_id)::integer as batches
    from own as a
    ${held}
    where held.amount <> 0
    group by a.holder_id, a.premises_id, a.product_code, a.ledger, a.kind, a.state
    order by a.ledger, a.product_code, sum(held.amount) desc, a.holder_id, a.premises_id, a.state
    limit ${limit}`
  const { rows } = isOfAll ? await readingAll(tx, statement) : await statement.execute(tx)
  return rows.map((row) => ({ ...row, holderId: trustId('party', row.holderId) }))
}

/** Marks for what moved much since its last one; answers the account to go on from, or null at the end. One transaction each. */
export async function makeMarks(
  tx: Tx,
  authorityId: AuthorityId,
  { after, every, accounts }: { after: string | null; every: number; accounts: number },
): Promise<string | null> {
  const { rows } = await sql<{ last: string | null }>`
    select chain.make_marks(${authorityId}, ${after}::uuid, ${every}, ${accounts}) as last`.execute(tx)
  return rows[0]?.last ?? null
}
