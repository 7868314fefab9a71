// What ends with people: used in the practice, given in a trial, taken by the authority. Not here: dispensing on prescription (move.ts).
import { covers, type PartyId, refuseNow } from '#kernel'
import { bare } from '../bare-id.ts'
import type { ActOf } from '../contract.ts'
import { type Move, type Place, stockOf, worldOf } from '../place.ts'
import { chainProblems } from '../problems.ts'
import {
  batchOf,
  needCover,
  needFreeThen,
  needFresh,
  needParty,
  needPremises,
  needState,
  needStock,
  productOf,
} from './checks.ts'
import type { Decision } from './decision.ts'
import type { BatchFact } from './facts.ts'
import { takePlants } from './plants.ts'
import type { Situation } from './situation.ts'

/** @basis opiumwet/5/1/a opiumwetbesluit/7 */
export function decideOwnPractice(s: Situation, act: ActOf<'own-practice'>): Decision {
  needParty(s, 'pharmacy')
  return takeUp(s, act, 'own-practice')
}

/** By the institution that runs the study, under its exemption for research. @basis opiumwet/8/1/b */
export function decideAdminister(s: Situation, act: ActOf<'administer'>): Decision {
  needParty(s, 'institution')
  return takeUp(s, act, 'administered')
}

function takeUp(
  s: Situation,
  act: ActOf<'own-practice'> | ActOf<'administer'>,
  state: 'own-practice' | 'administered',
): Decision {
  const batch = batchOf(s, act.batchId)
  needPremises(s)
  const ground = needCover(s, { acts: ['supply'], product: productOf(s, batch) })
  needFreeThen(s, batch)
  needFresh(s, batch)
  const massMg = BigInt(act.massMg)
  const from = stockOf(s, batch.batchId, 'released')
  needStock(s, from, massMg)
  return {
    moves: [{ from, to: worldOf(s, batch.batchId, state), amount: massMg }],
    ...ground,
  }
}

/** From whoever has it, where it lies, whatever its state; the holder sees it happen. @basis opiumwet/9 */
export function decideSeize(s: Situation, act: ActOf<'seize'>): Decision {
  if (!s.isStaff) needParty(s, 'authority')
  const batch = batchOf(s, act.batchId)
  const holderId = bare('party', act.holderId)
  const premises = s.licensing.premises.get(s.premisesId)
  if (!s.licensing.parties.has(holderId) || !premises || !covers(premises.period, s.on)) {
    return refuseNow(chainProblems['unknown-party'], {})
  }
  return {
    moves: [takePlants(s, batch, { act, to: 'seized', holderId }) ?? seizeMass(s, batch, act, holderId)],
    counterId: holderId,
    exemptions: [],
    basis: ['opiumwet/9'],
  }
}

function seizeMass(s: Situation, batch: BatchFact, act: ActOf<'seize'>, holderId: PartyId): Move {
  needState(act.state, 'wet', 'quarantine', 'released', 'held', 'rejected', 'waste', 'sample')
  const amount = BigInt(act.massMg)
  const from: Place = { ...stockOf(s, batch.batchId, act.state), holderId }
  needStock(s, from, amount)
  return { from, to: { ...from, kind: 'world', state: 'seized' }, amount }
}
