// All that is late, and nothing that is not, whatever the term is.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { transitDueOn } from '../shipments/shipment-clock.ts'
import { testLaw } from '../testing/world.ts'
import { lastLateDay } from './late-since.ts'

const first = Temporal.PlainDate.from('2026-01-01')
const compare = Temporal.PlainDate.compare

test('every day up to it is late, and none after it', () => {
  const day = fc.nat({ max: 700 }).map((days) => first.add({ days }))
  fc.assert(
    fc.property(day, fc.nat({ max: 60 }), (today, length) => {
      for (const dueOn of [
        (on: Temporal.PlainDate) => on.add({ days: length }),
        (on: Temporal.PlainDate) => transitDueOn(on, testLaw),
      ]) {
        const last = lastLateDay(today, dueOn)
        for (let back = 0; back < 90; back++) {
          const on = today.subtract({ days: back })
          expect([on.toString(), compare(dueOn(on), today) < 0]).toEqual([on.toString(), compare(on, last) <= 0])
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('a term longer than a year does not ring', () => {
  expect(() => lastLateDay(first, (on) => on.add({ years: 2 }))).toThrow('shorter than a year')
})
