// What several acts ask before they move anything. Each refuses by throwing; `decide` (index.ts) turns that into a Result, so that a
// rule reads from top to bottom. Not here: anything about one act alone.
import {
  assert,
  type BatchId,
  covers,
  type Instant,
  legalDayOf,
  type PartyId,
  type PlainDate,
  type PremisesId,
  Refused,
  refuseNow,
} from '#kernel'
import type { LawAct, Product } from '#law/contract'
import { type CoverageFound, coverageOn, type PartyFact, type Purpose } from '#licensing'
import { bare } from '../bare-id.ts'
import type { StockState } from '../contract.ts'
import { type Place, placeKey } from '../place.ts'
import { chainProblems } from '../problems.ts'
import type { Decision, ReliedOn } from './decision.ts'
import type { BatchFact } from './facts.ts'
import { mayDispute } from './late.ts'
import type { Situation } from './situation.ts'

/** The batch, if the holder has or had it; else there is none. Refuses what happened before it began. */
export function batchOf(s: Situation, text: string): BatchFact {
  const batch = s.facts.batches.get(bare('batch', text))
  if (!batch || !(batch.isMine || s.isStaff)) return refuseNow(chainProblems['unknown-batch'], {})
  if (Temporal.Instant.compare(s.at, batch.openedAt) < 0) {
    refuseNow(chainProblems['before-batch'], { openedOn: legalDayOf(batch.openedAt) })
  }
  return batch
}

export function needKind(batch: BatchFact, ...wanted: readonly BatchFact['kind'][]): void {
  if (!wanted.includes(batch.kind)) refuseNow(chainProblems['wrong-batch'], { wanted: wanted.join(', ') })
}

/** What arrives left before. @basis opiumwetbesluit/6 */
export function needAfterDespatch(s: Situation, { shippedAt }: { readonly shippedAt: Instant }): void {
  if (Temporal.Instant.compare(s.at, shippedAt) < 0) refuseNow(chainProblems['before-despatch'], { shippedAt })
}

/** What is done about an event comes after it. */
export function needAfterEvent(s: Situation, { occurredAt }: { readonly occurredAt: Instant }): void {
  if (Temporal.Instant.compare(s.at, occurredAt) < 0) refuseNow(chainProblems['before-its-event'], { occurredAt })
}

/** The Minister's stock may lie at anyone's premises; everyone else acts at their own. */
export function needPremises(s: Situation): void {
  const premises = s.licensing.premises.get(s.premisesId)
  const isOurs = premises && (premises.partyId === s.holder.partyId || s.holder.kind === 'authority')
  if (!isOurs || !covers(premises.period, s.on)) refuseNow(chainProblems['not-your-premises'], {})
}

/**
 * What arrives is weighed in or refused where it was sent to; where that has closed on the way, at other premises of its receiver.
 * @basis opiumwetbesluit/6
 */
export function needDestination(s: Situation, { toPremisesId }: { readonly toPremisesId: PremisesId }): void {
  const sentTo = s.licensing.premises.get(toPremisesId)
  const isShut = sentTo?.partyId === s.holder.partyId && !covers(sentTo.period, s.on)
  if (toPremisesId !== s.premisesId && !isShut) refuseNow(chainProblems['not-your-premises'], {})
  if (toPremisesId === s.premisesId && isShut) refuseNow(chainProblems['destination-closed'], { on: s.on })
  needPremises(s)
}

/** Whoever stops, frees or takes back does so from their own premises: staff from the authority's, never in another's name. */
export function needOwnPremises(s: Situation): void {
  const premises = s.licensing.premises.get(s.premisesId)
  const owner = premises && s.licensing.parties.get(premises.partyId)
  const isOurs = premises?.partyId === s.holder.partyId || (s.isStaff && owner?.kind === 'authority')
  if (!premises || !isOurs || !covers(premises.period, s.on)) refuseNow(chainProblems['not-your-premises'], {})
}

const whoText = {
  authority: { nl: 'de autoriteit', en: 'the authority' },
  laboratory: { nl: 'het laboratorium dat het monster heeft', en: 'the laboratory that has the sample' },
  pharmacy: { nl: 'een apotheek', en: 'a pharmacy' },
  institution: { nl: 'een instelling die onderzoek doet', en: 'an institution that does research' },
} as const

export function needParty(s: Situation, kind: keyof typeof whoText): void {
  if (s.holder.kind !== kind) refuseNow(chainProblems['not-for-you'], { who: whoText[kind] })
}

/** A product of that name on the day something of it is opened. */
export function productFor(s: Situation, productCode: string): Product {
  return s.law.product(productCode, s.on) ?? refuseNow(chainProblems['unknown-product'], { productCode })
}

/** The product a batch was opened as; a product that ended keeps its batches. */
export function productOf(s: Situation, batch: BatchFact): Product {
  const { productCode } = batch
  return (
    s.law.product(productCode, legalDayOf(batch.openedAt)) ??
    refuseNow(chainProblems['unknown-product'], { productCode })
  )
}

/** What allows an act: every exemption that covers an activity of it, that of the first activity first, and the articles. */
export type Ground = Pick<Decision, 'exemptions' | 'basis'>

/** A laboratory works for quality control, an institution for its research; the rest of the chain supplies medicine. */
export function purposeOf(holder: PartyFact): Purpose {
  if (holder.kind === 'institution') return 'research'
  return holder.kind === 'laboratory' ? 'quality-control' : 'medicinal-supply'
}

/** What somebody who develops a product does with it, in its own hands: it supplies nobody with what is no product yet. */
const developing: ReadonlySet<LawAct> = new Set(['import', 'grow', 'process', 'prepare', 'have', 'transport'])

/** The purposes under which a holder may do this, the one that goes with its trade first. */
export function purposesOf(holder: PartyFact, act: LawAct): readonly Purpose[] {
  return developing.has(act) ? [purposeOf(holder), 'product-development'] : [purposeOf(holder)]
}

export type ToCover = {
  readonly acts: readonly LawAct[]
  readonly product: Product
  readonly purpose?: Purpose
  /** Exemptions under which there is no room for it: the next that covers it is asked for (stand.ts). */
  readonly without?: ReadonlySet<string>
  /** It lies there already, in a parcel that its receiver can refuse. */
  readonly isParcel?: boolean
}

/** Every activity the law names in this act, covered on the legal day of the act; the first that is not is the refusal. */
export function needCover(
  s: Situation,
  { acts, product, purpose, without = new Set(), isParcel = false }: ToCover,
): Ground {
  assert(acts.length > 0, 'a cover is asked for at least one activity')
  const grounds = acts.map((act): Ground => {
    const asked = { act, product, holder: s.holder, premisesId: s.premisesId, without }
    const found = purpose ? cover(s, { ...asked, purpose }) : coverOfTrade(s, asked)
    if (found.covered) return groundOf(found)
    const said = { act, on: s.on, lacking: found.lacking ?? 'holder', number: found.number }
    return isParcel
      ? refuseNow(chainProblems['not-exempted'], { ...said, isParcel }, [
          ...chainProblems['not-exempted'].basis,
          'opiumwetbesluit/6',
        ])
      : refuseNow(chainProblems['not-exempted'], said)
  })
  return joinGrounds(grounds)
}

/**
 * The same of an act that the law forbids to nobody: null where nothing covers it. Who may no longer have something must still be able to be rid of
 * it, and the book to say so. @basis opiumwet/2, opiumwet/3
 */
export function findCover(s: Situation, asked: ToCover): Ground | null {
  try {
    return needCover(s, asked)
  } catch (error) {
    if (error instanceof Refused && error.refusal.problem.code === chainProblems['not-exempted'].code) return null
    throw error
  }
}

function groundOf({ exemptionId, number, since, basis }: CoverageFound): Ground {
  const isExempted = exemptionId !== null && number !== null && since !== null
  return { exemptions: isExempted ? [{ exemptionId, number, since }] : [], basis }
}

/** All of them together: each exemption and each article once. */
export function joinGrounds(grounds: readonly Ground[]): Ground {
  const each = new Map(grounds.flatMap(({ exemptions }) => exemptions.map((one) => [one.exemptionId, one] as const)))
  return { exemptions: [...each.values()], basis: [...new Set(grounds.flatMap(({ basis }) => basis))] }
}

/** The exemptions that others lean on, each once. */
export function exemptionsOf(found: readonly CoverageFound[]): readonly ReliedOn[] {
  const relied = found.flatMap(({ exemptionId, since }) =>
    exemptionId !== null && since !== null ? [{ exemptionId, since }] : [],
  )
  return [...new Map(relied.map((one) => [one.exemptionId, one])).values()]
}

type CoverAsked = {
  act: LawAct
  product: Product
  purpose: Purpose
  holder: PartyFact
  premisesId: PremisesId
  without?: ReadonlySet<string>
}

export function cover(s: Situation, { act, product, purpose, holder, premisesId, without }: CoverAsked): CoverageFound {
  const { exemptions } = s.licensing
  const { substanceId } = product
  const substance = { substanceId, list: s.law.listOf(substanceId, s.on) }
  const question = { holder, act, substance, purpose, premisesId, on: s.on }
  const found = coverageOn(exemptions, question)
  if (found.exemptionId === null || !found.covered || !without?.has(found.exemptionId)) return found
  // Who holds an exemption acts under its conditions: where it has no room the law's own exceptions do not take its place.
  const others = exemptions.filter(({ exemptionId }) => !without.has(exemptionId))
  return coverageOn(others, question, [])
}

/** Under any purpose the holder may do this for; what is lacking is said of the one that goes with its trade. */
function coverOfTrade(s: Situation, asked: Omit<CoverAsked, 'purpose'>): CoverageFound {
  const [first, ...others] = purposesOf(asked.holder, asked.act).map((purpose) => cover(s, { ...asked, purpose }))
  assert(first, 'every holder has a trade')
  return first.covered ? first : (others.find(({ covered }) => covered) ?? first)
}

/** Whether the Minister alone sells and delivers this on that day: then the law says so of the Minister by name. @basis opiumwet/8i/5 */
export function isStateMonopoly(s: Situation, { substanceId }: Product): boolean {
  const substance = { substanceId, list: s.law.listOf(substanceId, s.on) }
  const minister = { partyId: s.holder.partyId, kind: 'authority' } as const
  const asked = { holder: minister, act: 'sell', substance, purpose: 'medicinal-supply', on: s.on } as const
  return coverageOn([], { ...asked, premisesId: s.premisesId }).exception === 'opiumwet/8i/5'
}

/** Who takes something in must be allowed to have it, there, on that day; gives on which ground. */
export function needReceiver(
  s: Situation,
  { receiverId, premisesId }: { receiverId: PartyId; premisesId: PremisesId },
  product: Product,
): CoverageFound {
  const receiver = s.licensing.parties.get(receiverId)
  const premises = s.licensing.premises.get(premisesId)
  if (!receiver || premises?.partyId !== receiverId || !covers(premises.period, s.on)) {
    return refuseNow(chainProblems['unknown-party'], {})
  }
  const found = coverOfTrade(s, { act: 'have', product, holder: receiver, premisesId })
  if (!found.covered) {
    refuseNow(chainProblems['receiver-not-exempted'], {
      name: receiver.name,
      on: s.on,
      lacking: found.lacking ?? 'holder',
    })
  }
  return found
}

export function amountIn(s: Situation, place: Place): bigint {
  const key = placeKey(place)
  return s.facts.accounts.find((account) => placeKey(account) === key)?.amount ?? 0n
}

/** Refuses to take more than there is; the database says so too, for whoever was quicker. What comes late may go to dispute (late.ts). `lot` is named where there are several. */
export function needStock(s: Situation, place: Place, takes: bigint, lot?: string): void {
  if (mayDispute(s, place)) return
  const has = amountIn(s, place)
  const unit = place.ledger === 'plant_pieces' ? 'pieces' : 'mg'
  if (has < takes)
    refuseNow(chainProblems['stock-short'], {
      state: place.state,
      hasMg: has,
      takesMg: takes,
      unit,
      ...(lot ? { lot } : {}),
    })
}

/** Which of the lots of an act is meant; of one alone nobody asks. */
export const nameAmong = (lines: readonly unknown[], { name }: BatchFact): string | undefined =>
  lines.length > 1 ? name : undefined

/** Whether a hold stands that binds this holder: another holder's own hold does not. */
export function isHeld({ holds }: BatchFact): boolean {
  return holds.some(({ isBinding }) => isBinding)
}

/**
 * What ended with people before the hold was placed, and is recorded after it, did happen: refused, the book would be untrue, and a recall would
 * not know whom it missed. What it took is gone from the stock that is held, so it goes to dispute as whatever comes late (late.ts).
 */
export function needFreeThen(s: Situation, { holds }: BatchFact): void {
  const isHeldThen = holds.some(({ isBinding, heldAt }) => isBinding && Temporal.Instant.compare(heldAt, s.at) <= 0)
  if (isHeldThen) refuseNow(chainProblems['batch-held'], {})
}

/** Nothing leaves a batch on hold, except to go back or be destroyed. */
export function needFree(batch: BatchFact): void {
  if (isHeld(batch)) refuseNow(chainProblems['batch-held'], {})
}

/** The day on its label or the last its release holds, whichever comes first; null where neither was named. */
export function lastDayOf({ expiresOn, releaseExpiresOn }: BatchFact): PlainDate | null {
  const [first] = [expiresOn, releaseExpiresOn].filter((day) => day !== null).sort(Temporal.PlainDate.compare)
  return first ?? null
}

/** Neither past the day on its label nor past the last day its release holds: on that day itself it is still good. */
export function needFresh(s: Situation, batch: BatchFact): void {
  const expiresOn = lastDayOf(batch)
  if (expiresOn && Temporal.PlainDate.compare(s.on, expiresOn) > 0) refuseNow(chainProblems.expired, { expiresOn })
}

export function needState(state: StockState, ...allowed: readonly StockState[]): void {
  if (!allowed.includes(state)) refuseNow(chainProblems['wrong-state'], { state })
}

export function needUnlike(portions: readonly { readonly batchId: string; readonly state: string }[]): void {
  const names = portions.map(({ batchId, state }) => `${batchId} ${state}`)
  if (new Set(names).size < names.length) refuseNow(chainProblems['same-line-twice'], {})
}

/** A batch that is being made: not by a number or a name that is taken (the name is the database's to know). */
export function newBatchId(s: Situation, text: string): BatchId {
  const batchId = bare('batch', text)
  const known = s.facts.batches.get(batchId)
  if (known) refuseNow(chainProblems['name-taken'], { name: known.isMine ? known.name : '' })
  return batchId
}
