// The four months of a harvest while a packer or irradiator works on it for the grower: whose a gram is there. Not here: the clock at the grower
// (clocks.test.ts), and counting its days (pure.property.test.ts).
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, parseId, printId } from '#kernel'
import type { ActOf } from '../contract.ts'
import { listDifferences } from '../count/differences.ts'
import { countSheet } from '../count/sheet.ts'
import { batchDetail } from '../read/batch-detail.ts'
import { shipment, to } from '../testing/refusals.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { chainWork } from './work.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const fresh = (name: string) => newBatch(`${name}-${crypto.randomUUID().slice(0, 18)}`)

describe('the four months of what others work on for a grower', () => {
  async function cut() {
    const { grower, authority, packer, irradiator } = world.who
    const lot = fresh('L')
    const batch = fresh('H')
    await world.act(grower, 'plant', { batch: lot, productCode: 'flower', cultivar: 'C', plants: 1, room: '1' })
    await world.act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 1, batch, wetMassMg: '4000' })
    await world.act(grower, 'dry', { batchId: batch.batchId, driedMassMg: '1000' })
    const { batchId } = batch
    const despatch = async (from: Someone, receiver: Someone, mg: bigint, reason: ActOf<'ship'>['reason']) => {
      const shipmentId = shipment()
      // What was handed over lies with the grower until it is sent.
      const premisesId = printId('premises', (from === authority ? grower : from).premisesId)
      const lines = [{ batchId, state: 'quarantine' as const, massMg: `${mg}` }]
      await world.act(from, 'ship', { shipmentId, reason, ...to(receiver), lines, premisesId })
      return shipmentId
    }
    const send = async (...[from, receiver, mg, reason]: Parameters<typeof despatch>) => {
      const shipmentId = await despatch(from, receiver, mg, reason)
      return world.act(receiver, 'receive', {
        shipmentId,
        lines: [{ batchId, state: 'quarantine', receivedMassMg: `${mg}` }],
      })
    }
    const clock = async (who: Someone = grower) => {
      const detail = await world.database.transaction(who.actor, (tx) =>
        batchDetail(tx, who.actor, { batchId: parseId('batch', batchId)!, law: testLaw, now: world.now }),
      )
      return [detail.deliveryClock?.openMassMg, detail.deliveryClock?.atServiceMassMg].map(Number)
    }
    return { batchId, despatch, send, clock, grower, authority, packer, irradiator }
  }

  test('runs on at their door, from one to the next, on the way back and for what they refuse', async () => {
    const { batchId, despatch, send, clock, grower, packer, irradiator, authority } = await cut()
    await send(grower, irradiator, 400n, 'service')
    expect(await clock()).toEqual([1000, 400])
    expect(await clock(authority)).toEqual([1000, 400])
    await send(irradiator, packer, 150n, 'service')
    expect(await clock()).toEqual([1000, 400])
    const back = await despatch(irradiator, grower, 100n, 'return')
    expect(await clock()).toEqual([1000, 400])
    await world.act(grower, 'receive', {
      shipmentId: back,
      lines: [{ batchId, state: 'quarantine', receivedMassMg: '100' }],
    })
    expect(await clock()).toEqual([1000, 300])
    const refused = await despatch(grower, packer, 200n, 'service')
    await world.act(packer, 'refuse', {
      shipmentId: refused,
      reason: 'the seal was broken',
      returnShipmentId: shipment(),
    })
    expect(await clock()).toEqual([1000, 500])
    // What is destroyed there is done with.
    const rest = { batchId, state: 'quarantine' as const, massMg: '150' }
    await world.act(irradiator, 'destroy', { ...rest, method: 'composting', witnesses: ['a', 'b'], documents: [] })
    expect(await clock()).toEqual([850, 350])
    const desk = await world.database.transaction(grower.actor, (tx) =>
      chainWork(
        tx,
        { ...grower.actor, roles: ['holder-chain-officer'] },
        { now: world.now, law: testLaw, itemsMax: 8 },
      ),
    )
    const mine = desk.find(({ kind }) => kind === 'harvest-clocks')?.items.find(({ id }) => id === batchId)
    expect(mine?.massMg).toBe('850')
    // Who works on it hears of nobody's clock.
    expect((await clock(irradiator))[1]).toBe(0)
  })

  test('of the Minister’s own there does not run, and what was delivered is not the grower’s again', async () => {
    const { batchId, send, clock, grower, packer, authority } = await cut()
    await world.act(grower, 'hand-over', { batchId, massMg: '300', bags: 2 })
    await send(authority, packer, 300n, 'service')
    expect(await clock()).toEqual([700, 0])
    await send(grower, packer, 200n, 'service')
    expect(await clock()).toEqual([700, 200])
    await send(packer, authority, 250n, 'return')
    expect(await clock()).toEqual([700, 200]) // Of the Minister's three hundred.
    const delivered = await send(packer, authority, 150n, 'return')
    expect(await clock()).toEqual([600, 100])
    await world.act(authority, 'correct', { correctsId: delivered.eventId, reason: 'another bag' })
    expect(await clock()).toEqual([700, 200])
  })

  test('delivered it lies where it lay, the Minister’s to count: what is weighed otherwise is the Minister’s difference, and no clock of the grower’s', async () => {
    const { batchId, clock, grower, authority } = await cut()
    await world.act(grower, 'hand-over', { batchId, massMg: '300', bags: 2 })
    const place = { premisesId: grower.premisesId, law: testLaw, on: legalDayOf(world.now) }
    const sheet = await world.database.transaction(authority.actor, (tx) =>
      countSheet(tx, authority.actor, { ...place, holderId: authority.partyId }),
    )
    expect(sheet.lines.filter(({ batch }) => batch.batchId === batchId)).toMatchObject([{ state: 'quarantine' }])
    await world.act(authority, 'count', {
      premisesId: printId('premises', grower.premisesId),
      lines: [{ batchId, state: 'quarantine', countedMassMg: '280' }],
      ...{ counter: 'bmc-1', countersigner: 'bmc-2', followsId: null },
    })
    const open = async (who: Someone) => {
      const { items } = await world.database.transaction(who.actor, (tx) =>
        listDifferences(tx, who.actor, { law: testLaw, now: world.now }),
      )
      return items
        .filter(({ batch }) => batch?.batchId === batchId)
        .map(({ amountMg, holder }) => [holder.name, amountMg])
    }
    expect(await open(authority)).toEqual([['The authority', '-20']])
    expect(await open(grower)).toEqual([])
    expect(await clock()).toEqual([700, 0])
  })

  test('in whatever order it goes: never more than the grower sent or than lies there, the Minister’s first', async () => {
    const step = fc.record({
      kind: fc.constantFrom('sent', 'entrusted', 'back', 'delivered', 'destroyed'),
      mg: fc.bigInt({ min: 1n, max: 60n }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        const { batchId, send, clock, grower, packer, authority } = await cut()
        await world.act(grower, 'hand-over', { batchId, massMg: '500', bags: 2 })
        const left = { grower: 500n, minister: 500n }
        const there = { own: 0n, others: 0n, lies: 0n }
        for (const { kind, mg } of steps) {
          if (kind === 'sent') {
            if (mg > left.grower) continue
            await send(grower, packer, mg, 'service')
            left.grower -= mg
            there.own += mg
            there.lies += mg
          } else if (kind === 'entrusted') {
            if (mg > left.minister) continue
            await send(authority, packer, mg, 'service')
            left.minister -= mg
            there.others += mg
            there.lies += mg
          } else {
            if (mg > there.lies) continue
            there.lies -= mg
            if (kind === 'back') {
              await send(packer, grower, mg, 'return')
              left.grower += mg
              const own = mg < there.own ? mg : there.own
              there.own -= own
              there.others = there.others > mg - own ? there.others - (mg - own) : 0n
            } else if (kind === 'delivered') {
              await send(packer, authority, mg, 'return')
              const others = mg < there.others ? mg : there.others
              there.others -= others
              there.own = there.own > mg - others ? there.own - (mg - others) : 0n
            } else {
              const rest = { batchId, state: 'quarantine' as const, massMg: `${mg}` }
              await world.act(packer, 'destroy', {
                ...rest,
                method: 'composting',
                witnesses: ['a', 'b'],
                documents: [],
              })
            }
          }
          const atService = Number(there.own < there.lies ? there.own : there.lies)
          expect(await clock()).toEqual([Number(left.grower) + atService, atService])
        }
      }),
      { numRuns: 20, verbose: 1 },
    )
  })
})
