// What may no longer be kept, and erasing it: one person draws up a list, another decides, and the log says that it was decided. Not here: which events may
// go (store.ts judges them, and again in the transaction that erases), who has which right (platform/access), and doing it again after a restore (replay.ts).
import { createHash } from 'node:crypto'
import {
  type ErasureId,
  type Instant,
  legalDayOf,
  printId,
  refuseNow,
  startOfLegalDay,
  trustId,
  type UserId,
} from '#kernel'
import { type Actor, leafIndexes, namesOfPeople, recordLeaf, type Tx } from '#platform'
import { tellingKeeper } from '../acts/record-basis.ts'
import { bare } from '../bare-id.ts'
import type {
  ActKind,
  ErasureDecision,
  ErasureView,
  NewErasure,
  RetentionEvent,
  RetentionPage,
  RetentionStop,
  RetentionView,
} from '../contract.ts'
import { listedMax, retentionStops } from '../contract.ts'
import { isInstant, pageDefault, readPlace, writePlace } from '../paging.ts'
import { recordArticlesOf } from '../store/keepers.ts'
import { retentionProblems } from './problems.ts'
import {
  countDue,
  type DueRow,
  type ErasureRow,
  putDecision,
  putErasure,
  selectDue,
  selectErased,
  selectErasures,
  selectHoldersOfOld,
  selectListed,
} from './store.ts'
import { keptThrough, type RetentionTerm } from './terms.ts'

/** Lists are drawn up a few times a year. */
const erasuresShown = 50

export type RetentionAsked = { readonly term: RetentionTerm; readonly now: Instant; readonly looked?: number }
const daysOf = ({ before, trial }: RetentionTerm, looked?: number) => ({
  ...{ before, at: startOfLegalDay(before), trialAt: startOfLegalDay(trial.before) },
  ...(looked === undefined ? {} : { looked }),
})

/** How much is due, how old, under which article; what still waits for what; and the lists so far. */
export async function readRetention(
  tx: Tx,
  actor: Actor,
  { term, now, looked }: RetentionAsked,
): Promise<RetentionView> {
  const { rows, isMore } = await countDue(tx, actor.authorityId, daysOf(term, looked))
  const due = rows.filter(({ why }) => why === null)
  const lists = await selectErasures(tx, actor.authorityId, { limit: erasuresShown })
  const oldest = due.map(({ oldestAt }) => oldestAt).sort(Temporal.Instant.compare)[0]
  return {
    on: legalDayOf(now).toString(),
    termId: term.termId,
    months: term.months,
    before: term.before.toString(),
    basis: [...term.basis],
    trial: { months: term.trial.months, before: term.trial.before.toString(), basis: [...term.trial.basis] },
    due: due.reduce((sum, { count }) => sum + count, 0),
    oldestAt: oldest?.toString() ?? null,
    kinds: due.map(({ kind, count, oldestAt }) => ({
      ...{
        kind,
        count,
        oldestAt: oldestAt.toString(),
        keptThrough: keptThrough(legalDayOf(oldestAt), term.months).toString(),
      },
    })),
    waiting: retentionStops.flatMap((why) => {
      const count = rows.reduce((sum, row) => sum + (row.why === why ? row.count : 0), 0)
      return count > 0 ? [{ why, count }] : []
    }),
    isMore,
    erasures: await viewErasures(tx, actor, lists),
  }
}

export type DuePageAsked = {
  readonly term: RetentionTerm
  readonly kind?: ActKind
  /** Not those that are due, but those that wait for this. */
  readonly why?: RetentionStop
  readonly cursor?: string
  readonly limit?: number
  readonly looked?: number
}

/** The events that are due, or that wait for one thing, oldest first. Refuses `chain/bad-cursor`. */
export async function listDue(tx: Tx, actor: Actor, asked: DuePageAsked): Promise<RetentionPage> {
  const { term, kind, why, cursor, limit = pageDefault, looked } = asked
  const which = { ...(kind ? { kind } : {}), ...(why ? { why } : {}) }
  const wish = { ...daysOf(term, looked), ...which, ...afterOf(cursor), limit: limit + 1 }
  return pageOf(await selectDue(tx, actor.authorityId, wish), { limit, months: term.months })
}

/** The events on a list, or those of them that were erased. Refuses `chain/bad-cursor` and `chain/unknown-erasure`. */
export async function listOnErasure(
  tx: Tx,
  actor: Actor,
  { id, cursor, isErased = false }: { readonly id: ErasureId; readonly cursor?: string; readonly isErased?: boolean },
): Promise<RetentionPage> {
  const { months } = await findErasure(tx, actor, id)
  const wish = { id, isErased, ...afterOf(cursor), limit: pageDefault + 1 }
  return pageOf(await selectListed(tx, actor.authorityId, wish), { limit: pageDefault, months })
}

/**
 * Draws up a list of the oldest that are due. Sent again it answers the first. Refuses `chain/erasure-waits`, `chain/nothing-due` and
 * `chain/erasure-changed`.
 * @basis avg/5
 */
export async function proposeErasure(
  tx: Tx,
  actor: Actor,
  { term, now, wish }: RetentionAsked & { readonly wish: NewErasure },
): Promise<ErasureView> {
  const { authorityId } = actor
  const id = bare('erasure', wish.erasureId)
  const [earlier] = await selectErasures(tx, authorityId, { id, limit: 1 })
  if (earlier) {
    const isSame = earlier.reason === wish.reason && earlier.proposedBy === actor.userId
    return isSame ? viewOne(tx, actor, earlier) : refuseNow(retentionProblems['erasure-changed'], {})
  }
  const open = await selectErasures(tx, authorityId, { isOpen: true, limit: 1 })
  if (open.length > 0) refuseNow(retentionProblems['erasure-waits'], {})
  const due = await selectDue(tx, authorityId, {
    ...daysOf(term),
    ...(wish.kind ? { kind: wish.kind } : {}),
    limit: listedMax,
  })
  if (due.length === 0) {
    const holders = await selectHoldersOfOld(tx, authorityId, {
      ...daysOf(term),
      ...(wish.kind ? { kind: wish.kind } : {}),
    })
    const own = await recordArticlesOf(tx, actor, { holders, on: legalDayOf(now) })
    tellingKeeper(own, () => refuseNow(retentionProblems['nothing-due'], { before: term.before.toString() }))
  }
  const events = due.map(({ eventId }) => eventId)
  const { termId, months, before, basis } = term
  await putErasure(tx, authorityId, {
    ...{ erasureId: id, termId, months, before, basis, reason: wish.reason, events, proposedAt: now },
  })
  return viewOne(tx, actor, await findErasure(tx, actor, id))
}

/**
 * Erases what is on the list and still due, or declines the list, and puts that on record in the log. The same decision again answers the first. Refuses
 * `chain/unknown-erasure`, `chain/erasure-own`, `chain/erasure-decided` and `chain/erasure-without-reason`.
 * @basis avg/5
 */
export async function decideErasure(
  tx: Tx,
  actor: Actor,
  { id, decision, term, now }: RetentionAsked & { readonly id: ErasureId; readonly decision: ErasureDecision },
): Promise<ErasureView> {
  const { authorityId } = actor
  const list = await findErasure(tx, actor, id)
  if (list.outcome !== null) {
    const isSame = list.outcome === decision.outcome && list.decidedBy === actor.userId
    return isSame ? viewOne(tx, actor, list) : refuseNow(retentionProblems['erasure-decided'], {})
  }
  if (list.proposedBy === actor.userId) refuseNow(retentionProblems['erasure-own'], {})
  if (decision.outcome === 'declined' && decision.reason.trim() === '')
    refuseNow(retentionProblems['erasure-without-reason'], {})
  const days = daysOf({ ...term, before: list.before })
  const due =
    decision.outcome === 'erased' ? await selectDue(tx, authorityId, { ...days, of: id, limit: listedMax }) : []
  const events = due.map(({ eventId }) => eventId)
  const put = await putDecision(tx, actor, { ...decision, erasureId: id, events, at: now })
  if (put === 'own') refuseNow(retentionProblems['erasure-own'], {})
  if (put === 'decided') refuseNow(retentionProblems['erasure-decided'], {})
  const decided = await findErasure(tx, actor, id)
  await recordErasure(tx, actor, decided)
  return viewOne(tx, actor, decided)
}

/** What the log says of a decision: which events by one hash over their ids, and who by opaque ids. In `proof/erasures.ts` it is written anew from the rows. */
export async function recordErasure(tx: Tx, actor: Actor, list: ErasureRow): Promise<void> {
  const gone = await selectErased(tx, actor.authorityId, list.erasureId)
  const person = (id: string) => printId('user', trustId('user', id))
  const record = {
    ...{ kind: 'erasure', erasureId: printId('erasure', list.erasureId), outcome: list.outcome, term: list.termId },
    ...{ months: list.months, before: list.before.toString(), basis: [...list.basis], events: gone.length },
    eventsSha256: createHash('sha256').update(gone.join('\n')).digest('hex'),
    ...{ proposedBy: person(list.proposedBy), decidedBy: person(list.decidedBy ?? '') },
  }
  await recordLeaf(tx, actor, { entryId: list.erasureId, record })
}

async function findErasure(tx: Tx, actor: Actor, id: ErasureId): Promise<ErasureRow> {
  const [row] = await selectErasures(tx, actor.authorityId, { id, limit: 1 })
  return row ?? refuseNow(retentionProblems['unknown-erasure'], {})
}

const viewOne = async (tx: Tx, actor: Actor, row: ErasureRow): Promise<ErasureView> =>
  (await viewErasures(tx, actor, [row]))[0]! // One row in, one view out.

async function viewErasures(tx: Tx, actor: Actor, rows: readonly ErasureRow[]): Promise<ErasureView[]> {
  const people = rows.flatMap(({ proposedBy, decidedBy }) =>
    decidedBy === null ? [proposedBy] : [proposedBy, decidedBy],
  )
  const names = await namesOfPeople(tx, actor, [...new Set(people)])
  const decided = rows.filter(({ outcome }) => outcome !== null)
  const places = await leafIndexes(
    tx,
    actor,
    decided.map(({ erasureId }) => erasureId),
  )
  return rows.map(({ erasureId, outcome, before, basis, proposedBy, proposedAt, decidedBy, decidedAt, ...row }) => ({
    erasureId: printId('erasure', erasureId),
    state: outcome ?? 'proposed',
    ...{ termId: row.termId, months: row.months, before: before.toString(), basis: [...basis], reason: row.reason },
    ...{ listed: row.listed, erased: row.erased },
    proposedAt: proposedAt.toString(),
    proposedBy: names.get(proposedBy) ?? null,
    isYours: proposedBy === (actor.userId satisfies UserId | null),
    decidedAt: decidedAt?.toString() ?? null,
    decidedBy: decidedBy === null ? null : (names.get(decidedBy) ?? null),
    decision: row.decision,
    leafIndex: places.get(erasureId) ?? null,
  }))
}

function afterOf(cursor: string | undefined): { readonly after?: { readonly at: string; readonly eventId: string } } {
  if (cursor === undefined) return {}
  const place = readPlace(cursor, isInstant)
  return { after: { at: place.value, eventId: place.id } }
}

type PageWish = { readonly limit: number; readonly months: number }

function pageOf(rows: readonly DueRow[], { limit, months }: PageWish): RetentionPage {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(
      ({ eventId, kind, occurredAt }): RetentionEvent => ({
        ...{ eventId: printId('event', eventId), kind, occurredAt: occurredAt.toString() },
        keptThrough: keptThrough(legalDayOf(occurredAt), months).toString(),
      }),
    ),
    nextCursor: last && rows.length > limit ? writePlace(last.occurredAt.toString(), last.eventId) : null,
  }
}
