// Stock set aside for somebody, and given free again. Each reservation is an account of its own, told apart by the event that made it.
// Not here: the job that frees what has ended (agenda/free-ended.ts).
import { legalDayOf, refuseNow, trustId } from '#kernel'
import { bare } from '../bare-id.ts'
import type { ActOf } from '../contract.ts'
import { type Place, stockOf } from '../place.ts'
import { chainProblems } from '../problems.ts'
import { batchOf, needCover, needFree, needFresh, needPremises, needStock, productOf } from './checks.ts'
import type { Decision } from './decision.ts'
import { placeOf } from './end.ts'
import { keptUnder } from './record-basis.ts'
import type { Situation } from './situation.ts'

export function decideReserve(s: Situation, act: ActOf<'reserve'>): Decision {
  const batch = batchOf(s, act.batchId)
  needPremises(s)
  const ground = needCover(s, { acts: ['have'], product: productOf(s, batch) })
  needFree(batch)
  needFresh(s, batch)
  const until = Temporal.Instant.from(act.until)
  const lastDay = s.on.add({ days: s.law.reservationDays(s.on) })
  const isWithin =
    Temporal.Instant.compare(until, s.at) > 0 && Temporal.PlainDate.compare(legalDayOf(until), lastDay) <= 0
  if (!isWithin) refuseNow(chainProblems['reservation-length'], { lastDay })
  const massMg = BigInt(act.massMg)
  const from = stockOf(s, batch.batchId, 'released')
  needStock(s, from, massMg)
  return {
    moves: [{ from, to: reservedAt(from, act.eventId), amount: massMg }],
    ...ground,
  }
}

/** The account of a reservation carries the number of its event where a shipment's would stand: two reservations are never one sum. */
function reservedAt(from: Place, eventId: string): Place {
  return { ...from, state: 'reserved', shipmentId: trustId('shipment', bare('event', eventId)) }
}

/** All that is left of it, by its holder or, when it has ended, by the house. */
export function decideFree(s: Situation): Decision {
  const account = s.facts.account
  const isOurs =
    account?.state === 'reserved' && account.ledger === 'material_mg' && account.holderId === s.holder.partyId
  if (!isOurs || account.premisesId !== s.premisesId) return refuseNow(chainProblems['unknown-account'], {})
  needPremises(s)
  if (account.amount === 0n) refuseNow(chainProblems['nothing-to-move'], {})
  const from = placeOf(account)
  return {
    moves: [{ from, to: { ...from, state: 'released', shipmentId: null }, amount: account.amount }],
    exemptions: [],
    basis: keptUnder(s),
  }
}
