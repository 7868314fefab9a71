// The questions of screens about a past day: by day and by moment, as known and as signed, and what the walls keep from the answer.
// Not here: that the sums are right for every history (stock-at.property.test.ts).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, newId, parseId, printId, startOfLegalDay } from '#kernel'
import { openLogSigner, sealOnce } from '#platform'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { batchStockAt, beforeOf, stockAt } from './stock-at.ts'

const signer = openLogSigner({ seed: new Uint8Array(32).fill(6), name: 'grein.example/log' })
const lot = newBatch('L1')
const harvest = newBatch('H1')
let world: World
let today: Temporal.PlainDate
let cutOn: Temporal.PlainDate
/** So many parties and exemptions were on record before anything happened. */
let registered: number
/** The lot is planted three days ago and sealed as of then; two days ago half is cut, which the log learns today. */
beforeAll(async () => {
  world = await openWorld()
  const [log] = await world.admin.query<{ count: number }>('select count(*)::int as count from log.record')
  registered = log!.count
  today = legalDayOf(world.now)
  cutOn = today.subtract({ days: 2 })
  const { grower } = world.who
  const noon = (on: Temporal.PlainDate) => startOfLegalDay(on).add({ hours: 12 }).toString()
  await world.act(grower, 'plant', {
    batch: lot,
    productCode: 'flower',
    cultivar: 'C',
    plants: 10,
    room: '1',
    occurredAt: noon(today.subtract({ days: 3 })),
  })
  await seal()
  await sealedOn(today.subtract({ days: 3 }))
  const cut = { plantLotId: lot.batchId, plantsCut: 4, batch: harvest, wetMassMg: '2000', occurredAt: noon(cutOn) }
  await world.act(grower, 'harvest', cut)
  await seal()
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

async function seal() {
  await sealOnce(world.database, world.authorityId, { signer })
}

/** As if the checkpoints there are had been signed on that day: the clock of a test does not wait for one. */
async function sealedOn(on: Temporal.PlainDate) {
  await world.admin.query('alter table log.checkpoint disable trigger written_once')
  await world.admin.query('update log.checkpoint set signed_at = $1', [
    startOfLegalDay(on).add({ hours: 20 }).toString(),
  ])
  await world.admin.query('alter table log.checkpoint enable always trigger written_once')
}

const stockOf = (
  { actor }: Someone,
  batch: { batchId: string },
  times: { at?: string; knownAt?: Temporal.PlainDate },
) =>
  world.database.transaction(
    actor,
    (tx) => batchStockAt(tx, actor, { batchId: parseId('batch', batch.batchId)!, now: world.now, ...times }),
    { readOnly: true },
  )

describe('one batch', () => {
  test('stood whole before it was cut and in part after, by day and by moment', async () => {
    const { grower } = world.who
    const whole = await stockOf(grower, lot, { at: cutOn.subtract({ days: 1 }).toString() })
    expect(whole).toMatchObject({ unit: 'pieces', status: 'growing', leftAmount: '10', known: null })
    expect(await stockOf(grower, lot, { at: cutOn.toString() })).toMatchObject({ leftAmount: '6' })
    const noon = startOfLegalDay(cutOn).add({ hours: 12 })
    expect(await stockOf(grower, lot, { at: noon.toString() })).toMatchObject({ leftAmount: '6' })
    expect(await stockOf(grower, lot, { at: noon.subtract({ seconds: 1 }).toString() })).toMatchObject({
      leftAmount: '10',
    })
    expect(await stockOf(grower, lot, {})).toMatchObject({ leftAmount: '6', rows: [{ account: { state: 'growing' } }] })
  })

  test('was not there before it was opened', async () => {
    const before = await stockOf(world.who.grower, harvest, { at: cutOn.subtract({ days: 1 }).toString() })
    expect(before).toMatchObject({ status: null, leftAmount: '0', rows: [] })
  })

  test('was known to stand otherwise until the log learned of the harvest, and the answer names the signed state', async () => {
    const { grower, authority } = world.who
    const then = await stockOf(grower, lot, { at: cutOn.toString(), knownAt: cutOn })
    expect(then).toMatchObject({
      leftAmount: '10',
      known: { knownAt: cutOn.toString(), checkpoint: { size: registered + 1 } },
    })
    expect(then.known?.checkpoint?.origin).toBe(signer.originOf(world.authorityId))
    expect(await stockOf(grower, lot, { at: cutOn.toString(), knownAt: today })).toMatchObject({
      leftAmount: '6',
      known: { checkpoint: { size: registered + 2 } },
    })
    expect(await stockOf(authority, harvest, { knownAt: cutOn })).toMatchObject({ status: null, rows: [] })
  })

  test('was not known at all before anything was signed', async () => {
    const early = await stockOf(world.who.grower, lot, { knownAt: today.subtract({ days: 9 }) })
    expect(early).toMatchObject({ status: null, rows: [], known: { checkpoint: null } })
  })

  test('is not there for who has no part in it', async () => {
    await expect(stockOf(world.who.pharmacy, lot, {})).rejects.toThrow('chain/unknown-batch')
    await expect(stockOf(world.who.authority, { batchId: printId('batch', newId('batch')) }, {})).rejects.toThrow(
      'chain/unknown-batch',
    )
  })
})

describe('stock in lines', () => {
  const linesFor = ({ actor }: Someone, more: object = {}) =>
    world.database.transaction(actor, (tx) => stockAt(tx, actor, { law: testLaw, now: world.now, ...more }))

  test('adds up by place, product and state', async () => {
    const { grower } = world.who
    const { lines, isCut } = await linesFor(grower)
    expect(isCut).toBe(false)
    expect(lines).toMatchObject([
      {
        ledger: 'material_mg',
        state: 'wet',
        amount: '2000',
        batches: 1,
        productName: 'Flower',
        premises: { name: 'Premises of the grower' },
      },
      { ledger: 'plant_pieces', state: 'growing', amount: '6', batches: 1 },
    ])
    expect((await linesFor(grower, { at: cutOn.subtract({ days: 1 }).toString() })).lines).toMatchObject([
      { ledger: 'plant_pieces', amount: '10' },
    ])
  })
  test('follows the filter, and the wall', async () => {
    const { grower, pharmacy, authority } = world.who
    expect((await linesFor(authority, { holderId: grower.partyId, product: 'flower' })).lines).toHaveLength(2)
    expect((await linesFor(authority, { premisesId: pharmacy.premisesId })).lines).toEqual([])
    expect((await linesFor(authority, { product: 'nothing' })).lines).toEqual([])
    expect((await linesFor(pharmacy, { holderId: grower.partyId })).lines).toEqual([])
  })
})

test('a moment counts itself to the microsecond, a day to the midnight of the Netherlands', () => {
  const now = Temporal.Instant.from('2026-06-01T10:00:00.0000019Z')
  expect(beforeOf(undefined, now).toString()).toBe('2026-06-01T10:00:00.000002Z')
  expect(beforeOf('2026-06-01', now).toString()).toBe('2026-06-01T22:00:00Z')
  expect(beforeOf('2026-12-01', now).toString()).toBe('2026-12-01T23:00:00Z')
})
