// The other way round than a clock: which day is the last whose term has run out, so that all that is late is asked for at once and counted.
// Pure. Not here: the terms (shipments/shipment-clock.ts, clocks.ts).
import { assert, type PlainDate } from '#kernel'

/** Longer than any term of the corpus that rings. */
const daysMax = 400

/** The newest day whose last day, by `dueOn`, lies before today. In the days after a term became shorter what began before rings along with it. */
export function lastLateDay(today: PlainDate, dueOn: (day: PlainDate) => PlainDate): PlainDate {
  for (let back = 1; back <= daysMax; back++) {
    const day = today.subtract({ days: back })
    if (Temporal.PlainDate.compare(dueOn(day), today) < 0) return day
  }
  assert(false, 'a term that rings is shorter than a year')
}
