// On which exemptions what comes in stands: of those that cover it the first, by their numbers, under which there is room for it, by the limits that
// conditions set for a year or while it holds, and by the most that may lie in one place. Pure. Not here: call-offs and permits (allowance.ts).
import { refuseNow } from '#kernel'
import type { Product } from '#law/contract'
import type { Move } from '../place.ts'
import { chainProblems } from '../problems.ts'
import { findCover, type Ground, joinGrounds, needCover, type ToCover } from './checks.ts'
import type { Decision, LimitSaid } from './decision.ts'
import type { LimitFact } from './facts.ts'
import type { Situation } from './situation.ts'

/** Mass that is grown, made, brought in or received, and what must be covered for it. */
export type Coming = {
  readonly product: Product
  readonly massMg: bigint
  /** What of it was received before and only comes back: no limit counts it twice. */
  readonly backMg?: bigint
  readonly needs: readonly ToCover[]
}

export type Standing = {
  readonly ground: Ground
  readonly moves: readonly Move[]
  readonly limits: NonNullable<Decision['limits']>
  readonly unused: NonNullable<Decision['unused']>
  readonly ceilings: NonNullable<Decision['ceilings']>
}

type Stands = Coming & { readonly grounds: readonly Ground[] }
type Adds = Map<LimitFact, bigint>

/** Why an exemption that covers it has no room. */
type Full = {
  readonly exemptionId: string
  readonly exemption: string
  readonly maxMg: bigint
  readonly wouldMg: bigint
} & ({ readonly kind: 'limit'; readonly limit: LimitFact } | { readonly kind: 'ceiling'; readonly substance: string })

/**
 * Line by line in the order of the act, each on one exemption as a whole: what stands on the first leaves the second its room. The limit is the
 * condition's in the version of that day, so one that is widened or narrowed holds from its own day on, over what was used of the period before.
 * Refuses with all that were tried. @basis opiumwet/8a
 */
export function standOn(s: Situation, coming: readonly Coming[]): Standing {
  const adds: Adds = new Map()
  const stands = coming.map((one) => {
    const found = standOne(s, one, { coming, adds })
    for (const limit of limitsOn(s, found)) adds.set(limit, (adds.get(limit) ?? 0n) + countedMg(one))
    return found
  })
  const ground = joinGrounds(stands.flatMap(({ grounds }) => grounds))
  return {
    ground,
    limits: [...adds].map(([limit, addsMg]) => ({ ...saidOf(s, limit), on: s.on, addsMg })),
    unused: limitsOf(s, ground).flatMap((limit) => (adds.has(limit) ? [] : [saidOf(s, limit)])),
    moves: [...adds].map(([{ place }, amount]) => ({
      from: { ...place, kind: 'world', state: 'granted' },
      to: place,
      amount,
    })),
    ceilings: underCeilings(s, stands),
  }
}

type Beside = { readonly coming: readonly Coming[]; readonly adds: Adds }

/** Each round leaves out an exemption more, so there are no more rounds than exemptions. */
function standOne(s: Situation, one: Coming, beside: Beside, tried: readonly Full[] = []): Stands {
  const without = new Set(tried.map(({ exemptionId }) => exemptionId))
  const grounds = one.needs.map((need) =>
    tried.length === 0 ? needCover(s, need) : (findCover(s, { ...need, without }) ?? refuseFull(tried)),
  )
  const found = { ...one, grounds }
  const full = [...fullLimits(s, found, beside), ...fullCeilings(s, found, beside)]
  return full.length === 0 ? found : standOne(s, one, beside, [...tried, ...full])
}

function fullLimits(s: Situation, one: Stands, { adds }: Beside): Full[] {
  return limitsOn(s, one).flatMap((limit): Full[] => {
    const { exemptionId, exemption, usedMg, maxMg } = limit
    const wouldMg = usedMg + (adds.get(limit) ?? 0n) + countedMg(one)
    return wouldMg > maxMg ? [{ kind: 'limit', exemptionId, exemption, maxMg, wouldMg, limit }] : []
  })
}

/** All that comes in at once of a substance lies there in the end, whichever exemption each line of it stands on. */
function fullCeilings(s: Situation, one: Stands, { coming }: Beside): Full[] {
  const { substanceId } = one.product
  const comesMg = coming.reduce(
    (sum, other) => (other.product.substanceId === substanceId ? sum + other.massMg : sum),
    0n,
  )
  if (comesMg === 0n) return [] // A parcel in which nothing was found.
  return having(one).flatMap(({ exemptionId, number }): Full[] => {
    const ceiling = s.ceilings?.find((row) => row.exemptionId === exemptionId && row.substanceId === substanceId)
    if (!ceiling || ceiling.liesMg + comesMg <= ceiling.maxMg) return []
    const { maxMg, liesMg } = ceiling
    return [
      { kind: 'ceiling', exemptionId, exemption: number, maxMg, wouldMg: liesMg + comesMg, substance: substanceId },
    ]
  })
}

const countedMg = ({ massMg, backMg = 0n }: Coming): bigint => massMg - backMg

function limitsOn(s: Situation, one: Stands): LimitFact[] {
  const { substanceId, productCode } = one.product
  if (countedMg(one) === 0n) return []
  return limitsOf(s, joinGrounds(one.grounds)).filter(
    (limit) => limit.substanceId === substanceId && (limit.productCode === null || limit.productCode === productCode),
  )
}

/** Of such an act, whatever it is of. */
const limitsOf = (s: Situation, { exemptions }: Ground): LimitFact[] =>
  (s.limits ?? []).filter((limit) => exemptions.some(({ exemptionId }) => exemptionId === limit.exemptionId))

function saidOf(s: Situation, limit: LimitFact): LimitFact & LimitSaid {
  const { substanceId, productCode } = limit
  return { ...limit, products: productCode === null ? s.law.productsOf(substanceId) : [productCode] }
}

const isHaving = ({ acts }: ToCover) => acts.includes('have') || acts.includes('grow')

/** The exemptions under which it then lies there: for having it, or for what was grown there. */
function having({ needs, grounds }: Stands): Ground['exemptions'] {
  return joinGrounds(grounds.filter((_, index) => needs.slice(index, index + 1).some(isHaving))).exemptions
}

/** Where an article lets its holder have it, those it is brought in under say of which substance it is. */
function saying(one: Stands): Ground['exemptions'] {
  const under = having(one)
  return under.length === 0 && one.needs.some(isHaving) ? joinGrounds(one.grounds).exemptions : under
}

/**
 * Of which substances an exemption may name the most that lies there. The door alone judges whether it does: it holds over every moment since the
 * act, each day has its own ceiling, and what the register says may have changed since this was decided. @basis opiumwet/8a
 */
function underCeilings(s: Situation, stands: readonly Stands[]): Standing['ceilings'] {
  const found = stands.flatMap((one) =>
    saying(one).map(({ exemptionId }) => ({ exemptionId, substanceId: one.product.substanceId })),
  )
  const each = new Map(found.map((one) => [`${one.exemptionId} ${one.substanceId}`, one]))
  return [...each.values()].map((one) => ({ ...one, products: s.law.productsOf(one.substanceId) }))
}

/** One alone is told as it is; of several each that was tried, in their order. */
function refuseFull(tried: readonly Full[]): never {
  const basisOf = (some: readonly Full[]) =>
    new Set([...some.flatMap((one) => (one.kind === 'limit' ? [one.limit.basis] : [])), 'opiumwet/8a'])
  const said = tried.map((one) => (one.kind === 'limit' ? sayLimit(one) : one))
  const [first] = said
  if (!first || new Set(tried.map(({ exemptionId }) => exemptionId)).size > 1)
    return refuseNow(chainProblems['exemptions-full'], { tried: said }, [...basisOf(tried)])
  return first.kind === 'limit'
    ? refuseNow(chainProblems['exemption-limit'], first, [...basisOf(tried.slice(0, 1))])
    : refuseNow(chainProblems['stock-ceiling'], first)
}

function sayLimit({ exemption, maxMg, wouldMg, limit: { number, days } }: Full & { readonly kind: 'limit' }) {
  return { kind: 'limit', exemption, condition: number, from: days.from, until: days.until, maxMg, wouldMg } as const
}
