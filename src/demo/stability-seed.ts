// The stability study of the demo, recorded through its own doors after the history is in: three batches of Bedica, followed from the day they
// were made, with the figures of a laboratory's reports. The figures are invented. Not here: results for a release (quality-seed.ts).
import { beginStudy, lawForChain, listBatches, type QualityNeeds, qualityTerms, readStudy, takeOver } from '#chain'
import type { NewStudy, StudyPoint, TakenOver } from '#chain/contract'
import { legalDayOf } from '#kernel'
import type { Corpus } from '#law'
import { type Actor, type Database, idempotent, type TraceContext, type Tx } from '#platform'
import { actorOf } from './actors.ts'
import type { DemoWorld } from './contract.ts'

type Seeding = {
  readonly database: Database
  readonly world: DemoWorld
  readonly trace: TraceContext
  readonly corpus: Corpus
  readonly now: () => Temporal.Instant
}

const productCode = 'bedica'
const batchesMax = 3
/** What was to be drawn in the last weeks still is. */
const laggingDays = 21

/** Twice is once: all of it has one key. A world that is too young has no study. */
export async function recordStability({ database, world, trace, corpus, now }: Seeding): Promise<void> {
  const needs = { law: { ...lawForChain(corpus), quality: qualityTerms(corpus) }, now: now() }
  const manager = actorOf(world, 'bmc/chain', { trace, now: now() })
  await database.transaction(manager, (tx) =>
    idempotent<string>(tx, manager, { key: 'demo-stability', content: productCode }, async () => {
      const protocol = await protocolOf(tx, manager, world, needs)
      if (protocol) await follow(tx, manager, protocol, needs)
      return 'done'
    }),
  )
}

async function protocolOf(
  tx: Tx,
  manager: Actor,
  world: DemoWorld,
  { law, now }: QualityNeeds,
): Promise<NewStudy | null> {
  const filter = { kind: 'bulk', product: productCode, sort: 'opened', order: 'asc', limit: batchesMax } as const
  const { items } = await listBatches(tx, manager, { filter, law })
  const laboratory = world.parties.find(({ kind }) => kind === 'laboratory')! // world.ts has one; a test looks.
  const today = legalDayOf(now).toString()
  const batches = items
    .map(({ batchId, openedOn }) => ({ batchId, placedOn: openedOn }))
    .filter(({ placedOn }) => placedOn < today)
  if (batches.length < batchesMax) return null
  return {
    ...{ productCode, laboratoryId: laboratory.partyId, container: 'pot van 5 gram', batches },
    conditions: [
      { condition: '25-60', role: 'long-term', months: [3, 6, 9, 12, 18, 24] },
      { condition: '40-75', role: 'accelerated', months: [3, 6] },
    ],
    tests: ['total-thc', 'total-cbd', 'total-cbn', 'loss-on-drying', 'appearance'],
  }
}

async function follow(tx: Tx, manager: Actor, protocol: NewStudy, needs: QualityNeeds): Promise<void> {
  const { threadId: studyId } = await beginStudy(tx, manager, protocol, needs)
  const { points, batches } = await readStudy(tx, manager, { studyId }, needs)
  const last = legalDayOf(needs.now).subtract({ days: laggingDays }).toString()
  for (const point of points.filter(({ plannedOn }) => plannedOn <= last)) {
    const index = batches.findIndex(({ batchId }) => batchId === point.batchId)
    await takeOver(tx, manager, { studyId, given: reported(point, index) }, needs)
  }
}

/** THC goes down a little and becomes CBN, faster in the heat; what a method scatters follows from month and batch, so that it is always the same. */
function reported({ batchId, condition, month, plannedOn }: StudyPoint, index: number): TakenOver {
  const pace = condition === '40-75' ? 2.2 : 1
  const scatter = ((month * 7 + index * 5) % 5) - 2
  const figure = (analyte: string, value: number, method: string, of: 'dried' | 'as-is' = 'dried') => ({
    ...{ analyte, value: value.toFixed(2), unit: '%', of, method, uncertainty: null },
    ...{ lod: '0.01', loq: '0.03', isBelow: false },
  })
  const hplc = 'HPLC-UV, Ph. Eur. 3028'
  return {
    ...{
      batchId,
      condition,
      month,
      testedOn: plannedOn,
      report: `ALK-STAB-${index + 1}-${condition ?? '0'}-M${month}`,
    },
    results: [
      figure('total-thc', 14.4 + index * 0.05 - 0.035 * month * pace + scatter * 0.02, hplc),
      figure('total-cbd', 0.3 + scatter * 0.005, hplc),
      figure('total-cbn', 0.12 + 0.018 * month * pace + scatter * 0.004, hplc),
      figure('loss-on-drying', 7.8 + index * 0.02 + 0.01 * month + scatter * 0.03, 'Ph. Eur. 2.2.32', 'as-is'),
    ],
    observations: [{ test: 'appearance', conforms: true, method: 'Cannabis Flos' }],
  }
}
