// The record book against the ledger it follows from: running stock, periods that join, pages that join, walls. Not here: paper and tables.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, type PlainDate } from '#kernel'
import type { BookPage } from '../contract.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { entryOf, type OtherEnd } from './entry.ts'
import { listBooks, readBook, readWholeBook } from './read-book.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
let today: PlainDate
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
  today = legalDayOf(world.now)
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

type Asked = Partial<Parameters<typeof readBook>[2]>
const askedOf = (of: Someone, changes: Asked = {}) => ({
  premisesId: of.premisesId,
  holderId: of.partyId,
  productCode: 'flower',
  from: today.subtract({ days: 1 }),
  until: today.add({ days: 1 }),
  law: testLaw,
  ...changes,
})
const book = (of: Someone, changes: Asked = {}, reader = of): Promise<BookPage> =>
  world.database.transaction(reader.actor, (tx) => readBook(tx, reader.actor, askedOf(of, changes)))
const told = ({ lines }: BookPage) =>
  lines.map(({ entry, batch, party, inMg, outMg, stockMg }) => [
    entry,
    batch?.name,
    party?.name ?? '',
    inMg,
    outMg,
    stockMg,
  ])

describe('a book', () => {
  test('of a pharmacy tells what came in, from whom, and what was dispensed under which number', async () => {
    const page = await book(world.who.pharmacy)
    expect(told(page)).toEqual([
      ['receipt', 'P1', 'The wholesaler', '500000', '0', '500000'],
      ['dispensing', 'P1', '', '0', '5000', '495000'],
    ])
    expect(page.lines[1]?.reference).toBe('R1')
    expect(page).toMatchObject({ openingMg: '0', inMg: '500000', outMg: '5000', closingMg: '495000', nextCursor: null })
    expect(page.book).toMatchObject({
      productName: 'Flower',
      substanceId: 'hennep',
      list: 'II',
      basis: 'opiumwetbesluit/7',
    })
  })
  test('of a substance is that of its products together, line by line and at every sum', async () => {
    const { wholesaler } = world.who
    const asked = { productCode: undefined, substanceId: 'hennep' } as never
    const products = (
      await world.database.transaction(wholesaler.actor, (tx) =>
        listBooks(tx, wholesaler.actor, { law: testLaw, on: today }),
      )
    ).items.flatMap(({ book: { productCode } }) => productCode ?? [])
    const whole = await book(wholesaler, asked)
    const each = await Promise.all(products.map((productCode) => book(wholesaler, { productCode })))
    const sum = (of: (page: BookPage) => string) => each.reduce((total, page) => total + BigInt(of(page)), 0n)
    expect(whole.book).toMatchObject({
      productCode: null,
      productName: null,
      substanceName: { nl: 'hennep', en: 'cannabis' },
    })
    expect(whole.book.products.map(({ productCode }) => productCode)).toEqual(products.toSorted())
    expect([whole.openingMg, whole.inMg, whole.outMg, whole.closingMg].map(BigInt)).toEqual([
      sum(({ openingMg }) => openingMg),
      sum(({ inMg }) => inMg),
      sum(({ outMg }) => outMg),
      sum(({ closingMg }) => closingMg),
    ])
    expect(whole.lines.map(({ eventId, product }) => `${eventId} ${product.productCode}`).toSorted()).toEqual(
      each
        .flatMap(({ book: { productCode }, lines }) => lines.map(({ eventId }) => `${eventId} ${productCode}`))
        .toSorted(),
    )
    await expect(book(wholesaler, { ...(asked as object), productCode: 'flower' })).rejects.toThrow(
      'chain/book-unnamed',
    )
    await expect(book(wholesaler, { productCode: undefined } as never)).rejects.toThrow('chain/book-unnamed')
    await expect(book(wholesaler, { productCode: undefined, substanceId: 'mdma' } as never)).rejects.toThrow(
      'chain/unknown-book',
    )
  })
  test('of a grower tells harvest, loss in processing, destruction, and what the Minister took over', async () => {
    const page = await book(world.who.grower)
    const entries = told(page)
    expect(entries[0]).toEqual(['harvest', 'H1', '', '100000000', '0', '100000000'])
    expect(entries.map(([entry]) => entry)).toEqual(
      expect.arrayContaining(['drying', 'processing-loss', 'destruction', 'supply']),
    )
    expect(entries).toContainEqual(expect.arrayContaining(['destruction', 'H1', '0', '4900000']))
    expect(entries).toContainEqual(expect.arrayContaining(['supply', 'B1', '19990000']))
    expect(page.book.basis).toBe('opiumwet/8a/2/f')
    expect(page.closingMg).toBe(page.lines.at(-1)?.stockMg)
  })
  test('of the Minister stands apart at the grower’s premises', async () => {
    const { authority, grower } = world.who
    const page = await book(authority, { premisesId: grower.premisesId })
    expect(told(page)).toEqual([
      ['receipt', 'B1', expect.anything(), '19990000', '0', '19990000'],
      ['supply', 'B1', 'The irradiator', '0', '19990000', '0'],
    ])
  })
})

describe('what follows from the ledger', () => {
  test('the stock after the last line is what the balances say, in every book', async () => {
    const { authority } = world.who
    const { items } = await world.database.transaction(authority.actor, (tx) =>
      listBooks(tx, authority.actor, { law: testLaw, on: today }),
    )
    expect(items.length).toBeGreaterThan(6)
    for (const { book: ref, stockMg } of items) {
      const holder = Object.values(world.who).find(({ partyId }) => ref.holder.partyId === `par_${partyId}`)!
      const place = Object.values(world.who).find(({ premisesId }) => ref.premises.premisesId === `pre_${premisesId}`)!
      const page = await book(holder, { premisesId: place.premisesId }, authority)
      expect(page.closingMg, `${ref.holder.name} at ${ref.premises.name}`).toBe(stockMg)
      expect(page.lines.at(-1)?.stockMg ?? page.openingMg).toBe(stockMg)
    }
  })
  test('pages join to the whole, whatever their size', async () => {
    const { grower } = world.who
    const whole = await world.database.transaction(grower.actor, (tx) =>
      readWholeBook(tx, grower.actor, askedOf(grower)),
    )
    for (const limit of [1, 2, 3]) {
      const lines = []
      let cursor: string | undefined
      let carried = whole.openingMg
      do {
        const page = await book(grower, { limit, ...(cursor ? { cursor } : {}) })
        expect(page.broughtForwardMg).toBe(carried)
        lines.push(...page.lines)
        carried = page.lines.at(-1)!.stockMg
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(lines).toEqual(whole.lines)
    }
  })
  test('what is recorded late stands on its own day, and every stock after it follows', async () => {
    const { grower } = world.who
    const before = await book(grower)
    const lot = newBatch('L-late')
    const hoursAgo = (hours: number) => ({ occurredAt: world.now.subtract({ hours }).toString() })
    await world.act(grower, 'plant', {
      batch: lot,
      productCode: 'flower',
      cultivar: 'C',
      plants: 1,
      room: '1',
      ...hoursAgo(73),
    })
    const late = { plantLotId: lot.batchId, plantsCut: 1, batch: newBatch('H-late'), wetMassMg: '700', ...hoursAgo(72) }
    await world.act(grower, 'harvest', late)
    const after = await book(grower)
    expect(after.lines.map(({ stockMg }) => BigInt(stockMg))).toEqual(
      before.lines.map(({ stockMg }) => BigInt(stockMg) + 700n),
    )
    const earlier = await book(grower, { from: today.subtract({ days: 30 }), until: today.subtract({ days: 1 }) })
    expect(told(earlier)).toEqual([['harvest', 'H-late', '', '700', '0', '700']])
    expect(earlier.closingMg).toBe(after.openingMg)
  })
  test('a correction is a line of its own, and both stay', async () => {
    const { pharmacy } = world.who
    await world.act(pharmacy, 'correct', { correctsId: made.dispensed.eventId, reason: 'wrong pack' })
    const page = await book(pharmacy)
    expect(told(page).slice(-2)).toEqual([
      ['dispensing', 'P1', '', '0', '5000', '495000'],
      ['correction', 'P1', '', '5000', '0', '500000'],
    ])
    expect(page.lines.at(-1)?.reference).toBe('wrong pack')
  })
})

describe('who may read it', () => {
  test('another holder finds no such book, and its own list names its own alone', async () => {
    const { pharmacy, wholesaler } = world.who
    await expect(book(pharmacy, {}, wholesaler)).rejects.toThrow('chain/unknown-book')
    const { items } = await world.database.transaction(wholesaler.actor, (tx) =>
      listBooks(tx, wholesaler.actor, { law: testLaw, on: today }),
    )
    expect(items.map(({ book: { holder } }) => holder.name)).toEqual(['The wholesaler'])
  })
  test('of many books those are listed in which every word is found, in holder, place, town or product', async () => {
    const { authority, wholesaler } = world.who
    const named = async (reader: Someone, ...words: readonly [text: string, ...codes: string[]][]) => {
      const asked = words.map(([text, ...productCodes]) => ({ text, productCodes }))
      const { items } = await world.database.transaction(reader.actor, (tx) =>
        listBooks(tx, reader.actor, { words: asked, law: testLaw, on: today }),
      )
      return [...new Set(items.map(({ book: { holder } }) => holder.name))]
    }
    expect(await named(authority, ['PHARM'])).toEqual(['The pharmacy'])
    expect(await named(authority, ['veendam'])).toContain('The pharmacy') // Its town.
    expect(await named(authority, ['pharm'], ['flow', 'flower'])).toEqual(['The pharmacy'])
    expect(await named(authority, ['pharm'], ['tea', 'tea'])).toEqual([])
    expect(await named(authority, ['%'])).toEqual([]) // A sign, not a pattern.
    expect(await named(wholesaler, ['pharm'])).toEqual([])
  })
  test('a period that ends before it begins, and a cursor somebody made up, are refused', async () => {
    const { pharmacy } = world.who
    await expect(book(pharmacy, { from: today, until: today })).rejects.toThrow('chain/book-period')
    await expect(book(pharmacy, { cursor: 'bm9uc2Vuc2U' })).rejects.toThrow('chain/bad-cursor')
    await expect(book(pharmacy, { productCode: 'none' })).rejects.toThrow('chain/unknown-book')
  })
})

test.each<[string, Partial<OtherEnd>, string]>([
  ['from a shipment', { kind: 'transit', isIn: true }, 'receipt'],
  ['into a shipment', { kind: 'transit', isIn: false }, 'supply'],
  ['a theft', { kind: 'world', state: 'stolen' }, 'theft'],
  ['own use by a prescriber', { kind: 'world', state: 'own-practice' }, 'administration'],
  ['a state of the world we do not know', { kind: 'world', state: 'eaten-by-mice' }, 'other'],
  ['to another of one’s own places', { kind: 'stock', relation: 'own-elsewhere' }, 'moved'],
  ['a count', { kind: 'difference' }, 'difference'],
  ['whatever is taken back', { eventKind: 'correct', kind: 'transit' }, 'correction'],
])('%s', (_, end, expected) => {
  expect(entryOf({ eventKind: 'x', kind: null, state: null, relation: 'another', isIn: false, ...end })).toBe(expected)
})
