// What the tests of quality share: a world with its terms, a sample at the laboratory, and short ways to report, confirm and release. Only for tests.
import { afterAll, expect } from 'vitest'
import { newId, parseId, printId, Refused, sayRefusal, trustId } from '#kernel'
import type { Tx } from '#platform'
import type { Act, ActOf, OrderView } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { orderTests } from '../quality/order-thread.ts'
import { confirmResult, reportResult } from '../quality/orders.ts'
import { readerOf } from '../quality/read-results.ts'
import type { QualityTerms } from '../quality/terms.ts'
import { readOrder } from '../quality/views.ts'
import { recordAct } from '../record/record-act.ts'
import { testStability } from './stability-terms.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from './world.ts'

/** One for each file of tests: files of one worker share their modules, and a world is closed with its file. */
export async function openQualityBench() {
  const always = { from: '2015-01-01', until: null, source: 'test' }
  const determination = (determinationId: 'total-thc' | 'total-cbd', as: string) => ({
    ...{ determinationId, name: { nl: as, en: as }, unit: '%' as const, written: [{ as, ...always }] },
    units: [{ as: 'mg/g', factor: '0.1', ...always, until: '2099-01-01' }],
  })
  /** What the terms of the day ask, for tests that turn it on. */
  const asks = { capacity: false, secondEyes: false }
  const quality: QualityTerms = {
    caseDays: () => 30,
    certificateMonths: () => 3,
    releaseMonths: () => 24,
    retestWarningDays: () => 60,
    needsQualified: () => asks.capacity,
    needsSecondEyes: () => asks.secondEyes,
    results: readerOf([determination('total-thc', 'Δ9-THC, total'), determination('total-cbd', 'CBD')]),
    products: () => ['flower'],
    charts: () => ({
      ...{ baseline: 2, limits: '2.66', ewmaWeight: '0.2', ewmaLimits: '2.96', cusumAllowance: '0.5', cusumLimit: '5' },
    }),
    stability: () => testStability,
    lawVersion: 'test',
  }
  const law: LawForChain & { quality: QualityTerms } = { ...testLaw, quality }

  const world = await openWorld()
  afterAll(() => world[Symbol.asyncDispose]())

  const as = <Value>(who: Someone, work: (tx: Tx) => Promise<Value>) => world.database.transaction(who.actor, work)
  const needs = () => ({ law, now: Temporal.Now.instant() })
  const act = <Kind extends Act['kind']>(who: Someone, kind: Kind, fields: Parameters<World['act']>[2]) =>
    as(who, (tx) =>
      recordAct(tx, who.actor, {
        act: world.make(who, kind, { occurredAt: nowText(), ...fields } as never) as Act,
        law,
        now: Temporal.Now.instant(),
      }),
    )
  const nowText = () => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
  const idOf = (text: string) => parseId('quality', text)!

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
  /** 500 mg dried at the grower, and a sample of 50 mg of it at the laboratory. */
  async function sampled() {
    const { grower, laboratory } = world.who
    counter += 1
    const [lot, harvest, sample] = [newBatch(`QL${counter}`), newBatch(`QH${counter}`), newBatch(`QS${counter}`)]
    const at = (minutes: number) => ({
      occurredAt: Temporal.Now.instant().subtract({ minutes }).toString({ smallestUnit: 'millisecond' }),
    })
    await act(grower, 'plant', {
      batch: lot,
      productCode: 'flower',
      cultivar: 'C',
      plants: 10,
      room: '1',
      ...at(5),
    } as never)
    await act(grower, 'harvest', {
      plantLotId: lot.batchId,
      plantsCut: 5,
      batch: harvest,
      wetMassMg: '2000',
      ...at(4),
    } as never)
    await act(grower, 'dry', { batchId: harvest.batchId, driedMassMg: '500', ...at(3) } as never)
    await act(grower, 'sample', {
      batchId: harvest.batchId,
      state: 'quarantine',
      massMg: '50',
      sample,
      ...at(2),
    } as never)
    const order = await as(grower, (tx) =>
      orderTests(
        tx,
        grower.actor,
        {
          sampleId: sample.batchId,
          laboratoryId: printId('party', laboratory.partyId),
          tests: ['total-thc', 'total-cbd', 'appearance'],
          dueOn: null,
        },
        needs(),
      ),
    )
    const shipmentId = printId('shipment', newId('shipment'))
    const line = { batchId: sample.batchId, state: 'sample' as const }
    const to = {
      receiverId: printId('party', laboratory.partyId),
      toPremisesId: printId('premises', laboratory.premisesId),
    }
    await act(grower, 'ship', { shipmentId, ...to, reason: 'sample', lines: [{ ...line, massMg: '50' }] } as never)
    await act(laboratory, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '50' }] } as never)
    return { harvest, sample, order, orderId: order.threadId }
  }

  const figure = (analyte: string, value: string, unit = '%') => ({
    ...{
      analyte,
      value,
      unit,
      of: 'dried' as const,
      method: 'HPLC',
      uncertainty: '0.5',
      lod: '0.01',
      loq: '0.03',
      isBelow: false,
    },
  })
  async function report(orderId: OrderView['orderId'] | string, thc: string, over: object = {}) {
    const { laboratory } = world.who
    return as(laboratory, (tx) =>
      reportResult(
        tx,
        laboratory.actor,
        {
          orderId: trustId('quality', orderId),
          report: {
            ...{ eventId: printId('event', newId('event')), occurredAt: nowText(), consumedMassMg: '5' },
            premisesId: printId('premises', laboratory.premisesId),
            results: [figure('Δ9-THC, TOTAL', thc, 'mg/g'), figure('CBD', '0.4')],
            observations: [{ test: 'appearance', conforms: true, method: 'by eye' }],
            ...over,
          },
        },
        needs(),
      ),
    )
  }
  const confirm = (orderId: string) =>
    as(world.who.laboratory, (tx) =>
      confirmResult(tx, world.who.laboratory.actor, trustId('quality', orderId), needs()),
    )
  const release = (batchId: string, over: Partial<ActOf<'release'>> = {}) =>
    act(world.who.authority, 'release', {
      batchId,
      verdict: 'released',
      certificate: `COA-${batchId.slice(-6)}`,
      expiresOn: '2099-01-01',
      reason: null,
      ...over,
    } as never)
  const order = (orderId: string, who = world.who.laboratory) =>
    as(who, (tx) => readOrder(tx, who.actor, { orderId: trustId('quality', orderId), law }))
  return { asks, law, world, as, needs, act, nowText, idOf, refusal, sampled, figure, report, confirm, release, order }
}
