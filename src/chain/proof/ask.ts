// How a statement of the proof is asked: which joins it may use, and so that nothing stored can stop it. What the database cannot read or add
// up ends that statement alone: the next, more careful one is asked, and then of half as many rows, until the one at fault is found. Not
// here: any statement.
import type { ClientBase } from 'pg'
import { faultsMax } from './faults.ts'

/**
 * `in-order`: all sides come sorted from an index and are merged. `whole`: ranges are read whole and joined by hash. `by-key`: row by row, for
 * few rows of much. On a ledger that was never analysed the planner takes every range for a few rows, and would read each row by key.
 */
export type Joins = 'in-order' | 'whole' | 'by-key'

/** Both ends belong to it. */
export type IdRange = { readonly from: string; readonly through: string }

const settingsOf = (joins: Joins) => {
  const isInOrder = joins === 'in-order'
  return `set local enable_nestloop = ${joins === 'by-key' ? 'on' : 'off'}; set local enable_hashjoin = ${isInOrder ? 'off' : 'on'}; set local enable_hashagg = ${isInOrder ? 'off' : 'on'}`
}

export async function ask<Row extends object>(
  client: ClientBase,
  joins: Joins,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  await client.query(settingsOf(joins))
  return (await client.query<Row>(text, [...values])).rows
}

/** The rows, or the SQLSTATE where something stored is not what its column promises: then it is asked with more care. */
export async function askOrState<Row extends object>(
  client: ClientBase,
  joins: Joins,
  text: string,
  values: readonly unknown[],
): Promise<Row[] | string> {
  await client.query('savepoint asked')
  try {
    const rows = await ask<Row>(client, joins, text, values)
    await client.query('release savepoint asked')
    return rows
  } catch (error) {
    const state = stateOf(error)
    if (!isOfWhatIsStored.test(state)) throw error
    await client.query('rollback to savepoint asked; release savepoint asked')
    return state
  }
}

export type Asked = {
  readonly client: ClientBase
  readonly authorityId: string
  readonly joins: Joins
  /** Of `$1` authority, `$2` from and `$3` through; each more careful than the one before. */
  readonly texts: readonly string[]
}

/**
 * One answer, or as many as the range had to be cut into. A single id of which the database can tell nothing is handed to `unreadable` with the
 * SQLSTATE; when so many were found that no more are named, what is left is not looked at.
 */
export async function askInPieces<Row extends object>(
  asked: Asked,
  range: IdRange,
  unreadable: (id: string, state: string) => Row,
): Promise<Row[]> {
  let found = 0
  const piece = async ({ from, through }: IdRange): Promise<Row[]> => {
    if (found >= faultsMax) return []
    let state = ''
    for (const text of asked.texts) {
      const rows = await askOrState<Row>(asked.client, asked.joins, text, [asked.authorityId, from, through])
      if (typeof rows !== 'string') return rows
      state = rows
    }
    const [low, high] = [numberOf(from), numberOf(through)]
    if (low >= high) {
      found++
      return [unreadable(through, state)]
    }
    const middle = (low + high) / 2n
    return [...(await piece({ from, through: idOf(middle) })), ...(await piece({ from: idOf(middle + 1n), through }))]
  }
  return piece(range)
}

/** The id after this one; the last has none. */
export const nextId = (id: string): string => idOf(numberOf(id) + 1n)

const numberOf = (id: string): bigint => BigInt(`0x${id.replaceAll('-', '')}`)
const idOf = (number: bigint): string =>
  number
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** A value that is none of its type, one too deep or too long to read, and a page that is damaged (classes 22, 54 and XX of SQLSTATE). */
const isOfWhatIsStored = /^(?:22|54|XX)/

const stateOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
