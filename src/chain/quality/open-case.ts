// A result outside the specification opens a case, with a clock and an owner. Not here: what is done with it (cases.ts).
import { type BatchId, type Instant, type Json, legalDayOf, type PartyId, type QualityId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { compareWithSpecification } from '#statistics'
import type { OrderResult } from '../contract.ts'
import type { QualityNeeds } from './order-thread.ts'
import type { TestRow } from './read-results.ts'
import { nextNumber, openThread, type ThreadFact } from './store.ts'

/** A release waits for these; `retest` waits for its order instead. */
export const openCaseStates = ['open', 'explained', 'confirmed'] as const

export type Finding = {
  readonly analyte: string
  readonly value: string | null
  readonly compared: string | null
  readonly min: string | null
  readonly max: string | null
  readonly unit: string | null
}

type Tested = {
  readonly sampleId: BatchId
  readonly batchId: BatchId
  readonly productCode: string
  /** Who answers for it: who ordered the test, or who took the sample. */
  readonly holderId: PartyId
  readonly laboratoryId: PartyId | null
  readonly orderId: QualityId | null
  readonly rows: readonly TestRow[]
  readonly observations: OrderResult['observations']
  readonly eventId: string | null
  readonly testedAt: Instant | null
}

/** The case, or null where everything is inside. Compared with the specification of the day of the test. */
export async function openCaseWhereOutside(
  tx: Tx,
  actor: Actor,
  tested: Tested,
  { law, now }: QualityNeeds,
): Promise<ThreadFact | null> {
  const on = legalDayOf(tested.testedAt ?? now)
  const measured = tested.rows.map((row) => ({ ...row, eventId: tested.eventId ?? '' }))
  const compared = compareWithSpecification(law.product(tested.productCode, on)?.specification ?? [], measured)
  const findings: Finding[] = compared
    .filter(({ verdict }) => verdict === 'outside')
    .map(({ analyte, result, compared: number, min, max, unit }) => ({
      ...{ analyte, value: result?.value ?? null, compared: number, min, max, unit },
    }))
  const unfit = tested.observations.filter(({ conforms }) => !conforms)
  findings.push(
    ...unfit.map(({ test }) => ({ analyte: test, value: null, compared: null, min: null, max: null, unit: null })),
  )
  if (findings.length === 0) return null
  const { batchId, sampleId, productCode, holderId, laboratoryId, orderId, eventId } = tested
  const thread = {
    ...{ kind: 'case' as const, number: await nextNumber(tx, actor.authorityId, 'OOS', now), batchId, sampleId },
    ...{ productCode, holderId, laboratoryId, refersId: orderId },
  }
  const dueOn = legalDayOf(now)
    .add({ days: law.quality.caseDays(on) })
    .toString()
  const content = { findings: findings as unknown as Json } // Plain texts and nulls, as built above.
  return openThread(tx, actor, thread, { kind: 'opened', state: 'open', at: now, content, eventId, dueOn })
}

export function findingsOf(found: ThreadFact): readonly Finding[] {
  return (found.steps[0]?.content['findings'] ?? []) as unknown as readonly Finding[] // Written by `openCaseWhereOutside`.
}
