// How much of an active moiety there is, for people. Not here: material (mass.ts), which the first page writes too; this one it does not.
import type { Locale } from './locale.ts'
import { groupedIn } from './mass.ts'
import { decimalSign } from './two-readings.ts'

const aGramUg = 1_000_000n

/**
 * For people, exact to the microgram: from a gram on in grams, for nine digits in a row are read by nobody, and below that in micrograms.
 * `formatContent(372_635_521n, 'nl')` is "372,635521 g".
 */
export function formatContent(massUg: bigint, locale: Locale): string {
  const size = massUg < 0n ? -massUg : massUg
  const sign = massUg < 0n ? '−' : ''
  if (size < aGramUg) return `${sign}${groupedIn(locale, size.toString())}\u00a0µg`
  const fraction = (size % aGramUg).toString().padStart(6, '0').replace(/0+$/, '')
  const whole = groupedIn(locale, (size / aGramUg).toString())
  return `${sign}${whole}${fraction ? decimalSign[locale] + fraction : ''}\u00a0g`
}
