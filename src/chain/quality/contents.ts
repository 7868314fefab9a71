// What the leaves of quality's steps were made of, for the bundles of the log. Not here: a single certificate's (certificates.ts).
import { sql } from 'kysely'
import type { AuthorityId } from '#kernel'
import type { RecordContent, Tx } from '#platform'

/** Those of these entries that are steps this reader may see. */
export async function readQualityContents(
  tx: Tx,
  authorityId: AuthorityId,
  entryIds: readonly string[],
): Promise<RecordContent[]> {
  const { rows } = await sql<RecordContent>`
    select step_id as "entryId", record, salt
    from chain.quality_step
    where authority_id = ${authorityId} and step_id = any (${[...entryIds]}::uuid[])`.execute(tx)
  return rows
}
