// The moment an act is sent with, where people choose a minute and the ledger knows seconds. Not here: the field (parts/date-field.tsx).

/**
 * An instant in the minute that was chosen: now, where it is the present minute; not before what the act follows, where that was in the same
 * minute; else its beginning. Without this an act of ten seconds after a delivery would come before it, and be refused.
 */
export function momentIn(
  chosen: string,
  { now, follows }: { readonly now: Temporal.Instant; readonly follows: readonly (string | undefined)[] },
): string {
  const from = Temporal.Instant.from(chosen).round({ smallestUnit: 'minute', roundingMode: 'floor' })
  const until = from.add({ minutes: 1 })
  const inIt = [now, ...follows.flatMap((at) => (at === undefined ? [] : [Temporal.Instant.from(at)]))].filter(
    (at) => Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, until) < 0,
  )
  // No finer than the ledger keeps, and never before what it follows.
  const last = inIt.reduce((latest, at) => (Temporal.Instant.compare(latest, at) < 0 ? at : latest), from)
  return last.round({ smallestUnit: 'microsecond', roundingMode: 'ceil' }).toString()
}
