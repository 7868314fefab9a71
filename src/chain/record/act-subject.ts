// Whose an act is about, where the act names it by another thing's number: a hold, an event, a difference. Not here: what follows from it.
import { refuseNow } from '#kernel'
import type { Actor, Tx } from '#platform'
import { bare } from '../bare-id.ts'
import type { Act } from '../contract.ts'
import { chainProblems } from '../problems.ts'
import { findAccountHolder, findEventHolder, type Subject } from '../store/subjects.ts'

export type { Subject }

/**
 * The holder of the hold that is lifted, the event that is taken back or the difference that is settled; null for every other act.
 * Refuses `chain/unknown-event` and `chain/unknown-account`, for what this actor may not look at too.
 */
export async function subjectOfAct(tx: Tx, { authorityId }: Actor, act: Act): Promise<Subject | null> {
  switch (act.kind) {
    case 'lift':
    case 'correct': {
      const eventId = bare('event', act.kind === 'lift' ? act.holdEventId : act.correctsId)
      return (await findEventHolder(tx, authorityId, eventId)) ?? refuseNow(chainProblems['unknown-event'], {})
    }
    case 'settle-difference': {
      const accountId = bare('account', act.accountId)
      return (await findAccountHolder(tx, authorityId, accountId)) ?? refuseNow(chainProblems['unknown-account'], {})
    }
    default:
      return null
  }
}
