// Events that are behind a number, as a page of a list: each with its part of the mass and its batches. Not here: which events (band-events.ts,
// moved.ts, rooms.ts).
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, type Instant, printId, trustId } from '#kernel'
import type { Tx } from '#platform'
import type { ActKind, BandEvents } from '../contract.ts'
import { isInstant, pageDefault, pageMax, readPlace, writePlace } from '../paging.ts'
import { lookUp, nothingWanted } from '../refs.ts'

export type BehindRow = {
  readonly eventId: string
  readonly kind: ActKind
  readonly occurredAt: Instant
  readonly massMg: bigint
  readonly batchIds: readonly string[]
}
export type PageAsked = { readonly cursor?: string; readonly limit?: number }

/** The batches of an event, as a column of a row; `id` is the event's. */
export const batchesOf = (authorityId: AuthorityId, id: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select coalesce(array_agg(o.batch_id), '{}') from chain.event_batch as o
    where o.authority_id = ${authorityId} and o.event_id = ${id})`

/** Of events `e` newest first: how many to read, and behind which. Refuses `chain/bad-cursor`. */
export const pageOfEvents = (asked: PageAsked) => pageOf(asked, sql`e.occurred_at, e.event_id`)

/** As `pageOfEvents`, where time and id are other columns. */
export function pageOf(
  { cursor, limit: asked }: PageAsked,
  columns: RawBuilder<unknown>,
): { readonly limit: number; readonly after: RawBuilder<unknown> } {
  const place = cursor === undefined ? null : readPlace(cursor, isInstant)
  return {
    limit: Math.min(asked ?? pageDefault, pageMax),
    after: place ? sql`(${columns}) < (${place.value}::timestamptz, ${place.id}::uuid)` : sql`true`,
  }
}

/** `rows` has one more than `limit` where there are more. */
export async function viewBehind(
  tx: Tx,
  authorityId: AuthorityId,
  { rows, limit }: { readonly rows: readonly BehindRow[]; readonly limit: number },
): Promise<BandEvents> {
  const page = rows.slice(0, limit)
  const wanted = nothingWanted()
  for (const { batchIds } of page) for (const id of batchIds) wanted.batches.add(id)
  const names = await lookUp(tx, authorityId, wanted)
  const last = page.at(-1)
  return {
    items: page.map(({ eventId, kind, occurredAt, massMg, batchIds }) => ({
      eventId: printId('event', trustId('event', eventId)),
      kind,
      occurredAt: occurredAt.toString(),
      massMg: `${massMg}`,
      batches: batchIds.flatMap((id) => names.batch(id) ?? []),
    })),
    nextCursor: last && rows.length > limit ? writePlace(last.occurredAt.toString(), last.eventId) : null,
  }
}
