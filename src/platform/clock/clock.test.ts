// The standing clock, and how far ahead a message may be.
import { describe, expect, test } from 'vitest'
import { fixedClock, isAheadOfClock } from './clock.ts'

describe('a fixed clock', () => {
  test('stands, moves when told, and knows the legal day in summer and winter', () => {
    const clock = fixedClock('2026-07-01T21:59:59Z')
    expect(clock.today().toString()).toBe('2026-07-01')
    clock.advance({ seconds: 1 }) // Midnight in Amsterdam, two hours before UTC's.
    expect(clock.today().toString()).toBe('2026-07-02')
    clock.set(Temporal.Instant.from('2026-12-31T23:00:00Z'))
    expect(clock.today().toString()).toBe('2027-01-01')
  })
})

test.each([
  ['2026-07-01T12:05:00Z', false],
  ['2026-07-01T12:05:00.000000001Z', true],
  ['2020-01-01T00:00:00Z', false],
])('at noon, %s is too far ahead: %s', (at, expected) => {
  expect(isAheadOfClock(Temporal.Instant.from(at), Temporal.Instant.from('2026-07-01T12:00:00Z'))).toBe(expected)
})
