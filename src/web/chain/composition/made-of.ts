// Which batches a number of a control chart follows from: what opens when it is pressed. Pure. Not here: the arithmetic (#statistics), and
// showing them (made-of-panel.tsx).
import type { ChartPoint, Phase, Series } from './series.ts'

/**
 * `limits`: the mean and all limits of a phase. `cpk`, `ppk`: how the last phase fits its range. `released`, `signals`: a count of batches. The
 * others are of one batch: its moving average, its cumulated deviation, its difference from the one before it.
 */
export const chartNumbers = ['limits', 'cpk', 'ppk', 'released', 'signals', 'average', 'sum', 'range'] as const
export type ChartNumber = (typeof chartNumbers)[number]

/** Of those of one batch `at` says which; of limits it says which phase, and without it the last is meant. In the order of measuring. */
export function batchesIn(series: Series, number: ChartNumber, at: string | null): readonly ChartPoint[] {
  const phase = phaseOf(series, at)
  if (!phase) return []
  const points = series.points.slice(phase.from, phase.to + 1)
  const place = points.findIndex(({ batchId }) => batchId === at)
  switch (number) {
    case 'limits':
      return points.filter(({ setsLimits }) => setsLimits)
    case 'cpk':
    case 'ppk':
      return points.filter(({ isReleased }) => isReleased)
    case 'released':
      return series.points.filter(({ isReleased }) => isReleased)
    case 'signals':
      return series.points.filter(({ signals }) => signals.length > 0)
    case 'average':
    case 'sum':
      // Both begin anew with the first batch that is watched.
      return points
        .slice(0, place + 1)
        .filter((point) => counts(point) && point.setsLimits === points[place]?.setsLimits)
    case 'range':
      return points
        .slice(0, place + 1)
        .filter(counts)
        .slice(-2)
    default:
      return number satisfies never
  }
}

/** The phase a batch is of; the last, where none is named. */
export function phaseOf(series: Series, at: string | null): Phase | undefined {
  if (at === null) return series.phases.at(-1)
  const place = series.points.findIndex(({ batchId }) => batchId === at)
  return series.phases.find(({ from, to }) => from <= place && place <= to)
}

const counts = ({ isReleased, isOutOfBaseline }: ChartPoint) => isReleased && !isOutOfBaseline
