// Legal days in Europe/Amsterdam, and how they are written. Not here: instants other than "which legal day is this", and the clock.
import type { Locale } from './locale.ts'

export type PlainDate = Temporal.PlainDate
export type Instant = Temporal.Instant

export const legalTimeZone = 'Europe/Amsterdam'

/** The legal day on which an instant falls. */
export function legalDayOf(at: Instant): PlainDate {
  return at.toZonedDateTimeISO(legalTimeZone).toPlainDate()
}

/** Midnight at which a legal day begins; on the days the clock changes that day has 23 or 25 hours. */
export function startOfLegalDay(on: PlainDate): Instant {
  return on.toZonedDateTime(legalTimeZone).toInstant()
}

/**
 * The instants that the clock on the wall may have meant: one; none in the hour it skips in March, and two in the hour it strikes twice in
 * October, of which the first is summer time.
 */
export function instantsOf(wall: Temporal.PlainDateTime): readonly Instant[] {
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(legalTimeZone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime] // Two readings, so two times.
  if (earlier.equals(later)) return [earlier.toInstant()]
  return earlier.toPlainDateTime().equals(wall) ? [earlier.toInstant(), later.toInstant()] : []
}

/** An ISO day such as "2026-12-14", or null when it is not one. */
export function parseDay(text: string): PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}

const monthNames: Record<Locale, readonly string[]> = {
  nl: [
    'januari',
    'februari',
    'maart',
    'april',
    'mei',
    'juni',
    'juli',
    'augustus',
    'september',
    'oktober',
    'november',
    'december',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
}

/** "14 december 2026" in running text. Takes an ISO day too, because the browser gets days as text. */
export function formatDay(on: PlainDate | string, locale: Locale): string {
  const day = typeof on === 'string' ? Temporal.PlainDate.from(on) : on
  return `${day.day}\u00a0${monthNames[locale][day.month - 1]}\u00a0${day.year}`
}

/** "14-12-2026" in tables, the same in both languages because one reader may see both. */
export function formatDayShort(on: PlainDate | string): string {
  const day = typeof on === 'string' ? Temporal.PlainDate.from(on) : on
  return `${String(day.day).padStart(2, '0')}-${String(day.month).padStart(2, '0')}-${day.year}`
}

/** "14-12-2026 09:30" on the legal clock; in the hour it strikes twice "25-10-2026 02:30 (+01:00)", or it would be two moments. */
export function formatInstant(at: Instant | string): string {
  return written(at, (zoned) => [zoned.hour, zoned.minute])
}

/** "14-12-2026 09:30:05" on the legal clock: of what follows something else within a minute. */
export function formatMoment(at: Instant | string): string {
  return written(at, (zoned) => [zoned.hour, zoned.minute, zoned.second])
}

function written(at: Instant | string, partsOf: (zoned: Temporal.ZonedDateTime) => readonly number[]): string {
  const zoned = (typeof at === 'string' ? Temporal.Instant.from(at) : at).toZonedDateTimeISO(legalTimeZone)
  const time = partsOf(zoned).map((part) => String(part).padStart(2, '0'))
  const isNight = zoned.hour < 4 // Clocks change at no other time; a long table asks no more than it must.
  const isTwice = isNight && instantsOf(zoned.toPlainDateTime()).length === 2
  return `${formatDayShort(zoned.toPlainDate())} ${time.join(':')}${isTwice ? ` (${zoned.offset})` : ''}`
}
