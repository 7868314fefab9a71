// What stands at both ends of the flow of a period is what the ledger says of that day, whatever was taken back later; and each band opens
// its events. Not here: the rest of the pictures (picture.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { legalDayOf, type PlainDate, printId, startOfLegalDay } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { LedgerFilter } from '../contract.ts'
import { newBatch, openWorld, type World } from '../testing/world.ts'
import { bandEvents } from './band-events.ts'
import { listAccounts } from './explore.ts'
import { movedEvents } from './moved.ts'
import { periodFlow } from './period-flow.ts'

let world: World
/** Cut on the first day, too much said on the second, taken back on the fourth. */
let first: PlainDate
beforeAll(async () => {
  world = await openWorld()
  first = legalDayOf(world.now).subtract({ days: 5 })
  const noon = (days: number) => startOfLegalDay(first.add({ days })).add({ hours: 12 }).toString()
  const { grower } = world.who
  const lot = newBatch('L1')
  const cut = (name: string, wetMassMg: string, occurredAt: string) =>
    world.act(grower, 'harvest', {
      plantLotId: lot.batchId,
      plantsCut: 1,
      batch: newBatch(name),
      wetMassMg,
      occurredAt,
    })
  await world.act(grower, 'plant', {
    batch: lot,
    productCode: 'flower',
    cultivar: 'D',
    plants: 9,
    room: '1',
    occurredAt: noon(-1),
  })
  await cut('H1', '1000', noon(0))
  const wrong = await cut('H2', '500', noon(1))
  await world.act(grower, 'correct', { correctsId: wrong.eventId, reason: 'weighed twice', occurredAt: noon(3) })
})
afterAll(() => world[Symbol.asyncDispose]())

const as = <Value>(actor: Actor, work: (tx: Tx, actor: Actor) => Promise<Value>) =>
  world.database.transaction(actor, (tx) => work(tx, actor))

test.each([
  ['before the mistake', 0, 1, '0', '1000', 1],
  ['with the mistake in it', 0, 2, '0', '1500', 2],
  ['between the mistake and its end', 2, 3, '1500', '1500', 0],
  ['with its end in it', 2, 5, '1500', '1000', 1],
  ['with both: it never was', 0, 5, '0', '1000', 1],
] as const)('a period %s', async (_, fromDay, untilDay, openingMg, closingMg, events) => {
  const { grower } = world.who
  const [from, until] = [first.add({ days: fromDay }), first.add({ days: untilDay })]
  for (const [actor, holderId] of [
    [world.staff, grower.partyId],
    [world.staff, null],
    [grower.actor, null],
  ] as const) {
    const flow = await as(actor, (tx, who) => periodFlow(tx, who, { from, until, holderId }))
    expect([flow.openingMg, flow.closingMg]).toEqual([openingMg, closingMg])
    for (const [day, massMg] of [
      [from, flow.openingMg],
      [until, flow.closingMg],
    ] as const) {
      const filter: LedgerFilter = {
        holder: printId('party', grower.partyId),
        goods: 'coming',
        ledger: 'material_mg',
        at: day.subtract({ days: 1 }).toString(),
      }
      const { totals, items } = await as(actor, (tx, who) => listAccounts(tx, who, filter))
      expect(totals[0]?.amount ?? '0').toBe(massMg)
      expect(items.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(BigInt(massMg))
    }
    const moved = flow.links.filter((link) => link.events > 0)
    expect(moved.reduce((sum, link) => sum + link.events, 0)).toBe(events)
    for (const { from: source, to: target, amount } of moved) {
      const band = { from, until, holderId, source, target }
      const { items } = await as(actor, (tx, who) => bandEvents(tx, who, band))
      expect(items.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)).toBe(BigInt(amount))
    }
  }
})

test('what came into accounts is what was not taken back, and another reads nothing of it', async () => {
  const { grower, pharmacy } = world.who
  const asked = { holder: printId('party', grower.partyId), kind: 'stock', side: 'in' } as const
  const all = await as(grower.actor, (tx, who) => movedEvents(tx, who, asked))
  expect(all).toMatchObject({ totalMg: '1000', events: 1, nextCursor: null })
  const since = first.add({ days: 1 }).toString()
  const none = { totalMg: '0', events: 0, items: [] }
  expect(await as(grower.actor, (tx, who) => movedEvents(tx, who, { ...asked, since }))).toMatchObject(none)
  expect(await as(pharmacy.actor, (tx, who) => movedEvents(tx, who, asked))).toMatchObject(none)
  await expect(as(grower.actor, (tx, who) => movedEvents(tx, who, { ...asked, cursor: 'x' }))).rejects.toThrow(
    'chain/bad-cursor',
  )
})
