// How much one sender stores in a legal day: counted in the transaction that stores it, in bytes and in pieces. Not here: how a refusal is said (of
// documents: documents.ts), and requests in a minute (api).
import { sql } from 'kysely'
import { type Instant, legalDayOf, startOfLegalDay } from '#kernel'
import { type Actor, subjectOf } from '../actor.ts'
import type { Tx } from '../database/database.ts'

/** Bytes that fill the disk, and pieces: many tiny ones fill it with their rows. */
export type DayMost = { readonly bytes: number; readonly pieces: number }

export type DayCount =
  | { readonly kind: 'counted'; readonly left: DayMost }
  /** Nothing was counted. */
  | {
      readonly kind: 'full'
      readonly left: DayMost
      /** The legal day that begins anew, and in how many seconds. */
      readonly freeOn: string
      readonly seconds: number
    }

/**
 * Adds one piece of these bytes to the sender's day; two at once wait for each other here. A party is one sender with all its people and programs,
 * of staff each person and program is one. What rolls back was not counted.
 */
export async function countForDay(
  tx: Tx,
  actor: Actor,
  piece: {
    readonly what: 'document' | 'capture'
    readonly size: number
    readonly now: Instant
    readonly most: DayMost
  },
): Promise<DayCount> {
  const { what, size, now, most } = piece
  const today = legalDayOf(now)
  const sender = actor.wall === 'staff' ? subjectOf(actor) : (actor.partyId ?? '')
  const { rows } = await sql<Stored>`
    insert into platform.stored_day as day (authority_id, sender, what, stored_on, size, pieces)
    select ${actor.authorityId}, ${sender}, ${what}, ${today.toString()}::date, ${size}::bigint, 1
    where ${size}::bigint <= ${most.bytes}::bigint and ${most.pieces}::bigint >= 1
    on conflict on constraint stored_day_key do update
      set size = day.size + excluded.size,
        pieces = day.pieces + 1
      where day.size + excluded.size <= ${most.bytes}::bigint and day.pieces < ${most.pieces}::bigint
    returning size::float8 as size, pieces::float8 as pieces`.execute(tx)
  const [counted] = rows
  if (counted) return { kind: 'counted', left: leftOf(most, counted) }
  const day = await sql<Stored>`
    select size::float8 as size, pieces::float8 as pieces
    from platform.stored_day
    where authority_id = ${actor.authorityId} and sender = ${sender} and what = ${what} and stored_on = ${today.toString()}::date`.execute(
    tx,
  )
  const freeOn = today.add({ days: 1 })
  return {
    kind: 'full',
    left: leftOf(most, day.rows[0] ?? { size: 0, pieces: 0 }),
    freeOn: freeOn.toString(),
    seconds: Math.ceil(startOfLegalDay(freeOn).since(now).total('seconds')),
  }
}

type Stored = { readonly size: number; readonly pieces: number }

/** Less than nothing when the setting was lowered today. */
function leftOf(most: DayMost, { size, pieces }: Stored): DayMost {
  return { bytes: Math.max(0, most.bytes - size), pieces: Math.max(0, most.pieces - pieces) }
}
