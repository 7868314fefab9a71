// How low stock was at its lowest since a moment in the past, for what comes late. Not here: what then becomes of it (acts/late.ts).
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId, BatchId, Instant, PartyId, PremisesId } from '#kernel'
import type { Tx } from '#platform'
import type { AccountFact } from '../acts/facts.ts'
import type { LateStock } from '../acts/situation.ts'
import { placeKey } from '../place.ts'

type LateRow = Pick<AccountFact, 'batchId' | 'ledger' | 'state'> & {
  readonly at: Instant
  readonly level: bigint
}

type LateAsked = {
  readonly holder: PartyId | null
  readonly premises: PremisesId
  readonly batches: readonly BatchId[]
}

/**
 * Whether something moved that stock since, to be asked along with other facts: almost nothing comes late, and all of the question is
 * planned over every year there is.
 */
export function isMovedSince(
  authorityId: AuthorityId,
  { holder, premises, batches }: LateAsked,
  at: Instant,
): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    where a.authority_id = ${authorityId} and a.holder_id = ${holder}::uuid and a.premises_id = ${premises} and a.kind = 'stock'
      and a.batch_id = any (${batches}::uuid[]) and n.last_at > ${at}::timestamptz)`
}

/**
 * By its place, each account of stock that something moved since: what stood there at that moment and after each movement, oldest first.
 * One that nothing moved since is not late, and not in it.
 */
export async function loadLate(
  tx: Tx,
  authorityId: AuthorityId,
  asked: LateAsked,
  at: Instant,
): Promise<ReadonlyMap<string, LateStock>> {
  const { holder: holderId, premises: premisesId, batches } = asked
  if (holderId === null) return new Map()
  const since = at.toString()
  const { rows } = await sql<LateRow>`
    select a.batch_id as "batchId", a.ledger, a.state, level.at, level.level::bigint as level
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    cross join lateral (
      -- What stood until each later movement, then what stands now.
      select lag(moved.at, 1, ${since}::timestamptz) over (order by moved.at) as at, n.amount - moved.after as level
      from (
        select m.at, sum(sum(m.change)) over (order by m.at desc) as after
        from (
          select i.occurred_at as at, i.amount as change from chain.movement as i
            where i.authority_id = a.authority_id and i.to_account_id = a.account_id and i.occurred_at > ${since}::timestamptz
          union all
          select o.occurred_at, -o.amount from chain.movement as o
            where o.authority_id = a.authority_id and o.from_account_id = a.account_id and o.occurred_at > ${since}::timestamptz
        ) as m
        group by m.at
      ) as moved
      union all
      select n.last_at, n.amount where n.last_at > ${since}::timestamptz
    ) as level
    where a.authority_id = ${authorityId} and a.holder_id = ${holderId} and a.premises_id = ${premisesId} and a.kind = 'stock'
      and a.batch_id = any (${batches}::uuid[])
    order by level.at`.execute(tx)
  const levels = Map.groupBy(rows, ({ batchId, ledger, state }) =>
    placeKey({ kind: 'stock', ledger, holderId, counterId: null, premisesId, batchId, shipmentId: null, state }),
  )
  return new Map([...levels].map(([key, all]) => [key, all.map((row) => ({ at: row.at, level: row.level }))]))
}
