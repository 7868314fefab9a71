// Reads shipments. Not here: sending and receiving (acts/move.ts).
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId, Instant, PartyId, ShipmentId } from '#kernel'
import type { Tx } from '#platform'
import type { ShipReason } from '../acts/facts.ts'
import type { LogisticUnit, StockState, Transport } from '../contract.ts'
import { hasFew } from './few.ts'
import { transitOf } from './under-way.ts'

export type ShipmentStatus = 'in-transit' | 'received' | 'received-with-difference' | 'refused' | 'cancelled'
export type ShipmentRow = {
  readonly shipmentId: string
  readonly reason: ShipReason
  readonly senderId: string
  readonly fromPremisesId: string
  readonly receiverId: string
  readonly toPremisesId: string
  readonly eventId: string
  readonly shippedAt: Instant
  readonly status: ShipmentStatus
  readonly receivedAt: Instant | null
  readonly receiveEventId: string | null
  readonly lines: readonly {
    line: number
    batchId: string
    state: StockState
    shippedMg: string
    receivedMg: string | null
    packMg: string | null
  }[]
}
export type ShipmentQuery = {
  readonly shipmentId?: ShipmentId
  readonly shipmentIds?: readonly string[]
  readonly senderId?: PartyId
  readonly receiverId?: PartyId
  /** Sent by this party or to it. */
  readonly eitherId?: PartyId
  /** Behind the holder wall: whose shipments the reader sees. */
  readonly of?: PartyId
  readonly status?: ShipmentStatus
  /** No longer on its way, however that ended. */
  readonly isSettled?: boolean
  readonly after?: { readonly at: string; readonly shipmentId: string }
  readonly leftFrom?: Instant
  readonly leftBefore?: Instant
  readonly oldestFirst?: boolean
  readonly limit: number
}

/** Newest first unless said otherwise. */
export async function selectShipments(tx: Tx, authorityId: AuthorityId, query: ShipmentQuery): Promise<ShipmentRow[]> {
  const {
    shipmentId,
    shipmentIds,
    senderId,
    receiverId,
    eitherId,
    of,
    status,
    isSettled = false,
    after,
    leftFrom,
    leftBefore,
    oldestFirst = false,
    limit,
  } = query
  const where: RawBuilder<unknown>[] = [sql`s.authority_id = ${authorityId}`]
  if (shipmentId) where.push(sql`s.shipment_id = ${shipmentId}`)
  if (shipmentIds) where.push(sql`s.shipment_id = any (${[...shipmentIds]}::uuid[])`)
  if (senderId) where.push(sql`s.sender_id = ${senderId}`)
  if (receiverId) where.push(sql`s.receiver_id = ${receiverId}`)
  if (eitherId) where.push(sql`(s.sender_id = ${eitherId} or s.receiver_id = ${eitherId})`)
  if (after) {
    const isPast = oldestFirst ? sql`>` : sql`<`
    where.push(sql`(s.shipped_at, s.shipment_id) ${isPast} (${after.at}::timestamptz, ${after.shipmentId}::uuid)`)
  }
  if (leftFrom) where.push(sql`s.shipped_at >= ${leftFrom}`)
  if (leftBefore) where.push(sql`s.shipped_at < ${leftBefore}`)
  const direction = oldestFirst ? sql`asc` : sql`desc`
  // What is under way is little: those are found from the open transit accounts, not from all there ever was.
  const underWay = sql`select a.shipment_id from ${transitOf(authorityId)}`
  if (of) {
    const [sent, received] = [sql`s.sender_id = ${of}`, sql`s.receiver_id = ${of}`]
    const those = (own: RawBuilder<unknown>) =>
      sql`from chain.shipment as s where s.authority_id = ${authorityId} and ${own}`
    if (await hasFew(tx, those(sent), those(received))) where.push(sql`(${sent} or ${received})`)
  }
  if (status === 'in-transit') where.push(sql`s.shipment_id in (${underWay})`)
  if (isSettled) where.push(sql`s.shipment_id <> all (array(${underWay}))`)
  // Only where the state decides which rows there are must it be worked out for all of them.
  const isStateLast = status === undefined || status === 'in-transit'
  const page = sql`
    with page as materialized (
      select * from chain.shipment as s where ${sql.join(where, sql` and `)}
      ${isStateLast ? sql`order by s.shipped_at ${direction}, s.shipment_id ${direction} limit ${limit}` : sql``}
    )`
  const { rows } = await sql<ShipmentRow>`${page}
    select s.shipment_id as "shipmentId", s.reason, s.sender_id as "senderId", s.from_premises_id as "fromPremisesId",
      s.receiver_id as "receiverId", s.to_premises_id as "toPremisesId", s.event_id as "eventId", s.shipped_at as "shippedAt",
      state.status, state.received_at as "receivedAt", state.receive_event_id as "receiveEventId", state.lines
    from page as s
    cross join lateral (
      select min(t.received_at) as received_at, min(t.event_id::text)::uuid as receive_event_id,
        case
          when exists (select from chain.correction as c where c.authority_id = s.authority_id and c.corrects_id = s.event_id) then 'cancelled'
          when count(t.event_id) < count(*) then 'in-transit'
          -- What settles it and sends it back is one event; found by its hour, and not among the events of every year.
          when bool_or(exists (
            select from chain.shipment as back
            where back.authority_id = s.authority_id and back.sender_id = s.receiver_id and back.shipped_at = t.received_at
              and back.event_id = t.event_id)) then 'refused'
          when bool_or(t.received_mg <> l.shipped_mg) then 'received-with-difference'
          else 'received'
        end as status,
        jsonb_agg(jsonb_build_object('line', l.line, 'batchId', l.batch_id, 'state', l.state, 'shippedMg', l.shipped_mg::text,
          'receivedMg', t.received_mg::text, 'packMg', b.pack_mass_mg::text) order by l.line) as lines
      from chain.shipment_line as l
      left join chain.batch as b on b.authority_id = l.authority_id and b.batch_id = l.batch_id
      left join lateral (
        select t.* from chain.settlement as t
        where t.authority_id = l.authority_id and t.shipment_id = l.shipment_id and t.line = l.line
          and not exists (select from chain.correction as c where c.authority_id = t.authority_id and c.corrects_id = t.event_id)
        order by t.round desc limit 1
      ) as t on true
      where l.authority_id = s.authority_id and l.shipment_id = s.shipment_id
    ) as state
    where ${status ? sql`state.status = ${status}` : sql`true`}
    order by s.shipped_at ${direction}, s.shipment_id ${direction}
    limit ${limit}`.execute(tx)
  return rows
}

/** What the sender said of the journey and which order it answers, as signed. Nothing where it said nothing, or where the record was erased. */
export type Journey = {
  readonly transport?: Transport
  readonly units?: readonly LogisticUnit[]
  readonly orderNumber?: string
}

/** By the event of sending. Both partners see that event, so both see this. */
export async function selectJourneys(
  tx: Tx,
  authorityId: AuthorityId,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, Journey>> {
  if (eventIds.length === 0) return new Map()
  const { rows } = await sql<{ eventId: string; journey: Journey }>`
    select event_id as "eventId", jsonb_build_object('transport', act -> 'transport', 'units', act -> 'units',
      'orderNumber', act -> 'orderNumber') as journey
    from chain.records_of(${authorityId}, ${[...eventIds]}::uuid[])
    where act ?| array['transport', 'units', 'orderNumber']`.execute(tx)
  return new Map(rows.map(({ eventId, journey }) => [eventId, journey]))
}
