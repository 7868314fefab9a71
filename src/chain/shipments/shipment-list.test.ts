// The list of shipments as a supervisor reads it: what is on its way first and the latest of that on top, page by page; by day, by party, late alone. Not
// here: one shipment, and whose it is to see (read/reading.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { legalDayOf, newId, printId, startOfLegalDay } from '#kernel'
import type { ShipmentView } from '../contract.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, testLaw, type World } from '../testing/world.ts'
import { listShipments, type ShipmentFilter } from './shipment-views.ts'

let world: World
/** Sent one after the other, a second apart; the second of them is in. */
const sent: string[] = []
beforeAll(async () => {
  world = await openWorld()
  const made = await growToPatient(world)
  const { wholesaler, pharmacy } = world.who
  for (const seconds of [1, 2, 3]) {
    const shipmentId = printId('shipment', newId('shipment'))
    sent.push(shipmentId)
    await world.act(wholesaler, 'ship', {
      ...{ shipmentId, reason: 'supply' as const },
      receiverId: printId('party', pharmacy.partyId),
      toPremisesId: printId('premises', pharmacy.premisesId),
      lines: [{ batchId: made.packs.batchId, state: 'released' as const, massMg: '10' }],
      occurredAt: world.now.add({ seconds }).toString(),
    })
  }
  await world.act(pharmacy, 'receive', {
    shipmentId: sent[1]!,
    lines: [{ batchId: made.packs.batchId, state: 'released' as const, receivedMassMg: '10' }],
    occurredAt: world.now.add({ seconds: 4 }).toString(),
  })
})
afterAll(() => world[Symbol.asyncDispose]())

const list = (filter: ShipmentFilter) => {
  const { authority } = world.who
  return world.database.transaction(authority.actor, (tx) =>
    listShipments(tx, authority.actor, { filter, law: testLaw }),
  )
}
const idsOf = ({ items }: { readonly items: readonly ShipmentView[] }) => items.map(({ shipmentId }) => shipmentId)

test('what is on its way stands first, what left first on top; then the rest, newest first; and no page loses any', async () => {
  const whole = await list({ isOpenFirst: true })
  expect(idsOf(whole).slice(0, 2)).toEqual([sent[0], sent[2]])
  const rest = whole.items.slice(2)
  expect(rest[0]?.shipmentId).toBe(sent[1])
  expect(rest.every(({ status }) => status !== 'in-transit')).toBe(true)
  expect(rest.map(({ shippedAt }) => shippedAt)).toEqual(
    rest.map(({ shippedAt }) => shippedAt).toSorted((one, other) => (one < other ? 1 : -1)),
  )
  expect(idsOf(whole).toSorted()).toEqual(idsOf(await list({})).toSorted())
  for (const limit of [1, 2, 3]) {
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await list({ isOpenFirst: true, limit, ...(cursor ? { cursor } : {}) })
      seen.push(...idsOf(page))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen, `${limit} a page`).toEqual(idsOf(whole))
  }
  for (const cursor of ['x', 'b3Blbg'])
    await expect(list({ isOpenFirst: true, cursor })).rejects.toThrow('chain/bad-cursor')
})

test('each that is on its way says by when it should have come; past that it is late, and late alone is asked for', async () => {
  const open = await list({ status: 'in-transit', isOpenFirst: true })
  expect(idsOf(open)).toEqual([sent[0], sent[2]])
  const [due] = open.items.map(({ transitDueOn }) => transitDueOn)
  const late = async (lateOn: Temporal.PlainDate) => idsOf(await list({ isOpenFirst: true, lateOn }))
  expect(await late(Temporal.PlainDate.from(due!))).toEqual([])
  expect(await late(Temporal.PlainDate.from(due!).add({ days: 1 }))).toEqual([sent[0], sent[2]])
  expect((await list({ isOpenFirst: true })).items.filter(({ transitDueOn }) => transitDueOn)).toHaveLength(2)
})

test('is narrowed by the day it left, by a state and by one of its sides', async () => {
  const day = legalDayOf(world.now.add({ seconds: 2 }))
  const from = startOfLegalDay(day)
  const until = startOfLegalDay(day.add({ days: 1 }))
  const { pharmacy, grower } = world.who
  expect(idsOf(await list({ isOpenFirst: true, from, until }))).toEqual(expect.arrayContaining(sent))
  expect(idsOf(await list({ isOpenFirst: true, from: until }))).toEqual([])
  expect(idsOf(await list({ isOpenFirst: true, until: from })).filter((id) => sent.includes(id))).toEqual([])
  const received = await list({ isOpenFirst: true, status: 'received', partyId: pharmacy.partyId })
  expect(idsOf(received)[0]).toBe(sent[1])
  expect(received.items.every(({ status }) => status === 'received')).toBe(true)
  expect(idsOf(await list({ isOpenFirst: true, partyId: grower.partyId })).filter((id) => sent.includes(id))).toEqual(
    [],
  )
  expect(idsOf(await list({ isOpenFirst: true, partyId: pharmacy.partyId, direction: 'sent' }))).toEqual([])
})
