// Phases: a new method is no drift, what does not count changes nothing, the same points give the same signals. Not here: the charts' figures.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chartPhases, type PhasePoint } from './phases.ts'

const rules = {
  ...{ baseline: 20, limits: '2.66', ewmaWeight: '0.2', ewmaLimits: '2.96', cusumAllowance: '0.5', cusumLimit: '5' },
}
const point = (value: number, phase = 'a', isCounted = true): PhasePoint => ({
  ...{ value, phase, isCounted, isLeftOut: false },
})
const leftOut = (value: number): PhasePoint => ({ ...point(value), isLeftOut: true })
const steady = (phase: string, centre: number) =>
  Array.from({ length: 24 }, (_, index) => point(centre + (index % 2), phase))
const signalled = (points: readonly PhasePoint[]) =>
  chartPhases(points, rules)
    .flatMap((phase) => phase.points)
    .flatMap(({ signals }, index) => (signals.length > 0 ? [index] : []))

test('a step up is a signal; the same step with another method is a new phase', () => {
  expect(signalled([...steady('a', 10), ...steady('a', 15)])[0]).toBe(24)
  expect(signalled([...steady('a', 10), ...steady('b', 15)])).toEqual([])
  expect(chartPhases([...steady('a', 10), ...steady('b', 15)], rules)).toHaveLength(2)
})

test('what does not count is no signal and moves no limit', () => {
  const points = [...steady('a', 10), point(90, 'a', false), ...steady('a', 10)]
  expect(signalled(points)).toEqual([])
})

test('limits stand still once the baseline is there, and what came before adds nothing to what is watched', () => {
  const baseline = steady('a', 10).slice(0, 20)
  const [settled] = chartPhases(baseline, rules)
  const [watched] = chartPhases([...baseline, ...Array.from({ length: 30 }, () => point(10.5))], rules)
  expect(watched!.chart).toMatchObject({ centre: settled!.chart!.centre, upper: settled!.chart!.upper })
  expect(watched!.points.map(({ setsLimits }) => setsLimits).indexOf(false)).toBe(20)
  // Two of the baseline that ran high at its end: the sum of the first that is watched begins at nought all the same.
  const high = [...baseline.slice(0, 18), point(12), point(12)]
  const [chart] = chartPhases([...high, point(10.5)], rules)
  expect(chart!.points[19]!.sum!.above).toBeGreaterThan(1)
  expect(chart!.points[20]!.sum!.above).toBe(0)
  const { centre } = chart!.chart!
  expect(chart!.points[20]!.average!.value).toBeCloseTo(0.2 * 10.5 + 0.8 * centre, 9)
})

test('one of the first that is left out sets no limit, and nothing takes its place', () => {
  const steadily = steady('a', 10)
  const odd = [...steadily.slice(0, 7), leftOut(40), ...steadily.slice(7)]
  const [phase] = chartPhases(odd, rules)
  const { points, chart } = phase!
  expect(points.filter(({ setsLimits }) => setsLimits)).toHaveLength(19)
  expect(points.map(({ isOutOfBaseline }) => isOutOfBaseline).indexOf(true)).toBe(7)
  expect(points[7]).toMatchObject({ signals: [], range: null, average: null, sum: null, setsLimits: false })
  expect(chart).toMatchObject({ centre: 10 + 9 / 19, isSettled: true })
  // Where it counts, the same batch moves every limit.
  const [counted] = chartPhases([...steadily.slice(0, 7), point(40), ...steadily.slice(7)], rules)
  expect(counted!.chart!.centre).toBeGreaterThan(chart!.centre)
  // After the first it is held against the limits as any other: nothing is left out of what is watched.
  const [watched] = chartPhases([...steadily, leftOut(40)], rules)
  expect(watched!.points.at(-1)).toMatchObject({ isOutOfBaseline: false, signals: expect.arrayContaining(['outside']) })
})

test('whatever was measured in a batch that is left out, every other stands as it did', () => {
  const values = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 3, maxLength: 40 })
  fc.assert(
    fc.property(values, fc.nat(19), fc.integer(), (some, at, value) => {
      const place = at % Math.min(some.length, rules.baseline)
      const charted = (odd: number) =>
        chartPhases(
          some.map((one, index) => (index === place ? leftOut(odd) : point(one))),
          rules,
        )[0]!
      const [one, other] = [charted(some[place]!), charted(value)]
      expect(one.chart).toEqual(other.chart)
      expect(one.points.toSpliced(place, 1)).toEqual(other.points.toSpliced(place, 1))
      expect(one.points.filter(({ setsLimits }) => setsLimits).length).toBe(Math.min(some.length, rules.baseline) - 1)
    }),
  )
})

test('a range is from the last one that counted, and the first has none', () => {
  const [phase] = chartPhases([point(10), point(99, 'a', false), point(12)], rules)
  expect(phase!.points.map(({ range }) => range)).toEqual([null, null, 2])
})

test('every point once, and the same points the same signals, whatever comes after in another phase', () => {
  const any = fc.array(
    fc.record({
      ...{ value: fc.integer({ min: 0, max: 400 }), phase: fc.constantFrom('a', 'b') },
      ...{ isCounted: fc.boolean(), isLeftOut: fc.boolean() },
    }),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(any, (points) => {
      const phases = chartPhases(points, rules)
      expect(phases.flatMap((phase) => phase.points).map(({ value }) => value)).toEqual(
        points.map(({ value }) => value),
      )
      const later = chartPhases([...points, point(5, 'z'), point(9, 'z')], rules)
      expect(later.slice(0, phases.length)).toEqual(phases)
    }),
  )
})
