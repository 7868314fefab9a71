// Charts against published worked examples, and what must hold of any series. Not here: the figures the house charts with.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capability } from './capability.ts'
import { cusum, ewma, individuals, mean, sigmaOfMovingRange } from './control-charts.ts'

describe('individuals and moving range', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: ten flow rates.
  const flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]

  test('the handbook’s flow rates have the handbook’s limits', () => {
    const chart = individuals(flow, { baseline: 20, factor: 3 / 1.128 })!
    expect(chart.centre).toBeCloseTo(50.81, 6)
    expect(chart.meanRange).toBeCloseTo(1.8778, 4)
    expect(chart.upper).toBeCloseTo(55.8041, 3)
    expect(chart.lower).toBeCloseTo(45.8159, 3)
    expect(chart).toMatchObject({ outside: [], jumps: [], isSettled: false })
  })

  test('the limits come from the baseline alone, and say who is beyond them', () => {
    const chart = individuals([...flow, 60, 50.8], { baseline: 10, factor: 2.66 })!
    expect(chart.centre).toBeCloseTo(50.81, 6)
    expect(chart).toMatchObject({ outside: [10], jumps: [10, 11], isSettled: true })
  })

  test('fewer than two values have no limits', () => {
    expect(individuals([], { baseline: 20, factor: 2.66 })).toBeNull()
    expect(individuals([22], { baseline: 20, factor: 2.66 })).toBeNull()
  })
})

test('the handbook’s moving averages (6.3.2.4)', () => {
  const values = [
    52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1,
  ]
  const chart = ewma(values, { mean: 50, sigma: 2.0539, lambda: 0.3, width: 3 })
  expect(chart.points.map(({ value }) => value.toFixed(2))).toEqual(
    '50.60 49.52 50.56 50.18 50.16 49.21 49.75 49.85 50.26 50.33 50.11 49.36 49.52 50.05 49.38 49.92 50.73 51.23 51.94 51.99'.split(
      ' ',
    ),
  )
  expect(chart.points.at(-1)!.upper).toBeCloseTo(52.5884, 3)
  expect(chart.points.at(-1)!.lower).toBeCloseTo(47.4115, 3)
  expect(chart.signals).toEqual([])
})

test('a CUSUM by hand: both sides, no restart', () => {
  const chart = cusum([11, 12, 12, 12, 8, 8], { mean: 10, sigma: 1, k: 0.5, h: 3 })
  expect(chart.points.map(({ above }) => above)).toEqual([0.5, 2, 3.5, 5, 2.5, 0])
  expect(chart.points.map(({ below }) => below)).toEqual([0, 0, 0, 0, 1.5, 3])
  expect(chart.signals).toEqual([2, 3])
})

describe('capability', () => {
  test('of a process in the middle, and of one near a limit', () => {
    const values = [9, 11, 9, 11, 9, 11]
    expect(capability(values, { min: 7, max: 13, sigma: 1 })).toMatchObject({ cp: 1, cpk: 1 })
    expect(capability(values, { min: 9, max: 15, sigma: 1 })!.cpk).toBeCloseTo(1 / 3, 9)
    expect(capability(values, { min: null, max: 13, sigma: 1 })).toMatchObject({ cp: null, cpk: 1 })
  })

  test('is no number where there is no spread or no limit', () => {
    expect(capability([5, 5, 5], { min: 1, max: 9, sigma: 0 })).toBeNull()
    expect(capability([5, 6], { min: null, max: null, sigma: 1 })).toBeNull()
    expect(capability([5], { min: 1, max: 9, sigma: 1 })).toBeNull()
  })
})

const series = fc.array(fc.integer({ min: -10_000, max: 10_000 }), { minLength: 3, maxLength: 60 })

test('a chart in another unit says the same', () => {
  fc.assert(
    fc.property(
      series,
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: -500, max: 500 }),
      (values, scale, shift) => {
        const rules = { baseline: 20, factor: 2.5 }
        const [chart, moved] = [
          individuals(values, rules)!,
          individuals(
            values.map((value) => value * scale + shift),
            rules,
          )!,
        ]
        fc.pre(chart.meanRange > 0)
        const sigma = sigmaOfMovingRange(chart)
        // A value on the very limit may fall either way by the last digit of a float; such series say nothing here.
        const near = [chart.lower, chart.upper, chart.centre + chart.rangeUpper]
        fc.pre(values.every((value) => near.every((limit) => Math.abs(value - limit) > 1e-6 * sigma)))
        expect(moved.outside).toEqual(chart.outside)
        expect(moved.upper).toBeCloseTo(chart.upper * scale + shift, 4)
        const drift = { lambda: 0.2, width: 2.96 }
        const [average, movedAverage] = [
          ewma(values, { mean: chart.centre, sigma, ...drift }),
          ewma(
            values.map((value) => value * scale + shift),
            { mean: moved.centre, sigma: sigma * scale, ...drift },
          ),
        ]
        average.points.forEach(({ value }, index) => {
          expect(movedAverage.points[index]!.value).toBeCloseTo(value * scale + shift, 4)
        })
      },
    ),
  )
})

test('a process that does not move gives no signal, and one that moves for good does', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 }), (centre, spread) => {
      const steady = Array.from({ length: 40 }, (_, index) => centre + (index % 2 === 0 ? spread : -spread))
      const chart = individuals(steady, { baseline: 20, factor: 2.66 })!
      const sigma = sigmaOfMovingRange(chart)
      const moved = [...steady, ...steady.map((value) => value + 2 * sigma)]
      const asked = { mean: chart.centre, sigma }
      expect(chart.outside).toEqual([])
      expect(ewma(steady, { ...asked, lambda: 0.2, width: 2.96 }).signals).toEqual([])
      expect(cusum(steady, { ...asked, k: 0.5, h: 5 }).signals).toEqual([])
      expect(ewma(moved, { ...asked, lambda: 0.2, width: 2.96 }).signals[0]).toBeGreaterThanOrEqual(40)
      expect(cusum(moved, { ...asked, k: 0.5, h: 5 }).signals[0]).toBeLessThan(60)
      expect(mean(steady)).toBeCloseTo(centre, 9)
    }),
  )
})
