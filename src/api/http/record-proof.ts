// The proof of one record of the log, to save and check offline. Not here: who may ask for it (each route says), and proofs of several
// (platform/log-routes.ts).
import { refuseNow } from '#kernel'
import { type Actor, findRecords, logProblems, platformProblems, proofFor, type Tx } from '#platform'
import type { ProofFile } from '#platform/contract'
import { readRefusals } from './route.ts'

export const recordProofRefusals = [
  ...readRefusals,
  logProblems['not-sealed-yet'],
  logProblems['not-in-log'],
  platformProblems['not-found'],
]

/** Refuses `log/not-in-log` also where the record is there and not the reader's: that something stands under its number is not told either. */
export async function proofOfRecord(tx: Tx, actor: Actor, entryId: string): Promise<ProofFile> {
  const [content] = await findRecords(tx, actor.authorityId, [entryId])
  return proofFor(tx, actor, entryId, content ?? refuseNow(logProblems['not-in-log'], {}))
}
