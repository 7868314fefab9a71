// The months in which a harvest is handed over, over the ends of months, years and Februaries. Not here: how many months, which the corpus says, and who
// is told of them (clocks.test.ts).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deliveryDueOn } from './delivery-clock.ts'

const fourMonths = { deliveryMonths: () => 4 }
const dueOn = (on: string) => deliveryDueOn(Temporal.PlainDate.from(on), fourMonths).toString()

test.each([
  ['2026-10-31', '2027-02-28'],
  ['2027-10-30', '2028-02-29'],
  ['2027-10-31', '2028-02-29'],
  ['2028-02-29', '2028-06-29'],
  ['2026-12-31', '2027-04-30'],
  ['2026-08-31', '2026-12-31'],
  ['2026-09-01', '2027-01-01'],
])('a harvest of %s is due on %s', (harvested, due) => expect(dueOn(harvested)).toBe(due))

const anyDay = fc.nat({ max: 24_105 }).map((days) => Temporal.PlainDate.from('1995-01-01').add({ days })) // Until the end of 2060.

test('it is the day of the same number four months on, or the last of that month; and who cuts later is due no sooner', () => {
  fc.assert(
    fc.property(anyDay, (on) => {
      const due = deliveryDueOn(on, fourMonths)
      const month = on.with({ day: 1 }).add({ months: 4 })
      expect(due.with({ day: 1 }).equals(month)).toBe(true)
      expect(due.day).toBe(Math.min(on.day, month.daysInMonth))
      const next = deliveryDueOn(on.add({ days: 1 }), fourMonths)
      expect(Temporal.PlainDate.compare(due, next)).toBeLessThanOrEqual(0)
    }),
  )
})
