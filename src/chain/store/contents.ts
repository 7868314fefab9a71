// Sums what is in the material by place. Behind the holder's wall. Not here: names.
import { sql } from 'kysely'
import type { AuthorityId, PartyId } from '#kernel'
import type { Tx } from '#platform'
import { type ContentLedger, contentLedgers } from '../contract.ts'

export type ContentSum = {
  readonly holderId: string
  readonly premisesId: string
  readonly materialMg: bigint
  readonly contents: readonly { ledger: ContentLedger; amount: string; unknownMg: string }[]
}

/** Stock and what is under way, at the premises it stands at or left from; most material first. */
export async function selectContents(
  tx: Tx,
  authorityId: AuthorityId,
  { holder, limit }: { readonly holder?: PartyId; readonly limit: number },
): Promise<readonly ContentSum[]> {
  const { rows } = await sql<ContentSum>`
    with standing as materialized (
      select a.holder_id, a.premises_id, a.batch_id, a.kind, a.state, a.shipment_id, n.amount
      from chain.balance as n
      join chain.account as a on a.authority_id = n.authority_id and a.account_id = n.account_id
      where n.authority_id = ${authorityId} and n.amount > 0 and a.ledger = 'material_mg' and a.kind in ('stock', 'transit')
        and a.premises_id is not null and ${holder ? sql`n.holder_id = ${holder}` : sql`true`}
    ), apart as (
      select s.holder_id, s.premises_id, l.ledger, coalesce(sum(c.amount), 0) as amount,
        coalesce(sum(s.amount) filter (where c.account_id is null), 0) as unknown_mg
      from standing as s
      cross join unnest(${[...contentLedgers]}::text[]) as l(ledger)
      left join lateral (
        select k.account_id, n.amount
        from chain.account as k
        join chain.balance as n on n.authority_id = k.authority_id and n.account_id = k.account_id
        where k.authority_id = ${authorityId} and k.batch_id = s.batch_id and k.holder_id = s.holder_id and k.premises_id = s.premises_id
          and k.kind = s.kind and k.state = s.state and k.shipment_id is not distinct from s.shipment_id and k.ledger = l.ledger
      ) as c on true
      group by s.holder_id, s.premises_id, l.ledger
    ), told as (
      select p.holder_id, p.premises_id, jsonb_agg(jsonb_build_object('ledger', p.ledger, 'amount', p.amount::bigint::text,
        'unknownMg', p.unknown_mg::bigint::text) order by array_position(${[...contentLedgers]}::text[], p.ledger)) as contents
      from apart as p group by p.holder_id, p.premises_id
    )
    select s.holder_id as "holderId", s.premises_id as "premisesId", sum(s.amount)::bigint as "materialMg", told.contents
    from standing as s
    join told on told.holder_id = s.holder_id and told.premises_id = s.premises_id
    group by s.holder_id, s.premises_id, told.contents
    order by sum(s.amount) desc, s.holder_id, s.premises_id
    limit ${limit}`.execute(tx)
  return rows
}
