// Whether an exemption somebody holds covers the act, and if not, what it lacks. Not here: granting one (licensing), what it lifts (rules).
import type { Case } from './case.ts'
import type { LeafExpr } from './condition-shape.ts'
import type { ExemptionHeld, ProofClause } from './contract.ts'
import { and, FALSE, type Grade, gradeOf, TRUE, truthOf, UNKNOWN } from './truth.ts'

export type ExemptionAsked = Extract<LeafExpr, { exemption: object }>['exemption']
export type ExemptionChecks = {
  readonly grade: Grade
  readonly clauses: readonly ProofClause[]
  readonly number: string | null
}

type Check = { readonly nl: string; readonly en: string; readonly grade: Grade; readonly fact: string }

/** The exemption that covers it, or the one that came nearest and what it lacks. */
export function exemptionChecks(asked: ExemptionAsked, about: Case): ExemptionChecks {
  const held = about.question.party.exemptions ?? []
  if (held.length === 0) return { grade: FALSE, clauses: [none(asked)], number: null }
  let best: { exemption: ExemptionHeld; checks: readonly Check[]; grade: Grade; lacks: number } | null = null
  for (const exemption of held) {
    const checks = checksOf(exemption, asked, about)
    const grade = checks.reduce<Grade>((all, check) => and(all, check.grade), TRUE)
    const lacks = checks.filter((check) => check.grade === FALSE).length
    if (best === null || grade > best.grade || (grade === best.grade && lacks < best.lacks)) {
      best = { exemption, checks, grade, lacks }
    }
  }
  const { exemption, checks, grade } = best!
  const clauses = checks.map(({ nl, en, grade: one, fact }) => ({
    words: { nl: `ontheffing ${exemption.number}: ${nl}`, en: `exemption ${exemption.number}: ${en}` },
    ...{ truth: truthOf(one), facts: [fact] },
  }))
  return { grade, clauses, number: exemption.number }
}

function none({ state = 'in-force' }: ExemptionAsked): ProofClause {
  const words = {
    'in-force': { nl: 'een ontheffing die dit dekt', en: 'an exemption that covers this' },
    withdrawn: { nl: 'een ingetrokken ontheffing', en: 'a withdrawn exemption' },
    lapsed: { nl: 'een vervallen ontheffing', en: 'a lapsed exemption' },
  }[state]
  return { words, truth: 'false', facts: [] }
}

function checksOf(exemption: ExemptionHeld, asked: ExemptionAsked, about: Case): readonly Check[] {
  const check = (nl: string, en: string, grade: Grade, fact: string): Check => ({ nl, en, grade, fact })
  const { question, list } = about
  const acts: readonly string[] = exemption.acts
  const { state = 'in-force' } = asked
  const checks = [
    check(
      'verleend op een grond voor dit geval',
      'granted on a ground for this case',
      gradeOf(asked.grounds.includes(exemption.ground)),
      'act',
    ),
    check(
      'noemt deze handeling',
      'names this act',
      gradeOf(state !== 'in-force' || acts.includes(question.act)),
      'act',
    ),
    check('noemt deze lijst', 'names this list', gradeOf(list !== null && exemption.lists.includes(list)), 'list'),
    check('noemt dit middel', 'names this substance', namesSubstance(exemption, about), 'substance.id'),
    ...(state === 'in-force'
      ? inForce(exemption, about).map((one) => check(one.nl, one.en, one.grade, one.fact))
      : [ended(exemption, state, about.book.day)]),
  ]
  if (asked.perCase)
    checks.push(check('verleend voor dit ene geval', 'granted for this one case', gradeOf(exemption.perCase), 'act'))
  if (asked.monthsMax !== undefined) checks.push(lengthOf(exemption, asked.monthsMax))
  if (asked.alsoActs) {
    const also = asked.alsoActs.some((act) => acts.includes(act))
    checks.push(
      check(
        'noemt ook telen, bewerken of verwerken',
        'also names growing, working or processing',
        gradeOf(also),
        'act',
      ),
    )
  }
  return checks
}

function namesSubstance({ substances }: ExemptionHeld, { standing, list }: Case): Grade {
  const named = standing.listings
    .filter((one) => one.list === list)
    .flatMap((one) => [one.basis === 'group' ? `group:${one.rule}` : (one.substanceId ?? one.rule)])
  return gradeOf([...named, standing.substanceId ?? ''].some((id) => substances.includes(id)))
}

function inForce(exemption: ExemptionHeld, { question, book, known }: Case): readonly Check[] {
  const { day } = book
  const hasEnded = (on: string | null | undefined) => on !== null && on !== undefined && on <= day
  const holds =
    exemption.from <= day &&
    (exemption.until === null || day < exemption.until) &&
    !hasEnded(exemption.withdrawnOn) &&
    !hasEnded(exemption.lapsedOn)
  const purpose = exemption.purposes.length === 0 ? TRUE : oneOf(question.purpose, exemption.purposes)
  const premises = exemption.premises.length === 0 ? TRUE : oneOf(question.place?.premises, exemption.premises)
  const max = exemption.massMgMax ?? null
  const mass = known('quantity.mass-mg')
  const fits =
    max === null ? TRUE : mass === null ? UNKNOWN : gradeOf(BigInt(question.quantity?.massMg ?? '0') <= BigInt(max))
  return [
    { nl: 'geldt op deze dag', en: 'is in force on the day', grade: gradeOf(holds), fact: 'act' },
    { nl: 'noemt dit doel', en: 'names this purpose', grade: purpose, fact: 'purpose' },
    { nl: 'noemt deze locatie', en: 'names these premises', grade: premises, fact: 'place.premises' },
    { nl: 'dekt deze hoeveelheid', en: 'covers this quantity', grade: fits, fact: 'quantity.mass-mg' },
  ]
}

function oneOf(value: string | undefined, among: readonly string[]): Grade {
  return value === undefined ? UNKNOWN : gradeOf(among.includes(value))
}

function ended({ withdrawnOn, lapsedOn }: ExemptionHeld, state: 'withdrawn' | 'lapsed', day: string): Check {
  const on = state === 'withdrawn' ? withdrawnOn : lapsedOn
  const words =
    state === 'withdrawn' ? { nl: 'is ingetrokken', en: 'was withdrawn' } : { nl: 'is vervallen', en: 'lapsed' }
  return { ...words, grade: gradeOf(on !== null && on !== undefined && on <= day), fact: 'act' }
}

/** The act sets the longest an exemption may last; one without an end lasts too long. */
function lengthOf({ from, until }: ExemptionHeld, months: number): Check {
  const last = Temporal.PlainDate.from(from).add({ months }).toString()
  const grade = gradeOf(until !== null && until <= last)
  return { nl: `duurt ten hoogste ${months} maanden`, en: `lasts ${months} months at most`, grade, fact: 'act' }
}
