// Two that capture under one name at the same moment: who comes second looks again. Not here: capturing (capture.ts).
import { Refused } from '#kernel'
import type { Actor, Database, Tx } from '#platform'
import { capturingParty, nameOf } from './capture.ts'
import { epcisProblems } from './problems.ts'
import type { ReadEvent } from './read-document.ts'
import { selectKnown } from './store.ts'

/** A document may meet another at each of its events; whoever keeps meeting others is told so. */
const attemptsMax = 5

/**
 * `work` captures, in a transaction of its own. If another captured an event of that name meanwhile, it is refused by whatever came in the way first:
 * that the name is there, that the lot has been opened, that the stock is gone. Then all of it is rolled back and done again, and finds what
 * the other captured: the first answer where it is the same, `epcis/event-changed` where it is not. `at` is the event it is busy with.
 */
export async function captureAlone<Value>(
  database: Database,
  actor: Actor,
  at: () => ReadEvent | null,
  work: (tx: Tx) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction(actor, work)
    } catch (error) {
      const event = at()
      const isRace = event !== null && isRefusedUnseen(error) && (await isThere(database, actor, event))
      if (!isRace || attempt >= attemptsMax) throw error
    }
  }
}

/** Refused without a look at what stands under its name. */
const isRefusedUnseen = (error: unknown): boolean =>
  error instanceof Refused && error.refusal.problem.code !== epcisProblems['event-changed'].code

async function isThere(database: Database, actor: Actor, event: ReadEvent): Promise<boolean> {
  const known = await database.transaction(actor, async (tx) =>
    selectKnown(tx, {
      authorityId: actor.authorityId,
      holderId: await capturingParty(tx, actor),
      names: [nameOf(event)],
    }),
  )
  return known.some(({ isDeclaration }) => isDeclaration === event.isDeclaration)
}
