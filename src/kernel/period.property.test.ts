import fc from 'fast-check'
import { expect, test } from 'vitest'
import { legalDayOf, startOfLegalDay } from './day.ts'
import { covers, fromDateRange, overlap, type Period, period, periodThrough, toDateRange } from './period.ts'

const anyDay = fc.integer({ min: 0, max: 60_000 }).map((days) => Temporal.PlainDate.from('1919-01-01').add({ days }))
const anyPeriod: fc.Arbitrary<Period> = fc
  .tuple(anyDay, fc.option(fc.integer({ min: 1, max: 5_000 }), { nil: null }))
  .map(([from, days]) => period({ from, until: days === null ? null : from.add({ days }) }))

test('a day is in the overlap exactly when it is in both', () => {
  fc.assert(
    fc.property(anyPeriod, anyPeriod, anyDay, (a, b, on) => {
      const both = overlap(a, b)
      expect(both !== null && covers(both, on)).toBe(covers(a, on) && covers(b, on))
    }),
  )
})

test('overlap is the same from both sides', () => {
  fc.assert(
    fc.property(anyPeriod, anyPeriod, (a, b) => {
      expect(overlap(a, b)).toEqual(overlap(b, a))
    }),
  )
})

test('what goes to PostgreSQL comes back the same', () => {
  fc.assert(
    fc.property(anyPeriod, (some) => {
      expect(fromDateRange(toDateRange(some))).toEqual(some)
    }),
  )
})

test('"tot en met" holds on its last day and not on the next', () => {
  fc.assert(
    fc.property(anyDay, fc.nat({ max: 400 }), (from, days) => {
      const last = from.add({ days })
      const through = periodThrough({ from, last })
      expect(covers(through, last)).toBe(true)
      expect(covers(through, last.add({ days: 1 }))).toBe(false)
    }),
  )
})

test('every instant of a legal day belongs to it, on the days the clock changes too', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 86_399_999 }), (on, ms) => {
      const start = startOfLegalDay(on)
      const end = startOfLegalDay(on.add({ days: 1 }))
      const within = start.add({ milliseconds: Math.min(ms, end.epochMilliseconds - start.epochMilliseconds - 1) })
      expect(legalDayOf(within).equals(on)).toBe(true)
    }),
  )
})

test('an empty period is a bug', () => {
  const on = Temporal.PlainDate.from('2026-01-01')
  expect(() => period({ from: on, until: on })).toThrow('at least one day')
})
