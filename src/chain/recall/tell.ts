// Tells everyone who has or had some: of a recall as it is ordered, of a drill, and again later of those found since. Not here: stopping
// the stock (../acts/undo.ts), and what a notice looks like (notices.ts, cockpit.ts).
import { createHash } from 'node:crypto'
import {
  type BatchId,
  canonicalJson,
  type EventId,
  type Instant,
  type Json,
  legalDayOf,
  newId,
  type PartyId,
  printId,
  type RecallId,
  refuseNow,
  trustId,
} from '#kernel'
import { type Actor, recordLeaf, type Tx } from '#platform'
import type { LawForChain } from '../law.ts'
import { chainProblems } from '../problems.ts'
import { selectBatches } from '../store/batches.ts'
import { recallProblems } from './problems.ts'
import {
  type NewNotice,
  putRecall,
  putReminders,
  type ReachRow,
  type RecallRow,
  selectReach,
  selectRecalls,
} from './store.ts'

type Asked = { readonly law: LawForChain; readonly now: Instant }

/** Of a recall that was ordered just now, or brought in as history. Does nothing where it was told before. Refuses `unknown-recall`. */
export async function tellOfRecall(
  tx: Tx,
  actor: Actor,
  { holdEventId, ...asked }: Asked & { readonly holdEventId: EventId },
): Promise<RecallId> {
  const [row] = await selectRecalls(tx, actor.authorityId, { now: asked.now, holdEventId })
  if (!row) return refuseNow(recallProblems['unknown-recall'], {})
  if (row.recallId) return row.recallId
  return begin(tx, actor, { ...asked, recallId: newId('recall'), row })
}

export type DrillInput = Asked & { readonly recallId: RecallId; readonly batchId: BatchId; readonly reason: string }

/** As a recall in everything but the hold: nothing is stopped. The same id with the same content answers the first. */
export async function runDrill(
  tx: Tx,
  actor: Actor,
  { recallId, batchId, reason, ...asked }: DrillInput,
): Promise<RecallId> {
  const [earlier] = await selectRecalls(tx, actor.authorityId, { now: asked.now, recallId })
  if (earlier) {
    const isSame =
      earlier.kind === 'drill' && earlier.heldBy === null && earlier.rootId === batchId && earlier.reason === reason
    return isSame ? recallId : refuseNow(recallProblems['drill-changed'], {})
  }
  const order = { by: 'opened', isDescending: true } as const
  const [batch] = await selectBatches(tx, actor.authorityId, { ids: [batchId], order, limit: 1 })
  if (!batch) return refuseNow(chainProblems['unknown-batch'], {})
  const row = { kind: 'drill', rootId: batchId, reason, startedAt: asked.now, holdEventId: null } as const
  return begin(tx, actor, { ...asked, recallId, row })
}

type Beginning = Asked & {
  readonly recallId: RecallId
  readonly row: Pick<RecallRow, 'kind' | 'rootId' | 'reason' | 'startedAt' | 'holdEventId'>
}

async function begin(tx: Tx, actor: Actor, { recallId, row, law, now }: Beginning): Promise<RecallId> {
  const { authorityId } = actor
  const { kind, rootId, reason, startedAt, holdEventId } = row
  const since = performance.now()
  // As it is told and not as the stock was stopped: of what comes in as history the two are far apart, and its clock runs from the telling.
  const reach = await selectReach(tx, authorityId, { rootId, at: now })
  const listedMs = Math.round(performance.now() - since)
  const notices = noticesOf(reach, now)
  if (kind === 'drill' && notices.length === 0) refuseNow(recallProblems['drill-reaches-nobody'], {})
  await putRecall(
    tx,
    authorityId,
    {
      id: recallId,
      kind,
      root: rootId,
      hold: holdEventId,
      reason,
      at: startedAt.toString(),
      term: law.recallSeconds(legalDayOf(now)),
      listedMs,
      actor: actor.userId ?? actor.clientId,
    },
    notices,
  )
  await recordLeaf(tx, actor, { entryId: recallId, record: recordOf({ recallId, row, now, notices }) })
  return recallId
}

/** Whom it reached and with how much, put on record as it was known then: holders by opaque id. */
function recordOf({
  recallId,
  row: { kind, rootId, holdEventId, startedAt },
  now,
  notices,
}: Pick<Beginning, 'recallId' | 'row' | 'now'> & { readonly notices: readonly NewNotice[] }): Json {
  const total = (pick: (line: NewNotice['lines'][number]) => string) =>
    notices.reduce((sum, { lines }) => sum + lines.reduce((more, line) => more + BigInt(pick(line)), 0n), 0n)
  return {
    format: 'grein-recall/1',
    recall: printId('recall', recallId),
    kind,
    batch: printId('batch', rootId),
    hold: holdEventId && printId('event', holdEventId),
    startedAt: startedAt.toString(),
    toldAt: now.toString(),
    told: notices.length,
    hasMg: `${total(({ hasMg }) => hasMg)}`,
    dispensedMg: `${total(({ dispensedMg }) => dispensedMg)}`,
    noticesSha256: createHash('sha256')
      .update(canonicalJson(notices as unknown as Json))
      .digest('hex'), // Texts and lists alone.
  }
}

/** One for each holder, with what it had of each batch at that moment. */
function noticesOf(reach: readonly ReachRow[], now: Instant): NewNotice[] {
  const byHolder = new Map<PartyId, ReachRow[]>()
  for (const row of reach) byHolder.set(row.holderId, [...(byHolder.get(row.holderId) ?? []), row])
  return [...byHolder].map(([holder, rows]) => ({
    holder,
    toldAt: now.toString(),
    comingMg: `${rows.reduce((sum, { comingMg }) => sum + comingMg, 0n)}`,
    lines: rows.map(({ batchId, hasMg, hadMg, dispensedMg }) => ({
      batch: batchId,
      hasMg: `${hasMg}`,
      hadMg: `${hadMg}`,
      dispensedMg: `${dispensedMg < 0n ? 0n : dispensedMg}`,
    })),
  }))
}

/** Tells whoever came to have some since, and reminds those whose term is over. Refuses `unknown-recall`. */
export async function remindOfRecall(
  tx: Tx,
  actor: Actor,
  { recallId, now }: { readonly recallId: RecallId; readonly now: Instant },
): Promise<{ readonly told: number; readonly reminded: number }> {
  const { authorityId } = actor
  const [row] = await selectRecalls(tx, authorityId, { now, recallId })
  if (!row || row.heldBy !== null) return refuseNow(recallProblems['unknown-recall'], {})
  const { kind, rootId, reason, startedAt, holdEventId, termSeconds, listedMs } = row
  const notices = noticesOf(await selectReach(tx, authorityId, { rootId, at: now }), now)
  const recall = { id: recallId, kind, root: rootId, hold: holdEventId, reason, at: startedAt.toString() }
  const told = await putRecall(tx, authorityId, { ...recall, term: termSeconds, listedMs, actor: null }, notices)
  return { told, reminded: await putReminders(tx, authorityId, { recallId, now }) }
}

/** Of all recalls at once, by the clock. */
export function remindByClock(tx: Tx, { authorityId }: Pick<Actor, 'authorityId'>, now: Instant): Promise<number> {
  return putReminders(tx, authorityId, { recallId: null, now })
}

export const printRecall = (recallId: RecallId): string => printId('recall', recallId)
export const printDocument = (id: string): string => printId('document', trustId('document', id))
