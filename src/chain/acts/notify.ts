// Telling of a theft or loss: to whom and until when, from the discovery on, and that it was told. Pure. Not here: the loss itself (end.ts).
import { legalDayOf, refuseNow } from '#kernel'
import { bare } from '../bare-id.ts'
import { type ActOf, lossToldTo } from '../contract.ts'
import { chainProblems } from '../problems.ts'
import { addWorkingDays } from '../working-days.ts'
import { needAfterEvent } from './checks.ts'
import type { Decision } from './decision.ts'
import { keptUnder } from './record-basis.ts'
import type { Situation } from './situation.ts'

/** Who must be told of it by when, by the law of the day of discovery; what it does not ask is left out. */
export function lossDues(s: Situation, act: ActOf<'lose'>): NonNullable<Decision['lossDues']> {
  const discoveredAt = act.discoveredAt === undefined ? s.at : Temporal.Instant.from(act.discoveredAt)
  if (Temporal.Instant.compare(discoveredAt, s.at) < 0) refuseNow(chainProblems['discovered-before'], {})
  if (Temporal.Instant.compare(discoveredAt, s.now) > 0) refuseNow(chainProblems['time-ahead'], {})
  const on = legalDayOf(discoveredAt)
  return lossToldTo.flatMap((to) => {
    const workingDays = s.law.lossNotice(act.cause, to, on)
    return workingDays === null ? [] : [{ to, discoveredAt, dueOn: addWorkingDays(on, workingDays) }]
  })
}

/** That it was told, with the number of the receipt: evidence of the holder's own, and no excuse for a late one. */
export function decideNotifyLoss(s: Situation, act: ActOf<'notify-loss'>): Decision {
  const { event } = s.facts
  const isTheirs = event?.eventId === bare('event', act.lossId) && event.holderId === s.holder.partyId
  if (!event || !isTheirs) return refuseNow(chainProblems['unknown-event'], {})
  if (event.premisesId !== s.premisesId) refuseNow(chainProblems['not-your-premises'], {})
  if (event.kind !== 'lose' || event.correctedById || !event.lossDueTo.includes(act.to))
    refuseNow(chainProblems['not-to-tell'], {})
  needAfterEvent(s, event)
  return {
    moves: [],
    touched: event.batches,
    lossNotice: { lossId: event.eventId, to: act.to, reference: act.reference },
    exemptions: [],
    basis: keptUnder(s), // That it is on record; which article asks for the notice is not established.
  }
}
