// Whether a holder had an exemption for having something, that ended since: what was sent out under it comes back to be destroyed or handed over. Pure.
// Not here: who may have it on the day of the act (checks.ts).
import { covers, type PlainDate, type PremisesId } from '#kernel'
import type { Product } from '#law/contract'
import { coverageOn, type ExemptionFact } from '#licensing'
import { isStateMonopoly, purposesOf } from './checks.ts'
import type { Situation } from './situation.ts'

const { compare } = Temporal.PlainDate

/**
 * The article that lets who had it be rid of it, where it is or where it was sent to; null where no exemption of the holder covered it there before. After
 * a withdrawal the law says so in as many words; of one that ran out, and of premises that closed, it is silent, and leaves nobody another way.
 * @basis opiumwet/8f/1 opiumwet/8f/2
 */
export function disposalOf(
  s: Situation,
  product: Product,
  sentToId: PremisesId,
): 'opiumwet/8f/1' | 'opiumwet/8f/2' | null {
  const hadIt = s.licensing.exemptions.some((one) =>
    [...new Set([s.premisesId, sentToId])].some((premisesId) => {
      const last = lastDayBefore(
        [one.period.until, one.withdrawnOn, s.licensing.premises.get(premisesId)?.period.until],
        s,
      )
      return last !== null && covers(one.period, last) && coveredOn(s, one, { product, premisesId, on: last })
    }),
  )
  if (!hadIt) return null
  return s.holder.kind === 'grower' && isStateMonopoly(s, product) ? 'opiumwet/8f/2' : 'opiumwet/8f/1'
}

/** The day before the first of these ends; null where none has ended. */
function lastDayBefore(ends: readonly (PlainDate | null | undefined)[], { on }: Situation): PlainDate | null {
  const [ended] = ends.filter((day) => day != null).sort(compare)
  return ended && compare(ended, on) <= 0 ? ended.subtract({ days: 1 }) : null
}

type At = { readonly product: Product; readonly premisesId: PremisesId; readonly on: PlainDate }

function coveredOn(s: Situation, exemption: ExemptionFact, { product, premisesId, on }: At) {
  const { holder } = s
  const { substanceId } = product
  const substance = { substanceId, list: s.law.listOf(substanceId, on) }
  return purposesOf(holder, 'have').some(
    (purpose) => coverageOn([exemption], { holder, act: 'have', substance, purpose, premisesId, on }, []).covered,
  )
}
