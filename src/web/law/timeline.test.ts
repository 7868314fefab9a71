import { expect, test } from 'vitest'
import { looksLikeSmiles } from './check-form.tsx'
import { timeline } from './timeline.ts'

test('bars follow each other, stay inside the picture, and the asked day lies in its own bar', () => {
  const { bars, askedAt } = timeline(
    [
      { list: 'II', from: '2021-10-28', until: '2024-04-16' },
      { list: 'I', from: '2024-04-16', until: null },
    ],
    '2025-01-01',
  )
  const [second, first] = bars
  expect(second!.x + second!.width).toBeCloseTo(first!.x)
  expect(first!.x + first!.width).toBeCloseTo(600)
  expect(first!.isOpen).toBe(true)
  expect(askedAt).toBeGreaterThan(first!.x)
  expect(askedAt).toBeLessThan(600)
})

test('a day long before the first listing still stands in the picture', () => {
  const { askedAt, bars } = timeline([{ list: 'I', from: '2024-04-16', until: null }], '1960-05-05')
  expect(askedAt).toBeGreaterThanOrEqual(0)
  expect(bars[0]!.x).toBeGreaterThan(askedAt)
})

test.each([
  ['CNC(C)Cc1ccc2OCOc2c1.Cl', true],
  ['c1ccccc1', true],
  ['MDMA', false],
  ['42542-10-9', false],
  ['lijst (een)', false],
])('%s as a start for the drawing: %s', (typed, expected) => expect(looksLikeSmiles(typed)).toBe(expected))
