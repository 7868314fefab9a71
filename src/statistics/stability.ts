// How long a product keeps: a line through what was measured over months, the confidence bound of its mean beside the limit, and whether
// batches may be taken together (ICH Q1E, annex B). Pure; every figure of a rule is given. Not here: which results speak, and deciding.
import { fisherAbove, studentQuantile } from './student.ts'

export type StabilityPoint = { readonly batch: string; readonly month: number; readonly value: number }
export type StabilityLimits = { readonly min: number | null; readonly max: number | null }
export type StabilityRules = {
  /** Of the bound of the mean: 0.95. With a limit on each side, what is left is shared by the two. */
  readonly confidence: number
  /** Batches differ below this p: 0.25, for few points must be able to show it. */
  readonly pooling: number
  /** Nobody looks further than this; a bound that never leaves its limit keeps "at least so long". */
  readonly horizonMonths: number
}

export const stabilityModels = ['single', 'common', 'common-slope', 'separate'] as const
/** One batch; one line for all; lines side by side; each batch its own. */
export type StabilityModel = (typeof stabilityModels)[number]

export type StabilityLine = {
  /** Null: of all batches together. */
  readonly batch: string | null
  readonly intercept: number
  readonly slope: number
  readonly count: number
  readonly meanMonth: number
  /** The spread of months that the slope rests on. */
  readonly spread: number
  /** Months from the start during which the bound is within the limits; the horizon where it never leaves. */
  readonly months: number
}

export type StabilityEvaluation = {
  readonly model: StabilityModel
  /** The p of "all slopes are one" and of "all intercepts are one"; null where it was not asked. */
  readonly slopesP: number | null
  readonly interceptsP: number | null
  /** The residual standard deviation, and on how many degrees of freedom. */
  readonly deviation: number
  readonly degrees: number
  /** Student's quantile the bound is drawn with; two-sided with a limit on each side. */
  readonly quantile: number
  readonly sides: 1 | 2
  readonly lines: readonly StabilityLine[]
  /** Of the shortest line: the shelf life the figures carry. */
  readonly months: number
  readonly isAtHorizon: boolean
}

/** Null where there is too little to draw a bound from: a batch at fewer than two moments, or no degree of freedom left. */
export function evaluateStability(
  points: readonly StabilityPoint[],
  limits: StabilityLimits,
  rules: StabilityRules,
): StabilityEvaluation | null {
  const groups = [...Map.groupBy(points, ({ batch }) => batch)].map(([batch, own]) => ({ batch, ...sumsOf(own) }))
  if (groups.length === 0 || groups.some(({ xx }) => !(xx > 0))) return null
  const chosen = choose(groups, sumsOf(points), rules.pooling)
  if (chosen === null || (limits.min === null && limits.max === null)) return null
  const { model, slopesP, interceptsP, residual, degrees, fits } = chosen
  const sides = limits.min !== null && limits.max !== null ? 2 : 1
  const deviation = Math.sqrt(residual / degrees)
  const quantile = studentQuantile(1 - (1 - rules.confidence) / sides, degrees)
  const drawn = { deviation, quantile }
  const lines = fits.map((fit) => ({ ...fit, months: monthsWithin(fit, drawn, limits, rules.horizonMonths) }))
  const months = Math.min(...lines.map((line) => line.months))
  return {
    ...{ model, slopesP, interceptsP, deviation, degrees, quantile, sides, lines, months },
    isAtHorizon: months >= rules.horizonMonths,
  }
}

export type StabilityBound = { readonly mean: number; readonly lower: number; readonly upper: number }

/** The line at a month, with the confidence bound of its mean on either side. */
export function boundAt(
  { intercept, slope, count, meanMonth, spread }: Omit<StabilityLine, 'months'>,
  { deviation, quantile }: Pick<StabilityEvaluation, 'deviation' | 'quantile'>,
  month: number,
): StabilityBound {
  const mean = intercept + slope * month
  const half = quantile * deviation * Math.sqrt(1 / count + (month - meanMonth) ** 2 / spread)
  return { mean, lower: mean - half, upper: mean + half }
}

/**
 * Whether one more value follows from those before it: outside the prediction interval of their line it does not. Null with fewer than
 * three before it, or all at one moment.
 */
export function isOutOfTrend(
  earlier: readonly Omit<StabilityPoint, 'batch'>[],
  { month, value }: Omit<StabilityPoint, 'batch'>,
  confidence: number,
): boolean | null {
  const sums = sumsOf(earlier)
  if (earlier.length < 3 || !(sums.xx > 0)) return null
  const slope = sums.xy / sums.xx
  const degrees = earlier.length - 2
  const residual = residualOf(sums, sums.xy ** 2 / sums.xx)
  const quantile = studentQuantile(1 - (1 - confidence) / 2, degrees)
  const spread = 1 + 1 / sums.count + (month - sums.meanX) ** 2 / sums.xx
  const expected = sums.meanY + slope * (month - sums.meanX)
  const room = quantile * Math.sqrt((residual / degrees) * spread)
  return Math.abs(value - expected) > room + Math.abs(expected) * rounding
}

type Sums = {
  readonly count: number
  readonly meanX: number
  readonly meanY: number
  readonly xx: number
  readonly xy: number
  readonly yy: number
}

function sumsOf(points: readonly Omit<StabilityPoint, 'batch'>[]): Sums {
  const count = points.length
  const meanX = points.reduce((sum, { month }) => sum + month, 0) / count
  const meanY = points.reduce((sum, { value }) => sum + value, 0) / count
  const sum = (of: (x: number, y: number) => number) =>
    points.reduce((total, { month, value }) => total + of(month - meanX, value - meanY), 0)
  return { count, meanX, meanY, xx: sum((x) => x * x), xy: sum((x, y) => x * y), yy: sum((_, y) => y * y) }
}

/** What is left of the spread; less than this share of it is the rounding of the sums and not a residual. */
const rounding = 1e-12
const residualOf = ({ yy }: Pick<Sums, 'yy'>, explained: number): number =>
  yy - explained > yy * rounding ? yy - explained : 0

type Fit = Omit<StabilityLine, 'months'>
type Chosen = Pick<StabilityEvaluation, 'model' | 'slopesP' | 'interceptsP' | 'degrees'> & {
  readonly residual: number
  readonly fits: readonly Fit[]
}

/** From each its own line to one line for all, as far as the batches allow; the intercepts are asked in the model that is left. */
function choose(groups: readonly ({ readonly batch: string } & Sums)[], all: Sums, pooling: number): Chosen | null {
  const k = groups.length
  const total = (of: (one: Sums) => number) => groups.reduce((sum, one) => sum + of(one), 0)
  const [xx, xy, yy] = [total((one) => one.xx), total((one) => one.xy), total((one) => one.yy)]
  const own = {
    residual: groups.reduce((sum, one) => sum + residualOf(one, one.xy ** 2 / one.xx), 0),
    degrees: all.count - 2 * k,
  }
  if (own.degrees < 1) return null
  const separate = groups.map((one) => fitOf(one.batch, one, one.xy / one.xx, one.xx))
  if (k === 1) return { model: 'single', slopesP: null, interceptsP: null, ...own, fits: separate }
  const beside = { residual: residualOf({ yy }, xy ** 2 / xx), degrees: all.count - k - 1 }
  const slopesP = chanceOf(beside, own)
  if (slopesP < pooling) return { model: 'separate', slopesP, interceptsP: null, ...own, fits: separate }
  const together = { residual: residualOf(all, all.xy ** 2 / all.xx), degrees: all.count - 2 }
  const interceptsP = chanceOf(together, beside)
  if (interceptsP < pooling) {
    const fits = groups.map((one) => fitOf(one.batch, one, xy / xx, xx))
    return { model: 'common-slope', slopesP, interceptsP, ...beside, fits }
  }
  const fits = [fitOf(null, all, all.xy / all.xx, all.xx)]
  return { model: 'common', slopesP, interceptsP, ...together, fits }
}

const fitOf = (batch: string | null, { count, meanX, meanY }: Sums, slope: number, spread: number): Fit => ({
  ...{ batch, intercept: meanY - slope * meanX, slope, count, meanMonth: meanX, spread },
})

type Left = { readonly residual: number; readonly degrees: number }

/** The p of the simpler model beside the fuller one. Without any residual the smallest difference is one. */
function chanceOf(simple: Left, full: Left): number {
  const over = simple.degrees - full.degrees
  const gained = Math.max(0, simple.residual - full.residual) / over
  if (gained <= simple.residual * rounding || gained === 0) return 1
  return fisherAbove(full.residual === 0 ? Infinity : gained / (full.residual / full.degrees), {
    ...{ over, under: full.degrees },
  })
}

/** The bound narrows and widens once: month by month to where it leaves, then between those two months. */
function monthsWithin(
  fit: Fit,
  drawn: Pick<StabilityEvaluation, 'deviation' | 'quantile'>,
  { min, max }: StabilityLimits,
  horizon: number,
): number {
  const isWithin = (month: number) => {
    const { lower, upper } = boundAt(fit, drawn, month)
    return (min === null || lower >= min) && (max === null || upper <= max)
  }
  if (!isWithin(0)) return 0
  let inside = 0
  while (inside < horizon && isWithin(Math.min(horizon, inside + 1))) inside = Math.min(horizon, inside + 1)
  if (inside >= horizon) return horizon
  let outside = inside + 1
  for (let step = 0; step < halvings; step += 1) {
    const middle = (inside + outside) / 2
    if (isWithin(middle)) inside = middle
    else outside = middle
  }
  return inside
}

/** To a millionth of a month and beyond: nobody asks for more. */
const halvings = 40

export type ExtrapolationRule = { readonly factor: number; readonly monthsMost: number }

/** As far beyond the months that were really measured as a rule lets one go; without a rule, not at all. */
export function extrapolationLimit(measuredMonths: number, rule: ExtrapolationRule | null): number {
  if (rule === null) return measuredMonths
  return Math.max(measuredMonths, Math.min(measuredMonths * rule.factor, measuredMonths + rule.monthsMost))
}
