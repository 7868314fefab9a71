// What of certain products stands or is under way, and what of them left the country. Not here: which products those are, and why asked.
import { sql } from 'kysely'
import type { AuthorityId, Instant } from '#kernel'
import type { Tx } from '#platform'
import type { BatchKind } from '../contract.ts'
import { isCounted } from './counted.ts'

export type ProductStockRow = {
  readonly batchId: string
  readonly name: string
  readonly kind: BatchKind
  readonly productCode: string
  readonly unit: 'mg' | 'pieces'
  readonly left: bigint
  readonly count: bigint
  readonly totalMg: bigint
}

/** Batches with anything left, the fullest first; each row says how many there are and what they weigh together. */
export async function selectStockOf(
  tx: Tx,
  authorityId: AuthorityId,
  { products, limit }: { readonly products: readonly string[]; readonly limit: number },
): Promise<readonly ProductStockRow[]> {
  const { rows } = await sql<ProductStockRow>`
    select b.batch_id as "batchId", b.name, b.kind, b.product_code as "productCode", b.unit, s.amount as "left",
      count(*) over () as count,
      (sum(case when b.unit = 'mg' then s.amount else 0 end) over ())::bigint as "totalMg"
    from chain.batch as b
    cross join lateral (
      select sum(n.amount)::bigint as amount
      from chain.account as a
      join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
      where a.authority_id = b.authority_id and a.batch_id = b.batch_id and a.kind in ('stock', 'transit') and n.amount > 0 and ${isCounted}
    ) as s
    where b.authority_id = ${authorityId} and b.product_code = any (${products}) and s.amount > 0
    order by b.unit, s.amount desc, b.batch_id
    limit ${limit}`.execute(tx)
  return rows
}

export type ProductShipmentRow = {
  readonly shipmentId: string
  readonly senderId: string
  readonly receiverId: string
  readonly amountMg: bigint
  readonly count: bigint
  readonly totalMg: bigint
}

/** Shipments under way with any of the products aboard, oldest first. */
export async function selectUnderWayWith(
  tx: Tx,
  authorityId: AuthorityId,
  { products, limit }: { readonly products: readonly string[]; readonly limit: number },
): Promise<readonly ProductShipmentRow[]> {
  const { rows } = await sql<ProductShipmentRow>`
    select s.shipment_id as "shipmentId", s.sender_id as "senderId", s.receiver_id as "receiverId",
      sum(n.amount)::bigint as "amountMg", count(*) over () as count, (sum(sum(n.amount)) over ())::bigint as "totalMg"
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
    join chain.shipment as s on s.authority_id = a.authority_id and s.shipment_id = a.shipment_id
    where a.authority_id = ${authorityId} and a.kind = 'transit' and ${isCounted} and n.amount > 0 and b.product_code = any (${products})
    group by s.shipment_id, s.sender_id, s.receiver_id, s.shipped_at
    order by s.shipped_at, s.shipment_id
    limit ${limit}`.execute(tx)
  return rows
}

export type CountryRow = { readonly country: string; readonly amountMg: bigint; readonly events: bigint }

/** Mass exported between two moments, by the country of the buyer, most first; what was corrected away is left out. */
export async function selectExportedByCountry(
  tx: Tx,
  authorityId: AuthorityId,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<readonly CountryRow[]> {
  const { rows } = await sql<CountryRow>`
    select p.country, sum(m.amount)::bigint as "amountMg", count(distinct e.event_id) as events
    from chain.event as e
    join chain.movement as m on m.authority_id = e.authority_id and m.event_id = e.event_id
    join licensing.party as p on p.authority_id = e.authority_id and p.party_id = e.counter_id
    where e.authority_id = ${authorityId} and m.ledger = 'material_mg' and e.kind = 'export' and e.occurred_at >= ${from} and e.occurred_at < ${until}
      and not exists (
        select from chain.correction as c where c.authority_id = e.authority_id and c.corrects_id = e.event_id)
    group by p.country
    order by 2 desc, p.country`.execute(tx)
  return rows
}
