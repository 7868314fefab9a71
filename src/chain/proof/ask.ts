// How a statement of the proof is asked: which joins it may use, and inside a savepoint, so that a record that is no JSON and no date ends
// that statement alone. Not here: any statement.
import type { ClientBase } from 'pg'

/**
 * `in-order`: all sides come sorted from an index and are merged. `whole`: ranges are read whole and joined by hash. `by-key`: row by row, for
 * few rows of much. On a ledger that was never analysed the planner takes every range for a few rows, and would read each row by key.
 */
export type Joins = 'in-order' | 'whole' | 'by-key'

const settingsOf = (joins: Joins) =>
  `set local enable_nestloop = ${joins === 'by-key' ? 'on' : 'off'}; set local enable_hashjoin = ${joins === 'in-order' ? 'off' : 'on'}`

export async function ask<Row extends object>(
  client: ClientBase,
  joins: Joins,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  await client.query(settingsOf(joins))
  return (await client.query<Row>(text, [...values])).rows
}

/** The rows, or null where something stored is not what its column promises (class 22 of SQLSTATE): then it is asked with more care. */
export async function askOrNull<Row extends object>(
  client: ClientBase,
  joins: Joins,
  text: string,
  values: readonly unknown[],
): Promise<Row[] | null> {
  await client.query('savepoint asked')
  try {
    const rows = await ask<Row>(client, joins, text, values)
    await client.query('release savepoint asked')
    return rows
  } catch (error) {
    if (!isDataException(error)) throw error
    await client.query('rollback to savepoint asked; release savepoint asked')
    return null
  }
}

const isDataException = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && /^22/.test(String(error.code))
