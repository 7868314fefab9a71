// Reads batches: lists, summaries, balances. Not here: families (family.ts) and movements (movements.ts).
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, type BatchId, type Instant, type PartyId, type PlainDate, trustId } from '#kernel'
import type { Tx } from '#platform'
import type { BatchKind, BatchSummary, Ledger } from '../contract.ts'
import { isCounted } from './counted.ts'
import { hasFew } from './few.ts'

export type BatchRow = {
  readonly batchId: BatchId
  readonly name: string
  readonly kind: BatchKind
  readonly productCode: string
  readonly holderId: PartyId
  readonly premisesId: string
  readonly eventId: string
  readonly openedAt: Instant
  readonly openedAmount: bigint
  readonly unit: 'mg' | 'pieces'
  readonly cultivar: string | null
  readonly gtin: string | null
  readonly packs: number | null
  readonly packMassMg: bigint | null
  readonly expiresOn: PlainDate | null
  readonly status: BatchSummary['status']
  readonly leftAmount: bigint
  readonly holders: readonly string[]
  readonly lastAt: Instant
  readonly isRecalled: boolean
  /** The event it began with was taken back: its name is free again. */
  readonly isTakenBack: boolean
}

export type BatchOrder = { readonly by: 'opened' | 'name' | 'left' | 'last'; readonly isDescending: boolean }
export type BatchQuery = {
  readonly ids?: readonly BatchId[]
  readonly text?: string
  readonly kind?: BatchKind
  readonly status?: BatchSummary['status']
  readonly product?: string
  readonly holderId?: PartyId
  /** Behind the holder wall: start from the batches of this party, not from all of them (`hasFewBatches`). */
  readonly of?: PartyId
  readonly order: BatchOrder
  readonly after?: { readonly value: string; readonly batchId: string }
  readonly limit: number
}

/** What of a batch stands where, as the reader may see it. `of` is the alias of the batch. */
const standing = sql`
  cross join lateral (
    select coalesce(sum(n.amount) filter (where a.kind in ('stock', 'transit') and a.state <> 'waste'), 0)::bigint as left_amount,
      coalesce(array_agg(distinct a.holder_id) filter (where a.kind = 'stock' and n.amount > 0), '{}') as holders,
      max(n.last_at) as last_at,
      case
        when bool_or(n.amount > 0 and a.state = 'held') then 'held'
        when bool_or(n.amount > 0 and a.state = 'growing') then 'growing'
        when bool_or(n.amount > 0 and a.state = 'wet') then 'wet'
        when bool_or(n.amount > 0 and a.kind = 'stock' and a.state in ('released', 'reserved')) then 'released'
        when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'quarantine') then 'quarantine'
        when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'sample') then 'sample'
        when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'rejected') then 'rejected'
        when bool_or(n.amount > 0 and a.kind = 'transit') then 'in-transit'
        else 'used-up'
      end as status
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    where a.authority_id = b.authority_id and a.batch_id = b.batch_id and a.kind <> 'world' and ${isCounted}
  ) as s`

const columns = sql`
  b.batch_id as "batchId", b.name, b.kind, b.product_code as "productCode", b.holder_id as "holderId", b.premises_id as "premisesId",
  b.event_id as "eventId", b.opened_at as "openedAt", b.opened_amount as "openedAmount", b.unit, b.cultivar, b.gtin, b.packs,
  b.pack_mass_mg as "packMassMg", b.expires_on as "expiresOn", s.status, s.left_amount as "leftAmount", s.holders,
  greatest(b.opened_at, s.last_at) as "lastAt",
  exists (
    select from chain.hold as h
    where h.authority_id = b.authority_id and h.batch_id = b.batch_id and h.scope = 'recall'
      and not exists (select from chain.lift as l
        where l.authority_id = h.authority_id and l.batch_id = h.batch_id and l.hold_event_id = h.event_id)
      and not exists (select from chain.correction as c where c.authority_id = h.authority_id and c.corrects_id = h.event_id)
  ) as "isRecalled", b.taken_back_id is not null as "isTakenBack"`

function conditionsOf(
  authorityId: AuthorityId,
  { ids, text, kind, product, holderId, of }: Omit<BatchQuery, 'order' | 'limit'>,
): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`b.authority_id = ${authorityId}`]
  if (ids) conditions.push(sql`b.batch_id = any (${ids}::uuid[])`)
  if (text) conditions.push(sql`position(lower(${text}) in lower(b.name)) > 0`)
  if (kind) conditions.push(sql`b.kind = ${kind}`)
  if (product) conditions.push(sql`b.product_code = ${product}`)
  if (holderId) {
    conditions.push(sql`b.batch_id in (
      select own.batch_id from chain.account as own
      join chain.balance as has on has.authority_id = own.authority_id and has.account_id = own.account_id
      where has.authority_id = ${authorityId} and has.holder_id = ${holderId} and has.amount > 0 and own.kind = 'stock')`)
  }
  if (of) conditions.push(sql`b.batch_id in (select p.batch_id ${batchesOf(authorityId, of)})`)
  return conditions
}

const batchesOf = (authorityId: AuthorityId, partyId: PartyId): RawBuilder<unknown> =>
  sql`from chain.batch_party as p where p.authority_id = ${authorityId} and p.holder_id = ${partyId}`

/** That a party has or had. */
export const hasFewBatches = (tx: Tx, authorityId: AuthorityId, partyId: PartyId): Promise<boolean> =>
  hasFew(tx, batchesOf(authorityId, partyId))

const orderBy: Record<
  BatchOrder['by'],
  { column: RawBuilder<unknown>; cast: RawBuilder<unknown>; isOfBatch: boolean }
> = {
  opened: { column: sql`b.opened_at`, cast: sql`timestamptz`, isOfBatch: true },
  name: { column: sql`lower(b.name)`, cast: sql`text`, isOfBatch: true },
  left: { column: sql`s.left_amount`, cast: sql`bigint`, isOfBatch: false },
  last: { column: sql`greatest(b.opened_at, s.last_at)`, cast: sql`timestamptz`, isOfBatch: false },
}

/** A page, one row more than asked where there is more. The state of each batch is worked out for the rows of the page where the order allows. */
export async function selectBatches(tx: Tx, authorityId: AuthorityId, query: BatchQuery): Promise<BatchRow[]> {
  const { order, after, limit, status } = query
  const { column, cast, isOfBatch } = orderBy[order.by]
  const direction = order.isDescending ? sql`desc` : sql`asc`
  const conditions = conditionsOf(authorityId, query)
  if (after) {
    const beyond = order.isDescending ? sql`<` : sql`>`
    conditions.push(sql`(${column}, b.batch_id) ${beyond} (${after.value}::${cast}, ${after.batchId}::uuid)`)
  }
  const where = sql.join(conditions, sql` and `)
  const sorted = sql`order by ${column} ${direction}, b.batch_id ${direction} limit ${limit}`
  const statement =
    isOfBatch && !status
      ? sql<BatchRow>`
          with b as materialized (select * from chain.batch as b where ${where} ${sorted})
          select ${columns} from b ${standing} order by ${column} ${direction}, b.batch_id ${direction}`
      : sql<BatchRow>`
          select ${columns} from chain.batch as b ${standing}
          where ${where} ${status ? sql`and s.status = ${status}` : sql``} ${sorted}`
  const { rows } = await statement.execute(tx)
  return rows
}

/** How many fit, whichever page is asked; null: more than `max`. */
export async function countBatches(
  tx: Tx,
  authorityId: AuthorityId,
  { max, ...query }: Omit<BatchQuery, 'order' | 'limit'> & { readonly max: number },
): Promise<number | null> {
  const { status } = query
  const where = sql.join(conditionsOf(authorityId, query), sql` and `)
  const { rows } = await sql<{ total: bigint }>`
    select count(*) as total from (
      select from chain.batch as b ${status ? standing : sql``}
      where ${where} ${status ? sql`and s.status = ${status}` : sql``}
      limit ${max + 1}) as counted`.execute(tx)
  const total = Number(rows[0]?.total ?? 0n)
  return total > max ? null : total
}

export type BalanceRowOfBatch = {
  readonly accountId: string
  readonly ledger: Ledger
  readonly kind: 'stock' | 'transit' | 'difference'
  readonly holderId: string
  readonly premisesId: string | null
  readonly batchId: string | null
  readonly shipmentId: string | null
  readonly state: string
  readonly amount: bigint
  readonly lastAt: Instant
  readonly closedAt: Instant | null
}

/** All of them, the most first: a pack lot may lie in every pharmacy of the country, and a sum of some of it would be false. */
export async function selectBalances(
  tx: Tx,
  authorityId: AuthorityId,
  {
    batchId,
    holderId,
    kind,
  }: { readonly batchId?: BatchId; readonly holderId?: PartyId; readonly kind?: 'difference' },
): Promise<BalanceRowOfBatch[]> {
  const conditions: RawBuilder<unknown>[] = [sql`n.authority_id = ${authorityId}`, sql`n.amount <> 0`]
  if (batchId) conditions.push(sql`a.batch_id = ${batchId}`)
  if (holderId) conditions.push(sql`n.holder_id = ${holderId}`)
  if (kind) conditions.push(sql`a.kind = ${kind}`)
  const { rows } = await sql<BalanceRowOfBatch>`
    select a.account_id as "accountId", a.ledger, a.kind, a.holder_id as "holderId", a.premises_id as "premisesId", a.batch_id as "batchId",
      a.shipment_id as "shipmentId", a.state, n.amount, n.last_at as "lastAt", n.closed_at as "closedAt"
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    where ${sql.join(conditions, sql` and `)}
    order by n.amount desc, a.account_id`.execute(tx)
  return rows
}

export type HoldRow = {
  readonly eventId: string
  readonly scope: 'batch' | 'recall'
  readonly reason: string
  readonly heldAt: Instant
}

export async function findHold(tx: Tx, authorityId: AuthorityId, batchId: BatchId): Promise<HoldRow | null> {
  const { rows } = await sql<HoldRow>`
    select h.event_id as "eventId", h.scope, h.reason, h.held_at as "heldAt"
    from chain.hold as h
    where h.authority_id = ${authorityId} and h.batch_id = ${batchId}
      and not exists (select from chain.lift as l
        where l.authority_id = h.authority_id and l.batch_id = h.batch_id and l.hold_event_id = h.event_id)
      and not exists (select from chain.correction as c where c.authority_id = h.authority_id and c.corrects_id = h.event_id)
    order by h.held_at desc limit 1`.execute(tx)
  return rows[0] ?? null
}

export type Undelivered = {
  /** With the grower: lying, on its way, or in a difference. */
  readonly atGrowerMg: bigint
  /** With those who work on it for the grower; 0 for whoever is neither staff nor that grower. */
  readonly atServiceMg: bigint
}

/** What is the grower's still of a harvest and of all that came from it: what Ow 8i(4) asks about. */
export async function sumUndelivered(tx: Tx, authorityId: AuthorityId, harvestId: BatchId): Promise<Undelivered> {
  const { rows } = await sql<Undelivered>`
    with recursive found as (
      select b.batch_id, b.holder_id from chain.batch as b where b.authority_id = ${authorityId} and b.batch_id = ${harvestId}
      union
      select d.child_id, found.holder_id from found
      join chain.batch_edge as d on d.authority_id = ${authorityId} and d.parent_id = found.batch_id
    )
    select coalesce((
        select sum(n.amount) from found
        join chain.account as a on a.authority_id = ${authorityId} and a.batch_id = found.batch_id and a.holder_id = found.holder_id
        join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
        where a.ledger = 'material_mg' and a.kind in ('stock', 'transit', 'difference')), 0)::bigint as "atGrowerMg",
      coalesce((select sum(s.amount) from chain.harvest_at_service(${authorityId}, ${harvestId}) as s), 0)::bigint as "atServiceMg"`.execute(
    tx,
  )
  return rows[0] ?? { atGrowerMg: 0n, atServiceMg: 0n }
}

export type NamedBatch = { readonly batchId: BatchId; readonly name: string; readonly kind: BatchKind }

/** Of the batches the reader may see. */
export async function selectBatchNames(
  tx: Tx,
  authorityId: AuthorityId,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, NamedBatch>> {
  const { rows } = await sql<{ id: string; name: string; kind: BatchKind }>`
    select b.batch_id as id, b.name, b.kind from chain.batch as b
    where b.authority_id = ${authorityId} and b.batch_id = any (${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name, kind }) => [id, { batchId: trustId('batch', id), name, kind }]))
}
