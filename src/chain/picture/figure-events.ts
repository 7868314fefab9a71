// The events of one figure of the country, newest first, each with its part of it; and the figure itself. With kept sums a page reads the days
// on which there is something of the figure, by the index of time, and stops when it is full; without them all of the reader's own is added
// up. Not here: the figures (months.ts).
import { sql } from 'kysely'
import type { AuthorityId, PartyId, PlainDate } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { FigureEvents, FlowKind } from '../contract.ts'
import { isInstant, pageDefault, pageMax, readPlace } from '../paging.ts'
import { fillByDay, type PagePlace, selectOfDays } from './by-day.ts'
import { type BehindRow, batchesOf, viewBehind } from './events-behind.ts'
import { figuresOf, movementsOf, notTakenBack, readCounted } from './months.ts'
import { hasSums, selectFigureDays } from './sums.ts'

export type FigureAsked = {
  readonly what: FlowKind
  readonly from: PlainDate
  readonly until: PlainDate
  readonly productCode?: string
  readonly cursor?: string
  readonly limit?: number
}

export type Found = {
  readonly totalMg: bigint
  readonly events: bigint
  /** One more than was asked for, where there are more. */
  readonly rows: readonly BehindRow[]
}
export type FigureWanted = Omit<FigureAsked, 'cursor' | 'limit'> & {
  /** A reader who sees its own alone. */
  readonly holderId?: PartyId | null
  readonly place: PagePlace | null
  readonly limit: number
}

/** Refuses `chain/bad-cursor`. */
export async function figureEvents(tx: Tx, actor: Actor, asked: FigureAsked): Promise<FigureEvents> {
  const { authorityId } = actor
  const holderId = actor.wall === 'holder' ? actor.partyId : null
  const limit = Math.min(asked.limit ?? pageDefault, pageMax)
  const place = asked.cursor === undefined ? null : readPlace(asked.cursor, isInstant)
  const find = (await hasSums(tx, authorityId)) ? findByDay : findCounted
  const { totalMg, events, rows } = await find(tx, authorityId, { ...asked, holderId, place, limit })
  return { totalMg: `${totalMg}`, events: Number(events), ...(await viewBehind(tx, authorityId, { rows, limit })) }
}

/** By the kept sums, wherever their mark is. */
export async function findByDay(tx: Tx, authorityId: AuthorityId, wanted: FigureWanted): Promise<Found> {
  const { what, from, until, productCode = null, place, limit } = wanted
  const days = await selectFigureDays(tx, authorityId, { what, from, until, productCode })
  const product = productCode === null ? sql`` : sql`and b.product_code = ${productCode}`
  const mass = sql`(
    select sum(m.amount)::bigint
    from chain.movement as m
    ${sql.raw(figuresOf)}
    where ${sql.raw(movementsOf)} and x.what = ${what} ${product})`
  const rows = await fillByDay(days, { place, limit }, (some, count) =>
    selectOfDays(tx, authorityId, { days: some, place, limit: count, mass, isPart: sql.raw(notTakenBack) }),
  )
  return {
    totalMg: days.reduce((sum, { massMg }) => sum + massMg, 0n),
    events: days.reduce((sum, { events }) => sum + events, 0n),
    rows,
  }
}

/** All of the reader's own is added up, and one page of it shown. */
export async function findCounted(tx: Tx, authorityId: AuthorityId, wanted: FigureWanted): Promise<Found> {
  const { what, productCode, place, limit } = wanted
  const product = productCode === undefined ? sql`` : sql`and b.product_code = ${productCode}`
  const after = place ? sql`where (d.at, d.id) < (${place.value}::timestamptz, ${place.id}::uuid)` : sql``
  const rows = await readCounted(
    tx,
    authorityId,
    wanted,
    (from) => sql<BehindRow & { readonly totalMg: bigint; readonly events: bigint }>`
    with done as materialized (
      select e.event_id as id, e.kind, e.occurred_at as at, sum(m.amount)::bigint as mass
      from ${from} and x.what = ${what} ${product}
      group by e.event_id, e.kind, e.occurred_at
    )
    select d.id as "eventId", d.kind, d.at as "occurredAt", d.mass as "massMg", s.mass as "totalMg", s.events,
      ${batchesOf(authorityId, sql`d.id`)} as "batchIds"
    from done as d cross join (select sum(mass)::bigint as mass, count(*) as events from done) as s
    ${after}
    order by d.at desc, d.id desc
    limit ${limit + 1}`,
  )
  return {
    totalMg: rows[0]?.totalMg ?? 0n,
    events: rows[0]?.events ?? 0n,
    rows: rows.map(({ totalMg: _, events: __, ...row }) => row),
  }
}
