// Open differences as an inspector looks for them: of one holder, since a day, with what was last said; and the same clock on the list and in the
// day's work. Not here: counting itself (count.test.ts), and the walls of what came late (late.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { legalDayOf, parseId } from '#kernel'
import { chainWork } from '../agenda/work.ts'
import type { DifferenceList } from '../contract.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { type DifferencesAsked, listDifferences } from './differences.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(() => world[Symbol.asyncDispose]())

const differences = (who: Someone, asked: Partial<DifferencesAsked> = {}): Promise<DifferenceList> =>
  world.database.transaction(who.actor, (tx) =>
    listDifferences(tx, who.actor, { law: testLaw, now: world.now, ...asked }),
  )
const count = (countedMassMg: string) =>
  world.act(world.who.pharmacy, 'count', {
    lines: [{ batchId: made.packs.batchId, state: 'released', countedMassMg }],
    counter: 'st-1',
    countersigner: 'st-2',
    followsId: null,
  })
const ofPharmacy = async () => (await differences(world.who.authority, { holderId: world.who.pharmacy.partyId })).items

test('are found by holder and by the day they arose, and never another’s', async () => {
  const { authority, pharmacy, irradiator, wholesaler } = world.who
  await count('490000') // 5 g less than the book says.
  const holders = (await differences(authority)).items.map(({ holder }) => holder.name)
  expect(holders).toEqual(expect.arrayContaining(['The pharmacy', 'The irradiator']))
  expect((await ofPharmacy()).map(({ amountMg }) => amountMg)).toEqual(['-5000'])
  const today = legalDayOf(world.now)
  const since = async (days: number) =>
    (await differences(authority, { holderId: pharmacy.partyId, since: today.add({ days }) })).items.length
  expect([await since(0), await since(1)]).toEqual([1, 0])
  // Who asks for another's gets what there is of it for them: nothing.
  expect((await differences(wholesaler, { holderId: pharmacy.partyId })).items).toEqual([])
  expect((await differences(irradiator, { holderId: pharmacy.partyId })).items).toEqual([])
})

test('tell the event that moved them last, and for whom it was recorded', async () => {
  const [open] = await ofPharmacy()
  expect(open?.lastEvent).toMatchObject({ kind: 'count', by: { name: 'The pharmacy' }, reason: null })
  expect(open?.lastEvent?.eventId).toBe(open?.eventId)
})

test('have one and the same last day on the list and in the day’s work, and none within the margin', async () => {
  const { pharmacy } = world.who
  const inWork = async () => {
    const actor = { ...pharmacy.actor, roles: ['pharmacist' as const] }
    const sections = await world.database.transaction(actor, (tx) =>
      chainWork(tx, actor, { now: world.now, law: testLaw, itemsMax: 8 }),
    )
    const items = sections.find(({ kind }) => kind === 'differences-open')?.items ?? []
    return items.map(({ id, dueOn = null }) => [id, dueOn])
  }
  const onList = async () => (await differences(pharmacy)).items.map(({ accountId, dueOn }) => [accountId, dueOn])
  await count('480000')
  await count('479999') // A thousandth part and less is let pass.
  const listed = await onList()
  expect(new Set(listed.map(([, dueOn]) => dueOn === null))).toEqual(new Set([false, true]))
  expect(await inWork()).toEqual(listed)
  expect(listed.every(([id]) => parseId('account', id!) !== null)).toBe(true)
})
