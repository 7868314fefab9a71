// Stability studies over the real database: what may follow what, who may, what a point raises, and what a conclusion stops. Not here: the
// arithmetic (#statistics), HTTP, and the laboratory's own steps (quality.test.ts).
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, parseId, printId, type QualityId, Refused, sayRefusal, trustId } from '#kernel'
import { openTypesetter, type Tx } from '#platform'
import { readPdf } from '#platform/testing'
import type { Act, NewOrder, NewStudy, StudyView } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { appoint } from '../quality/appointments.ts'
import { explainCase, orderRetest } from '../quality/cases.ts'
import { releaseDossier } from '../quality/dossier.ts'
import { listSignals } from '../quality/drift.ts'
import { confirmResult, reportResult, withdrawOrder } from '../quality/orders.ts'
import { readerOf } from '../quality/read-results.ts'
import type { QualityTerms } from '../quality/terms.ts'
import { listCases, listOrders } from '../quality/views.ts'
import { recordAct } from '../record/record-act.ts'
import { testStability } from '../testing/stability-terms.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { batchStability } from './shelf-life.ts'
import { beginStudy, concludeStudy, drawPoint, stopStudy, takeOver } from './studies.ts'
import { studyPaper } from './study-paper.ts'
import { listStudies, readStudy } from './views.ts'
import { pullsToMake } from './work.ts'

const determination = (determinationId: 'total-thc' | 'total-cbd') => ({
  ...{
    determinationId,
    name: { nl: determinationId, en: determinationId },
    unit: '%' as const,
    written: [],
    units: [],
  },
})
let asksCapacity = false
const quality: QualityTerms = {
  ...{ caseDays: () => 30, certificateMonths: () => 3, releaseMonths: () => 24, retestWarningDays: () => 60 },
  ...{ needsQualified: () => asksCapacity, needsSecondEyes: () => false, products: () => ['flower'] },
  results: readerOf([determination('total-thc'), determination('total-cbd')]),
  charts: () => ({
    ...{ baseline: 2, limits: '2.66', ewmaWeight: '0.2', ewmaLimits: '2.96', cusumAllowance: '0.5', cusumLimit: '5' },
  }),
  ...{ stability: () => testStability, lawVersion: 'test' },
}
const law: LawForChain & { quality: QualityTerms } = { ...testLaw, quality }

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const as = <Value>(who: Someone, work: (tx: Tx) => Promise<Value>) => world.database.transaction(who.actor, work)
/** Studies run for years: their clock goes ahead, the ledger's stays. */
const after = (months: number) => ({
  law,
  now: Temporal.Now.zonedDateTimeISO('Europe/Amsterdam').add({ months }).toInstant(),
})
const now = () => after(0)
const day = (months = 0) => Temporal.Now.plainDateISO('Europe/Amsterdam').add({ months }).toString()
const act = <Kind extends Act['kind']>(who: Someone, kind: Kind, fields: object) =>
  as(who, (tx) =>
    recordAct(tx, who.actor, {
      act: world.make(who, kind, { occurredAt: moment(), ...fields } as never) as Act,
      ...now(),
    }),
  )
const moment = (minutes = 0) => Temporal.Now.instant().subtract({ minutes }).toString({ smallestUnit: 'millisecond' })

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    for (const locale of ['nl', 'en'] as const) {
      const { detail } = sayRefusal(error.refusal, locale)
      expect(detail).not.toMatch(/undefined|\[object/)
    }
    return error.message
  }
  return 'done'
}

let counter = 0
/** 500 mg dried at the grower, in quarantine. */
async function grown() {
  const { grower } = world.who
  counter += 1
  const [lot, harvest] = [newBatch(`SL${counter}`), newBatch(`SH${counter}`)]
  const plants = { productCode: 'flower', cultivar: 'C', plants: 10, room: '1' }
  await act(grower, 'plant', { batch: lot, ...plants, occurredAt: moment(5) })
  const cut = { plantLotId: lot.batchId, plantsCut: 5, batch: harvest, wetMassMg: '2000' }
  await act(grower, 'harvest', { ...cut, occurredAt: moment(4) })
  await act(grower, 'dry', { batchId: harvest.batchId, driedMassMg: '500', occurredAt: moment(3) })
  return harvest
}
async function sampled(batchId: string) {
  const { grower, laboratory } = world.who
  counter += 1
  const sample = newBatch(`SS${counter}`)
  await act(grower, 'sample', { batchId, state: 'quarantine', massMg: '50', sample, occurredAt: moment(2) })
  const shipmentId = printId('shipment', newId('shipment'))
  const line = { batchId: sample.batchId, state: 'sample' as const }
  const to = {
    receiverId: printId('party', laboratory.partyId),
    toPremisesId: printId('premises', laboratory.premisesId),
  }
  await act(grower, 'ship', { shipmentId, ...to, reason: 'sample', lines: [{ ...line, massMg: '50' }] })
  await act(laboratory, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '50' }] })
  return sample.batchId
}
const protocol = (batchIds: readonly string[], over: Partial<NewStudy> = {}): NewStudy => ({
  ...{ productCode: 'flower', laboratoryId: printId('party', world.who.laboratory.partyId), container: 'jar' },
  batches: batchIds.map((batchId) => ({ batchId, placedOn: day() })),
  conditions: [
    { condition: '25-60', role: 'long-term', months: [12, 3, 6, 9] },
    { condition: '40-75', role: 'accelerated', months: [3, 6] },
  ],
  tests: ['total-thc', 'total-cbd', 'appearance'],
  ...over,
})
async function begun(over: Partial<NewStudy> = {}) {
  const { grower } = world.who
  const harvest = await grown()
  const given = protocol([harvest.batchId], over)
  const { threadId } = await as(grower, (tx) => beginStudy(tx, grower.actor, given, now()))
  return { harvest, studyId: threadId }
}
const figure = (analyte: string, value: string) => ({
  ...{ analyte, value, unit: '%', of: 'dried' as const, method: 'HPLC', uncertainty: null },
  ...{ lod: null, loq: null, isBelow: false },
})
type At = { readonly batchId: string; readonly condition: '25-60' | '40-75' | null; readonly month: number }
const found = (thc: string, conforms = true) => ({
  results: [figure('total-thc', thc), figure('total-cbd', '0.4')],
  observations: [{ test: 'appearance' as const, conforms, method: 'by eye' }],
})
const take = (studyId: QualityId, at: At, thc: string, who = world.who.grower) =>
  as(who, (tx) =>
    takeOver(
      tx,
      who.actor,
      { studyId, given: { ...at, testedOn: day(at.month), report: `R-${at.month}`, ...found(thc) } },
      after(at.month + 1),
    ),
  )
const draw = (studyId: QualityId, at: At, sampleId: string, who = world.who.grower) =>
  as(who, (tx) => drawPoint(tx, who.actor, { studyId, pull: { ...at, sampleId, dueOn: null } }, after(at.month)))
const read = (studyId: QualityId, who = world.who.grower, months = 0) =>
  as(who, (tx) => readStudy(tx, who.actor, { studyId }, after(months)))
/** The laboratory reports what it found of the newest order of a point, and confirms it. */
async function measure(view: StudyView, at: At, thc: string) {
  const { laboratory } = world.who
  const point = view.points.findLast((one) => one.condition === at.condition && one.month === at.month)
  const orderId = parseId('quality', point?.order?.id ?? '')!
  const report = {
    ...{ eventId: printId('event', newId('event')), occurredAt: moment(), consumedMassMg: '5', ...found(thc) },
    premisesId: printId('premises', laboratory.premisesId),
  }
  await as(laboratory, (tx) => reportResult(tx, laboratory.actor, { orderId, report }, now()))
  return as(laboratory, (tx) => confirmResult(tx, laboratory.actor, orderId, after(at.month)))
}
const conclude = (studyId: QualityId, months: number, who = world.who.authority) =>
  as(who, (tx) =>
    concludeStudy(tx, who.actor, { studyId, given: { kind: 'shelf-life', months, reason: 'stands' } }, after(13)),
  )
/** A year of storage that loses a little. */
async function year(studyId: QualityId, batchId: string) {
  for (const [month, thc] of [
    [0, '22.00'],
    [3, '21.92'],
    [6, '21.87'],
    [9, '21.79'],
    [12, '21.72'],
  ] as const) {
    await take(studyId, { batchId, condition: month === 0 ? null : '25-60', month }, thc)
  }
}

test('a point is drawn, measured and drawn into the study, and is none of the batch’s results', async () => {
  const { laboratory, grower } = world.who
  const { harvest, studyId } = await begun()
  const at = { batchId: harvest.batchId, condition: null, month: 0 }
  const sampleId = await sampled(harvest.batchId)
  await draw(studyId, at, sampleId)
  const drawn = await read(studyId, laboratory)
  expect(drawn.points[0]).toMatchObject({ condition: null, month: 0, state: 'pulled', values: [] })
  expect(drawn.batches[0]?.name).toBe(`SH${counter - 1}`)
  const { opened } = await measure(drawn, at, '21.64')
  expect(opened).toBeNull()
  const view = await read(studyId)
  const [point] = view.points
  expect(point).toMatchObject({ state: 'done', eventId: expect.stringMatching(/^evt_/) })
  expect(point?.values[0]).toMatchObject({
    analyte: 'total-thc',
    number: '21.6400',
    compared: '21.6',
    verdict: 'inside',
  })
  expect(view.support).toMatchObject({ months: null, missing: ['total-thc', 'total-cbd'], change: 'unknown' })
  expect(view.steps.map(({ kind }) => kind)).toEqual(['begun', 'drawn'])
  const dossier = await as(grower, (tx) =>
    releaseDossier(tx, grower.actor, { batchId: parseId('batch', harvest.batchId)! }, now()),
  )
  expect(dossier).toMatchObject({ blocking: [], verdict: 'missing' })
  // What was used up is mass all the same.
  const left = await world.admin.query<{ amount: bigint }>(
    `select n.amount from chain.balance n join chain.account a using (authority_id, account_id)
     where a.batch_id = $1 and a.holder_id = $2`,
    [parseId('batch', sampleId), laboratory.partyId],
  )
  expect(left[0]?.amount).toBe(45n)
})

describe('what a point raises', () => {
  test('on stricter storage five percent is a signal, and no case about the batch', async () => {
    const { authority, grower } = world.who
    const { harvest, studyId } = await begun()
    await take(studyId, { batchId: harvest.batchId, condition: null, month: 0 }, '22.0')
    const at = { batchId: harvest.batchId, condition: '40-75' as const, month: 3 }
    await draw(studyId, at, await sampled(harvest.batchId))
    const { opened } = await measure(await read(studyId), at, '20.9')
    expect(opened).toBeNull()
    const signals = await as(authority, (tx) => listSignals(tx, authority.actor, { law }))
    const { number } = await read(studyId)
    const raised = signals.find(({ study }) => study?.number === number)
    expect(raised).toMatchObject({
      analyte: 'total-thc',
      kinds: ['significant-change'],
      value: '20.9000',
      state: 'raised',
    })
    expect(raised?.eventId).toMatch(/^evt_/)
    const view = await read(studyId, grower, 3)
    expect(view.changes).toMatchObject([{ analyte: 'total-thc', month: 3, initial: '22.0000' }])
    expect(view.support.change).toBe('intermediate-unknown')
  })

  test('on the storage of the label what is outside is a case about the batch too', async () => {
    const { authority, laboratory } = world.who
    const { harvest, studyId } = await begun()
    await take(studyId, { batchId: harvest.batchId, condition: null, month: 0 }, '22.0')
    const at = { batchId: harvest.batchId, condition: '25-60' as const, month: 3 }
    await draw(studyId, at, await sampled(harvest.batchId))
    const { opened } = await measure(await read(studyId), at, '17.1')
    expect(opened?.kind).toBe('case')
    const cases = await as(laboratory, (tx) => listCases(tx, laboratory.actor, { ids: [opened!.threadId] }))
    expect(cases[0]?.findings[0]).toMatchObject({ analyte: 'total-thc', compared: '17.1' })
    const { number, support } = await read(studyId, authority, 3)
    expect(support.failedMonth).toBe(3)
    const signals = await as(authority, (tx) => listSignals(tx, authority.actor, { law }))
    expect(signals.find(({ study }) => study?.number === number)?.kinds).toEqual(['out-of-limit'])
  })

  test('tested again and again, the last result speaks, to whose study it is too', async () => {
    const { laboratory, authority, grower, pharmacy } = world.who
    const { harvest, studyId } = await begun()
    await take(studyId, { batchId: harvest.batchId, condition: null, month: 0 }, '22.0')
    const at = { batchId: harvest.batchId, condition: '25-60' as const, month: 3 }
    const sampleId = await sampled(harvest.batchId)
    await draw(studyId, at, sampleId)
    const pointOf = async () =>
      (await read(studyId, authority, 3)).points.findLast(
        ({ condition, month }) => condition === '25-60' && month === 3,
      )
    const firstOrder = (await pointOf())?.order
    const then = after(3)
    let { opened } = await measure(await read(studyId), at, '17.1')
    const order: NewOrder = {
      ...{ sampleId, laboratoryId: printId('party', laboratory.partyId), dueOn: null },
      tests: ['total-thc', 'total-cbd', 'appearance'],
    }
    for (const [thc, isOutside] of [
      ['17.2', true],
      ['17.3', true],
      ['21.6', false],
    ] as const) {
      const caseId = opened!.threadId
      await as(laboratory, (tx) => explainCase(tx, laboratory.actor, { caseId, reason: 'diluted twice' }, then))
      const again = await as(authority, (tx) => orderRetest(tx, authority.actor, { caseId, order }, then))
      expect((await pointOf())?.order?.number).toBe(again.order.number) // Waiting for it is not over with the first.
      opened = (await measure(await read(studyId, laboratory), at, thc)).opened
      expect(opened !== null).toBe(isOutside)
      const point = await pointOf()
      expect(point?.values[0]?.number).toBe(`${thc}000`)
      expect(point?.order?.number).toBe(again.order.number)
      const theirs = (await read(studyId, grower, 3)).points.findLast(
        ({ condition, month }) => condition === '25-60' && month === 3,
      )
      expect([theirs?.order, theirs?.values]).toEqual([point?.order, point?.values]) // The authority ordered it; the study is the grower's.
      const seen = await as(pharmacy, (tx) => listOrders(tx, pharmacy.actor, { law }))
      expect(seen).toEqual([])
    }
    expect((await read(studyId, grower, 3)).support).toEqual((await read(studyId, authority, 3)).support)
    expect((await pointOf())?.order).not.toEqual(firstOrder)
    expect((await read(studyId, authority, 3)).support.failedMonth).toBeNull()
  })

  test('what does not follow from the points before it is out of trend', async () => {
    const { authority } = world.who
    const { harvest, studyId } = await begun()
    await year(studyId, harvest.batchId)
    const { number } = await read(studyId)
    const of = async () =>
      (await as(authority, (tx) => listSignals(tx, authority.actor, { law }))).filter(
        ({ study }) => study?.number === number,
      )
    expect(await of()).toEqual([])
    const other = await begun()
    const { batchId } = other.harvest
    for (const [month, thc] of [
      [0, '22.00'],
      [3, '21.92'],
      [6, '21.87'],
      [9, '19.90'],
    ] as const)
      await take(other.studyId, { batchId, condition: month === 0 ? null : '25-60', month }, thc)
    const there = await read(other.studyId)
    const signals = await as(authority, (tx) => listSignals(tx, authority.actor, { law }))
    const [raised] = signals.filter(({ study }) => study?.number === there.number)
    expect(raised).toMatchObject({ kinds: ['out-of-trend'], eventId: null, value: '19.9000' })
  })
})

describe('a conclusion', () => {
  test('is a qualified person’s, never longer than the figures carry, and is what packs and releases are held to', async () => {
    const { authority, grower } = world.who
    const { harvest, studyId } = await begun()
    const { batchId } = harvest
    expect(await refusal(conclude(studyId, 12))).toBe('chain/study-too-early-to-say')
    await year(studyId, batchId)
    // Accelerated storage has not run its course: unknown is not "no change".
    expect((await read(studyId, grower, 13)).support).toMatchObject({ months: 12, limitMonths: 12, change: 'unknown' })
    await take(studyId, { batchId, condition: '40-75', month: 3 }, '21.6')
    await take(studyId, { batchId, condition: '40-75', month: 6 }, '21.3')
    const { support, attributes } = await read(studyId, grower, 13)
    expect(support).toEqual({
      ...{ months: 24, limitedBy: null, measuredMonths: 12, limitMonths: 24 },
      ...{ change: 'none', missing: [], failedMonth: null },
    })
    expect(attributes[0]?.evaluation).toMatchObject({ model: 'single', sides: 2, isAtHorizon: true })
    asksCapacity = true
    expect(await refusal(conclude(studyId, 24))).toBe('chain/not-qualified')
    const manager: Someone = { ...authority, actor: world.actorFor({ wall: 'staff' }) }
    await as(manager, (tx) =>
      appoint(
        tx,
        { ...manager.actor, userId: newId('user') },
        { userId: printId('user', authority.actor.userId!), from: '2020-01-01', until: null },
        Temporal.Now.instant(),
      ),
    )
    expect(await refusal(conclude(studyId, 25))).toBe('chain/study-beyond')
    await conclude(studyId, 24)
    asksCapacity = false
    const view = await read(studyId, grower, 13)
    expect(view).toMatchObject({
      state: 'concluded',
      conclusion: { kind: 'shelf-life', months: 24, supportedMonths: 24 },
    })
    const release = (expiresOn: string) =>
      refusal(
        act(authority, 'release', {
          batchId,
          verdict: 'rejected',
          certificate: 'COA-X',
          expiresOn,
          reason: 'not this one',
        }),
      )
    expect(await release(day(60))).toBe('done') // What is rejected keeps no day.
    const packer = await grown()
    const pack = (expiresOn: string) =>
      refusal(
        act(grower, 'pack', {
          ...{ batchId: packer.batchId, inputMassMg: '100', wasteMassMg: '0', packs: 20, packMassMg: '5' },
          ...{ pack: newBatch(`SP${expiresOn}`), gtin: '08712345000035', expiresOn },
        }),
      )
    expect(await pack(day(25))).toBe('chain/expiry-beyond-study')
    expect(await pack(day(24))).not.toBe('chain/expiry-beyond-study')
  })

  test('nobody but the authority writes one, whatever SQL it runs', async () => {
    const { grower } = world.who
    const { studyId } = await begun()
    const step = {
      thread: studyId,
      step: 2,
      id: newId('step'),
      kind: 'concluded',
      state: 'concluded',
      party: grower.partyId,
    }
    const text = JSON.stringify([{ ...step, at: moment(), record: '{}', salt: Buffer.alloc(32).toString('base64') }])
    const write = (who: Someone) =>
      as(who, (tx) => sql`select chain.post_quality(${world.authorityId}, '[]'::jsonb, ${text}::jsonb)`.execute(tx))
    await expect(write(grower)).rejects.toThrow('row-level security')
    // A signal neither, of a study that is another’s.
    const signal = {
      id: newId('quality'),
      kind: 'signal',
      number: 'S-X',
      holder: grower.partyId,
      refers: studyId,
      at: moment(),
    }
    const raised = JSON.stringify([
      { ...JSON.parse(text)[0], thread: signal.id, step: 1, kind: 'raised', party: world.who.pharmacy.partyId },
    ])
    const raise = as(world.who.pharmacy, (tx) =>
      sql`select chain.post_study_signal(${world.authorityId}, ${JSON.stringify([signal])}::jsonb, ${raised}::jsonb)`.execute(
        tx,
      ),
    )
    await expect(raise).rejects.toThrow('one’s own')
  })

  test('is told to whoever has the batch, the study only to whom it is of', async () => {
    const { grower, pharmacy, laboratory } = world.who
    const harvest = await grown()
    const of = (who: Someone, batchId = harvest.batchId) =>
      as(who, (tx) => batchStability(tx, who.actor, parseId('batch', batchId)!, after(13)))
    const mine = await of(grower)
    expect(mine.shelfLife).toMatchObject({ months: 24, kind: 'shelf-life', countsFrom: null, lastDay: null })
    expect(mine.studies).toEqual([])
    expect((await of(pharmacy)).shelfLife).toBeNull()
    const { harvest: followed, studyId } = await begun()
    expect((await of(grower, followed.batchId)).studies).toHaveLength(1)
    expect((await of(pharmacy, followed.batchId)).studies).toEqual([])
    expect(await refusal(read(studyId, pharmacy))).toBe('chain/unknown-quality')
    expect((await as(pharmacy, (tx) => listStudies(tx, pharmacy.actor, now()))).length).toBe(0)
    expect((await as(laboratory, (tx) => listStudies(tx, laboratory.actor, now()))).length).toBeGreaterThan(3)
  })
})

describe('what is refused', () => {
  const begin = (batchIds: readonly string[], over: Partial<NewStudy> = {}, who = world.who.grower) =>
    refusal(as(who, (tx) => beginStudy(tx, who.actor, protocol(batchIds, over), now())))

  test('a protocol that does not hold together', async () => {
    const { batchId } = await grown()
    const [longTerm, accelerated] = protocol([]).conditions
    for (const over of [
      { conditions: [accelerated!] },
      { conditions: [longTerm!, { ...accelerated!, role: 'long-term' as const }] },
      { conditions: [longTerm!, { ...accelerated!, condition: '25-60' as const }] },
      { batches: [0, 1].map(() => ({ batchId, placedOn: day() })) },
      { batches: [{ batchId, placedOn: day(1) }] },
      { batches: [{ batchId, placedOn: '2001-01-01' }] },
      { batches: [{ batchId: printId('batch', newId('batch')), placedOn: day() }] },
      { productCode: 'oil' },
      { tests: ['appearance' as const] },
    ])
      expect(await begin([batchId], over), JSON.stringify(over)).toBe('chain/study-protocol')
    expect(await begin([batchId], {}, world.who.pharmacy)).toBe('chain/study-protocol') // Not hers to see.
    const packer = printId('party', world.who.packer.partyId)
    expect(await begin([batchId], { laboratoryId: packer })).toBe('chain/not-a-laboratory')
  })

  test('a point that is not planned, not due, of another sample, by another, or on record', async () => {
    const { laboratory } = world.who
    const { harvest, studyId } = await begun()
    const { batchId } = harvest
    const start = { batchId, condition: null, month: 0 }
    const sampleId = await sampled(batchId)
    expect(await refusal(draw(studyId, { ...start, month: 4 }, sampleId))).toBe('chain/study-point-unplanned')
    expect(await refusal(draw(studyId, { ...start, condition: '25-60' }, sampleId))).toBe('chain/study-point-unplanned')
    const early = { batchId, condition: '25-60' as const, month: 12 }
    const tooSoon = as(world.who.grower, (tx) =>
      drawPoint(tx, world.who.grower.actor, { studyId, pull: { ...early, sampleId, dueOn: null } }, now()),
    )
    expect(await refusal(tooSoon)).toBe('chain/study-point-early')
    const elsewhere = await sampled((await grown()).batchId)
    expect(await refusal(draw(studyId, start, elsewhere))).toBe('chain/study-sample')
    expect(await refusal(draw(studyId, start, sampleId, laboratory))).toBe('chain/study-not-owner')
    await draw(studyId, start, sampleId)
    expect(await refusal(take(studyId, start, '22.0'))).toBe('chain/study-point-taken')
    // An order that was withdrawn makes room again.
    const { order } = (await read(studyId)).points[0]!
    const orderId = parseId('quality', order!.id)!
    const { grower } = world.who
    await as(grower, (tx) => withdrawOrder(tx, grower.actor, { orderId, reason: 'broke' }, now()))
    await take(studyId, start, '22.0')
    const incomplete = {
      ...start,
      condition: '25-60' as const,
      month: 3,
      testedOn: day(3),
      report: 'R',
      results: [],
      observations: [],
    }
    expect(
      await refusal(as(grower, (tx) => takeOver(tx, grower.actor, { studyId, given: incomplete }, after(4)))),
    ).toBe('chain/results-incomplete')
  })

  test('a study that was stopped goes no further', async () => {
    const { grower, laboratory } = world.who
    const { harvest, studyId } = await begun()
    const stop = (who: Someone) =>
      refusal(as(who, (tx) => stopStudy(tx, who.actor, { studyId, reason: 'chamber failed' }, now())))
    expect(await stop(laboratory)).toBe('chain/study-not-owner')
    expect(await stop(grower)).toBe('done')
    expect(await stop(grower)).toBe('chain/wrong-step')
    expect(await refusal(take(studyId, { batchId: harvest.batchId, condition: null, month: 0 }, '22.0'))).toBe(
      'chain/wrong-step',
    )
    expect(await refusal(read(trustId('quality', newId('quality'))))).toBe('chain/unknown-quality')
  })
})

test('what is due and what is overdue is asked of its holder and its laboratory', async () => {
  const { grower, laboratory, pharmacy } = world.who
  const { studyId } = await begun()
  const id = printId('quality', studyId)
  const due = async (who: Someone, months: number) => {
    const today = Temporal.PlainDate.from(day(months))
    const { items, count } = await as(who, (tx) => pullsToMake(tx, who.actor, { law, today, itemsMax: 100 }))
    expect(count).toBe(items.length)
    return items.filter(({ href }) => href === `/quality/stability/${id}`).map(({ dueOn }) => dueOn)
  }
  const until = (months: number) => Temporal.PlainDate.from(day(months)).add({ days: 14 }).toString()
  expect(await due(grower, 0)).toEqual([until(0)])
  expect(await due(laboratory, 3)).toEqual([until(0), until(3)])
  expect(await due(pharmacy, 3)).toEqual([])
  expect((await read(studyId, grower, 4)).points.slice(0, 3).map(({ state }) => state)).toEqual([
    'overdue',
    'overdue',
    'overdue',
  ])
})

test('on paper it says of which day it is, and up to when and which step its data were read', async () => {
  const { harvest, studyId } = await begun()
  await take(studyId, { batchId: harvest.batchId, condition: null, month: 0 }, '22.00')
  const setter = openTypesetter()
  try {
    for (const [locale, said] of [
      ['nl', ['Flower, rapport van 3 februari 2031', 'Gegevens gelezen', '03-02-2031 14:05, tot en met stap 2 van']],
      ['en', ['Flower, report of 3 February 2031', 'Data read', '03-02-2031 14:05, up to step 2 of']],
    ] as const) {
      const paper = studyPaper({
        ...{ view: await read(studyId), locale, publicUrl: new URL('https://grein.example'), author: 'The grower' },
        ...{ readAt: Temporal.Instant.from('2031-02-03T13:05:59Z'), nameOf: quality.results.nameOf },
      })
      expect(paper.day.toString()).toBe('2031-02-03')
      const { pages } = await readPdf(await setter.typeset(paper))
      for (const words of said) expect(pages[0]).toContain(words)
    }
  } finally {
    await setter[Symbol.asyncDispose]()
  }
})

test('the whole ledger is as its records say, studies included', async () => {
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})
