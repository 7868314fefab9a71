// One holder at a glance: its stock is what its books hold, its notices are its own, and a wall hides what it hides elsewhere. Not here: who may ask.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { legalDayOf, newId, printId } from '#kernel'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { readHolder } from './read-holder.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(() => world[Symbol.asyncDispose]())

const holder = (reader: Someone, of: { readonly partyId: Someone['partyId'] }, now = world.now) =>
  world.database.transaction(reader.actor, (tx) =>
    readHolder(tx, reader.actor, { holderId: of.partyId, law: testLaw, now }),
  )

test('has its stock by product, wherever it lies, and the books behind it', async () => {
  const { authority, pharmacy } = world.who
  const view = await holder(authority, pharmacy)
  expect(view.party).toMatchObject({ partyId: printId('party', pharmacy.partyId), kind: 'pharmacy' })
  expect(view.stock).toEqual([{ productCode: 'flower', productName: 'Flower', stockMg: '495000' }])
  expect(view.books).toMatchObject([{ book: { productCode: 'flower', basis: 'opiumwetbesluit/7' } }])
  expect(view.isCut).toBe(false)
  expect(await holder(pharmacy, pharmacy)).toEqual(view) // It reads the same of itself.
  // Of another the database shows a holder nothing, whoever lets it ask.
  expect(await holder(world.who.wholesaler, pharmacy)).toMatchObject({
    stock: [],
    books: [],
    lossNotices: [],
    recallNotices: [],
  })
})

test('tells the losses somebody is still to be told of, late once their day has passed', async () => {
  const { authority, pharmacy, wholesaler } = world.who
  const lost = await world.act(pharmacy, 'lose', {
    batchId: made.packs.batchId,
    state: 'released',
    massMg: '10',
    cause: 'theft',
    reason: 'the safe was forced',
  })
  const told = async (now = world.now) => (await holder(authority, pharmacy, now)).lossNotices
  expect(await told()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ eventId: lost.eventId, cause: 'theft', to: 'igj', massMg: '10', isOverdue: false }),
    ]),
  )
  const later = world.now.add({ hours: 24 * 30 })
  expect((await told(later)).every(({ dueOn, isOverdue }) => isOverdue && dueOn < `${legalDayOf(later)}`)).toBe(true)
  expect((await holder(authority, wholesaler)).lossNotices).toEqual([])
})

test('tells the recalls it was sent, those it did not answer first, and late once their time is over', async () => {
  const { authority, pharmacy, grower } = world.who
  await world.act(authority, 'hold', { batchId: made.packs.batchId, scope: 'recall', reason: 'mould' })
  const [notice] = (await holder(authority, pharmacy)).recallNotices
  expect(notice).toMatchObject({
    kind: 'recall',
    isOwnDrill: false,
    reason: 'mould',
    batches: [{ name: 'P1' }],
    acknowledgedAt: null,
    isOverdue: false,
    isLifted: false,
  })
  const late = (await holder(authority, pharmacy, world.now.add({ hours: 24 * 365 }))).recallNotices
  expect(late[0]?.isOverdue).toBe(true)
  expect(
    (await holder(authority, grower)).recallNotices.every(({ batches }) => batches.every(({ name }) => name !== 'P1')),
  ).toBe(true)
})

test('is not there where there is no such party', async () => {
  await expect(holder(world.who.authority, { partyId: newId('party') })).rejects.toThrow('licensing/unknown-party')
})
