// The country by month: what came into the world, changed hands, was released and went out of it; summed, and the very events of a sum one by
// one. All of it through the reader's own wall. Not here: stock and harvests (store.ts).
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, type Instant, legalTimeZone, type PlainDate, printId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { ActKind, FigureEvents, FlowKind } from '../contract.ts'
import { isInstant, pageDefault, pageMax, readPlace, writePlace } from '../paging.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { readingAll } from './store.ts'

type Span = { readonly from: Instant; readonly until: Instant }

/** Movements of a span that are part of a figure, each with the figure it is part of; what was taken back left out. */
const counted = (authorityId: AuthorityId, { from, until }: Span): RawBuilder<unknown> => sql`
  chain.event as e
  join chain.movement as m on m.authority_id = e.authority_id and m.event_id = e.event_id and m.ledger = 'material_mg'
  left join chain.account as f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
  left join chain.account as t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
  cross join lateral (
    select case
      when f.kind = 'world' and f.state = 'grown' then 'grown'
      when e.kind = 'hand-over' and t.kind = 'stock' then 'handed-over'
      when e.kind = 'release' and t.state = 'released' then 'released'
      when t.kind = 'world' and t.state in ('dispensed', 'exported', 'destroyed', 'consumed-in-test', 'moisture', 'processing-loss',
        'lost', 'stolen') then t.state
    end as what
  ) as x
  join chain.batch as b on b.authority_id = e.authority_id and b.batch_id = coalesce(t.batch_id, f.batch_id)
  where e.authority_id = ${authorityId} and e.occurred_at >= ${from} and e.occurred_at < ${until} and x.what is not null
    and not exists (select from chain.correction as c where c.authority_id = e.authority_id and c.corrects_id = e.event_id)
    and not exists (select from chain.correction as c where c.authority_id = e.authority_id and c.event_id = e.event_id)`

export type MonthRow = {
  readonly month: string
  readonly what: FlowKind
  readonly actKind: ActKind
  readonly productCode: string
  readonly massMg: bigint
  readonly events: bigint
}

/** By legal month and product. */
export async function selectMonths(tx: Tx, authorityId: AuthorityId, span: Span): Promise<MonthRow[]> {
  const { rows } = await readingAll(
    tx,
    sql<MonthRow>`
    select to_char(e.occurred_at at time zone 'Europe/Amsterdam', 'YYYY-MM') as month, x.what, e.kind as "actKind",
      b.product_code as "productCode", sum(m.amount)::bigint as "massMg", count(distinct e.event_id) as events
    from ${counted(authorityId, span)}
    group by 1, 2, 3, 4
    order by 1, 2, 4`,
  )
  return rows
}

export type FigureAsked = {
  readonly what: FlowKind
  readonly from: PlainDate
  readonly until: PlainDate
  readonly productCode?: string
  readonly cursor?: string
  readonly limit?: number
}

type Row = {
  readonly eventId: string
  readonly kind: ActKind
  readonly occurredAt: Instant
  readonly massMg: bigint
  readonly totalMg: bigint
  readonly events: bigint
  readonly batchIds: readonly string[]
}

/** Newest first, each with its part of the figure; and the figure itself. Refuses `chain/bad-cursor`. */
export async function figureEvents(tx: Tx, { authorityId }: Actor, asked: FigureAsked): Promise<FigureEvents> {
  const at = (day: PlainDate): Instant => day.toZonedDateTime(legalTimeZone).toInstant()
  const span = { from: at(asked.from), until: at(asked.until) }
  const limit = Math.min(asked.limit ?? pageDefault, pageMax)
  const place = asked.cursor === undefined ? null : readPlace(asked.cursor, isInstant)
  const product = asked.productCode === undefined ? sql`` : sql`and b.product_code = ${asked.productCode}`
  const after = place ? sql`where (d.at, d.id) < (${place.value}::timestamptz, ${place.id}::uuid)` : sql``
  const { rows } = await readingAll(
    tx,
    sql<Row>`
    with done as materialized (
      select e.event_id as id, e.kind, e.occurred_at as at, sum(m.amount)::bigint as mass
      from ${counted(authorityId, span)} and x.what = ${asked.what} ${product}
      group by e.event_id, e.kind, e.occurred_at
    )
    select d.id as "eventId", d.kind, d.at as "occurredAt", d.mass as "massMg", s.mass as "totalMg", s.events,
      (select coalesce(array_agg(o.batch_id), '{}') from chain.event_batch as o
        where o.authority_id = ${authorityId} and o.event_id = d.id) as "batchIds"
    from done as d cross join (select sum(mass)::bigint as mass, count(*) as events from done) as s
    ${after}
    order by d.at desc, d.id desc
    limit ${limit + 1}`,
  )
  const page = rows.slice(0, limit)
  const wanted = nothingWanted()
  for (const { batchIds } of page) for (const id of batchIds) wanted.batches.add(id)
  const names = await lookUp(tx, authorityId, wanted)
  const last = page.at(-1)
  return {
    totalMg: `${rows[0]?.totalMg ?? 0n}`,
    events: Number(rows[0]?.events ?? 0n),
    items: page.map(({ eventId, kind, occurredAt, massMg, batchIds }) => ({
      eventId: printId('event', trustId('event', eventId)),
      kind,
      occurredAt: occurredAt.toString(),
      massMg: `${massMg}`,
      batches: batchIds.flatMap((id) => names.batch(id) ?? []),
    })),
    nextCursor: last && rows.length > limit ? writePlace(last.occurredAt.toString(), last.eventId) : null,
  }
}
