// What lies where: the stock of holders by place and product, in any state. Not here: under which ceiling (limits/list-ceilings.ts), and any past day.
import { sql } from 'kysely'
import type { AuthorityId, Instant, PartyId } from '#kernel'
import type { Tx } from '#platform'

export type LyingRow = {
  readonly holderId: string
  readonly premisesId: string
  readonly productCode: string
  /** When the first of its batches that are there began. */
  readonly openedAt: Instant
  readonly amount: bigint
}

/** Mass, or living plants; the most first, through the reader's wall. */
export async function selectLying(
  tx: Tx,
  authorityId: AuthorityId,
  {
    holders,
    ledger = 'material_mg',
  }: { readonly holders: readonly PartyId[]; readonly ledger?: 'material_mg' | 'plant_pieces' },
): Promise<LyingRow[]> {
  if (holders.length === 0) return []
  const { rows } = await sql<LyingRow>`
    select n.holder_id as "holderId", a.premises_id as "premisesId", b.product_code as "productCode", min(b.opened_at) as "openedAt",
      sum(n.amount)::bigint as amount
    from ( -- From the little that is there to its accounts, in this order.
      select own.account_id, own.holder_id, own.amount from chain.balance as own
      where own.authority_id = ${authorityId} and own.holder_id = any (${[...holders]}::uuid[]) and own.amount > 0
      offset 0) as n
    cross join lateral (
      select own.premises_id, own.batch_id from chain.account as own
      where own.authority_id = ${authorityId} and own.account_id = n.account_id and own.kind = 'stock' and own.ledger = ${ledger}
      offset 0) as a
    join chain.batch as b on b.authority_id = ${authorityId} and b.batch_id = a.batch_id
    group by n.holder_id, a.premises_id, b.product_code
    order by amount desc, b.product_code, n.holder_id, a.premises_id`.execute(tx)
  return rows
}
