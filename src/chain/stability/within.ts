// A day that is set on a pack or a release holds no longer than the study of the product says. Pure. Not here: loading what it says.
import { type PlainDate, refuseNow } from '#kernel'
import type { ShelfLifeFact } from '../acts/facts.ts'
import { stabilityProblems } from './problems.ts'

type Set = { readonly expiresOn: string | null; readonly on: PlainDate; readonly isRelease: boolean }

/**
 * Counted from the release, or from this day where there was none; a retest period begins anew with each release. Refuses
 * `expiry-beyond-study`.
 */
export function needWithinStudy(fact: ShelfLifeFact | undefined, { expiresOn, on, isRelease }: Set): void {
  if (!fact || expiresOn === null) return
  const { number, months } = fact
  const lastDay = lastDayOf(fact, { on, isRelease })
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(expiresOn), lastDay) > 0)
    refuseNow(stabilityProblems['expiry-beyond-study'], { number, months, lastDay: lastDay.toString() })
}

/** As many months as a release usually holds, and never longer than the study says. */
export function usualLastDay(
  fact: ShelfLifeFact | null | undefined,
  { on, months }: { readonly on: PlainDate; readonly months: number },
): PlainDate {
  const usual = on.add({ months })
  const last = fact && lastDayOf(fact, { on, isRelease: true })
  return last && Temporal.PlainDate.compare(last, usual) < 0 ? last : usual
}

export function lastDayOf(
  { kind, months, releasedOn }: ShelfLifeFact,
  { on, isRelease }: Pick<Set, 'on' | 'isRelease'>,
): PlainDate {
  const from = isRelease && kind === 'retest-period' ? on : (releasedOn ?? on)
  return from.add({ months })
}
