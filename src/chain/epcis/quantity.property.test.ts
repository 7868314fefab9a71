// Quantities of mass come in and go out to the milligram, whatever they were written in. Not here: documents.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, gramsText, massOf, massUnits } from './quantity.ts'

test('a mass written in grams is read back to the milligram', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (mg) => {
      expect(massOf(gramsText(mg), 'GRM')).toEqual({ kind: 'mass', mg })
    }),
  )
})

test.each([
  ['12.5', 'KGM', 12_500_000n],
  ['0.000001', 'KGM', 1n],
  ['1e-6', 'KGM', 1n],
  ['1.5E3', 'GRM', 1_500_000n],
  ['7', 'MGM', 7n],
  ['3000', 'MC', 3n],
  ['0.1', 'TNE', 100_000_000n],
  ['0.1000000000', 'KGM', 100_000n],
  ['0.25', 'GRM', 250n],
  ['2.5', 'CGM', 25n],
  ['0.07', 'DG', 7n],
  ['0.0003', 'DJ', 3n],
  ['1.5', 'HGM', 150_000n],
  ['0.01', 'DTN', 1_000_000n],
  ['1', '2U', 1_000_000_000n],
])('%s %s is %d mg', (quantity, uom, mg) => {
  expect(massOf(quantity, uom)).toEqual({ kind: 'mass', mg })
})

test.each([
  ['0.0000005', 'KGM', 'remainder'],
  ['1', 'MC', 'remainder'],
  ['-1', 'KGM', 'not-mass'],
  ['0.25', 'MGM', 'remainder'],
  ['0.0005', 'GRM', 'remainder'],
  ['1', 'LTR', 'not-mass'],
  ['1', 'ONZ', 'not-mass'],
  ['100', 'LBR', 'not-mass'],
  ['NaN', 'GRM', 'not-mass'],
  ['Infinity', 'GRM', 'not-mass'],
  ['1e61', 'GRM', 'not-mass'],
  ['1,5', 'GRM', 'not-mass'],
  ['٣', 'GRM', 'not-mass'],
  ['1e999', 'KGM', 'not-mass'],
  ['many', 'KGM', 'not-mass'],
])('%s %s is %s', (quantity, uom, kind) => {
  expect(massOf(quantity, uom).kind).toBe(kind)
})

test.each([
  ['12.500', '12.5'],
  ['1e3', '1000'],
  ['-0.0', '0'],
  ['+7', '7'],
  ['1.5e-3', '0.0015'],
  ['LOT7', 'LOT7'],
])('%s is written %s', (given, plain) => {
  expect(decimalText(given)).toBe(plain)
})

test('the units are those of mass', () => {
  expect(massUnits).toEqual(['TNE', '2U', 'DTN', 'KGM', 'HGM', 'DJ', 'GRM', 'DG', 'CGM', 'MGM', 'MC'])
})
