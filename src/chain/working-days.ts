// Working days as Owb 6 counts them: no Saturdays, Sundays or recognised holidays (Atw 3). Pure. Not here: terms of the Awb (cases).
import type { PlainDate } from '#kernel'

/** The day on which the count of working days after `from` is full; `from` itself does not count. @basis atw/3 */
export function addWorkingDays(from: PlainDate, count: number): PlainDate {
  let day = from
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 })
    if (isWorkingDay(day)) left--
  }
  return day
}

export function isWorkingDay(day: PlainDate): boolean {
  return day.dayOfWeek < 6 && !isHoliday(day)
}

/** New Year, Good Friday, Easter Monday, Ascension, Whit Monday, the King's birthday, 5 May, both Christmas days. */
function isHoliday(day: PlainDate): boolean {
  const { year, month, day: of } = day
  const date = `${month}-${of}`
  if (['1-1', '5-5', '12-25', '12-26'].includes(date)) return true
  const kings = Temporal.PlainDate.from({ year, month: 4, day: 27 })
  if (day.equals(kings.dayOfWeek === 7 ? kings.subtract({ days: 1 }) : kings)) return true
  return [-2, 1, 39, 50].includes(easterOf(year).until(day).days)
}

/** Easter Sunday, Gregorian (Meeus). */
function easterOf(year: number): PlainDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const e = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const f = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - e - (c % 4)) % 7
  const g = Math.floor((a + 11 * e + 22 * f) / 451)
  const sum = e + f - 7 * g + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 })
}
