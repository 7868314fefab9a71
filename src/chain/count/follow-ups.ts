// Posts what a later event made of an earlier count: the follow-up difference, at the moment of the count. By the clock, in the name of the
// house. Not here: finding them (differences.ts) and the rule (acts/count.ts).
import { type Instant, newId, printId, Refused } from '#kernel'
import type { Actor, Database } from '#platform'
import type { LawForChain } from '../law.ts'
import { recordAct } from '../record/record-act.ts'
import { pendingFollowUps } from './differences.ts'

/** How many were posted. Each in a transaction of its own: one that is refused leaves the others. */
export async function postFollowUps(
  database: Database,
  actor: Actor,
  { law, now }: { readonly law: LawForChain; readonly now: () => Instant },
): Promise<number> {
  const pending = await database.transaction(actor, (tx) => pendingFollowUps(tx, actor, { law, now: now() }))
  let count = 0
  for (const { count: counted, act, lines } of pending) {
    const followUp = {
      ...act,
      eventId: printId('event', newId('event')),
      followsId: printId('event', counted.eventId),
      lines: lines.map(({ batchId, state, countedMassMg }) => ({ batchId, state, countedMassMg })),
    }
    const posted = await database
      .transaction(actor, (tx) => recordAct(tx, actor, { act: followUp, law, now: now() }))
      .catch((error: unknown) => {
        // Refused: the mass has gone on since, or it lies at another's premises. It stays on the list, for people.
        if (error instanceof Refused) return null
        throw error
      })
    if (posted) count += 1
  }
  return count
}
