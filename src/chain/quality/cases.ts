// A case is explained (the laboratory erred, so it is tested again) or confirmed. Nobody tests until it fits: a second test needs an
// explanation first. Not here: how a case opens (open-case.ts), and what it stops (acts/quality.ts).
import { type Instant, type QualityId, refuseNow } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { NewOrder } from '../contract.ts'
import { findingsOf } from './open-case.ts'
import { contentOf, orderTests, type QualityNeeds } from './order-thread.ts'
import { qualityProblems } from './problems.ts'
import { addStep, selectThreads, type ThreadFact } from './store.ts'

type Said = { readonly caseId: QualityId; readonly reason: string }

/** The laboratory, or the authority, says what went wrong with the measurement. */
export async function explainCase(
  tx: Tx,
  actor: Actor,
  { caseId, reason }: Said,
  { now }: QualityNeeds,
): Promise<ThreadFact> {
  const found = await caseOf(tx, actor, caseId, ['open'])
  const mayExplain = actor.wall === 'staff' || actor.partyId === found.laboratoryId
  if (!mayExplain) refuseNow(qualityProblems['not-this-laboratory'], {})
  return addStep(tx, actor, found, { kind: 'explained', state: 'explained', at: now, content: { reason } })
}

/** The explanation is accepted and the test is done again, on another sample or what is left of this one. Refuses `retest-own` and `retest-lacks`. */
export async function orderRetest(
  tx: Tx,
  actor: Actor,
  { caseId, order }: { readonly caseId: QualityId; readonly order: NewOrder },
  needs: QualityNeeds,
): Promise<{ readonly found: ThreadFact; readonly order: ThreadFact }> {
  const found = await caseOf(tx, actor, caseId, ['explained'])
  const explained = found.steps.findLast(({ kind }) => kind === 'explained')
  if (actor.userId !== null && explained?.actorId === actor.userId) refuseNow(qualityProblems['retest-own'], {})
  // From here on a release waits for this order and no more for the case.
  const tests = findingsOf(found).flatMap(({ analyte }) =>
    order.tests.some((test) => test === analyte) ? [] : analyte,
  )
  if (tests.length > 0) refuseNow(qualityProblems['retest-lacks'], { number: found.number, tests })
  const [first] = await selectThreads(tx, actor.authorityId, {
    kind: 'order',
    ids: found.refersId ? [found.refersId] : [],
    limit: 1,
  })
  const study = first && contentOf(first).study // A point of a study stays one when it is measured again.
  const placed = await orderTests(tx, actor, { ...order, retestOf: caseId, ...(study ? { study } : {}) }, needs)
  const content = { orderId: placed.threadId, orderNumber: placed.number }
  return {
    found: await addStep(tx, actor, found, { kind: 'retested', state: 'retest', at: needs.now, content }),
    order: placed,
  }
}

/** A second test that is not done answers nothing: its case stands as before it was ordered. Any other order leaves cases alone. */
export async function standAgain(
  tx: Tx,
  actor: Actor,
  { order, reason }: { readonly order: ThreadFact; readonly reason: string },
  { now }: Pick<QualityNeeds, 'now'>,
): Promise<void> {
  const ids = order.refersId ? [order.refersId] : []
  const [found] = await selectThreads(tx, actor.authorityId, { kind: 'case', ids, states: ['retest'], limit: 1 })
  if (!found) return
  const content = { orderId: order.threadId, orderNumber: order.number, reason }
  await addStep(tx, actor, found, { kind: 'retest-withdrawn', state: 'explained', at: now, content })
}

/**
 * Cases whose second test was withdrawn while withdrawing did not make them stand again yet: a release waited for nothing, and nobody could
 * decide them. Once for each, by the house, with the reason the order was withdrawn for.
 */
export async function standCasesAgain(tx: Tx, actor: Actor, now: Instant): Promise<number> {
  const { authorityId } = actor
  const cases = await selectThreads(tx, authorityId, {
    kind: 'case',
    states: ['retest'],
    oldestFirst: true,
    limit: 100,
  })
  const refersTo = cases.map(({ threadId }) => threadId)
  const orders = await selectThreads(tx, authorityId, { kind: 'order', refersTo, limit: 1_000 })
  let stood = 0
  for (const found of cases) {
    const own = orders.filter(({ refersId }) => refersId === found.threadId) // Newest first.
    const [last] = own
    if (!last || own.some(({ state }) => state !== 'withdrawn')) continue
    const reason = last.steps.at(-1)?.content['reason']
    await standAgain(tx, actor, { order: last, reason: typeof reason === 'string' ? reason : '' }, { now })
    stood += 1
  }
  return stood
}

/** The result is right: the batch is outside, and can only be refused. */
export async function confirmCase(
  tx: Tx,
  actor: Actor,
  { caseId, reason }: Said,
  { now }: QualityNeeds,
): Promise<ThreadFact> {
  const found = await caseOf(tx, actor, caseId, ['open', 'explained'])
  return addStep(tx, actor, found, { kind: 'confirmed', state: 'confirmed', at: now, content: { reason } })
}

async function caseOf(tx: Tx, actor: Actor, caseId: QualityId, from: readonly string[]): Promise<ThreadFact> {
  const [found] = await selectThreads(tx, actor.authorityId, { kind: 'case', ids: [caseId], limit: 1 })
  if (!found) return refuseNow(qualityProblems['unknown-quality'], {})
  if (!from.includes(found.state))
    refuseNow(qualityProblems['wrong-step'], { number: found.number, state: found.state })
  return found
}
