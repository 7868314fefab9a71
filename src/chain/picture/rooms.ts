// Rooms with what grows in them, what stands at the premises beside, and where all of a room went. A room is what the grower called it when
// the lot was planted, or where it was moved since. Not here: planting and cutting.
import { sql } from 'kysely'
import {
  assert,
  type BatchId,
  type Instant,
  legalDayOf,
  type PartyId,
  type PlainDate,
  type PremisesId,
  printId,
  refuseNow,
  startOfLegalDay,
  trustId,
} from '#kernel'
import type { Actor, Tx } from '#platform'
import type { BatchKind, RecallPart, RecallPartView, RoomFate, RoomHanded, RoomLot, RoomMap } from '../contract.ts'
import { recallParts } from '../contract.ts'
import { chainProblems } from '../problems.ts'
import { viewPart } from '../recall/part-view.ts'
import { followMass, piecesOf } from '../recall/parts.ts'
import { selectHanded, selectMass } from '../recall/store.ts'
import { batchRef, lookUp, nothingWanted } from '../refs.ts'
import { type RoomRow, selectRooms } from '../store/rooms.ts'
import { type PageAsked, pageOfEvents, viewBehind } from './events-behind.ts'

/** Of a room the last so many lots that are cut. */
const pastMax = 6

type LotRow = {
  readonly batchId: BatchId
  readonly name: string
  readonly kind: BatchKind
  readonly productCode: string
  readonly cultivar: string | null
  readonly room: string
  readonly premisesId: PremisesId
  readonly holderId: PartyId
  readonly town: string
  readonly openedAt: Instant
  readonly since: Instant
  readonly massMg: bigint
  readonly plants: bigint
  readonly begun: bigint
  readonly begunId: string | null
  readonly isHeld: boolean
}
type StandRow = {
  readonly premisesId: string
  readonly state: string
  readonly massMg: bigint
  readonly batches: bigint
}

type Where = { readonly premisesId?: PremisesId; readonly room?: string; readonly on?: PlainDate }

/**
 * Each batch in each room it stood in, newest first: where it was planted, and where it was moved. Without a day: where it stands now, or
 * stood last. With one: what was in a room sometime on that day.
 */
async function selectLots(tx: Tx, { authorityId }: Pick<Actor, 'authorityId'>, { premisesId, room, on }: Where) {
  const day = on
    ? { start: startOfLegalDay(on).toString(), end: startOfLegalDay(on.add({ days: 1 })).toString() }
    : null
  const { rows } = await sql<LotRow>`
    with stay as (
      select b.batch_id, b.premises_id, b.holder_id, coalesce(b.room, (
          select lot.room from chain.batch_edge as d
          join chain.batch as lot on lot.authority_id = d.authority_id and lot.batch_id = d.parent_id
          where d.authority_id = b.authority_id and d.child_id = b.batch_id limit 1)) as room, b.opened_at as since, b.event_id
      from chain.batch as b
      where b.authority_id = ${authorityId} and (b.kind = 'plant-lot' and b.room is not null or b.kind = 'plant')
        ${premisesId ? sql`and b.premises_id = ${premisesId}` : sql``}
      union all
      select s.batch_id, s.premises_id, s.holder_id, s.room, s.since, s.event_id
      from chain.room_stay as s
      where s.authority_id = ${authorityId} ${premisesId ? sql`and s.premises_id = ${premisesId}` : sql``}
        and not exists (select from chain.correction as c where c.authority_id = s.authority_id and c.corrects_id = s.event_id)
    ), stood as (
      select stay.*, lead(stay.since) over (partition by stay.batch_id, stay.premises_id order by stay.since, stay.event_id) as until
      from stay
    )
    select b.batch_id as "batchId", b.name, b.kind, b.product_code as "productCode", b.cultivar, stood.room,
      stood.premises_id as "premisesId", stood.holder_id as "holderId", p.town, b.opened_at as "openedAt", stood.since,
      case when b.unit = 'pieces' then b.opened_amount else 0 end as begun,
      (select e.event_id from chain.event as e where e.authority_id = b.authority_id and e.event_id = b.event_id) as "begunId",
      coalesce(s.plants, 0)::bigint as plants, coalesce(s.mass, 0)::bigint as "massMg", coalesce(s.is_held, false) as "isHeld"
    from stood
    join chain.batch as b on b.authority_id = ${authorityId} and b.batch_id = stood.batch_id
    join licensing.premises as p on p.authority_id = b.authority_id and p.premises_id = stood.premises_id
    left join lateral (
      select sum(n.amount) filter (where a.ledger = 'plant_pieces') as plants, sum(n.amount) filter (where a.ledger = 'material_mg') as mass,
        bool_or(a.state = 'held') as is_held
      from chain.account as a
      join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id and n.amount > 0
      where a.authority_id = b.authority_id and a.batch_id = b.batch_id and a.premises_id = stood.premises_id
        and a.ledger in ('plant_pieces', 'material_mg') and a.kind = 'stock'
    ) as s on true
    where stood.room is not null ${room ? sql`and lower(stood.room) = lower(${room})` : sql``}
      ${
        day
          ? sql`and stood.since < ${day.end}::timestamptz and (stood.until is null or stood.until > ${day.start}::timestamptz)
        and exists (
          select from chain.account as a
          where a.authority_id = b.authority_id and a.batch_id = b.batch_id and a.premises_id = stood.premises_id and a.kind = 'stock'
            and a.ledger in ('plant_pieces', 'material_mg')
            and coalesce((select sum(m.amount) from chain.movement as m where m.authority_id = a.authority_id
                and m.to_account_id = a.account_id and m.occurred_at < ${day.end}::timestamptz), 0)
              > coalesce((select sum(m.amount) from chain.movement as m where m.authority_id = a.authority_id
                and m.from_account_id = a.account_id and m.occurred_at < ${day.start}::timestamptz), 0))`
          : sql`and stood.until is null`
      }
    order by b.opened_at desc, b.batch_id
    limit 2000`.execute(tx)
  return rows
}

/** Every room the reader may see, premises by premises. */
export async function roomMap(tx: Tx, actor: Actor, today: PlainDate): Promise<RoomMap> {
  const lots = await selectLots(tx, actor, {})
  const designated = await selectRooms(tx, actor.authorityId, { premises: null, on: today })
  const premises = [...new Set([...lots, ...designated].map(({ premisesId }) => premisesId))]
  const sites = await selectSites(tx, actor, premises)
  const { rows: stands } = await sql<StandRow>`
    select a.premises_id as "premisesId", a.state, sum(n.amount)::bigint as "massMg", count(distinct a.batch_id) as batches
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id and n.amount > 0
    where a.authority_id = ${actor.authorityId} and a.kind = 'stock' and a.ledger = 'material_mg' and a.premises_id = any (${premises}::uuid[])
    group by 1, 2 order by 1, 3 desc`.execute(tx)
  const wanted = nothingWanted()
  for (const { holderId, premisesId } of sites) {
    wanted.parties.add(holderId)
    wanted.premises.add(premisesId)
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    items: premises.map((premisesId) => {
      const here = lots.filter((lot) => lot.premisesId === premisesId)
      const site = sites.find((one) => one.premisesId === premisesId)
      assert(site, 'premises are in the register')
      return {
        premises: names.premises(premisesId),
        holder: names.party(site.holderId),
        town: site.town,
        isDesignated: designated.some((one) => one.premisesId === premisesId),
        rooms: roomsOf(
          here,
          designated.filter((one) => one.premisesId === premisesId),
          today,
        ),
        stands: stands
          .filter((one) => one.premisesId === premisesId)
          .map(({ state, massMg, batches }) => ({ state, massMg: `${massMg}`, batches: Number(batches) })),
      }
    }),
  }
}

/** Of whom premises are; an officer of one holder sees the sites of that holder alone. */
async function selectSites(tx: Tx, { authorityId }: Pick<Actor, 'authorityId'>, premises: readonly PremisesId[]) {
  const { rows } = await sql<{ premisesId: PremisesId; holderId: PartyId; town: string }>`
    select p.premises_id as "premisesId", p.party_id as "holderId", p.town from licensing.premises as p
    where p.authority_id = ${authorityId} and p.premises_id = any (${premises}::uuid[])`.execute(tx)
  return rows
}

function roomsOf(
  lots: readonly LotRow[],
  designated: readonly RoomRow[],
  today: PlainDate,
): RoomMap['items'][number]['rooms'] {
  const named = Map.groupBy(lots, ({ room }) => room.toLowerCase())
  for (const { name } of designated) if (!named.has(name.toLowerCase())) named.set(name.toLowerCase(), [])
  return [...named]
    .map(([key, all]) => {
      const standing = all.filter(({ plants, massMg }) => plants > 0n || massMg > 0n)
      const as = designated.find(({ name }) => name.toLowerCase() === key)
      return {
        room: as?.name ?? all[0]?.room ?? key,
        kind: as?.kind ?? null,
        uses: as ? [...as.uses] : [],
        plants: Number(standing.reduce((sum, { plants }) => sum + plants, 0n)),
        lots: standing.map((lot) => viewLot(lot, today)),
        past: all
          .filter((lot) => !standing.includes(lot))
          .slice(0, pastMax)
          .map((lot) => viewLot(lot, today)),
      }
    })
    .sort((a, b) => a.room.localeCompare(b.room, 'nl', { numeric: true }))
}

function viewLot(lot: LotRow, today: PlainDate): RoomLot {
  const plantedOn = legalDayOf(lot.openedAt)
  return {
    batch: batchRef({ batchId: lot.batchId, name: lot.name, kind: lot.kind }),
    productCode: lot.productCode,
    cultivar: lot.cultivar,
    plantedOn: plantedOn.toString(),
    hereSince: legalDayOf(lot.since).toString(),
    massMg: `${lot.massMg}`,
    days: plantedOn.until(today).days,
    plants: Number(lot.plants),
    plantsBegun: Number(lot.begun),
    begunEventId: lot.begunId && printId('event', trustId('event', lot.begunId)),
    isHeld: lot.isHeld,
  }
}

/** With a day: only what stood there on that day. */
export type RoomAsked = {
  readonly premisesId: PremisesId
  readonly room: string
  readonly on: PlainDate | null
  readonly now: Instant
}

/** Where a room went: all its lots and what became of them, to the milligram. Refuses `unknown-batch` where nothing ever grew. */
export async function roomFate(tx: Tx, actor: Actor, { premisesId, room, on, now }: RoomAsked): Promise<RoomFate> {
  const lots = await selectLots(tx, actor, { premisesId, room, ...(on ? { on } : {}) })
  if (lots.length === 0 && !(on && (await isRoom(tx, actor, { premisesId, room })))) {
    return refuseNow(chainProblems['unknown-batch'], {})
  }
  const rootIds = lots.map(({ batchId }) => trustId('batch', batchId))
  const ledger = await selectMass(tx, actor.authorityId, { rootIds, since: now })
  const { totalMg, parts } = followMass(ledger).now
  const wanted = nothingWanted()
  wanted.premises.add(premisesId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    premises: names.premises(premisesId),
    room,
    on: on?.toString() ?? null,
    lots: lots.map((lot) => viewLot(lot, legalDayOf(now))),
    totalMg: `${totalMg}`,
    parts: recallParts.flatMap((part) => (parts.has(part) ? [{ part, massMg: `${parts.get(part)}` }] : [])),
    handedOnMg: `${ledger.inflowMg < 0n ? -ledger.inflowMg : 0n}`,
  }
}

/** The accounts behind one part of where a room went. Refuses as `roomFate`. */
export async function roomFatePart(
  tx: Tx,
  actor: Actor,
  { part, now, ...asked }: RoomAsked & { readonly part: RecallPart },
): Promise<RecallPartView> {
  const ledger = await selectMass(tx, actor.authorityId, { rootIds: await rootsOf(tx, actor, asked), since: now })
  return viewPart(tx, actor.authorityId, { part, found: piecesOf(ledger, part) })
}

/** How a room's mass passed to others, event by event. Refuses as `roomFate`, and `bad-cursor`. */
export async function roomHanded(tx: Tx, actor: Actor, asked: Omit<RoomAsked, 'now'> & PageAsked): Promise<RoomHanded> {
  const { authorityId } = actor
  const { limit, after } = pageOfEvents(asked)
  const rows = await selectHanded(tx, authorityId, {
    rootIds: await rootsOf(tx, actor, asked),
    after,
    limit: limit + 1,
  })
  return viewBehind(tx, authorityId, { rows, limit })
}

/** All that stood in the room, or stood there on that day. */
async function rootsOf(tx: Tx, actor: Actor, { premisesId, room, on }: Omit<RoomAsked, 'now'>): Promise<BatchId[]> {
  const lots = await selectLots(tx, actor, { premisesId, room, ...(on ? { on } : {}) })
  if (lots.length === 0) refuseNow(chainProblems['unknown-batch'], {})
  return lots.map(({ batchId }) => trustId('batch', batchId))
}

/** Whether anything ever stood there, or it is designated. */
async function isRoom(tx: Tx, actor: Actor, { premisesId, room }: Pick<RoomAsked, 'premisesId' | 'room'>) {
  const { rows } = await sql`
    select from chain.batch as b where b.authority_id = ${actor.authorityId} and b.premises_id = ${premisesId} and lower(b.room) = lower(${room})
    union all select from chain.room as r
      where r.authority_id = ${actor.authorityId} and r.premises_id = ${premisesId} and lower(r.name) = lower(${room})
    union all select from chain.room_stay as s
      where s.authority_id = ${actor.authorityId} and s.premises_id = ${premisesId} and lower(s.room) = lower(${room})
    limit 1`.execute(tx)
  return rows.length > 0
}
