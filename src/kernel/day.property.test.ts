// Legal days, the clock on the wall and the two nights a year in which they part, over the years 1995 to 2060. Not here: periods (period.property.test.ts).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatInstant, instantsOf, legalDayOf, legalTimeZone, startOfLegalDay } from './day.ts'

const first = Temporal.PlainDate.from('1995-01-01')
const last = Temporal.PlainDate.from('2060-12-31')
const anyDay = fc.nat({ max: first.until(last, { largestUnit: 'days' }).days }).map((days) => first.add({ days }))
const years = Array.from({ length: last.year - first.year + 1 }, (_, place) => first.year + place)
const anyMinute = fc.nat({ max: 1_439 })

const wallOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(legalTimeZone).toPlainDateTime()
const hoursOf = (on: Temporal.PlainDate) =>
  startOfLegalDay(on.add({ days: 1 })).since(startOfLegalDay(on), { largestUnit: 'hours' }).hours

test('what the clock said then is among the instants it may have meant, and each of those says it', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 90_000 }), (on, seconds) => {
      const at = startOfLegalDay(on).add({ seconds })
      const instants = instantsOf(wallOf(at))
      expect(instants.map(String)).toContain(at.toString())
      for (const one of instants) expect(wallOf(one).equals(wallOf(at))).toBe(true)
    }),
  )
})

test('a minute of a day is one instant, but none in an hour of March and two in an hour of October', () => {
  fc.assert(
    fc.property(anyDay, anyMinute, (on, minutes) => {
      const wall = on.toPlainDateTime().add({ minutes })
      fc.pre(on.year > 1995) // That year summer time still ended in September.
      const isHour = wall.hour === 2 && on.dayOfWeek === 7 && on.day > 24 // The last Sunday of a month of 31 days.
      expect(instantsOf(wall)).toHaveLength(isHour && on.month === 3 ? 0 : isHour && on.month === 10 ? 2 : 1)
    }),
  )
})

test('of every year one day has 23 hours and one has 25, and both nights are written so that no two moments look alike', () => {
  for (const year of years) {
    const days = Array.from({ length: 366 }, (_, place) =>
      Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ days: place }),
    )
    const odd = days.filter((on) => on.year === year && hoursOf(on) !== 24)
    expect(odd.map(hoursOf)).toEqual([23, 25])
    for (const on of odd) {
      const moments = Array.from({ length: hoursOf(on) * 6 }, (_, place) =>
        startOfLegalDay(on).add({ minutes: place * 10 }),
      )
      expect(new Set(moments.map(formatInstant)).size).toBe(moments.length)
      expect(moments.every((at) => legalDayOf(at).equals(on))).toBe(true)
    }
  }
})
