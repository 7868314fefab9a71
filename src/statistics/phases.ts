// A long series cut into phases, each charted by itself: what is measured another way, or by another hand, begins anew and is no drift. Pure.
// Not here: which figures a house charts with, and what is done about a signal.
import { cusum, ewma, type Individuals, individuals, sigmaOfMovingRange } from './control-charts.ts'

/** One measurement in order. What does not count (a rejected batch) is shown and changes nothing. */
export type PhasePoint = { readonly value: number; readonly isCounted: boolean; readonly phase: string }

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
  const counted = measured.flatMap(({ isCounted }, index) => (isCounted ? [index] : []))
  const values = counted.map((index) => measured[index]!.value) // An index of the list itself.
  const chart = individuals(values, { baseline: rules.baseline, factor: Number(rules.limits) })
  const sigma = chart && sigmaOfMovingRange(chart)
  const spread = chart && sigma ? { mean: chart.centre, sigma } : null
  const average =
    spread && ewma(values, { ...spread, lambda: Number(rules.ewmaWeight), width: Number(rules.ewmaLimits) })
  const sum = spread && cusum(values, { ...spread, k: Number(rules.cusumAllowance), h: Number(rules.cusumLimit) })
  const placeOf = new Map(counted.map((index, place) => [index, place]))
  const points = measured.map((point, index): Charted<Point> => {
    const place = placeOf.get(index)
    if (place === undefined) return { ...point, average: null, sum: null, signals: [] }
    const signals: SignalKind[] = []
    if (chart?.outside.includes(place)) signals.push('outside')
    if (chart?.jumps.includes(place)) signals.push('jump')
    if (average?.signals.includes(place)) signals.push('drift')
    if (sum?.signals.includes(place)) signals.push('sum')
    return { ...point, average: average?.points[place] ?? null, sum: sum?.points[place] ?? null, signals }
  })
  return { points, chart }
}
