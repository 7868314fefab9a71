// The events of one figure of the country, newest first, each with its part of it; and the figure itself. With kept sums a page reads the days
// on which there is something of the figure, by the index of time, and stops when it is full; without them all of the reader's own is added
// up. Not here: the figures (months.ts).
import { sql } from 'kysely'
import { type AuthorityId, legalDayOf, type PlainDate, startOfLegalDay } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { FigureEvents, FlowKind } from '../contract.ts'
import { isInstant, pageDefault, pageMax, readPlace } from '../paging.ts'
import { type BehindRow, batchesOf, viewBehind } from './events-behind.ts'
import { counted, figuresOf, movementsOf, notTakenBack } from './months.ts'
import { readingAll } from './store.ts'
import { type FigureDay, hasSums, selectFigureDays } from './sums.ts'

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
type Place = { readonly value: string; readonly id: string }
export type FigureWanted = Omit<FigureAsked, 'cursor' | 'limit'> & {
  readonly place: Place | null
  readonly limit: number
}

/** Refuses `chain/bad-cursor`. */
export async function figureEvents(tx: Tx, { authorityId }: Actor, asked: FigureAsked): Promise<FigureEvents> {
  const limit = Math.min(asked.limit ?? pageDefault, pageMax)
  const place = asked.cursor === undefined ? null : readPlace(asked.cursor, isInstant)
  const find = (await hasSums(tx, authorityId)) ? findByDay : findCounted
  const { totalMg, events, rows } = await find(tx, authorityId, { ...asked, place, limit })
  return { totalMg: `${totalMg}`, events: Number(events), ...(await viewBehind(tx, authorityId, { rows, limit })) }
}

/** By the kept sums, wherever their mark is. */
export async function findByDay(tx: Tx, authorityId: AuthorityId, wanted: FigureWanted): Promise<Found> {
  const { what, from, until, productCode = null, place, limit } = wanted
  const days = await selectFigureDays(tx, authorityId, { what, from, until, productCode })
  const placeDay = place && legalDayOf(Temporal.Instant.from(place.value))
  let left = days.filter(({ on }) => placeDay === null || Temporal.PlainDate.compare(on, placeDay) <= 0)
  const rows: BehindRow[] = []
  // Once nearly always: only where something was taken back a moment ago do the days hold less than they said.
  while (rows.length <= limit && left.length > 0) {
    const count = enoughDays(left, { place: placeDay, events: limit + 1 - rows.length })
    rows.push(
      ...(await selectOfDays(tx, authorityId, left.slice(0, count), { ...wanted, limit: limit + 1 - rows.length })),
    )
    left = left.slice(count)
  }
  return {
    totalMg: days.reduce((sum, { massMg }) => sum + massMg, 0n),
    events: days.reduce((sum, { events }) => sum + events, 0n),
    rows,
  }
}

/** How many of the days to read for so many events. How many of the day of the place come after it is not known, so it counts for none. */
function enoughDays(
  days: readonly FigureDay[],
  { place, events }: { place: PlainDate | null; events: number },
): number {
  let found = 0n
  const enough = days.findIndex((day) => {
    if (place === null || !day.on.equals(place)) found += day.events
    return found >= BigInt(events)
  })
  return enough === -1 ? days.length : enough + 1
}

/** Of each day at most a page, in the order of the index, so that a full day is left when the page is. */
async function selectOfDays(
  tx: Tx,
  authorityId: AuthorityId,
  days: readonly FigureDay[],
  { what, productCode, place, limit }: FigureWanted,
): Promise<readonly BehindRow[]> {
  const product = productCode === undefined ? sql`` : sql`and b.product_code = ${productCode}`
  const after = place
    ? sql`and e.occurred_at <= ${place.value}::timestamptz and (e.occurred_at, e.event_id) < (${place.value}::timestamptz, ${place.id}::uuid)`
    : sql``
  const kinds = [...new Set(days.flatMap(({ kinds }) => kinds))]
  const { rows } = await sql<BehindRow>`
    select d.id as "eventId", d.kind, d.at as "occurredAt", d.mass as "massMg",
      ${batchesOf(authorityId, sql`d.id`)} as "batchIds"
    from unnest(${days.map(({ on }) => startOfLegalDay(on))}::timestamptz[], ${days.map(({ on }) => startOfLegalDay(on.add({ days: 1 })))}::timestamptz[])
      as day (begins_at, ends_at)
    cross join lateral (
      select e.event_id as id, e.kind, e.occurred_at as at, part.mass
      from chain.event as e
      cross join lateral (
        select sum(m.amount)::bigint as mass
        from chain.movement as m
        ${sql.raw(figuresOf)}
        where ${sql.raw(movementsOf)} and x.what = ${what} ${product}
      ) as part
      where e.authority_id = ${authorityId} and e.occurred_at >= day.begins_at and e.occurred_at < day.ends_at
        and e.kind = any (${kinds}::text[]) ${after} and part.mass is not null and ${sql.raw(notTakenBack)}
      order by e.occurred_at desc, e.event_id desc
      limit ${limit}
    ) as d
    order by d.at desc, d.id desc
    limit ${limit}`.execute(tx)
  return rows
}

/** All of the reader's own is added up, and one page of it shown. */
export async function findCounted(tx: Tx, authorityId: AuthorityId, wanted: FigureWanted): Promise<Found> {
  const { what, from, until, productCode, place, limit } = wanted
  const product = productCode === undefined ? sql`` : sql`and b.product_code = ${productCode}`
  const after = place ? sql`where (d.at, d.id) < (${place.value}::timestamptz, ${place.id}::uuid)` : sql``
  const { rows } = await readingAll(
    tx,
    sql<BehindRow & { readonly totalMg: bigint; readonly events: bigint }>`
    with done as materialized (
      select e.event_id as id, e.kind, e.occurred_at as at, sum(m.amount)::bigint as mass
      from ${counted(authorityId, { from, until })} and x.what = ${what} ${product}
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
