// Differences that wait to be explained or reported, with their clocks; and counts that a later event made disagree with the book.
// Not here: settling one (the act `settle-difference`), and SQL.
import {
  type BatchId,
  type Instant,
  legalDayOf,
  type PartyId,
  type PlainDate,
  printId,
  startOfLegalDay,
  trustId,
} from '#kernel'
import type { Actor, Tx } from '#platform'
import { bare } from '../bare-id.ts'
import type { Act, ActOf, Difference, DifferenceList, FollowUp } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { lookUp, type Names, nothingWanted } from '../refs.ts'
import { selectActs } from '../store/book.ts'
import {
  type CountRow,
  type OpenDifference,
  selectCounts,
  selectOpenDifferences,
  selectStockThen,
} from '../store/counts.ts'
import { recordArticlesOf } from '../store/keepers.ts'
import { clockOf } from './difference-clock.ts'

export type DifferencesAsked = {
  readonly law: LawForChain
  readonly now: Instant
  readonly holderId?: PartyId
  /** Arisen on this day or later. */
  readonly since?: PlainDate
}
/** One answer stays readable; beyond it one names a holder. */
const differencesMax = 200

export async function listDifferences(tx: Tx, actor: Actor, asked: DifferencesAsked): Promise<DifferenceList> {
  const { law, now, holderId } = asked
  const since = asked.since && startOfLegalDay(asked.since)
  const found = await selectOpenDifferences(tx, actor, {
    ...(holderId ? { holderId } : {}),
    ...(since ? { since } : {}),
    limit: differencesMax + 1,
  })
  const rows = found.slice(0, differencesMax)
  const followUps = (await pendingFollowUps(tx, actor, { law, now })).filter(
    ({ count }) =>
      (!holderId || count.holderId === holderId) && (!since || Temporal.Instant.compare(count.occurredAt, since) >= 0),
  )
  const wanted = nothingWanted()
  for (const { holderId, counterId, premisesId, batchId, lastBy } of rows) {
    wanted.parties.add(holderId)
    if (counterId) wanted.parties.add(counterId)
    if (lastBy) wanted.parties.add(lastBy)
    wanted.premises.add(premisesId)
    wanted.batches.add(batchId)
  }
  for (const { count, lines } of followUps) {
    wanted.parties.add(count.holderId)
    wanted.premises.add(count.premisesId)
    for (const { batchId } of lines) wanted.batches.add(bare('batch', batchId))
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  const acts = await selectActs(tx, actor.authorityId, [
    ...new Set(rows.flatMap(({ eventId, lastId }) => [eventId, lastId].filter((id) => id !== null))),
  ])
  const today = legalDayOf(now)
  const holders = [
    ...rows.map((row) => trustId('party', row.holderId)),
    ...followUps.map(({ count }) => count.holderId),
  ]
  return {
    items: rows.map((row) => viewDifference(row, { names, law, today, acts })),
    followUps: followUps.map((one) => viewFollowUp(one, names)),
    isCut: found.length > differencesMax,
    basis: ['opiumwetbesluit/6', ...(await recordArticlesOf(tx, actor, { holders, on: today }))],
  }
}

type Viewing = {
  readonly names: Names
  readonly law: LawForChain
  readonly today: PlainDate
  readonly acts: ReadonlyMap<string, Act>
}

function viewDifference(row: OpenDifference, { names, law, today, acts }: Viewing): Difference {
  const { accountId, holderId, counterId, premisesId, batchId, shipmentId, amount, since, eventId } = row
  const act = eventId ? (acts.get(eventId) ?? null) : null
  const { kind, counted, book, isInside, dueOn } = clockOf(row, act, law)
  return {
    accountId: printId('account', trustId('account', accountId)),
    kind,
    batch: names.batch(batchId),
    holder: names.party(holderId),
    premises: names.premises(premisesId),
    counter: counterId ? names.party(counterId) : null,
    amountMg: `${-amount}`,
    bookMg: book === null || book < 0n ? null : `${book}`,
    countedMg: counted === null ? null : `${counted}`,
    isInside,
    since: since.toString(),
    shortAt: row.shortAt?.toString() ?? null,
    dueOn: dueOn?.toString() ?? null,
    isOverdue: dueOn !== null && Temporal.PlainDate.compare(dueOn, today) < 0,
    eventId: eventId ? printId('event', trustId('event', eventId)) : null,
    shipmentId: shipmentId ? printId('shipment', trustId('shipment', shipmentId)) : null,
    lastEvent: viewLast(row, names, acts),
  }
}

/** The newest event that moved it, with its reason where it gives one. */
function viewLast(
  { lastId, lastKind, lastAt, lastBy }: OpenDifference,
  names: Names,
  acts: Viewing['acts'],
): Difference['lastEvent'] {
  if (lastId === null || lastKind === null || lastAt === null) return null
  const act = acts.get(lastId)
  return {
    eventId: printId('event', trustId('event', lastId)),
    kind: lastKind,
    at: lastAt.toString(),
    by: lastBy ? names.party(lastBy) : null,
    reason: act && act.kind !== 'ship' && 'reason' in act ? act.reason : null,
  }
}

type Pending = {
  readonly count: CountRow
  readonly act: ActOf<'count'>
  readonly lines: readonly (ActOf<'count'>['lines'][number] & { readonly bookMg: bigint })[]
}

/**
 * After a count the book at that moment says what was counted. Where it no longer does, something came in later for an hour before. Looks
 * as far back as anything may still come in without the door for history.
 */
export async function pendingFollowUps(tx: Tx, actor: Actor, { law, now }: DifferencesAsked): Promise<Pending[]> {
  const since = now.subtract({ hours: 24 * (law.recording(legalDayOf(now)).lateDays + 1) })
  const counts = await selectCounts(tx, actor, since)
  const pending: Pending[] = []
  const seen = new Set<string>()
  for (const count of counts) {
    const { act, holderId, premisesId, occurredAt } = count
    if (act?.kind !== 'count') continue
    // Of several counts of one line at one moment (a count and its follow-ups) the numbers are the same: once is enough.
    const lines = act.lines.filter(({ batchId, state }) => {
      const key = [premisesId, holderId, occurredAt, batchId, state].join(' ')
      return !seen.has(key) && seen.add(key)
    })
    const batches = [...new Set(lines.map(({ batchId }): BatchId => bare('batch', batchId)))]
    if (batches.length === 0) continue
    const standing = await selectStockThen(tx, actor.authorityId, { holderId, premisesId, batches, at: occurredAt })
    const differing = lines.flatMap((line) => {
      const batchId = bare('batch', line.batchId)
      const bookMg = standing.find((one) => one.batchId === batchId && one.state === line.state)?.amount ?? 0n
      return bookMg === BigInt(line.countedMassMg) ? [] : [{ ...line, bookMg }]
    })
    if (differing.length > 0) pending.push({ count, act, lines: differing })
  }
  return pending
}

function viewFollowUp({ count, lines }: Pending, names: Names): FollowUp {
  return {
    countEventId: printId('event', count.eventId),
    countedAt: count.occurredAt.toString(),
    holder: names.party(count.holderId),
    premises: names.premises(count.premisesId),
    lines: lines.map(({ batchId, state, countedMassMg, bookMg }) => ({
      batch: names.batch(bare('batch', batchId)),
      state,
      countedMg: countedMassMg,
      bookMg: `${bookMg}`,
    })),
  }
}
