// Whether every account holds exactly what came in less what went out: sums alone, exact, of all there is, in seconds for ten million events.
// Not here: when it moved, whose it is, and whether it is what was recorded (accounts.ts, records.ts).
import { availableParallelism } from 'node:os'
import type { AuthorityId } from '#kernel'
import type { Admin } from '#platform'
import { accountFaultsSql } from './account-faults.ts'
import { askInPieces, askOrState } from './ask.ts'
import { asDoor, lanesMax } from './door.ts'
import type { LedgerFault } from './faults.ts'
import { rangesOf } from './state.ts'

/** Some so many accounts at once: enough that planning is nothing beside reading, and few enough that both lanes end together. */
const accountsPerPiece = 32_768
/** Where pieces are cut need not be exact, so it is asked of one page of the table in a hundred: all of it would take as long as a piece. */
const percentAsked = 1

/** From an index that holds all of it in the order of the accounts, so nothing is sorted, hashed or kept. */
const sumsOf = (side: 'from' | 'to') => `
    select m.${side}_account_id as account_id, sum(m.amount) as amount from chain.movement as m
    where m.authority_id = $1 and m.${side}_account_id >= $2 and m.${side}_account_id <= $3
    group by m.${side}_account_id`

const cutEach = Math.round((accountsPerPiece * percentAsked) / 100)

const oddSql = `
  select count(*)::integer as accounts,
    count(*) filter (where own.amount <> coalesce(came.amount, 0) - coalesce(went.amount, 0))::integer as odd
  from (select b.account_id, b.amount from chain.balance as b where b.authority_id = $1 and b.account_id >= $2 and b.account_id <= $3) as own
  left join (${sumsOf('to')}) as came on came.account_id = own.account_id
  left join (${sumsOf('from')}) as went on went.account_id = own.account_id`

const cutsSql = `
  select own.account_id::text as id
  from (
    select b.account_id, row_number() over (order by b.account_id) as place
    from chain.balance as b tablesample system (${percentAsked}) where b.authority_id = $1
  ) as own
  where own.place % $2::bigint = 0 and own.account_id <> 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  order by 1`

export type MassBalance = {
  readonly isSound: boolean
  /** Accounts that can hold something; the world holds nothing. */
  readonly accounts: number
  readonly faults: readonly LedgerFault[]
}

/**
 * Adds up every account from its movements and holds it against its balance. It is certain, not likely: no sum stands for another. A fault of a
 * range is named as the proof names it. What it does not see: a movement changed together with both its balances, and an account that is gone
 * with its balance; the proof sees both (verifyLedger), because the record says what moved.
 */
export async function massBalance(admin: Admin, authorityId: AuthorityId): Promise<MassBalance> {
  const cuts = await asDoor(admin, authorityId, async (client) =>
    (await client.query<{ id: string }>(cutsSql, [authorityId, cutEach])).rows.map(({ id }) => id),
  )
  const queue = rangesOf(cuts)
  const faults: LedgerFault[] = []
  let accounts = 0
  const lane = () =>
    asDoor(admin, authorityId, async (client) => {
      for (let range = queue.shift(); range; range = queue.shift()) {
        const rows = await askOrState<Odd>(client, 'in-order', oddSql, [authorityId, range.from, range.through])
        const odd = typeof rows === 'string' ? undefined : rows[0]
        accounts += odd?.accounts ?? 0
        if (odd?.odd === 0) continue
        const asked = { client, authorityId, joins: 'whole', texts: [accountFaultsSql] } as const
        const named = await askInPieces<{ faults: readonly LedgerFault[] | null }>(asked, range, (id, detail) => ({
          faults: [{ kind: 'unreadable', id, detail }],
        }))
        faults.push(...named.flatMap((one) => one.faults ?? []))
      }
    })
  const ended = await Promise.allSettled(
    Array.from({ length: Math.min(lanesMax, availableParallelism(), queue.length) }, lane),
  )
  for (const one of ended) if (one.status === 'rejected') throw one.reason
  return { isSound: faults.length === 0, accounts, faults }
}

type Odd = { readonly accounts: number; readonly odd: number }
