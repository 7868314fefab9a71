// What comes back every week. Not here: what is done then.
import { type DayNumber, weekday } from './calendar.ts'
import type { Hours, Play } from './play.ts'

/** On these days of every week from `from`; what falls on a holiday is done on the next working day. */
export function weekly(play: Play, days: readonly number[], within: Hours, run: () => void, from?: DayNumber): void {
  const first = from ?? play.stage.start
  for (const wanted of days) {
    const on = first + ((wanted - weekday(first) + 7) % 7)
    const repeat = (day: DayNumber) => {
      if (day >= play.stage.until) return
      play.plan(day, within, run)
      // The next one is planned a week on, so that the diary holds one entry for each rhythm.
      play.plan(day, [7, 7], () => repeat(day + 7))
    }
    repeat(on)
  }
}
