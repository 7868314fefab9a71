// Whatever rows the database has, a file made of their copy holds the same: read back by another program's reader. Not here: an export.
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel'
import { makeTestFolder, openTestDatabase, type TestDatabase } from '../testing/index.ts'
import type { ParquetColumn } from './columns.ts'
import { copyColumns } from './columns-of-copy.ts'
import { openParquet } from './write-parquet.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase({ upTo: 'platform' })
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

const folder = makeTestFolder()
const actor = { authorityId: newId('authority'), partyId: null, wall: 'staff' as const }
const columns: readonly ParquetColumn[] = [
  { name: 'id', type: 'uuid' },
  { name: 'word', type: 'text' },
  { name: 'amount', type: 'int64' },
  { name: 'line', type: 'int32' },
  { name: 'moment', type: 'instant' },
  { name: 'on_day', type: 'day' },
  { name: 'is_so', type: 'boolean' },
  { name: 'bytes', type: 'bytes' },
]
const types = ['uuid', 'text', 'int8', 'int4', 'timestamptz', 'date', 'boolean', 'bytea']
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 4 })
/** The reader's dates are in milliseconds, and its strings end where a zero would stand in PostgreSQL's. */
const anyRow = fc.record({
  id: orNull(fc.uuid()),
  word: orNull(fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replaceAll('\0', ''))),
  amount: orNull(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  line: orNull(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  moment: orNull(fc.date({ min: new Date('1901-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })),
  on_day: orNull(fc.integer({ min: -25_000, max: 80_000 }).map((days) => new Date(days * 86_400_000))),
  is_so: orNull(fc.boolean()),
  bytes: orNull(fc.uint8Array({ maxLength: 40 }).map((bytes) => [...bytes])),
})
type Rows = readonly Record<string, unknown>[]

/** As a statement without parameters, which a copy cannot have. */
function selectOf(rows: Rows): string {
  const literal = (value: unknown, type: string): string => {
    if (value === null) return `null::${type}`
    const text = Array.isArray(value)
      ? `\\x${Buffer.from(value).toString('hex')}`
      : value instanceof Date
        ? value.toISOString()
        : String(value)
    return `'${text.replaceAll("'", "''")}'::${type}`
  }
  const list = rows.map((row) => `(${columns.map(({ name }, at) => literal(row[name], types[at]!)).join(', ')})`) // One type for each.
  const none = `select ${types.map((type) => `null::${type}`).join(', ')} limit 0`
  return list.length === 0 ? none : `select * from (values ${list.join(', ')}) as row`
}

async function written(rows: Rows, rowsAtOnce: number): Promise<Rows> {
  const path = join(folder, 'rows.parquet')
  const file = openParquet(path, columns, {})
  await house.database.transaction(actor, async (tx) => {
    for await (const part of copyColumns(tx, selectOf(rows), columns, rowsAtOnce)) file.add(part)
  })
  expect((await file.finish()).rows).toBe(rows.length)
  const compressors = { ZSTD: (bytes: Uint8Array) => zstdDecompressSync(bytes) }
  const back = await parquetReadObjects({ file: await asyncBufferFromFile(path), utf8: false, compressors })
  return back.map((row) => ({ ...row, bytes: row['bytes'] && [...row['bytes']] }))
}

test('any rows come back as they were, in groups of any size', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { maxLength: 40 }), fc.integer({ min: 1, max: 17 }), async (rows, atOnce) => {
      expect(await written(rows, atOnce)).toEqual(rows)
    }),
    { numRuns: 40 },
  )
})

test('a row longer than a block of the copy comes whole, between others', async () => {
  const row = { ...{ id: null, amount: 1n, line: 2, moment: null, on_day: null, is_so: true, bytes: null }, word: 'a' }
  const rows = [row, { ...row, word: 'long '.repeat(100_000) }, row]
  expect(await written(rows, 2)).toEqual(rows)
})

test('whoever stops early can ask on in the same transaction', async () => {
  const numbers: readonly ParquetColumn[] = [{ name: 'n', type: 'int32' }]
  const answer = await house.database.transaction(actor, async (tx) => {
    for await (const { rows } of copyColumns(tx, 'select n from generate_series(1, 1000000) as n', numbers, 10)) {
      expect(rows).toBe(10)
      break
    }
    return (await sql<{ one: number }>`select 1 as one`.execute(tx)).rows
  })
  expect(answer).toEqual([{ one: 1 }])
})

test('what the database refuses in the middle is its own refusal', async () => {
  const numbers: readonly ParquetColumn[] = [{ name: 'n', type: 'int32' }]
  const asked = house.database.transaction(actor, async (tx) => {
    for await (const { rows } of copyColumns(tx, 'select 1 / (5 - n) from generate_series(1, 9) as n', numbers, 10))
      expect(rows).toBe(4)
  })
  await expect(asked).rejects.toThrow('division by zero')
})
