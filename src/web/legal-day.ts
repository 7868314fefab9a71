// The legal day a moment of the API falls on, as the API writes days: the first ten letters of a moment are the day in Greenwich. Not here: how a day is
// shown (locale.tsx).
import { legalDayOf } from '#kernel'

export function legalDay(at: string): string {
  return legalDayOf(Temporal.Instant.from(at)).toString()
}
