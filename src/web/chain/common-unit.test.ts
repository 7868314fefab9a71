import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMass, parseMass } from '#kernel'
import { commonUnit } from './common-unit.ts'

test.each([
  [[], 'g'],
  [['0'], 'g'],
  [['5', '0'], 'mg'],
  [['5', '1000'], 'g'],
  [['9999999', '1000'], 'g'],
  [['10000000', '1000'], 'kg'],
  [['-10000000', '1000'], 'kg'],
  [['10000000', '999'], 'g'],
] as const)('%j are compared in %s', (masses, unit) => expect(commonUnit(masses)).toBe(unit))

test('in the common unit every mass stays exact, and none is so small that only noughts are read', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1 }), (masses) => {
      const unit = commonUnit(masses)
      for (const massMg of masses) {
        const said = formatMass(massMg, 'nl', unit)
        expect(said.endsWith(`\u00a0${unit}`)).toBe(true)
        expect(said.startsWith('0,0000')).toBe(false)
        expect([massMg, null]).toContain(parseMass(said)) // Null where it can be read in two ways, such as "1,250 kg".
      }
    }),
  )
})
