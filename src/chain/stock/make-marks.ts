// Marks for busy accounts, so that a balance on a past day reads a thousand movements at most. Not here: moving them when an event comes
// late; the door does that.
import type { Actor, Database } from '#platform'
import { makeMarks } from '../store/stock-at.ts'

/** A question adds up so many movements at most, some tenths of a millisecond; a mark for fewer would not be noticed. */
const movementsPerMark = 1_000
/** Looked at in one transaction: the balances of the busy ones among them stay locked until it ends. */
const accountsAtOnce = 200

/** All accounts of the actor's authority; `signal` ends it between two transactions, and the next run goes on where marks are missing. */
export async function markBusyAccounts(database: Database, actor: Actor, signal?: AbortSignal): Promise<void> {
  let after: string | null = null
  do {
    const from: string | null = after
    after = await database.transaction(actor, (tx) =>
      makeMarks(tx, actor.authorityId, { after: from, every: movementsPerMark, accounts: accountsAtOnce }),
    )
  } while (after !== null && !signal?.aborted)
}
