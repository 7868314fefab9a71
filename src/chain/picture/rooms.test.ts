// Rooms: designated by the authority, moved between by holders, asked where they went on a day. Not here: the plan of tiles (picture.test.ts).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, legalTimeZone, printId } from '#kernel'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { previewAct } from '../record/preview-act.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { roomFate, roomMap } from './rooms.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Legal days, not spans of 24 hours: a designation begins with a day, and the night the clock goes back is an hour longer. */
const daysAgo = (days: number) => world.now.toZonedDateTimeISO(legalTimeZone).subtract({ days }).toInstant()
const on = (days: number) => legalDayOf(daysAgo(days))
const fresh = (name: string) => newBatch(`${name}-${crypto.randomUUID().slice(0, 18)}`)
const designate = (
  room: string,
  uses: ('grow' | 'dry' | 'store' | 'waste')[],
  days: number,
  who = world.who.authority,
) =>
  world.act(who, 'designate', {
    forPremisesId: printId('premises', world.who.grower.premisesId),
    room,
    roomKind: 'room',
    uses,
    from: on(days).toString(),
  })
const plant = (room: string, days: number, batch = fresh('L')) =>
  world
    .act(world.who.grower, 'plant', {
      batch,
      productCode: 'flower',
      cultivar: 'C',
      plants: 10,
      room,
      occurredAt: daysAgo(days).toString(),
    })
    .then(() => batch)
const move = (batchId: string, room: string, days: number, who: Someone = world.who.grower) =>
  world.act(who, 'move-room', { batchId, room, occurredAt: daysAgo(days).toString() })
const fate = (room: string, day: Temporal.PlainDate | null, who: Someone = world.who.grower) =>
  world.database.transaction(who.actor, (tx) =>
    roomFate(tx, who.actor, { premisesId: world.who.grower.premisesId, room, on: day, now: world.now }),
  )
const map = (who: Someone) =>
  world.database.transaction(who.actor, (tx) => roomMap(tx, who.actor, legalDayOf(world.now)))

test('where nothing was designated, nothing is known of rooms and nothing refused', async () => {
  await plant('anywhere', 29)
  expect((await map(world.who.grower)).items).toMatchObject([
    { isDesignated: false, rooms: [{ room: 'anywhere', uses: [] }] },
  ])
})

describe('designated rooms', () => {
  test('are the authority’s to name, of premises in the register', async () => {
    await expect(designate('1', ['grow'], 28, world.who.grower)).rejects.toThrow('chain/not-for-you')
    await expect(
      world.act(world.who.authority, 'designate', {
        forPremisesId: printId('premises', world.who.grower.premisesId),
        room: '1',
        roomKind: 'room',
        uses: ['grow'],
        from: '2010-01-01',
      }),
    ).rejects.toThrow('chain/unknown-premises')
    await designate('1', ['grow'], 28)
    await designate('2', ['grow'], 28)
    await designate('Drying', ['dry', 'store'], 28)
    expect((await map(world.who.grower)).items).toMatchObject([
      {
        isDesignated: true,
        rooms: [
          { room: '1', uses: ['grow'], kind: 'room' },
          { room: '2', uses: ['grow'] },
          { room: 'anywhere', uses: [], kind: null },
          { room: 'Drying', uses: ['dry', 'store'], plants: 0 },
        ],
      },
    ])
    expect((await map(world.who.pharmacy)).items).toEqual([])
  })
  test('refuse another room and another use, with the article and where it may', async () => {
    await expect(plant('9', 20)).rejects.toThrow('chain/unknown-room')
    await expect(plant('drying', 20)).rejects.toThrow('chain/room-not-designated')
    const { grower } = world.who
    const act = world.make(grower, 'plant', {
      batch: fresh('L'),
      productCode: 'flower',
      cultivar: 'C',
      plants: 1,
      room: 'Drying',
    })
    const { refusal } = await world.database.transaction(grower.actor, (tx) =>
      previewAct(tx, grower.actor, { act, law: testLaw, now: world.now, locale: 'en' }),
    )
    expect(refusal).toMatchObject({ basis: ['opiumwet/8a/2/c'] })
    expect(refusal?.detail).toContain('1, 2')
  })
  test('hold from their day: before it another room was no fault, and a later designation takes the place', async () => {
    await plant('9', 29)
    await designate('2', [], 5)
    await plant('2', 6)
    await expect(plant('2', 4)).rejects.toThrow('chain/unknown-room')
    const again = await designate('2', ['grow'], 4)
    await plant('2', 3)
    await world.act(world.who.authority, 'correct', { correctsId: again.eventId, reason: 'the wrong room' })
    await expect(plant('2', 3)).rejects.toThrow('chain/unknown-room')
    await designate('2', ['grow'], 4)
  })
})

describe('a move to another room', () => {
  test('moves no mass, and from then on it is found there', async () => {
    const { grower } = world.who
    const lot = await plant('1', 15)
    await move(lot.batchId, '2', 10)
    const names = async (room: string, days: number) =>
      (await fate(room, on(days))).lots.map(({ batch }) => batch.batchId)
    expect(await names('1', 12)).toContain(lot.batchId)
    expect(await names('1', 10)).toContain(lot.batchId) // On that day it stood in both.
    expect(await names('2', 10)).toContain(lot.batchId)
    expect(await names('1', 8)).not.toContain(lot.batchId)
    expect(await names('2', 8)).toContain(lot.batchId)
    expect((await fate('1', on(40))).lots).toEqual([])
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
    await expect(move(lot.batchId, 'Drying', 9)).rejects.toThrow('chain/room-not-designated')
    await expect(move(lot.batchId, '1', 9, world.who.pharmacy)).rejects.toThrow('chain/unknown-batch')
    // Cut, it is wet, and goes to where drying is designated; the plants' room no longer has it.
    const harvest = fresh('H')
    await world.act(grower, 'harvest', {
      plantLotId: lot.batchId,
      plantsCut: 10,
      batch: harvest,
      wetMassMg: '5000',
      occurredAt: daysAgo(7).toString(),
    })
    await expect(move(harvest.batchId, '1', 7)).rejects.toThrow('chain/room-not-designated')
    await move(harvest.batchId, 'drying', 6)
    await expect(move(lot.batchId, '1', 6)).rejects.toThrow('chain/nothing-to-move')
    expect(await names('2', 6)).not.toContain(lot.batchId)
    const dried = await fate('Drying', on(5))
    expect(dried).toMatchObject({
      on: on(5).toString(),
      totalMg: '5000',
      lots: [{ batch: { batchId: harvest.batchId } }],
    })
    expect((await fate('2', on(8))).totalMg).toBe('5000') // What stood there then is that harvest now.
    const drying = (await map(grower)).items[0]?.rooms.find(({ room }) => room === 'Drying')
    expect(drying?.lots).toMatchObject([{ massMg: '5000', plants: 0, hereSince: on(6).toString() }])
  })
  test('that is taken back never was', async () => {
    const lot = await plant('1', 15)
    const wrong = await move(lot.batchId, '2', 10)
    await world.act(world.who.grower, 'correct', { correctsId: wrong.eventId, reason: 'it stayed' })
    expect((await fate('1', on(5))).lots.map(({ batch }) => batch.batchId)).toContain(lot.batchId)
    expect((await fate('2', on(5))).lots.map(({ batch }) => batch.batchId)).not.toContain(lot.batchId)
  })
  test('and a room nobody knows is none', async () => {
    await expect(fate('nowhere', null)).rejects.toThrow('chain/unknown-batch')
    await expect(fate('1', null, world.who.pharmacy)).rejects.toThrow('chain/unknown-batch')
  })
})
