// Rows of the ledger that lie in no year: an alarm for operators. Not here: making years (verify-ledger.ts).
import { sql } from 'kysely'
import { trustId } from '#kernel'
import type { Database } from '#platform'

/** Of no authority: the count is the house's. */
const nobody = {
  authorityId: trustId('authority', '00000000-0000-0000-0000-000000000000'),
  partyId: null,
  wall: 'public',
} as const

/** Up to a thousand of each table; more is the same alarm. */
export async function rowsWithoutYear(database: Database): Promise<number> {
  const { rows } = await database.transaction(
    nobody,
    (tx) => sql<{ count: bigint }>`select chain.rows_without_year() as count`.execute(tx),
    { readOnly: true },
  )
  return Number(rows[0]?.count ?? 0n)
}
