// What a change of law would reach in the ledger: of these products, behind the reader's own wall. Not here: which law changes (api).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import type { Tx } from '#platform'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, type World } from '../testing/world.ts'
import { exportedByCountry, underProducts } from './under-products.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

const as = <Value>({ actor }: Pick<Someone, 'actor'>, work: (tx: Tx) => Promise<Value>) =>
  world.database.transaction(actor, work)
const under = (who: Someone, products: readonly string[]) => as(who, (tx) => underProducts(tx, who.actor, products))

test('staff sees every batch with stock of a product, its mass once', async () => {
  const { batches } = await under(world.who.authority, ['flower'])
  const packs = batches.items.find(({ batchId }) => batchId === made.packs.batchId)
  expect(packs).toMatchObject({ name: 'P1', productCode: 'flower', massMg: 19_945_000n })
  expect(batches.count).toBe(batches.items.length)
  expect(batches.massMg).toBe(batches.items.reduce((sum, { massMg }) => sum + (massMg ?? 0n), 0n))
})

test('a holder sees its own alone, and nobody anything of another product', async () => {
  const [all, own] = [await under(world.who.authority, ['flower']), await under(world.who.pharmacy, ['flower'])]
  expect(own.batches.massMg).toBeLessThan(all.batches.massMg)
  expect(own.batches.count).toBeGreaterThan(0)
  const none = await under(world.who.authority, ['no-such-product'])
  expect([none.batches.count, none.batches.massMg, none.shipments.count]).toEqual([0, 0n, 0])
})

test('what is under way is told with its mass, and until it arrives alone', async () => {
  const { authority, wholesaler, pharmacy } = world.who
  expect((await under(authority, ['flower'])).shipments.count).toBe(0)
  const shipmentId = await shipOn()
  const { shipments } = await under(authority, ['flower'])
  expect(shipments).toMatchObject({ count: 1, massMg: 5_000n, items: [{ shipmentId, massMg: 5_000n }] })
  expect((await under(world.who.laboratory, ['flower'])).shipments.count).toBe(0)

  async function shipOn() {
    const id = printId('shipment', newId('shipment'))
    await world.act(wholesaler, 'ship', {
      ...{ shipmentId: id, reason: 'supply', receiverId: printId('party', pharmacy.partyId) },
      toPremisesId: printId('premises', pharmacy.premisesId),
      lines: [{ batchId: made.packs.batchId, state: 'released', massMg: '5000' }],
    })
    return id
  }
})

test('nothing was exported, so no country is named', async () => {
  const { authority } = world.who
  const year = { from: world.now.subtract({ hours: 24 * 365 }), until: world.now.add({ hours: 24 }) }
  expect(await as(authority, (tx) => exportedByCountry(tx, authority.actor, year))).toEqual([])
})
