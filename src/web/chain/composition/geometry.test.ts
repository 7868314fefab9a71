// Where lines and labels of a control chart stand. Not here: what they show (series.test.ts).
import { expect, test } from 'vitest'
import { pathOf, readable } from './geometry.ts'
import type { ChartPoint, Phase } from './series.ts'

const points = [1, null, 3, 4, 5].map((average) => ({ average }) as unknown as ChartPoint) // What the line is drawn of, and no more.
const phases = (...from: number[]) => from.map((one) => ({ from: one }) as Phase) // As above.
const path = (...from: number[]) =>
  pathOf(
    { points, phases: phases(...from) },
    (index) => index,
    ({ average }) => average as unknown as number | null,
  )

test('a line goes on over a batch that does not count, and begins anew with a phase', () => {
  expect(path(0)).toBe('M0.0,1.0L2.0,3.0L3.0,4.0L4.0,5.0')
  expect(path(0, 3)).toBe('M0.0,1.0L2.0,3.0M3.0,4.0L4.0,5.0')
  expect(path(0, 1)).toBe('M0.0,1.0M2.0,3.0L3.0,4.0L4.0,5.0')
})

test('of labels that would cover each other the first is read', () => {
  expect(readable([{ y: 40 }, { y: 47 }, { y: 20 }, { y: 31 }])).toEqual([{ y: 40 }, { y: 20 }])
})
