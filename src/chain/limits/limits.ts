// Where what was used of a limit stands: an account of the ledger for each condition of an exemption and each of its periods. Pure. Not here: the
// limit itself (licensing), and judging an act by it (acts/stand.ts).
import { createHash } from 'node:crypto'
import { covers, type PartyId, type PlainDate, trustId } from '#kernel'
import { type ExemptionLimit, type LicensingFacts, type LimitAct, limitActs, limitPeriodOf } from '#licensing'
import type { LimitFact } from '../acts/facts.ts'
import { type ActKind, limitState } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import type { Place } from '../place.ts'

export const isLimitAct = (kind: ActKind): kind is LimitAct => (limitActs as readonly string[]).includes(kind)

/** Whether a condition of one of the holder's exemptions limits a quantity at all. */
export function hasLimits({ exemptions }: LicensingFacts, holderId: PartyId): boolean {
  return exemptions.some((one) => one.hasLimits === true && one.holderId === holderId)
}

/** Which products are of what a limit is of: the law's to know, and the database's to be told. */
export const productsOfLimit = (
  { substanceId, productCode }: Pick<ExemptionLimit, 'substanceId' | 'productCode'>,
  law: Pick<LawForChain, 'productsOf'>,
): readonly string[] => (productCode === null ? law.productsOf(substanceId) : [productCode])

/** The same account for the same condition and period, whoever works it out. */
export function limitPlace(
  { exemptionId, number, holderId }: Pick<ExemptionLimit, 'exemptionId' | 'number' | 'holderId'>,
  periodKey: string,
): Place {
  const hash = createHash('sha256').update(`grein-limit/1|${exemptionId}|${number}|${periodKey}`).digest('hex')
  const id = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(12, 15)}-8${hash.slice(15, 18)}-${hash.slice(18, 30)}`
  return {
    kind: 'allowance',
    ledger: 'limit_mg',
    holderId,
    counterId: null,
    premisesId: null,
    batchId: null,
    shipmentId: trustId('shipment', id),
    state: limitState,
  }
}

type AskedOf = { readonly holderId: PartyId; readonly kind: LimitAct; readonly on: PlainDate }

/** Those of the holder that such an act uses on that day, each with its account. */
export function limitsFor(
  limits: readonly ExemptionLimit[],
  { holderId, kind, on }: AskedOf,
): Omit<LimitFact, 'usedMg'>[] {
  return limits
    .filter((one) => one.holderId === holderId && one.acts.includes(kind) && covers(one.version, on))
    .map((one) => {
      const { key, days } = limitPeriodOf(one, on)
      return { ...one, days, place: limitPlace(one, key) }
    })
}
