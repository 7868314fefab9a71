// Orders and cases as others see them, each with its steps and what it says beside the specification. Not here: doing anything with them.
import { type BatchId, legalDayOf, printId, type QualityId, refuseNow, trustId } from '#kernel'
import { type Actor, leafIndexes, type Tx } from '#platform'
import { compareWithSpecification } from '#statistics'
import type { CaseState, CaseView, OrderState, OrderTest, OrderView, QualityStep } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { lookUp, type Names, nothingWanted } from '../refs.ts'
import { selectBalances } from '../store/batches.ts'
import { viewCompared } from './dossier.ts'
import { findingsOf } from './open-case.ts'
import { contentOf, reportsIn, resultOf, standingOrderStates } from './order-thread.ts'
import { qualityProblems } from './problems.ts'
import { openOrNewest, type StepFact, selectThreads, type ThreadFact, type ThreadWish } from './store.ts'
import { selectVerdicts, type VerdictFact } from './verdict-store.ts'

export type OrderAsked = {
  readonly law: LawForChain
  readonly wish?: Omit<ThreadWish, 'kind' | 'limit' | 'orNewest'>
}

const openOrders = ['ordered', 'received', 'in-test', 'result']
const openCases = ['open', 'explained']

/** All that a wish names; without one what is open, and the newest of what is not. */
export async function listOrders(tx: Tx, actor: Actor, { law, wish = {} }: OrderAsked): Promise<OrderView[]> {
  const asked = isEmpty(wish) ? openOrNewest(openOrders) : { ...wish, limit: null }
  return viewOrders(tx, actor, law, await selectThreads(tx, actor.authorityId, { ...asked, kind: 'order' }))
}

const isEmpty = (wish: object) => Object.keys(wish).length === 0

/** Refuses `unknown-quality`, also for another's. */
export async function readOrder(
  tx: Tx,
  actor: Actor,
  { orderId, law }: { orderId: QualityId; law: LawForChain },
): Promise<OrderView> {
  const [view] = await listOrders(tx, actor, { law, wish: { ids: [orderId] } })
  return view ?? refuseNow(qualityProblems['unknown-quality'], {})
}

/** All that a wish names; without one what is open, and the newest of what is not. */
export async function listCases(
  tx: Tx,
  actor: Actor,
  wish: Omit<ThreadWish, 'kind' | 'limit' | 'orNewest'> = {},
): Promise<CaseView[]> {
  const asked = isEmpty(wish) ? openOrNewest(openCases) : { ...wish, limit: null }
  return viewCases(tx, actor, await selectThreads(tx, actor.authorityId, { ...asked, kind: 'case' }))
}

/** Refuses `unknown-quality`, also for another's. */
export async function readCase(tx: Tx, actor: Actor, caseId: QualityId): Promise<CaseView> {
  const [view] = await listCases(tx, actor, { ids: [caseId] })
  return view ?? refuseNow(qualityProblems['unknown-quality'], {})
}

async function viewOrders(tx: Tx, actor: Actor, law: LawForChain, orders: readonly ThreadFact[]): Promise<OrderView[]> {
  const { authorityId } = actor
  if (orders.length === 0) return []
  const ids = orders.map(({ threadId }) => threadId)
  const cases = await selectThreads(tx, authorityId, { kind: 'case', refersTo: ids, limit: orders.length * 2 })
  const causes = await selectThreads(tx, authorityId, {
    ...{ kind: 'case', ids: orders.flatMap(({ refersId }) => refersId ?? []), limit: orders.length },
  })
  const verdicts = await selectVerdicts(tx, authorityId, [...new Set(orders.flatMap(({ batchId }) => batchId ?? []))])
  const { names, places } = await namesOf(tx, actor, orders)
  const stocks = await sampleStocks(tx, actor, orders)
  return orders.map((order) => {
    const { tests, dueOn } = contentOf(order)
    const { received, rows, observations, eventId, testedAt, reportedBy } = resultOf(order)
    const own = cases.find(({ refersId }) => refersId === order.threadId)
    const cause = causes.find(({ threadId }) => threadId === order.refersId)
    const product = law.product(order.productCode ?? '', legalDayOf(testedAt ?? order.openedAt))
    const measured = rows.map((row) => ({
      ...{ ...row, eventId: trustId('event', eventId ?? ''), sampleId: order.sampleId },
      ...{ testedAt: testedAt ?? order.openedAt, depth: 0 },
    }))
    const asked = product?.specification.filter(({ analyte }) => tests.includes(analyte)) ?? []
    const stock = stocks.get(order.sampleId ?? '')
    return {
      ...{ orderId: printId('quality', order.threadId), number: order.number, state: stateOf(order, own, verdicts) },
      batch: order.batchId && names.batch(order.batchId),
      // The sample is of whoever reads this: who ordered took it, the laboratory has it.
      sample: names.batch(order.sampleId ?? '') ?? {
        batchId: printId('batch', order.sampleId!),
        name: '–',
        kind: 'sample',
      },
      ...{ productCode: order.productCode ?? '', productName: product?.name ?? order.productCode ?? '' },
      ...{ orderer: names.party(order.holderId), laboratory: names.party(order.laboratoryId ?? order.holderId) },
      ...{ tests: tests as OrderTest[], orderedAt: order.openedAt.toString(), dueOn }, // Checked by the schema as it was ordered.
      ...{ retestOf: refOf(cause), caseRef: refOf(own) },
      ...{ received: [...received], results: [...rows], observations: [...observations] },
      earlier: reportsIn(order)
        .slice(0, -1)
        .map((one) => ({
          at: one.at.toString(),
          received: [...one.received],
          observations: [...one.observations],
        })),
      isMine: reportedBy !== null && reportedBy === (actor.userId ?? actor.clientId),
      compared: rows.length > 0 ? compareWithSpecification(asked, measured).map(viewCompared) : [],
      steps: order.steps.map((step) => viewStep(step, names, places)),
      sampleMassMg: stock ? `${stock.amount}` : null,
      premisesId: stock?.premisesId ? printId('premises', trustId('premises', stock.premisesId)) : null,
    }
  })
}

/** From its own steps to `confirmed`; after that from its case and from the verdict on the batch. */
function stateOf(order: ThreadFact, own: ThreadFact | undefined, verdicts: readonly VerdictFact[]): OrderState {
  if (order.state !== 'confirmed') return order.state as OrderState // The states its steps can have are among these.
  const verdict = verdicts.find(
    ({ batchId, at }) => batchId === order.batchId && Temporal.Instant.compare(at, order.openedAt) > 0,
  )
  if (verdict) return verdict.verdict === 'released' ? 'released' : 'refused'
  switch (own?.state) {
    case 'open':
      return 'out-of-specification'
    case 'explained':
      return 'explained'
    case 'retest':
      return 'retest'
    case 'confirmed':
      return 'out-of-specification-confirmed'
    default:
      return 'confirmed'
  }
}

async function sampleStocks(tx: Tx, actor: Actor, orders: readonly ThreadFact[]) {
  const stocks = new Map<string, { amount: bigint; premisesId: string | null }>()
  if (actor.wall !== 'holder') return stocks
  for (const { sampleId, state } of orders) {
    if (!sampleId || ['confirmed', 'withdrawn'].includes(state)) continue
    const balances = await selectBalances(tx, actor.authorityId, { batchId: sampleId })
    const here = balances.find(
      (one) => one.kind === 'stock' && one.state === 'sample' && one.holderId === actor.partyId,
    )
    if (here) stocks.set(sampleId, { amount: here.amount, premisesId: here.premisesId })
  }
  return stocks
}

async function viewCases(tx: Tx, actor: Actor, cases: readonly ThreadFact[]): Promise<CaseView[]> {
  const { authorityId } = actor
  if (cases.length === 0) return []
  const ids = cases.map(({ threadId }) => threadId)
  const orders = await selectThreads(tx, authorityId, {
    ...{ kind: 'order', ids: cases.flatMap(({ refersId }) => refersId ?? []), limit: cases.length },
  })
  const retests = await selectThreads(tx, authorityId, {
    ...{ kind: 'order', refersTo: ids, states: standingOrderStates, limit: cases.length },
  })
  const { names, places } = await namesOf(tx, actor, cases)
  return cases.map((found) => ({
    ...{ caseId: printId('quality', found.threadId), number: found.number, state: found.state as CaseState }, // As its steps were written.
    batch: found.batchId && names.batch(found.batchId),
    sample: found.sampleId && names.batch(found.sampleId),
    ...{ productCode: found.productCode ?? '', owner: names.party(found.holderId) },
    laboratory: found.laboratoryId && names.party(found.laboratoryId),
    order: refOf(orders.find(({ threadId }) => threadId === found.refersId)),
    retest: refOf(retests.find(({ refersId }) => refersId === found.threadId)),
    ...{ openedAt: found.openedAt.toString(), dueOn: found.steps[0]?.dueOn ?? null },
    findings: findingsOf(found).map((finding) => ({ ...finding })),
    explanation: reasonOf(found.steps.find(({ kind }) => kind === 'explained')),
    steps: found.steps.map((step) => viewStep(step, names, places)),
  }))
}

async function namesOf(tx: Tx, actor: Actor, threads: readonly ThreadFact[]) {
  const wanted = nothingWanted()
  for (const { holderId, laboratoryId, batchId, sampleId, steps } of threads) {
    wanted.parties.add(holderId)
    if (laboratoryId) wanted.parties.add(laboratoryId)
    if (batchId) wanted.batches.add(batchId satisfies BatchId)
    if (sampleId) wanted.batches.add(sampleId)
    for (const { partyId } of steps) wanted.parties.add(partyId)
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  const places = await leafIndexes(
    tx,
    actor,
    threads.flatMap(({ steps }) => steps.map(({ stepId }) => stepId)),
  )
  return { names, places }
}

const refOf = (thread: ThreadFact | undefined) =>
  thread ? { id: printId('quality', thread.threadId), number: thread.number } : null

const reasonOf = (step: StepFact | undefined): string | null => {
  const reason = step?.content['reason']
  return typeof reason === 'string' ? reason : null
}

export function viewStep(step: StepFact, names: Names, places: ReadonlyMap<string, number>): QualityStep {
  return {
    ...{ stepId: printId('step', step.stepId), kind: step.kind, state: step.state, at: step.at.toString() },
    ...{ by: names.party(step.partyId), reason: reasonOf(step) },
    eventId: step.eventId === null ? null : printId('event', trustId('event', step.eventId)),
    leafIndex: places.get(step.stepId) ?? null,
  }
}
