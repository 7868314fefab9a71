// That staff told a holder outside Grein, and what came of it; "received" acknowledges for the holder, and its leaf says that staff did. Not
// here: a holder's own answer (notices.ts).
import { sql } from 'kysely'
import { type AuthorityId, type Instant, type PartyId, parseId, printId, type RecallId, refuseNow } from '#kernel'
import { type Actor, recordLeaf, type Tx } from '#platform'
import type { NewRecallAttempt, NoticeRow } from '../contract.ts'
import { recallProblems } from './problems.ts'
import { selectNotices } from './store.ts'
import { printRecall } from './tell.ts'

export type AttemptFact = Pick<NoticeRow['attempts'][number], 'way' | 'outcome' | 'remark'> & {
  readonly attemptId: string
  readonly holderId: PartyId
  readonly at: Instant
}

/** Newest first. */
export async function selectAttempts(tx: Tx, authorityId: AuthorityId, recallId: RecallId): Promise<AttemptFact[]> {
  const { rows } = await sql<AttemptFact>`
    select a.attempt_id as "attemptId", a.holder_id as "holderId", a.way, a.outcome, a.remark, a.attempted_at as at
    from chain.recall_attempt as a
    where a.authority_id = ${authorityId} and a.recall_id = ${recallId}
    order by a.attempted_at desc, a.attempt_id desc`.execute(tx)
  return rows
}

export type AttemptAsked = {
  readonly recallId: RecallId
  readonly holderId: PartyId
  readonly input: NewRecallAttempt
  readonly now: Instant
}

/** Refuses `unknown-recall` to whoever is no staff, `not-told`, `attempt-changed`. The same attempt twice is once. */
export async function recordRecallAttempt(
  tx: Tx,
  actor: Actor,
  { recallId, holderId, input: { attemptId, way, outcome, remark }, now }: AttemptAsked,
): Promise<void> {
  const { authorityId, wall } = actor
  if (wall !== 'staff') refuseNow(recallProblems['unknown-recall'], {})
  const [notice] = await selectNotices(tx, authorityId, { recallId, holderId, now })
  if (!notice || notice.heldBy !== null) return refuseNow(recallProblems['not-told'], {})
  const id = parseId('document', attemptId)
  const row = { id, recall: recallId, holder: holderId, way, outcome, remark, at: now.toString(), actor: actor.userId }
  const { rows } = await sql<{ isNew: boolean; acknowledged: boolean }>`
    select is_new as "isNew", acknowledged from chain.put_recall_attempt(${authorityId}, ${JSON.stringify(row)}::jsonb)`.execute(
    tx,
  )
  const [done] = rows
  if (!done?.isNew) {
    const earlier = (await selectAttempts(tx, authorityId, recallId)).find((one) => one.attemptId === id)
    const isSame =
      earlier?.holderId === holderId && earlier.way === way && earlier.outcome === outcome && earlier.remark === remark
    return isSame ? undefined : refuseNow(recallProblems['attempt-changed'], {})
  }
  if (!done.acknowledged || !id) return
  // The words of the remark may name somebody, so they stay out of the leaf.
  const record = {
    format: 'grein-recall-acknowledgement/1',
    recall: printRecall(recallId),
    kind: notice.kind,
    holder: printId('party', holderId),
    toldAt: notice.toldAt.toString(),
    acknowledgedAt: now.toString(),
    by: null,
    recordedBy: actor.userId ? printId('user', actor.userId) : null,
    way,
  }
  await recordLeaf(tx, actor, { entryId: id, partyId: holderId, record })
}
