// What staff see of a recall: who was told and who said so, here and abroad, and the picture of its mass filling. Not here: a holder's own notice
// (notices.ts).
import {
  type BatchId,
  type EventId,
  type Instant,
  legalDayOf,
  type PartyId,
  printId,
  type RecallId,
  refuseNow,
  trustId,
} from '#kernel'
import type { Actor, Tx } from '#platform'
import {
  type NoticeRow,
  type RecallMass,
  type RecallPart,
  type RecallPartView,
  type RecallSummary,
  type RecallView,
  recallParts,
} from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { chainProblems } from '../problems.ts'
import { batchRef, lookUp, nothingWanted } from '../refs.ts'
import { countDuties, findDuties, noneAbroad, viewDuty } from './abroad.ts'
import { type AttemptFact, selectAttempts } from './attempts.ts'
import { type MachineFact, selectMachines } from './destination-store.ts'
import { viewPart } from './part-view.ts'
import { followMass, type Mass, type Parts, piecesOf } from './parts.ts'
import { recallProblems } from './problems.ts'
import {
  type LineFact,
  type NoticeFact,
  type ReachRow,
  type RecallRow,
  selectLines,
  selectMass,
  selectNotices,
  selectReach,
  selectRecalls,
} from './store.ts'
import { printDocument } from './tell.ts'

/** Recalls and drills, newest first, those that holders held themselves included; for a holder none: its notices and its own drills stand elsewhere. */
export async function listRecalls(tx: Tx, actor: Actor, now: Instant): Promise<RecallSummary[]> {
  const { authorityId } = actor
  const rows = await allRecalls(tx, actor, now)
  const wanted = nothingWanted()
  for (const { heldBy } of rows) if (heldBy) wanted.parties.add(heldBy)
  const names = await lookUp(tx, authorityId, wanted)
  const recallIds = rows.flatMap(({ recallId }) => recallId ?? [])
  const duties = await findDuties(tx, authorityId, { recallIds, now })
  return rows.map((row) => {
    const abroad = countDuties((row.recallId && duties.get(row.recallId)) || [])
    return viewRecall(row, row.heldBy && names.party(row.heldBy), abroad)
  })
}

/** The same as facts, without whom they concern abroad. */
export const allRecalls = async (tx: Tx, { authorityId, wall }: Actor, now: Instant): Promise<RecallRow[]> =>
  wall === 'staff' ? selectRecalls(tx, authorityId, { now }) : []

/** The authority's own, for staff: what a holder drills itself is read elsewhere (own-drill.ts). Refuses `unknown-recall`. */
export async function findRecall(
  tx: Tx,
  { authorityId, wall }: Pick<Actor, 'authorityId' | 'wall'>,
  { recallId, now }: { readonly recallId: RecallId; readonly now: Instant },
): Promise<RecallRow> {
  const [row] = wall === 'staff' ? await selectRecalls(tx, authorityId, { now, recallId }) : []
  return row && row.heldBy === null ? row : refuseNow(recallProblems['unknown-recall'], {})
}

export type RecallAsked = { readonly recallId: RecallId; readonly now: Instant; readonly law: LawForChain }

/** Refuses `unknown-recall`, also to whoever is no staff. */
export async function readRecall(tx: Tx, actor: Actor, { recallId, now, law }: RecallAsked): Promise<RecallView> {
  const { authorityId } = actor
  const row = await findRecall(tx, actor, { recallId, now })
  const notices = await selectNotices(tx, authorityId, { recallId, now })
  const lines = await selectLines(tx, authorityId, { recallIds: [recallId] })
  const ledger = await selectMass(tx, authorityId, { rootIds: [row.rootId], since: row.startedAt })
  const reach = await selectReach(tx, authorityId, { rootId: row.rootId, at: now })
  const wanted = nothingWanted()
  const duties = (await findDuties(tx, authorityId, { recallIds: [recallId], now })).get(recallId) ?? []
  for (const { holderId } of [...notices, ...reach]) wanted.parties.add(holderId)
  for (const { partyId } of duties) if (partyId) wanted.parties.add(partyId)
  const names = await lookUp(tx, authorityId, wanted)
  const told = new Set(notices.map(({ holderId }) => holderId))
  const { now: mass, course } = followMass(ledger)
  const answered = notices.flatMap(({ acknowledgedAt }) => acknowledgedAt ?? []).sort(Temporal.Instant.compare)
  const attempts = Map.groupBy(await selectAttempts(tx, authorityId, recallId), ({ holderId }) => holderId)
  const machines = new Map((await selectMachines(tx, authorityId, recallId)).map((one) => [one.holderId, one]))
  const linesOf = Map.groupBy(lines, ({ holderId }) => holderId)
  return {
    recall: viewRecall(row, null, countDuties(duties)),
    listedMs: row.listedMs,
    firstAcknowledgedAt: answered[0]?.toString() ?? null,
    lastAcknowledgedAt: answered.at(-1)?.toString() ?? null,
    termHours: (row.termSeconds ?? law.recallSeconds(legalDayOf(now))) / 3600,
    batches: ledger.batches,
    mass: viewMass(mass),
    course: course.map(({ at, eventId, parts }) => ({
      at,
      eventId: eventId && printId('event', trustId('event', eventId)),
      parts: viewParts(parts),
    })),
    notices: notices.map((notice) =>
      viewNotice(notice, linesOf.get(notice.holderId) ?? [], {
        holder: names.party(notice.holderId),
        attempts: attempts.get(notice.holderId) ?? [],
        machine: machines.get(notice.holderId) ?? null,
      }),
    ),
    abroad: duties.map((duty) => viewDuty(duty, names)),
    untold: [...stockOf(reach)]
      .filter(([holderId, massMg]) => massMg > 0n && !told.has(holderId))
      .map(([holderId, massMg]) => ({ holder: names.party(holderId), hasNowMg: `${massMg}` })),
  }
}

export type PartAsked = {
  readonly recallId: RecallId
  readonly part: RecallPart
  /** As it was after this event of its course, or as it began; left out: now. */
  readonly moment?: EventId | 'begin'
  readonly now: Instant
}

/** The accounts behind one part of the mass. Refuses `unknown-recall`, and `unknown-event` for one that is no step of it. */
export async function readRecallPart(
  tx: Tx,
  actor: Actor,
  { recallId, part, moment, now }: PartAsked,
): Promise<RecallPartView> {
  const { authorityId } = actor
  const row = await findRecall(tx, actor, { recallId, now })
  const ledger = await selectMass(tx, authorityId, { rootIds: [row.rootId], since: row.startedAt })
  const isStep = moment === undefined || moment === 'begin' || ledger.moves.some(({ eventId }) => eventId === moment)
  if (!isStep) return refuseNow(chainProblems['unknown-event'], {})
  return viewPart(tx, authorityId, { part, found: piecesOf(ledger, part, moment) })
}

function stockOf(reach: readonly ReachRow[]): Map<PartyId, bigint> {
  const held = new Map<PartyId, bigint>()
  for (const { holderId, hasMg } of reach) held.set(holderId, (held.get(holderId) ?? 0n) + hasMg)
  return held
}

export function viewRecall(
  row: RecallRow,
  heldBy: RecallSummary['heldBy'],
  abroad: RecallSummary['abroad'] = noneAbroad,
): RecallSummary {
  const { recallId, kind, rootId, rootName, rootKind, reason, startedAt, holdEventId, isLifted } = row
  return {
    recallId: recallId && printId('recall', recallId),
    kind,
    heldBy,
    root: batchRef({ batchId: rootId, name: rootName, kind: rootKind }),
    reason,
    startedAt: startedAt.toString(),
    holdEventId: holdEventId && printId('event', holdEventId),
    isLifted,
    told: row.told,
    acknowledged: row.acknowledged,
    late: row.late,
    abroad,
  }
}

function viewMass({ totalMg, parts, isWhole }: Mass): RecallMass {
  return { totalMg: `${totalMg}`, parts: viewParts(parts), isWhole }
}

export const viewParts = (parts: Parts): RecallMass['parts'] =>
  recallParts.flatMap((part) => (parts.has(part) ? [{ part, massMg: `${parts.get(part)}` }] : []))

function viewNotice(
  notice: NoticeFact,
  lines: readonly LineFact[],
  {
    holder,
    attempts,
    machine,
  }: {
    readonly holder: NoticeRow['holder']
    readonly attempts: readonly AttemptFact[]
    readonly machine: MachineFact | null
  },
): NoticeRow {
  const total = (pick: (line: LineFact) => bigint) => `${lines.reduce((sum, line) => sum + pick(line), 0n)}`
  const now = ({ blockedMg, freeMg }: LineFact) => blockedMg + freeMg
  return {
    holder,
    toldAt: notice.toldAt.toString(),
    dueAt: notice.dueAt.toString(),
    acknowledgedAt: notice.acknowledgedAt?.toString() ?? null,
    acknowledgementId: notice.acknowledgementId && printDocument(notice.acknowledgementId),
    isLate: notice.isLate,
    acknowledgedBy: attempts.find(({ attemptId }) => attemptId === notice.acknowledgementId)?.way ?? null,
    attempts: attempts.map(({ way, outcome, remark, at }) => ({ way, outcome, remark, at: at.toString() })),
    machine: machine && { state: machine.state, at: machine.at, detail: machine.detail, calls: machine.calls },
    reminders: notice.reminders,
    remindedAt: notice.remindedAt?.toString() ?? null,
    countedAt: notice.countedAt.toString(),
    hadThenMg: total(({ hasThenMg }) => hasThenMg),
    comingThenMg: `${notice.comingMg}`,
    dispensedThenMg: total(({ dispensedThenMg }) => dispensedThenMg),
    hasNowMg: total(now),
    batches: lines.map((line) => ({
      batch: batchRef({ batchId: trustId('batch', line.batchId) satisfies BatchId, name: line.name, kind: line.kind }),
      hadThenMg: `${line.hasThenMg}`,
      hasNowMg: `${now(line)}`,
      everHadMg: `${line.hadMg}`,
    })),
  }
}
