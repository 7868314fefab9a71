// What is done with a stability study: begun, a point drawn or taken over, concluded, stopped. Not here: what its figures carry (evaluate.ts),
// and the laboratory's own steps (quality/orders.ts).
import { type Json, legalDayOf, type PlainDate, printId, type QualityId, refuseNow, trustId } from '#kernel'
import { loadLicensingFacts } from '#licensing'
import type { Actor, Tx } from '#platform'
import { bare } from '../bare-id.ts'
import type { NewConclusion, NewPull, NewStudy, TakenOver } from '../contract.ts'
import { orderTests, type QualityNeeds } from '../quality/order-thread.ts'
import { qualityProblems } from '../quality/problems.ts'
import {
  addStep,
  nextNumber,
  openThread,
  parentOf,
  selectCapacity,
  selectThreads,
  type ThreadFact,
} from '../quality/store.ts'
import { selectBatches } from '../store/batches.ts'
import { followMeasured } from './follow-point.ts'
import { isSamePlace, type StudyPlace } from './place.ts'
import { pointsOf } from './points.ts'
import { stabilityProblems } from './problems.ts'
import { asContent, type Protocol, protocolOf } from './protocol.ts'
import { plannedAt, scheduleOf } from './schedule.ts'
import { weigh } from './weigh.ts'

/** Refuses `study-protocol`, and `not-a-laboratory`. */
export async function beginStudy(
  tx: Tx,
  actor: Actor,
  given: NewStudy,
  { law, now }: QualityNeeds,
): Promise<ThreadFact> {
  const { authorityId } = actor
  const on = legalDayOf(now)
  const laboratoryId = bare('party', given.laboratoryId)
  needWhole(given)
  const batches = await batchesOf(tx, actor, given, on)
  const limits = law.product(given.productCode, on)?.specification ?? []
  if (!limits.some(({ analyte }) => given.tests.some((test) => test === analyte)))
    refuseNow(stabilityProblems['study-protocol'], { why: 'limits' })
  const { parties } = await loadLicensingFacts(tx, authorityId, { parties: [laboratoryId], premises: [] })
  if (parties.get(laboratoryId)?.kind !== 'laboratory') refuseNow(qualityProblems['not-a-laboratory'], {})
  const protocol: Protocol = {
    ...{ batches, tests: given.tests, container: given.container, specificationOn: on.toString() },
    conditions: given.conditions.map((one) => ({ ...one, months: one.months.toSorted((a, b) => a - b) })),
  }
  const thread = {
    ...{ kind: 'study' as const, number: await nextNumber(tx, authorityId, 'ST', now), batchId: null, sampleId: null },
    ...{ productCode: given.productCode, laboratoryId },
    holderId: actor.partyId ?? trustId('party', authorityId), // Staff without a party begin it for the authority.
  }
  return openThread(tx, actor, thread, { kind: 'begun', state: 'running', at: now, content: asContent(protocol) })
}

function needWhole({ batches, conditions }: NewStudy): void {
  if (conditions.filter(({ role }) => role === 'long-term').length !== 1)
    refuseNow(stabilityProblems['study-protocol'], { why: 'long-term' })
  const isTwice = (names: readonly string[]) => new Set(names).size < names.length
  if (isTwice(batches.map(({ batchId }) => batchId)) || isTwice(conditions.map(({ condition }) => condition)))
    refuseNow(stabilityProblems['study-protocol'], { why: 'twice' })
}

async function batchesOf(
  tx: Tx,
  actor: Actor,
  { batches, productCode }: NewStudy,
  today: PlainDate,
): Promise<Protocol['batches']> {
  const ids = batches.map(({ batchId }) => bare('batch', batchId))
  const rows = await selectBatches(tx, actor.authorityId, {
    ids,
    order: { by: 'opened', isDescending: true },
    limit: ids.length,
  })
  return batches.map(({ batchId, placedOn }) => {
    const row = rows.find((one) => printId('batch', one.batchId) === batchId)
    if (!row || row.productCode !== productCode)
      return refuseNow(stabilityProblems['study-protocol'], { why: 'product' })
    if (placedOn < legalDayOf(row.openedAt).toString() || placedOn > today.toString())
      refuseNow(stabilityProblems['study-protocol'], { why: 'placed' })
    return { batchId: row.batchId, name: row.name, placedOn }
  })
}

/**
 * A sample is drawn at its month: the laboratory is asked for every attribute of the protocol. Refuses `study-point-unplanned`, `-taken`,
 * `-early`, `study-sample` and what ordering refuses.
 */
export async function drawPoint(
  tx: Tx,
  actor: Actor,
  { studyId, pull }: { readonly studyId: QualityId; readonly pull: NewPull },
  needs: QualityNeeds,
): Promise<ThreadFact> {
  const { study, place, protocol } = await openPlace(tx, actor, studyId, pull, needs)
  const sampleId = bare('batch', pull.sampleId)
  const parentId = await parentOf(tx, actor.authorityId, sampleId)
  if (parentId !== place.batchId) refuseNow(stabilityProblems['study-sample'], {})
  const order = await orderTests(
    tx,
    actor,
    {
      ...{ sampleId: pull.sampleId, dueOn: pull.dueOn, tests: protocol.tests as NewStudy['tests'] }, // As `beginStudy` took them.
      laboratoryId: printId('party', study.laboratoryId!), // Every study names one.
      study: place,
    },
    needs,
  )
  const { studyId: _, ...where } = place
  const content = { ...where, orderId: order.threadId, orderNumber: order.number, sampleId }
  return addStep(tx, actor, study, { kind: 'drawn', state: study.state, at: needs.now, content })
}

/** Figures of a report from before. Refuses `result-unread`, and as `drawPoint` does. */
export async function takeOver(
  tx: Tx,
  actor: Actor,
  { studyId, given }: { readonly studyId: QualityId; readonly given: TakenOver },
  needs: QualityNeeds,
): Promise<ThreadFact> {
  const { study, place, protocol } = await openPlace(tx, actor, studyId, given, needs)
  const on = Temporal.PlainDate.from(given.testedOn)
  if (Temporal.PlainDate.compare(on, legalDayOf(needs.now)) > 0)
    refuseNow(stabilityProblems['study-protocol'], { why: 'placed' })
  const rows = given.results.map((received) => needs.law.quality.results.read(received, on))
  const told = new Set<string>([...rows.map(({ analyte }) => analyte), ...given.observations.map(({ test }) => test)])
  const tests = protocol.tests.filter((test) => !told.has(test))
  if (tests.length > 0) refuseNow(qualityProblems['results-incomplete'], { tests })
  const { studyId: _, ...where } = place
  const content = {
    ...{ ...where, testedOn: given.testedOn, report: given.report },
    received: given.results as unknown as Json, // Read from JSON and checked by its schema.
    rows: rows as unknown as Json,
    observations: given.observations as unknown as Json,
  }
  const step = { kind: 'taken-over', state: study.state, at: needs.now, content }
  const after = await addStep(tx, actor, study, step)
  await followMeasured(tx, actor, { study: after, place, rows, observations: given.observations, eventId: null }, needs)
  return after
}

/** The study, and a place of its schedule where nothing is yet. */
async function openPlace(
  tx: Tx,
  actor: Actor,
  studyId: QualityId,
  asked: Pick<NewPull, 'batchId' | 'condition' | 'month'>,
  { law, now }: QualityNeeds,
) {
  const study = await studyOf(tx, actor, studyId, ['running', 'concluded'])
  const isOwners = actor.wall === 'staff' || actor.partyId === study.holderId
  if (!isOwners) refuseNow(stabilityProblems['study-not-owner'], {})
  const protocol = protocolOf(study)
  const today = legalDayOf(now)
  const place: StudyPlace = { ...asked, studyId, batchId: bare('batch', asked.batchId) }
  const planned = plannedAt(scheduleOf(protocol, law.quality.stability(today).windowDays), place)
  if (!planned) return refuseNow(stabilityProblems['study-point-unplanned'], {})
  if (Temporal.PlainDate.compare(today, planned.from) < 0)
    refuseNow(stabilityProblems['study-point-early'], { from: planned.from.toString() })
  const points = (await pointsOf(tx, actor, [study])).get(studyId) ?? []
  const taken = points.find((one) => isSamePlace(one, place))
  if (taken)
    refuseNow(stabilityProblems['study-point-taken'], { number: taken.order?.number ?? taken.report ?? study.number })
  return { study, place: { ...place, condition: planned.condition }, protocol }
}

/**
 * How long the product keeps, by a qualified person: never longer than the figures carry. A later conclusion takes its place. Refuses
 * `not-qualified`, `study-too-early-to-say` and `study-beyond`.
 */
export async function concludeStudy(
  tx: Tx,
  actor: Actor,
  { studyId, given }: { readonly studyId: QualityId; readonly given: NewConclusion },
  needs: QualityNeeds,
): Promise<ThreadFact> {
  const study = await studyOf(tx, actor, studyId, ['running', 'concluded'])
  const on = legalDayOf(needs.now)
  const { quality } = needs.law
  const { authorityId, userId } = actor
  const isQualified = userId !== null && (await selectCapacity(tx, authorityId, { userId, on: on.toString() }))
  if (quality.needsQualified(on) && !isQualified) refuseNow(qualityProblems['not-qualified'], {})
  const points = (await pointsOf(tx, actor, [study])).get(studyId) ?? []
  const { support } = weigh(study, points, needs.law, on)
  const { months: supported, measuredMonths: measured, limitMonths: limit } = support
  if (supported === null) return refuseNow(stabilityProblems['study-too-early-to-say'], { analytes: support.missing })
  if (given.months > supported) {
    refuseNow(stabilityProblems['study-beyond'], { months: given.months, supported, measured, limit })
  }
  const content = { ...given, supported, measured, limit, change: support.change, lawVersion: quality.lawVersion }
  return addStep(tx, actor, study, { kind: 'concluded', state: 'concluded', at: needs.now, content })
}

export async function stopStudy(
  tx: Tx,
  actor: Actor,
  { studyId, reason }: { readonly studyId: QualityId; readonly reason: string },
  { now }: QualityNeeds,
): Promise<ThreadFact> {
  const study = await studyOf(tx, actor, studyId, ['running'])
  if (actor.wall !== 'staff' && actor.partyId !== study.holderId) refuseNow(stabilityProblems['study-not-owner'], {})
  return addStep(tx, actor, study, { kind: 'stopped', state: 'stopped', at: now, content: { reason } })
}

async function studyOf(tx: Tx, actor: Actor, studyId: QualityId, from: readonly string[]): Promise<ThreadFact> {
  const [study] = await selectThreads(tx, actor.authorityId, { kind: 'study', ids: [studyId], limit: 1 })
  if (!study) return refuseNow(qualityProblems['unknown-quality'], {})
  if (!from.includes(study.state))
    refuseNow(qualityProblems['wrong-step'], { number: study.number, state: study.state })
  return study
}
