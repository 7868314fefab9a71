// What a verdict is decided from besides the ledger: what stands in the way, and the capacity of whoever decides. Not here: deciding.
import { sql } from 'kysely'
import type { BatchId, Instant, PlainDate } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { ReleaseFacts } from '../acts/situation.ts'
import { blockingOf } from './dossier.ts'
import { selectCapacity, selectQualityOf } from './store.ts'
import type { QualityTerms } from './terms.ts'

type Asked = { readonly batchId: BatchId; readonly on: PlainDate; readonly quality: QualityTerms }

/** The house itself brings in history, which was decided elsewhere; a person decides here. */
export async function loadReleaseFacts(tx: Tx, actor: Actor, { batchId, on, quality }: Asked): Promise<ReleaseFacts> {
  const { authorityId, userId } = actor
  const isAsked = userId !== null && quality.needsQualified(on)
  return {
    blocking: blockingOf(await selectQualityOf(tx, authorityId, batchId)).map(({ kind, number, state }) => ({
      kind,
      number,
      state,
    })),
    isQualified: isAsked ? await selectCapacity(tx, authorityId, { userId, on: on.toString() }) : null,
    releasedAt: await lastRelease(tx, actor, batchId),
  }
}

async function lastRelease(tx: Tx, { authorityId }: Actor, batchId: BatchId): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant }>`
    select v.decided_at as at from chain.verdict as v
    where v.authority_id = ${authorityId} and v.batch_id = ${batchId} and v.verdict = 'released'
      and not exists (select from chain.correction as c where c.authority_id = v.authority_id and c.corrects_id = v.event_id)
    order by v.decided_at desc limit 1`.execute(tx)
  return rows[0]?.at ?? null
}
