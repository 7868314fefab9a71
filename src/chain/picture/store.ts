// The SQL of the pictures: kinds of party, stock, harvests. All of it through the reader's own wall. Not here: movements of a period (sides.ts),
// the country by month (months.ts), explorer and rooms (their own files), and what is made of the rows.
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId, Instant, PartyId } from '#kernel'
import type { PartyKind } from '#licensing'
import type { Tx } from '#platform'
import type { BatchKind } from '../contract.ts'
import { ownOf, type Reader } from '../store/own-accounts.ts'
import { readingAll } from '../store/reading-all.ts'
import { hasSums, type StockRow, selectStockSums } from './sums.ts'

export async function selectPartyKinds(
  tx: Tx,
  authorityId: AuthorityId,
  partyIds: readonly string[],
): Promise<ReadonlyMap<string, PartyKind>> {
  const { rows } = await sql<{ id: string; kind: PartyKind }>`
    select p.party_id as id, p.kind from licensing.party as p
    where p.authority_id = ${authorityId} and p.party_id = any (${partyIds}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, kind }) => [id, kind]))
}

/** Stock and goods under way: from the kept sums where the reader may see them, else from every balance the reader may see. */
export async function selectStock(tx: Tx, reader: Reader): Promise<StockRow[]> {
  const { authorityId } = reader
  return (await hasSums(tx, authorityId))
    ? selectStockSums(tx, authorityId)
    : selectStockCounted(tx, authorityId, ownOf(reader))
}

/** `own`: which accounts are the reader's own; of whoever sees those of all there is no such condition. */
export async function selectStockCounted(
  tx: Tx,
  authorityId: AuthorityId,
  own: readonly RawBuilder<unknown>[] = [],
): Promise<StockRow[]> {
  const statement = sql<StockRow>`
    select p.kind as "holderKind", b.product_code as "productCode", case a.kind when 'stock' then a.state else a.kind end as state,
      sum(n.amount)::bigint as "massMg", count(*) as accounts
    from chain.balance as n
    join chain.account as a on a.authority_id = n.authority_id and a.account_id = n.account_id
    join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
    join licensing.party as p on p.authority_id = a.authority_id and p.party_id = a.holder_id
    where ${sql.join([sql`n.authority_id = ${authorityId}`, ...own], sql` and `)}
      and n.amount > 0 and a.ledger = 'material_mg' and a.kind in ('stock', 'transit')
    group by 1, 2, 3
    order by 1, 2, 3`
  const { rows } = own.length > 0 ? await statement.execute(tx) : await readingAll(tx, statement)
  return rows
}

export type HarvestRow = {
  readonly batchId: string
  readonly name: string
  readonly kind: BatchKind
  readonly productCode: string
  readonly holderId: PartyId
  readonly openedAt: Instant
  readonly wetMg: bigint
  readonly standsWetMg: bigint
  /** Weighed back dry. */
  readonly driedMg: bigint
  readonly moistureMg: bigint
  readonly lossMg: bigint
  readonly wasteMg: bigint
  /** Of the waste what was cut off before it dried. */
  readonly wetWasteMg: bigint
  readonly bulkMg: bigint
}

/** Newest first. Moisture, waste and loss are what the harvest's own accounts say. */
export async function selectHarvests(
  tx: Tx,
  authorityId: AuthorityId,
  { from, until, limit }: { readonly from: Instant; readonly until: Instant; readonly limit: number },
): Promise<HarvestRow[]> {
  const { rows } = await sql<HarvestRow>`
    select b.batch_id as "batchId", b.name, b.kind, b.product_code as "productCode", b.holder_id as "holderId", b.opened_at as "openedAt",
      b.opened_amount as "wetMg", coalesce(s.wet, 0)::bigint as "standsWetMg", coalesce(s.dried, 0)::bigint as "driedMg",
      coalesce(s.moisture, 0)::bigint as "moistureMg",
      coalesce(s.loss, 0)::bigint as "lossMg", coalesce(s.waste, 0)::bigint as "wasteMg", coalesce(s.wet_waste, 0)::bigint as "wetWasteMg",
      coalesce((select sum(d.amount) from chain.batch_edge as d
        join chain.batch as k on k.authority_id = d.authority_id and k.batch_id = d.child_id and k.kind in ('bulk', 'pack-lot')
        where d.authority_id = b.authority_id and d.parent_id = b.batch_id), 0)::bigint as "bulkMg"
    from chain.batch as b
    cross join lateral (
      select sum(n.amount) filter (where a.kind = 'stock' and a.state = 'wet') as wet,
        sum(w.from_wet) filter (where a.kind = 'stock' and a.state = 'quarantine') as dried,
        sum(w.amount) filter (where a.state = 'moisture') as moisture,
        sum(w.amount) filter (where a.state = 'processing-loss') as loss,
        sum(w.amount) filter (where a.kind = 'stock' and a.state = 'waste') as waste,
        sum(w.from_wet) filter (where a.kind = 'stock' and a.state = 'waste') as wet_waste
      from chain.account as a
      left join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
      left join lateral (
        select sum(m.amount) as amount, sum(m.amount) filter (where f.state = 'wet') as from_wet
        from chain.movement as m
        left join chain.account as f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
        where m.authority_id = a.authority_id and m.to_account_id = a.account_id and (a.kind = 'world' or a.state in ('waste', 'quarantine'))
          and not exists (select from chain.correction as c
            where c.authority_id = m.authority_id and (c.corrects_id = m.event_id or c.event_id = m.event_id))
      ) as w on true
      where a.authority_id = b.authority_id and a.batch_id = b.batch_id and a.ledger = 'material_mg'
    ) as s
    where b.authority_id = ${authorityId} and b.kind = 'harvest' and b.opened_at >= ${from} and b.opened_at < ${until}
    order by b.opened_at desc, b.batch_id
    limit ${limit}`.execute(tx)
  return rows
}
