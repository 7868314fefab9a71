// What a hold refuses, whom it binds, and what lifting gives back. Not here: other rooms of rules, and what succeeds.
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseId } from '#kernel'
import type { Act } from '../contract.ts'
import { batchDetail } from '../read/batch-detail.ts'
import { newEventOf, refusalsOf, shipment, to } from '../testing/refusals.ts'
import { type Someone, testLaw, type World } from '../testing/world.ts'
import { recordAct } from './record-act.ts'

const { open, reachedAll, expectRefusal, fresh, dried, supplied, send, states } = refusalsOf('holds')
let world: World
beforeAll(async () => {
  world = await open()
})

describe('holds', () => {
  test('held, not held, and not released', async () => {
    const { wholesaler, pharmacy, authority, grower } = world.who
    const { packs } = await supplied()
    const line = { batchId: packs.batchId, state: 'released' as const, massMg: '10' }
    const back = shipment()
    await expectRefusal('recall-by-authority', () =>
      world.act(wholesaler, 'hold', { batchId: packs.batchId, scope: 'recall', reason: 'mould' }),
    )
    const held = await world.act(authority, 'hold', { batchId: packs.batchId, scope: 'recall', reason: 'mould' })
    await expectRefusal('batch-held', () =>
      world.act(wholesaler, 'ship', { shipmentId: shipment(), ...to(pharmacy), reason: 'supply', lines: [line] }),
    )
    await world.act(wholesaler, 'ship', {
      shipmentId: back,
      ...to(pharmacy),
      reason: 'recall',
      lines: [{ ...line, state: 'held' }],
    })
    await expectRefusal('not-held', () =>
      world.act(authority, 'lift', { batchId: packs.batchId, holdEventId: newEventOf(), reason: 'x' }),
    )
    await expectRefusal('not-held', () =>
      world.act(wholesaler, 'lift', { batchId: packs.batchId, holdEventId: held.eventId, reason: 'not mine to lift' }),
    )
    await world.act(authority, 'lift', { batchId: packs.batchId, holdEventId: held.eventId, reason: 'clean' })
    await expectRefusal('not-held', () =>
      world.act(authority, 'lift', { batchId: packs.batchId, holdEventId: held.eventId, reason: 'x' }),
    )
    const arrived = { batchId: packs.batchId, state: 'held' as const, receivedMassMg: '10' }
    await world.act(pharmacy, 'receive', { shipmentId: back, lines: [arrived] })
    const [stuck] = await world.admin.query<{ mg: bigint | null }>(
      `select sum(b.amount)::bigint as mg from chain.balance b join chain.account a using (authority_id, account_id) where a.state = 'held' and a.kind = 'stock'`,
    )
    expect(stuck?.mg ?? 0n).toBe(0n)
    await expectRefusal('wrong-state', () =>
      world.act(wholesaler, 'ship', { shipmentId: shipment(), ...to(pharmacy), reason: 'recall', lines: [line] }),
    )
    const { harvest } = await dried()
    await expectRefusal('not-released', () =>
      world.act(grower, 'ship', {
        shipmentId: shipment(),
        ...to(pharmacy),
        reason: 'supply',
        lines: [{ batchId: harvest.batchId, state: 'quarantine', massMg: '1' }],
      }),
    )
    await expectRefusal('wrong-batch', () =>
      world.act(grower, 'harvest', { plantLotId: harvest.batchId, plantsCut: 1, batch: fresh('H'), wetMassMg: '1' }),
    )
  })

  test('a holder’s hold binds that holder alone, the authority’s everyone', async () => {
    const { wholesaler, pharmacy, authority } = world.who
    const { packs } = await supplied()
    const { batchId } = packs
    await send(wholesaler, pharmacy, 'supply', batchId, 'released', '100')
    const dispense = (massMg: string) => world.act(pharmacy, 'dispense', { batchId, massMg, recordNumber: 'R' })
    const out = (state: 'released' | 'held', reason: 'supply' | 'return') =>
      world.act(wholesaler, 'ship', {
        shipmentId: shipment(),
        ...to(pharmacy),
        reason,
        lines: [{ batchId, state, massMg: '1' }],
      })
    const own = await world.act(wholesaler, 'hold', { batchId, scope: 'batch', reason: 'torn label' })
    await expectRefusal('batch-held', () => out('released', 'supply'))
    await dispense('1')
    const detailOf = ({ actor }: Someone) =>
      world.database.transaction(actor, (tx) =>
        batchDetail(tx, actor, { batchId: parseId('batch', batchId)!, law: testLaw, now: world.now }),
      )
    expect((await detailOf(wholesaler)).hold).not.toBeNull()
    expect((await detailOf(pharmacy)).hold).toBeNull()
    // The authority's comes on top: the holder's lifting then frees nothing, and the authority's leaves the holder's own.
    const theirs = await world.act(authority, 'hold', { batchId, scope: 'batch', reason: 'mould' })
    await expectRefusal('batch-held', () => dispense('1'))
    await world.act(wholesaler, 'lift', { batchId, holdEventId: own.eventId, reason: 'new label' })
    await expectRefusal('batch-held', () => out('released', 'supply'))
    const again = await world.act(authority, 'hold', { batchId, scope: 'batch', reason: 'x' }).catch(() => null)
    expect(again).toBeNull()
    await world.act(authority, 'lift', { batchId, holdEventId: theirs.eventId, reason: 'clean' })
    await dispense('99')
    await expectRefusal('stock-short', () => dispense('1'))
  })

  test('what a hold caught on the way is, once lifted, what its shipment line was', async () => {
    const { wholesaler, pharmacy, authority } = world.who
    const { packs } = await supplied()
    const { batchId } = packs
    const line = { batchId, state: 'released' as const }
    const on = async (from: Someone, receiver: Someone, reason: 'supply' | 'return', massMg: string) => {
      const shipmentId = shipment()
      await world.act(from, 'ship', { shipmentId, ...to(receiver), reason, lines: [{ ...line, massMg }] })
      return (receivedMassMg: string) =>
        world.act(receiver, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg }] })
    }
    await (await on(wholesaler, pharmacy, 'supply', '50'))('50')
    const arrives = await on(wholesaler, pharmacy, 'supply', '100')
    const comesBack = await on(pharmacy, wholesaler, 'return', '20')
    const hold = await world.act(authority, 'hold', { batchId, scope: 'batch', reason: 'mould' })
    await arrives('101') // One more than was sent: it comes out of the difference.
    await comesBack('20')
    expect(await states(pharmacy, packs)).toEqual({ held: 131n })
    await world.act(pharmacy, 'destroy', {
      batchId,
      state: 'held',
      massMg: '1',
      method: 'incineration',
      witnesses: ['w01', 'w02'],
      documents: [],
    })
    await world.act(authority, 'lift', { batchId, holdEventId: hold.eventId, reason: 'clean' })
    expect(await states(pharmacy, packs)).toEqual({ released: 130n })
    // What came back was out of sight, hold or no hold.
    expect(await states(wholesaler, packs)).toEqual({ released: 250n, quarantine: 20n })
  })

  test('what is taken back while its batch is held is held too, and free when it is', async () => {
    const { wholesaler, pharmacy, authority } = world.who
    const { packs } = await supplied()
    const { batchId } = packs
    const send = (reason: 'supply' | 'return', state: 'released' | 'held', massMg: string) =>
      world.act(wholesaler, 'ship', {
        shipmentId: shipment(),
        ...to(pharmacy),
        reason,
        lines: [{ batchId, state, massMg }],
      })
    const takeBack = ({ eventId }: { eventId: string }) =>
      world.act(wholesaler, 'correct', { correctsId: eventId, reason: 'the carrier did not come' })
    const [early, late] = [await send('supply', 'released', '100'), await send('supply', 'released', '50')]
    const recall = await world.act(authority, 'hold', { batchId, scope: 'recall', reason: 'mould' })
    await takeBack(early)
    expect(await states(wholesaler, packs)).toEqual({ held: 350n })
    const back = await send('return', 'held', '30')
    await world.act(authority, 'lift', { batchId, holdEventId: recall.eventId, reason: 'clean' })
    await takeBack(late)
    expect(await states(wholesaler, packs)).toEqual({ released: 370n })
    await takeBack(back) // It left held, and nothing holds it any more.
    expect(await states(wholesaler, packs)).toEqual({ released: 370n, quarantine: 30n })
  })

  test('of two holds, lifting one leaves the other; lifting the last gives back what it was', async () => {
    const { wholesaler, authority } = world.who
    const { packs } = await supplied()
    const { batchId } = packs
    const hold = (scope: 'batch' | 'recall') => world.act(authority, 'hold', { batchId, scope, reason: 'x' })
    const lift = (holdEventId: string) => world.act(authority, 'lift', { batchId, holdEventId, reason: 'x' })
    const own = await world.act(wholesaler, 'hold', { batchId, scope: 'batch', reason: 'torn label' })
    const [mould, recall] = [await hold('batch'), await hold('recall')]
    for (const { eventId } of [mould, own]) {
      const who = eventId === own.eventId ? wholesaler : authority
      await world.act(who, 'lift', { batchId, holdEventId: eventId, reason: 'x' })
      expect(await states(wholesaler, packs)).toEqual({ held: 400n })
    }
    // A hold that is taken back frees nothing that another stops.
    const third = await hold('recall')
    await lift(recall.eventId)
    await lift(third.eventId)
    expect(await states(wholesaler, packs)).toEqual({ released: 400n })
    const [first, second] = [await hold('batch'), await hold('recall')]
    await expectRefusal('batch-held', () => world.act(authority, 'correct', { correctsId: first.eventId, reason: 'x' }))
    await lift(second.eventId)
    await world.act(authority, 'correct', { correctsId: first.eventId, reason: 'x' })
    expect(await states(wholesaler, packs)).toEqual({ released: 400n })
  })

  test('two who lift one each of two holds, at once, leave nothing behind', async () => {
    const { wholesaler, authority } = world.who
    const { packs } = await supplied()
    const { batchId } = packs
    const own = await world.act(wholesaler, 'hold', { batchId, scope: 'batch', reason: 'x' })
    const theirs = await world.act(authority, 'hold', { batchId, scope: 'batch', reason: 'x' })
    const lift = (who: Someone, holdEventId: string) =>
      world.make(who, 'lift', { batchId, holdEventId, reason: 'x' }) as Act
    let other: Promise<unknown> | undefined
    await world.database.transaction(wholesaler.actor, async (tx) => {
      await recordAct(tx, wholesaler.actor, { act: lift(wholesaler, own.eventId), law: testLaw, now: world.now })
      other ??= world.record(authority, lift(authority, theirs.eventId)) // Would see the first hold still standing, and free nothing.
      await Promise.race([other, wait(250)])
    })
    await other
    expect(await states(wholesaler, packs)).toEqual({ released: 400n })
  })
})

reachedAll()
