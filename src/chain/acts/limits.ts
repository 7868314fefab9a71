// What comes in against what the exemption allows: the limits that conditions set for a year, or while it holds, and the most that may lie in one
// place. Pure. Not here: call-offs and permits (allowance.ts).
import { refuseNow } from '#kernel'
import type { Product } from '#law/contract'
import type { Move } from '../place.ts'
import { chainProblems } from '../problems.ts'
import { type Ground, joinGrounds } from './checks.ts'
import type { Decision } from './decision.ts'
import type { LimitFact } from './facts.ts'
import type { Situation } from './situation.ts'

/** Mass that was grown, made, brought in or received, and the exemptions it leans on. */
export type CameIn = {
  readonly grounds: readonly Ground[]
  readonly product: Pick<Product, 'productCode' | 'substanceId'>
  readonly massMg: bigint
}

/**
 * From world `granted` into the account of what was used. The limit is the condition's in the version of that day, so one that is widened or
 * narrowed holds from its own day on, over what was used of the period before. @basis opiumwet/8a
 */
export function drawOnLimits(
  s: Situation,
  came: readonly CameIn[],
): { readonly moves: readonly Move[]; readonly limits: NonNullable<Decision['limits']> } {
  const limits = (s.limits ?? []).flatMap((limit) => {
    const addsMg = came.reduce((sum, one) => (reaches(limit, one) ? sum + one.massMg : sum), 0n)
    if (addsMg === 0n) return []
    const wouldMg = limit.usedMg + addsMg
    if (wouldMg > limit.maxMg) {
      const { exemption, number, days, maxMg } = limit
      const said = { exemption, condition: number, from: days.from, until: days.until, maxMg, wouldMg }
      refuseNow(chainProblems['exemption-limit'], said, [...new Set([limit.basis, 'opiumwet/8a'])])
    }
    return [{ ...limit, on: s.on, addsMg }]
  })
  return {
    limits,
    moves: limits.map(({ place, addsMg }) => ({
      from: { ...place, kind: 'world', state: 'granted' },
      to: place,
      amount: addsMg,
    })),
  }
}

/**
 * Of which substances an exemption may name the most that lies there. The door alone judges whether it does: it holds over every moment since the
 * act, each day has its own ceiling, and what the register says may have changed since this was decided. @basis opiumwet/8a
 */
export function underCeilings(s: Situation, came: readonly CameIn[]): NonNullable<Decision['ceilings']> {
  const found = came.flatMap(({ grounds, product: { substanceId } }) =>
    joinGrounds(grounds).exemptions.map(({ exemptionId }) => ({ exemptionId, substanceId })),
  )
  const each = new Map(found.map((one) => [`${one.exemptionId} ${one.substanceId}`, one]))
  return [...each.values()].map((one) => ({ ...one, products: s.law.productsOf(one.substanceId) }))
}

function reaches(limit: LimitFact, { grounds, product: { substanceId, productCode } }: CameIn): boolean {
  return (
    joinGrounds(grounds).exemptions.some(({ exemptionId }) => exemptionId === limit.exemptionId) &&
    limit.substanceId === substanceId &&
    (limit.productCode === null || limit.productCode === productCode)
  )
}
