import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  gs1CheckDigit,
  parseBig,
  parseCas,
  parseCountry,
  parseEuCtNumber,
  parseGln,
  parseGsrn,
  parseGtin,
  parseInchiKey,
  parseKvk,
  parseRsin,
  parseSscc,
} from './external-ids.ts'
import type { Result } from './result.ts'

type Parse = (text: string) => Result<string>

// Known numbers from the schemes' own publications, and one near miss of each.
const known: [string, Parse, string[], string[]][] = [
  [
    'GTIN',
    parseGtin,
    ['09506000134352', '9506000134352', '012345678905', '96385074'],
    ['9506000134353', '950600013435', '', '95060001343 2'],
  ],
  ['GLN', parseGln, ['9506000111117', '8712345000004'], ['9506000111118', '950600011111', '95060001111170']],
  ['SSCC', parseSscc, ['106141412345678908'], ['106141412345678907', '10614141234567890']],
  [
    'GSRN',
    parseGsrn,
    ['950110153001234568'].map((text) => text.slice(0, 17) + gs1CheckDigit(text.slice(0, 17))),
    ['950110153001234560'],
  ],
  [
    'CAS',
    parseCas,
    ['7732-18-5', '42542-10-9', '58-08-2', '1972-08-3', '10024-97-2'],
    ['7732-18-4', '42542-10-8', '0732-18-5', '7732185', '58-8-2'],
  ],
  ['KvK', parseKvk, ['12345678', '01234567'], ['1234567', '123456789', '00000000', '1234567a']],
  ['RSIN', parseRsin, ['111222333', '123456782'], ['123456789', '000000000', '12345678']],
  ['BIG', parseBig, ['19012345601'], ['1901234560', '00012345601', 'abcdefghijk']],
  ['EU CT', parseEuCtNumber, ['2023-512345-12-00'], ['2023-412345-12-00', '2023-512345-12', '1999-512345-12-00']],
  ['country', parseCountry, ['NL', 'DE', 'SX'], ['nl', 'UK', 'XX', 'NLD', '']],
  [
    'InChIKey',
    parseInchiKey,
    ['SHXWCVYOXRDMCX-UHFFFAOYSA-N'],
    ['SHXWCVYOXRDMCX-UHFFFAOYXA-N', 'SHXWCVYOXRDMC-UHFFFAOYSA-N'],
  ],
]

describe.each(known)('%s', (_name, parse, good, bad) => {
  test.each(good)('%s is read', (text) => expect(parse(text).ok).toBe(true))
  test.each(bad)('%s is refused', (text) => expect(parse(text).ok).toBe(false))
})

test('every GTIN form of one number is the same key', () => {
  expect(parseGtin('96385074')).toEqual(parseGtin('00000096385074'))
})

// What check digits are for: one wrong digit never passes.
test('a single changed digit is always caught', () => {
  const withCheck = (length: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length - 1, maxLength: length - 1 }).map((list) => {
      const body = list.join('')
      return body + gs1CheckDigit(body)
    })
  const cases: [number, Parse][] = [
    [14, parseGtin],
    [13, parseGln],
    [18, parseSscc],
  ]
  for (const [length, parse] of cases) {
    fc.assert(
      fc.property(withCheck(length), fc.nat({ max: length - 1 }), fc.integer({ min: 1, max: 9 }), (text, place, by) => {
        const wrong = text.slice(0, place) + ((Number(text[place]) + by) % 10) + text.slice(place + 1)
        expect(parse(text).ok).toBe(true)
        expect(parse(wrong).ok).toBe(false)
      }),
    )
  }
})
