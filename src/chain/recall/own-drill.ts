// A holder's own drill: it tells those who got a batch from it and nobody further, stops nothing, and shows the holder what its own wall lets it
// see; its buyers abroad it tells itself (abroad.ts). Not here: drills of the authority (tell.ts), and what a receiver reads (notices.ts).
import { createHash } from 'node:crypto'
import {
  type BatchId,
  canonicalJson,
  type Instant,
  type Json,
  legalDayOf,
  type PartyId,
  printId,
  type RecallId,
  refuseNow,
} from '#kernel'
import { type Actor, recordLeaf, type Tx } from '#platform'
import type { BandEvents, DrillReceiver, OwnDrillView, RecallPart, RecallPartView, RecallSummary } from '../contract.ts'
import { type PageAsked, pageOfEvents, viewBehind } from '../picture/events-behind.ts'
import { chainProblems } from '../problems.ts'
import { batchRef, lookUp, nothingWanted } from '../refs.ts'
import { selectBatches } from '../store/batches.ts'
import { countDuties, type Duty, findDuties, viewDuty } from './abroad.ts'
import { viewParts, viewRecall } from './cockpit.ts'
import {
  type OwnNotice,
  putOwnDrill,
  type SentLine,
  type SentRow,
  selectSent,
  selectSentEvents,
  selectSentLines,
} from './own-drill-store.ts'
import { viewPart } from './part-view.ts'
import { followMass, type Parts, piecesOf } from './parts.ts'
import { recallProblems } from './problems.ts'
import { type LedgerRows, type NoticeFact, type RecallRow, selectMass, selectNotices, selectRecalls } from './store.ts'
import { type DrillInput, printDocument, printRecall } from './tell.ts'

/** As far as nobody can say where it is: under way, short at a door, or by a way this list does not know. */
const unaccounted: ReadonlySet<RecallPart> = new Set(['under-way', 'on-the-way-back', 'difference', 'elsewhere'])

/**
 * Holds a drill over what the actor's party has or had of a batch. The same id with the same content answers the first. Refuses
 * `unknown-batch` (also for another's), `drill-reaches-nobody`, `drill-changed`, `drill-by-holder`.
 */
export async function runOwnDrill(
  tx: Tx,
  actor: Actor,
  { recallId, batchId, reason, law, now }: DrillInput,
): Promise<RecallId> {
  const { authorityId, partyId, wall } = actor
  if (wall !== 'holder' || partyId === null) return refuseNow(recallProblems['drill-by-holder'], {})
  const [earlier] = await selectRecalls(tx, authorityId, { now, recallId })
  if (earlier) {
    const isSame = earlier.heldBy === partyId && earlier.rootId === batchId && earlier.reason === reason
    return isSame ? recallId : refuseNow(recallProblems['drill-changed'], {})
  }
  const order = { by: 'opened', isDescending: true } as const
  const [batch] = await selectBatches(tx, authorityId, { ids: [batchId], order, limit: 1 })
  if (!batch) return refuseNow(chainProblems['unknown-batch'], {})
  const since = performance.now()
  const sent = await selectSent(tx, authorityId, { rootId: batchId, holderId: partyId, at: now })
  const listedMs = Math.round(performance.now() - since)
  const notices = noticesOf(sent)
  if (
    notices.length === 0 &&
    (await ownMass(tx, actor, { rootId: batchId, holderId: partyId, at: now })).totalMg === 0n
  )
    return refuseNow(recallProblems['drill-reaches-nobody'], {})
  const drill = {
    id: recallId,
    root: batchId,
    reason,
    at: now.toString(),
    term: law.recallSeconds(legalDayOf(now)),
    listedMs,
    actor: actor.userId ?? actor.clientId,
  }
  if (!(await putOwnDrill(tx, authorityId, drill, notices))) return refuseNow(recallProblems['drill-changed'], {})
  const record = {
    format: 'grein-recall/1',
    recall: printRecall(recallId),
    kind: 'drill',
    heldBy: printId('party', partyId),
    batch: printId('batch', batchId),
    startedAt: now.toString(),
    told: notices.length,
    noticesSha256: createHash('sha256')
      .update(canonicalJson(notices as unknown as Json)) // Texts and lists alone.
      .digest('hex'),
  }
  await recordLeaf(tx, actor, { entryId: recallId, partyId, record })
  return recallId
}

/** The reader's own, newest first; for staff those of every holder. */
export async function listOwnDrills(tx: Tx, { authorityId }: Actor, now: Instant): Promise<RecallSummary[]> {
  const rows = (await selectRecalls(tx, authorityId, { now })).filter(({ heldBy }) => heldBy !== null)
  const wanted = nothingWanted()
  for (const { heldBy } of rows) if (heldBy) wanted.parties.add(heldBy)
  const names = await lookUp(tx, authorityId, wanted)
  const recallIds = rows.flatMap(({ recallId }) => recallId ?? [])
  const duties = await findDuties(tx, authorityId, { recallIds, now })
  return rows.map((row) =>
    viewRecall(
      row,
      row.heldBy && names.party(row.heldBy),
      countDuties((row.recallId && duties.get(row.recallId)) || []),
    ),
  )
}

/** For whoever holds it, and for staff. Refuses `unknown-recall`, also for another's. */
export async function readOwnDrill(
  tx: Tx,
  actor: Actor,
  { recallId, now }: { readonly recallId: RecallId; readonly now: Instant },
): Promise<OwnDrillView> {
  const { authorityId } = actor
  const [row] = await selectRecalls(tx, authorityId, { now, recallId })
  if (!row?.heldBy) return refuseNow(recallProblems['unknown-recall'], {})
  const mass = await ownMass(tx, actor, { rootId: row.rootId, holderId: row.heldBy, at: row.startedAt })
  const notices = await selectNotices(tx, authorityId, { recallId, now })
  const lines = await selectSentLines(tx, authorityId, recallId)
  const duties = (await findDuties(tx, authorityId, { recallIds: [recallId], now })).get(recallId) ?? []
  return viewDrill(tx, actor, { row, heldBy: row.heldBy, mass, notices, lines, duties })
}

/** The accounts behind one part of the holder's own share. Refuses `unknown-recall`, also for another's. */
export async function readOwnDrillPart(
  tx: Tx,
  actor: Actor,
  { recallId, part, now }: { readonly recallId: RecallId; readonly part: RecallPart; readonly now: Instant },
): Promise<RecallPartView> {
  const { authorityId } = actor
  const [row] = await selectRecalls(tx, authorityId, { now, recallId })
  if (!row?.heldBy) return refuseNow(recallProblems['unknown-recall'], {})
  const asked = { rootIds: [row.rootId], since: row.startedAt, holderId: row.heldBy }
  return viewPart(tx, authorityId, {
    part,
    found: piecesOf(atItsStart(await selectMass(tx, authorityId, asked)), part),
  })
}

export type SentEventsAsked = PageAsked & {
  readonly recallId: RecallId
  readonly receiverId: PartyId
  readonly what: 'sent' | 'back'
  readonly now: Instant
}

/** What one receiver got, or sent back, event by event, as it was when the drill began. Refuses `unknown-recall`, also for another's, and `bad-cursor`. */
export async function listSentEvents(
  tx: Tx,
  { authorityId }: Actor,
  { recallId, receiverId, what, now, ...page }: SentEventsAsked,
): Promise<BandEvents> {
  const [row] = await selectRecalls(tx, authorityId, { now, recallId })
  if (!row?.heldBy) return refuseNow(recallProblems['unknown-recall'], {})
  const { limit, after } = pageOfEvents(page)
  const rows = await selectSentEvents(tx, authorityId, {
    ...{ rootId: row.rootId, holderId: row.heldBy, at: row.startedAt },
    ...{ receiverId, isBack: what === 'back', after, limit: limit + 1 },
  })
  return viewBehind(tx, authorityId, { rows, limit })
}

type Whole = { readonly totalMg: bigint; readonly parts: Parts; readonly isWhole: boolean; readonly batches: number }

/** The holder's own share at that moment. */
async function ownMass(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  { rootId, holderId, at }: { readonly rootId: BatchId; readonly holderId: PartyId; readonly at: Instant },
): Promise<Whole> {
  const ledger = await selectMass(tx, authorityId, { rootIds: [rootId], since: at, holderId })
  const { parts, totalMg } = followMass(atItsStart(ledger)).now
  // Whether the books hold is asked of all of it: what flowed in and out is known up to now.
  return { totalMg, parts, isWhole: followMass(ledger).now.isWhole, batches: ledger.batches }
}

/** The same accounts before anything of this moved. */
function atItsStart(ledger: LedgerRows): LedgerRows {
  const amounts = new Map(ledger.accounts.map(({ accountId, amount }) => [accountId, amount]))
  for (const { fromId, toId, amount } of ledger.moves) {
    if (toId !== null) amounts.set(toId, (amounts.get(toId) ?? 0n) - amount)
    if (fromId !== null) amounts.set(fromId, (amounts.get(fromId) ?? 0n) + amount)
  }
  const accounts = ledger.accounts.map((one) => ({ ...one, amount: amounts.get(one.accountId) ?? 0n }))
  return { ...ledger, accounts, moves: [] }
}

type Found = {
  readonly row: RecallRow
  readonly heldBy: PartyId
  readonly mass: Whole
  readonly notices: readonly NoticeFact[]
  readonly lines: readonly SentLine[]
  readonly duties: readonly Duty[]
}

async function viewDrill(
  tx: Tx,
  { authorityId }: Actor,
  { row, heldBy, mass, notices, lines, duties }: Found,
): Promise<OwnDrillView> {
  const wanted = nothingWanted()
  wanted.parties.add(heldBy)
  for (const { holderId } of notices) wanted.parties.add(holderId)
  for (const { batchId } of lines) wanted.batches.add(batchId)
  for (const { partyId } of duties) if (partyId) wanted.parties.add(partyId)
  const names = await lookUp(tx, authorityId, wanted)
  const linesOf = Map.groupBy(lines, ({ receiverId }) => receiverId)
  const receivers = notices.map((notice): DrillReceiver => {
    const own = linesOf.get(notice.holderId) ?? []
    return {
      receiver: names.party(notice.holderId),
      toldAt: notice.toldAt.toString(),
      dueAt: notice.dueAt.toString(),
      acknowledgedAt: notice.acknowledgedAt?.toString() ?? null,
      acknowledgementId: notice.acknowledgementId && printDocument(notice.acknowledgementId),
      isLate: notice.isLate,
      reminders: notice.reminders,
      sentMg: `${sumOf(own, ({ sentMg }) => sentMg)}`,
      cameBackMg: `${sumOf(own, ({ sentMg, keptMg }) => sentMg - keptMg)}`,
      comingMg: `${notice.comingMg}`,
      batches: own.map(({ batchId, sentMg, keptMg }) => ({
        batch: names.batch(batchId) ?? batchRef({ batchId, name: '', kind: row.rootKind }), // What it sent, it may see.
        sentMg: `${sentMg}`,
        cameBackMg: `${sentMg - keptMg}`,
      })),
    }
  })
  const kept = (some: readonly NoticeFact[]) =>
    some.reduce((sum, { holderId }) => sum + sumOf(linesOf.get(holderId) ?? [], ({ keptMg }) => keptMg), 0n)
  const passedOnMg = kept(notices)
  const answeredMg = kept(notices.filter(({ acknowledgedAt }) => acknowledgedAt !== null))
  const answers = notices.flatMap(({ acknowledgedAt }) => acknowledgedAt ?? []).sort(Temporal.Instant.compare)
  return {
    recall: viewRecall(row, names.party(heldBy), countDuties(duties)),
    listedMs: row.listedMs,
    firstAcknowledgedAt: answers[0]?.toString() ?? null,
    lastAcknowledgedAt: answers.at(-1)?.toString() ?? null,
    termHours: (row.termSeconds ?? 0) / 3600,
    batches: mass.batches,
    mass: { totalMg: `${mass.totalMg}`, parts: viewParts(mass.parts), isWhole: mass.isWhole },
    passedOnMg: `${passedOnMg}`,
    answeredMg: `${answeredMg}`,
    everMg: `${mass.totalMg + passedOnMg}`,
    accountedMg: `${accountedFor(mass.parts) + answeredMg}`,
    receivers,
    abroad: duties.map((duty) => viewDuty(duty, names)),
  }
}

const sumOf = <One>(all: readonly One[], pick: (one: One) => bigint) => all.reduce((sum, one) => sum + pick(one), 0n)

/** Of the holder's own share, what it can say of where it is. */
export function accountedFor(parts: Parts): bigint {
  return [...parts].reduce((sum, [part, amount]) => (unaccounted.has(part) ? sum : sum + amount), 0n)
}

/** One for each receiver. A batch that is only on its way there has a line too: it will be on the shelf. */
function noticesOf(sent: readonly SentRow[]): OwnNotice[] {
  const byReceiver = Map.groupBy(sent, ({ receiverId }) => receiverId)
  return [...byReceiver].map(([holder, rows]) => ({
    holder,
    comingMg: `${sumOf(rows, ({ comingMg }) => comingMg)}`,
    lines: rows.map(({ batchId, sentMg, cameBackMg }) => ({
      batch: batchId,
      hadMg: `${sentMg}`,
      hasMg: `${cameBackMg < sentMg ? sentMg - cameBackMg : 0n}`,
    })),
  }))
}
