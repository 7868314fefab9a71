// A long series cut into phases, each charted by itself: what is measured another way, or by another hand, begins anew and is no drift. Within
// a phase the first values set the limits (phase I of the literature) and those after them are watched with limits that no longer move
// (phase II). Pure. Not here: which figures a house charts with, and what is done about a signal.
import { cusum, ewma, type Individuals, individuals, sigmaOfMovingRange } from './control-charts.ts'

/**
 * One measurement in order. What does not count (a rejected batch) is shown and changes nothing. `isLeftOut`: its special cause was found, so that
 * the limits do not follow from it; after the first values it is held against them as any other.
 */
export type PhasePoint = {
  readonly value: number
  readonly isCounted: boolean
  readonly isLeftOut: boolean
  readonly phase: string
}

/** As texts: a figure of the corpus is a decimal. */
export type PhaseRules = {
  readonly baseline: number
  readonly limits: string
  readonly ewmaWeight: string
  readonly ewmaLimits: string
  readonly cusumAllowance: string
  readonly cusumLimit: string
}

/** `outside`: beyond the limits. `jump`: too far from the one before. `drift`: the moving average is out. `sum`: the cumulated sum is. */
export const signalKinds = ['outside', 'jump', 'drift', 'sum'] as const
export type SignalKind = (typeof signalKinds)[number]

export type Charted<Point extends PhasePoint> = Point & {
  /** Null where the point does not count or the spread is not known yet. */
  readonly average: { readonly value: number; readonly lower: number; readonly upper: number } | null
  readonly sum: { readonly above: number; readonly below: number } | null
  /** How far from the one that counted before it in its phase; null for the first. */
  readonly range: number | null
  /** Whether it is one of those the limits follow from. */
  readonly setsLimits: boolean
  /** Whether it would be, and was left out. */
  readonly isOutOfBaseline: boolean
  readonly signals: readonly SignalKind[]
}
export type ChartedPhase<Point extends PhasePoint> = {
  readonly points: readonly Charted<Point>[]
  readonly chart: Individuals | null
}

/** Phases in order; together they hold every point once. */
export function chartPhases<Point extends PhasePoint>(
  measured: readonly Point[],
  rules: PhaseRules,
): readonly ChartedPhase<Point>[] {
  return phasesOf(measured).map((run) => chartPhase(run, rules))
}

function phasesOf<Point extends PhasePoint>(measured: readonly Point[]): readonly (readonly Point[])[] {
  const phases: Point[][] = []
  for (const point of measured) {
    const current = phases.at(-1)
    if (current && current.at(-1)?.phase === point.phase) current.push(point)
    else phases.push([point])
  }
  return phases
}

function chartPhase<Point extends PhasePoint>(measured: readonly Point[], rules: PhaseRules): ChartedPhase<Point> {
  const all = measured.flatMap(({ isCounted }, index) => (isCounted ? [index] : []))
  // As if it had not been measured: neither a mean nor a range follows from it, and none beside it. What takes its place is nothing.
  const leftOut = new Set(all.slice(0, rules.baseline).filter((index) => measured[index]!.isLeftOut)) // An index of the list itself.
  const counted = all.filter((index) => !leftOut.has(index))
  const baseline = rules.baseline - leftOut.size
  const values = counted.map((index) => measured[index]!.value) // An index of the list itself.
  const chart = individuals(values, { baseline, factor: Number(rules.limits) })
  const slow = slowCharts(values, chart, { ...rules, baseline })
  const placeOf = new Map(counted.map((index, place) => [index, place]))
  const points = measured.map((point, index): Charted<Point> => {
    const place = placeOf.get(index)
    if (place === undefined) {
      const isOutOfBaseline = leftOut.has(index)
      return { ...point, average: null, sum: null, range: null, setsLimits: false, isOutOfBaseline, signals: [] }
    }
    const { average = null, sum = null, signals = [] } = slow[place] ?? {}
    const isOutside = chart?.outside.includes(place) ?? false
    const isJump = chart?.jumps.includes(place) ?? false
    return {
      ...{ ...point, average, sum, range: chart?.ranges[place - 1] ?? null, setsLimits: place < baseline },
      isOutOfBaseline: false,
      signals: [...(isOutside ? (['outside'] as const) : []), ...(isJump ? (['jump'] as const) : []), ...signals],
    }
  })
  return { points, chart }
}

type Slow = Pick<Charted<PhasePoint>, 'average' | 'sum' | 'signals'>

/**
 * Moving average and cumulated sum of each value. They begin anew, at the mean, with the first that is watched: what the values that set the
 * limits happened to add up to says nothing of those after them.
 */
function slowCharts(values: readonly number[], chart: Individuals | null, rules: PhaseRules): readonly Slow[] {
  const sigma = chart && sigmaOfMovingRange(chart)
  if (!chart || !sigma) return []
  const spread = { mean: chart.centre, sigma }
  return [values.slice(0, rules.baseline), values.slice(rules.baseline)].flatMap((run) => {
    const average = ewma(run, { ...spread, lambda: Number(rules.ewmaWeight), width: Number(rules.ewmaLimits) })
    const sum = cusum(run, { ...spread, k: Number(rules.cusumAllowance), h: Number(rules.cusumLimit) })
    return run.map((_, place): Slow => {
      const signals: SignalKind[] = []
      if (average.signals.includes(place)) signals.push('drift')
      if (sum.signals.includes(place)) signals.push('sum')
      return { average: average.points[place] ?? null, sum: sum.points[place] ?? null, signals }
    })
  })
}
