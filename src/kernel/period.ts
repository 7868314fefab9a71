// Legal days, half-open as PostgreSQL writes a daterange. Not here: instants, and the terms of the Awb (licensing).
import { assert } from './assert.ts'
import type { PlainDate } from './day.ts'

export type Period = { readonly from: PlainDate; readonly until: PlainDate | null }

const before = (a: PlainDate, b: PlainDate) => Temporal.PlainDate.compare(a, b) < 0

/** `[from, until)`; `until` null is open-ended. An empty period is no period. */
export function period({ from, until }: Period): Period {
  assert(until === null || before(from, until), 'a period has at least one day')
  return { from, until }
}

/** A letter says "tot en met"; its last day becomes an exclusive end here, once, at the edge. */
export function periodThrough({ from, last }: { from: PlainDate; last: PlainDate }): Period {
  assert(!before(last, from), 'a period has at least one day')
  return { from, until: last.add({ days: 1 }) }
}

export function covers({ from, until }: Period, on: PlainDate): boolean {
  return !before(on, from) && (until === null || before(on, until))
}

/** The days both have, or null. */
export function overlap(a: Period, b: Period): Period | null {
  const from = before(a.from, b.from) ? b.from : a.from
  const until = a.until === null ? b.until : b.until === null || before(a.until, b.until) ? a.until : b.until
  return until === null || before(from, until) ? { from, until } : null
}

/** PostgreSQL's text of a daterange: "[2026-01-01,2027-01-01)". */
export function toDateRange({ from, until }: Period): string {
  return `[${from},${until ?? ''})`
}

/** Reads what PostgreSQL prints for a daterange, which is always half-open. Null for an empty or endless-at-the-start range. */
export function fromDateRange(text: string): Period | null {
  const found = /^\[(\d{4}-\d{2}-\d{2}),(\d{4}-\d{2}-\d{2})?\)$/.exec(text)
  if (!found) return null
  const from = Temporal.PlainDate.from(found[1]!)
  return { from, until: found[2] ? Temporal.PlainDate.from(found[2]) : null }
}
