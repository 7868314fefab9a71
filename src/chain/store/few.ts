// Whether what one party has of something is few enough to start from. Not here: what is asked of it.
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform'

/**
 * Of a party with no more than these all are read and sorted for a page, by key and in no order; of one with more, some are soon found among the
 * newest of everybody. At ten million events either way reads about as much here.
 */
const fewMax = 10_000

/** Each of `places`: where some of the party's own are, by an index that begins with it. */
export async function hasFew(tx: Tx, ...places: readonly RawBuilder<unknown>[]): Promise<boolean> {
  const counted = places.map((from) => sql`(select ${from} limit ${fewMax + 1})`)
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from (${sql.join(counted, sql` union all `)}) as own`.execute(tx)
  return rows.some(({ count }) => count <= fewMax)
}
