// Rooms with what grows in them, what stands at the premises beside, and where all of a room went. A room is what the grower called it when
// the lot was planted. Not here: planting and cutting.
import { sql } from 'kysely'
import {
  assert,
  type BatchId,
  type Instant,
  legalDayOf,
  type PartyId,
  type PlainDate,
  type PremisesId,
  refuseNow,
  trustId,
} from '#kernel'
import type { Actor, Tx } from '#platform'
import type { RoomFate, RoomLot, RoomMap } from '../contract.ts'
import { recallParts } from '../contract.ts'
import { chainProblems } from '../problems.ts'
import { followMass } from '../recall/parts.ts'
import { selectMass } from '../recall/store.ts'
import { batchRef, lookUp, nothingWanted } from '../refs.ts'

/** Of a room the last so many lots that are cut. */
const pastMax = 6

type LotRow = {
  readonly batchId: BatchId
  readonly name: string
  readonly productCode: string
  readonly cultivar: string | null
  readonly room: string
  readonly premisesId: PremisesId
  readonly holderId: PartyId
  readonly town: string
  readonly openedAt: Instant
  readonly plants: bigint
  readonly begun: bigint
  readonly isHeld: boolean
}
type StandRow = {
  readonly premisesId: string
  readonly state: string
  readonly massMg: bigint
  readonly batches: bigint
}

type Where = { readonly premisesId?: PremisesId; readonly room?: string }

async function selectLots(tx: Tx, { authorityId }: Pick<Actor, 'authorityId'>, { premisesId, room }: Where) {
  const { rows } = await sql<LotRow>`
    select b.batch_id as "batchId", b.name, b.product_code as "productCode", b.cultivar, b.room, b.premises_id as "premisesId",
      b.holder_id as "holderId", p.town, b.opened_at as "openedAt", b.opened_amount as begun,
      coalesce(s.plants, 0)::bigint as plants, coalesce(s.is_held, false) as "isHeld"
    from chain.batch as b
    join licensing.premises as p on p.authority_id = b.authority_id and p.premises_id = b.premises_id
    left join lateral (
      select sum(n.amount) as plants, bool_or(a.state = 'held') as is_held
      from chain.account as a
      join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id and n.amount > 0
      where a.authority_id = b.authority_id and a.batch_id = b.batch_id and a.ledger = 'plant_pieces' and a.kind = 'stock'
    ) as s on true
    where b.authority_id = ${authorityId} and b.kind = 'plant-lot' and b.room is not null
      ${premisesId ? sql`and b.premises_id = ${premisesId}` : sql``} ${room ? sql`and b.room = ${room}` : sql``}
    order by b.opened_at desc, b.batch_id
    limit 2000`.execute(tx)
  return rows
}

/** Every room the reader may see, premises by premises. */
export async function roomMap(tx: Tx, actor: Actor, today: PlainDate): Promise<RoomMap> {
  const lots = await selectLots(tx, actor, {})
  const premises = [...new Set(lots.map(({ premisesId }) => premisesId))]
  const { rows: stands } = await sql<StandRow>`
    select a.premises_id as "premisesId", a.state, sum(n.amount)::bigint as "massMg", count(distinct a.batch_id) as batches
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id and n.amount > 0
    where a.authority_id = ${actor.authorityId} and a.kind = 'stock' and a.ledger = 'material_mg' and a.premises_id = any (${premises}::uuid[])
    group by 1, 2 order by 1, 3 desc`.execute(tx)
  const wanted = nothingWanted()
  for (const { holderId, premisesId } of lots) {
    wanted.parties.add(holderId)
    wanted.premises.add(premisesId)
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    items: premises.map((premisesId) => {
      const here = lots.filter((lot) => lot.premisesId === premisesId)
      const [first] = here
      assert(first, 'premises are listed for their lots')
      return {
        premises: names.premises(premisesId),
        holder: names.party(first.holderId),
        town: first.town,
        rooms: roomsOf(here, today),
        stands: stands
          .filter((one) => one.premisesId === premisesId)
          .map(({ state, massMg, batches }) => ({ state, massMg: `${massMg}`, batches: Number(batches) })),
      }
    }),
  }
}

function roomsOf(lots: readonly LotRow[], today: PlainDate): RoomMap['items'][number]['rooms'] {
  return [...Map.groupBy(lots, ({ room }) => room)]
    .map(([room, all]) => {
      const standing = all.filter(({ plants }) => plants > 0n)
      return {
        room,
        plants: Number(standing.reduce((sum, { plants }) => sum + plants, 0n)),
        lots: standing.map((lot) => viewLot(lot, today)),
        past: all
          .filter(({ plants }) => plants === 0n)
          .slice(0, pastMax)
          .map((lot) => viewLot(lot, today)),
      }
    })
    .sort((a, b) => a.room.localeCompare(b.room, 'nl', { numeric: true }))
}

function viewLot(lot: LotRow, today: PlainDate): RoomLot {
  const plantedOn = legalDayOf(lot.openedAt)
  return {
    batch: batchRef({ batchId: lot.batchId, name: lot.name, kind: 'plant-lot' }),
    productCode: lot.productCode,
    cultivar: lot.cultivar,
    plantedOn: plantedOn.toString(),
    days: plantedOn.until(today).days,
    plants: Number(lot.plants),
    plantsBegun: Number(lot.begun),
    isHeld: lot.isHeld,
  }
}

export type RoomAsked = { readonly premisesId: PremisesId; readonly room: string; readonly now: Instant }

/** Where a room went: all its lots and what became of them, to the milligram. Refuses `unknown-batch` where nothing ever grew. */
export async function roomFate(tx: Tx, actor: Actor, { premisesId, room, now }: RoomAsked): Promise<RoomFate> {
  const lots = await selectLots(tx, actor, { premisesId, room })
  if (lots.length === 0) return refuseNow(chainProblems['unknown-batch'], {})
  const rootIds = lots.map(({ batchId }) => trustId('batch', batchId))
  const ledger = await selectMass(tx, actor.authorityId, { rootIds, since: now })
  const { totalMg, parts } = followMass(ledger).now
  const wanted = nothingWanted()
  wanted.premises.add(premisesId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    premises: names.premises(premisesId),
    room,
    lots: lots.map((lot) => viewLot(lot, legalDayOf(now))),
    totalMg: `${totalMg}`,
    parts: recallParts.flatMap((part) => (parts.has(part) ? [{ part, massMg: `${parts.get(part)}` }] : [])),
    handedOnMg: `${ledger.inflowMg < 0n ? -ledger.inflowMg : 0n}`,
  }
}
