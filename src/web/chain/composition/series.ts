// From measured batches to charts: one series for each grower, cut into phases. Pure. Not here: drawing; and the arithmetic (#statistics).
import type { ProductComposition } from '#chain/contract'
import { type Capability, capability, chartPhases, type SignalKind, sigmaOfMovingRange } from '#statistics'

export type Analyte = ProductComposition['analytes'][number]
export type Signal = SignalKind

export type ChartPoint = {
  readonly batchId: string
  readonly name: string
  readonly isReleased: boolean
  readonly value: number
  readonly text: string
  readonly uncertainty: string | null
  /** Null for whoever had no part in the test. */
  readonly eventId: string | null
  readonly testedAt: string
  readonly method: string
  /** Null for whoever is not told who measured. */
  readonly laboratory: string | null
  /** Of the moving average and of the sum chart: null where the batch does not count or the spread is not known yet. */
  readonly average: { readonly value: number; readonly lower: number; readonly upper: number } | null
  readonly sum: { readonly above: number; readonly below: number } | null
  /** How far from the batch before it; null for the first of a phase, and for one that does not count. */
  readonly range: number | null
  /** One of those the limits follow from; or one that would be, and was left out of them. */
  readonly setsLimits: boolean
  readonly isOutOfBaseline: boolean
  /** Why it was left out of them, where it was. */
  readonly leftOut: ProductComposition['points'][number]['leftOut']
  readonly signals: readonly Signal[]
}
/** What begins a phase: it is measured another way, or by another hand. */
export type PhaseChange = 'method' | 'laboratory'
export type Phase = {
  /** Indices of the first and last point. */
  readonly from: number
  readonly to: number
  /** What changed with its first batch; nothing at the first of all. */
  readonly changed: readonly PhaseChange[]
  readonly centre: number | null
  readonly lower: number | null
  readonly upper: number | null
  readonly meanRange: number | null
  readonly rangeUpper: number | null
  readonly isSettled: boolean
  /** The first and last batch the limits follow from, and how many; null while there is none. */
  readonly basis: Basis | null
}
export type Basis = {
  readonly count: number
  /** Those beside them that were left out. */
  readonly leftOut: readonly ChartPoint[]
  readonly first: ChartPoint
  readonly last: ChartPoint
  readonly to: number
}
export type Series = {
  readonly growerId: string
  readonly grower: string
  readonly points: readonly ChartPoint[]
  readonly phases: readonly Phase[]
  readonly released: number
  /** Batches with any signal. */
  readonly signalled: number
  /** Of the last phase, against the release range. */
  readonly capability: Capability | null
}

type Measured = Omit<ChartPoint, 'average' | 'sum' | 'range' | 'setsLimits' | 'isOutOfBaseline' | 'signals'>

/** Growers by name. A new method or laboratory begins a new phase: it is no drift. Only released batches count. */
export function seriesOf({ points, rules }: ProductComposition, analyte: Analyte): readonly Series[] {
  const byGrower = new Map<string, { grower: string; measured: Measured[] }>()
  for (const { batch, grower, laboratory, verdict, leftOut, values } of points) {
    const found = values.find((value) => value.analyte === analyte.analyte)
    if (!found) continue
    const series = byGrower.get(grower.partyId) ?? { grower: grower.name, measured: [] }
    byGrower.set(grower.partyId, series)
    const { value: text, uncertainty, eventId, testedAt, method } = found
    series.measured.push({
      ...{ batchId: batch.batchId, name: batch.name, isReleased: verdict === 'released', value: Number(text), text },
      ...{ uncertainty, eventId, testedAt, method, laboratory: laboratory?.name ?? null, leftOut },
    })
  }
  return [...byGrower]
    .map(([growerId, { grower, measured }]) => ({ growerId, grower, ...charted(measured, rules, analyte) }))
    .sort((a, b) => a.grower.localeCompare(b.grower))
}

function charted(
  measured: readonly Measured[],
  rules: ProductComposition['rules'],
  analyte: Analyte,
): Omit<Series, 'growerId' | 'grower'> {
  const phased = measured.map((point) => ({
    ...point,
    ...{
      phase: `${point.method}\n${point.laboratory ?? ''}`,
      isCounted: point.isReleased,
      isLeftOut: point.leftOut !== null,
    },
  }))
  const runs = chartPhases(phased, rules)
  let from = 0
  const phases = runs.map(({ points, chart }) => {
    const phase = {
      ...{ from, to: from + points.length - 1, changed: changedAt(measured, from) },
      isSettled: chart?.isSettled ?? false,
      ...{ centre: chart?.centre ?? null, lower: chart?.lower ?? null, upper: chart?.upper ?? null },
      ...{ meanRange: chart?.meanRange ?? null, rangeUpper: chart?.rangeUpper ?? null, basis: basisOf(points, from) },
    }
    from += points.length
    return phase
  })
  const points = runs.flatMap((run) => run.points)
  const last = runs.at(-1)
  const limits = { min: numberOrNull(analyte.min), max: numberOrNull(analyte.max) }
  return {
    points,
    phases,
    released: points.filter(({ isReleased }) => isReleased).length,
    signalled: points.filter(({ signals }) => signals.length > 0).length,
    capability:
      last?.chart == null
        ? null
        : capability(
            last.points.filter(({ isReleased }) => isReleased).map(({ value }) => value),
            { ...limits, sigma: sigmaOfMovingRange(last.chart) },
          ),
  }
}

function changedAt(measured: readonly Measured[], from: number): readonly PhaseChange[] {
  const [before, first] = [measured[from - 1], measured[from]]
  if (!before || !first) return []
  return (['method', 'laboratory'] as const).filter((what) => before[what] !== first[what])
}

function basisOf(points: readonly ChartPoint[], from: number): Basis | null {
  const setting = points.filter(({ setsLimits }) => setsLimits)
  const [first, last] = [setting[0], setting.at(-1)]
  const leftOut = points.filter(({ isOutOfBaseline }) => isOutOfBaseline)
  return first && last ? { count: setting.length, leftOut, first, last, to: from + points.indexOf(last) } : null
}

const numberOrNull = (text: string | null) => (text === null ? null : Number(text))
