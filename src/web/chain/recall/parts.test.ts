// Shares, spans and steps of the recall picture. Not here: the mass itself (src/chain/recall).
import { expect, test } from 'vitest'
import type { NoticeRow } from '#chain/contract'
import { callFirst, courseBands, shareOf, shownParts, spanBetween, stoppedShare, tone } from './parts.ts'

test('what was dispensed or gone before is no failure of the recall', () => {
  const parts = [
    { part: 'blocked' as const, massMg: '60' },
    { part: 'destroyed' as const, massMg: '20' },
    { part: 'free' as const, massMg: '20' },
    { part: 'dispensed' as const, massMg: '900' },
  ]
  expect(stoppedShare(parts)).toBe(0.8)
  expect(stoppedShare([{ part: 'dispensed', massMg: '5' }])).toBeNull()
  expect(shownParts(parts).map(({ part }) => part)).toEqual(['free', 'blocked', 'destroyed', 'dispensed'])
})

test('a share of a mass larger than a float holds is exact to six places', () => {
  expect(shareOf(1n, 3n)).toBe(0.333333)
  expect(shareOf(9_007_199_254_740_993_000n, 9_007_199_254_740_993_000n)).toBe(1)
  expect(shareOf(0n, 0n)).toBe(0)
})

test('who is silent and has most is called first; who answered stands beneath', () => {
  const row = (name: string, hasNowMg: string, acknowledgedAt: string | null = null) =>
    ({ holder: { partyId: name, name }, hasNowMg, acknowledgedAt }) as NoticeRow // What the order is made from.
  const rows = [row('none', '0'), row('heard', '900', '2026-01-01T00:00:00Z'), row('most', '890'), row('some', '40')]
  expect(callFirst(rows).map(({ holder }) => holder.name)).toEqual(['most', 'some', 'none', 'heard'])
})

test('a span is in days, hours and minutes', () => {
  expect(spanBetween('2026-01-01T00:00:00Z', '2026-01-02T01:02:00Z')).toEqual({ days: 1, hours: 1, minutes: 2 })
  expect(spanBetween('2026-01-01T00:00:00Z', '2025-01-01T00:00:00Z')).toEqual({ days: 0, hours: 0, minutes: 0 })
})

test('the course is steps that fill the height', () => {
  const course = [
    { at: '2026-01-01T00:00:00Z', parts: [{ part: 'free' as const, massMg: '10' }] },
    {
      at: '2026-01-01T12:00:00Z',
      parts: [
        { part: 'free' as const, massMg: '4' },
        { part: 'blocked' as const, massMg: '6' },
      ],
    },
  ]
  const bands = courseBands(course, { until: '2026-01-02T00:00:00Z', width: 100, height: 50 })
  expect(bands.map(({ part }) => part)).toEqual(['free', 'blocked'])
  expect(bands[0]!.path).toBe('M0 0L50 0L50 0L100 0L100 20L50 20L50 50L0 50Z')
  expect(courseBands([], { until: '2026-01-02T00:00:00Z', width: 100, height: 50 })).toEqual([])
})

test('what went abroad is not drawn as what was dispensed', () => {
  expect(tone('exported')).not.toBe(tone('dispensed'))
})
