// What was measured at each place of a study: by orders at the laboratory, second tests included, and as taken over from reports. Not here:
// what it says (evaluate.ts).
import { type EventId, legalDayOf, type StepId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { Observation } from '../contract.ts'
import { contentOf, resultOf, standingOrderStates } from '../quality/order-thread.ts'
import type { TestRow } from '../quality/read-results.ts'
import { selectThreads, type ThreadFact } from '../quality/store.ts'
import type { StudyPlace } from './place.ts'

export type PointFact = StudyPlace & {
  /** Null for what was taken over. */
  readonly order: Pick<ThreadFact, 'threadId' | 'number' | 'state'> | null
  readonly report: string | null
  /** Confirmed, or taken over: the figures speak. */
  readonly isDone: boolean
  readonly measuredOn: string | null
  readonly eventId: EventId | null
  readonly stepId: StepId | null
  readonly rows: readonly TestRow[]
  readonly observations: readonly Observation[]
}

/** Orders one study can have: eight batches at four conditions and fifteen months is more than any laboratory draws. */
const ordersMax = 600

/** Of each study its points, oldest first: the last of a place speaks. */
export async function pointsOf(
  tx: Tx,
  actor: Actor,
  studies: readonly ThreadFact[],
): Promise<ReadonlyMap<string, readonly PointFact[]>> {
  const { authorityId } = actor
  const ids = studies.map(({ threadId }) => threadId)
  if (ids.length === 0) return new Map()
  const limit = ordersMax * ids.length // Cut off, a point that was drawn would be told as overdue.
  const drawn = await selectThreads(tx, authorityId, { kind: 'order', refersTo: ids, oldestFirst: true, limit })
  const again = await retestsOf(tx, actor, drawn)
  const ordered = [...drawn, ...again].filter(({ state }) => state !== 'withdrawn').map(pointOfOrder)
  const found = [...studies.flatMap(takenOver), ...ordered]
  return Map.groupBy(found, ({ studyId }) => studyId)
}

/** The second tests of these, and the tests that were done again after those: each is newer than what it is about, so this ends. */
async function retestsOf(tx: Tx, actor: Actor, tested: readonly ThreadFact[]): Promise<ThreadFact[]> {
  const { authorityId } = actor
  const confirmed = tested.filter(({ state }) => state === 'confirmed').map(({ threadId }) => threadId)
  if (confirmed.length === 0) return []
  // A result opens one case at most, and of its second tests one stands.
  const cases = await selectThreads(tx, authorityId, { kind: 'case', refersTo: confirmed, limit: confirmed.length })
  if (cases.length === 0) return []
  const refersTo = cases.map(({ threadId }) => threadId)
  const again = await selectThreads(tx, authorityId, {
    ...{ kind: 'order', refersTo, states: standingOrderStates, oldestFirst: true, limit: cases.length },
  })
  return [...again, ...(await retestsOf(tx, actor, again))]
}

function pointOfOrder(order: ThreadFact): PointFact {
  const { rows, observations, eventId, testedAt } = resultOf(order)
  const isDone = order.state === 'confirmed'
  return {
    ...contentOf(order).study!, // Found as an order of a study, or as the second test of one.
    ...{ order, report: null, isDone, stepId: order.steps.at(-1)?.stepId ?? null },
    measuredOn: testedAt && legalDayOf(testedAt).toString(),
    eventId: eventId === null ? null : trustId('event', eventId),
    rows: isDone ? rows : [],
    observations: isDone ? observations : [],
  }
}

type TakenContent = Omit<StudyPlace, 'studyId'> &
  Pick<PointFact, 'rows' | 'observations'> & { readonly report: string; readonly testedOn: string }

function takenOver({ threadId, steps }: ThreadFact): PointFact[] {
  return steps
    .filter(({ kind }) => kind === 'taken-over')
    .map(({ stepId, content }) => {
      const { batchId, condition, month, rows, observations, report, testedOn } = content as unknown as TakenContent // Written by `takeOver`.
      return {
        ...{ studyId: threadId, batchId, condition, month, rows, observations, report, stepId },
        ...{ order: null, isDone: true, measuredOn: testedOn, eventId: null },
      }
    })
}
