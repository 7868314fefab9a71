// A study's points beside its protocol and the limits of its day, evaluated. Pure. Not here: loading them.
import type { PlainDate } from '#kernel'
import type { Criterion } from '#statistics'
import type { QualityNeeds } from '../quality/order-thread.ts'
import type { ThreadFact } from '../quality/store.ts'
import { type Evaluated, evaluateStudy, type MeasuredPoint } from './evaluate.ts'
import { isSamePlace } from './place.ts'
import type { PointFact } from './points.ts'
import { protocolOf } from './protocol.ts'

/** The limits of the day the study began, of what it measures. */
export function criteriaOf(study: ThreadFact, law: QualityNeeds['law']): readonly Criterion[] {
  const { tests, specificationOn } = protocolOf(study)
  const on = Temporal.PlainDate.from(specificationOn)
  const { specification } = law.product(study.productCode ?? '', on) ?? { specification: [] }
  return specification.filter(({ analyte }) => tests.includes(analyte))
}

/** Of each place the last that was measured. */
export function lastAtEach(points: readonly PointFact[]): PointFact[] {
  return points.filter(
    (point, index) => !points.slice(index + 1).some((later) => later.isDone && isSamePlace(later, point)),
  )
}

export function weigh(
  study: ThreadFact,
  points: readonly PointFact[],
  law: QualityNeeds['law'],
  on: PlainDate,
): Evaluated {
  const { batches, conditions, tests } = protocolOf(study)
  const asked = { batchIds: batches.map(({ batchId }) => batchId), conditions, tests, criteria: criteriaOf(study, law) }
  const measured = lastAtEach(points).filter(({ isDone }) => isDone)
  return evaluateStudy(asked, measured.map(asMeasured), law.quality.stability(on))
}

/** The rows of one point were measured together. */
export function asMeasured({ batchId, condition, month, rows, observations, stepId }: PointFact): MeasuredPoint {
  return { batchId, condition, month, observations, rows: rows.map((row) => ({ ...row, eventId: stepId ?? '' })) }
}
