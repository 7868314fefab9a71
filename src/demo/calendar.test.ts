// Working days and the legal clock, held against the time zone data of the runtime. Not here: legal terms.

import { expect, test } from 'vitest'
import { legalTimeZone } from '#kernel'
import { addWorkingDays, dayNumberOf, dayText, instantAt, isWorkingDay, weekday } from './calendar.ts'

const day = (text: string) => dayNumberOf(Temporal.PlainDate.from(text))

test('noon on the legal clock is noon in Europe/Amsterdam on every day of thirty years', () => {
  for (let on = Temporal.PlainDate.from('2010-01-01'); on.year < 2040; on = on.add({ days: 1 })) {
    const noon = on.toZonedDateTime({ timeZone: legalTimeZone, plainTime: '12:00' }).epochMilliseconds
    if (instantAt(dayNumberOf(on), 43_200) !== noon) expect.fail(`${on} is off`)
  }
})

test('the recognised holidays are no working days, the days around them are', () => {
  const off = [
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-04-27',
    '2026-05-05',
    '2026-05-14',
    '2026-05-25',
    '2026-12-25',
    '2025-04-26',
    '2027-03-26',
  ]
  for (const text of off) expect([text, isWorkingDay(day(text))]).toEqual([text, false])
  for (const text of ['2026-01-02', '2026-04-07', '2026-04-28', '2026-12-24', '2025-04-28'])
    expect([text, isWorkingDay(day(text))]).toEqual([text, true])
})

test('days count and print as the calendar does', () => {
  expect(weekday(day('2026-11-21'))).toBe(6)
  expect(dayText(day('2024-02-29'))).toBe('2024-02-29')
  expect(dayText(addWorkingDays(day('2026-12-24'), 1))).toBe('2026-12-28')
})
