// What waits, found from the accounts where it stands. Not here: which role is shown what (work.ts).
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId, Instant, PartyId, PlainDate } from '#kernel'
import type { PartyKind } from '#licensing'
import type { Actor, Tx } from '#platform'
import type { BatchKind, StockState } from '../contract.ts'
import { isCounted } from './counted.ts'
import { openedBy } from './counts.ts'
import { transitOf } from './under-way.ts'

export type StandingQuery = {
  readonly states: readonly StockState[]
  readonly kinds?: readonly BatchKind[]
  readonly holderKinds?: readonly PartyKind[]
  /** Whoever has it, not the reader's party alone; the wall still holds. */
  readonly isWide?: boolean
  /** With a result on a sample of it or of its parents' already: ready for a verdict comes before what still waits. */
  readonly isTested?: boolean
  /** A sample without a result that stands: what is left of one that was tested waits for nothing. */
  readonly isUntested?: boolean
  readonly expiresBefore?: PlainDate
  /** Which stands there since before a moment. */
  readonly sinceBefore?: Instant
  /** Which does not stand there since before a moment. */
  readonly sinceFrom?: Instant
  readonly limit: number
}
export type StandingRow = {
  readonly batchId: string
  readonly name: string
  readonly premisesId: string
  readonly amount: bigint
  readonly since: Instant
  readonly expiresOn: PlainDate | null
}
type Found<Row> = { readonly rows: readonly Row[]; readonly count: number }
type Counted<Row> = Row & { readonly count: bigint }

function found<Row>(rows: readonly Counted<Row>[]): Found<Row> {
  return { rows, count: Number(rows[0]?.count ?? 0n) }
}

/** Batches with stock in these states, longest standing first (or soonest to expire). */
export async function selectStanding(
  tx: Tx,
  actor: Pick<Actor, 'authorityId' | 'partyId' | 'wall'>,
  query: StandingQuery,
): Promise<Found<StandingRow>> {
  const { authorityId, partyId, wall } = actor
  const where: RawBuilder<unknown>[] = [
    sql`n.authority_id = ${authorityId}`,
    sql`n.amount > 0`,
    sql`a.kind = 'stock'`,
    isCounted,
    sql`a.state = any (${query.states})`,
  ]
  if (!query.isWide && wall !== 'staff') where.push(sql`n.holder_id = ${partyId}`)
  if (query.kinds) where.push(sql`b.kind = any (${query.kinds})`)
  if (query.holderKinds) {
    where.push(sql`n.holder_id in (
      select p.party_id from licensing.party as p where p.authority_id = ${authorityId} and p.kind = any (${query.holderKinds}))`)
  }
  if (query.isUntested) {
    where.push(sql`not exists (
      select from chain.result as r
      where r.authority_id = b.authority_id and r.sample_id = b.batch_id
        and not exists (select from chain.correction as c where c.authority_id = r.authority_id and c.corrects_id = r.event_id))`)
  }
  if (query.expiresBefore) where.push(sql`b.expires_on < ${query.expiresBefore}`)
  // From the few samples of this batch to their results, each by key: never past every result there is.
  const tested = sql`exists (
    select from (
      select b.batch_id as from_id
      union all
      select up.parent_id from chain.batch_edge as up where up.authority_id = b.authority_id and up.child_id = b.batch_id
    ) as source
    cross join lateral (
      select d.child_id from chain.batch_edge as d
      where d.authority_id = b.authority_id and d.parent_id = source.from_id
      offset 0
    ) as sample
    where exists (select from chain.result as r where r.authority_id = b.authority_id and r.sample_id = sample.child_id))`
  const first = query.expiresBefore ? sql`min(b.expires_on),` : query.isTested ? sql`${tested} desc,` : sql``
  const { rows } = await sql<Counted<StandingRow>>`
    select b.batch_id as "batchId", b.name, min(a.premises_id::text) as "premisesId", sum(n.amount)::bigint as amount,
      min(a.opened_at) as since, b.expires_on as "expiresOn", count(*) over () as count
    from chain.balance as n
    join chain.account as a on a.authority_id = n.authority_id and a.account_id = n.account_id
    join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
    where ${sql.join(where, sql` and `)}
    group by b.authority_id, b.batch_id
    having ${query.sinceBefore ? sql`min(a.opened_at) < ${query.sinceBefore}` : sql`true`}
      and ${query.sinceFrom ? sql`min(a.opened_at) >= ${query.sinceFrom}` : sql`true`}
    order by ${first} min(a.opened_at), b.batch_id
    limit ${query.limit}`.execute(tx)
  return found(rows)
}

export async function countUnderWay(
  tx: Tx,
  authorityId: AuthorityId,
  {
    senderId,
    receiverId,
    leftFrom,
    leftBefore,
  }: {
    readonly senderId?: PartyId
    readonly receiverId?: PartyId
    readonly leftFrom?: Instant
    readonly leftBefore?: Instant
  },
): Promise<number> {
  const where: RawBuilder<unknown>[] = [sql`true`]
  if (senderId) where.push(sql`n.holder_id = ${senderId}`)
  if (receiverId) where.push(sql`n.counter_id = ${receiverId}`)
  if (leftFrom || leftBefore) {
    const from = leftFrom ? sql`s.shipped_at >= ${leftFrom}` : sql`true`
    const before = leftBefore ? sql`s.shipped_at < ${leftBefore}` : sql`true`
    where.push(sql`exists (select from chain.shipment as s
      where s.authority_id = a.authority_id and s.shipment_id = a.shipment_id and ${from} and ${before})`)
  }
  const { rows } = await sql<{ count: bigint }>`
    select count(distinct a.shipment_id) as count
    from ${transitOf(authorityId)}
    where ${sql.join(where, sql` and `)}`.execute(tx)
  return Number(rows[0]?.count ?? 0n)
}

/**
 * Harvests of which the grower still has something, of the harvest itself or of what came from it, with others who work on it too; soonest due
 * first.
 */
export async function selectHarvestClocks(
  tx: Tx,
  authorityId: AuthorityId,
  { limit }: { readonly limit: number },
): Promise<Found<StandingRow>> {
  const { rows } = await sql<Counted<StandingRow>>`
    with recursive standing as materialized (
      select a.batch_id, a.holder_id, sum(n.amount)::bigint as amount
      from chain.balance as n
      join chain.account as a on a.authority_id = n.authority_id and a.account_id = n.account_id
      where n.authority_id = ${authorityId} and n.amount > 0 and a.ledger = 'material_mg'
        and n.holder_id in (select p.party_id from licensing.party as p where p.authority_id = ${authorityId} and p.kind = 'grower')
      group by a.batch_id, a.holder_id
    ), up as ( -- What a grower has came from, each batch once however much came of it.
      select standing.batch_id, standing.holder_id from standing
      union
      select d.parent_id, up.holder_id
      from up
      join chain.batch_edge as d on d.authority_id = ${authorityId} and d.child_id = up.batch_id
    ), service as materialized (
      select s.harvest_id, s.grower_id, s.amount from chain.harvest_at_service(${authorityId}) as s
    ), clock as materialized (
      select b.batch_id, b.holder_id, b.name, b.premises_id, b.opened_at, count(*) over () as count
      from (
        select up.batch_id, up.holder_id from up
        union
        select service.harvest_id, service.grower_id from service) as open
      join chain.batch as b on b.authority_id = ${authorityId} and b.batch_id = open.batch_id and b.kind = 'harvest' and b.holder_id = open.holder_id
      order by b.opened_at, b.batch_id
      limit ${limit}
    ), down as ( -- Of those that are shown, back to what there is of each.
      select clock.batch_id as harvest_id, clock.holder_id, clock.batch_id from clock
      union
      select down.harvest_id, down.holder_id, d.child_id
      from down
      join chain.batch_edge as d on d.authority_id = ${authorityId} and d.parent_id = down.batch_id
    )
    select clock.batch_id as "batchId", clock.name, clock.premises_id as "premisesId", sum(has.amount)::bigint as amount, clock.opened_at as since,
      null::date as "expiresOn", clock.count
    from clock
    join (
      select down.harvest_id, standing.amount
      from down
      join standing on standing.batch_id = down.batch_id and standing.holder_id = down.holder_id
      union all
      select service.harvest_id, service.amount from service) as has on has.harvest_id = clock.batch_id
    group by clock.batch_id, clock.name, clock.premises_id, clock.opened_at, clock.count
    order by clock.opened_at, clock.batch_id`.execute(tx)
  return found(rows)
}

export type DifferenceRow = {
  readonly accountId: string
  readonly shipmentId: string | null
  readonly batchId: string
  readonly premisesId: string
  readonly state: string
  /** The event that opened it; null where its words are another's. */
  readonly eventId: string | null
  readonly name: string
  readonly amount: bigint
  readonly since: Instant
  /** Of what came late and is in dispute; else null. */
  readonly disputeDueOn: PlainDate | null
}

/** Those the reader must explain: its own, or everyone's for staff. The partner of a shipment sees it, and is not asked. */
export async function selectDifferences(
  tx: Tx,
  { authorityId, partyId, wall }: Pick<Actor, 'authorityId' | 'partyId' | 'wall'>,
  { limit }: { readonly limit: number },
): Promise<Found<DifferenceRow>> {
  const isMine = wall === 'staff' ? sql`true` : sql`own.holder_id = ${partyId}`
  const { rows } = await sql<Counted<DifferenceRow>>`
    select a.account_id as "accountId", a.shipment_id as "shipmentId", a.batch_id as "batchId", a.premises_id as "premisesId", a.state,
      d.event_id as "eventId", b.name, n.amount, a.opened_at as since,
      d.due_on as "disputeDueOn", count(*) over () as count
    from ( -- From the few that differ to their accounts, in this order.
      select own.authority_id, own.account_id, own.amount from chain.balance as own
      where own.authority_id = ${authorityId} and own.is_signed and own.amount <> 0 and ${isMine}
      offset 0) as n
    cross join lateral (
      select own.* from chain.account as own where own.authority_id = n.authority_id and own.account_id = n.account_id
      offset 0) as a
    join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
    left join chain.dispute as d on d.authority_id = n.authority_id and d.account_id = n.account_id
    where ${isCounted}
    order by a.opened_at, a.account_id
    limit ${limit}`.execute(tx)
  // Where nothing differs no movement is asked for, whose question is planned over every year there is.
  const unsaid = rows.flatMap(({ accountId, eventId }) => (eventId === null ? [accountId] : []))
  const opened = unsaid.length === 0 ? new Map<string, string>() : await selectOpening(tx, authorityId, unsaid)
  return found(rows.map((row) => ({ ...row, eventId: row.eventId ?? opened.get(row.accountId) ?? null })))
}

/** The event that first moved each of these accounts, as far as the reader may see it. */
async function selectOpening(
  tx: Tx,
  authorityId: AuthorityId,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ accountId: string; eventId: string }>`
    select a.account_id as "accountId", first.event_id as "eventId"
    from chain.account as a ${openedBy}
    where a.authority_id = ${authorityId} and a.account_id = any (${[...accountIds]}::uuid[]) and first.event_id is not null`.execute(
    tx,
  )
  return new Map(rows.map(({ accountId, eventId }) => [accountId, eventId]))
}

export type HeldRow = {
  readonly batchId: string
  readonly name: string
  readonly reason: string
  readonly amount: bigint
  readonly since: Instant
}

/** Batches on hold of which there is something, newest hold first: of the reader's party, or of everyone for staff. */
export async function selectHolds(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  { limit }: { readonly limit: number },
): Promise<Found<HeldRow>> {
  const { rows } = await sql<Counted<HeldRow>>`
    select b.batch_id as "batchId", b.name, h.reason, held.amount, h.held_at as since, count(*) over () as count
    from (
      select a.batch_id, sum(n.amount)::bigint as amount
      from chain.balance as n
      join chain.account as a on a.authority_id = n.authority_id and a.account_id = n.account_id
      where n.authority_id = ${authorityId} and n.amount > 0 and ${isCounted} and a.kind = 'stock' and a.state = 'held'
      group by a.batch_id
    ) as held
    join chain.batch as b on b.authority_id = ${authorityId} and b.batch_id = held.batch_id
    cross join lateral (
      select h.reason, h.held_at
      from chain.hold as h
      where h.authority_id = b.authority_id and h.batch_id = b.batch_id
      order by h.held_at desc limit 1
    ) as h
    order by h.held_at desc, b.batch_id
    limit ${limit}`.execute(tx)
  return found(rows)
}
