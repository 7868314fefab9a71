// Control charts of single measurements in the order they were made. Pure. Not here: which figures a house charts with, and what a signal means.

/** Of the range of two normal draws: its mean is 1.128 σ (d2), and 3.267 of its mean is its upper limit (D4). */
const d2 = 1.128
const d4 = 3.267

export type Individuals = {
  readonly centre: number
  readonly lower: number
  readonly upper: number
  readonly meanRange: number
  readonly rangeUpper: number
  /** One fewer than there are values: each beside the one before it. */
  readonly ranges: readonly number[]
  /** Indices of values beyond the limits, and of values whose range from the one before is beyond its own. */
  readonly outside: readonly number[]
  readonly jumps: readonly number[]
  /** There were as many values as the baseline asks for; until then the limits still move. */
  readonly isSettled: boolean
}

/**
 * Limits at `factor` mean moving ranges from the mean of the first `baseline` values (of all, while there are fewer).
 * Null for fewer than two values: they have no spread.
 */
export function individuals(
  values: readonly number[],
  { baseline, factor }: { readonly baseline: number; readonly factor: number },
): Individuals | null {
  const first = values.slice(0, baseline)
  if (first.length < 2) return null
  const centre = mean(first)
  const meanRange = mean(movingRanges(first))
  const [lower, upper] = [centre - factor * meanRange, centre + factor * meanRange]
  const ranges = movingRanges(values)
  const rangeUpper = d4 * meanRange
  return {
    ...{ centre, lower, upper, meanRange, rangeUpper, ranges },
    outside: indices(values, (value) => value < lower || value > upper),
    jumps: indices(ranges, (range) => range > rangeUpper).map((index) => index + 1),
    isSettled: values.length >= baseline,
  }
}

/** σ as the moving range tells it: what differs from one value to the next, without any drift. */
export const sigmaOfMovingRange = ({ meanRange }: Pick<Individuals, 'meanRange'>) => meanRange / d2

export type Ewma = {
  readonly points: readonly { readonly value: number; readonly lower: number; readonly upper: number }[]
  readonly signals: readonly number[]
}

/**
 * Exponentially weighted moving average: `lambda` is the weight of the newest, `width` the limits in σ of the average, which widen from
 * the first point on. `sigma` is above 0.
 */
export function ewma(
  values: readonly number[],
  { mean: start, sigma, lambda, width }: Readonly<Record<'mean' | 'sigma' | 'lambda' | 'width', number>>,
): Ewma {
  let average = start
  const points = values.map((value, index) => {
    average = lambda * value + (1 - lambda) * average
    const spread = width * sigma * Math.sqrt((lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * (index + 1))))
    return { value: average, lower: start - spread, upper: start + spread }
  })
  return { points, signals: indices(points, ({ value, lower, upper }) => value < lower || value > upper) }
}

export type Cusum = {
  /** In σ: how far the values have together run above and below the mean, less the allowance. */
  readonly points: readonly { readonly above: number; readonly below: number }[]
  readonly signals: readonly number[]
}

/** Tabular CUSUM, both sides, without a restart after a signal. `k` (allowance) and `h` (limit) are in σ; `sigma` is above 0. */
export function cusum(
  values: readonly number[],
  { mean: target, sigma, k, h }: Readonly<Record<'mean' | 'sigma' | 'k' | 'h', number>>,
): Cusum {
  let [above, below] = [0, 0]
  const points = values.map((value) => {
    const z = (value - target) / sigma
    above = Math.max(0, above + z - k)
    below = Math.max(0, below - z - k)
    return { above, below }
  })
  return { points, signals: indices(points, (point) => point.above > h || point.below > h) }
}

export const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const movingRanges = (values: readonly number[]) =>
  values.slice(1).map((value, index) => Math.abs(value - values[index]!)) // `index` counts from the value before.

function indices<Value>(values: readonly Value[], isOne: (value: Value) => boolean): number[] {
  return values.flatMap((value, index) => (isOne(value) ? [index] : []))
}
