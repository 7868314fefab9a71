// Tables and months of the national picture. Not here: the folding in the database (src/chain/picture).
import { expect, test } from 'vitest'
import { writerIn } from '#kernel'
import { byMonth, marksFor, monthsOf, monthText, spanOf, stockTable, totalOf, yieldOf } from './national.ts'

const row = (holderKind: 'grower' | 'pharmacy', productCode: string, massMg: string) => ({
  ...{ holderKind, productCode, productName: productCode, state: 'released', massMg, accounts: 1 },
})

test('products stand down, classes of holder across, the largest first, and all adds up', () => {
  const table = stockTable([row('grower', 'a', '10'), row('pharmacy', 'a', '5'), row('pharmacy', 'b', '100')])
  expect(table.kinds).toEqual(['pharmacy', 'grower'])
  expect(table.products.map(({ code, totalMg }) => [code, totalMg])).toEqual([
    ['b', 100n],
    ['a', 15n],
  ])
  expect(table.totalMg).toBe(115n)
})

test('a month in which nothing moved is a month too', () => {
  expect(monthsOf({ from: '2025-11-01', until: '2026-02-03' })).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
  const whole = { from: '2027-11-01', until: '2028-03-01' }
  expect(spanOf(whole, '2028-02')).toEqual({ from: '2028-02-01', until: '2028-03-01' })
  expect(spanOf(whole, '2027-12')).toEqual({ from: '2027-12-01', until: '2028-01-01' })
  expect(spanOf({ ...whole, until: '2028-02-10' }, '2028-02')).toEqual({ from: '2028-02-01', until: '2028-02-10' })
  const flow = [
    { month: '2026-01', what: 'exported', actKind: 'export', productCode: 'a', massMg: '3', events: 1 },
    { month: '2026-01', what: 'exported', actKind: 'export', productCode: 'b', massMg: '4', events: 1 },
  ] as const
  expect(
    byMonth([...flow])
      .get('2026-01')
      ?.get('exported'),
  ).toBe(7n)
  expect(totalOf([...flow], 'exported', 'dispensed')).toBe(7n)
})

test('a yield is told when it is dry', () => {
  expect(yieldOf({ wetMg: '4000', driedMg: '1000' })).toBe(0.25)
  expect(yieldOf({ wetMg: '4000', driedMg: null })).toBeNull()
})

test('a month is written in words', () => {
  expect(monthText('2026-11', writerIn('nl').day)).toBe('november\u00a02026')
  expect(monthText('2026-01', writerIn('en').day)).toBe('January\u00a02026')
})

test.each([0.004, 1, 7.3, 99, 100, 101, 1_682])(
  'a scale of %d kilograms has a few round marks, and none above it',
  (top) => {
    const marks = marksFor(top)
    expect(marks[0]).toBe(0)
    expect(marks.length).toBeGreaterThan(2)
    expect(marks.length).toBeLessThan(7)
    expect(marks.at(-1)).toBeLessThanOrEqual(top + 1e-9)
  },
)
