// What follows when a point of a study is known: a value outside its limit, out of the line of those before it, or a significant change on
// stricter storage raises a signal, in the same transaction. Not here: the case about the batch (quality/open-case.ts).
import { type EventId, legalDayOf, printId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { compareWithSpecification, isOutOfTrend } from '#statistics'
import type { Observation, StudySignalKind } from '../contract.ts'
import { type QualityNeeds, resultOf } from '../quality/order-thread.ts'
import type { TestRow } from '../quality/read-results.ts'
import { nextNumber, openThread, selectThreads, type ThreadFact } from '../quality/store.ts'
import { numberOf } from './evaluate.ts'
import { isSamePlace, type StudyPlace } from './place.ts'
import { type PointFact, pointsOf } from './points.ts'
import { protocolOf } from './protocol.ts'
import { asMeasured, criteriaOf, lastAtEach, weigh } from './weigh.ts'

/** Whether it is about the batch too: a result outside on the storage its label rests on, or at the start. */
export async function followPoint(
  tx: Tx,
  actor: Actor,
  { order, study: place }: { readonly order: ThreadFact; readonly study: StudyPlace },
  needs: QualityNeeds,
): Promise<boolean> {
  const [study] = await selectThreads(tx, actor.authorityId, {
    ...{ kind: 'study', ids: [place.studyId], limit: 1 },
  })
  if (!study) return true
  const { rows, observations, eventId } = resultOf(order)
  const event = eventId === null ? null : trustId('event', eventId)
  await followMeasured(tx, actor, { study, place, rows, observations, eventId: event }, needs)
  const role = protocolOf(study).conditions.find(({ condition }) => condition === place.condition)?.role
  return role === undefined || role === 'long-term'
}

type Known = {
  readonly study: ThreadFact
  readonly place: StudyPlace
  readonly rows: readonly TestRow[]
  readonly observations: readonly Observation[]
  readonly eventId: EventId | null
}
type Found = { readonly analyte: string; readonly value: string; readonly kinds: readonly StudySignalKind[] }

export async function followMeasured(tx: Tx, actor: Actor, known: Known, needs: QualityNeeds): Promise<void> {
  const { study, place, eventId } = known
  const points = lastAtEach((await pointsOf(tx, actor, [study])).get(study.threadId) ?? []).filter(
    ({ isDone }) => isDone,
  )
  for (const { analyte, value, kinds } of signalsOf(known, points, needs)) {
    const where = `${place.batchId} ${place.condition ?? 'start'} ${place.month}`
    const subject = `study ${study.number} ${analyte} ${where} ${eventId ?? 'report'}`
    const [raised] = await selectThreads(tx, actor.authorityId, { kind: 'signal', subject, limit: 1 })
    if (raised) continue
    const thread = {
      ...{ kind: 'signal' as const, number: await nextNumber(tx, actor.authorityId, 'S', needs.now), subject },
      ...{ batchId: place.batchId, sampleId: null, productCode: study.productCode },
      ...{ holderId: study.holderId, laboratoryId: study.laboratoryId, refersId: study.threadId },
    }
    const content = {
      ...{ analyte, kinds: [...kinds], value, eventId: eventId && printId('event', eventId) },
      ...{
        studyId: printId('quality', study.threadId),
        studyNumber: study.number,
        condition: place.condition,
        month: place.month,
      },
    }
    await openThread(tx, actor, thread, { kind: 'raised', state: 'raised', at: needs.now, content })
  }
}

function signalsOf(
  { study, place, rows, observations }: Known,
  points: readonly PointFact[],
  { law, now }: QualityNeeds,
): Found[] {
  const terms = law.quality.stability(legalDayOf(now))
  const criteria = criteriaOf(study, law)
  const { changes } = weigh(study, points, law, legalDayOf(now))
  const here = rows.map((row) => ({ ...row, eventId: '' }))
  const found = criteria.flatMap((criterion): Found[] => {
    const value = numberOf(criterion, here)
    if (value === null) return []
    const { analyte } = criterion
    const kinds: StudySignalKind[] = []
    if (compareWithSpecification([criterion], here)[0]?.verdict === 'outside') kinds.push('out-of-limit')
    const earlier = points
      .filter((one) => one.batchId === place.batchId && one.month < place.month)
      .filter(({ condition }) => condition === null || condition === place.condition)
      .flatMap((one) => {
        const number = numberOf(criterion, asMeasured(one).rows)
        return number === null ? [] : [{ month: one.month, value: Number(number) }]
      })
    if (isOutOfTrend(earlier, { month: place.month, value: Number(value) }, terms.trendConfidence))
      kinds.push('out-of-trend')
    if (changes.some((one) => one.analyte === analyte && isSamePlace(one, place))) kinds.push('significant-change')
    return kinds.length > 0 ? [{ analyte, value, kinds }] : []
  })
  const unfit = observations.filter(({ conforms }) => !conforms)
  return [...found, ...unfit.map(({ test }): Found => ({ analyte: test, value: '–', kinds: ['out-of-limit'] }))]
}
