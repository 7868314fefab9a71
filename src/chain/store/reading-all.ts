// A question to which every row is part of the answer. Not here: what is asked.
import { type QueryResult, type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform'

/**
 * A sum over a whole country reads every row once, so it joins by hash. Behind the wall the planner takes each table for a few rows, and
 * would look up a million one by one.
 */
export async function readingAll<Row>(tx: Tx, statement: RawBuilder<Row>): Promise<QueryResult<Row>> {
  await sql`set local enable_nestloop = off`.execute(tx)
  const found = await statement.execute(tx)
  await sql`set local enable_nestloop = on`.execute(tx)
  return found
}
