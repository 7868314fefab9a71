// The step that spreads the ledger over Citus (docs/operate/distribute.citus.sql), on a server without Citus: its own functions stand in
// and note what they are told. Every key and trigger must be back afterwards. Not here: whether Citus accepts it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#platform/testing'

let world: TestDatabase
beforeAll(async () => {
  world = await openTestDatabase()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const script = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'operate', 'distribute.citus.sql'),
  'utf8',
)
const spread = `('chain'::regnamespace, 'licensing'::regnamespace, 'log'::regnamespace)`

test('names every table and every function that is called, and leaves keys, triggers and walls as they were', async () => {
  const names = async (sql: string) => (await world.admin.query<{ name: string }>(sql)).map(({ name }) => name)
  const guards = () =>
    names(`
      select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated::text as name from pg_constraint
        where connamespace in ${spread} and contype = 'f' and conparentid = 0
      union all
      select pg_get_triggerdef(t.oid) || tgenabled::text from pg_trigger as t join pg_class as c on c.oid = tgrelid
        where not tgisinternal and relnamespace in ${spread}
      union all
      select c.oid::regclass::text || relrowsecurity::text || relforcerowsecurity::text from pg_class as c
        where relnamespace in ${spread} and relkind in ('r', 'p')
      order by 1`)
  const before = await guards()
  expect(before.length).toBeGreaterThan(100)
  await world.admin.withClient(async (client) => {
    await client.query(`
      create table public.told (name text);
      create function public.create_distributed_table(of regclass, by text, colocate_with text) returns void language sql
        begin atomic insert into public.told values (of::text || ' ' || by); end;
      create function public.create_distributed_function(of regprocedure, by text, colocate_with text, force_delegation boolean) returns void
        language sql begin atomic insert into public.told values (of::text || ' ' || by); end;
      set search_path = public, pg_catalog`)
    await client.query(script)
    await client.query('reset search_path')
  })
  expect(await guards()).toEqual(before)
  const told = await names('select name from public.told')
  const tables = await names(`
    select c.oid::regclass || ' authority_id' as name from pg_class as c
    where c.relnamespace in ${spread} and c.relkind in ('r', 'p') and not c.relispartition order by 1`)
  expect(told.filter((name) => !name.includes('(')).sort()).toEqual(tables.sort())
  for (const name of ['post_event', 'post_events']) {
    expect(told.filter((one) => one.startsWith(`chain.${name}(`) && one.endsWith(' p_authority'))).toHaveLength(1)
  }
})
