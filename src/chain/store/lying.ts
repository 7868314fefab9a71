// What lies where: the stock of holders by place and product, in any state. Not here: under which ceiling (limits/list-ceilings.ts), and any past day.
import { sql } from 'kysely'
import type { AuthorityId, PartyId } from '#kernel'
import type { Tx } from '#platform'

export type LyingRow = {
  readonly holderId: string
  readonly premisesId: string
  readonly productCode: string
  readonly massMg: bigint
}

/** Most first, through the reader's wall. */
export async function selectLying(tx: Tx, authorityId: AuthorityId, holders: readonly PartyId[]): Promise<LyingRow[]> {
  if (holders.length === 0) return []
  const { rows } = await sql<LyingRow>`
    select n.holder_id as "holderId", a.premises_id as "premisesId", b.product_code as "productCode", sum(n.amount)::bigint as "massMg"
    from ( -- From the little that is there to its accounts, in this order.
      select own.account_id, own.holder_id, own.amount from chain.balance as own
      where own.authority_id = ${authorityId} and own.holder_id = any (${[...holders]}::uuid[]) and own.amount > 0
      offset 0) as n
    cross join lateral (
      select own.premises_id, own.batch_id from chain.account as own
      where own.authority_id = ${authorityId} and own.account_id = n.account_id and own.kind = 'stock' and own.ledger = 'material_mg'
      offset 0) as a
    join chain.batch as b on b.authority_id = ${authorityId} and b.batch_id = a.batch_id
    group by n.holder_id, a.premises_id, b.product_code
    order by "massMg" desc, b.product_code`.execute(tx)
  return rows
}
