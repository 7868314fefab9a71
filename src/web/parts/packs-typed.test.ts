// Whether a number of packs is read as what it weighs, and nothing else is. Not here: masses (src/kernel/mass.test.ts).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMass } from '#kernel'
import { packsIn, parseMassOrPacks } from './packs-typed.ts'

const each = 5_000n

test.each(['2 pakken', '2 packs', '2pak', '2 x', '2×', ' 2 Potten ', '2 potjes', '2 jars'])(
  '%s is ten grams',
  (typed) => {
    expect(parseMassOrPacks(typed, each)).toBe(10_000n)
    expect(parseMassOrPacks(typed, null)).toBeNull() // What is no pack has no content to count with.
  },
)

test.each(['2,5 pakken', '-1 pak', 'pakken', '2 dozen', '2 pakken 3', ''])('"%s" is nothing', (typed) => {
  expect(parseMassOrPacks(typed, each)).toBeNull()
})

test('a mass stays what it was, and one pack is one pack', () => {
  expect(['10', '10 g', '0,01 kg'].map((typed) => parseMassOrPacks(typed, each))).toEqual([10_000n, 10_000n, 10_000n])
  expect([packsIn(10_000n, each), packsIn(7_000n, each), packsIn(0n, each), packsIn(5n, 0n)]).toEqual([
    2n,
    null,
    0n,
    null,
  ])
})

test('so many packs are that many again, and are written as a mass that reads the same', () => {
  const counts = fc.bigInt({ min: 0n, max: 999_999n })
  fc.assert(
    fc.property(counts, fc.bigInt({ min: 1n, max: 1_000_000n }), (count, packMassMg) => {
      const massMg = parseMassOrPacks(`${count} pakken`, packMassMg)!
      expect(packsIn(massMg, packMassMg)).toBe(count)
      expect(formatMass(massMg, 'nl')).toBe(formatMass(count * packMassMg, 'nl'))
    }),
  )
})
