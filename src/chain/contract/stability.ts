// A stability study as others see it: its protocol, what was drawn and measured at which month, and what it says of how long a product
// keeps. Not here: the arithmetic (#statistics), and what may follow what (stability/).
import { Day, IdOf, Label, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { Observation, QualityStep, ReceivedResult, testsToOrder } from './quality.ts'
import { PartyRef } from './refs.ts'

/** Degrees Celsius, and relative humidity where it is held. */
export const storageConditions = ['5', '25-60', '30-65', '30-75', '40-75'] as const
export type StorageCondition = (typeof storageConditions)[number]
/** What a condition is for: the label rests on the long-term one, the others say how far one may look beyond it. */
export const conditionRoles = ['long-term', 'intermediate', 'accelerated'] as const
export type ConditionRole = (typeof conditionRoles)[number]
export const conclusionKinds = ['shelf-life', 'retest-period'] as const
export const studyStates = ['running', 'concluded', 'stopped'] as const
export type StudyState = (typeof studyStates)[number]

const Months = Type.Integer({ minimum: 0, maximum: 120 })
export const StudyCondition = Strict({
  condition: OneOf(storageConditions),
  role: OneOf(conditionRoles),
  /** When a sample is drawn; the start is drawn once for all conditions and is not among them. */
  months: Type.Array(Type.Integer({ minimum: 1, maximum: 120 }), { minItems: 1, maxItems: 15, uniqueItems: true }),
})
export type StudyCondition = Static<typeof StudyCondition>

export const NewStudy = Strict({
  productCode: Label(40),
  laboratoryId: IdOf('party'),
  container: Label(120),
  /** Batches that are followed, each from the day its samples went into the chambers. */
  batches: Type.Array(Strict({ batchId: IdOf('batch'), placedOn: Day }), { minItems: 1, maxItems: 8 }),
  conditions: Type.Array(StudyCondition, { minItems: 1, maxItems: 4 }),
  tests: Type.Array(OneOf(testsToOrder), { minItems: 1, maxItems: 30, uniqueItems: true }),
})
export type NewStudy = Static<typeof NewStudy>

/** Where in a study something was measured; at the start no condition has done anything yet. */
const Place = { batchId: IdOf('batch'), condition: Nullable(OneOf(storageConditions)), month: Months }
export const NewPull = Strict({ ...Place, sampleId: IdOf('batch'), dueOn: Nullable(Day) })
export type NewPull = Static<typeof NewPull>
/** What was measured before this house kept the study: taken over from a report, and said to be. */
export const TakenOver = Strict({
  ...Place,
  testedOn: Day,
  report: Label(80),
  results: Type.Array(ReceivedResult, { maxItems: 30 }),
  observations: Type.Array(Observation, { maxItems: 10 }),
})
export type TakenOver = Static<typeof TakenOver>
export const NewConclusion = Strict({
  kind: OneOf(conclusionKinds),
  months: Type.Integer({ minimum: 1, maximum: 120 }),
  reason: Label(400),
})
export type NewConclusion = Static<typeof NewConclusion>

const PointValue = Strict({
  analyte: Type.String(),
  value: Type.String(),
  unit: Type.String(),
  of: OneOf(['dried', 'as-is']),
  method: Type.String(),
  uncertainty: Nullable(Type.String()),
  /** On the basis of the limit, exactly enough to draw a line through; null without a limit or without what the basis needs. */
  number: Nullable(Type.String()),
  /** Rounded to the limit's last digit, as it was compared. */
  compared: Nullable(Type.String()),
  verdict: OneOf(['inside', 'outside', 'missing']),
})
export const pointStates = ['planned', 'due', 'overdue', 'pulled', 'done'] as const
export type PointState = (typeof pointStates)[number]
export const StudyPoint = Strict({
  ...Place,
  state: OneOf(pointStates),
  plannedOn: Day,
  /** The window it is drawn in; `until` is its last day. */
  from: Day,
  until: Day,
  order: Nullable(Strict({ id: IdOf('quality'), number: Type.String(), state: Type.String() })),
  /** The report it was taken over from. */
  report: Nullable(Type.String()),
  measuredOn: Nullable(Day),
  /** The event of the test; of what was taken over there is none, but a step of the study. */
  eventId: Nullable(IdOf('event')),
  stepId: Nullable(IdOf('step')),
  values: Type.Array(PointValue),
  observations: Type.Array(Observation),
})
export type StudyPoint = Static<typeof StudyPoint>

const StudyLine = Strict({
  /** Null: of all batches together. */
  batchId: Nullable(IdOf('batch')),
  intercept: Type.Number(),
  slope: Type.Number(),
  count: Type.Integer(),
  meanMonth: Type.Number(),
  spread: Type.Number(),
  months: Type.Number(),
})
export const StudyEvaluation = Strict({
  model: OneOf(['single', 'common', 'common-slope', 'separate']),
  slopesP: Nullable(Type.Number()),
  interceptsP: Nullable(Type.Number()),
  deviation: Type.Number(),
  degrees: Type.Integer(),
  quantile: Type.Number(),
  sides: Type.Union([Type.Literal(1), Type.Literal(2)]),
  lines: Type.Array(StudyLine),
  months: Type.Number(),
  isAtHorizon: Type.Boolean(),
})
export type StudyEvaluation = Static<typeof StudyEvaluation>
export const StudyAttribute = Strict({
  analyte: Type.String(),
  unit: Nullable(Type.String()),
  of: Nullable(OneOf(['dried', 'as-is'])),
  min: Nullable(Type.String()),
  max: Nullable(Type.String()),
  source: Nullable(Type.String()),
  /** Of the long-term condition; null where there is too little to draw a line, or no limit to draw it to. */
  evaluation: Nullable(StudyEvaluation),
})
export type StudyAttribute = Static<typeof StudyAttribute>

/** After a change on accelerated storage: intermediate storage stood, changed too, or has not run its course. */
export const changeFindings = ['none', 'accelerated', 'intermediate', 'intermediate-unknown', 'unknown'] as const
/** What the figures carry, and why no more. */
export const StudySupport = Strict({
  /** Whole months; null where nothing can be said yet. */
  months: Nullable(Type.Integer()),
  /** The attribute whose bound leaves its limit first, where that is what ends it. */
  limitedBy: Nullable(Type.String()),
  /** Months of long-term storage that every batch was measured over. */
  measuredMonths: Type.Integer(),
  /** As far beyond that as the rules let one look. */
  limitMonths: Type.Integer(),
  /** Whether stricter storage changed the product significantly, and where; `unknown` while it has not run its course. */
  change: OneOf(changeFindings),
  /** Attributes with a limit that cannot be evaluated yet. */
  missing: Type.Array(Type.String()),
  /** The first month at which long-term storage was outside a limit; null while it never was. */
  failedMonth: Nullable(Type.Integer()),
})
export type StudySupport = Static<typeof StudySupport>

export const StudyConclusion = Strict({
  kind: OneOf(conclusionKinds),
  months: Type.Integer(),
  supportedMonths: Type.Integer(),
  reason: Type.String(),
  concludedOn: Day,
  stepId: IdOf('step'),
})

export const StudyView = Strict({
  studyId: IdOf('quality'),
  number: Type.String(),
  state: OneOf(studyStates),
  productCode: Type.String(),
  productName: Type.String(),
  owner: PartyRef,
  laboratory: PartyRef,
  container: Type.String(),
  begunOn: Day,
  /** `isOpen`: the reader has or had some of it; the laboratory has its samples alone. */
  batches: Type.Array(Strict({ batchId: IdOf('batch'), name: Type.String(), placedOn: Day, isOpen: Type.Boolean() })),
  conditions: Type.Array(StudyCondition),
  tests: Type.Array(OneOf(testsToOrder)),
  points: Type.Array(StudyPoint),
  attributes: Type.Array(StudyAttribute),
  changes: Type.Array(
    Strict({ ...Place, analyte: Type.String(), value: Type.String(), initial: Nullable(Type.String()) }),
  ),
  support: StudySupport,
  /** The figures it was worked out with, dated terms of the house. */
  rules: Strict({ confidence: Type.Number(), pooling: Type.Number(), horizonMonths: Type.Integer() }),
  conclusion: Nullable(StudyConclusion),
  /** Whether whoever asks is a qualified person today; null where none is asked. */
  isQualified: Nullable(Type.Boolean()),
  steps: Type.Array(QualityStep),
})
export type StudyView = Static<typeof StudyView>

/** A line of the list. */
export const StudySummary = Strict({
  studyId: IdOf('quality'),
  number: Type.String(),
  state: OneOf(studyStates),
  productCode: Type.String(),
  productName: Type.String(),
  owner: PartyRef,
  laboratory: PartyRef,
  begunOn: Day,
  batches: Type.Array(Strict({ batchId: IdOf('batch'), name: Type.String() })),
  /** The next sample that is not drawn yet. */
  next: Nullable(
    Strict({ plannedOn: Day, until: Day, month: Type.Integer(), state: OneOf(pointStates), count: Type.Integer() }),
  ),
  conclusion: Nullable(StudyConclusion),
})
export type StudySummary = Static<typeof StudySummary>

/** How long a batch keeps by the study of its product, and until which day that is. */
export const ShelfLife = Strict({
  number: Type.String(),
  /** Null for who may not open the study. */
  studyId: Nullable(IdOf('quality')),
  kind: OneOf(conclusionKinds),
  months: Type.Integer(),
  concludedOn: Day,
  /** The day it counts from; null while the batch was not released. */
  countsFrom: Nullable(Day),
  lastDay: Nullable(Day),
})
export type ShelfLife = Static<typeof ShelfLife>
export const BatchStability = Strict({ shelfLife: Nullable(ShelfLife), studies: Type.Array(StudySummary) })
export type BatchStability = Static<typeof BatchStability>
