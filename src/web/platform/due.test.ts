// Terms as people read them. Not here: which day a term ends.
import { expect, test } from 'vitest'
import { dueOn } from './due.ts'

const today = Temporal.PlainDate.from('2026-02-27')

test('a term with a warning of its own is marked by that', () => {
  expect(dueOn('2026-03-19', today, 20)).toEqual({ kind: 'in', days: 20, tone: 'warning' })
  expect(dueOn('2026-03-02', today, 2)).toEqual({ kind: 'on', days: 3, tone: 'neutral' })
})

test.each([
  ['2026-02-24', 'late', 3, 'negative'],
  ['2026-02-27', 'today', 0, 'negative'],
  ['2026-02-28', 'tomorrow', 1, 'warning'],
  ['2026-03-01', 'in', 2, 'warning'],
  ['2026-03-13', 'in', 14, 'warning'],
  ['2026-03-14', 'on', 15, 'neutral'],
] as const)('%s is %s', (day, kind, days, tone) => {
  expect(dueOn(day, today)).toEqual({ kind, days, tone })
})
