// Dated figures: products and how far the lists were read, on the days that matter.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lists } from './contract.ts'
import { loadCorpus } from './corpus/index.ts'
import { coverageOn } from './coverage.ts'
import { productCodesNamed, productOn, productsOn } from './terms.ts'

const corpus = await loadCorpus(join(import.meta.dirname, '..', '..', 'corpus'))
const day = (text: string) => Temporal.PlainDate.from(text)

test('the varieties on offer on a day: Bedrobinol is closed, and can still be looked up', () => {
  const codes = (on: string) => productsOn(corpus, day(on)).map(({ productCode }) => productCode)
  expect(codes('2026-09-17')).toEqual(['bedica', 'bediol', 'bedrocan', 'bedrolite', 'mdma-hcl', 'thc-olie-2'])
  expect(codes('2016-06-01')).toContain('bedrobinol')
  expect(productOn(corpus, 'bedrobinol', day('2026-09-17'))?.period.until).toBe('2017-01-01')
  expect(productOn(corpus, 'bedrolina', day('2026-09-17'))).toBeNull()
})

test('a product carries the release ranges of the day', () => {
  const analytes = (on: string) => productOn(corpus, 'bedrocan', day(on))?.specification.map(({ analyte }) => analyte)
  expect(analytes('2020-01-01')).toEqual(['total-thc', 'total-cbd'])
  expect(analytes('2024-07-01')).toContain('loss-on-drying')
  const thc = productOn(corpus, 'bediol', day('2026-09-17'))?.specification[0]
  expect(thc).toMatchObject({ analyte: 'total-thc', min: '5.0', max: '7.6', unit: '%', of: 'dried' })
})

test('what the label names is another test than the range of release, with a date of its own', () => {
  const bediol = (on: string) => productOn(corpus, 'bediol', day(on))!
  expect(bediol('2024-06-30').label).toEqual([])
  expect(bediol('2024-07-01').label).toMatchObject([
    { analyte: 'total-thc', labelled: '6.3', toleranceMillionths: 100_000, rule: 'simple' },
    { analyte: 'total-cbd', labelled: '8' },
  ])
  expect(bediol('2024-06-30').specification).toMatchObject([{ analyte: 'total-thc' }, { analyte: 'total-cbd' }])
})

test('a test of the monograph without a known limit says so, and every limit names its rule', () => {
  const offered = productsOn(corpus, day('2026-09-17'))
  const isFlower = ({ form }: (typeof offered)[number]) => form === 'flos' || form === 'granulate'
  for (const product of offered.filter(isFlower)) {
    expect(product.unlimited.map(({ test }) => test)).toContain('pesticides')
    expect(product.unlimited.every(({ source }) => source.includes('to be verified'))).toBe(true)
    const limits = new Map(product.specification.map(({ analyte, max }) => [analyte, max]))
    const european = ['total-cbn', 'foreign-matter', 'loss-on-drying', 'arsenic', 'cadmium', 'lead', 'mercury']
    expect(european.map((analyte) => limits.get(analyte))).toEqual(['1.0', '2.0', '12.0', '0.2', '1.0', '5.0', '0.1'])
    expect(new Set(product.specification.map(({ rule }) => rule))).toEqual(new Set(['simple']))
  }
  // What has no monograph we know says so of every test, and of each range that it is our own reading.
  const beside = offered.filter((product) => !isFlower(product))
  expect(beside.map(({ productCode, substanceId }) => [productCode, substanceId])).toEqual([
    ['mdma-hcl', 'mdma'],
    ['thc-olie-2', 'hennepolie'],
  ])
  for (const { specification, unlimited } of beside) {
    expect(unlimited.every(({ source }) => source.includes('to be verified'))).toBe(true)
    expect(specification.every(({ source, of }) => source.startsWith('own reading') && of === 'as-is')).toBe(true)
  }
})

// The days on which the consolidated act changed, each with the day before it.
const changes =
  '2012-05-09 2012-06-15 2013-01-05 2013-07-01 2015-03-01 2015-07-01 2016-01-01 2016-05-01 2016-08-01 2017-05-25 2018-04-27 ' +
  '2018-08-01 2019-01-01 2019-04-02 2019-07-19 2020-01-01 2020-11-17 2021-07-01 2021-10-28 2022-07-01 2023-01-01 2023-09-12 ' +
  '2024-04-16 2025-07-01 2026-01-01 2026-01-28 2026-07-09 2026-09-17 1919-01-01 2008-12-01 2015-10-02 2015-10-03'

test.each(changes.split(' '))(
  'on %s and the day before, each list has one statement of how far it was read',
  (text) => {
    for (const on of [day(text), day(text).subtract({ days: 1 })]) {
      const iso = on.toString()
      const coverage = coverageOn(corpus, on)
      expect(coverage.map(({ list }) => list)).toEqual([...lists])
      for (const list of lists) {
        const held = corpus.coverage.intervals.filter(
          (interval) =>
            interval.list === list && interval.from <= iso && (interval.until === null || iso < interval.until),
        )
        expect(held.length, `${list} on ${iso}`).toBe(iso < '1919-01-01' ? 0 : 1)
      }
    }
  },
)

test('the one day whose lists were read in full is 2 October 2015', () => {
  const read = (on: string) => coverageOn(corpus, day(on)).map(({ extent }) => extent)
  expect(read('2015-10-02')).toEqual(['text', 'text', 'text'])
  expect(read('2015-10-03')).toEqual(['partial', 'text', 'partial'])
  expect(read('2025-07-01')).toEqual(['partial', 'partial', 'partial'])
  expect(read('1918-12-31')).toEqual(['none', 'none', 'none'])
})

test('products are found by their own name, and by any name of their substance', () => {
  expect(productCodesNamed(corpus, 'BEDROLI')).toEqual(['bedrolite'])
  expect(productCodesNamed(corpus, 'hennep')).toEqual(expect.arrayContaining(['bedrocan', 'bedrobinol'])) // A closed one too.
  expect(productCodesNamed(corpus, 'cannabis')).toEqual(productCodesNamed(corpus, 'hennep'))
  expect(productCodesNamed(corpus, 'nothing of the kind')).toEqual([])
})
