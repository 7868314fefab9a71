// The years ahead are there after a start, twice is once, and what stands in no year is counted and stops nothing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { yearsAhead } from './years-ahead.ts'

let world: TestDatabase
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'chain' })
})
afterAll(() => world?.[Symbol.asyncDispose]())

const hasYear = async (year: number) => {
  const rows = await world.admin.query<{ has: boolean }>(
    `select to_regclass($1) is not null and to_regclass($2) is not null as has`,
    [`chain.event_${year}`, `chain.movement_${year}`],
  )
  return rows[0]?.has
}

test('three years lie ahead, also when asked twice', async () => {
  expect(await hasYear(2063)).toBe(false)
  expect(await yearsAhead(world.admin, 2060)).toBe(0)
  expect(await yearsAhead(world.admin, 2060)).toBe(0)
  expect(await Promise.all([2060, 2061, 2062, 2063, 2064].map(hasYear))).toEqual([true, true, true, true, false])
})

test('a row in no year is counted, and the start goes on', async () => {
  await world.admin.withClient(async (client) => {
    await client.query('begin')
    await client.query('set local session_replication_role = replica') // A row alone: its event and accounts are not the question.
    const first = await client.query<{ id: string }>(
      `select chain.first_id_of(make_timestamptz(2070, 6, 1, 0, 0, 0, 'UTC')) as id`,
    )
    await client.query(
      `insert into chain.movement
         (authority_id, event_id, line, ledger, from_account_id, to_account_id, amount, occurred_at)
       values ($1, $2, 1, 'material_mg', $3, $4, 1, now())`,
      [world.authorityId, first.rows[0]!.id, newId('event'), newId('event')],
    )
    await client.query('commit')
  })
  expect(await yearsAhead(world.admin, 2068)).toBe(1)
  // Its own year cannot be made; those beside it are.
  expect(await Promise.all([2068, 2069, 2070, 2071, 2072].map(hasYear))).toEqual([true, true, false, true, false])
})

test('a house that stood still for years has those years too, for what is brought in of them', async () => {
  expect(await yearsAhead(world.admin, 2090)).toBe(1)
  const still = Array.from({ length: 2093 - 2072 + 1 }, (_, place) => 2072 + place)
  expect(await Promise.all(still.map(hasYear))).toEqual(still.map(() => true))
})

test('where the ledger is read for long the years wait, and nobody waits for them', async () => {
  await world.admin.withClient(async (client) => {
    await client.query('begin')
    await client.query('select from chain.event limit 1')
    expect(await yearsAhead(world.admin, 2094)).toBe(1)
    await client.query('commit')
  })
  expect(await hasYear(2097)).toBe(false)
  await yearsAhead(world.admin, 2094)
  expect(await hasYear(2097)).toBe(true)
})
