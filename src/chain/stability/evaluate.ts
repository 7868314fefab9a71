// What a study says: each attribute with a limit as a line of long-term storage, whether stricter storage changed the product, and the months
// these carry together (ICH Q1A, Q1E). Pure. Not here: loading what was measured, and concluding.
import {
  type Criterion,
  compareWithSpecification,
  evaluateStability,
  extrapolationLimit,
  type Measured,
  valueOnBasis,
} from '#statistics'
import type {
  Observation,
  StorageCondition,
  StudyAttribute,
  StudyCondition,
  StudySupport,
  StudyView,
} from '../contract.ts'
import type { StabilityTerms } from './terms.ts'

/** What was measured at one place of a study. */
export type MeasuredPoint = {
  readonly batchId: string
  readonly condition: StorageCondition | null
  readonly month: number
  readonly rows: readonly Measured[]
  readonly observations: readonly Observation[]
}
export type Evaluated = {
  readonly attributes: readonly StudyAttribute[]
  readonly changes: StudyView['changes']
  readonly support: StudySupport
}
type Study = {
  readonly batchIds: readonly string[]
  readonly conditions: readonly StudyCondition[]
  readonly tests: readonly string[]
  /** The specification of the day the study began. */
  readonly criteria: readonly Criterion[]
}

export function evaluateStudy(study: Study, points: readonly MeasuredPoint[], terms: StabilityTerms): Evaluated {
  const longTerm = study.conditions.find(({ role }) => role === 'long-term')
  const along = points.filter(({ condition }) => condition === null || condition === longTerm?.condition)
  const attributes = study.tests.map((analyte) => attributeOf(analyte, study, along, terms))
  const changes = significantChanges(study, points, terms)
  return { attributes, changes, support: supportOf({ study, points, along, attributes, changes }, terms) }
}

/** Two digits more than any specification writes. */
const decimals = 4

/** On the basis of its limit, as it is drawn. Null where it cannot be put on that basis. */
export function numberOf(criterion: Criterion, rows: readonly Measured[]): string | null {
  const row = rows.find(({ analyte }) => analyte === criterion.analyte)
  return row && row.unit === criterion.unit ? valueOnBasis(row, criterion.of, rows, decimals) : null
}

function attributeOf(
  analyte: string,
  { criteria }: Study,
  along: readonly MeasuredPoint[],
  { rules }: StabilityTerms,
): StudyAttribute {
  const criterion = criteria.find((one) => one.analyte === analyte)
  if (!criterion) return { analyte, unit: null, of: null, min: null, max: null, source: null, evaluation: null }
  const { unit, of, min, max, source } = criterion
  const measured = along.flatMap(({ batchId, month, rows }) => {
    const number = numberOf(criterion, rows)
    return number === null ? [] : [{ batch: batchId, month, value: Number(number) }]
  })
  const limits = { min: min === null ? null : Number(min), max: max === null ? null : Number(max) }
  const found = evaluateStability(measured, limits, rules)
  const evaluation = found && {
    ...found,
    lines: found.lines.map(({ batch, ...line }) => ({ batchId: batch, ...line })),
  }
  return { analyte, unit, of, min, max, source, evaluation }
}

/**
 * On stricter storage: the content (what has a limit on either side) changed by so much of its initial value, or anything at all is outside.
 */
function significantChanges(
  { conditions, criteria }: Study,
  points: readonly MeasuredPoint[],
  { significantShare }: StabilityTerms,
): Evaluated['changes'] {
  const stricter = new Set(conditions.filter(({ role }) => role !== 'long-term').map(({ condition }) => condition))
  return points
    .filter(({ condition }) => condition !== null && stricter.has(condition))
    .flatMap(({ batchId, condition, month, rows, observations }) => {
      const place = { batchId, condition, month }
      const start = points.find((one) => one.batchId === batchId && one.month === 0)
      const changed = criteria.flatMap((criterion) => {
        const value = numberOf(criterion, rows)
        if (value === null) return []
        const initial = start ? numberOf(criterion, start.rows) : null
        const isContent = criterion.min !== null && criterion.max !== null
        const isFar =
          isContent &&
          initial !== null &&
          Math.abs(Number(value) - Number(initial)) >= significantShare * Math.abs(Number(initial))
        const isOutside = compareWithSpecification([criterion], rows)[0]?.verdict === 'outside'
        return isFar || isOutside ? [{ ...place, analyte: criterion.analyte, value, initial }] : []
      })
      const unfit = observations.filter(({ conforms }) => !conforms)
      return [...changed, ...unfit.map(({ test }) => ({ ...place, analyte: test, value: '–', initial: null }))]
    })
}

type Seen = Pick<Evaluated, 'attributes' | 'changes'> & {
  readonly study: Study
  readonly points: readonly MeasuredPoint[]
  readonly along: readonly MeasuredPoint[]
}

function supportOf({ study, points, along, attributes, changes }: Seen, terms: StabilityTerms): StudySupport {
  const measuredMonths = Math.min(
    ...study.batchIds.map((batchId) => lastMonth(along.filter((one) => one.batchId === batchId))),
  )
  const change = changeOf(study, points, changes, terms)
  const isCold = study.conditions.some(({ role, condition }) => role === 'long-term' && condition === '5')
  const limitMonths = Math.floor(extrapolationLimit(measuredMonths, ruleOf(change, isCold, terms)))
  const limited = attributes.filter(({ min, max }) => min !== null || max !== null)
  const missing = limited.filter(({ evaluation }) => evaluation === null).map(({ analyte }) => analyte)
  const failed = along.filter((point) => isOutside(study.criteria, point)).map(({ month }) => month)
  const failedMonth = failed.length > 0 ? Math.min(...failed) : null
  const base = { measuredMonths, limitMonths, change, missing, failedMonth }
  if (limited.length === 0 || missing.length > 0) return { ...base, months: null, limitedBy: null }
  const shortest = limited.reduce((one, other) => (lastOf(other) < lastOf(one) ? other : one))
  const byBound = Math.floor(lastOf(shortest))
  /** Nothing is kept until a month at which it was seen to be outside. */
  const seen = failedMonth === null ? Infinity : lastMonth(along.filter(({ month }) => month < failedMonth))
  const months = Math.min(byBound, limitMonths, seen)
  return {
    ...base,
    months,
    limitedBy: byBound === months && !shortest.evaluation?.isAtHorizon ? shortest.analyte : null,
  }
}

const lastMonth = (points: readonly Pick<MeasuredPoint, 'month'>[]): number =>
  Math.max(0, ...points.map(({ month }) => month))
const lastOf = ({ evaluation }: StudyAttribute): number => evaluation?.months ?? 0

/** Where a specification says no of what was measured or seen. */
export function isOutside(
  criteria: readonly Criterion[],
  { rows, observations }: Pick<MeasuredPoint, 'rows' | 'observations'>,
): boolean {
  return (
    compareWithSpecification(criteria, rows).some(({ verdict }) => verdict === 'outside') ||
    observations.some(({ conforms }) => !conforms)
  )
}

/** Stricter storage says something when every batch was measured at its end. Unknown is not none. */
function changeOf(
  { conditions, batchIds }: Study,
  points: readonly MeasuredPoint[],
  changes: Evaluated['changes'],
  { acceleratedMonths }: StabilityTerms,
): StudySupport['change'] {
  const found = (role: StudyCondition['role']): 'changed' | 'same' | 'unknown' => {
    const own = conditions.filter((one) => one.role === role).map(({ condition }) => condition)
    if (own.length === 0) return 'unknown'
    if (changes.some(({ condition }) => condition !== null && own.includes(condition))) return 'changed'
    const isThrough = own.every((condition) =>
      batchIds.every(
        (batchId) =>
          lastMonth(points.filter((one) => one.batchId === batchId && one.condition === condition)) >=
          acceleratedMonths,
      ),
    )
    return isThrough ? 'same' : 'unknown'
  }
  const accelerated = found('accelerated')
  if (accelerated === 'same') return 'none'
  if (accelerated === 'unknown') return 'unknown'
  const intermediate = found('intermediate')
  if (intermediate === 'same') return 'accelerated'
  return intermediate === 'changed' ? 'intermediate' : 'intermediate-unknown'
}

/** After significant change only an intermediate condition that stood lets one look further; in the cold nothing does. */
function ruleOf(change: StudySupport['change'], isCold: boolean, { beyond }: StabilityTerms) {
  if (change === 'none') return isCold ? beyond.cold : beyond.none
  if (change === 'accelerated') return isCold ? null : beyond.intermediate
  return null
}
