// How well a process fits within the limits it is held to. Pure. Not here: control limits, which say what a process does, not what it may do.
import { mean } from './control-charts.ts'

export type Capability = {
  /** The room over the spread, for two limits; null for one. */
  readonly cp: number | null
  /** The same from the mean to the nearer limit, with the short-term spread; below 1 some of it falls outside. */
  readonly cpk: number
  /** As `cpk`, with the spread of all values together, drift included. */
  readonly ppk: number
}

/** `sigma` is the short-term spread. Null where there is no spread, no limit or fewer than two values. */
export function capability(
  values: readonly number[],
  { min, max, sigma }: { readonly min: number | null; readonly max: number | null; readonly sigma: number },
): Capability | null {
  const overall = deviation(values)
  if (values.length < 2 || !(sigma > 0) || !(overall > 0) || (min === null && max === null)) return null
  const centre = mean(values)
  const room = Math.min(min === null ? Infinity : centre - min, max === null ? Infinity : max - centre)
  return {
    cp: min === null || max === null ? null : (max - min) / (6 * sigma),
    cpk: room / (3 * sigma),
    ppk: room / (3 * overall),
  }
}

/** The standard deviation of a sample: divided by one fewer than there are. */
export function deviation(values: readonly number[]): number {
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1))
}
