// Lists as the server reads them: what went in as binary comes out the same, told as text. Not here: tables.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'
import {
  bigintColumn,
  bytesColumn,
  instantColumn,
  integerColumn,
  microsecondsOf,
  textColumn,
  uuidColumn,
} from './columns.ts'

let world: TestDatabase
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform' })
})
afterAll(() => world?.[Symbol.asyncDispose]())

/** Each element as the server spells it. */
async function spelled(type: string, column: Buffer): Promise<(string | null)[]> {
  const rows = await world.admin.query<{ text: string | null }>(
    `select e::text as text from unnest($1::${type}[]) with ordinality as u(e, place) order by place`,
    [column],
  )
  return rows.map(({ text }) => text)
}

test('text of every kind, with nothing among it', async () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => !text.includes('\0'))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(anyText)), async (values) => {
      expect(await spelled('text', textColumn(values))).toEqual(values)
    }),
    { numRuns: 40 },
  )
})

test('whole numbers to their limits', async () => {
  const most = 2n ** 63n - 1n
  expect(await spelled('bigint', bigintColumn([most, null, -most - 1n, 0n]))).toEqual([
    `${most}`,
    null,
    `${-most - 1n}`,
    '0',
  ])
  expect(await spelled('integer', integerColumn([2 ** 31 - 1, -(2 ** 31), null]))).toEqual([
    '2147483647',
    '-2147483648',
    null,
  ])
  expect(() => bigintColumn([most + 1n])).toThrow(RangeError)
})

test('ids and bytes', async () => {
  const ids = [newId('event'), null, newId('party')]
  expect(await spelled('uuid', uuidColumn(ids))).toEqual(ids)
  expect(await spelled('bytea', bytesColumn([Uint8Array.of(0, 255), null, new Uint8Array(0)]))).toEqual([
    '\\x00ff',
    null,
    '\\x',
  ])
})

test('moments to the microsecond, before 2000 too, as the server rounds them', async () => {
  for (const text of ['1999-12-31T23:59:59.999999Z', '2026-11-22T05:00:00.1234564Z', '2026-11-22T05:00:00.1234566Z']) {
    const [ours] = await spelled('timestamptz', instantColumn([microsecondsOf(Temporal.Instant.from(text))]))
    const [theirs] = await world.admin.query<{ text: string }>('select $1::timestamptz::text as text', [text])
    expect(ours).toBe(theirs?.text)
  }
})

test('empty lists', async () => {
  for (const [type, column] of [
    ['text', textColumn([])],
    ['uuid', uuidColumn([])],
    ['bigint', bigintColumn([])],
  ] as const) {
    expect(await spelled(type, column)).toEqual([])
  }
})
