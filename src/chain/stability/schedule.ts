// The schedule that a protocol draws: every place of a study, the day it is drawn and the days around it that count as that day. Pure. Not
// here: what was measured there.
import { isSamePlace, type StudyPlace } from './place.ts'
import type { Protocol } from './protocol.ts'

export type Planned = Omit<StudyPlace, 'studyId'> & {
  readonly plannedOn: Temporal.PlainDate
  readonly from: Temporal.PlainDate
  /** The last day of the window. */
  readonly until: Temporal.PlainDate
}

/** By day; the start of each batch once for all conditions. */
export function scheduleOf({ batches, conditions }: Protocol, windowDays: number): Planned[] {
  const places = batches.flatMap(({ batchId, placedOn }) => {
    const at = (condition: Planned['condition'], month: number): Planned => {
      const plannedOn = Temporal.PlainDate.from(placedOn).add({ months: month })
      const window = { from: plannedOn.subtract({ days: month === 0 ? 0 : windowDays }) }
      return { batchId, condition, month, plannedOn, ...window, until: plannedOn.add({ days: windowDays }) }
    }
    return [at(null, 0), ...conditions.flatMap(({ condition, months }) => months.map((month) => at(condition, month)))]
  })
  return places.sort((one, other) => Temporal.PlainDate.compare(one.plannedOn, other.plannedOn))
}

export const plannedAt = (schedule: readonly Planned[], place: Omit<StudyPlace, 'studyId'>): Planned | undefined =>
  schedule.find((one) => isSamePlace(one, place))
