// What every table of every room must have, asked of the catalogs and not of the authors. Not here: what a room's tables mean.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { describeSchema } from './describe-schema.ts'

let world: TestDatabase
beforeAll(async () => {
  world = await openTestDatabase()
})
afterAll(() => world?.[Symbol.asyncDispose]())

/** Tables that belong to the house and to no authority, each with its reason. */
const ofNoAuthority = new Map([['platform.migration', 'which files made this schema']])

/** Keys that do not begin with the authority, each with its reason. */
const keysApart = new Map<string, string>([['platform.migration migration_key', 'the table is of no authority']])

const oursOnly = `namespace.nspowner = 'grein_owner'::regrole and namespace.nspname <> 'extensions'`

describe('in every schema of ours', () => {
  test('each key, unique index and foreign key begins with the authority', async () => {
    const rows = await world.admin.query<{ key: string; first: string }>(`
      select format('%s %s', index.indrelid::regclass, index.indexrelid::regclass::name) as key, attribute.attname as first
      from pg_index as index
      join pg_class as class on class.oid = index.indrelid
      join pg_namespace as namespace on namespace.oid = class.relnamespace
      left join pg_attribute as attribute on attribute.attrelid = index.indrelid and attribute.attnum = index.indkey[0]
      where ${oursOnly} and not class.relispartition and (index.indisunique or index.indisprimary)
      union all
      select format('%s %s', conrelid::regclass, conname), attribute.attname
      from pg_constraint
      join pg_class as class on class.oid = conrelid
      join pg_namespace as namespace on namespace.oid = class.relnamespace
      join pg_attribute as attribute on attribute.attrelid = conrelid and attribute.attnum = conkey[1]
      where ${oursOnly} and contype = 'f' and conparentid = 0 and not class.relispartition
      order by 1`)
    expect(rows.length).toBeGreaterThan(10)
    const apart = rows.filter(({ first }) => first !== 'authority_id').map(({ key }) => withoutSchemaTwice(key))
    expect(apart.filter((key) => !keysApart.has(key))).toEqual([])
    expect(
      [...keysApart.keys()].filter((key) => !apart.includes(key)),
      'exceptions that are none',
    ).toEqual([])
  })

  test('each table stands behind forced row-level security, and has a rule for who may look', async () => {
    const rows = await world.admin.query<{ name: string; isForced: boolean; policies: bigint; isPartition: boolean }>(`
      select class.oid::regclass::text as name, class.relrowsecurity and class.relforcerowsecurity as "isForced",
        class.relispartition as "isPartition",
        (select count(*) from pg_policy where polrelid = class.oid) as policies
      from pg_class as class join pg_namespace as namespace on namespace.oid = class.relnamespace
      where ${oursOnly} and class.relkind in ('r', 'p') order by 1`)
    const open = rows.filter(({ isForced, isPartition }) => !isForced && !isPartition).map(({ name }) => name)
    expect(open.filter((name) => !ofNoAuthority.has(name))).toEqual([])
    const silent = rows.filter(({ isForced, isPartition, policies }) => isForced && !isPartition && policies === 0n)
    expect(
      silent.map(({ name }) => name),
      'forced, and nobody sees a row',
    ).toEqual([])
  })

  test('the application reaches a partition only through its table, which has the rule', async () => {
    const rows = await world.admin.query(`
      select class.oid::regclass::text as name
      from pg_class as class join pg_namespace as namespace on namespace.oid = class.relnamespace
      where ${oursOnly} and class.relispartition and class.relkind = 'r'
        and has_table_privilege('grein_app', class.oid, 'select, insert, update, delete')`)
    expect(rows).toEqual([])
  })

  test('the application owns nothing, makes nothing and empties nothing', async () => {
    const owned = await world.admin.query(`
      select class.oid::regclass::text as name from pg_class as class where class.relowner = 'grein_app'::regrole
      union all select oid::regprocedure::text from pg_proc where proowner = 'grein_app'::regrole`)
    const made = await world.admin.query(`
      select nspname from pg_namespace where has_schema_privilege('grein_app', oid, 'create') and nspname !~ '^pg_temp'`)
    const emptied = await world.admin.query(`
      select class.oid::regclass::text as name
      from pg_class as class join pg_namespace as namespace on namespace.oid = class.relnamespace
      where ${oursOnly} and class.relkind in ('r', 'p')
        and has_table_privilege('grein_app', class.oid, 'truncate, references, trigger')`)
    expect({ owned, made, emptied }).toEqual({ owned: [], made: [], emptied: [] })
  })

  test('each function that runs with more rights belongs to the door, fixes its search path, and is not for everyone', async () => {
    const rows = await world.admin.query<{ name: string; owner: string; isFixed: boolean; isPublic: boolean }>(`
      select function.oid::regprocedure::text as name, function.proowner::regrole::text as owner,
        coalesce(function.proconfig::text ~ 'search_path=', false) as "isFixed",
        has_function_privilege('public', function.oid, 'execute') as "isPublic"
      from pg_proc as function join pg_namespace as namespace on namespace.oid = function.pronamespace
      where ${oursOnly} and function.prosecdef order by 1`)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ owner, isFixed, isPublic }) => owner !== 'grein_door' || !isFixed || isPublic)).toEqual([])
  })

  test('no role of ours is stronger than it must be', async () => {
    const rows = await world.admin.query(`
      select rolname from pg_roles
      where rolname in ('grein_owner', 'grein_door', 'grein_app', 'grein_jobs')
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`)
    const inApp = await world.admin.query(`
      select roleid::regrole::text as role from pg_auth_members where member = 'grein_app'::regrole`)
    expect({ rows, inApp }).toEqual({ rows: [], inApp: [] })
  })
})

test('the schema is described the same each time, with its walls and its doors', async () => {
  const text = await describeSchema(world.admin)
  expect(await describeSchema(world.admin)).toBe(text)
  for (const line of [
    'create table platform.outbox (',
    'constraint outbox_key PRIMARY KEY (authority_id, message_id)',
    'alter table platform.outbox enable row level security, force row level security;',
    'create policy outbox_append on platform.outbox for insert to grein_app, grein_door',
    'grant update (due_at, attempts, parked_at) on platform.outbox to grein_app;',
    'alter function platform.outbox_state() owner to grein_door;',
  ]) {
    expect(text).toContain(line)
  }
})

/** An index prints its own schema; the table has said it already. */
function withoutSchemaTwice(key: string): string {
  const [table, name] = key.split(' ')
  return `${table} ${name?.replace(/^.*\./, '')}`
}
