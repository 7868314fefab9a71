// Second signatures: what waits for one, and which were given. Not here: signing (the door).
import { sql } from 'kysely'
import type { AuthorityId, Instant, PlainDate } from '#kernel'
import type { Actor, Tx } from '#platform'
import { isAmong } from './of-years.ts'

export type SignatureRow = {
  readonly eventId: string
  readonly dueOn: PlainDate
  readonly signEventId: string | null
  readonly signedAt: Instant | null
  /** For whom the second person signed. */
  readonly partyId: string | null
  /** Whoever reads recorded the first: somebody else must sign. */
  readonly isMine: boolean
  /** What is signed was taken back: nobody signs it any more. */
  readonly isTakenBack: boolean
}

/** Of these events, those that ask for a second signature. */
export async function selectSignatures(
  tx: Tx,
  { authorityId, userId, clientId }: Pick<Actor, 'authorityId' | 'userId' | 'clientId'>,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, SignatureRow>> {
  if (eventIds.length === 0) return new Map()
  const { rows } = await sql<SignatureRow>`
    select t.event_id as "eventId", t.due_on as "dueOn", c.event_id as "signEventId", c.signed_at as "signedAt", c.party_id as "partyId",
      t.event_id in (select chain.recorded_by(${authorityId}, ${eventIds}::uuid[], ${userId ?? clientId}::uuid)) as "isMine",
      exists (select from chain.correction as k where k.authority_id = t.authority_id and k.corrects_id = t.event_id) as "isTakenBack"
    from chain.to_sign as t
    left join chain.countersign as c on c.authority_id = t.authority_id and c.signs_id = t.event_id
    where t.authority_id = ${authorityId} and t.event_id = any (${eventIds}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.eventId, row]))
}

export async function isToSign(tx: Tx, authorityId: AuthorityId, eventId: string): Promise<boolean> {
  const { rows } = await sql`
    select from chain.to_sign as t where t.authority_id = ${authorityId} and t.event_id = ${eventId}`.execute(tx)
  return rows.length > 0
}

export type ToSignRow = {
  readonly eventId: string
  readonly kind: 'count' | 'destroy'
  readonly premisesId: string
  readonly occurredAt: Instant
  readonly dueOn: PlainDate
  readonly count: bigint
}

/** What waits, the soonest due first: of the reader's party, or, for staff, everybody's that is due before a day. */
export async function selectToSign(
  tx: Tx,
  { authorityId, partyId, wall }: Pick<Actor, 'authorityId' | 'partyId' | 'wall'>,
  { limit, dueBefore }: { readonly limit: number; readonly dueBefore: PlainDate | null },
): Promise<ToSignRow[]> {
  // Mostly nothing waits: then no event is asked for, whose question is planned over every year there is.
  const { rows } = await sql<Omit<ToSignRow, 'kind' | 'occurredAt'>>`
    select t.event_id as "eventId", t.premises_id as "premisesId", t.due_on as "dueOn", count(*) over () as count
    from chain.to_sign as t
    where t.authority_id = ${authorityId} ${wall === 'staff' ? sql`` : sql`and t.holder_id = ${partyId}`}
      ${dueBefore ? sql`and t.due_on < ${dueBefore.toString()}::date` : sql``}
      and not exists (select from chain.countersign as c where c.authority_id = t.authority_id and c.signs_id = t.event_id)
      and not exists (select from chain.correction as c where c.authority_id = t.authority_id and c.corrects_id = t.event_id)
    order by t.due_on, t.event_id
    limit ${limit}`.execute(tx)
  if (rows.length === 0) return []
  const ids = rows.map(({ eventId }) => eventId)
  const { rows: events } = await sql<Pick<ToSignRow, 'eventId' | 'kind' | 'occurredAt'>>`
    select e.event_id as "eventId", e.kind, e.occurred_at as "occurredAt" from chain.event as e
    where e.authority_id = ${authorityId} and ${isAmong(sql`e.event_id`, ids)}`.execute(tx)
  const seen = new Map(events.map((event) => [event.eventId, event]))
  return rows.flatMap((row) => {
    const event = seen.get(row.eventId)
    return event ? [{ ...row, ...event }] : []
  })
}
