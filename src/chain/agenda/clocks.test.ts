// Clocks that ring: losses to be told of, mass too long on its way, material wet too long, and the months of a harvest as its mass goes. Not
// here: counting days (pure.property.test.ts).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, newId, parseId, printId } from '#kernel'
import type { Role, WorkKind } from '#platform/contract'
import type { ActOf, EventView } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { readEvent } from '../read/event-views.ts'
import { transitDueOn } from '../shipments/shipment-clock.ts'
import { readShipment } from '../shipments/shipment-views.ts'
import { to } from '../testing/refusals.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { addWorkingDays } from '../working-days.ts'
import { chainWork } from './work.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const fresh = (name: string) => newBatch(`${name}-${crypto.randomUUID().slice(0, 18)}`)
const ago = (days: number) => world.now.subtract({ hours: 24 * days }).toString()
async function harvested(days: number, massMg = '1000') {
  const { grower } = world.who
  const lot = fresh('L')
  const batch = fresh('H')
  const occurredAt = ago(days)
  await world.act(grower, 'plant', {
    batch: lot,
    productCode: 'flower',
    cultivar: 'C',
    plants: 1,
    room: '1',
    occurredAt,
  })
  const cut = await world.act(grower, 'harvest', {
    plantLotId: lot.batchId,
    plantsCut: 1,
    batch,
    wetMassMg: massMg,
    occurredAt,
  })
  return { batchId: batch.batchId, eventId: cut.eventId }
}
const section = async (who: Someone, kind: WorkKind, role: Role, days = 0) => {
  const now = world.now.add({ hours: 24 * days })
  const sections = await world.database.transaction(who.actor, (tx) =>
    chainWork(tx, { ...who.actor, roles: [role] }, { now, law: testLaw, itemsMax: 8 }),
  )
  return sections.find((one) => one.kind === kind)?.items ?? []
}
const read = (who: Someone, eventId: string): Promise<EventView> =>
  world.database.transaction(who.actor, (tx) => readEvent(tx, who.actor, parseId('event', eventId)!))
const lose = async (changes: Partial<ActOf<'lose'>> = {}) => {
  const { batchId } = await harvested(9)
  return world.act(world.who.grower, 'lose', {
    batchId,
    state: 'wet',
    massMg: '10',
    cause: 'theft',
    reason: 'the lock was broken',
    occurredAt: ago(8),
    discoveredAt: ago(0),
    ...changes,
  })
}
const tell = (who: Someone, lossId: string, told: 'igj' | 'police' = 'igj', more: Partial<ActOf<'notify-loss'>> = {}) =>
  world.act(who, 'notify-loss', { lossId, to: told, reference: 'IGJ-2026-17', ...more })

describe('a theft', () => {
  test('is told within its term from the discovery, and waits on the desk until it is', async () => {
    const { grower, authority, pharmacy } = world.who
    const { eventId } = await lose()
    const dueOn = addWorkingDays(legalDayOf(world.now), 1).toString()
    expect((await read(grower, eventId)).lossNotices).toMatchObject([{ to: 'igj', dueOn, told: null }])
    const mine = (await section(grower, 'loss-notices', 'holder-chain-officer')).filter(({ href }) =>
      href.includes(eventId),
    )
    expect(mine).toMatchObject([{ subtitle: 'igj', dueOn, massMg: '10' }])
    const late = async (days: number) =>
      (await section(authority, 'loss-notices', 'inspector', days)).some(({ href }) => href.includes(eventId))
    expect([await late(0), await late(7)]).toEqual([false, true])
    await expect(tell(pharmacy, eventId)).rejects.toThrow('chain/unknown-event')
    const told = await tell(grower, eventId)
    expect((await read(grower, eventId)).lossNotices).toMatchObject([
      { told: { eventId: told.eventId, reference: 'IGJ-2026-17', isLate: false } },
    ])
    expect(await late(7)).toBe(false)
    await expect(tell(grower, eventId)).rejects.toThrow('chain/already-told')
    await expect(world.act(grower, 'correct', { correctsId: told.eventId, reason: 'never told' })).rejects.toThrow(
      'chain/not-correctable',
    )
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  })
  test('seen as it happened has its clock from then, and a notice after it says that it was late', async () => {
    const { grower } = world.who
    const { batchId } = await harvested(9)
    const stolen = await world.act(grower, 'lose', {
      batchId,
      state: 'wet',
      massMg: '10',
      cause: 'theft',
      reason: 'seen',
      occurredAt: ago(8),
    })
    const [notice] = (await read(grower, stolen.eventId)).lossNotices ?? []
    expect(notice?.dueOn).toBe(addWorkingDays(legalDayOf(world.now.subtract({ hours: 24 * 8 })), 1).toString())
    await tell(grower, stolen.eventId)
    expect((await read(grower, stolen.eventId)).lossNotices).toMatchObject([{ told: { isLate: true } }])
  })
  test('is not discovered before it happened, nor in what is still to come', async () => {
    await expect(lose({ discoveredAt: ago(9) })).rejects.toThrow('chain/discovered-before')
    await expect(lose({ discoveredAt: ago(-1) })).rejects.toThrow('chain/time-ahead')
  })
  test('that was taken back, or is none, or asks it of somebody else, is not told', async () => {
    const { grower } = world.who
    const { eventId } = await lose()
    await expect(tell(grower, eventId, 'police')).rejects.toThrow('chain/not-to-tell')
    await world.act(grower, 'correct', { correctsId: eventId, reason: 'it was found' })
    await expect(tell(grower, eventId)).rejects.toThrow('chain/not-to-tell')
    const { eventId: cut } = await harvested(9)
    await expect(tell(grower, cut)).rejects.toThrow('chain/not-to-tell')
    const open = (await section(grower, 'loss-notices', 'holder-chain-officer')).map(({ href }) => href)
    expect(open).not.toContain(`/events/${eventId}`)
  })
})

test('mass on its way past its term rings at both sides and at the inspectorate, and never comes back by itself', async () => {
  const { grower, authority, laboratory, pharmacy } = world.who
  const { batchId } = await harvested(20)
  const sample = fresh('S')
  await world.act(grower, 'sample', { batchId, state: 'wet', massMg: '10', sample, occurredAt: ago(19) })
  const shipmentId = printId('shipment', newId('shipment'))
  const line = { batchId: sample.batchId, state: 'sample' as const }
  await world.act(grower, 'ship', {
    shipmentId,
    ...to(laboratory),
    reason: 'sample',
    lines: [{ ...line, massMg: '10' }],
  })
  const rings = async (who: Someone, role: Role, days: number) =>
    (await section(who, 'transit-overdue', role, days)).some(({ id }) => id === shipmentId)
  const waits = async (who: Someone, kind: WorkKind, role: Role, days: number) =>
    (await section(who, kind, role, days)).some(({ id }) => id === shipmentId)
  const asUsual = (days: number) =>
    Promise.all([
      waits(grower, 'shipments-on-the-way', 'holder-chain-officer', days),
      waits(laboratory, 'shipments-to-receive', 'laboratory-analyst', days),
      waits(authority, 'shipments-on-the-way', 'authority-chain-manager', days),
    ])
  const sides = (days: number) =>
    Promise.all([
      rings(grower, 'holder-chain-officer', days),
      rings(laboratory, 'laboratory-analyst', days),
      rings(authority, 'inspector', days),
      rings(pharmacy, 'pharmacist', days),
    ])
  expect(await sides(0)).toEqual([false, false, false, false])
  expect(await sides(300)).toEqual([true, true, true, false])
  // One parcel is one line: what is late is no longer among what is expected.
  expect([await asUsual(0), await asUsual(300)]).toEqual([
    [true, true, true],
    [false, false, false],
  ])
  const [transit] = await world.admin.query<{ amount: bigint }>(
    `select n.amount from chain.balance n join chain.account a using (authority_id, account_id) where a.kind = 'transit' and a.shipment_id = $1`,
    [parseId('shipment', shipmentId)],
  )
  expect(transit?.amount).toBe(10n)
  const term = (who: Someone) =>
    world.database.transaction(who.actor, async (tx) => {
      const asked = { shipmentId: parseId('shipment', shipmentId)!, law: testLaw } // Printed by us.
      return (await readShipment(tx, who.actor, asked)).transitDueOn
    })
  // Both sides read the same day, for as long as it is under way.
  const dueOn = transitDueOn(legalDayOf(world.now.subtract({ minutes: 1 })), testLaw).toString() // It left a minute ago.
  expect(await Promise.all([term(grower), term(laboratory)])).toEqual([dueOn, dueOn])
  await world.act(laboratory, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '10' }] })
  expect(await term(grower)).toBeUndefined()
  expect(await sides(300)).toEqual([false, false, false, false])
})

test('what was cut and is not weighed back dry in time is half done', async () => {
  const { grower, authority } = world.who
  const { batchId } = await harvested(9)
  const isHalf = async (who: Someone, role: Role, days: number) =>
    (await section(who, 'half-done', role, days)).some(({ id }) => id === batchId)
  expect(await isHalf(grower, 'holder-chain-officer', 19)).toBe(false) // 28 days after the harvest.
  expect(await isHalf(grower, 'holder-chain-officer', 21)).toBe(true)
  expect(await isHalf(authority, 'inspector', 21)).toBe(true)
  const isToDry = async (days: number) =>
    (await section(grower, 'batches-to-dry', 'holder-chain-officer', days)).some(({ id }) => id === batchId)
  expect([await isToDry(19), await isToDry(21)]).toEqual([true, false]) // One or the other, never both.
  await world.act(grower, 'dry', { batchId, driedMassMg: '250' })
  expect(await isHalf(authority, 'inspector', 21)).toBe(false)
})

describe('the clock of a harvest', () => {
  const clock = async (batchId: string) =>
    (await section(world.who.grower, 'harvest-clocks', 'holder-chain-officer')).find(({ id }) => id === batchId)
  test('runs over what is left of it, and stops when the last milligram is delivered or destroyed', async () => {
    await using only = await openWorld()
    const mine = only.who.grower
    const lot = newBatch('L')
    const batch = newBatch('H')
    await only.act(mine, 'plant', { batch: lot, productCode: 'flower', cultivar: 'C', plants: 1, room: '1' })
    await only.act(mine, 'harvest', { plantLotId: lot.batchId, plantsCut: 1, batch, wetMassMg: '1000' })
    await only.act(mine, 'dry', { batchId: batch.batchId, driedMassMg: '250' })
    const open = async () =>
      (
        await only.database.transaction(mine.actor, (tx) =>
          chainWork(
            tx,
            { ...mine.actor, roles: ['holder-chain-officer'] },
            { now: only.now, law: testLaw, itemsMax: 8 },
          ),
        )
      ).find(({ kind }) => kind === 'harvest-clocks')?.items
    const due = legalDayOf(only.now.subtract({ minutes: 1 }))
      .add({ months: 4 })
      .toString()
    expect(await open()).toMatchObject([{ massMg: '250', dueOn: due }])
    const first = await only.act(mine, 'hand-over', { batchId: batch.batchId, massMg: '100', bags: 1 })
    expect(await open()).toMatchObject([{ massMg: '150', dueOn: due }])
    const rest = { batchId: batch.batchId, state: 'quarantine' as const, massMg: '150' }
    await only.act(mine, 'destroy', { ...rest, method: 'composting', witnesses: ['st-1', 'st-2'], documents: [] })
    expect(await open()).toBeUndefined()
    // What is taken back is the grower's again, with the day it had.
    await only.act(mine, 'correct', { correctsId: first.eventId, reason: 'never handed over' })
    expect(await open()).toMatchObject([{ massMg: '100', dueOn: due }])
  })
  test('of a harvest that was taken back does not run', async () => {
    const { batchId, eventId } = await harvested(30)
    expect(await clock(batchId)).toBeDefined()
    await world.act(world.who.grower, 'correct', { correctsId: eventId, reason: 'the wrong lot' })
    expect(await clock(batchId)).toBeUndefined()
  })
})
