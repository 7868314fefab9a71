// The clock of a standing question: seconds, minutes, hours, days, months and days of the week, as EPCIS writes them. Not here: what is due.
import { defineProblems, invalid, ok, type Result, refuse } from '#kernel'

export const scheduleProblems = defineProblems('epcis', {
  schedule: invalid<{ field: string }>({
    title: { nl: 'Dit rooster kan niet', en: 'This schedule cannot be' },
    detail: ({ field }) => ({
      nl: `"${field}" heeft getallen of reeksen zoals 5, [1-5] of 1,15,[20-25], binnen zijn bereik; een rooster heeft ten minste één veld en komt ooit aan de beurt.`,
      en: `"${field}" takes numbers or ranges such as 5, [1-5] or 1,15,[20-25], within its range; a schedule has at least one field and comes round some day.`,
    }),
  }),
})

/** From the finest to the coarsest. */
const ranges = {
  second: [0, 59],
  minute: [0, 59],
  hour: [0, 23],
  dayOfMonth: [1, 31],
  month: [1, 12],
  dayOfWeek: [1, 7],
} as const
export const scheduleFields = Object.keys(ranges) as readonly (keyof typeof ranges)[] // Its own keys.
export type ScheduleField = (typeof scheduleFields)[number]
export type Schedule = Readonly<Partial<Record<ScheduleField, string>>>

/** The standard leaves the time zone of a schedule to the service: hours of a day are those of the Netherlands. */
const zone = 'Europe/Amsterdam'
/** The 29th of February on a given weekday comes round within this. */
const yearsMax = 45

type Times = Readonly<Record<ScheduleField, ReadonlySet<number>>>

/** Refuses `epcis/schedule`. */
export function readSchedule(schedule: Schedule): Result<Times> {
  const given = scheduleFields.filter((field) => schedule[field] !== undefined)
  const [finest] = given
  if (finest === undefined) return refuse(scheduleProblems['schedule'], { field: 'minute' })
  const times = new Map<ScheduleField, ReadonlySet<number>>()
  for (const field of scheduleFields) {
    const [low, high] = ranges[field]
    const text = schedule[field]
    const values = text === undefined ? unsaid(field, finest) : numbersIn(text, low, high)
    if (!values) return refuse(scheduleProblems['schedule'], { field })
    times.set(field, values)
  }
  const read = Object.fromEntries(times) as Times // Each field was set just now.
  return nextTime(read, Temporal.Instant.fromEpochMilliseconds(0))
    ? ok(read)
    : refuse(scheduleProblems['schedule'], { field: finest })
}

/** What is finer than anything said happens once, at its beginning; what is coarser, every time. */
function unsaid(field: ScheduleField, finest: ScheduleField): ReadonlySet<number> {
  const [low, high] = ranges[field]
  const isFiner =
    scheduleFields.indexOf(field) < Math.min(scheduleFields.indexOf(finest), scheduleFields.indexOf('dayOfMonth'))
  return new Set(isFiner ? [low] : Array.from({ length: high - low + 1 }, (_, index) => low + index))
}

function numbersIn(text: string, low: number, high: number): ReadonlySet<number> | null {
  const values = new Set<number>()
  if (text.length > 200) return null
  for (const part of text.split(',')) {
    const found = /^(?:(\d{1,2})|\[(\d{1,2})-(\d{1,2})\])$/.exec(part.trim())
    if (!found) return null
    const from = Number(found[1] ?? found[2])
    const last = Number(found[1] ?? found[3])
    if (from < low || last > high || from > last) return null
    for (let value = from; value <= last; value += 1) values.add(value)
  }
  return values
}

/** The first time after `after`, or null when it never comes. */
export function nextTime(times: Times, after: Temporal.Instant): Temporal.Instant | null {
  const start = after.toZonedDateTimeISO(zone)
  for (let day = start.toPlainDate(); day.year <= start.year + yearsMax; day = dayAfter(day, times)) {
    if (!times.month.has(day.month) || !times.dayOfMonth.has(day.day) || !times.dayOfWeek.has(day.dayOfWeek)) continue
    const found = firstOn(day, times, after)
    if (found) return found
  }
  return null
}

/** A month that is not meant is passed over whole. */
function dayAfter(day: Temporal.PlainDate, times: Times): Temporal.PlainDate {
  return times.month.has(day.month) ? day.add({ days: 1 }) : day.with({ day: 1 }).add({ months: 1 })
}

function firstOn(day: Temporal.PlainDate, times: Times, after: Temporal.Instant): Temporal.Instant | null {
  const sorted = (field: 'hour' | 'minute' | 'second') => [...times[field]].sort((a, b) => a - b)
  const [hours, minutes, seconds] = [sorted('hour'), sorted('minute'), sorted('second')]
  for (const begin of hours.flatMap((hour) => beginnings(day, hour))) {
    if (Temporal.Instant.compare(begin.add({ hours: 1 }), after) <= 0) continue
    for (const minute of minutes)
      for (const second of seconds) {
        const at = begin.add({ minutes: minute, seconds: second })
        if (Temporal.Instant.compare(at, after) > 0) return at
      }
  }
  return null
}

/**
 * When an hour of a day begins. The standard has every moment whose hour and minute are meant, in a time zone we choose: so the hour the clock
 * gives twice in October is meant twice. The one it skips in March would never come; the one after it stands in for it, so that no day is missed.
 */
function beginnings(day: Temporal.PlainDate, hour: number): readonly Temporal.Instant[] {
  const time = day.toPlainDateTime({ hour })
  const at = (disambiguation: 'earlier' | 'later') => time.toZonedDateTime(zone, { disambiguation })
  const [earlier, later] = [at('earlier'), at('later')]
  const isTwice = earlier.hour === hour && later.hour === hour && !earlier.equals(later)
  return isTwice ? [earlier.toInstant(), later.toInstant()] : [later.toInstant()]
}
