// A laboratory's figures become content by themselves: work of the house by the clock, an event like any other. Not here: what an assay
// does (acts/assay.ts). What moved while an assay was being posted is put right by the next one, for the difference has a place.
import { newId, printId, Refused } from '#kernel'
import type { Actor, Database } from '#platform'
import type { LawForChain } from '../law.ts'
import { recordAct } from '../record/record-act.ts'
import { selectUnposted } from '../store/unposted.ts'

/** Answers how many batches it posted. Each in its own transaction; what cannot be told yet waits for more figures. */
export async function postContents(
  database: Database,
  house: Actor,
  { law, now }: { readonly law: LawForChain; readonly now: () => Temporal.Instant },
): Promise<number> {
  const at = now()
  const waiting = await database.transaction(house, (tx) => selectUnposted(tx, house.authorityId, at))
  let posted = 0
  for (const { batchId, premisesId } of waiting) {
    const act = {
      kind: 'assay' as const,
      eventId: printId('event', newId('event')),
      occurredAt: at.toString(),
      premisesId: printId('premises', premisesId),
      batchId: printId('batch', batchId),
    }
    try {
      await database.transaction(house, (tx) => recordAct(tx, house, { act, law, now: at }))
      posted++
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }
  return posted
}
