// Which instant a time on the clock of the wall was, in the two nights a year in which that is a question. Pure. Not here: the field (date-field.tsx), and
// the zone itself (kernel/day.ts).
import { instantsOf, legalTimeZone } from '#kernel'

type Instant = Temporal.Instant
type Wall = Temporal.PlainDateTime

/** Of an hour struck twice, the time of which `before` was: who changes a minute does not go back an hour. Else the first. */
export function instantAt(wall: Wall, before: Instant | null): Instant {
  const readings = instantsOf(wall)
  const place = before === null ? 0 : (bothOf(before)?.findIndex((at) => at.equals(before)) ?? 0)
  return readings[place] ?? readings[0] ?? wall.toZonedDateTime(legalTimeZone).toInstant() // A skipped hour goes on into the next.
}

/** Both instants of which the clock says the same as of `at`, first that of summer time; null on all other hours. */
export function bothOf(at: Instant): readonly [Instant, Instant] | null {
  const [first, second] = instantsOf(wallOf(at))
  return first && second ? [first, second] : null
}

/** Whether `at` lies in the hour after one that was skipped: what was typed may have been an hour earlier, which there was not. */
export function followsSkipped(at: Instant): boolean {
  return instantsOf(wallOf(at).subtract({ hours: 1 })).length === 0
}

const wallOf = (at: Instant): Wall => at.toZonedDateTimeISO(legalTimeZone).toPlainDateTime()
