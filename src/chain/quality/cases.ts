// A case is explained (the laboratory erred, so it is tested again) or confirmed. Nobody tests until it fits: a second test needs an
// explanation first. Not here: how a case opens (open-case.ts), and what it stops (acts/quality.ts).
import { type QualityId, refuseNow } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { NewOrder } from '../contract.ts'
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

/** The explanation is accepted and the test is done again, on another sample or what is left of this one. */
export async function orderRetest(
  tx: Tx,
  actor: Actor,
  { caseId, order }: { readonly caseId: QualityId; readonly order: NewOrder },
  needs: QualityNeeds,
): Promise<{ readonly found: ThreadFact; readonly order: ThreadFact }> {
  const found = await caseOf(tx, actor, caseId, ['explained'])
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
