// What came into the accounts of a filter, or left them, event by event and together. A change of state or room within them is neither, and
// what was taken back is left out, as the sums do that lead here. Not here: which accounts (which-accounts.ts).
import { type RawBuilder, sql } from 'kysely'
import { type Instant, parseDay, startOfLegalDay } from '#kernel'
import type { Actor, Tx } from '#platform'
import { bare } from '../bare-id.ts'
import type { FigureEvents, MovedFilter } from '../contract.ts'
import { endOf } from '../stock/stock-at.ts'
import { type BehindRow, batchesOf, pageOf, viewBehind } from './events-behind.ts'
import { whichAccounts } from './which-accounts.ts'

type Row = BehindRow & { readonly totalMg: bigint; readonly events: bigint }

const nobody = '00000000-0000-0000-0000-000000000000'
/** Whose account, and of which batch: never null, so that one look into a hash table answers for a movement. A world account is nobody's. */
const place = (account: string): RawBuilder<unknown> =>
  sql.raw(`coalesce(${account}.holder_id, '${nobody}'), coalesce(${account}.batch_id, '${nobody}')`)

/** Of material alone, newest first; `totalMg` is all of it. Refuses `chain/bad-cursor`. */
export async function movedEvents(
  tx: Tx,
  actor: Actor,
  { side, since, with: partner, cursor, limit: wish, ...filter }: MovedFilter,
): Promise<FigureEvents> {
  const { authorityId } = actor
  const asked = { ...(cursor === undefined ? {} : { cursor }), ...(wish === undefined ? {} : { limit: wish }) }
  const { limit, after } = pageOf(asked, sql`d.at, d.id`)
  const span = [
    ...(since === undefined ? [] : [sql`m.occurred_at >= ${startOf(since)}::timestamptz`]),
    ...(filter.at === undefined ? [] : [sql`m.occurred_at < ${endOf(filter.at).toString()}::timestamptz`]),
  ]
  const [own, other] =
    side === 'in'
      ? [sql.raw('m.to_account_id'), sql.raw('m.from_account_id')]
      : [sql.raw('m.from_account_id'), sql.raw('m.to_account_id')]
  // An end behind the wall: who stands there is the other party of the event.
  const between = partner
    ? sql`join chain.event as e on e.authority_id = ${authorityId} and e.event_id = m.event_id
      left join chain.account as o on o.authority_id = ${authorityId} and o.account_id = ${other}
`
    : sql``
  if (partner) {
    const whose = bare('party', partner)
    span.push(sql`case when o.account_id is null then ${whose} in (e.holder_id, e.counter_id)
      else o.kind in ('stock', 'transit') and o.holder_id = ${whose} end`)
  }
  const { rows } = await sql<Row>`
    with own as materialized (
      select a.account_id, a.holder_id, a.batch_id from chain.account as a
      where ${whichAccounts(actor, { ...filter, ledger: 'material_mg' })}
    ), moved as (
      select m.event_id, m.amount
      from own
      join chain.movement as m on m.authority_id = ${authorityId} and ${own} = own.account_id
      ${between}
      where ${sql.join([sql`true`, ...span], sql` and `)}
        and (${other}, ${place('own')}) not in (select within.account_id, ${place('within')} from own as within where within.holder_id is not null)
        and not exists (select from chain.correction as c where c.authority_id = ${authorityId} and c.corrects_id = m.event_id)
        and not exists (select from chain.correction as c where c.authority_id = ${authorityId} and c.event_id = m.event_id)
    ), done as materialized (
      select e.event_id as id, e.kind, e.occurred_at as at, sum(moved.amount)::bigint as mass
      from moved join chain.event as e on e.authority_id = ${authorityId} and e.event_id = moved.event_id
      group by e.event_id, e.kind, e.occurred_at
    )
    select d.id as "eventId", d.kind, d.at as "occurredAt", d.mass as "massMg", s.mass as "totalMg", s.events,
      ${batchesOf(authorityId, sql`d.id`)} as "batchIds"
    from done as d cross join (select sum(mass)::bigint as mass, count(*) as events from done) as s
    where ${after}
    order by d.at desc, d.id desc
    limit ${limit + 1}`.execute(tx)
  const [first] = rows
  return {
    totalMg: `${first?.totalMg ?? 0n}`,
    events: Number(first?.events ?? 0n),
    ...(await viewBehind(tx, authorityId, { rows, limit })),
  }
}

/** A day counts from its beginning in the Netherlands, a moment from itself. */
function startOf(since: string): Instant {
  const day = parseDay(since)
  return day ? startOfLegalDay(day) : Temporal.Instant.from(since)
}
