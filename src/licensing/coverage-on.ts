// Which exemption or exception covers an act on a day, or the nearest and what it lacks. Pure. Not here: fetching, and access in the software.
import { covers, type ExemptionId, type PartyId, type PlainDate, type PremisesId } from '#kernel'
import type { LawAct, ListName } from '#law/contract'
import type { PartyKind } from './contract.ts'
import { type LegalException, legalExceptions } from './exceptions.ts'
import type { ExemptionFact, Purpose, ScopeFact } from './facts.ts'

export type CoverageQuestion = {
  readonly holder: { readonly partyId: PartyId; readonly kind: PartyKind }
  readonly act: LawAct
  readonly substance: { readonly substanceId: string; readonly list: ListName | null }
  readonly purpose: Purpose
  readonly premisesId: PremisesId
  readonly on: PlainDate
}

export type Lacking = 'holder' | 'period' | 'act' | 'substance' | 'purpose' | 'premises' | 'withdrawn'

export type CoverageFound = {
  readonly covered: boolean
  readonly exemptionId: ExemptionId | null
  readonly number: string | null
  /** The first day of the version that covers it. */
  readonly since: PlainDate | null
  readonly basis: readonly string[]
  readonly maxStockMg: bigint | null
  /** The article that allows it without an exemption. */
  readonly exception: string | null
  /** Of the nearest exemption: the first thing it does not reach. */
  readonly lacking: Lacking | null
}

/** How near an exemption came: the later in this row, the nearer. */
const nearness: readonly Lacking[] = ['holder', 'withdrawn', 'period', 'substance', 'act', 'purpose', 'premises']

/**
 * An exemption before an exception: who holds one acts under its conditions. Without either, the nearest exemption and what it lacks.
 * @basis opiumwet/6/2
 */
export function coverageOn(
  exemptions: readonly ExemptionFact[],
  question: CoverageQuestion,
  exceptions: readonly LegalException[] = legalExceptions,
): CoverageFound {
  let nearest: { exemption: ExemptionFact; lacking: Lacking } | null = null
  for (const exemption of exemptions) {
    const answer = lackOf(exemption, question)
    if (typeof answer !== 'string') {
      const { exemptionId, number, ground, basis } = exemption
      const articles = [...new Set([ground, ...basis])]
      return {
        covered: true,
        exemptionId,
        number,
        since: exemption.period.from,
        basis: articles,
        maxStockMg: answer.maxStockMg,
        exception: null,
        lacking: null,
      }
    }
    if (!nearest || nearness.indexOf(answer) > nearness.indexOf(nearest.lacking))
      nearest = { exemption, lacking: answer }
  }
  const exception = exceptions.find((row) => reaches(row, question))
  if (exception) {
    const { article } = exception
    return {
      covered: true,
      exemptionId: null,
      number: null,
      since: null,
      basis: [article],
      maxStockMg: null,
      exception: article,
      lacking: null,
    }
  }
  const mine = nearest && nearest.lacking !== 'holder' ? nearest.exemption : null // Another's number is not told.
  return {
    covered: false,
    exemptionId: mine?.exemptionId ?? null,
    number: mine?.number ?? null,
    since: null,
    basis: [],
    maxStockMg: null,
    exception: null,
    lacking: mine && nearest ? nearest.lacking : 'holder',
  }
}

/** The scope that covers it, or the first thing lacking in the scope that came nearest. */
function lackOf(exemption: ExemptionFact, question: CoverageQuestion): ScopeFact | Lacking {
  if (exemption.holderId !== question.holder.partyId) return 'holder'
  if (exemption.withdrawnOn && Temporal.PlainDate.compare(exemption.withdrawnOn, question.on) <= 0) return 'withdrawn'
  if (!covers(exemption.period, question.on)) return 'period'
  let nearest: Lacking = 'substance'
  for (const scope of exemption.scope) {
    const lacking = lackOfScope(scope, question)
    if (lacking === null) return scope
    if (nearness.indexOf(lacking) > nearness.indexOf(nearest)) nearest = lacking
  }
  return nearest
}

function lackOfScope(scope: ScopeFact, { substance, act, purpose, premisesId }: CoverageQuestion): Lacking | null {
  if (!scope.substances.some(({ substanceId }) => substanceId === substance.substanceId)) return 'substance'
  if (!scope.acts.includes(act)) return 'act'
  if (!scope.purposes.includes(purpose)) return 'purpose'
  if (scope.premises.length > 0 && !scope.premises.includes(premisesId)) return 'premises'
  return null
}

function reaches(row: LegalException, { holder, act, substance, purpose, on }: CoverageQuestion): boolean {
  const { lists, except, named } = row.substances
  const { substanceId, list } = substance
  return (
    (row.kinds === 'all' || row.kinds.includes(holder.kind)) &&
    row.acts.includes(act) &&
    row.purposes.includes(purpose) &&
    (named.includes(substanceId) || (list !== null && lists.includes(list) && !except.includes(substanceId))) &&
    covers(
      { from: Temporal.PlainDate.from(row.from), until: row.until ? Temporal.PlainDate.from(row.until) : null },
      on,
    )
  )
}
