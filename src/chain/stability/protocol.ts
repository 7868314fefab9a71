// What a study set out to do, as its first step keeps it: batches, conditions, months, attributes and the day of their limits. Not here: what
// became of it (points.ts).
import type { BatchId, Json } from '#kernel'
import type { StudyCondition } from '../contract.ts'
import type { ThreadFact } from '../quality/store.ts'

export type Protocol = {
  /** Ids without their prefix; the name as it was, for a laboratory may see the study and not the batch. */
  readonly batches: readonly { readonly batchId: BatchId; readonly name: string; readonly placedOn: string }[]
  readonly conditions: readonly StudyCondition[]
  readonly tests: readonly string[]
  readonly container: string
  /** The limits are those of the specification of this day. */
  readonly specificationOn: string
}

export function protocolOf(study: ThreadFact): Protocol {
  return study.steps[0]!.content as unknown as Protocol // Written by `beginStudy`; a thread has its first step.
}

export const asContent = (protocol: Protocol): { readonly [key: string]: Json } =>
  protocol as unknown as { readonly [key: string]: Json } // Plain texts, numbers and lists of these.
