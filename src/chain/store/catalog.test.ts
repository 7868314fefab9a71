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
/** Functions that lock by number all the same, each with its reason. */
const lockAllTheSame = new Map([
  ['licensing.next_expert_number(uuid,integer)', 'numbers of one authority: whoever asks is on that authority’s node'],
])
/** What is spread by authority when one server no longer does (docs/operate/citus.md). */
const spread = `('chain'::regnamespace, 'licensing'::regnamespace, 'log'::regnamespace)`

describe('every table of the ledger, the registers and the log can be spread by authority', () => {
  test('each key, unique or not, and each exclusion begins with the authority', async () => {
    expect(
      await names(`
        select i.indexrelid::regclass::text as name
        from pg_index as i join pg_class as c on c.oid = i.indrelid
        where c.relnamespace in ${spread} and (
          select a.attname from pg_attribute as a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) is distinct from 'authority_id'`),
    ).toEqual([])
  })
  test('each foreign key begins with the authority on both sides, and stays among these tables', async () => {
    expect(
      await names(`
        select k.conrelid::regclass || ' ' || k.conname as name
        from pg_constraint as k join pg_class as there on there.oid = k.confrelid
        where k.contype = 'f' and k.connamespace in ${spread} and (
          there.relnamespace not in ${spread}
          or (select a.attname from pg_attribute as a where a.attrelid = k.conrelid and a.attnum = k.conkey[1]) is distinct from 'authority_id'
          or (select a.attname from pg_attribute as a where a.attrelid = k.confrelid and a.attnum = k.confkey[1]) is distinct from 'authority_id')`),
    ).toEqual([])
  })
  test('the authority is one type everywhere, and never null', async () => {
    expect(
      await names(`
        select c.oid::regclass::text as name
        from pg_class as c
        left join pg_attribute as a on a.attrelid = c.oid and a.attname = 'authority_id' and not a.attisdropped
        where c.relnamespace in ${spread} and c.relkind in ('r', 'p')
          and (a.attname is null or a.atttypid <> 'uuid'::regtype or not a.attnotnull)`),
    ).toEqual([])
  })
  test('nothing counts for the whole server: no sequence, no identity, no lock by number, no transaction id', async () => {
    const found = await names(`
        select c.oid::regclass::text as name from pg_class as c where c.relnamespace in ${spread} and c.relkind = 'S'
        union all
        select a.attrelid::regclass || '.' || a.attname from pg_attribute as a join pg_class as c on c.oid = a.attrelid
        where c.relnamespace in ${spread} and a.attnum > 0 and not a.attisdropped
          and (a.attidentity <> '' or a.atttypid in ('xid'::regtype, 'xid8'::regtype, 'pg_snapshot'::regtype, 'tid'::regtype))
        union all
        select p.oid::regprocedure::text from pg_proc as p
        where p.pronamespace in ${spread} and pg_get_functiondef(p.oid) ~* '(pg_(try_)?advisory|nextval|currval|lastval|txid_|pg_current_xact|pg_notify|\\mxmin\\M|\\mctid\\M)'`)
    expect(found.filter((name) => !lockAllTheSame.has(name))).toEqual([])
    expect(
      [...lockAllTheSame.keys()].filter((name) => !found.includes(name)),
      'exceptions that are none',
    ).toEqual([])
  })
  test('a function that writes is told the authority first', async () => {
    expect(
      await names(`
        select p.oid::regprocedure::text as name from pg_proc as p
        where p.pronamespace in ${ours} and p.provolatile = 'v' and p.prorettype <> 'trigger'::regtype
          and has_function_privilege('grein_app', p.oid, 'execute') and p.proargtypes[0] is distinct from 'uuid'::regtype`),
    ).toEqual([])
  })
  test('a movement’s event is asked of its own year', async () => {
    const years = await database.admin.query<{ here: string; there: string }>(`
      select k.conrelid::regclass::text as here, k.confrelid::regclass::text as there
      from pg_constraint as k where k.contype = 'f' and k.conname = 'movement_event'`)
    const partitions = await names(
      `select i.inhrelid::regclass::text as name from pg_inherits as i where i.inhparent = 'chain.movement'::regclass`,
    )
    expect(years.map(({ here }) => here).sort()).toEqual(partitions.sort())
    for (const { here, there } of years) expect(there).toBe(here.replace('movement', 'event'))
  })
})

describe('every table of the ledger and the registers', () => {
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

test('a row that no year holds is counted, by whoever runs the house; history of before the first year is none', async () => {
  const put = (eventId: string, isImported: boolean) =>
    database.admin.query(
      `insert into chain.event (authority_id, event_id, kind, occurred_at, holder_id, basis, is_imported, record, salt, leaf)
       select $1, $2, 'lose', now(), $1, '{}', $3, '{}', '\\x01'::bytea,
         sha256('\\x00'::bytea || '\\x01'::bytea || '{}'::bytea)`,
      [database.authorityId, eventId, isImported],
    )
  const [last] = await database.admin.query<{ id: string }>(`select chain.first_id_of('2015-01-01T00:00:00Z') as id`)
  expect(last?.id).toBe('014aa2ca-b000-7000-8000-000000000000') // As the function and its indexes have it.
  await put('00c0ffee-0000-7000-8000-000000000000', true) // 1996, brought in.
  expect(await rowsWithoutYear(database.database)).toBe(0)
  await put('0fffffff-ffff-7000-8000-000000000000', true)
  expect(await rowsWithoutYear(database.database)).toBe(1)
  await put('00000001-0000-7000-8000-000000000000', false) // By a clock that stood in 1970.
  expect(await rowsWithoutYear(database.database)).toBe(2)
})
