// What is refused of names, shipments and receipts. Not here: other rooms of rules, and what succeeds.
import { beforeAll, describe, test } from 'vitest'
import { refusalsOf, shipment, to } from '../testing/refusals.ts'
import { newBatch, type World } from '../testing/world.ts'

const { open, reachedAll, expectRefusal, fresh, supplied } = refusalsOf('shipments')
let world: World
beforeAll(async () => {
  world = await open()
})

describe('names and shipments', () => {
  test('a name, a shipment or a line used twice', async () => {
    const { grower, packer, wholesaler, pharmacy } = world.who
    const name = fresh('N')
    await world.act(grower, 'plant', { batch: name, productCode: 'flower', cultivar: 'C', plants: 1, room: '1' })
    const again = { ...newBatch(name.name) }
    await expectRefusal('name-taken', () =>
      world.act(grower, 'plant', { batch: again, productCode: 'flower', cultivar: 'C', plants: 1, room: '1' }),
    )
    await expectRefusal('name-taken', () =>
      world.act(grower, 'plant', {
        batch: { ...name, name: 'else' },
        productCode: 'flower',
        cultivar: 'C',
        plants: 1,
        room: '1',
      }),
    )
    const { packs } = await supplied()
    const line = { batchId: packs.batchId, state: 'released' as const, massMg: '10' }
    await expectRefusal('same-line-twice', () =>
      world.act(wholesaler, 'ship', { shipmentId: shipment(), ...to(pharmacy), reason: 'supply', lines: [line, line] }),
    )
    for (const reason of ['supply', 'service', 'sample'] as const)
      await expectRefusal('return-number', () =>
        world.act(wholesaler, 'ship', {
          ...{ shipmentId: shipment(), ...to(pharmacy), reason, lines: [line], returnNumber: 'RMA-7' },
        }),
      )
    const shipmentId = shipment()
    const sent = await world.act(wholesaler, 'ship', { shipmentId, ...to(pharmacy), reason: 'supply', lines: [line] })
    await expectRefusal('shipment-exists', () =>
      world.act(wholesaler, 'ship', { shipmentId, ...to(pharmacy), reason: 'supply', lines: [line] }),
    )
    await expectRefusal('receipt-incomplete', () =>
      world.act(pharmacy, 'receive', {
        shipmentId,
        lines: [{ batchId: packs.batchId, state: 'held', receivedMassMg: '10' }],
      }),
    )
    await expectRefusal('unknown-shipment', () =>
      world.act(packer, 'receive', {
        shipmentId,
        lines: [{ batchId: packs.batchId, state: 'released', receivedMassMg: '10' }],
      }),
    )
    await world.act(wholesaler, 'correct', { correctsId: sent.eventId, reason: 'never left' })
    await expectRefusal('shipment-closed', () =>
      world.act(pharmacy, 'receive', {
        shipmentId,
        lines: [{ batchId: packs.batchId, state: 'released', receivedMassMg: '10' }],
      }),
    )
    await expectRefusal('already-corrected', () =>
      world.act(wholesaler, 'correct', { correctsId: sent.eventId, reason: 'again' }),
    )
  })

  test('a receipt that was taken back can be done again, and once', async () => {
    const { wholesaler, pharmacy } = world.who
    const { packs } = await supplied()
    const shipmentId = shipment()
    const lines = (receivedMassMg: string) => [{ batchId: packs.batchId, state: 'released' as const, receivedMassMg }]
    await world.act(wholesaler, 'ship', {
      shipmentId,
      ...to(pharmacy),
      reason: 'supply',
      lines: [{ batchId: packs.batchId, state: 'released', massMg: '100' }],
    })
    const wrong = await world.act(pharmacy, 'receive', { shipmentId, lines: lines('10') })
    const corrected = await world.act(pharmacy, 'correct', { correctsId: wrong.eventId, reason: 'a nought too few' })
    await expectRefusal('not-correctable', () =>
      world.act(pharmacy, 'correct', { correctsId: corrected.eventId, reason: 'x' }),
    )
    await world.act(pharmacy, 'receive', { shipmentId, lines: lines('100') })
    await expectRefusal('shipment-closed', () => world.act(pharmacy, 'receive', { shipmentId, lines: lines('100') }))
  })
})

test('stock is set aside for a while, not for ever and not until before now', async () => {
  const { wholesaler } = world.who
  const { packs } = await supplied()
  const reserve = (until: Temporal.Instant) =>
    world.act(wholesaler, 'reserve', {
      batchId: packs.batchId,
      massMg: '10',
      forPartyId: null,
      until: until.toString(),
    })
  await expectRefusal('reservation-length', () => reserve(world.now.subtract({ hours: 1 })))
  await expectRefusal('reservation-length', () => reserve(world.now.add({ hours: 24 * 16 })))
  await reserve(world.now.add({ hours: 24 }))
})

reachedAll()
