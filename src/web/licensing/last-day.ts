// A period ends before a day; a letter says "through" the day before it. Pure.

/** The last day of `[from, until)`. */
export function lastDay(until: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(until).subtract({ days: 1 })
}
