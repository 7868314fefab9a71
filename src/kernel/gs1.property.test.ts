import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  groupSeparator,
  gtinOf,
  isLabelText,
  type PackCode,
  readScan,
  writeBracketed,
  writeElements,
  writeLink,
} from './gs1.ts'
import { newId, printId } from './ids.ts'

const year = 2026
const signs82 = [...'!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz']
const anyLabelText = fc.array(fc.constantFrom(...signs82), { minLength: 1, maxLength: 20 }).map((list) => list.join(''))
const anyGtin = fc.stringMatching(/^[0-9]{13}$/).map(gtinOf)
const anyDay = fc.integer({ min: 0, max: 31_000 }).map((days) => Temporal.PlainDate.from('1990-01-01').add({ days })) // Until 2074: fifty years either way.
const anyPack: fc.Arbitrary<PackCode> = fc.record({
  gtin: anyGtin,
  expiresOn: fc.option(anyDay),
  lot: fc.option(anyLabelText),
  serial: fc.option(anyLabelText),
})
const told = (pack: PackCode) => ({ kind: 'pack', ...pack })
/** Days compare by their text. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

test('what is written as a symbol is read as it was, with any sign GS1 allows', () => {
  fc.assert(
    fc.property(anyPack, (pack) => {
      expect(plain(readScan(writeElements(pack), year))).toEqual(plain(told(pack)))
    }),
  )
})

test('what is written as a Digital Link is read as it was', () => {
  fc.assert(
    fc.property(anyPack, (pack) => {
      expect(plain(readScan(writeLink(pack), year))).toEqual(plain(told(pack)))
    }),
  )
})

test('what stands under a symbol can be typed in', () => {
  const typed = anyPack.filter(({ lot, serial }) => !/[()]/.test(`${lot}${serial}`))
  fc.assert(
    fc.property(typed, (pack) => {
      expect(plain(readScan(writeBracketed(pack), year))).toEqual(plain(told(pack)))
    }),
  )
})

test('any text gets an answer, and never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((rest) => `010871234567890${rest}`),
        fc.string().map((rest) => `https://x.example/01/${rest}`),
      ),
      (text) => {
        expect(readScan(text, year).kind).toMatch(/^(pack|transport|own|text|faulty)$/)
      },
    ),
  )
})

test('one digit typed over is seen', () => {
  fc.assert(
    fc.property(anyGtin, fc.nat(13), fc.integer({ min: 1, max: 9 }), (gtin, place, shift) => {
      const wrong = gtin.slice(0, place) + ((Number(gtin[place]) + shift) % 10) + gtin.slice(place + 1)
      expect(readScan(`01${wrong}`, year)).toEqual({ kind: 'faulty', ai: '01' })
    }),
  )
})

describe('forms', () => {
  const gtin = gtinOf('0871234567890')
  test('the separator stands behind a lot that is not last, and nowhere else', () => {
    const pack = { gtin, expiresOn: Temporal.PlainDate.from('2027-01-31'), lot: 'VD-26-1', serial: '00042' }
    expect(writeElements(pack)).toBe(`01${gtin}1727013110VD-26-1${groupSeparator}2100042`)
    expect(writeElements({ ...pack, serial: null })).toBe(`01${gtin}1727013110VD-26-1`)
    expect(writeLink(pack)).toBe(`https://id.gs1.org/01/${gtin}/10/VD-26-1/21/00042?17=270131`)
  })
  test.each([
    ['symbology told first', `]d201${gtin}10A`, { lot: 'A' }],
    ['leading separator', `${groupSeparator}01${gtin}10A`, { lot: 'A' }],
    ['separator behind a fixed field', `01${gtin}${groupSeparator}10A`, { lot: 'A' }],
    ['unknown identifiers beside it', `01${gtin}3103001250${'4215281234'}${groupSeparator}10A`, { lot: 'A' }],
    ['day 00 is the last of the month', `01${gtin}17280200`, { expiresOn: '2028-02-29' }],
    ['a link of another domain, lower down', `https://pack.example/nl/01/${gtin}/10/A%2F1?linkType=x`, { lot: 'A/1' }],
    ['an older spelling of a link', `https://pack.example/gtin/${gtin}/10/A`, { lot: 'A' }],
  ])('%s', (_, text, expected) => {
    expect(plain(readScan(text, year))).toMatchObject({ kind: 'pack', gtin, ...expected })
  })
  test.each([
    ['thirteenth month', `01${gtin}17281301`, '17'],
    ['thirty-first of a short month', `01${gtin}17280431`, '17'],
    ['transport unit with a typing error', '00340123450000000018', '00'],
  ])('%s', (_, text, ai) => expect(readScan(text, year)).toEqual({ kind: 'faulty', ai }))
  test('a transport unit', () =>
    expect(readScan('00340123450000000017', year)).toEqual({ kind: 'transport', sscc: '340123450000000017' }))
  test('an id of ours, bare and in the address of a screen', () => {
    const id = printId('batch', newId('batch'))
    for (const text of [
      id,
      ` ${id}\r`,
      `https://grein.example/batches/${id}`,
      `http://localhost:8080/nl/batches/${id}?tab=trace`,
    ])
      expect(readScan(text, year)).toEqual({ kind: 'own', name: 'batch', id })
  })
  test('what is neither is text', () => {
    for (const text of ['VD-2026-31', '0123', 'https://example.org/about', '(10)', '2100'])
      expect(readScan(text, year)).toEqual({ kind: 'text', text })
  })
  test('a name with a space or an accent does not go on a label', () => {
    expect(['VD-2026-31', 'A/1', 'x'.repeat(20)].every(isLabelText)).toBe(true)
    expect(['', 'A B', 'é', 'x'.repeat(21), 'A^B'].some(isLabelText)).toBe(false)
  })
})
