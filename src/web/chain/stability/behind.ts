// Which measurements a number of a study follows from: what opens when it is pressed. Pure. Not here: the arithmetic (#statistics), and showing
// them (behind-panel.tsx).
import type { StudyPoint, StudyView } from '#chain/contract'

/** `within`: the months, the line and the chances of one attribute. The others are of the study as a whole. */
export const studyNumbers = ['support', 'measured', 'limit', 'change', 'failed', 'within'] as const
export type StudyNumber = (typeof studyNumbers)[number]

/** A measurement, and of which attribute it counts; null where that it was measured is what counts. */
export type Behind = { readonly point: StudyPoint; readonly analyte: string | null }

/** In the order of the study. Of what is still planned nothing follows. */
export function behindNumber(view: StudyView, number: StudyNumber, analyte: string | null): readonly Behind[] {
  const { support } = view
  const done = view.points.filter(({ state }) => state === 'done')
  const longTerm = view.conditions.find(({ role }) => role === 'long-term')?.condition
  const along = done.filter(({ condition }) => condition === null || condition === longTerm)
  switch (number) {
    case 'within':
      return along
        .filter(({ values }) => values.some((one) => one.analyte === analyte && one.number !== null))
        .map((point) => ({ point, analyte }))
    case 'measured':
      return view.batches.flatMap(({ batchId }) => {
        const own = along.filter((point) => point.batchId === batchId)
        const last = own.toSorted((a, b) => a.month - b.month).at(-1)
        return last ? [{ point: last, analyte: null }] : []
      })
    case 'change':
      return view.changes.length > 0
        ? view.changes.flatMap((change) => {
            const point = done.find((one) => isAt(one, change))
            return point ? [{ point, analyte: change.analyte }] : []
          })
        : done.filter((point) => !along.includes(point)).map((point) => ({ point, analyte: null }))
    case 'failed':
      return along
        .filter(({ month }) => month === support.failedMonth)
        .flatMap((point) => [
          ...point.values
            .filter(({ verdict }) => verdict === 'outside')
            .map((one) => ({ point, analyte: one.analyte })),
          ...point.observations.filter(({ conforms }) => !conforms).map(({ test }) => ({ point, analyte: test })),
        ])
    case 'limit':
      return [...behindNumber(view, 'measured', null), ...behindNumber(view, 'change', null)]
    case 'support':
      // Whatever ends it: a line that leaves its limit, a month outside, or how far one may look ahead.
      if (support.limitedBy !== null) return behindNumber(view, 'within', support.limitedBy)
      return behindNumber(view, support.failedMonth === null ? 'limit' : 'failed', null)
    default:
      return number satisfies never
  }
}

const isAt = (one: Place, other: Place) =>
  one.batchId === other.batchId && one.condition === other.condition && one.month === other.month
type Place = Pick<StudyPoint, 'batchId' | 'condition' | 'month'>
