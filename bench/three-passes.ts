// The three passes that chain.md's bar for the whole proof was reckoned from, side by side: every record hashed again, every balance from its
// movements, the log's tree. Not here: the proof itself (verifyLedger), which holds every column against its record as well.
import { massBalance } from '#chain'
import type { AuthorityId } from '#kernel'
import { verifyLog } from '#platform'
import type { BenchHouse } from './bench-house.ts'

/** Leaves that are not their record's. The limit as well: one scan that hashes each record. */
export const hashingScan = `
  select count(*)::integer as odd from chain.event as e
  where e.authority_id = $1 and e.leaf <> sha256('\\x00'::bytea || e.salt || convert_to(e.record, 'UTF8'))`

/** @throws Error if one of the three finds anything; then there is no figure. */
export async function threePasses({ admin, ground }: BenchHouse, authorityId: AuthorityId): Promise<void> {
  const [[scan], mass, log] = await Promise.all([
    admin.query<{ odd: number }>(hashingScan, [authorityId]),
    massBalance(admin, authorityId),
    verifyLog(ground.database, authorityId),
  ])
  if (scan?.odd !== 0 || !mass.isSound || log.findings.length > 0) {
    throw new Error(`not whole: ${JSON.stringify([scan, mass.faults.slice(0, 3), log.findings.slice(0, 3)])}`)
  }
}
