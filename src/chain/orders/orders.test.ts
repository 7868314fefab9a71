// Order forms on the real database: placed by who may, answered by despatches that fit, ended by whose it is, and behind the wall. Not here: HTTP.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, printId, Refused, sayRefusal } from '#kernel'
import { openTypesetter, type Tx, type Typesetter } from '#platform'
import { readPdf } from '#platform/testing'
import { bare } from '../bare-id.ts'
import type { ActOf, NewOrderForm } from '../contract.ts'
import { orderFormPaper } from '../papers/order-paper.ts'
import { previewAct } from '../record/preview-act.ts'
import { findScanned } from '../scan/find-scanned.ts'
import { readShipment } from '../shipments/shipment-views.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { endOrder, placeOrder } from './place-order.ts'
import { listOrderForms, type OrdersAsked, ordersToSend, readOrderForm } from './views.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
let setter: Typesetter
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
  setter = openTypesetter()
})
afterAll(async () => {
  await setter[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

const as = <Value>(who: Someone, work: (tx: Tx) => Promise<Value>) => world.database.transaction(who.actor, work)
const needs = () => ({ law: testLaw, now: world.now })
const form = (changes: Partial<NewOrderForm> = {}): NewOrderForm => ({
  supplierId: printId('party', world.who.wholesaler.partyId),
  fromPremisesId: printId('premises', world.who.wholesaler.premisesId),
  toPremisesId: printId('premises', world.who.pharmacy.premisesId),
  ...{ productCode: 'flower', massMg: '3000', wantedOn: null },
  ...changes,
})
const place = (changes: Partial<NewOrderForm> = {}, who = world.who.pharmacy, now = world.now) =>
  as(who, (tx) => placeOrder(tx, who.actor, form(changes), { ...needs(), now }))
const placeLater = (seconds: number) => place({}, world.who.pharmacy, world.now.add({ seconds }))
const read = (number: string, who = world.who.pharmacy) =>
  as(who, (tx) => readOrderForm(tx, who.actor, { number, law: testLaw }))
const end = (number: string, side: 'orderer' | 'supplier', who: Someone) =>
  as(who, (tx) => endOrder(tx, who.actor, { number, reason: 'none left', as: side }, needs()))

function shipOf(orderNumber: string, massMg: string, changes: Partial<ActOf<'ship'>> = {}): ActOf<'ship'> {
  const { wholesaler, pharmacy } = world.who
  return world.make(wholesaler, 'ship', {
    ...{ shipmentId: printId('shipment', newId('shipment')), reason: 'supply', orderNumber },
    receiverId: printId('party', pharmacy.partyId),
    toPremisesId: printId('premises', pharmacy.premisesId),
    lines: [{ batchId: made.packs.batchId, state: 'released', massMg }],
    occurredAt: world.now.toString(),
    ...changes,
  })
}
const ship = (act: ActOf<'ship'>) => world.record(world.who.wholesaler, act)

describe('an order form', () => {
  test('is open to its two sides, and fills as shipments leave and arrive', async () => {
    const { wholesaler, pharmacy } = world.who
    const number = await place()
    expect(number).toMatch(/^B-\d{4}-\d{4}$/)
    expect(await read(number)).toMatchObject({ state: 'open', side: 'placed', openMg: '3000', sentMg: '0' })
    expect(await read(number, wholesaler)).toMatchObject({ side: 'asked' })
    const first = shipOf(number, '1000')
    const { basis } = await ship(first)
    expect(basis).toContain('uitvoeringsregeling-opiumwet/3')
    expect(await read(number)).toMatchObject({ state: 'part', sentMg: '1000', openMg: '2000' })
    await ship(shipOf(number, '2000'))
    expect(await read(number)).toMatchObject({ state: 'sent', openMg: '0' })
    const shown = await as(pharmacy, (tx) =>
      readShipment(tx, pharmacy.actor, { shipmentId: bare('shipment', first.shipmentId), law: testLaw }),
    )
    expect(shown.orderNumber).toBe(number)
    for (const { shipmentId, sentMg } of (await read(number)).shipments) {
      await world.act(pharmacy, 'receive', {
        shipmentId,
        lines: [{ batchId: made.packs.batchId, state: 'released', receivedMassMg: sentMg }],
        occurredAt: world.now.toString(),
      })
    }
    const done = await read(number)
    expect(done).toMatchObject({ state: 'received', receivedMg: '3000' })
    expect(done.steps.map(({ kind, eventId }) => [kind, eventId !== null])).toEqual([
      ['ordered', false],
      ['despatched', true],
      ['despatched', true],
    ])
  })
  test('is work of the supplier until all of it is sent, and again when a despatch is taken back', async () => {
    const { wholesaler, pharmacy } = world.who
    const number = await place({ massMg: '500', wantedOn: '2999-01-01' })
    const today = Temporal.PlainDate.from('2026-01-01')
    const work = async (who: Someone) => {
      const { items } = await as(who, (tx) => ordersToSend(tx, who.actor, { law: testLaw, today, itemsMax: 8 }))
      return items.filter(({ title }) => title === number)
    }
    expect(await work(wholesaler)).toMatchObject([{ dueOn: '2999-01-01', massMg: '500', href: `/orders/${number}` }])
    expect(await work(pharmacy)).toEqual([])
    const { eventId } = await ship(shipOf(number, '500'))
    expect(await work(wholesaler)).toEqual([])
    await world.act(wholesaler, 'correct', {
      correctsId: eventId,
      reason: 'not loaded',
      occurredAt: world.now.toString(),
    })
    expect(await work(wholesaler)).toHaveLength(1)
    expect(await read(number)).toMatchObject({ state: 'open', openMg: '500' })
    const open = await as(pharmacy, (tx) => listOrderForms(tx, pharmacy.actor, { law: testLaw, isOpen: true }))
    expect(open.map((one) => one.number)).toContain(number)
  })
  test('refused at the door, what it held is asked anew', async () => {
    const { pharmacy } = world.who
    const number = await place({ massMg: '700' })
    const act = shipOf(number, '700')
    await ship(act)
    await world.act(pharmacy, 'refuse', {
      ...{ shipmentId: act.shipmentId, returnShipmentId: printId('shipment', newId('shipment')), reason: 'wet box' },
      occurredAt: world.now.toString(),
    })
    expect(await read(number)).toMatchObject({ state: 'open', openMg: '700' })
  })
  test('is not there for a stranger: neither read, nor scanned, nor used', async () => {
    const { packer, wholesaler } = world.who
    const number = await place()
    await expect(read(number, packer)).rejects.toThrow('chain/unknown-order')
    const scan = (who: Someone) =>
      as(who, (tx) => findScanned(tx, who.actor, { code: number, on: Temporal.PlainDate.from('2026-01-01') }))
    expect((await scan(packer)).hits).toEqual([])
    expect((await scan(wholesaler)).hits).toMatchObject([{ kind: 'order', number, isToSend: true }])
    await expect(end(number, 'orderer', packer)).rejects.toThrow('chain/unknown-order')
  })
  test('on paper has its number, both sides, the quantity in words and the leaf it is', async () => {
    const { pharmacy } = world.who
    const number = await place({ massMg: '22000', wantedOn: '2999-02-03' })
    for (const [locale, words] of [
      ['nl', ['Bestelformulier', 'tweeëntwintig gram', '3 februari 2999', 'Besteld op', 'Flower (hennep, II)']],
      ['en', ['Order form', 'twenty-two grams', '3 February 2999', 'Ordered on', 'Flower (cannabis, II)']],
    ] as const) {
      const paper = await as(pharmacy, (tx) => orderFormPaper(tx, pharmacy.actor, { number, locale, law: testLaw }))
      const { pages } = await readPdf(await setter.typeset(paper))
      expect(pages).toHaveLength(1)
      for (const said of [number, 'The wholesaler', 'The pharmacy', 'stp_', ...words]) expect(pages[0]).toContain(said)
    }
  })
})

describe('placing is refused', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['order-own', () => place({ supplierId: printId('party', world.who.pharmacy.partyId) })],
    ['order-place', () => place({ toPremisesId: printId('premises', world.who.packer.premisesId) })],
    ['order-place', () => place({ supplierId: printId('party', newId('party')) })],
    ['order-product', () => place({ productCode: 'none' })],
    ['order-day', () => place({ wantedOn: '2015-01-01' })],
    [
      'order-not-exempted',
      () => place({ toPremisesId: printId('premises', world.who.carrier.premisesId) }, world.who.carrier),
    ],
    ['order-not-yours', async () => end(await place(), 'supplier', world.who.pharmacy)],
    ['order-not-yours', async () => end(await place(), 'orderer', world.who.wholesaler)],
  ])('%s', async (code, work) => {
    const error = await work().then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(Refused)
    const { refusal, message } = error as Refused // Just seen to be one.
    expect(message).toBe(`chain/${code}`)
    for (const locale of ['nl', 'en'] as const)
      expect(sayRefusal(refusal, locale).detail).not.toMatch(/undefined|\[object/)
  })
})

describe('a despatch that names an order', () => {
  test('is refused where it is not what was ordered, with the articles', async () => {
    const { packer } = world.who
    const number = await place()
    const other = { receiverId: printId('party', packer.partyId), toPremisesId: printId('premises', packer.premisesId) }
    const refused = async (act: ActOf<'ship'>) => {
      const { wholesaler } = world.who
      const asked = { act, law: testLaw, now: world.now, locale: 'nl' as const }
      const { refusal } = await as(wholesaler, (tx) => previewAct(tx, wholesaler.actor, asked))
      await expect(ship(act)).rejects.toThrow(refusal?.code ?? 'nothing refused')
      return [refusal?.code, refusal?.basis.includes('uitvoeringsregeling-opiumwet/3')]
    }
    expect(await refused(shipOf(number, '1000', other))).toEqual(['chain/order-differs', true])
    expect(await refused(shipOf(number, '1000', { reason: 'service' }))).toEqual(['chain/order-differs', true])
    expect(await refused(shipOf(number, '3001'))).toEqual(['chain/order-exceeded', true])
    expect(await refused(shipOf('B-2026-9999', '1'))).toEqual(['chain/unknown-order', false])
    expect(await refused(shipOf(await placeLater(60), '1000'))).toEqual(['chain/order-later', true])
    expect(await refused(shipOf(await placeLater(60 * 60 * 24), '1000'))).toEqual(['chain/order-later', true])
    await end(number, 'supplier', world.who.wholesaler)
    expect(await refused(shipOf(number, '1000'))).toEqual(['chain/order-ended', true])
    await expect(end(number, 'orderer', world.who.pharmacy)).rejects.toThrow('chain/order-ended')
  })
  test('an order of a later day than the receipt is named by no despatch, not by one that was recorded either', async () => {
    const { wholesaler, pharmacy } = world.who
    const { orderNumber: _, ...sent } = shipOf('', '100')
    await ship(sent)
    const lines = [{ batchId: made.packs.batchId, state: 'released' as const, receivedMassMg: '100' }]
    await world.act(pharmacy, 'receive', { shipmentId: sent.shipmentId, lines, occurredAt: world.now.toString() })
    const number = await placeLater(60 * 60 * 24)
    await expect(ship({ ...sent, orderNumber: number })).rejects.toThrow('chain/event-changed')
    const asked = { act: shipOf(number, '100'), law: testLaw, now: world.now, locale: 'en' as const }
    const { refusal } = await as(wholesaler, (tx) => previewAct(tx, wholesaler.actor, asked))
    expect(refusal?.detail).toMatch(
      new RegExp(`^${number} was ordered on .+ this despatch is of .+ Name the order form`),
    )
    expect(await read(number)).toMatchObject({ state: 'open', sentMg: '0' })
  })
  test('within the minute of the order it is not before', async () => {
    const number = await placeLater(0)
    const secondsLeft = 59 - Math.floor((world.now.epochMilliseconds % 60_000) / 1_000)
    expect(await ship(shipOf(number, '100'))).toMatchObject({ outcome: 'recorded' })
    expect(await ship(shipOf(await placeLater(secondsLeft), '100'))).toMatchObject({ outcome: 'recorded' })
  })
  test('the same despatch again is the same event and no second step', async () => {
    const number = await place()
    const act = shipOf(number, '1000')
    await ship(act)
    expect(await ship(act)).toMatchObject({ outcome: 'already' })
    expect(await read(number)).toMatchObject({ sentMg: '1000', openMg: '2000' })
  })
  test('of two at the same moment one is recorded, and no milligram more than was ordered', async () => {
    const number = await place({ massMg: '1000' })
    const both = await Promise.allSettled([ship(shipOf(number, '800')), ship(shipOf(number, '800'))])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await read(number)).toMatchObject({ sentMg: '800', openMg: '200' })
  })
  test('what was ordered is withdrawn in part, and what was sent stays sent', async () => {
    const { pharmacy } = world.who
    const number = await place()
    await ship(shipOf(number, '1000'))
    await end(number, 'orderer', pharmacy)
    expect(await read(number)).toMatchObject({ state: 'withdrawn', sentMg: '1000', openMg: '0' })
  })
})

test('nobody opens an order form in another’s name, not even past the rules', async () => {
  const { packer, pharmacy } = world.who
  const forged = as(packer, (tx) => placeOrder(tx, { ...packer.actor, partyId: pharmacy.partyId }, form(), needs()))
  await expect(forged).rejects.toMatchObject({ constraint: 'quality_own' })
})

test('what is open stays in sight while others order', async () => {
  const { pharmacy } = world.who
  const first = await place({}, pharmacy, world.now.subtract({ hours: 24 * 301 }))
  let isOrdering = true
  const ordering = async () => {
    try {
      for (let at = 0; at < 25; at += 1) await place()
    } finally {
      isOrdering = false
    }
  }
  const listing = async () => {
    for (let isLast = false; !isLast; ) {
      isLast = !isOrdering
      const listed = await as(pharmacy, (tx) => listOrderForms(tx, pharmacy.actor, { law: testLaw, isOpen: true }))
      expect(listed.map(({ number }) => number)).toContain(first)
    }
  }
  await Promise.all([ordering(), listing()])
})

test('what is open stays in sight, however many came after it', async () => {
  const { wholesaler, pharmacy } = world.who
  const today = Temporal.PlainDate.from('2026-01-01')
  const work = () =>
    as(wholesaler, (tx) => ordersToSend(tx, wholesaler.actor, { law: testLaw, today, itemsMax: 1_000 }))
  const before = (await work()).count
  const first = await place({}, pharmacy, world.now.subtract({ hours: 24 * 300 }))
  const more = 205 // A list has the newest two hundred of what is not open.
  await as(pharmacy, async (tx) => {
    for (let at = 0; at < more; at += 1) await placeOrder(tx, pharmacy.actor, form(), needs())
  })
  const asked = await work()
  expect(asked.count).toBe(before + more + 1)
  expect(asked.items.map(({ title }) => title)).toContain(first)
  for (const isOpen of [true, false]) {
    const listed = await as(pharmacy, (tx) => listOrderForms(tx, pharmacy.actor, { law: testLaw, isOpen }))
    expect(listed.filter(({ number }) => number === first)).toHaveLength(1)
    expect(new Set(listed.map(({ number }) => number)).size).toBe(listed.length)
    const moments = listed.map(({ orderedAt }) => orderedAt)
    expect(moments).toEqual(moments.toSorted((one, other) => Temporal.Instant.compare(other, one)))
  }
  const list = (asked: Partial<OrdersAsked>) =>
    as(pharmacy, (tx) => listOrderForms(tx, pharmacy.actor, { law: testLaw, ...asked }))
  // Ended long ago, it is found by its number and by either side, though two hundred are newer; by another side it is not.
  await end(first, 'orderer', pharmacy)
  const numbers = async (asked: Partial<OrdersAsked>) => (await list(asked)).map(({ number }) => number)
  expect(await numbers({})).not.toContain(first)
  expect(await numbers({ q: ` ${first.toLowerCase()} `, partyId: wholesaler.partyId })).toEqual([first])
  expect(await numbers({ q: first, partyId: world.who.packer.partyId })).toEqual([])
  expect(await numbers({ q: '%' })).toEqual([]) // A sign, not a pattern.
})
