// A page of events, newest first, of which only the days are known on which there are any: so many days are read as fill it. Not here: which
// days (sums.ts, country-sides.ts), and which events (figure-events.ts, band-events.ts).
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, legalDayOf, type PlainDate, startOfLegalDay } from '#kernel'
import type { Tx } from '#platform'
import type { ActKind } from '../contract.ts'
import { isOfKind } from '../store/kinds.ts'
import { type BehindRow, batchesOf } from './events-behind.ts'

/** A day with at most so many events, and of which acts. */
export type PagedDay = { readonly on: PlainDate; readonly kinds: readonly ActKind[]; readonly events: bigint }
export type PagePlace = { readonly value: string; readonly id: string }

/** One more than `limit` where there are more. `days` come the last first, and `read` gives at most as many rows as it is asked for. */
export async function fillByDay<Day extends PagedDay>(
  days: readonly Day[],
  { place, limit }: { readonly place: PagePlace | null; readonly limit: number },
  read: (days: readonly Day[], limit: number) => Promise<readonly BehindRow[]>,
): Promise<readonly BehindRow[]> {
  const placeDay = place && legalDayOf(Temporal.Instant.from(place.value))
  let left = days.filter(({ on }) => placeDay === null || Temporal.PlainDate.compare(on, placeDay) <= 0)
  const rows: BehindRow[] = []
  // Once nearly always: only where something was taken back do the days hold less than they said.
  while (rows.length <= limit && left.length > 0) {
    const wanted = limit + 1 - rows.length
    const count = enoughDays(left, { place: placeDay, events: wanted })
    rows.push(...(await read(left.slice(0, count), wanted)))
    left = left.slice(count)
  }
  return rows
}

/** Of events `e`, the last first: those behind a place, by the index of time. */
export const behind = (place: PagePlace | null): RawBuilder<unknown> =>
  place
    ? sql`e.occurred_at <= ${place.value}::timestamptz and (e.occurred_at, e.event_id) < (${place.value}::timestamptz, ${place.id}::uuid)`
    : sql`true`

/** Of each day at most a page, in the order of the index, so that a full day is left when the page is. */
export async function selectOfDays(
  tx: Tx,
  authorityId: AuthorityId,
  {
    days,
    place,
    limit,
    mass,
    isPart,
  }: {
    readonly days: readonly PagedDay[]
    readonly place: PagePlace | null
    readonly limit: number
    /** Of an event `e`: its part, null where it has none. */
    readonly mass: RawBuilder<unknown>
    /** Of an event `e`: whether it counts at all. */
    readonly isPart: RawBuilder<unknown>
  },
): Promise<readonly BehindRow[]> {
  const kinds = [...new Set(days.flatMap((day) => day.kinds))]
  const { rows } = await sql<BehindRow>`
    select d.id as "eventId", d.kind, d.at as "occurredAt", d.mass as "massMg", ${batchesOf(authorityId, sql`d.id`)} as "batchIds"
    from unnest(${days.map(({ on }) => startOfLegalDay(on))}::timestamptz[], ${days.map(({ on }) => startOfLegalDay(on.add({ days: 1 })))}::timestamptz[])
      as day (begins_at, ends_at)
    cross join lateral (
      select e.event_id as id, e.kind, e.occurred_at as at, part.mass
      from chain.event as e
      cross join lateral ${mass} as part(mass)
      where e.authority_id = ${authorityId} and e.occurred_at >= day.begins_at and e.occurred_at < day.ends_at
        and ${isOfKind(kinds)} and ${behind(place)} and part.mass is not null and ${isPart}
      order by e.occurred_at desc, e.event_id desc
      limit ${limit}
    ) as d
    order by d.at desc, d.id desc
    limit ${limit}`.execute(tx)
  return rows
}

/** How many of the days to read for so many events. How many of the day of the place come after it is not known, so it counts for none. */
function enoughDays(days: readonly PagedDay[], { place, events }: { place: PlainDate | null; events: number }): number {
  let found = 0n
  const enough = days.findIndex((day) => {
    if (place === null || !day.on.equals(place)) found += day.events
    return found >= BigInt(events)
  })
  return enough === -1 ? days.length : enough + 1
}
