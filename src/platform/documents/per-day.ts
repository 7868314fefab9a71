// How much one sender stores in a legal day: counted in the transaction that stores it, and refused past the most. Not here: requests in a minute (api).
import { sql } from 'kysely'
import { legalDayOf, refuseNow, startOfLegalDay } from '#kernel'
import { type Actor, subjectOf } from '../actor.ts'
import type { Tx } from '../database/database.ts'
import { documentProblems } from './problems.ts'
import type { DocumentStore } from './store.ts'

/**
 * Adds these bytes to the sender's day; two at once wait for each other here. A party is one sender with all its people and programs, of
 * staff each person and program is one. What rolls back was not counted. Refuses `platform/documents-day-full`.
 */
export async function countForDay(
  tx: Tx,
  actor: Actor,
  { bytesPerDayMax, clock }: Pick<DocumentStore, 'bytesPerDayMax' | 'clock'>,
  size: number,
): Promise<void> {
  const now = clock.now()
  const today = legalDayOf(now)
  const sender = actor.wall === 'staff' ? subjectOf(actor) : (actor.partyId ?? '')
  const { rows } = await sql`
    insert into platform.document_day as day (authority_id, sender, stored_on, size)
    select ${actor.authorityId}, ${sender}, ${today.toString()}::date, ${size}::bigint
    where ${size}::bigint <= ${bytesPerDayMax}::bigint
    on conflict on constraint document_day_key do update
      set size = day.size + excluded.size
      where day.size + excluded.size <= ${bytesPerDayMax}::bigint
    returning size`.execute(tx)
  if (rows.length > 0) return
  const day = await sql<{ stored: number }>`
    select size::float8 as stored
    from platform.document_day
    where authority_id = ${actor.authorityId} and sender = ${sender} and stored_on = ${today.toString()}::date`.execute(
    tx,
  )
  const freeOn = today.add({ days: 1 })
  refuseNow(documentProblems['documents-day-full'], {
    size,
    left: Math.max(0, bytesPerDayMax - (day.rows[0]?.stored ?? 0)), // Less than nothing when the setting was lowered today.
    freeOn: freeOn.toString(),
    seconds: Math.ceil(startOfLegalDay(freeOn).since(now).total('seconds')),
  })
}
