// Forgets what an event said, where the law asks for it. Not here: deciding that it must be; and its mass, which stays moved.
import { type EventId, refuseNow } from '#kernel'
import type { Actor, Tx } from '#platform'
import { chainProblems } from '../problems.ts'
import { eraseRecord } from '../store/door.ts'
import { findRecord } from '../store/events.ts'

/** The leaf stays, so every proof by leaf still holds. Refuses `chain/unknown-event`; erasing twice is erasing once. */
export async function eraseEvent(tx: Tx, actor: Actor, eventId: EventId): Promise<void> {
  if (!(await findRecord(tx, actor.authorityId, eventId))) refuseNow(chainProblems['unknown-event'], {})
  await eraseRecord(tx, actor, eventId)
}
