// Whose an event or an account is, as far as the reader may look. Not here: what it says (events.ts) and what it holds (batches.ts).
import { sql } from 'kysely'
import { type AccountId, type AuthorityId, type EventId, type PartyId, trustId } from '#kernel'
import type { Tx } from '#platform'
import type { ActKind } from '../contract.ts'

export type Subject = {
  readonly holderId: PartyId
  /** Of an event: what it was. */
  readonly kind: ActKind | null
}

export async function findEventHolder(tx: Tx, authorityId: AuthorityId, eventId: EventId): Promise<Subject | null> {
  const { rows } = await sql<{ holderId: string; kind: ActKind }>`
    select e.holder_id as "holderId", e.kind
    from chain.event as e
    where e.authority_id = ${authorityId} and e.event_id = ${eventId}`.execute(tx)
  return rows[0] ? { holderId: trustId('party', rows[0].holderId), kind: rows[0].kind } : null
}

export async function findAccountHolder(
  tx: Tx,
  authorityId: AuthorityId,
  accountId: AccountId,
): Promise<Subject | null> {
  const { rows } = await sql<{ holderId: string }>`
    select a.holder_id as "holderId"
    from chain.account as a
    where a.authority_id = ${authorityId} and a.account_id = ${accountId}`.execute(tx)
  return rows[0] ? { holderId: trustId('party', rows[0].holderId), kind: null } : null
}
