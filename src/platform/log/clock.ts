// Whether the database's clock stands before a moment the log has signed: it was set back, or had been ahead. Not here: what time it is (clock/).
import type { AuthorityId } from '#kernel'
import { underNoAuthority } from '../actor.ts'
import type { Database } from '../database/database.ts'
import { findNewestMoment } from './store.ts'

/** Corrections by less are what keeping time is. */
const toleratedSeconds = 60

/** By how many seconds; 0 where it goes on as it should. What the newest checkpoints said is asked, for those made since say nothing of it. */
export async function secondsBehindLog(database: Database, authorityId: AuthorityId): Promise<number> {
  const house = { ...underNoAuthority, authorityId }
  const { aheadSeconds } = await database.transaction(house, (tx) => findNewestMoment(tx, authorityId), {
    readOnly: true,
  })
  return aheadSeconds > toleratedSeconds ? Math.floor(aheadSeconds) : 0
}
