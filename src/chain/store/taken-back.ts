// Which of some events were taken back, as far as the reader may know. Not here: what becomes of what they opened (read/trace.ts).
import { sql } from 'kysely'
import type { AuthorityId } from '#kernel'
import type { Tx } from '#platform'

/** By key, each once. */
export async function selectTakenBack(
  tx: Tx,
  authorityId: AuthorityId,
  eventIds: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const asked = [...new Set(eventIds)]
  if (asked.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select c.corrects_id as id from chain.correction as c
    where c.authority_id = ${authorityId} and c.corrects_id = any (${asked}::uuid[])`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
