// One page of events that answer a question, and the token of the next. Not here: how they are written out (query-document.ts).
import { sql } from 'kysely'
import { refuseNow } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { EpcisQuery } from './condition.ts'
import { countEvents, type FoundEvent, findRows, firstThatFit, inTime, readRows } from './find-events.ts'
import { fingerprint, readToken, tokenHash, tokenHours, writeToken } from './page-token.ts'
import { epcisQueryProblems } from './problems.ts'
import { resolveQuery } from './resolve.ts'

export const perPageDefault = 30
/** The next page is a request away. Large events end a page before: `answerBytesMax`. */
export const perPageMax = 500

export type AskedEvents = {
  readonly query: EpcisQuery
  readonly perPage?: number
  readonly token?: string
  readonly now: Temporal.Instant
}

export type EventPage = {
  readonly events: readonly FoundEvent[]
  readonly next: { readonly token: string; readonly endsAt: Temporal.Instant } | null
}

/** Whose questions these are: the party's, or of staff the authority's. */
export const ownerOf = (actor: Pick<Actor, 'authorityId' | 'partyId' | 'wall'>): string =>
  (actor.wall === 'staff' ? null : actor.partyId) ?? actor.authorityId

/** Refuses `epcis/page-token`, `epcis/page-token-ended`, `epcis/query-too-large`, `epcis/query-too-complex`, `epcis/query-too-long`. */
export function askEvents(tx: Tx, actor: Actor, asked: AskedEvents): Promise<EventPage> {
  return inTime(tx, () => pageOf(tx, actor, asked))
}

async function pageOf(tx: Tx, actor: Actor, asked: AskedEvents): Promise<EventPage> {
  const { authorityId } = actor
  const { now } = asked
  const of = fingerprint([ownerOf(actor), asked.query])
  const place = asked.token === undefined ? null : readToken(asked.token, { of, now })
  if (asked.token !== undefined && (await isEnded(tx, actor, asked.token)))
    refuseNow(epcisQueryProblems['page-token-ended'], {})
  const query = await resolveQuery(tx, authorityId, asked.query)
  const { maxEventCount, eventCountLimit } = query
  if (maxEventCount !== null && place === null) {
    const count = await countEvents(tx, authorityId, { conditions: query.conditions, max: maxEventCount })
    if (count > maxEventCount) refuseNow(epcisQueryProblems['query-too-large'], { max: maxEventCount })
  }
  const left = place ? place.left : eventCountLimit
  const perPage = Math.min(asked.perPage ?? perPageDefault, perPageMax, left ?? perPageMax)
  const rows = await findRows(tx, {
    authorityId,
    query,
    limit: perPage + 1,
    ...(place ? { after: place.after } : {}),
  })
  const shown = firstThatFit(rows, perPage)
  const events = await readRows(tx, authorityId, shown)
  const after = shown.at(-1)?.rowId
  const stillLeft = left === null ? null : left - shown.length
  if (rows.length === shown.length || after === undefined || stillLeft === 0) return { events, next: null }
  const endsAt = now.add({ hours: tokenHours })
  return { events, next: { token: writeToken({ of, endsAt, after, left: stillLeft }), endsAt } }
}

/**
 * One event by its eventID: the newest word on it is told first, a declaration that it was an error before the event itself. Each organisation may
 * have one of that name, and staff see all of them, so they come in pages. Refuses `epcis/unknown-event`, and what `askEvents` refuses.
 */
export async function eventById(
  tx: Tx,
  actor: Actor,
  { eventId, ...asked }: Omit<AskedEvents, 'query'> & { readonly eventId: string },
): Promise<EventPage> {
  const query: EpcisQuery = {
    conditions: [{ kind: 'event-id', values: [eventId] }],
    order: { by: 'recordTime', direction: 'DESC' },
    eventCountLimit: null,
    maxEventCount: null,
  }
  const page = await askEvents(tx, actor, { perPage: perPageMax, ...asked, query })
  return page.events.length > 0 || asked.token !== undefined ? page : refuseNow(epcisQueryProblems['unknown-event'], {})
}

/** Gives a next page back. What is no token of ours is none that could be read either, so giving it back is done. */
export async function endToken(tx: Tx, actor: Actor, token: string, now: Temporal.Instant): Promise<void> {
  const endsAt = now.add({ hours: tokenHours })
  await sql`select chain.epcis_end_token(${actor.authorityId}, ${ownerOf(actor)}, ${tokenHash(token)}, ${endsAt})`.execute(
    tx,
  )
}

async function isEnded(tx: Tx, actor: Actor, token: string): Promise<boolean> {
  const { rows } = await sql<{ isEnded: boolean }>`
    select exists (select from chain.epcis_ended_token as t
      where t.authority_id = ${actor.authorityId} and t.holder_id = ${ownerOf(actor)} and t.token_sha256 = ${tokenHash(token)}) as "isEnded"`.execute(
    tx,
  )
  return rows[0]?.isEnded ?? false
}
