// Studies as others see them: the list, one in full with its schedule, its figures and what they carry, and what a batch has of them. Not
// here: doing anything with them.
import { legalDayOf, type PlainDate, printId, type QualityId, refuseNow, trustId } from '#kernel'
import { type Actor, leafIndexes, type Tx } from '#platform'
import { type Compared, type Criterion, compareWithSpecification } from '#statistics'
import type { NewConclusion, PointState, StudyPoint, StudyState, StudySummary, StudyView } from '../contract.ts'
import type { QualityNeeds } from '../quality/order-thread.ts'
import { qualityProblems } from '../quality/problems.ts'
import { openOrNewest, selectCapacity, selectThreads, type ThreadFact } from '../quality/store.ts'
import { viewStep } from '../quality/views.ts'
import { lookUp, type Names, nothingWanted } from '../refs.ts'
import { numberOf } from './evaluate.ts'
import { isSamePlace } from './place.ts'
import { type PointFact, pointsOf } from './points.ts'
import { protocolOf } from './protocol.ts'
import { type Planned, scheduleOf } from './schedule.ts'
import { asMeasured, criteriaOf, lastAtEach, weigh } from './weigh.ts'

/** Those that run, and the newest of those that ended. */
export async function listStudies(tx: Tx, actor: Actor, { law, now }: QualityNeeds): Promise<StudySummary[]> {
  const studies = await selectThreads(tx, actor.authorityId, { kind: 'study', ...openOrNewest(['running']) })
  return summarise(tx, actor, studies, { law, now })
}

/** Those of the reader's that follow one of these batches, however long ago they began. Ids without their prefix. */
export async function studiesOf(
  tx: Tx,
  actor: Actor,
  batchIds: readonly string[],
  needs: QualityNeeds,
): Promise<StudySummary[]> {
  const studies = await selectThreads(tx, actor.authorityId, { kind: 'study', limit: null })
  const followed = studies.filter((study) =>
    protocolOf(study).batches.some(({ batchId }) => batchIds.includes(batchId)),
  )
  return summarise(tx, actor, followed, needs)
}

async function summarise(
  tx: Tx,
  actor: Actor,
  studies: readonly ThreadFact[],
  { law, now }: QualityNeeds,
): Promise<StudySummary[]> {
  const points = await pointsOf(tx, actor, studies)
  const names = await namesOf(tx, actor, studies)
  const today = legalDayOf(now)
  return studies.map((study) => ({
    ...headOf(study, names, law),
    batches: protocolOf(study).batches.map(({ batchId, name }) => ({ batchId: printId('batch', batchId), name })),
    next: nextOf(study, points.get(study.threadId) ?? [], law.quality.stability(today).windowDays, today),
  }))
}

function headOf(study: ThreadFact, names: Names, law: QualityNeeds['law']) {
  const begunOn = legalDayOf(study.openedAt)
  const code = study.productCode ?? ''
  return {
    ...{ studyId: printId('quality', study.threadId), number: study.number, state: study.state as StudyState }, // As its steps were written.
    ...{ productCode: code, productName: law.product(code, begunOn)?.name ?? code, begunOn: begunOn.toString() },
    ...{ owner: names.party(study.holderId), laboratory: names.party(study.laboratoryId ?? study.holderId) },
    conclusion: conclusionOf(study),
  }
}

/** The samples of the first day on which something is still to be drawn, counted. */
export function nextOf(
  study: ThreadFact,
  points: readonly PointFact[],
  windowDays: number,
  today: PlainDate,
): StudySummary['next'] {
  if (study.state === 'stopped') return null
  const open = scheduleOf(protocolOf(study), windowDays).filter(
    (one) => !points.some((point) => isSamePlace(point, one)),
  )
  const [first] = open
  if (!first) return null
  const count = open.filter(({ plannedOn }) => Temporal.PlainDate.compare(plannedOn, first.plannedOn) === 0).length
  return {
    ...{ plannedOn: first.plannedOn.toString(), until: first.until.toString(), month: first.month, count },
    state: stateOf(first, undefined, today),
  }
}

function conclusionOf({ steps }: ThreadFact): StudyView['conclusion'] {
  const step = steps.findLast(({ kind }) => kind === 'concluded')
  if (!step) return null
  const { kind, months, supported, reason } = step.content as unknown as NewConclusion & { readonly supported: number } // Written by `concludeStudy`.
  const concludedOn = legalDayOf(step.at).toString()
  return { kind, months, supportedMonths: supported, reason, concludedOn, stepId: printId('step', step.stepId) }
}

/** Refuses `unknown-quality`, also for another's. */
export async function readStudy(
  tx: Tx,
  actor: Actor,
  { studyId }: { readonly studyId: QualityId },
  { law, now }: QualityNeeds,
): Promise<StudyView> {
  const { authorityId, userId } = actor
  const [study] = await selectThreads(tx, authorityId, { kind: 'study', ids: [studyId], limit: 1 })
  if (!study) return refuseNow(qualityProblems['unknown-quality'], {})
  const today = legalDayOf(now)
  const terms = law.quality.stability(today)
  const points = (await pointsOf(tx, actor, [study])).get(studyId) ?? []
  const names = await namesOf(tx, actor, [study])
  const stepIds = study.steps.map(({ stepId }) => stepId)
  const places = await leafIndexes(tx, actor, stepIds)
  const protocol = protocolOf(study)
  const criteria = criteriaOf(study, law)
  const { attributes, changes, support } = weigh(study, points, law, today)
  const asksCapacity = law.quality.needsQualified(today) && userId !== null && actor.wall === 'staff'
  return {
    ...headOf(study, names, law),
    container: protocol.container,
    batches: protocol.batches.map(({ batchId, ...rest }) => ({
      ...{ batchId: printId('batch', batchId), isOpen: names.batch(batchId) !== null },
      ...rest,
    })),
    conditions: protocol.conditions.map((one) => ({ ...one, months: [...one.months] })),
    tests: protocol.tests as StudyView['tests'], // As `beginStudy` took them.
    points: scheduleOf(protocol, terms.windowDays).map((planned) =>
      viewPoint(planned, lastAtEach(points), criteria, today),
    ),
    attributes: attributes.map(printLines),
    changes: changes.map(({ batchId, ...rest }) => ({ batchId: printId('batch', trustId('batch', batchId)), ...rest })),
    support,
    rules: terms.rules,
    isQualified: asksCapacity ? await selectCapacity(tx, authorityId, { userId, on: today.toString() }) : null,
    steps: study.steps.map((step) => viewStep(step, names, places)),
  }
}

function printLines({ evaluation, ...attribute }: StudyView['attributes'][number]): StudyView['attributes'][number] {
  const print = (batchId: string | null) => batchId && printId('batch', trustId('batch', batchId))
  const lines = evaluation?.lines.map(({ batchId, ...line }) => ({ batchId: print(batchId), ...line })) ?? []
  return { ...attribute, evaluation: evaluation && { ...evaluation, lines } }
}

function viewPoint(
  planned: Planned,
  points: readonly PointFact[],
  criteria: readonly Criterion[],
  today: PlainDate,
): StudyPoint {
  const { batchId, condition, month, plannedOn, from, until } = planned
  const point = points.findLast((one) => isSamePlace(one, planned))
  const rows = point ? asMeasured(point).rows : []
  const compared = compareWithSpecification(criteria, rows)
  return {
    ...{ batchId: printId('batch', batchId), condition, month, state: stateOf(planned, point, today) },
    ...{ plannedOn: plannedOn.toString(), from: from.toString(), until: until.toString() },
    order: point?.order
      ? { id: printId('quality', point.order.threadId), number: point.order.number, state: point.order.state }
      : null,
    ...{ report: point?.report ?? null, measuredOn: point?.measuredOn ?? null },
    eventId: point?.eventId ? printId('event', point.eventId) : null,
    stepId: point?.stepId ? printId('step', point.stepId) : null,
    values: rows.map(({ eventId: _, ...row }) => viewValue(row, compared, criteria, rows)),
    observations: [...(point?.observations ?? [])],
  }
}

type Row = Omit<Parameters<typeof numberOf>[1][number], 'eventId'> & { readonly method?: string }

function viewValue(
  row: Row,
  compared: readonly Compared[],
  criteria: readonly Criterion[],
  rows: Parameters<typeof numberOf>[1],
): StudyPoint['values'][number] {
  const { analyte, value, unit, of, uncertainty, method = '' } = row
  const criterion = criteria.find((one) => one.analyte === analyte)
  const found = compared.find((one) => one.analyte === analyte)
  return {
    ...{ analyte, value, unit, of, uncertainty, method },
    number: criterion ? numberOf(criterion, rows) : null,
    ...{ compared: found?.compared ?? null, verdict: found?.verdict ?? 'missing' },
  }
}

/** Overdue once its window is over and nothing was drawn. */
export function stateOf({ from, until }: Planned, point: PointFact | undefined, today: PlainDate): PointState {
  if (point) return point.isDone ? 'done' : 'pulled'
  if (Temporal.PlainDate.compare(today, until) > 0) return 'overdue'
  return Temporal.PlainDate.compare(today, from) >= 0 ? 'due' : 'planned'
}

async function namesOf(tx: Tx, actor: Actor, studies: readonly ThreadFact[]): Promise<Names> {
  const wanted = nothingWanted()
  for (const study of studies) {
    const { holderId, laboratoryId, steps } = study
    for (const { batchId } of protocolOf(study).batches) wanted.batches.add(batchId)
    wanted.parties.add(holderId)
    if (laboratoryId) wanted.parties.add(laboratoryId)
    for (const { partyId } of steps) wanted.parties.add(partyId)
  }
  return lookUp(tx, actor.authorityId, wanted)
}
