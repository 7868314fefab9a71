// The second signature: by another person, as an event of its own. Pure. Not here: that it is another person (the door alone knows who
// recorded the first), and the receipt of a shipment, which is the second signature of its manifest (move.ts).
import { legalDayOf, type PlainDate, refuseNow } from '#kernel'
import { bare } from '../bare-id.ts'
import type { ActKind, ActOf } from '../contract.ts'
import { chainProblems } from '../problems.ts'
import { addWorkingDays } from '../working-days.ts'
import { needAfterEvent } from './checks.ts'
import type { Decision } from './decision.ts'
import { keptUnder } from './record-basis.ts'
import type { Situation } from './situation.ts'

/**
 * Until when the second signature is waited for, where the law of the day of recording lets it come afterwards for this act; null: it
 * must be on the act itself.
 */
export function signedBy(s: Situation, kind: ActKind): PlainDate | null {
  const today = legalDayOf(s.now)
  const workingDays = s.law.secondSignature(kind, today)
  return workingDays === null ? null : addWorkingDays(today, workingDays)
}

/** By somebody of the same holder, or an official of the authority who was there. @basis opiumwetbesluit/7 */
export function decideCountersign(s: Situation, act: ActOf<'countersign'>): Decision {
  const { event } = s.facts
  const isTheirs = event && (s.isStaff || event.holderId === s.holder.partyId)
  if (!isTheirs || event.eventId !== bare('event', act.signsId)) return refuseNow(chainProblems['unknown-event'], {})
  if (event.premisesId !== s.premisesId) refuseNow(chainProblems['not-your-premises'], {})
  if (!s.isPerson) refuseNow(chainProblems['signer-not-a-person'], {})
  if (!event.isToSign || event.correctedById) refuseNow(chainProblems['not-to-sign'], {})
  needAfterEvent(s, event)
  return {
    moves: [],
    touched: event.batches,
    parties: event.parties,
    countersigns: { signsId: event.eventId, holderId: event.holderId },
    exemptions: [],
    basis: keptUnder(s, event.holderId),
  }
}
