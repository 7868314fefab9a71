// The record book as it comes out of the printer: every line on some page, totals that carry over, in both languages. Not here: the ledger behind it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTypesetter, type Typesetter } from '#platform'
import { readPdf } from '#platform/testing'
import { type BookLine, type BookPage, gramsIn } from '../contract.ts'
import { bookPaper, bookTable } from './print-book.ts'

let setter: Typesetter
beforeAll(() => {
  setter = openTypesetter()
})
afterAll(async () => {
  await setter[Symbol.asyncDispose]()
})

const party = (name: string) => ({ partyId: 'par_01900000-0000-7000-8000-000000000001', name })
/** Every line brings in 1,001 g; the stock is the number of the line in kilograms and grams. */
function aBook(lines: number, isWordy = true): BookPage {
  const rows = Array.from(
    { length: lines },
    (_, at): BookLine => ({
      at: '2026-11-02T09:30:00Z',
      on: '2026-11-02',
      recordedAt: '2026-11-02T09:31:00Z',
      isLate: false,
      eventId: 'evt_01900000-0000-7000-8000-000000000001',
      entry: at % 7 === 0 ? 'supply' : 'receipt',
      batch: { batchId: 'bat_01900000-0000-7000-8000-000000000001', name: `LOT-${at + 1}`, kind: 'pack-lot' },
      product: { productCode: 'bedrocan', name: 'Bedrocan' },
      party: party(
        isWordy && at % 5 === 0
          ? 'Apotheek met een bijzonder lange naam die niet op één regel past, Veendam'
          : 'Grossier',
      ),
      reference: `nr-${at + 1}`,
      inMg: '1001000',
      outMg: '0',
      stockMg: `${(at + 1) * 1_001_000}`,
    }),
  )
  return {
    book: {
      premises: { premisesId: 'pre_01900000-0000-7000-8000-000000000001', name: 'Veendam' },
      holder: party('Apotheek De Linde'),
      productCode: 'bedrocan',
      productName: 'Bedrocan',
      products: [{ productCode: 'bedrocan', name: 'Bedrocan' }],
      substanceId: 'hennep',
      substanceName: { nl: 'hennep', en: 'cannabis' },
      list: 'II',
      basis: 'opiumwetbesluit/7',
    },
    from: '2026-11-01',
    until: '2026-12-01',
    openingMg: '0',
    broughtForwardMg: '0',
    closingMg: `${lines * 1_001_000}`,
    inMg: `${lines * 1_001_000}`,
    outMg: '0',
    lines: rows,
    nextCursor: null,
  }
}

const print = async (book: BookPage, locale: 'nl' | 'en') =>
  readPdf(
    await setter.typeset(
      bookPaper({
        book,
        locale,
        checkpoint: {
          origin: 'grein.example/log',
          size: 1234,
          rootHash: 'abcdefgh12345678rest',
          signedAt: '2026-11-30T10:00:00Z',
        },
        publicUrl: new URL('https://grein.example'),
        cite: () => 'Owb 7',
      }),
    ),
  )

describe('on paper', () => {
  test.each([true, false])(
    'every line stands on one page, which begins with what the one before carried forward',
    async (isWordy) => {
      const { pages } = await print(aBook(90, isWordy), 'nl')
      expect(pages.length).toBeGreaterThan(2)
      const found = pages.flatMap((page) => [...page.matchAll(/LOT-(\d+)/g)].map(([, number]) => Number(number)))
      expect(found).toEqual(Array.from({ length: 90 }, (_, at) => at + 1))
      let last = 0
      for (const [at, page] of pages.entries()) {
        const numbers = [...page.matchAll(/LOT-(\d+)/g)].map(([, number]) => Number(number))
        const carried = gramsIn(`${last * 1_001_000}`, 'nl')
        if (at > 0) expect(page).toContain(`Transport van de vorige bladzijde ${carried} 0,000 ${carried}`)
        last = numbers.at(-1)!
        const next = gramsIn(`${last * 1_001_000}`, 'nl')
        if (at < pages.length - 1) expect(page).toContain(`Te transporteren ${next} 0,000 ${next}`)
        expect(page).toContain(`bladzijde ${at + 1} van ${pages.length}`)
        expect(page).toContain('1.234 vermeldingen, wortel abcdefgh12345678')
      }
      expect(pages.at(-1)).toContain('Eindvoorraad en totalen van de periode 90.090,000 0,000 90.090,000')
    },
  )
  test('each page says whose book it is and of which product, once where holder and premises have one name', async () => {
    const book = aBook(90)
    const { pages } = await print(book, 'nl')
    for (const page of pages) expect(page).toContain('Apotheek De Linde, Veendam Opiumadministratie: Bedrocan')
    const { holder } = book.book
    const alone = { ...book, book: { ...book.book, premises: { ...book.book.premises, name: holder.name } } }
    const [first] = (await print(alone, 'nl')).pages
    expect(first).toContain('Apotheek De Linde Opiumadministratie: Bedrocan')
  })
  test('what was recorded later says so, as it does on the screen', async () => {
    const { lines, ...empty } = aBook(2)
    const book = { ...empty, lines: [{ ...lines[0]!, isLate: true, reference: null }, lines[1]!] }
    const { pages } = await print(book, 'en')
    expect(pages[0]?.match(/recorded later/g)).toHaveLength(1)
    expect((await print({ ...empty, lines }, 'en')).pages[0]).not.toContain('recorded later')
  })
  test('in the book of a substance each line says of which product it is; in that of one product the head does', async () => {
    const of = aBook(2)
    expect((await print(of, 'nl')).pages[0]).not.toContain('LOT-1, Bedrocan')
    const products = [...of.book.products, { productCode: 'bediol', name: 'Bediol' }]
    const lines = [of.lines[0]!, { ...of.lines[1]!, product: products[1]! }]
    const whole = { ...of, lines, book: { ...of.book, productCode: null, productName: null, products } }
    const { pages } = await print(whole, 'nl')
    expect(pages[0]).toMatch(/LOT-1,\s+Bedrocan/)
    expect(pages[0]).toMatch(/LOT-2,\s+Bediol/)
  })
  test('an empty month is one page that says so, in English too', async () => {
    const { pages, info } = await print(aBook(0), 'en')
    expect(pages).toHaveLength(1)
    expect(pages[0]).toContain('Nothing happened in this period')
    expect(pages[0]).toContain('1 November 2026 through 30 November 2026')
    expect(info['Language']).toBe('en')
  })
})

test('grams keep every milligram, with the signs of the language', () => {
  expect(['0', '7', '-1500', '1234567890'].map((mass) => gramsIn(mass, 'nl'))).toEqual([
    '0,000',
    '0,007',
    '−1,500',
    '1.234.567,890',
  ])
  expect(gramsIn('1234567', 'en')).toBe('1,234.567')
})

test('who signed stands with the reference, and until when a second person may', async () => {
  const { lines, ...empty } = aBook(2)
  const signed = { by: ['KWA-11'], signedOn: '2026-11-03', dueOn: null }
  const waits = { by: ['KWA-11'], signedOn: null, dueOn: '2026-11-04' }
  const book = { ...empty, lines: [signed, waits].map((signatures, at) => ({ ...lines[at]!, signatures })) }
  const { pages } = await print(book, 'nl')
  expect(pages[0]).toContain('nr-1; getekend door KWA-11; meegetekend op 03-11-2026')
  expect(pages[0]).toContain('nr-2; getekend door KWA-11; tweede handtekening uiterlijk 04-11-2026')
  expect(bookTable(book, 'en').rows[0]?.[6]).toBe('nr-1; signed by KWA-11; countersigned on 03-11-2026')
})

test('the table has grams as numbers and the event of each line', () => {
  const { head, rows } = bookTable(aBook(1), 'en')
  expect([head[4], rows[0]?.[4]]).toEqual(['Product', 'Bedrocan'])
  expect(head.slice(7, 10)).toEqual(['In (g)', 'Out (g)', 'Stock (g)'])
  expect(rows[0]?.slice(7, 10)).toEqual([{ number: '1001' }, { number: '0' }, { number: '1001' }])
  expect(rows[0]?.at(-1)).toBe('evt_01900000-0000-7000-8000-000000000001')
})
