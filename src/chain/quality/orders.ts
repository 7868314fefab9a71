// What is done with an order: started, reported, confirmed, withdrawn. Not here: placing it (order-thread.ts), what a result outside means
// (cases.ts), and the mass a test uses up (acts/quality.ts).
import { type Json, legalDayOf, newId, type PartyId, printId, type QualityId, refuseNow, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { type Criterion, compareWithSpecification } from '#statistics'
import { bare } from '../bare-id.ts'
import type { OrderResult } from '../contract.ts'
import { recordAct } from '../record/record-act.ts'
import { followPoint } from '../stability/follow-point.ts'
import { standAgain } from './cases.ts'
import { openCaseWhereOutside } from './open-case.ts'
import { contentOf, openOrderStates, type QualityNeeds, resultOf } from './order-thread.ts'
import { qualityProblems } from './problems.ts'
import type { TestRow } from './read-results.ts'
import { addStep, selectThreads, type ThreadFact } from './store.ts'

/** What the laboratory does before it has a result. */
export async function startOrder(tx: Tx, actor: Actor, orderId: QualityId, { now }: QualityNeeds): Promise<ThreadFact> {
  const order = await orderOf(tx, actor, orderId, { as: 'laboratory', from: ['ordered', 'received'] })
  return addStep(tx, actor, order, { kind: 'started', state: 'in-test', at: now, content: {} })
}

/**
 * Before there is a result. One that was reported stays and is confirmed: withdrawn, it would be gone from what a release is decided from, and the
 * next sample asked in its place. Of a second test the case stands again as it stood: a release waits for it. Refuses `order-has-result`.
 */
export async function withdrawOrder(
  tx: Tx,
  actor: Actor,
  { orderId, reason }: { readonly orderId: QualityId; readonly reason: string },
  needs: QualityNeeds,
): Promise<ThreadFact> {
  const order = await orderOf(tx, actor, orderId, { as: 'orderer', from: openOrderStates })
  if (order.state === 'result') refuseNow(qualityProblems['order-has-result'], { number: order.number })
  await standAgain(tx, actor, { order, reason }, needs)
  return addStep(tx, actor, order, { kind: 'withdrawn', state: 'withdrawn', at: needs.now, content: { reason } })
}

/**
 * The laboratory reports: every figure kept as received, beside what it was read as; the act `test` uses up the sample in the same
 * transaction. Refuses `result-unread`, `results-incomplete` and `result-undecided`, and whatever the act refuses.
 */
export async function reportResult(
  tx: Tx,
  actor: Actor,
  { orderId, report }: { readonly orderId: QualityId; readonly report: OrderResult },
  needs: QualityNeeds,
): Promise<ThreadFact> {
  const order = await orderOf(tx, actor, orderId, { as: 'laboratory', from: ['received', 'in-test', 'ordered'] })
  return addReport(tx, actor, { order, report, reason: null }, needs)
}

type Reporting = { readonly order: ThreadFact; readonly report: OrderResult; readonly reason: string | null }

async function addReport(
  tx: Tx,
  actor: Actor,
  { order, report, reason }: Reporting,
  needs: QualityNeeds,
): Promise<ThreadFact> {
  const { law, now, promise } = needs
  const on = legalDayOf(Temporal.Instant.from(report.occurredAt))
  const rows = report.results.map((received) => law.quality.results.read(received, on))
  needAll(order, rows, report)
  needDecided(law.product(order.productCode ?? '', on)?.specification ?? [], rows, report)
  const { eventId, occurredAt, premisesId, consumedMassMg } = report
  const act = {
    kind: 'test' as const,
    eventId,
    occurredAt,
    premisesId,
    sampleId: sampleOf(order),
    consumedMassMg,
    // What stood in a chamber says nothing of what lies in a store: its figures are the study's, and none of the batch.
    results: contentOf(order).study ? [] : rows,
  }
  await recordAct(tx, actor, { act, law, now, isOfOrder: true, ...(promise ? { promise } : {}) })
  const content = {
    received: report.results as unknown as Json, // Read from JSON and checked by its schema.
    rows: rows as unknown as Json,
    observations: report.observations as unknown as Json,
    ...(reason === null ? {} : { reason }),
  }
  return addStep(tx, actor, order, {
    ...{ kind: 'result', state: 'result', at: now, content },
    eventId: bare('event', eventId),
  })
}

function needAll(order: ThreadFact, rows: readonly TestRow[], { observations }: OrderResult): void {
  const told = new Set<string>([...rows.map(({ analyte }) => analyte), ...observations.map(({ test }) => test)])
  const tests = contentOf(order).tests.filter((test) => !told.has(test))
  if (tests.length > 0) refuseNow(qualityProblems['results-incomplete'], { tests })
}

/** "Less than" a number that lies beyond a limit would be compared as that number. */
function needDecided(
  specification: readonly Criterion[],
  rows: readonly TestRow[],
  { eventId, results }: OrderResult,
): void {
  const measured = rows.map((row, at) => ({ ...row, eventId, isBelow: results[at]?.isBelow ?? false })) // Each row was read from the one in its place.
  const found = compareWithSpecification(specification, measured).find(({ why }) => why === 'less-than')
  if (!found?.result) return
  const { analyte, value, unit } = found.result
  refuseNow(qualityProblems['result-undecided'], { analyte, value, unit })
}

/**
 * What was reported was wrong: the event of the test is taken back with its reason and a new one takes its place, in one transaction. Both
 * reports stay in the order. Only before it is confirmed. Refuses what `reportResult` does.
 */
export async function correctResult(
  tx: Tx,
  actor: Actor,
  { orderId, report, reason }: { readonly orderId: QualityId; readonly report: OrderResult; readonly reason: string },
  needs: QualityNeeds,
): Promise<ThreadFact> {
  const order = await orderOf(tx, actor, orderId, { as: 'laboratory', from: ['result'] })
  const { law, now } = needs
  const { eventId } = resultOf(order)
  const taken = {
    kind: 'correct' as const,
    eventId: printId('event', newId('event')),
    occurredAt: report.occurredAt,
    premisesId: report.premisesId,
    correctsId: printId('event', trustId('event', eventId!)), // An order at `result` has its event.
    reason,
  }
  await recordAct(tx, actor, { act: taken, law, now, isOfOrder: true })
  return addReport(tx, actor, { order, report, reason }, needs)
}

/** The result stands, in the eyes of another than who entered it. One outside the specification opens a case in the same breath. */
export async function confirmResult(
  tx: Tx,
  actor: Actor,
  orderId: QualityId,
  needs: QualityNeeds,
): Promise<{ readonly order: ThreadFact; readonly opened: ThreadFact | null }> {
  const order = await orderOf(tx, actor, orderId, { as: 'laboratory', from: ['result'] })
  const { reportedBy } = resultOf(order)
  const isSecond = actor.userId !== null && actor.userId !== reportedBy
  if (needs.law.quality.needsSecondEyes(legalDayOf(needs.now)) && !isSecond)
    refuseNow(qualityProblems['confirm-own'], {})
  const confirmed = await addStep(tx, actor, order, {
    kind: 'confirmed',
    state: 'confirmed',
    at: needs.now,
    content: {},
  })
  const { rows, observations, eventId, testedAt } = resultOf(confirmed)
  const { study } = contentOf(confirmed)
  if (study && !(await followPoint(tx, actor, { order: confirmed, study }, needs)))
    return { order: confirmed, opened: null }
  const opened = await openCaseWhereOutside(
    tx,
    actor,
    {
      ...{ sampleId: confirmed.sampleId!, batchId: confirmed.batchId!, productCode: confirmed.productCode! }, // Every order has them.
      ...{ holderId: confirmed.holderId, laboratoryId: confirmed.laboratoryId, orderId: confirmed.threadId },
      ...{ rows, observations, eventId, testedAt },
    },
    needs,
  )
  return { order: confirmed, opened }
}

type Asked = { readonly as: 'orderer' | 'laboratory'; readonly from: readonly string[] }

async function orderOf(tx: Tx, actor: Actor, orderId: QualityId, { as, from }: Asked): Promise<ThreadFact> {
  const [order] = await selectThreads(tx, actor.authorityId, { kind: 'order', ids: [orderId], limit: 1 })
  if (!order) return refuseNow(qualityProblems['unknown-quality'], {})
  const whose: PartyId | null = as === 'laboratory' ? order.laboratoryId : order.holderId
  const isTheirs = actor.partyId === whose || (as === 'orderer' && actor.wall === 'staff')
  if (!isTheirs) refuseNow(qualityProblems['not-this-laboratory'], {})
  if (!from.includes(order.state)) {
    refuseNow(qualityProblems['wrong-step'], { number: order.number, state: order.state })
  }
  return order
}

/** Every order is of a sample. */
const sampleOf = (order: ThreadFact): string => printId('batch', order.sampleId!)
