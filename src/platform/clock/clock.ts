// What time it is, handed to whoever must know. Not here: timers, and the instant the database writes (clock_timestamp()).
import { type Instant, legalDayOf, type PlainDate } from '#kernel'

export type Clock = {
  now(): Instant
  /** The legal day in Europe/Amsterdam. */
  today(): PlainDate
}

export const systemClock: Clock = {
  now: () => Temporal.Now.instant(),
  today: () => legalDayOf(Temporal.Now.instant()),
}

/** A clock that stands until it is told otherwise: for tests and for the demo's past. */
export type FixedClock = Clock & {
  set(at: Instant): void
  advance(by: Temporal.Duration | Temporal.DurationLike): void
}

export function fixedClock(start: Instant | string): FixedClock {
  let at = Temporal.Instant.from(start)
  return {
    now: () => at,
    today: () => legalDayOf(at),
    set: (next) => {
      at = next
    },
    advance: (by) => {
      at = at.add(by)
    },
  }
}

/** Clocks of others run a little ahead; more than this is a mistake in the message, or worse. */
export const clockSkewMax = Temporal.Duration.from({ minutes: 5 })

/** Whether something claims to have happened further ahead of `now` than a clock may reasonably differ. */
export function isAheadOfClock(at: Instant, now: Instant): boolean {
  return Temporal.Instant.compare(at, now.add(clockSkewMax)) > 0
}
