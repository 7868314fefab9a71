// Numbers that can be read in two ways, and how to write each so that it can be read in one. Not here: what is counted or weighed (mass.ts).
import type { Locale } from './locale.ts'

/**
 * One sign and exactly three digits behind it: in Dutch "1.250" is what we ourselves show for 1250, and to a scale or a spreadsheet in
 * English it is 1.25. People and files of both kinds come, so neither is taken. What stands before the sign must be able to be
 * thousands: "0,250" and "1250,500" can be read in one way.
 */
const twofold = /^([1-9]\d{0,2})[.,](\d{3})$/

/** As `twofold`, with a unit behind it or not. */
const withUnit = /^\s*([\d.,]+)\s*([a-z]*)\s*$/i

/** Behind the digits of a figure whose writer was asked and meant decimals: the invisible comma of Unicode, which no keyboard types. */
const meant = '\u2063'

/** Of a chosen reading: the same digits, and that they are decimals; it lasts until somebody types in it. "21,705" stays "21,705" to the eye. */
export const meantAsDecimal = (text: string): string => text.replace(/\d[.,]\d+/, (digits) => `${digits}${meant}`)
export const isMeantAsDecimal = (text: string): boolean => text.includes(meant)
/** What a field shows of it. */
export const withoutMeaning = (text: string): string => text.replaceAll(meant, '')

export const decimalSign: Record<Locale, string> = { nl: ',', en: '.' }

export function isTwofold(digits: string): boolean {
  return twofold.test(digits)
}

/** Both as they can be written in one way: "1234 g" and "1,2340 g"; and the second with exactly the digits that were written: "1,234 g". */
export type TwoReadings = { readonly thousands: string; readonly decimal: string; readonly exact: string }

/** The two readings of what somebody wrote, with its own unit or else `unit`; null when there are not two. */
export function twoReadings(text: string, locale: Locale, unit = ''): TwoReadings | null {
  const [, digits = '', ownUnit = ''] = withUnit.exec(text) ?? []
  const [, whole, rest] = twofold.exec(digits) ?? []
  if (whole === undefined || rest === undefined) return null
  const written = (number: string) => `${number} ${ownUnit || unit}`.trim()
  return {
    thousands: written(whole + rest),
    decimal: written(unmistakable(`${whole}.${rest}`).replace('.', decimalSign[locale])),
    exact: written(`${whole}${decimalSign[locale]}${rest}`),
  }
}

/**
 * The same decimal (with a point), written so that it can be read in one way: with three digits behind the point that all count a fourth
 * makes it a fraction that cannot be thousands. "1.250" becomes "1.25", and "1.234" becomes "1.2340".
 */
export function unmistakable(decimal: string): string {
  const [, whole, rest] = twofold.exec(decimal) ?? []
  if (whole === undefined || rest === undefined) return decimal
  const fraction = rest.endsWith('0') ? rest.replace(/0+$/, '') : `${rest}0`
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/**
 * A figure as people type it, in either language, with a point for machines and its digits kept: "21,70" is "21.70". Null when it is no
 * decimal without a sign, or can be read in two ways and nobody said which is meant.
 */
export function readDecimal(typed: string): string | null {
  const text = typed.trim()
  const digits = withoutMeaning(text)
  const isRead = /^\d{1,12}(?:[.,]\d{1,12})?$/.test(digits) && (isMeantAsDecimal(text) || !isTwofold(digits))
  return isRead ? digits.replace(',', '.') : null
}
