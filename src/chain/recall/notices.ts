// What a holder reads of a recall: its own notice, what it has of it by now, and its one answer: received. Not here: anybody else's part.
import { newId, type PartyId, printId, type RecallId, refuseNow, trustId } from '#kernel'
import { type Actor, recordLeaf, type Tx } from '#platform'
import type { RecallNotice } from '../contract.ts'
import { batchRef, lookUp, nothingWanted } from '../refs.ts'
import { recallProblems } from './problems.ts'
import { type LineFact, type NoticeFact, putAcknowledgement, selectLines, selectNotices } from './store.ts'
import { printDocument, printRecall } from './tell.ts'

/** The reader's own, those to answer first. Who acts for no party has none. */
export async function listNotices(
  tx: Tx,
  { authorityId, partyId }: Pick<Actor, 'authorityId' | 'partyId'>,
  now: Temporal.Instant,
): Promise<RecallNotice[]> {
  if (partyId === null) return []
  return view(tx, authorityId, partyId, await selectNotices(tx, authorityId, { holderId: partyId, now }))
}

/** Refuses `unknown-recall`, also for another's. */
export async function readNotice(
  tx: Tx,
  { authorityId, partyId }: Actor,
  { recallId, now }: { readonly recallId: RecallId; readonly now: Temporal.Instant },
): Promise<RecallNotice> {
  const found = partyId === null ? [] : await selectNotices(tx, authorityId, { recallId, holderId: partyId, now })
  const [notice] = partyId === null ? [] : await view(tx, authorityId, partyId, found)
  return notice ?? refuseNow(recallProblems['unknown-recall'], {})
}

/** Says that the notice was received: evidence, a leaf of the log. A second time answers the first. Refuses `unknown-recall`. */
export async function acknowledgeRecall(
  tx: Tx,
  actor: Actor,
  { recallId, now }: { readonly recallId: RecallId; readonly now: Temporal.Instant },
): Promise<RecallNotice> {
  const { authorityId, partyId } = actor
  const notice = await readNotice(tx, actor, { recallId, now })
  if (notice.acknowledgedAt !== null || partyId === null) return notice
  const id = newId('document')
  const done = await putAcknowledgement(tx, authorityId, { recallId, id, at: now })
  // Two at once: the first made the leaf, this one reads it.
  if (done?.acknowledgementId === id) {
    const record = {
      format: 'grein-recall-acknowledgement/1',
      recall: printRecall(recallId),
      kind: notice.kind,
      holder: printId('party', partyId),
      toldAt: notice.toldAt,
      acknowledgedAt: now.toString(),
      by: actor.userId ? printId('user', actor.userId) : null,
    }
    await recordLeaf(tx, actor, { entryId: id, partyId, record })
  }
  return readNotice(tx, actor, { recallId, now })
}

async function view(
  tx: Tx,
  authorityId: Actor['authorityId'],
  holderId: PartyId,
  notices: readonly NoticeFact[],
): Promise<RecallNotice[]> {
  const recallIds = notices.map(({ recallId }) => recallId)
  const lines = await selectLines(tx, authorityId, { recallIds, holderId })
  const wanted = nothingWanted()
  for (const { heldBy } of notices) if (heldBy) wanted.parties.add(heldBy)
  const names = await lookUp(tx, authorityId, wanted)
  return notices.map((notice) =>
    viewNotice(
      notice,
      lines.filter(({ recallId }) => recallId === notice.recallId),
      notice.heldBy && names.party(notice.heldBy),
    ),
  )
}

function viewNotice(notice: NoticeFact, lines: readonly LineFact[], heldBy: RecallNotice['heldBy']): RecallNotice {
  const total = (pick: (line: LineFact) => bigint) => `${lines.reduce((sum, line) => sum + pick(line), 0n)}`
  return {
    recallId: printRecall(notice.recallId),
    kind: notice.kind,
    heldBy,
    reason: notice.reason,
    toldAt: notice.toldAt.toString(),
    countedAt: notice.countedAt.toString(),
    dueAt: notice.dueAt.toString(),
    acknowledgedAt: notice.acknowledgedAt?.toString() ?? null,
    acknowledgementId: notice.acknowledgementId && printDocument(notice.acknowledgementId),
    isLate: notice.isLate,
    remindedAt: notice.remindedAt?.toString() ?? null,
    isLifted: notice.isLifted,
    holdEventId: notice.holdEventId && printId('event', notice.holdEventId),
    comingMg: `${notice.comingMg}`,
    blockedMg: total(({ blockedMg }) => blockedMg),
    freeMg: total(({ freeMg }) => freeMg),
    sentBackMg: total(({ sentBackMg }) => sentBackMg),
    destroyedMg: total(({ destroyedMg }) => destroyedMg),
    dispensedMg: total(({ dispensedMg }) => dispensedMg),
    lines: lines.map(({ batchId, name, kind, hadMg, blockedMg, freeMg, dispensedMg }) => ({
      batch: batchRef({ batchId: trustId('batch', batchId), name, kind }),
      everHadMg: `${hadMg}`,
      blockedMg: `${blockedMg}`,
      freeMg: `${freeMg}`,
      dispensedMg: `${dispensedMg}`,
    })),
  }
}
