// Whether a product still is what it was, batch by batch: signals of the house's control charts, folded from the measurements, raised once
// and looked at by a person. The same measurements give the same signals. Not here: the arithmetic (#statistics), and drawing it (web).
import { type Json, legalDayOf, parseId, printId, type QualityId, refuseNow, trustId } from '#kernel'
import type { Product } from '#law/contract'
import { type Actor, leafIndexes, type Tx } from '#platform'
import { chartPhases, type SignalKind } from '#statistics'
import type { ChartedAnalyte, ChartRules, ProductComposition, SignalView } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import type { QualityNeeds } from './order-thread.ts'
import { qualityProblems } from './problems.ts'
import { productComposition } from './product-composition.ts'
import { addStep, nextNumber, openOrNewest, openThread, selectThreads, type ThreadFact } from './store.ts'
import { viewStep } from './views.ts'

type Found = {
  readonly analyte: ChartedAnalyte
  readonly growerId: string
  readonly batchId: string
  readonly kinds: readonly SignalKind[]
  readonly value: string
  readonly eventId: string | null
}

/** Every measured value with what its chart says of it, by analyte and grower, in the order of measuring. */
export function chartedIn({ analytes, points, rules }: ProductComposition) {
  return analytes.flatMap(({ analyte }) =>
    [...Map.groupBy(points, ({ grower }) => grower.partyId)].flatMap(([growerId, ofGrower]) => {
      const measured = ofGrower.flatMap(({ batch, laboratory, verdict, leftOut, values }) =>
        values
          .filter((value) => value.analyte === analyte)
          .map(({ value: text, method, eventId }) => ({
            ...{ analyte, growerId, batchId: batch.batchId, eventId, text, value: Number(text) },
            ...{ phase: `${method}\n${laboratory?.partyId ?? ''}`, isCounted: verdict === 'released' },
            isLeftOut: leftOut !== null,
          })),
      )
      return chartPhases(measured, rules).flatMap((phase) => phase.points)
    }),
  )
}

/** Every batch with a signal. */
export const signalsIn = (composition: ProductComposition): Found[] =>
  chartedIn(composition)
    .filter(({ signals }) => signals.length > 0)
    .map(({ analyte, growerId, batchId, eventId, text, signals }) => ({
      ...{ analyte, growerId, batchId, eventId },
      ...{ value: text, kinds: signals },
    }))

/** Of the newest so many batches: what was long ago was seen, or was history when it came in. */
const batchesBack = 12

/** Raises what the charts say now and did not say before; how many. Staff, or the house by the clock and after a verdict. */
export async function raiseSignals(
  tx: Tx,
  actor: Actor,
  { product, rules }: { readonly product: Product; readonly rules: ChartRules },
  { now }: Pick<QualityNeeds, 'now'>,
): Promise<number> {
  const composition = await productComposition(tx, actor, { product, rules })
  const newest = new Set(composition.points.slice(-batchesBack).map(({ batch }) => batch.batchId))
  let raised = 0
  for (const found of signalsIn(composition).filter(({ batchId }) => newest.has(batchId))) {
    const subject = `${product.productCode} ${found.analyte} ${found.batchId}`
    const [known] = await selectThreads(tx, actor.authorityId, { kind: 'signal', subject, limit: 1 })
    if (known) continue
    const holderId = parseId('party', found.growerId)
    const thread = {
      ...{ kind: 'signal' as const, number: await nextNumber(tx, actor.authorityId, 'S', now), subject },
      ...{ batchId: parseId('batch', found.batchId), sampleId: null, productCode: product.productCode },
      ...{ holderId: holderId ?? trustId('party', actor.authorityId), laboratoryId: null }, // A grower's id was printed by us.
    }
    const content = { analyte: found.analyte, kinds: [...found.kinds], value: found.value, eventId: found.eventId }
    await openThread(tx, actor, thread, { kind: 'raised', state: 'raised', at: now, content })
    raised += 1
  }
  return raised
}

/** The same for every product on offer; how many. */
export async function raiseAllSignals(
  tx: Tx,
  actor: Actor,
  { law, now }: { readonly law: LawForChain; readonly now: QualityNeeds['now'] },
): Promise<number> {
  const on = legalDayOf(now)
  if (!law.quality) return 0
  let raised = 0
  for (const code of law.quality.products(on)) {
    const product = law.product(code, on)
    if (product) raised += await raiseSignals(tx, actor, { product, rules: law.quality.charts(on) }, { now })
  }
  return raised
}

/** Somebody looked, and says what it was. */
export async function lookAtSignal(
  tx: Tx,
  actor: Actor,
  { signalId, reason }: { readonly signalId: QualityId; readonly reason: string },
  { now }: Pick<QualityNeeds, 'now'>,
): Promise<void> {
  const [found] = await selectThreads(tx, actor.authorityId, { kind: 'signal', ids: [signalId], limit: 1 })
  if (!found) return refuseNow(qualityProblems['unknown-quality'], {})
  if (found.state !== 'raised') refuseNow(qualityProblems['wrong-step'], { number: found.number, state: found.state })
  await addStep(tx, actor, found, { kind: 'seen', state: 'seen', at: now, content: { reason } })
}

/** Newest first, those that nobody looked at whatever their age; staff see all, a grower its own. */
export async function listSignals(
  tx: Tx,
  actor: Actor,
  { law, ids }: { readonly law: LawForChain; readonly ids?: readonly QualityId[] },
): Promise<SignalView[]> {
  const threads = await selectThreads(tx, actor.authorityId, {
    kind: 'signal',
    ...(ids ? { ids, limit: null } : openOrNewest(['raised'])),
  })
  const wanted = nothingWanted()
  for (const { holderId, batchId, steps } of threads) {
    wanted.parties.add(holderId)
    if (batchId) wanted.batches.add(batchId)
    for (const { partyId } of steps) wanted.parties.add(partyId)
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  const places = await leafIndexes(
    tx,
    actor,
    threads.flatMap(({ steps }) => steps.map(({ stepId }) => stepId)),
  )
  return threads.map((thread) => {
    const { analyte, kinds, value, eventId, studyId, studyNumber } = saidBy(thread)
    const code = thread.productCode ?? ''
    return {
      ...{
        signalId: printId('quality', thread.threadId),
        number: thread.number,
        analyte,
        kinds: [...kinds],
        value,
        eventId,
      },
      study: studyId && studyNumber ? { id: studyId, number: studyNumber } : null,
      state: thread.state === 'seen' ? 'seen' : 'raised',
      ...{ productCode: code, productName: law.product(code, legalDayOf(thread.openedAt))?.name ?? code },
      grower: names.party(thread.holderId),
      batch: thread.batchId && names.batch(thread.batchId),
      raisedAt: thread.openedAt.toString(),
      steps: thread.steps.map((step) => viewStep(step, names, places)),
    }
  })
}

type Said = Pick<SignalView, 'analyte' | 'kinds' | 'value' | 'eventId'> & {
  readonly studyId?: string
  readonly studyNumber?: string
}

function saidBy({ steps }: ThreadFact): Said {
  const content: unknown = steps[0]?.content satisfies Json | undefined
  return content as Said // Written by `raiseSignals`, or by a study's `followMeasured`.
}
