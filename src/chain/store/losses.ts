// Who must be told of a loss until when, and what was told. Not here: telling (the door).
import { sql } from 'kysely'
import type { AuthorityId, Instant, PartyId, PlainDate } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { LossToldTo } from '../contract.ts'
import { isAmong } from './of-years.ts'

export type LossDueRow = {
  readonly lossId: string
  readonly to: LossToldTo
  readonly premisesId: string
  readonly discoveredAt: Instant
  readonly dueOn: PlainDate
  readonly eventId: string | null
  readonly toldAt: Instant | null
  readonly reference: string | null
}

export async function selectLossDues(
  tx: Tx,
  authorityId: AuthorityId,
  eventIds: readonly string[],
): Promise<LossDueRow[]> {
  if (eventIds.length === 0) return []
  const { rows } = await sql<LossDueRow>`
    select d.loss_id as "lossId", d.told_to as "to", d.premises_id as "premisesId", d.discovered_at as "discoveredAt", d.due_on as "dueOn",
      n.event_id as "eventId", n.told_at as "toldAt", n.reference
    from chain.loss_due as d
    left join chain.loss_notice as n on n.authority_id = d.authority_id and n.loss_id = d.loss_id and n.told_to = d.told_to
    where d.authority_id = ${authorityId} and d.loss_id = any (${eventIds}::uuid[])
    order by d.due_on, d.told_to`.execute(tx)
  return rows
}

type Lost = {
  readonly cause: 'lost' | 'stolen'
  /** In mg, or of plants how many. */
  readonly amount: bigint
  readonly unit: 'mg' | 'pieces'
}
export type ToTellRow = Pick<LossDueRow, 'lossId' | 'to' | 'premisesId' | 'discoveredAt' | 'dueOn'> &
  Lost & { readonly count: bigint }

/** What is still to be told, the soonest due first: of the reader's party, or, for staff, everybody's that is due before a day. */
export async function selectToTell(
  tx: Tx,
  { authorityId, partyId, wall }: Pick<Actor, 'authorityId' | 'partyId' | 'wall'>,
  {
    limit,
    dueBefore,
    holderId = null,
  }: { readonly limit: number; readonly dueBefore: PlainDate | null; readonly holderId?: PartyId | null },
): Promise<ToTellRow[]> {
  // Mostly there is nothing to tell: then no movement is asked for, whose question is planned over every year there is.
  const { rows } = await sql<Omit<ToTellRow, keyof Lost>>`
    select d.loss_id as "lossId", d.told_to as "to", d.premises_id as "premisesId", d.discovered_at as "discoveredAt", d.due_on as "dueOn",
      count(*) over () as count
    from chain.loss_due as d
    where d.authority_id = ${authorityId} ${wall === 'staff' ? sql`` : sql`and d.holder_id = ${partyId}`}
      ${holderId ? sql`and d.holder_id = ${holderId}` : sql``}
      ${dueBefore ? sql`and d.due_on < ${dueBefore.toString()}::date` : sql``}
      and not exists (
        select from chain.loss_notice as n where n.authority_id = d.authority_id and n.loss_id = d.loss_id and n.told_to = d.told_to
          and not exists (select from chain.correction as c where c.authority_id = n.authority_id and c.corrects_id = n.event_id))
      and not exists (select from chain.correction as c where c.authority_id = d.authority_id and c.corrects_id = d.loss_id)
    order by d.due_on, d.loss_id, d.told_to
    limit ${limit}`.execute(tx)
  const lost = await selectLost(
    tx,
    authorityId,
    rows.map(({ lossId }) => lossId),
  )
  return rows.flatMap((row) => {
    const what = lost.get(row.lossId)
    return what ? [{ ...row, ...what }] : []
  })
}

/** What each of these losses took, by its event: one movement is all it does to the material or the plants. */
async function selectLost(
  tx: Tx,
  authorityId: AuthorityId,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, Lost>> {
  if (eventIds.length === 0) return new Map()
  const { rows } = await sql<Lost & { eventId: string }>`
    select m.event_id as "eventId", w.state as cause, m.amount, case m.ledger when 'plant_pieces' then 'pieces' else 'mg' end as unit
    from chain.movement as m
    join chain.account as w on w.authority_id = m.authority_id and w.account_id = m.to_account_id
    where m.authority_id = ${authorityId} and ${isAmong(sql`m.event_id`, eventIds)} and m.ledger in ('material_mg', 'plant_pieces') and m.line = 1`.execute(
    tx,
  )
  return new Map(rows.map(({ eventId, ...what }) => [eventId, what]))
}
