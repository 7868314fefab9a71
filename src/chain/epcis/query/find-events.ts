// Finds the events a question asks for, behind the wall of their table. Not here: what is asked (parse-query.ts), and how they are written out.
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, type Instant, refuseNow } from '#kernel'
import { databaseError, isOutOfTime, type Tx } from '#platform'
import type { ExpandedEvent } from '../expanded.ts'
import { type ToldNames, toldNames } from '../places/told.ts'
import { type Condition, decimalPattern, type EpcisQuery, momentPattern, type Order } from './condition.ts'
import { epcisQueryProblems } from './problems.ts'
import { conditionSql, path } from './to-sql.ts'

export type FoundEvent = {
  readonly rowId: string
  readonly eventId: string
  readonly eventTime: Instant
  readonly recordTime: Instant
  /** As it was received, and in which `@context`. */
  readonly document: string
  readonly context: string
  readonly expanded: ExpandedEvent
  readonly origin: 'captured' | 'act'
  /** How the places and parties go that it names by our ids. */
  readonly names: ToldNames
}

export type Found = {
  readonly authorityId: AuthorityId
  readonly query: Pick<EpcisQuery, 'conditions' | 'order'>
  /** The last row that was read already. */
  readonly after?: string
  readonly limit: number
}

/** What was found, and how large it is as it was received: known before any of it is read. */
export type FoundRow = { readonly rowId: string; readonly bytes: number }

/** In the order asked for, or in which they were recorded. Look up master data first: `resolveQuery`. */
export async function findRows(tx: Tx, { authorityId, query, after, limit }: Found): Promise<readonly FoundRow[]> {
  const order = query.order ?? { by: 'recordTime', direction: 'ASC' }
  const keys = sql.join(sortKeys(order))
  const sign = order.direction === 'ASC' ? sql`>` : sql`<`
  const place =
    after === undefined
      ? []
      : [
          sql`(${keys}) ${sign} (select ${keys} from chain.epcis_event as e where e.authority_id = ${authorityId} and e.row_id = ${after})`,
        ]
  const sorted = sql.join(
    sortKeys(order).map((key) => sql`${key} ${sql.raw(order.direction === 'ASC' ? 'asc' : 'desc')}`),
  )
  const { rows } = await sql<FoundRow>`
    select e.row_id as "rowId", octet_length(e.document) + octet_length(e.context) as bytes
    from chain.epcis_event as e
    where ${sql.join([...wheres(authorityId, query.conditions), ...place], sql` and `)}
    order by ${sorted}
    limit ${limit}`.execute(tx)
  return rows
}

/** The events of these rows, in their order. */
export async function readRows(
  tx: Tx,
  authorityId: AuthorityId,
  found: readonly FoundRow[],
): Promise<readonly FoundEvent[]> {
  if (found.length === 0) return []
  const { rows } = await sql<Omit<FoundEvent, 'names'>>`
    select e.row_id as "rowId", e.epcis_event_id as "eventId", e.event_time as "eventTime", e.record_time as "recordTime", e.document,
      e.context, e.expanded, e.origin
    from chain.epcis_event as e
    join unnest(${found.map(({ rowId }) => rowId)}::uuid[]) with ordinality as asked(row_id, place) on asked.row_id = e.row_id
    where e.authority_id = ${authorityId}
    order by asked.place`.execute(tx)
  const names = await toldNames(tx, authorityId, rows)
  return rows.map((row, at) => ({ ...row, names: names[at] ?? new Map() }))
}

/** Both at once, however large they are: where the limit is small. */
export async function findEvents(tx: Tx, found: Found): Promise<readonly FoundEvent[]> {
  return readRows(tx, found.authorityId, await findRows(tx, found))
}

/** An answer of a few megabytes is read in memory, here and by who asked; one event goes whole, for it came so. */
export const answerBytesMax = 4_194_304

/** As many of the first as one answer holds; one at least where there is one. */
export function firstThatFit(rows: readonly FoundRow[], countMax: number): readonly FoundRow[] {
  const counted = rows.slice(0, countMax)
  let bytes = 0
  const end = counted.findIndex((row, index) => {
    bytes += row.bytes
    return index > 0 && bytes > answerBytesMax
  })
  return end < 0 ? counted : counted.slice(0, end)
}

/** Longer than this, an answer by page is a question for a report. */
const secondsMax = 15

/** What is asked in here ends in time. Refuses `epcis/query-too-long`; the transaction is over then. */
export async function inTime<Value>(tx: Tx, asking: () => Promise<Value>, seconds = secondsMax): Promise<Value> {
  await sql`select set_config('statement_timeout', ${`${seconds * 1000}ms`}, true)`.execute(tx)
  try {
    return await asking()
  } catch (error) {
    const found = databaseError(error)
    return found && isOutOfTime(found, seconds * 1000)
      ? refuseNow(epcisQueryProblems['query-too-long'], { seconds })
      : raise(error)
  }
}

function raise(error: unknown): never {
  throw error
}

/** How many there are, as far as `max`; one more when there are more. */
export async function countEvents(
  tx: Tx,
  authorityId: AuthorityId,
  { conditions, max }: { readonly conditions: readonly Condition[]; readonly max: number },
): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from (
      select from chain.epcis_event as e
      where ${sql.join(wheres(authorityId, conditions), sql` and `)} limit ${max + 1}) as counted`.execute(tx)
  return Number(rows[0]?.count ?? 0n)
}

function wheres(authorityId: AuthorityId, conditions: readonly Condition[]): RawBuilder<unknown>[] {
  return [sql`e.authority_id = ${authorityId}`, ...conditions.map((one) => conditionSql(one, authorityId))]
}

/** What the rows are sorted by, those without the field last; the row itself ends it, so that a page has one place to go on from. */
function sortKeys({ by, direction }: Order): RawBuilder<unknown>[] {
  if (by === 'eventTime') return [sql`e.event_time`, sql`e.row_id`]
  if (by === 'recordTime') return [sql`e.record_time`, sql`e.row_id`]
  const text = sql`(jsonb_path_query_first(e.expanded, ${`${path(by.place)} ? (@.type() == "string" && @ != "")`}::jsonpath) #>> '{}')`
  const number = sql`case when ${text} ~ ${decimalPattern} then ${text}::numeric
    when ${text} ~ ${momentPattern} and pg_input_is_valid(${text}, 'timestamptz') then extract(epoch from ${text}::timestamptz) end`
  const isLast = direction === 'ASC' ? sql`${text} is null` : sql`${text} is not null`
  return [
    sql`(${isLast})`,
    sql`coalesce(${number}, 'NaN'::numeric)`,
    sql`coalesce(${text}, '') collate "C"`,
    sql`e.row_id`,
  ]
}
