// Whose ledgers there are, and the years they are kept in. For administrators. Not here: the proof of a ledger (proof/).
import type { AuthorityId } from '#kernel'
import { type Admin, roleNames } from '#platform'

export { type LedgerFault, ledgerFaultKinds } from './faults.ts'
export { type MassBalance, massBalance } from './mass-balance.ts'
export { type LedgerVerdict, type ProofOptions, verifyLedger } from './prove.ts'
export type { ProofState } from './state.ts'

/** The authorities that have a ledger here. Asked as whoever the administrator is, so it needs a login that no wall stops. */
export async function ledgerAuthorities(admin: Admin): Promise<AuthorityId[]> {
  const rows = await admin.query<{ id: AuthorityId }>('select distinct authority_id as id from chain.account')
  return rows.map(({ id }) => id)
}

/** Partitions for this year and the three after it; the default partition is an alarm, not a place to live. */
export async function makePartitions(admin: Admin, year: number): Promise<void> {
  await admin.withClient(async (client) => {
    await client.query('begin')
    await client.query(`set local role ${roleNames.owner}`)
    await client.query('select chain.make_year(y) from generate_series($1::integer, $1::integer + 3) as y', [year])
    await client.query('commit')
  })
}
