// Tables and months of the national picture. Not here: the folding in the database (src/chain/picture).
import { expect, test } from 'vitest'
import type { HarvestYield } from '#chain/contract'
import { writerIn } from '#kernel'
import {
  askingWhy,
  byMonth,
  marksFor,
  monthsOf,
  monthText,
  spanOf,
  stockTable,
  totalOf,
  yieldOf,
  yieldsByGrower,
} from './national.ts'

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
  expect(yieldOf({ driesMg: '4000', driedMg: '1000' })).toBe(0.25)
  expect(yieldOf({ driesMg: null, driedMg: null })).toBeNull()
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

test('who takes a little of every harvest stays within what is expected of all, and leaves its own habit', () => {
  const charts = {
    ...{ baseline: 20, limits: '2.66', ewmaWeight: '0.2', ewmaLimits: '2.96', cusumAllowance: '0.5', cusumLimit: '5' },
  }
  const harvest = (grower: string, index: number, driedMg: number | null, product = 'flower'): HarvestYield => ({
    batch: { batchId: `bat_${grower}${index}`, name: `${grower}-${index}`, kind: 'harvest' },
    ...{ productCode: product, productName: product, holder: { partyId: `par_${grower}`, name: grower } },
    harvestedOn: '2026-01-01',
    ...{ wetMg: '1000000', driesMg: '1000000', driedMg: driedMg === null ? null : `${driedMg}` },
    ...{ bulkMg: null, wasteMg: '0', lossMg: '0' },
    ...{ drying: driedMg === null ? 'waiting' : 'inside', loss: 'waiting', lossMax: 20_000 },
    ...{ dryingMin: 100_000, dryingMax: 350_000 },
  })
  const usual = (index: number) => 225_000 + (index % 3) * 2_000
  const honest = Array.from({ length: 30 }, (_, index) => harvest('honest', index, usual(index)))
  // From the 23rd on a hundredth of the wet weight goes another way: 21.7 % where 22.7 % was usual.
  const taken = Array.from({ length: 30 }, (_, index) =>
    harvest('taker', index, usual(index) - (index < 22 ? 0 : 10_000)),
  )
  const drying = harvest('honest', 30, null)
  const found = yieldsByGrower({ harvests: [...honest, drying, ...taken].toReversed(), charts })
  expect(found.map(({ holder, signals }) => [holder.name, signals.size > 0])).toEqual([
    ['taker', true], // Who has something to explain comes first.
    ['honest', false],
  ])
  expect([...found[0]!.signals.keys()][0]).toBe('bat_taker22')
  expect(askingWhy(found[0]!)).toBe(found[0]!.signals.size)
  expect(found[1]!.harvests[0]).toBe(drying)
  const spilt = { ...drying, loss: 'outside' as const } // What is lost asks for a reason before it is dry.
  expect(yieldsByGrower({ harvests: [spilt], charts }).map(askingWhy)).toEqual([1])
  // Another product that dries to less is no drift of the grower: each has limits of its own.
  const other = Array.from({ length: 30 }, (_, index) => harvest('honest', 40 + index, usual(index) - 60_000, 'indica'))
  const both = yieldsByGrower({
    harvests: [...honest.flatMap((one, index) => [one, other[index]!])].toReversed(),
    charts,
  })
  expect(both.map(({ productCode, signals, harvests }) => [productCode, signals.size, harvests.length])).toEqual([
    ['flower', 0, 30],
    ['indica', 0, 30],
  ])
  expect(both[0]!.chart!.lower).toBeGreaterThan(both[1]!.chart!.upper)
  expect(yieldsByGrower({ harvests: honest, charts: null })[0]).toMatchObject({ chart: null, signals: new Map() })
})
