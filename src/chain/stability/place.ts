// Where in a study something is measured, as its order and its steps keep it. Not here: the schedule (schedule.ts).
import type { BatchId, QualityId } from '#kernel'
import type { StorageCondition } from '../contract.ts'

/** Ids without their prefix. */
export type StudyPlace = {
  readonly studyId: QualityId
  readonly batchId: BatchId
  /** Null at the start: no condition has done anything yet. */
  readonly condition: StorageCondition | null
  readonly month: number
}

type Where = { readonly batchId: string; readonly condition: StorageCondition | null; readonly month: number }

export const isSamePlace = (one: Where, other: Where): boolean =>
  one.batchId === other.batchId && one.condition === other.condition && one.month === other.month
