// Stock that is set aside, and until when its event said so. Read behind the staff wall. Not here: freeing it.
import { sql } from 'kysely'
import type { AuthorityId, Instant } from '#kernel'
import type { Tx } from '#platform'

export type EndedReservation = { readonly accountId: string; readonly holderId: string; readonly premisesId: string }

/** As many as are freed in one go; the next go takes the rest. */
const goMax = 200

/** The account of a reservation bears the number of its event. One whose record was erased has no end any more, and ends now. */
export async function selectEndedReservations(
  tx: Tx,
  authorityId: AuthorityId,
  now: Instant,
): Promise<readonly EndedReservation[]> {
  const { rows } = await sql<EndedReservation>`
    with open as materialized (
      select a.account_id, a.holder_id, a.premises_id, a.shipment_id as event_id
      from chain.account as a
      join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
      where a.authority_id = ${authorityId} and a.state = 'reserved' and a.ledger = 'material_mg' and n.amount > 0
    )
    select open.account_id as "accountId", open.holder_id as "holderId", open.premises_id as "premisesId"
    from open
    left join chain.records_of(${authorityId}, array(select o.event_id from open as o)) as said on said.event_id = open.event_id
    where coalesce((said.act ->> 'until')::timestamptz, '-infinity') <= ${now}
    order by open.account_id
    limit ${goMax}`.execute(tx)
  return rows
}
