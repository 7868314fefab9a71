// Degrees as a text and as whole millionths, exactly, both ways. Pure. Not here: projecting them; a map does that.
import { assert } from '#kernel'

const millionths = 1_000_000
/** A town is told in hundredths of a degree, about a kilometre. */
const townStep = 10_000

/** "52.07" → 52070000; the schema checked the form. */
export function readDegrees(text: string): number {
  const found = /^(-?)([0-9]{1,3})(?:\.([0-9]{1,6}))?$/.exec(text)
  assert(found, 'the schema checked the degrees')
  const [, sign = '', whole = '', part = ''] = found
  const value = Number(whole) * millionths + Number(part.padEnd(6, '0'))
  return sign === '-' ? 0 - value : value
}

/** 52070000 → "52.07". */
export function printDegrees(udeg: number): string {
  const size = Math.abs(udeg)
  const part = String(size % millionths)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return `${udeg < 0 ? '-' : ''}${Math.floor(size / millionths)}${part === '' ? '' : `.${part}`}`
}

/** To the town: the nearest hundredth, so that nobody need be trusted to round. */
export function toTown(udeg: number): number {
  const rounded = Math.round(udeg / townStep) * townStep
  return rounded === 0 ? 0 : rounded
}
