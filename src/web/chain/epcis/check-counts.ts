// How many events of a checked document would be captured, as far as the check tells. Not here: showing it.
import type { EpcisCheck } from '#chain/contract'

export type CheckCounts = {
  /** Of those that were looked up: would be refused. */
  readonly refused: number
  /** Nothing is wrong with the document itself: with such a fault there is nothing to keep of it. */
  readonly isWhole: boolean
  readonly isSound: boolean
  /** Have no fault, and would not be refused as far as that was looked up. */
  readonly right: number
  /** Each event without a fault was looked up. */
  readonly isForeseenWhole: boolean
}

/** The check tells the first faults alone, so how many events have one is counted by who read them all. */
export function countsOf({ events, faults, faultyEvents, foreseen }: EpcisCheck): CheckCounts {
  const refused = foreseen.filter(({ refusal }) => refusal !== null).length
  return {
    refused,
    isWhole: faults.every(({ pointer }) => isInEvent(pointer)),
    isSound: faults.length === 0 && refused === 0,
    right: events - faultyEvents - refused,
    isForeseenWhole: foreseen.length === events - faultyEvents,
  }
}

const isInEvent = (pointer: string): boolean => /\/eventList\/\d+/.test(pointer)
