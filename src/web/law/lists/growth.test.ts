// The picture of the lists in numbers: inside its frame, steps at the days of change. Not here: how it looks.
import { expect, test } from 'vitest'
import { growth, spanOf, xOf } from './growth.ts'

const frame = { width: 600, height: 200, left: 40, right: 60, top: 10, bottom: 30 }
const sizes = [
  { on: '2008-12-01', I: 1, IA: 0, II: 186 },
  { on: '2024-04-16', I: 270, IA: 0, II: 268 },
]

test('the picture runs from the January before the first change to today, or to a change that is still to come', () => {
  expect(spanOf(['2008-12-01', '2025-07-01'], '2026-11-22')).toEqual({ first: '2008-01-01', last: '2026-11-22' })
  expect(spanOf(['2008-12-01', '2027-07-01'], '2026-11-22').last).toBe('2027-07-01')
  expect(spanOf([], '2026-11-22').first).toBe('2026-01-01')
})

test('every day stands inside the frame, days outside at its edge', () => {
  const span = spanOf(['2008-12-01'], '2026-11-22')
  expect(xOf('2008-01-01', span, frame)).toBe(40)
  expect(xOf('2026-11-22', span, frame)).toBe(540)
  expect(xOf('1990-01-01', span, frame)).toBe(40)
  expect(xOf('2030-01-01', span, frame)).toBe(540)
})

test('lines rise with the lists, and years are as many as fit', () => {
  const span = spanOf(['2008-12-01'], '2026-11-22')
  const wide = growth(sizes, span, frame)
  expect(wide.lines.map(({ list, size }) => [list, size])).toEqual([
    ['I', 270],
    ['II', 268],
  ])
  expect(wide.lines[0]!.path).toMatch(/^M40,170H[\d.]+V[\d.]+H[\d.]+V[\d.]+H540$/)
  expect(wide.lines[0]!.endY).toBeLessThan(wide.lines[1]!.endY)
  expect(wide.levels.map(({ count }) => count)).toEqual([0, 100, 200, 300])
  expect(growth(sizes, span, { ...frame, width: 260 }).years.length).toBeLessThan(wide.years.length)
  expect(growth([], span, frame).lines[0]!.size).toBe(0)
})
