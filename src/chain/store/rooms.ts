// Which rooms are designated at premises on a day. Not here: what stands in them (picture/rooms.ts).
import { sql } from 'kysely'
import type { AuthorityId, PlainDate, PremisesId } from '#kernel'
import type { Tx } from '#platform'
import type { RoomUse } from '../contract.ts'

export type RoomFact = { readonly name: string; readonly kind: 'room' | 'field'; readonly uses: readonly RoomUse[] }
export type RoomRow = RoomFact & { readonly premisesId: PremisesId; readonly from: PlainDate }

/** The newest designation of each name that holds on that day and was not taken back; what is closed is not in it. */
export async function selectRooms(
  tx: Tx,
  authorityId: AuthorityId,
  { premises, on }: { readonly premises: readonly PremisesId[] | null; readonly on: PlainDate },
): Promise<RoomRow[]> {
  const { rows } = await sql<RoomRow>`
    select newest.* from (
      select distinct on (r.premises_id, lower(r.name)) r.premises_id as "premisesId", r.name, r.kind, r.uses, r.from_on as "from"
      from chain.room as r
      where r.authority_id = ${authorityId} and r.from_on <= ${on.toString()}::date
        ${premises ? sql`and r.premises_id = any (${premises}::uuid[])` : sql``}
        and not exists (select from chain.correction as c where c.authority_id = r.authority_id and c.corrects_id = r.event_id)
      order by r.premises_id, lower(r.name), r.from_on desc, r.event_id desc
    ) as newest
    where cardinality(newest.uses) > 0
    order by newest.name`.execute(tx)
  return rows
}
