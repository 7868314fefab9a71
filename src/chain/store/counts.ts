// What the book says at a moment, the counts there were, and the differences that are open. Not here: what a difference means (count/).
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId, BatchId, EventId, Instant, PartyId, PlainDate, PremisesId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { AccountFact } from '../acts/facts.ts'
import type { Act, ActKind, StockState } from '../contract.ts'
import { placeKey } from '../place.ts'

export type StockKey = { readonly holderId: PartyId; readonly premisesId: PremisesId }
export type StandingThen = Pick<AccountFact, 'batchId' | 'state'> & { readonly amount: bigint }

/** Material of these batches at a place as it stood at a moment, that moment included: what is there now less what came after. */
export async function selectStockThen(
  tx: Tx,
  authorityId: AuthorityId,
  { holderId, premisesId, batches, at }: StockKey & { readonly batches: readonly BatchId[]; readonly at: Instant },
): Promise<StandingThen[]> {
  const { rows } = await sql<StandingThen>`
    select a.batch_id as "batchId", a.state,
      (n.amount
        - coalesce((select sum(m.amount) from chain.movement as m where m.authority_id = a.authority_id
            and m.to_account_id = a.account_id and m.occurred_at > ${at}::timestamptz), 0)
        + coalesce((select sum(m.amount) from chain.movement as m where m.authority_id = a.authority_id
            and m.from_account_id = a.account_id and m.occurred_at > ${at}::timestamptz), 0))::bigint as amount
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    where a.authority_id = ${authorityId} and a.holder_id = ${holderId} and a.premises_id = ${premisesId} and a.kind = 'stock'
      and a.ledger = 'material_mg' and a.batch_id = any (${batches}::uuid[])`.execute(tx)
  return rows
}

/** The same by its place, for a decision. */
export async function loadStockThen(
  tx: Tx,
  authorityId: AuthorityId,
  asked: { readonly holder: PartyId | null; readonly premises: PremisesId; readonly batches: readonly BatchId[] },
  at: Instant,
): Promise<ReadonlyMap<string, bigint>> {
  const { holder: holderId, premises: premisesId, batches } = asked
  if (holderId === null) return new Map()
  const rows = await selectStockThen(tx, authorityId, { holderId, premisesId, batches, at })
  return new Map(
    rows.map(({ batchId, state, amount }) => [
      placeKey({
        kind: 'stock',
        ledger: 'material_mg',
        holderId,
        counterId: null,
        premisesId,
        batchId,
        shipmentId: null,
        state,
      }),
      amount,
    ]),
  )
}

export type SheetRow = {
  readonly batchId: string
  readonly state: StockState
  readonly productCode: string
  readonly packMassMg: bigint | null
}
/** All that is to be counted at a place: which lots in which state, and nothing of how much. */
export async function selectSheet(
  tx: Tx,
  authorityId: AuthorityId,
  { holderId, premisesId }: StockKey,
): Promise<SheetRow[]> {
  const { rows } = await sql<SheetRow>`
    select a.batch_id as "batchId", a.state, b.product_code as "productCode", b.pack_mass_mg as "packMassMg"
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
    where a.authority_id = ${authorityId} and a.holder_id = ${holderId} and a.premises_id = ${premisesId} and a.kind = 'stock'
      and a.ledger = 'material_mg' and n.amount > 0
    order by b.product_code, b.name, a.state`.execute(tx)
  return rows
}

export type OpenDifference = {
  readonly accountId: string
  readonly holderId: string
  readonly counterId: string | null
  readonly premisesId: string
  readonly batchId: string
  readonly shipmentId: string | null
  readonly state: string
  readonly amount: bigint
  readonly since: Instant
  /** The event that opened it; null where its words are another's. */
  readonly eventId: string | null
  /** Of what came late and is in dispute; else null. */
  readonly shortAt: Instant | null
  readonly disputeDueOn: PlainDate | null
  /** The newest event that moved it; null where that is not the reader's. */
  readonly lastId: string | null
  readonly lastKind: ActKind | null
  readonly lastAt: Instant | null
  /** For whom it was recorded. */
  readonly lastBy: string | null
}
export type OpenAsked = { readonly holderId?: PartyId; readonly since?: Instant; readonly limit: number }

/** The first event that moved account `a`: how a difference arose. */
export const openedBy = sql`left join lateral (
      select m.event_id from chain.movement as m
      where m.authority_id = a.authority_id and a.account_id in (m.from_account_id, m.to_account_id)
      order by m.occurred_at, m.event_id limit 1
    ) as first on true`

/** Oldest first: its clock runs longest. `whose` is the reader's own party; staff see everybody's. */
export async function selectOpenDifferences(
  tx: Tx,
  { authorityId, partyId, wall }: Pick<Actor, 'authorityId' | 'partyId' | 'wall'>,
  { holderId, since, limit }: OpenAsked,
): Promise<OpenDifference[]> {
  const where: RawBuilder<unknown>[] = [
    sql`n.authority_id = ${authorityId} and n.is_signed and n.amount <> 0 and a.ledger = 'material_mg'`,
  ]
  if (wall !== 'staff') where.push(sql`n.holder_id = ${partyId}`)
  if (holderId) where.push(sql`n.holder_id = ${holderId}`)
  if (since) where.push(sql`a.opened_at >= ${since}::timestamptz`)
  const { rows } = await sql<OpenDifference>`
    select a.account_id as "accountId", a.holder_id as "holderId", a.counter_id as "counterId", a.premises_id as "premisesId",
      a.batch_id as "batchId", a.shipment_id as "shipmentId", a.state, n.amount, a.opened_at as since,
      coalesce(d.event_id, first.event_id) as "eventId", d.short_at as "shortAt", d.due_on as "disputeDueOn",
      last.event_id as "lastId", last.kind as "lastKind", last.occurred_at as "lastAt", last.holder_id as "lastBy"
    from chain.balance as n
    join chain.account as a on a.authority_id = n.authority_id and a.account_id = n.account_id
    left join chain.dispute as d on d.authority_id = n.authority_id and d.account_id = n.account_id
    ${openedBy}
    left join lateral (
      select e.event_id, e.kind, e.occurred_at, e.holder_id
      from chain.movement as m
      join chain.event as e on e.authority_id = m.authority_id and e.event_id = m.event_id
      where m.authority_id = a.authority_id and a.account_id in (m.from_account_id, m.to_account_id)
      order by e.recorded_at desc, e.event_id desc limit 1
    ) as last on true
    where ${sql.join(where, sql` and `)}
    order by a.opened_at, a.account_id
    limit ${limit}`.execute(tx)
  return rows
}

export type CountRow = {
  readonly eventId: EventId
  readonly holderId: PartyId
  readonly premisesId: PremisesId
  readonly occurredAt: Instant
  readonly act: Act | null
}

/** All counts since a moment that were not taken back, newest first: of the reader's party, or of everybody for staff and the house. */
export async function selectCounts(
  tx: Tx,
  { authorityId, partyId, wall }: Pick<Actor, 'authorityId' | 'partyId' | 'wall'>,
  since: Instant,
): Promise<CountRow[]> {
  const mine = wall === 'staff' ? sql`true` : sql`e.holder_id = ${partyId}`
  const { rows } = await sql<CountRow>`
    with counted as (
      select e.event_id, e.holder_id, e.premises_id, e.occurred_at
      from chain.event as e
      where e.authority_id = ${authorityId} and e.kind = 'count' and e.occurred_at >= ${since}::timestamptz and ${mine}
        and not exists (select from chain.correction as c where c.authority_id = e.authority_id and c.corrects_id = e.event_id)
    )
    select counted.event_id as "eventId", counted.holder_id as "holderId", counted.premises_id as "premisesId",
      counted.occurred_at as "occurredAt", said.act
    from counted
    join chain.records_of(${authorityId}, array(select counted.event_id from counted)) as said on said.event_id = counted.event_id
    order by counted.occurred_at desc, counted.event_id desc`.execute(tx)
  return rows
}

/** Of these batches those whose beginning was taken back: none of them was ever there. */
export async function loadTakenBack(
  tx: Tx,
  authorityId: AuthorityId,
  batches: readonly BatchId[],
): Promise<ReadonlySet<BatchId>> {
  const { rows } = await sql<{ batchId: BatchId }>`
    select b.batch_id as "batchId" from chain.batch as b
    where b.authority_id = ${authorityId} and b.batch_id = any (${[...batches]}::uuid[]) and b.taken_back_id is not null`.execute(
    tx,
  )
  return new Set(rows.map(({ batchId }) => batchId))
}
