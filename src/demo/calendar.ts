// Working days and hours in Europe/Amsterdam, as the demo keeps them. Not here: the terms of the Awb (licensing).
import type { PlainDate } from '#kernel'

/** Days since 1970-01-01: a number is enough to plan with, and it sorts. */
export type DayNumber = number

export const msPerDay = 86_400_000

export function dayNumberOf(on: PlainDate): DayNumber {
  return Date.UTC(on.year, on.month - 1, on.day) / msPerDay
}

export function dayText(day: DayNumber): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10)
}

/** Monday is 1, Sunday is 7. */
export function weekday(day: DayNumber): number {
  return ((day + 3) % 7) + 1
}

/** The instant (ms since 1970) of a second of a legal day; asked for working hours alone, when the clock never changes. */
export function instantAt(day: DayNumber, secondOfDay: number): number {
  return day * msPerDay + secondOfDay * 1000 - offsetMs(day)
}

/** One hour in winter, two from the last Sunday of March to the last of October; a test holds this against the time zone data. */
function offsetMs(day: DayNumber): number {
  const year = new Date(day * msPerDay).getUTCFullYear()
  const isSummer = day >= lastSundayOf(year, 3) && day < lastSundayOf(year, 10)
  return isSummer ? 7_200_000 : 3_600_000
}

function lastSundayOf(year: number, month: number): DayNumber {
  const last = Date.UTC(year, month, 0) / msPerDay
  return last - (weekday(last) % 7)
}

export function isWorkingDay(day: DayNumber): boolean {
  return weekday(day) < 6 && !isHoliday(day)
}

/** This day, or the first working day after it. */
export function workingDayFrom(day: DayNumber): DayNumber {
  let found = day
  while (!isWorkingDay(found)) found++
  return found
}

/** This day, or the last working day before it. */
export function workingDayBefore(day: DayNumber): DayNumber {
  let found = day
  while (!isWorkingDay(found)) found--
  return found
}

/** The n-th working day after this day. */
export function addWorkingDays(day: DayNumber, count: number): DayNumber {
  let found = day
  for (let left = count; left > 0; left--) found = workingDayFrom(found + 1)
  return found
}

/** The days of Atw 3, which the chain keeps. @basis atw/3 */
function isHoliday(day: DayNumber): boolean {
  const date = new Date(day * msPerDay)
  const year = date.getUTCFullYear()
  const afterEaster = day - easterOf(year)
  const monthAndDay = date.getUTCMonth() * 100 + 100 + date.getUTCDate()
  return (
    [-2, 1, 39, 50].includes(afterEaster) ||
    [101, 505, 1225, 1226].includes(monthAndDay) ||
    (monthAndDay === 427 && weekday(day) !== 7) ||
    (monthAndDay === 426 && weekday(day) === 6)
  )
}

/** Easter Sunday by the Gregorian computus of Meeus. */
function easterOf(year: number): DayNumber {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const sum = epact + toSunday - 7 * late + 114
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1) / msPerDay
}
