// What the catalog of the database must be true of, table by table: the authority leads, the wall stands, the owner is no exception.
// Not here: what the tables hold.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { rowsWithoutYear } from './strays.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase({ upTo: 'chain' })
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
})
const names = async (sql: string) => (await database.admin.query<{ name: string }>(sql)).map(({ name }) => name)
const ours = `('chain'::regnamespace, 'licensing'::regnamespace)`

describe('every table of the ledger and the registers', () => {
  test('has the authority first in each key and index', async () => {
    expect(
      await names(`
        select i.indexrelid::regclass::text as name
        from pg_index as i join pg_class as c on c.oid = i.indrelid
        where c.relnamespace in ${ours} and (
          select a.attname from pg_attribute as a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) is distinct from 'authority_id'`),
    ).toEqual([])
  })
  test('has the authority first in each foreign key', async () => {
    expect(
      await names(`
        select k.conname as name from pg_constraint as k
        where k.contype = 'f' and k.connamespace in ${ours} and (
          select a.attname from pg_attribute as a where a.attrelid = k.conrelid and a.attnum = k.conkey[1]) is distinct from 'authority_id'`),
    ).toEqual([])
  })
  test('stands behind forced row-level security; a partition is reached through its parent alone', async () => {
    expect(
      await names(`
        select c.oid::regclass::text as name from pg_class as c
        where c.relnamespace in ${ours} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
          and not (c.relispartition and not has_table_privilege('grein_app', c.oid, 'select'))`),
    ).toEqual([])
  })
  test('gives the application role nothing but reading', async () => {
    expect(
      await names(`
        select c.oid::regclass::text as name from pg_class as c
        where c.relnamespace in ${ours} and c.relkind in ('r', 'p')
          and has_table_privilege('grein_app', c.oid, 'insert, update, delete, truncate, trigger, references')`),
    ).toEqual([])
  })
  test('is written through functions of a role nobody logs in as, with an empty search path', async () => {
    expect(
      await names(`
        select p.oid::regprocedure::text as name from pg_proc as p
        where p.pronamespace in ${ours} and p.prosecdef
          and (p.proowner <> 'grein_door'::regrole or not coalesce(p.proconfig @> array['search_path=""'], false))`),
    ).toEqual([])
    expect(
      await names(
        `select rolname as name from pg_roles where rolname in ('grein_owner', 'grein_door') and (rolcanlogin or rolsuper or rolbypassrls)`,
      ),
    ).toEqual([])
  })
})

test('a year’s events lie in that year’s partition, and there are three years ahead', async () => {
  const year = new Date().getUTCFullYear()
  const partitions = await names(
    `select c.relname as name from pg_class as c where c.relnamespace = 'chain'::regnamespace and c.relispartition and c.relkind = 'r'`,
  )
  for (const ahead of [0, 1, 2, 3]) expect(partitions).toContain(`event_${year + ahead}`)
  const [first] = await database.admin.query<{ id: string }>(`select chain.first_id_of('2027-01-01T00:00:00Z') as id`)
  expect(first?.id).toBe('01a2ce8b-d400-7000-8000-000000000000')
})

test('a row that no year holds is counted, by whoever runs the house', async () => {
  expect(await rowsWithoutYear(database.database)).toBe(0)
  await database.admin.query(
    `insert into chain.event (authority_id, event_id, kind, occurred_at, holder_id, basis, is_imported, record, salt, leaf)
     select $1, '0fffffff-ffff-7000-8000-000000000000', 'lose', now(), $1, '{}', true, '{}', '\\x01'::bytea,
       sha256('\\x00'::bytea || '\\x01'::bytea || '{}'::bytea)`,
    [database.authorityId],
  )
  expect(await rowsWithoutYear(database.database)).toBe(1)
})
