// Phases: a new method is no drift, what does not count changes nothing, the same points give the same signals. Not here: the charts' figures.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chartPhases, type PhasePoint } from './phases.ts'

const rules = {
  ...{ baseline: 20, limits: '2.66', ewmaWeight: '0.2', ewmaLimits: '2.96', cusumAllowance: '0.5', cusumLimit: '5' },
}
const point = (value: number, phase = 'a', isCounted = true): PhasePoint => ({ value, phase, isCounted })
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

test('every point once, and the same points the same signals, whatever comes after in another phase', () => {
  const any = fc.array(
    fc.record({ value: fc.integer({ min: 0, max: 400 }), phase: fc.constantFrom('a', 'b'), isCounted: fc.boolean() }),
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
