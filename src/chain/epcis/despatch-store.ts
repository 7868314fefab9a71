// The SQL of despatches that events are about. Not here: what is done with them (judge.ts).
import { sql } from 'kysely'
import type { AuthorityId, EventId, PartyId, ShipmentId } from '#kernel'
import type { Tx } from '#platform'

export type Despatch = { readonly eventId: EventId; readonly senderId: PartyId; readonly isTakenBack: boolean }

/** Null also for a shipment of others. */
export async function findDespatch(tx: Tx, authorityId: AuthorityId, shipmentId: ShipmentId): Promise<Despatch | null> {
  const { rows } = await sql<Despatch>`
    select s.event_id as "eventId", s.sender_id as "senderId", exists (
      select from chain.correction as c where c.authority_id = s.authority_id and c.corrects_id = s.event_id) as "isTakenBack"
    from chain.shipment as s
    where s.authority_id = ${authorityId} and s.shipment_id = ${shipmentId}`.execute(tx)
  return rows[0] ?? null
}
