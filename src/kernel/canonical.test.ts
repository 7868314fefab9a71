// One spelling for each value: the example of RFC 8785 and what must never be hashed. Not here: the hash.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, isCanonicalJson } from './canonical.ts'

test('the examples of RFC 8785', () => {
  const value = {
    // biome-ignore lint/correctness/noPrecisionLoss: the example of the RFC; losing it alike everywhere is the point.
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  }
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
  // Names are ordered by UTF-16 code unit, not by code point.
  const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
  expect(canonicalJson(names)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}')
})

test('a member that is undefined is left out; what JSON would change in silence is refused', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
  const bad: unknown[] = [
    1n,
    Number.NaN,
    Infinity,
    new Date(0),
    new Map(),
    '\ud800',
    { a: [undefined] },
    Symbol('x'),
    undefined,
  ]
  for (const value of bad) expect(() => canonicalJson(value as never)).toThrow()
  let deep: unknown = 1
  for (let level = 0; level < 100; level += 1) deep = [deep]
  expect(() => canonicalJson(deep as never)).toThrow()
})

test('canonical text reads back the same, and any other spelling of it is known as such', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      // Minus zero is the one number that JSON writes as another.
      const text = canonicalJson(JSON.parse(JSON.stringify(value)))
      expect(isCanonicalJson(text)).toBe(true)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(isCanonicalJson(` ${text}`)).toBe(false)
    }),
  )
  expect(isCanonicalJson('{"b":1,"a":2}')).toBe(false)
  expect(isCanonicalJson('{"a":1,"a":1}')).toBe(false)
  expect(isCanonicalJson('1.0')).toBe(false)
  expect(isCanonicalJson('nonsense')).toBe(false)
})
