// Events of a list, looked for in their years alone: an id begins with its time, so the first and the last of a list say, before a plan is made, which
// of the sixteen parts of events and movements can have any. A list by itself does not: every part is planned, locked and looked through. Pure SQL
// text. Not here: functions of the database, which do the same (chain.records_of).
import { type RawBuilder, sql } from 'kysely'

/** Of a column of ids of events; of none of them where the list is empty. */
export function isAmong(column: RawBuilder<unknown>, eventIds: readonly string[]): RawBuilder<unknown> {
  const [first, ...more] = eventIds.toSorted() // Spelled in lower case they sort as PostgreSQL has them.
  if (first === undefined) return sql`false`
  return sql`${column} = any (${[...eventIds]}::uuid[]) and ${column} >= ${first}::uuid and ${column} <= ${more.at(-1) ?? first}::uuid`
}
