// Differences that wait to be explained or reported, with their clocks; and counts that a later event made disagree with the book.
// Not here: settling one (the act `settle-difference`), and SQL.
import { type BatchId, type Instant, legalDayOf, type PlainDate, printId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { bare } from '../acts/checks.ts'
import type { ActOf, Difference, DifferenceList, FollowUp } from '../contract.ts'
import { lookUp, type Names, nothingWanted } from '../refs.ts'
import { differenceDueOn } from '../shipment-clock.ts'
import type { LawForChain } from '../situation.ts'
import { selectActs } from '../store/book.ts'
import {
  type CountRow,
  type OpenDifference,
  selectCounts,
  selectOpenDifferences,
  selectStockThen,
} from '../store/counts.ts'

const million = 1_000_000n

export type DifferencesAsked = { readonly law: LawForChain; readonly now: Instant }

export async function listDifferences(tx: Tx, actor: Actor, { law, now }: DifferencesAsked): Promise<DifferenceList> {
  const rows = await selectOpenDifferences(tx, actor)
  const followUps = await pendingFollowUps(tx, actor, { law, now })
  const wanted = nothingWanted()
  for (const { holderId, counterId, premisesId, batchId } of rows) {
    wanted.parties.add(holderId)
    if (counterId) wanted.parties.add(counterId)
    wanted.premises.add(premisesId)
    wanted.batches.add(batchId)
  }
  for (const { count, lines } of followUps) {
    wanted.parties.add(count.holderId)
    wanted.premises.add(count.premisesId)
    for (const { batchId } of lines) wanted.batches.add(bare('batch', batchId))
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  const acts = await selectActs(
    tx,
    actor.authorityId,
    rows.flatMap(({ eventId }) => (eventId ? [eventId] : [])),
  )
  const today = legalDayOf(now)
  return {
    items: rows.map((row) => {
      const act = row.eventId ? acts.get(row.eventId) : undefined
      return viewDifference(row, { names, law, today, count: act?.kind === 'count' ? act : null })
    }),
    followUps: followUps.map((one) => viewFollowUp(one, names)),
    basis: ['opiumwetbesluit/6', 'opiumwetbesluit/7'],
  }
}

type Viewing = {
  readonly names: Names
  readonly law: LawForChain
  readonly today: PlainDate
  readonly count: ActOf<'count'> | null
}

function viewDifference(row: OpenDifference, { names, law, today, count }: Viewing): Difference {
  const { accountId, holderId, counterId, premisesId, batchId, shipmentId, amount, since, eventId } = row
  const kind = kindOf(row)
  const counted = kind === 'count' && count ? countedIn(count, row) : null
  const book = counted === null ? null : counted + amount
  const isInside = book === null ? null : isWithin(amount, book, law.tolerance('count-difference', legalDayOf(since)))
  // What is let pass needs no inquiry, a packing run has its own tolerance; everything else is told in time.
  const dueOn =
    row.disputeDueOn ?? (kind === 'packing' || isInside === true ? null : differenceDueOn(legalDayOf(since), law))
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
  }
}

function kindOf({ shipmentId, state }: OpenDifference): Difference['kind'] {
  if (shipmentId) return 'receipt'
  if (state.startsWith('late-')) return 'late'
  return state.startsWith('count-') ? 'count' : 'packing'
}

/** What was counted on the line whose difference this is; `count-<state>-<event>` says which. */
function countedIn(count: ActOf<'count'>, { batchId, state }: OpenDifference): bigint | null {
  const line = count.lines.find(
    (one) => bare('batch', one.batchId) === batchId && state.startsWith(`count-${one.state}-`),
  )
  return line ? BigInt(line.countedMassMg) : null
}

/** In parts of a million of what the book said, either way; where the book said nothing, nothing is let pass. */
export function isWithin(amount: bigint, book: bigint, { max }: { readonly max: bigint }): boolean {
  const size = amount < 0n ? -amount : amount
  return size * million <= book * max
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
