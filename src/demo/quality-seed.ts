// What the demo shows of quality, recorded through its own doors after the history is in: who is a qualified person, certificates of the
// newest releases, orders for what lies at the laboratory, and one result outside. People are invented. Not here: samples, results and
// verdicts, which are the history (quality.ts).
import {
  appoint,
  certifyHistory,
  confirmResult,
  explainCase,
  lawForChain,
  listBatches,
  orderTests,
  type QualityNeeds,
  qualityTerms,
  reportResult,
  startOrder,
} from '#chain'
import type { Appointment, NewOrder, OrderResult } from '#chain/contract'
import { newId, parseId, printId, type QualityId } from '#kernel'
import type { Corpus } from '#law'
import { type Actor, type Database, idempotent, systemActor, type TraceContext, type Tx } from '#platform'
import { actorOf } from './actors.ts'
import type { DemoWorld } from './contract.ts'
import { type DemoProduct, products } from './figures.ts'

type Seeding = {
  readonly database: Database
  readonly world: DemoWorld
  readonly trace: TraceContext
  readonly corpus: Corpus
  readonly now: () => Temporal.Instant
}

/** As many as a visitor opens; each costs some milliseconds. */
const certificates = 6

/** Twice is once: each has its key. */
export async function recordQuality({ database, world, trace, corpus, now }: Seeding): Promise<void> {
  const law = { ...lawForChain(corpus), quality: qualityTerms(corpus) }
  const house = systemActor(world.authorityId, trace)
  const manager = actorOf(world, 'bmc/chain', { trace, now: now() })
  await database.transaction(manager, (tx) => appointDecider(tx, manager, world, now()))
  await database.transaction(house, (tx) =>
    idempotent<number>(tx, house, { key: 'demo-certificates', content: certificates }, () =>
      certifyHistory(tx, house, { limit: certificates }, { law }),
    ),
  )
  const needs = { law, now: now() }
  const lying = await database.transaction(house, (tx) =>
    listBatches(tx, house, {
      filter: { kind: 'sample', status: 'sample', sort: 'opened', order: 'asc', limit: 3 },
      law,
    }),
  )
  for (const [index, sample] of lying.items.entries()) {
    const orderId = await place({ database, actor: manager, needs, world, sampleId: sample.batchId })
    // One is outside and explained, one is being tested, the rest wait.
    const analyst = actorOf(world, 'laboratory/analyst', { trace, now: now() })
    const second = actorOf(world, 'laboratory/second', { trace, now: now() })
    const product = Object.values(products).find(({ code }) => code === sample.productCode)
    if (index === 1 && product && isPast(now()))
      await findOutside({ database, actor: analyst, second, needs, world, orderId, product })
    if (index === 2)
      await once(database, analyst, `demo-start ${orderId}`, (tx) => startOrder(tx, analyst, orderId, needs))
  }
}

function appointDecider(tx: Tx, manager: Actor, world: DemoWorld, now: Temporal.Instant): Promise<Appointment> {
  const { userId } = world.staff['bmc/decision']! // world.ts employs one; a test looks.
  const given = { userId, from: '2015-10-02', until: null }
  return idempotent<Appointment>(tx, manager, { key: 'demo-qualified-person', content: given }, () =>
    appoint(tx, manager, given, now),
  )
}

const tests: NewOrder['tests'] = [
  'total-thc',
  'total-cbd',
  'total-cbn',
  'loss-on-drying',
  'foreign-matter',
  'appearance',
]

type Placing = {
  readonly database: Database
  readonly actor: Actor
  readonly needs: QualityNeeds
  readonly world: DemoWorld
}

async function place({ database, actor, needs, world, sampleId }: Placing & { sampleId: string }): Promise<QualityId> {
  const laboratory = world.parties.find(({ kind }) => kind === 'laboratory')! // world.ts has one; a test looks.
  const dueOn = Temporal.PlainDate.from(world.arguments.until).add({ days: 9 }).toString()
  const order = { sampleId, laboratoryId: laboratory.partyId, tests, dueOn }
  const id = await database.transaction(actor, (tx) =>
    idempotent<string>(tx, actor, { key: `demo-order-${sampleId.slice(-12)}`, content: order }, async () => {
      const { threadId } = await orderTests(tx, actor, order, needs)
      return printId('quality', threadId)
    }),
  )
  return parseId('quality', id)! // Printed just above.
}

/** The door goes by the real clock: a world that ends tomorrow has no result of tomorrow. */
const isPast = (now: Temporal.Instant) => Temporal.Instant.compare(now, Temporal.Now.instant()) <= 0

/** THC above its range: the laboratory confirms it, and then finds what it did wrong. */
async function findOutside({
  database,
  actor,
  second,
  needs,
  world,
  orderId,
  product: { thc, cbd },
}: Placing & {
  readonly second: Actor
  readonly orderId: QualityId
  readonly product: DemoProduct
}): Promise<void> {
  const laboratory = world.parties.find(({ kind }) => kind === 'laboratory')! // As above.
  const figure = (
    analyte: string,
    value: string,
    method = 'HPLC-UV, Ph. Eur. 3028',
  ): OrderResult['results'][number] => ({
    ...{ analyte, value, unit: '%', of: method.startsWith('HPLC') ? 'dried' : 'as-is', method },
    ...{ uncertainty: null, lod: '0.01', loq: '0.03', isBelow: false },
  })
  const report: OrderResult = {
    ...{ eventId: printId('event', newId('event')), occurredAt: needs.now.subtract({ minutes: 5 }).toString() },
    ...{ premisesId: laboratory.premises[0]!.premisesId, consumedMassMg: '1200' },
    results: [
      ...[figure('Total THC', (thc.max * 1.2).toFixed(1)), figure('total-cbd', cbd.nominal.toFixed(1))],
      figure('total-cbn', '0.2'),
      ...[figure('loss-on-drying', '8.4', 'Ph. Eur. 2.2.32'), figure('foreign-matter', '0.3', 'Ph. Eur. 2.8.2')],
    ],
    observations: [{ test: 'appearance', conforms: true, method: 'Cannabis Flos' }],
  }
  await once(database, actor, `demo-outside ${orderId}`, async (tx) => {
    await reportResult(tx, actor, { orderId, report }, needs)
  })
  await once(database, second, `demo-confirm ${orderId}`, async (tx) => {
    const { opened } = await confirmResult(tx, second, orderId, needs)
    const reason = 'Er is gerekend met de verdunningsfactor van een ander monster; het chromatogram is bewaard.'
    if (opened) await explainCase(tx, second, { caseId: opened.threadId, reason }, needs)
  })
}

function once(database: Database, actor: Actor, key: string, work: (tx: Tx) => Promise<unknown>): Promise<string> {
  const plain = key.replaceAll(' ', '-')
  return database.transaction(actor, (tx) =>
    idempotent<string>(tx, actor, { key: plain.slice(0, 80), content: plain }, async () => {
      await work(tx)
      return 'done'
    }),
  )
}
