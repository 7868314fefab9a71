// A number of a control chart and the batches it opens agree: what opens, worked out again by itself, is the number. Not here: the arithmetic
// of a whole chart (#statistics).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProductComposition } from '#chain/contract'
import { batchesIn, type ChartNumber } from './made-of.ts'
import { type Series, seriesOf } from './series.ts'

const rules = {
  ...{ baseline: 5, limits: '2.66', ewmaWeight: '0.2', ewmaLimits: '2.96' },
  ...{ cusumAllowance: '0.5', cusumLimit: '5' },
}
const thc = { analyte: 'total-thc', of: 'dried', min: '17.6', max: '26.4', source: null } as const

type Drawn = {
  readonly tenths: number
  readonly isReleased: boolean
  readonly isLeftOut: boolean
  readonly isNew: boolean
}

/** Each batch with what chance gave it; `isNew`: measured at the second laboratory. */
function charted(drawn: readonly Drawn[]): Series {
  const points = drawn.map(({ tenths, isReleased, isLeftOut, isNew }, index): ProductComposition['points'][number] => {
    const at = Temporal.Instant.from('2026-01-01T00:00:00Z')
      .add({ hours: 24 * index })
      .toString()
    const why = { number: `BL-${index}`, at, cause: 'measurement', finding: 'column' } as const
    return {
      batch: { batchId: `bat_${index}`, name: `L${index}`, kind: 'bulk' },
      grower: { partyId: 'par_A', name: 'A' },
      laboratory: isNew ? { partyId: 'par_2', name: 'Second' } : { partyId: 'par_1', name: 'First' },
      ...{ verdict: isReleased ? 'released' : 'rejected', decidedAt: at, leftOut: isLeftOut ? why : null },
      values: [
        {
          ...{ analyte: 'total-thc', value: `${20 + tenths / 10}`, uncertainty: null, method: 'HPLC' },
          ...{ eventId: `evt_${index}`, testedAt: at },
        },
      ],
    }
  })
  const found = seriesOf({ productCode: 'bedrocan', productName: 'Bedrocan', analytes: [thc], rules, points }, thc)
  return found[0]! // There is one grower, and at least two batches.
}

const anySeries = fc
  .array(
    fc.record({
      tenths: fc.integer({ min: -20, max: 20 }),
      isReleased: fc.integer({ min: 0, max: 9 }).map((of) => of > 0),
      isLeftOut: fc.integer({ min: 0, max: 9 }).map((of) => of === 0),
      isNew: fc.boolean(),
    }),
    { minLength: 2, maxLength: 30 },
  )
  // Laboratories change at most once, as they do: else every phase is one batch.
  .map((drawn) => charted(drawn.map((one, index) => ({ ...one, isNew: one.isNew && index > drawn.length / 2 }))))

const valuesOf = (series: Series, number: ChartNumber, at: string | null = null) =>
  batchesIn(series, number, at).map(({ value }) => value)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const ranges = (values: readonly number[]) => values.slice(1).map((value, index) => Math.abs(value - values[index]!)) // The one before it.
const d2 = 1.128 // Of the range of two normal draws.

test('limits, and the average, the sum and the range of every batch, are those of the batches that open', () => {
  fc.assert(
    fc.property(anySeries, (series) => {
      for (const phase of series.phases) {
        for (const point of series.points.slice(phase.from, phase.to + 1)) {
          const basis = valuesOf(series, 'limits', point.batchId)
          expect(basis.length).toBe(phase.basis?.count ?? 0)
          if (phase.centre === null || phase.meanRange === null) continue
          expect(mean(basis)).toBeCloseTo(phase.centre, 9)
          expect(mean(ranges(basis))).toBeCloseTo(phase.meanRange, 9)
          if (point.range !== null) {
            const pair = valuesOf(series, 'range', point.batchId)
            expect(pair.length).toBe(2)
            expect(Math.abs(pair[1]! - pair[0]!)).toBeCloseTo(point.range, 9)
          }
          if (!point.average || !point.sum) continue
          const sigma = phase.meanRange / d2
          const slow = valuesOf(series, 'average', point.batchId)
          expect(slow.reduce((average, value) => 0.2 * value + 0.8 * average, phase.centre)).toBeCloseTo(
            point.average.value,
            9,
          )
          const summed = valuesOf(series, 'sum', point.batchId).reduce(
            ({ above, below }, value) => ({
              above: Math.max(0, above + (value - phase.centre!) / sigma - 0.5),
              below: Math.max(0, below - (value - phase.centre!) / sigma - 0.5),
            }),
            { above: 0, below: 0 },
          )
          expect(summed.above).toBeCloseTo(point.sum.above, 9)
          expect(summed.below).toBeCloseTo(point.sum.below, 9)
        }
      }
    }),
  )
})

test('capability and the counts are of the batches that open', () => {
  fc.assert(
    fc.property(anySeries, (series) => {
      expect(valuesOf(series, 'released').length).toBe(series.released)
      expect(valuesOf(series, 'signals').length).toBe(series.signalled)
      const phase = series.phases.at(-1)!
      if (!series.capability || phase.meanRange === null) return
      const [cpk, ppk] = [valuesOf(series, 'cpk'), valuesOf(series, 'ppk')]
      const centre = mean(cpk)
      const room = Math.min(centre - 17.6, 26.4 - centre)
      expect(room / (3 * (phase.meanRange / d2))).toBeCloseTo(series.capability.cpk, 6)
      const deviation = Math.sqrt(ppk.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (ppk.length - 1))
      expect(room / (3 * deviation)).toBeCloseTo(series.capability.ppk, 6)
    }),
  )
})

test('of a batch that is not on the chart nothing opens', () => {
  const series = charted([
    { tenths: 1, isReleased: true, isLeftOut: false, isNew: false },
    { tenths: 2, isReleased: true, isLeftOut: false, isNew: false },
  ])
  for (const number of ['limits', 'average', 'sum', 'range'] as const)
    expect(batchesIn(series, number, 'bat_elsewhere')).toEqual([])
  expect(batchesIn(series, 'average', 'bat_1').map(({ name }) => name)).toEqual(['L0', 'L1'])
})
