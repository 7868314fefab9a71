// What is cut off a harvest before it dries, over the real ledger: waste as it was weighed, of that harvest, gone when it is destroyed; and the
// rest judged by itself. Not here: the same as an EPCIS event (epcis/same-act.test.ts), and trimming what is dry (whole-chain.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { legalDayOf, parseId, printId } from '#kernel'
import { nationalPicture } from '../picture/national.ts'
import { sumUndelivered } from '../store/batches.ts'
import { newBatch, openWorld, testLaw, type World } from '../testing/world.ts'
import { actOptions } from './act-options.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** A harvest of ten grams, wet. */
async function harvested(name: string) {
  const { act, who } = world
  const [lot, harvest] = [newBatch(`LOT-${name}`), newBatch(`WET-${name}`)]
  await act(who.grower, 'plant', { batch: lot, productCode: 'flower', cultivar: 'C', plants: 5, room: '1' })
  await act(who.grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 5, batch: harvest, wetMassMg: '10000' })
  const { grower } = who
  const trim = (wasteMassMg: string) => act(grower, 'trim-wet', { batchId: harvest.batchId, wasteMassMg })
  const dry = (driedMassMg: string) => act(grower, 'dry', { batchId: harvest.batchId, driedMassMg })
  const id = parseId('batch', harvest.batchId)!
  const stands = async (): Promise<Record<string, bigint>> => {
    const rows = await world.admin.query<{ state: string; mg: bigint }>(
      `select a.state, b.amount as mg from chain.balance b join chain.account a using (authority_id, account_id)
       where a.kind = 'stock' and b.amount > 0 and a.ledger = 'material_mg' and a.batch_id = $1`,
      [id],
    )
    return Object.fromEntries(rows.map(({ state, mg }) => [state, mg]))
  }
  const options = () =>
    world.database.transaction(grower.actor, (tx) =>
      actOptions(tx, grower.actor, { batchId: id, law: testLaw, now: world.now, locale: 'en' }),
    )
  const picture = async () => {
    const on = legalDayOf(world.now)
    const asked = { until: on, months: 2, law: testLaw }
    const { harvests } = await world.database.transaction(world.staff, (tx) => nationalPicture(tx, world.staff, asked))
    return harvests.find(({ batch }) => batch.name === harvest.name)
  }
  const undelivered = async () =>
    world.database.transaction(grower.actor, (tx) => sumUndelivered(tx, grower.actor.authorityId, id))
  return { harvest, trim, dry, stands, options, picture, undelivered }
}

test('what is cut off wet is waste of its harvest, may be destroyed before the rest is dry, and the rest is judged by itself', async () => {
  const { grower } = world.who
  const { harvest, trim, dry, stands, options, picture, undelivered } = await harvested('A')
  const offered = (await options()).options.map(({ kind, state }) => `${kind} ${state}`)
  expect(offered).toEqual(expect.arrayContaining(['dry wet', 'trim-wet wet']))
  await expect(trim('10001')).rejects.toThrow('chain/stock-short')
  await trim('2500')
  await trim('1500')
  expect(await stands()).toEqual({ wet: 6_000n, waste: 4_000n })

  // Nothing of it was delivered: the months of the harvest run for the waste as well, until it is destroyed.
  const before = await undelivered()
  await world.act(grower, 'destroy', {
    ...{ batchId: harvest.batchId, state: 'waste', massMg: '4000', method: 'composting' },
    ...{ witnesses: ['A-1', 'A-2'], documents: [] },
  })
  const after = await undelivered()
  expect(before.atGrowerMg - after.atGrowerMg).toBe(4_000n)
  expect(await stands()).toEqual({ wet: 6_000n })

  // A fifth of ten grams is too much of six: 35 % at most.
  await expect(dry('2101')).rejects.toThrow('chain/drying-yield')
  await dry('2100')
  expect(await stands()).toEqual({ quarantine: 2_100n })
  expect(await picture()).toMatchObject({
    ...{ wetMg: '10000', driesMg: '6000', driedMg: '2100', wasteMg: '4000', drying: 'inside' },
    ...{ bulkMg: null, loss: 'waiting' },
  })
  await expect(trim('1')).rejects.toThrow('chain/stock-short')
})

test('wet waste hides no loss of what is trimmed dry', async () => {
  const { grower } = world.who
  const { harvest, trim, dry, picture } = await harvested('B')
  await trim('5000')
  await dry('1000')
  await world.act(grower, 'process', {
    ...{ method: 'trim', productCode: 'flower', outputMassMg: '900', wasteMassMg: '80', output: newBatch('BULK-B') },
    inputs: [{ batchId: harvest.batchId, state: 'quarantine', massMg: '1000' }],
  })
  // Two hundredths of what was trimmed dry; of the whole harvest it would be three thousandths.
  expect(await picture()).toMatchObject({ wasteMg: '5080', lossMg: '20', bulkMg: '900', loss: 'inside' })
  const strict = { ...testLaw, tolerance: () => ({ min: 0n, max: 19_000n }) }
  const { harvests } = await world.database.transaction(world.staff, (tx) =>
    nationalPicture(tx, world.staff, { until: legalDayOf(world.now), months: 2, law: strict }),
  )
  expect(harvests.find(({ batch }) => batch.name === harvest.name)?.loss).toBe('outside')
})

test('is taken back as any other act, and belongs to who has the harvest', async () => {
  const { grower, packer } = world.who
  const { harvest, trim, stands } = await harvested('C')
  const { eventId } = await trim('3000')
  await world.act(grower, 'correct', { correctsId: eventId, reason: 'Weighed with the crate.' })
  expect(await stands()).toEqual({ wet: 10_000n })
  const theirs = { batchId: harvest.batchId, wasteMassMg: '1', premisesId: printId('premises', packer.premisesId) }
  await expect(world.act(packer, 'trim-wet', theirs)).rejects.toThrow('chain/unknown-batch')
  await world.act(grower, 'hold', { batchId: harvest.batchId, scope: 'batch', reason: 'mould' })
  await expect(trim('1')).rejects.toThrow('chain/batch-held')
})
