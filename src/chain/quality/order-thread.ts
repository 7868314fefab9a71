// An order at a laboratory: how it is placed, how its sample comes in, and what its steps said. Ordered, received, in test, result, confirmed;
// or withdrawn. Not here: what the laboratory does with it (orders.ts).
import { type BatchId, type Instant, type PartyId, type QualityId, refuseNow } from '#kernel'
import { loadLicensingFacts } from '#licensing'
import type { Actor, Tx } from '#platform'
import { bare } from '../bare-id.ts'
import type { NewOrder, OrderResult, ReceivedResult } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { chainProblems } from '../problems.ts'
import type { StudyPlace } from '../stability/place.ts'
import { selectBatches } from '../store/batches.ts'
import { qualityProblems } from './problems.ts'
import type { TestRow } from './read-results.ts'
import { addStep, nextNumber, openThread, parentOf, selectThreads, type ThreadFact } from './store.ts'
import type { QualityTerms } from './terms.ts'

export type QualityNeeds = {
  readonly law: LawForChain & { readonly quality: QualityTerms }
  readonly now: Instant
  readonly promise?: (leaf: Uint8Array) => string
}

/** Not finished: a release waits for these. */
export const openOrderStates = ['ordered', 'received', 'in-test', 'result'] as const
/** Not withdrawn: of the second tests of a case one at most. */
export const standingOrderStates = [...openOrderStates, 'confirmed'] as const

type Ordering = NewOrder & {
  readonly retestOf?: QualityId
  /** The order draws a point of a stability study. */
  readonly study?: StudyPlace
}

/** Refuses `unknown-batch`, `not-a-sample`, `not-a-laboratory` and `order-open`. */
export async function orderTests(tx: Tx, actor: Actor, order: Ordering, { now }: QualityNeeds): Promise<ThreadFact> {
  const { authorityId } = actor
  const sampleId = bare('batch', order.sampleId)
  const laboratoryId = bare('party', order.laboratoryId)
  const by = { by: 'opened', isDescending: true } as const
  const [sample] = await selectBatches(tx, authorityId, { ids: [sampleId], order: by, limit: 1 })
  if (!sample) return refuseNow(chainProblems['unknown-batch'], {})
  const batchId = await parentOf(tx, authorityId, sampleId)
  const isOurs = sample.kind === 'sample' && (actor.wall === 'staff' || sample.holderId === actor.partyId)
  if (!batchId || !isOurs) return refuseNow(qualityProblems['not-a-sample'], {})
  const { parties } = await loadLicensingFacts(tx, authorityId, { parties: [laboratoryId], premises: [] })
  if (parties.get(laboratoryId)?.kind !== 'laboratory') refuseNow(qualityProblems['not-a-laboratory'], {})
  const sameSample = await selectThreads(tx, authorityId, { kind: 'order', sampleIds: [sampleId], limit: 20 })
  const running = sameSample.find(({ state }) => openOrderStates.some((one) => one === state))
  if (running) refuseNow(qualityProblems['order-open'], { number: running.number })
  const thread = {
    ...{ kind: 'order' as const, number: await nextNumber(tx, authorityId, 'LO', now), batchId, sampleId },
    ...{ productCode: sample.productCode, holderId: actor.partyId ?? sample.holderId, laboratoryId },
    refersId: order.retestOf ?? order.study?.studyId ?? null,
  }
  const content = { tests: [...order.tests], dueOn: order.dueOn, ...(order.study ? { study: order.study } : {}) }
  return openThread(tx, actor, thread, { kind: 'ordered', state: 'ordered', at: now, content, dueOn: order.dueOn })
}

/** That the sample came in says the receipt of its shipment; nobody types it. */
export async function receiveSamples(
  tx: Tx,
  actor: Actor,
  {
    sampleIds,
    eventId,
    at,
  }: { readonly sampleIds: readonly BatchId[]; readonly eventId: string; readonly at: Instant },
): Promise<void> {
  const asked = { kind: 'order' as const, sampleIds, states: ['ordered'], limit: 50 }
  for (const order of await selectThreads(tx, actor.authorityId, asked)) {
    if (order.laboratoryId !== actor.partyId) continue
    await addStep(tx, actor, order, { kind: 'received', state: 'received', at, content: {}, eventId })
  }
}

/** What was ordered. */
export function contentOf(order: ThreadFact): {
  readonly tests: readonly string[]
  readonly dueOn: string | null
  readonly study?: StudyPlace
} {
  return order.steps[0]!.content as { tests: string[]; dueOn: string | null; study?: StudyPlace } // Written by `orderTests`; a thread has its first step.
}

export type ReportedResult = {
  readonly received: readonly ReceivedResult[]
  readonly rows: readonly TestRow[]
  readonly observations: OrderResult['observations']
  readonly eventId: string | null
  readonly testedAt: Instant | null
  /** The person or the program that entered it, opaque. */
  readonly reportedBy: string | null
}

/** Everything that was reported, oldest first: when, by whom, and why it took the place of the one before. */
export function reportsIn(order: ThreadFact): (ReportedResult & {
  readonly at: Instant
  readonly partyId: PartyId
  readonly reason: string | null
})[] {
  return order.steps
    .filter(({ kind }) => kind === 'result')
    .map(({ at, partyId, actorId, eventId, content }) => {
      const { received, rows, observations, reason = null } = content as unknown as Written
      return {
        ...{ at, partyId, reason, received, rows, observations },
        ...{ eventId, testedAt: at, reportedBy: actorId },
      }
    })
}
/** By `reportResult` and `correctResult`. */
type Written = Pick<ReportedResult, 'received' | 'rows' | 'observations'> & { readonly reason?: string }

/** What was reported last; empty as long as nothing was. */
export function resultOf(order: ThreadFact): ReportedResult {
  return (
    reportsIn(order).at(-1) ?? {
      ...{ received: [], rows: [], observations: [], eventId: null, testedAt: null, reportedBy: null },
    }
  )
}
