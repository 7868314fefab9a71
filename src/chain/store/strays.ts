// Rows of the ledger that lie in no year: an alarm for operators. Not here: making years (proof/verify-ledger.ts).
import { sql } from 'kysely'
import { type Database, underNoAuthority } from '#platform'

/** Up to a thousand of each table; more is the same alarm. */
export async function rowsWithoutYear(database: Database): Promise<number> {
  const { rows } = await database.transaction(
    underNoAuthority,
    (tx) => sql<{ count: bigint }>`select chain.rows_without_year() as count`.execute(tx),
    { readOnly: true },
  )
  return Number(rows[0]?.count ?? 0n)
}
