// Where the parts of a control chart stand. Pure. Not here: drawing them.
import type { ChartPoint, Series } from './series.ts'

export type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

type Boxes = { readonly content: Box; readonly range: Box; readonly sum: Box; readonly height: number }

/** Three charts under each other on the same batches, with room for the labels at the left and the days beneath. */
export function box(width: number): Boxes {
  const [left, right] = [40, width - 8]
  return {
    content: { left, right, top: 12, bottom: 232 },
    range: { left, right, top: 272, bottom: 332 },
    sum: { left, right, top: 372, bottom: 452 },
    height: 480,
  }
}

/** A scale over all values with a little room, and four to seven round ticks. */
export function scaleOf(values: readonly number[], { top, bottom }: Box) {
  const [least, most] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1]
  const room = (most - least || 1) * 0.08
  const [from, to] = [Math.max(0, least - room), most + room]
  const rough = (to - from) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough
  const first = Math.ceil(from / step)
  const ticks = Array.from({ length: Math.floor(to / step) - first + 1 }, (_, index) => (first + index) * step)
  return {
    at: (value: number) => bottom - ((value - from) / (to - from)) * (bottom - top),
    ticks,
    digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)),
  }
}

/**
 * A line through the points that have a place: a rejected batch in between does not count, and the line goes on over it. Where a phase begins it
 * begins anew: what was measured otherwise is not joined to what was measured before.
 */
export function pathOf(
  { points, phases }: Pick<Series, 'points' | 'phases'>,
  x: (index: number) => number,
  y: (point: ChartPoint) => number | null,
): string {
  const begins = new Set(phases.map(({ from }) => from))
  let isDrawing = false
  return points
    .map((point, index) => {
      isDrawing &&= !begins.has(index)
      const place = y(point)
      const step = place === null ? '' : `${isDrawing ? 'L' : 'M'}${x(index).toFixed(1)},${place.toFixed(1)}`
      isDrawing ||= place !== null
      return step
    })
    .join('')
}

/** Of labels under each other those that can be read: none nearer than a line of text to one that came before it. */
export function readable<Label extends { readonly y: number }>(labels: readonly Label[]): Label[] {
  const shown: Label[] = []
  for (const label of labels) if (shown.every(({ y }) => Math.abs(y - label.y) >= lineHeight)) shown.push(label)
  return shown
}
const lineHeight = 12

/** What a scale must hold to show these series: every batch, and the limits of every phase. */
export function valuesShown(all: readonly Series[]): readonly number[] {
  return all.flatMap(({ points, phases }) => [
    ...phases.flatMap(({ lower, upper }) => (lower === null || upper === null ? [] : [lower, upper])),
    ...points.map(({ value }) => value),
  ])
}

/** The same for the chart of the differences between batches, which begins at nought. */
export function rangesShown(all: readonly Series[]): readonly number[] {
  return all.flatMap(({ points, phases }) => [
    ...phases.flatMap(({ rangeUpper }) => rangeUpper ?? []),
    ...points.flatMap(({ range }) => range ?? []),
  ])
}
