// Around midnight the legal day is not the day in Greenwich. Not here: the zone itself (src/kernel/day.property.test.ts).
import { expect, test } from 'vitest'
import { legalDay } from './legal-day.ts'

test.each([
  ['2026-11-22T22:59:59Z', '2026-11-22'],
  ['2026-11-22T23:00:00Z', '2026-11-23'],
  ['2026-07-31T22:30:00.123Z', '2026-08-01'],
  ['2026-08-01T12:00:00Z', '2026-08-01'],
])('%s falls on %s', (at, on) => {
  expect(legalDay(at)).toBe(on)
})
