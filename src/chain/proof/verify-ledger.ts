// Whose ledgers there are, and the years they are kept in. For administrators. Not here: the proof of a ledger (proof/).
import type { AuthorityId } from '#kernel'
import { type Admin, databaseError, roleNames } from '#platform'

export { type LedgerFault, ledgerFaultKinds } from './faults.ts'
export { type MassBalance, massBalance } from './mass-balance.ts'
export { type LedgerVerdict, type ProofOptions, verifyLedger } from './prove.ts'
export type { ProofState } from './state.ts'

/** The authorities that have a ledger here. Asked as whoever the administrator is, so it needs a login that no wall stops. */
export async function ledgerAuthorities(admin: Admin): Promise<AuthorityId[]> {
  const rows = await admin.query<{ id: AuthorityId }>('select distinct authority_id as id from chain.account')
  return rows.map(({ id }) => id)
}

/** The first year that has its own; a house that stood still for years has them all the same. */
const firstYear = 2015
/** The default partition is an alarm, not a place to live: this year and as many ahead have theirs. */
const yearsAhead = 3
/** Making a year waits for whoever reads the ledger, and everybody then waits for it: sooner tomorrow than long. */
const waitMs = 3_000
/** A row stands in the default partition where the year would go: PostgreSQL makes no partition over it. */
const rowInTheWay = '23514'
const stillWaiting = '55P03'

/** Makes the years that are missing until three after this one, each by itself: one that cannot be made keeps none of the others away. */
export async function makePartitions(admin: Admin, year: number): Promise<void> {
  const missing = await admin.query<{ year: number }>(
    `select y as year from generate_series($1::integer, $2::integer) as y where to_regclass('chain.event_' || y) is null order by y`,
    [firstYear, year + yearsAhead],
  )
  for (const { year } of missing) {
    try {
      await admin.withClient(async (client) => {
        await client.query('begin')
        await client.query(`set local role ${roleNames.owner}; set local lock_timeout = ${waitMs}`)
        await client.query('select chain.make_year($1)', [year])
        await client.query('commit')
      })
    } catch (error) {
      const code = databaseError(error)?.code
      if (code === stillWaiting) return
      if (code !== rowInTheWay) throw error
    }
  }
}
