// Whether a holder had an exemption for having something, that ended since: what was sent out under it comes back to be destroyed or handed over. Pure.
// Not here: who may have it on the day of the act (checks.ts).
import { covers, type PlainDate } from '#kernel'
import type { Product } from '#law/contract'
import { coverageOn, type ExemptionFact } from '#licensing'
import { isStateMonopoly, purposesOf } from './checks.ts'
import type { Situation } from './situation.ts'

const { compare } = Temporal.PlainDate

/**
 * The article that lets who had it be rid of it; null where no exemption of the holder covered it here before. After a withdrawal the law says so in as
 * many words; of one that ran out it is silent, and leaves nobody another way. @basis opiumwet/8f/1 opiumwet/8f/2
 */
export function disposalOf(s: Situation, product: Product): 'opiumwet/8f/1' | 'opiumwet/8f/2' | null {
  const hadIt = s.licensing.exemptions.some((one) => {
    const last = lastDayBefore(one, s.on)
    return last !== null && coveredOn(s, one, { product, on: last })
  })
  if (!hadIt) return null
  return s.holder.kind === 'grower' && isStateMonopoly(s, product) ? 'opiumwet/8f/2' : 'opiumwet/8f/1'
}

/** Null where it goes on, or held on no day before. */
function lastDayBefore({ period, withdrawnOn }: ExemptionFact, on: PlainDate): PlainDate | null {
  const [ended] = [period.until, withdrawnOn].filter((day) => day !== null).sort(compare)
  if (!ended || compare(ended, on) > 0) return null
  const last = ended.subtract({ days: 1 })
  return covers(period, last) ? last : null
}

function coveredOn(s: Situation, exemption: ExemptionFact, { product, on }: { product: Product; on: PlainDate }) {
  const { holder, premisesId } = s
  const { substanceId } = product
  const substance = { substanceId, list: s.law.listOf(substanceId, on) }
  return purposesOf(holder, 'have').some(
    (purpose) => coverageOn([exemption], { holder, act: 'have', substance, purpose, premisesId, on }, []).covered,
  )
}
