// The house's round over the log: what was sealed since the last one is added to the sums of flow and stock, so that the picture of a country
// reads days and not movements. Not here: reading them (sums.ts).
import type { Actor, Database } from '#platform'
import { addToSums } from './sums.ts'

/** One transaction takes so many leaves, about a second, and holds no lock that a writer or a reader waits for. */
const leavesAtOnce = 20_000

/** All there is of the actor's authority; `signal` ends it between two transactions, and the next round goes on from the mark. */
export async function keepSums(database: Database, actor: Actor, signal?: AbortSignal): Promise<void> {
  let reached: bigint | null = null
  do {
    reached = await database.transaction(actor, (tx) => addToSums(tx, actor.authorityId, leavesAtOnce))
  } while (reached !== null && !signal?.aborted)
}
