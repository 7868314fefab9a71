// Events that are one act done many times at one moment, as a list tells them: what was posted for twenty batches in one minute is one line, which opens. Pure.
// Not here: drawing it, and what is one event to the ledger.
import type { EventView } from '#chain/contract'

/** Fewer are no burden. */
const groupMin = 4

/** Neighbours of one kind, recorded for one party at one place in one minute; what was taken back since stands by itself. */
export function groupEvents(events: readonly EventView[]): readonly (readonly EventView[])[] {
  const groups: EventView[][] = []
  for (const event of events) {
    const group = groups.at(-1)
    if (group?.[0] && isSameAct(group[0], event)) group.push(event)
    else groups.push([event])
  }
  return groups.flatMap((group) => (group.length < groupMin ? group.map((event) => [event]) : [group]))
}

/** Whether more of the last line may follow. */
export const endsInGroup = (events: readonly EventView[]): boolean => (groupEvents(events).at(-1)?.length ?? 0) > 1

const minuteOf = ({ occurredAt }: EventView) => occurredAt.slice(0, 'YYYY-MM-DDThh:mm'.length) // All are UTC.

function isSameAct(one: EventView, other: EventView): boolean {
  return (
    one.kind === other.kind &&
    one.holder?.partyId === other.holder?.partyId &&
    one.premises?.premisesId === other.premises?.premisesId &&
    one.correctedById === null &&
    other.correctedById === null &&
    minuteOf(one) === minuteOf(other)
  )
}
