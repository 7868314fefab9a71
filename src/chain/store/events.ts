// Reads events. Not here: writing them (door.ts).
import { sql } from 'kysely'
import { type AuthorityId, type EventId, type Instant, trustId } from '#kernel'
import type { Tx } from '#platform'

export type EventRecord = {
  readonly eventId: EventId
  readonly recordedAt: Instant
  readonly leaf: Uint8Array
  readonly record: string | null
  readonly salt: Uint8Array | null
  readonly basis: readonly string[]
  readonly exemptionId: string | null
}

/** The record as it was hashed, or null when there is no such event for this reader. */
export async function findRecord(tx: Tx, authorityId: AuthorityId, eventId: EventId): Promise<EventRecord | null> {
  const { rows } = await sql<{
    recordedAt: Instant
    leaf: Buffer
    record: string | null
    salt: Buffer | null
    basis: string[]
    exemptionId: string | null
  }>`
    select e.recorded_at as "recordedAt", e.leaf, e.record, e.salt, e.basis, e.exemption_id as "exemptionId"
    from chain.event as e
    where e.authority_id = ${authorityId} and e.event_id = ${eventId}`.execute(tx)
  const [row] = rows
  return row ? { eventId: trustId('event', eventId), ...row } : null
}
