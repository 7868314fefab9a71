// The movements into and out of one book's stock, in order, with what stood there before. Not here: what each is called (book/entry.ts).
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, assert, type Instant, type PartyId, type PremisesId } from '#kernel'
import type { PartyKind } from '#licensing'
import type { Tx } from '#platform'
import type { AccountKind, Act, BookSide } from '../contract.ts'

export type BookKey = {
  readonly authorityId: AuthorityId
  readonly premisesId: PremisesId
  readonly holderId: PartyId
  readonly productCodes: readonly string[]
}
export type BookRow = {
  readonly at: Instant
  readonly recordedAt: Instant
  readonly isImported: boolean
  readonly eventId: string
  readonly eventKind: string
  readonly batchId: string
  /** Breaks ties within an event. */
  readonly tie: string
  readonly otherKind: AccountKind | null
  readonly otherState: string | null
  readonly relation: 'own-place' | 'own-elsewhere' | 'another'
  readonly partyId: string | null
  readonly amount: bigint
  /** Of one side alone: what all lines of the period together are up to and with this one. */
  readonly running: bigint | null
}
export type BookPlace = Pick<BookRow, 'eventId' | 'tie'> & { readonly at: string }

/** The accounts of a book: what the holder has of its products there, in every state. */
const ownOf = ({ authorityId, premisesId, holderId, productCodes }: BookKey) => sql`
  own as materialized (
    select a.account_id, a.batch_id
    from chain.account as a
    join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
    where a.authority_id = ${authorityId} and a.holder_id = ${holderId} and a.premises_id = ${premisesId} and a.kind = 'stock'
      and a.ledger = 'material_mg' and b.product_code = any (${[...productCodes]}::text[])
  )`

/** Both ends, seen from the stock: in is more, out is less. Another state of the same batch at the same place is neither. */
const movedOf = ({ authorityId }: BookKey, within: RawBuilder<unknown>) => sql`
  moved as (
    select own.batch_id, m.event_id, m.occurred_at, m.amount, m.from_account_id as other_id
    from own
    join chain.movement as m on m.authority_id = ${authorityId} and m.to_account_id = own.account_id
    where ${within}
    union all
    select own.batch_id, m.event_id, m.occurred_at, -m.amount, m.to_account_id
    from own
    join chain.movement as m on m.authority_id = ${authorityId} and m.from_account_id = own.account_id
    where ${within}
  )`

const linesOf = (key: BookKey, within: RawBuilder<unknown>) => sql`
  ${ownOf(key)}, ${movedOf(key, within)}, line as (
    select moved.occurred_at as at, moved.event_id, moved.batch_id, o.kind as other_kind, o.state as other_state,
      case when o.holder_id = ${key.holderId} and o.premises_id = ${key.premisesId} then 'own-place'
        when o.holder_id = ${key.holderId} then 'own-elsewhere' else 'another' end as relation,
      case o.kind when 'transit' then case when moved.amount > 0 then o.holder_id else o.counter_id end
        when 'stock' then nullif(o.holder_id, ${key.holderId}) end as party_id,
      concat_ws('|', moved.batch_id, o.kind, o.state, o.shipment_id, o.batch_id, moved.amount > 0) as tie,
      sum(moved.amount)::bigint as amount
    from moved
    left join chain.account as o on o.authority_id = ${key.authorityId} and o.account_id = moved.other_id
    where not (coalesce(o.kind = 'stock' and o.holder_id = ${key.holderId} and o.premises_id = ${key.premisesId}, false)
      and o.batch_id = moved.batch_id)
    group by 1, 2, 3, 4, 5, 6, 7, 8
  )`

/** Oldest first; `after` continues behind a line. Of a side only what came in, or what left. */
export async function selectBookLines(
  tx: Tx,
  key: BookKey,
  {
    from,
    until,
    after,
    side,
    limit,
  }: {
    from: Instant
    until: Instant
    after?: BookPlace | undefined
    side?: BookSide | undefined
    limit: number
  },
): Promise<BookRow[]> {
  // The stock after a line counts the lines between that are not shown.
  const since = after && side === undefined ? after.at : from.toString()
  const within = sql`m.occurred_at >= ${since}::timestamptz and m.occurred_at < ${until}::timestamptz`
  const beyond = after
    ? sql`(line.at, line.event_id, line.tie) > (${after.at}::timestamptz, ${after.eventId}::uuid, ${after.tie})`
    : sql`true`
  const running =
    side === undefined
      ? sql`null::bigint`
      : sql`(sum(one.amount) over (order by one.at, one.event_id, one.tie))::bigint`
  const only = side === undefined ? sql`true` : side === 'in' ? sql`line.amount > 0` : sql`line.amount < 0`
  const { rows } = await sql<BookRow>`
    with ${linesOf(key, within)}, page as (
      select line.* from (select one.*, ${running} as running from line as one) as line
      where ${beyond} and ${only} order by line.at, line.event_id, line.tie limit ${limit}
    )
    select page.at, e.recorded_at as "recordedAt", e.is_imported as "isImported", page.event_id as "eventId", e.kind as "eventKind", page.batch_id as "batchId", page.tie,
      page.other_kind as "otherKind", page.other_state as "otherState", page.relation, coalesce(page.party_id, e.counter_id) as "partyId",
      page.amount, page.running
    from page
    join chain.event as e on e.authority_id = ${key.authorityId} and e.event_id = page.event_id
    order by page.at, page.event_id, page.tie`.execute(tx)
  return rows
}

/** What was there before an instant, or up to and with a line. */
export async function stockBefore(
  tx: Tx,
  key: BookKey,
  { before, upTo }: { readonly before?: Instant; readonly upTo?: BookPlace },
): Promise<bigint> {
  const within = upTo
    ? sql`m.occurred_at <= ${upTo.at}::timestamptz`
    : sql`m.occurred_at < ${before!.toString()}::timestamptz` // One of the two is given.
  const behind = upTo
    ? sql`where (line.at, line.event_id, line.tie) <= (${upTo.at}::timestamptz, ${upTo.eventId}::uuid, ${upTo.tie})`
    : sql``
  const { rows } = await sql<{ amount: bigint }>`
    with ${linesOf(key, within)} select coalesce(sum(line.amount), 0)::bigint as amount from line ${behind}`.execute(tx)
  return rows[0]?.amount ?? 0n
}

/** What came in and what left within a period. */
export async function sumBook(
  tx: Tx,
  key: BookKey,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<{ readonly inMg: bigint; readonly outMg: bigint; readonly lines: number }> {
  const within = sql`m.occurred_at >= ${from}::timestamptz and m.occurred_at < ${until}::timestamptz`
  const { rows } = await sql<{ inMg: bigint; outMg: bigint; lines: number }>`
    with ${linesOf(key, within)}
    select coalesce(sum(line.amount) filter (where line.amount > 0), 0)::bigint as "inMg",
      coalesce(-sum(line.amount) filter (where line.amount < 0), 0)::bigint as "outMg", count(*)::int as lines
    from line`.execute(tx)
  return rows[0]!
}

export type KnownBook = {
  readonly premisesId: string
  readonly holderId: string
  readonly holderKind: PartyKind
  readonly productCode: string
  readonly stockMg: bigint
  readonly batches: number
  readonly lastAt: Instant | null
}

/** A word that is looked for, and the products whose name or substance holds it. */
export type BookWord = { readonly text: string; readonly productCodes: readonly string[] }

/** The books there are: wherever somebody has or had material. */
export async function selectBooks(
  tx: Tx,
  authorityId: AuthorityId,
  wanted: {
    readonly holderId?: PartyId
    readonly premisesId?: PremisesId
    readonly productCodes?: readonly string[]
    readonly words?: readonly BookWord[]
    /** Null: all of them. */
    readonly limit: number | null
  },
): Promise<KnownBook[]> {
  const where = [sql`a.authority_id = ${authorityId}`, sql`a.kind = 'stock'`, sql`a.ledger = 'material_mg'`]
  if (wanted.holderId) where.push(sql`a.holder_id = ${wanted.holderId}`)
  if (wanted.premisesId) where.push(sql`a.premises_id = ${wanted.premisesId}`)
  if (wanted.productCodes) where.push(sql`b.product_code = any (${[...wanted.productCodes]}::text[])`)
  for (const { text, productCodes } of wanted.words ?? []) {
    where.push(sql`(position(lower(${text}) in lower(p.name)) > 0 or b.product_code = any (${productCodes}::text[])
      or a.premises_id in (select s.premises_id from licensing.premises as s where s.authority_id = ${authorityId}
        and (position(lower(${text}) in lower(s.name)) > 0 or position(lower(${text}) in lower(s.town)) > 0)))`)
  }
  const { rows } = await sql<KnownBook>`
    select a.premises_id as "premisesId", a.holder_id as "holderId", p.kind as "holderKind", b.product_code as "productCode",
      sum(n.amount)::bigint as "stockMg", count(distinct a.batch_id) filter (where n.amount > 0)::int as batches, max(n.last_at) as "lastAt"
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
    join licensing.party as p on p.authority_id = a.authority_id and p.party_id = a.holder_id
    where ${sql.join(where, sql` and `)}
    group by a.premises_id, a.holder_id, p.kind, b.product_code
    order by sum(n.amount) desc, a.holder_id, a.premises_id, b.product_code
    limit ${wanted.limit}`.execute(tx)
  return rows
}

/** The acts of these events, as far as the reader may know their words. */
export async function selectActs(
  tx: Tx,
  authorityId: AuthorityId,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, Act>> {
  const { rows } = await sql<{ eventId: string; act: Act | null }>`
    select said.event_id as "eventId", said.act from chain.records_of(${authorityId}, ${eventIds}::uuid[]) as said`.execute(
    tx,
  )
  return new Map(rows.flatMap(({ eventId, act }) => (act ? [[eventId, act]] : [])))
}

/** Of batches that lines are of: which product each is. */
export async function selectBatchProducts(
  tx: Tx,
  authorityId: AuthorityId,
  batchIds: readonly string[],
): Promise<(batchId: string) => string> {
  const { rows } = await sql<{ batchId: string; productCode: string }>`
    select b.batch_id as "batchId", b.product_code as "productCode" from chain.batch as b
    where b.authority_id = ${authorityId} and b.batch_id = any (${[...batchIds]}::uuid[])`.execute(tx)
  const products = new Map(rows.map(({ batchId, productCode }) => [batchId, productCode]))
  return (batchId) => {
    const product = products.get(batchId)
    assert(product !== undefined, 'who reads a line of a book reads the batch it is of')
    return product
  }
}
