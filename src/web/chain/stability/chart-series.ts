// What the chart of an attribute shows: the points of long-term storage, a line and its bounds month by month, and how far the months go. Pure.
// Not here: drawing it.
import type { StudyView } from '#chain/contract'
import { boundAt } from '#statistics'

export type ChartPoint = {
  readonly batchIndex: number
  readonly batchName: string
  readonly month: number
  readonly value: number
  readonly eventId: string | null
}
export type ChartLine = {
  readonly name: string | null
  readonly slope: number
  readonly at: readonly {
    readonly month: number
    readonly mean: number
    readonly lower: number
    readonly upper: number
  }[]
}
export type Series = {
  readonly points: readonly ChartPoint[]
  readonly lines: readonly ChartLine[]
  readonly lastMonth: number
}

/** Half a year beyond what is said, so that a line is seen to go on. */
const beyond = 6

export function seriesOf(view: StudyView, analyte: string): Series {
  const longTerm = view.conditions.find(({ role }) => role === 'long-term')?.condition
  const points = view.points
    .filter(({ condition }) => condition === null || condition === longTerm)
    .flatMap(({ batchId, month, eventId, values }) => {
      const batchIndex = view.batches.findIndex((one) => one.batchId === batchId)
      const number = values.find((one) => one.analyte === analyte)?.number ?? null
      const batchName = view.batches[batchIndex]?.name ?? '–'
      return number === null ? [] : [{ batchIndex, batchName, month, value: Number(number), eventId }]
    })
  const { support } = view
  const lastMonth = Math.max(support.measuredMonths, support.limitMonths, ...points.map(({ month }) => month)) + beyond
  const evaluation = view.attributes.find((one) => one.analyte === analyte)?.evaluation
  const months = Array.from({ length: lastMonth + 1 }, (_, month) => month)
  const lines = (evaluation?.lines ?? []).map((line) => ({
    name: view.batches.find(({ batchId }) => batchId === line.batchId)?.name ?? null,
    slope: line.slope,
    at: evaluation ? months.map((month) => ({ month, ...boundAt({ ...line, batch: null }, evaluation, month) })) : [],
  }))
  return { points, lines, lastMonth }
}
