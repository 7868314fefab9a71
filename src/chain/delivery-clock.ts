// The four months in which a harvest goes to the Minister or is destroyed. Pure. Not here: what is still open of it.
import type { PlainDate } from '#kernel'

/** The last day, by the calendar; a term of months over three is not moved by a Sunday (Atw 4). @basis opiumwet/8i/4 */
export function deliveryDueOn(harvestedOn: PlainDate): PlainDate {
  return harvestedOn.add({ months: 4 }) // The last day bears the same number, or is the month's last.
}

/** From these days before the end the clock asks for attention: three months after harvest, and two weeks before the end. */
export function deliveryWarning(harvestedOn: PlainDate, on: PlainDate): 'none' | 'soon' | 'urgent' | 'over' {
  const due = deliveryDueOn(harvestedOn)
  if (Temporal.PlainDate.compare(on, due) > 0) return 'over'
  if (Temporal.PlainDate.compare(on, due.subtract({ days: 14 })) >= 0) return 'urgent'
  return Temporal.PlainDate.compare(on, harvestedOn.add({ months: 3 })) >= 0 ? 'soon' : 'none'
}
