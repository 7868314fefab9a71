// What is refused of amounts: more than there is, more than is explained, more than is allowed. Not here: other rooms of rules, and what succeeds.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId, printId, Refused, sayRefusal } from '#kernel'
import { openDocumentStore, storeDocument } from '#platform'
import type { Act } from '../contract.ts'
import { throwRefusal } from '../store/door.ts'
import { refusalsOf, shipment, to } from '../testing/refusals.ts'
import { type Someone, testLaw, type World } from '../testing/world.ts'
import { createBatcher } from './batcher.ts'
import { prepareAct } from './record-act.ts'

const { open, reachedAll, expectRefusal, refusal, fresh, grown, supplied } = refusalsOf('mass')
let world: World
beforeAll(async () => {
  world = await open()
})

const thenShort = { severity: 'ERROR', code: '23514', constraint: 'balance_then_negative' }

describe('mass', () => {
  test('more out than in, more than there is, and one witness twice', async () => {
    const { grower } = world.who
    const { harvest } = await grown()
    await expectRefusal('mass-imbalance', () =>
      world.act(grower, 'dry', { batchId: harvest.batchId, driedMassMg: '2001' }),
    )
    await expectRefusal('stock-short', () =>
      world.act(grower, 'destroy', {
        batchId: harvest.batchId,
        state: 'wet',
        massMg: '2001',
        method: 'composting',
        witnesses: ['st-1', 'st-2'],
        documents: [],
      }),
    )
    await expectRefusal('same-witness', () =>
      world.act(grower, 'destroy', {
        batchId: harvest.batchId,
        state: 'wet',
        massMg: '1',
        method: 'composting',
        witnesses: ['st-1', 'ST-1'],
        documents: [],
      }),
    )
  })

  test('a sample that is a load', async () => {
    const { grower } = world.who
    const { lot } = await grown()
    const batch = fresh('H')
    await world.act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 1, batch, wetMassMg: '300000' })
    const sample = (massMg: string) =>
      world.act(grower, 'sample', { batchId: batch.batchId, state: 'wet', massMg, sample: fresh('S') })
    await expectRefusal('sample-too-large', () => sample('250001'))
    await sample('250000')
  })

  test('plants without how many', async () => {
    const { grower } = world.who
    const { lot } = await grown()
    await expectRefusal('plants-unsaid', () =>
      world.act(grower, 'lose', {
        ...{ batchId: lot.batchId, state: 'growing', massMg: '1', cause: 'theft', reason: 'the fence was cut' },
      }),
    )
  })

  test('more gone than drying or processing explains, to the milligram', async () => {
    const { grower } = world.who
    const { harvest } = await grown()
    const dry = (driedMassMg: string) => world.act(grower, 'dry', { batchId: harvest.batchId, driedMassMg })
    await expectRefusal('drying-yield', () => dry('199'))
    await expectRefusal('drying-yield', () => dry('701'))
    await dry('700')
    const trim = (outputMassMg: string, wasteMassMg: string) =>
      world.act(grower, 'process', {
        method: 'trim',
        inputs: [{ batchId: harvest.batchId, state: 'quarantine', massMg: '700' }],
        output: fresh('B'),
        productCode: 'flower',
        outputMassMg,
        wasteMassMg,
      })
    await expectRefusal('processing-loss', () => trim('1', '0'))
    await expectRefusal('processing-loss', () => trim('600', '85')) // 15 mg of 700 is more than two in a hundred.
    await trim('600', '86')
  })

  test('an extraction yields what an extraction can', async () => {
    const { packer } = world.who
    const { harvest } = await supplied()
    const extract = (outputMassMg: string, wasteMassMg = '10') =>
      world.act(packer, 'extract', {
        solvent: 'ethanol',
        inputs: [{ batchId: harvest.batchId, state: 'released', massMg: '50' }],
        output: fresh('O'),
        productCode: 'oil',
        outputMassMg,
        wasteMassMg,
      })
    await expectRefusal('extraction-yield', () => extract('26'))
    await expectRefusal('mass-imbalance', () => extract('10', '51'))
    await expectRefusal('mass-imbalance', () => extract('10', '41')) // Extract and waste together are no more than the flower.
    await extract('10')
  })

  test('a paper that is not there, or not theirs to see', async () => {
    const { grower, packer } = world.who
    const { harvest } = await grown()
    const folder = await mkdtemp(join(tmpdir(), 'grein-papers-'))
    const handIn = async ({ actor }: Someone) => {
      const document = {
        documentId: newId('document'),
        fileName: 'report.txt',
        mediaType: 'text/plain',
        bytes: new TextEncoder().encode('seen by two'),
      }
      const store = openDocumentStore({ folder })
      await world.database.transaction(actor, (tx) => storeDocument(tx, actor, store, document))
      return printId('document', document.documentId)
    }
    const destroy = (...documents: string[]) =>
      world.act(grower, 'destroy', {
        batchId: harvest.batchId,
        state: 'wet',
        massMg: '1',
        method: 'composting',
        witnesses: ['st-1', 'st-2'],
        documents,
      })
    const [own, others] = [await handIn(grower), await handIn(packer)]
    await expectRefusal('unknown-document', () => destroy(printId('document', newId('document'))))
    await expectRefusal('unknown-document', () => destroy(own, others))
    await destroy(own)
    await rm(folder, { recursive: true })
  })

  test('two who decide on the same grams, and one who comes late', async () => {
    const { grower, wholesaler } = world.who
    const { packs } = await supplied()
    const lose = (massMg: string, more: object = {}) =>
      world.make(wholesaler, 'lose', {
        batchId: packs.batchId,
        state: 'released',
        massMg,
        cause: 'loss',
        reason: 'x',
        ...more,
      }) as Act
    const prepare = (act: Act) =>
      world.database.transaction(wholesaler.actor, (tx) =>
        prepareAct(tx, wholesaler.actor, { act, law: testLaw, now: world.now }),
      )
    const [first, second] = [await prepare(lose('300')), await prepare(lose('300'))]
    const batcher = createBatcher(world.database, { actor: wholesaler.actor })
    const verdicts = await Promise.allSettled([batcher.post(first), batcher.post(second)])
    expect(verdicts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(await refusal(Promise.reject((verdicts[1] as PromiseRejectedResult).reason))).toBe('stock-short-now')
    // Everything of the harvest was opened a minute ago; half a minute later it left, so nothing was there to lose before that.
    const batch = fresh('H')
    const { lot } = await grown()
    const before = world.now.subtract({ seconds: 40 }).toString()
    await world.act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 1, batch, wetMassMg: '100' })
    await world.act(grower, 'dry', {
      batchId: batch.batchId,
      driedMassMg: '25',
      occurredAt: world.now.subtract({ seconds: 20 }).toString(),
    })
    await expectRefusal('stock-short-then', () =>
      world.act(grower, 'sample', {
        batchId: batch.batchId,
        state: 'quarantine',
        massMg: '1',
        sample: fresh('S'),
        occurredAt: before,
      }),
    )
  })

  test('of plants it is said how many pieces there are too few, of the rest how much', async () => {
    const { grower } = world.who
    const lot = fresh('L')
    await world.act(grower, 'plant', { batch: lot, productCode: 'flower', cultivar: 'C', plants: 3, room: '1' })
    const how = { state: 'growing', massMg: '10', method: 'composting', witnesses: ['st-1', 'st-2'], documents: [] }
    const [first, second] = await Promise.all(
      [2, 2].map((plants) => {
        const act = world.make(grower, 'destroy', { batchId: lot.batchId, plants, ...how } as never) as Act
        return world.database.transaction(grower.actor, (tx) =>
          prepareAct(tx, grower.actor, { act, law: testLaw, now: world.now }),
        )
      }),
    )
    const batcher = createBatcher(world.database, { actor: grower.actor })
    await batcher.post(first!)
    const refused = await batcher.post(second!).catch((error: unknown) => error)
    if (!(refused instanceof Refused)) throw refused
    expect(refused.refusal.problem.code).toBe('chain/stock-short-now')
    expect(sayRefusal(refused.refusal, 'en').detail).toContain('There is 1 piece too few.')
    expect(sayRefusal(refused.refusal, 'nl').detail).toContain('Er is 1 stuk te weinig.')
    const said = (ledger: string, short: string) => {
      const detail = `${randomUUID()} ${short} 2026-11-20T09:00:00.000000Z`
      const error = Object.assign(new Error('as the door says it'), { ...thenShort, detail })
      const movements = [{ from: detail.split(' ')[0], to: '', ledger }] as never // The three it reads.
      try {
        return throwRefusal(error, { movements })
      } catch (thrown) {
        if (thrown instanceof Refused) return sayRefusal(thrown.refusal, 'nl').detail.replaceAll('\u00a0', ' ')
        throw thrown
      }
    }
    expect(said('plant_pieces', '12')).toContain('zouden er 12 stuks te weinig zijn geweest')
    expect(said('material_mg', '12000')).toContain('zou er 12 g te weinig zijn geweest')
    expect(said('thc_ug', '12')).toContain('zou er 12 µg te weinig zijn geweest')
  })

  test('above the ceiling of the exemption', async () => {
    const { grower } = world.who
    const { lot } = await grown()
    await world.admin.query(
      `update licensing.exemption_scope set max_stock_mg = 1000 where exemption_id = (select exemption_id from licensing.exemption where number = 'E-grower')`,
    )
    await expectRefusal('stock-ceiling', () =>
      world.act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 1, batch: fresh('H'), wetMassMg: '1000' }),
    )
    await world.admin.query(`update licensing.exemption_scope set max_stock_mg = null`)
  })

  test('a difference that was closed', async () => {
    const { packer } = world.who
    const { harvest } = await supplied()
    const bulkLeft = {
      batchId: harvest.batchId,
      inputMassMg: '80',
      gtin: '08712345678906',
      expiresOn: '2099-01-01',
      packs: 1,
      packMassMg: '75',
      wasteMassMg: '0',
    }
    await expectRefusal(
      'mass-imbalance',
      () => world.act(packer, 'pack', { ...bulkLeft, packMassMg: '10', pack: fresh('P') }), // 70 mg would be nobody's.
    )
    await expectRefusal(
      'mass-imbalance',
      () => world.act(packer, 'pack', { ...bulkLeft, packMassMg: '1', wasteMassMg: '81', pack: fresh('P') }), // Two out of nothing.
    )
    await world.act(packer, 'pack', { ...bulkLeft, pack: fresh('P') })
    const [difference] = await world.admin.query<{ id: string }>(
      `select a.account_id as id from chain.account a join chain.balance b using (authority_id, account_id) where a.kind = 'difference' and b.amount = 5`,
    )
    const accountId = printId('account', difference?.id as never)
    await world.act(packer, 'settle-difference', { accountId, reason: 'dust' })
    await expectRefusal('balance-closed', () => world.act(packer, 'settle-difference', { accountId, reason: 'dust' }))
  })

  test('a difference is not settled before it was there', async () => {
    const { wholesaler, pharmacy } = world.who
    const { packs } = await supplied()
    const ago = (seconds: number) => ({ occurredAt: world.now.subtract({ seconds }).toString() })
    const shipmentId = shipment()
    const line = { batchId: packs.batchId, state: 'released' as const }
    await world.act(wholesaler, 'ship', {
      shipmentId,
      ...to(pharmacy),
      reason: 'supply',
      lines: [{ ...line, massMg: '100' }],
    })
    const lines = [{ ...line, receivedMassMg: '97' }]
    const receipt = await world.act(pharmacy, 'receive', { shipmentId, lines, ...ago(20) })
    const [difference] = await world.admin.query<{ id: string }>(
      `select a.account_id as id from chain.account a join chain.balance b using (authority_id, account_id) where a.kind = 'difference' and b.amount = 3`,
    )
    const settle = { accountId: printId('account', difference?.id as never), reason: 'spilled' }
    await expectRefusal('closed-too-early', () => world.act(pharmacy, 'settle-difference', { ...settle, ...ago(40) }))
    await world.act(pharmacy, 'settle-difference', { ...settle, ...ago(20) })
    // Whatever became of what was received: the settlement is what stands in the way first.
    const takenBack = { correctsId: receipt.eventId, reason: 'Weighed wrongly.', ...ago(10) }
    await expectRefusal('balance-closed', () => world.act(pharmacy, 'correct', takenBack))
    await world.act(pharmacy, 'dispense', { batchId: packs.batchId, massMg: '97', recordNumber: 'R-9', ...ago(15) })
    await expectRefusal('balance-closed', () => world.act(pharmacy, 'correct', takenBack))
  })
})

reachedAll()
