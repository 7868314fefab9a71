// What was called off or permitted, granted by the authority and used up by acts. Pure. Not here: the ceiling of an exemption, which the
// door judges by what lies there (checks.ts).
import { covers, type PartyId, refuseNow, trustId } from '#kernel'
import { bare } from '../bare-id.ts'
import type { ActOf, AllowanceKind } from '../contract.ts'
import type { Move, Place } from '../place.ts'
import { chainProblems } from '../problems.ts'
import { needOwnPremises, needParty, productFor } from './checks.ts'
import type { Decision } from './decision.ts'
import type { AllowanceFact } from './facts.ts'
import type { Situation } from './situation.ts'

/** From world `granted` into an account that never goes below nothing. @basis opiumwet/8i/4 enkelvoudig-verdrag/31 */
export function decideGrant(s: Situation, act: ActOf<'grant'>): Decision {
  if (!s.isStaff) needParty(s, 'authority')
  needOwnPremises(s)
  const holderId = bare('party', act.holderId)
  const counterId = act.counterId === null ? null : bare('party', act.counterId)
  const isKnown = s.licensing.parties.has(holderId) && (counterId === null || s.licensing.parties.has(counterId))
  if (!isKnown) refuseNow(chainProblems['unknown-party'], {})
  if (act.productCode !== null) productFor(s, act.productCode)
  const from = Temporal.PlainDate.from(act.from)
  const through = act.through === null ? null : Temporal.PlainDate.from(act.through)
  if (through && Temporal.PlainDate.compare(through, from) < 0) refuseNow(chainProblems['allowance-days'], {})
  const place = placeOf(act.allowance, holderId, act.eventId)
  const massMg = BigInt(act.massMg)
  return {
    moves: [{ from: { ...place, kind: 'world', state: 'granted' }, to: place, amount: massMg }],
    counterId: holderId,
    allowance: {
      kind: act.allowance,
      number: act.number,
      holderId,
      counterId,
      productCode: act.productCode,
      massMg,
      from,
      until: through ? through.add({ days: 1 }) : null,
      place,
    },
    exemptions: [],
    basis: act.allowance === 'call-off' ? ['opiumwet/8i/4'] : ['opiumwet/6', 'enkelvoudig-verdrag/31'],
  }
}

/** Each in an account of its own, told apart by the event that granted it. */
function placeOf(kind: AllowanceKind, holderId: PartyId, eventId: string): Place {
  return {
    kind: 'allowance',
    ledger: 'allowance_mg',
    holderId,
    counterId: null,
    premisesId: null,
    batchId: null,
    shipmentId: trustId('shipment', bare('event', eventId)),
    state: kind,
  }
}

export type Use = { readonly productCode: string; readonly massMg: bigint }

/** A permit by its number. Where the authority keeps none for this holder on that day, the number on paper is taken at its word. */
export function drawOnPermit(
  s: Situation,
  { kind, number, counterId }: { readonly kind: AllowanceKind; readonly number: string; readonly counterId: PartyId },
  uses: readonly Use[],
): Move[] {
  const ofHolder = s.facts.allowances.filter((one) => one.kind === kind && one.holderId === s.holder.partyId)
  const permit = ofHolder.find((one) => one.number === number)
  if (!permit) {
    if (ofHolder.some(({ period }) => covers(period, s.on))) refuseNow(chainProblems['unknown-allowance'], { number })
    return []
  }
  const isOther =
    !covers(permit.period, s.on) ||
    (permit.counterId !== null && permit.counterId !== counterId) ||
    uses.some(({ productCode }) => permit.productCode !== null && permit.productCode !== productCode)
  if (isOther)
    refuseNow(chainProblems['allowance-other'], { number, from: permit.period.from, until: permit.period.until })
  const takesMg = uses.reduce((sum, { massMg }) => sum + massMg, 0n)
  if (permit.leftMg < takesMg) refuseNow(chainProblems['allowance-short'], { number, leftMg: permit.leftMg, takesMg })
  return [usedUp(permit, takesMg)]
}

/** Call-offs of the day, the one that ends first is used first. None at all: nothing was called off through here, and nothing is used. */
export function drawOnCallOffs(s: Situation, { productCode, massMg }: Use): Move[] {
  const fitting = s.facts.allowances
    .filter(
      (one) =>
        one.kind === 'call-off' &&
        one.holderId === s.holder.partyId &&
        (one.productCode === null || one.productCode === productCode) &&
        covers(one.period, s.on),
    )
    .toSorted((a, b) => endOf(a).localeCompare(endOf(b)) || a.number.localeCompare(b.number))
  if (fitting.length === 0) return []
  let left = massMg
  const moves = fitting.flatMap((one): Move[] => {
    const takes = one.leftMg < left ? one.leftMg : left
    left -= takes
    return takes > 0n ? [usedUp(one, takes)] : []
  })
  const [first] = fitting
  if (left > 0n) {
    refuseNow(chainProblems['allowance-short'], { number: first?.number ?? '', leftMg: massMg - left, takesMg: massMg })
  }
  return moves
}

const endOf = ({ period }: AllowanceFact) => period.until?.toString() ?? '9999-12-31'

function usedUp({ place }: AllowanceFact, amount: bigint): Move {
  return { from: place, to: { ...place, kind: 'world', state: 'used' }, amount }
}
