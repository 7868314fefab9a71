// The transaction: under whom it runs, what comes out of it, what a collision and a refused commit do.
// Not here: a server that goes away (embedded/server.test.ts), and any room's table.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, Refused } from '#kernel'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { openDatabase, type Tx } from './database.ts'

let world: TestDatabase
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform/0003' })
  await world.admin.query(`
    create table platform.sample (
      authority_id uuid not null default platform.current_authority(),
      name text not null,
      amount bigint not null,
      constraint sample_key primary key (authority_id, name)
    )`)
  await world.admin.query('alter table platform.sample enable row level security, force row level security')
  await world.admin.query(`
    create policy sample_own on platform.sample to grein_app using (authority_id = platform.current_authority())`)
  await world.admin.query('grant select, insert, update on platform.sample to grein_app')
})
afterAll(() => world?.[Symbol.asyncDispose]())

type SampleTables = { 'platform.sample': { authority_id?: string; name: string; amount: bigint } }

describe('a transaction', () => {
  test('carries the actor, as the harmless role, and leaves nothing behind on the connection', async () => {
    const { connection, authorityId, actorFor } = world
    await using one = await openDatabase({ connection, poolSize: 1 })
    const partyId = newId('party')
    const holder = actorFor({ wall: 'holder', partyId })
    const seen = await one.transaction(holder, async (tx) => {
      const { rows } = await sql`
        select platform.current_authority() as authority, platform.current_party() as party,
          platform.current_wall() as wall, current_user as role`.execute(tx)
      return rows
    })
    expect(seen).toEqual([{ authority: authorityId, party: partyId, wall: 'holder', role: 'grein_app' }])
    const other = actorFor({ wall: 'public', authorityId: newId('authority') })
    const after = await one.transaction(other, async (tx) => {
      const { rows } = await sql`select platform.current_party() as party, platform.current_wall() as wall`.execute(tx)
      return rows
    })
    expect(after).toEqual([{ party: null, wall: 'public' }])
  })

  test('of one call carries the actor as well, is undone whole when refused, and leaves nothing behind', async () => {
    const { connection, admin, authorityId, actorFor } = world
    await using one = await openDatabase({ connection, poolSize: 1 })
    await admin.query(`
      create function platform.sample_call(of_authority uuid, new_name text, is_refused boolean)
        returns table (authority uuid, party uuid, wall text) language plpgsql as $$
      begin
        insert into platform.sample (authority_id, name, amount) values (of_authority, new_name, 1);
        if is_refused then raise exception 'no' using errcode = '23514', constraint = 'sample_refused'; end if;
        return query select platform.current_authority(), platform.current_party(), platform.current_wall();
      end $$;
      grant execute on function platform.sample_call to grein_app`)
    const partyId = newId('party')
    const holder = actorFor({ wall: 'holder', partyId })
    const call = (name: string, isRefused: boolean) => one.call(holder, 'platform.sample_call', [name, isRefused])
    for (const name of ['called 1', 'called 2', 'called 3', 'called 4']) {
      expect(await call(name, false)).toEqual([{ authority: authorityId, party: partyId, wall: 'holder' }])
    }
    await expect(call('refused', true)).rejects.toMatchObject({ constraint: 'sample_refused' })
    const names = await admin.query<{ name: string }>(
      `select name from platform.sample where name like 'called%' or name = 'refused' order by name`,
    )
    expect(names.map(({ name }) => name)).toEqual(['called 1', 'called 2', 'called 3', 'called 4'])
    const other = actorFor({ wall: 'public', authorityId: newId('authority') })
    const after = await one.transaction(other, async (tx) => {
      const { rows } = await sql`select platform.current_party() as party, platform.current_wall() as wall`.execute(tx)
      return rows
    })
    expect(after).toEqual([{ party: null, wall: 'public' }])
  })

  test('sees the rows of its own authority alone, and cannot write under another', async () => {
    const { database, staff, actorFor } = world
    const stranger = actorFor({ wall: 'staff', authorityId: newId('authority') })
    await database.transaction(staff, (tx) =>
      tx.withTables<SampleTables>().insertInto('platform.sample').values({ name: 'ours', amount: 1n }).execute(),
    )
    const seen = await database.transaction(stranger, (tx) =>
      tx.withTables<SampleTables>().selectFrom('platform.sample').selectAll().execute(),
    )
    expect(seen).toEqual([])
    await expect(
      database.transaction(stranger, (tx) =>
        tx
          .withTables<SampleTables>()
          .insertInto('platform.sample')
          .values({ authority_id: staff.authorityId, name: 'theirs', amount: 1n })
          .execute(),
      ),
    ).rejects.toThrow('row-level security')
  })

  test('refuses an actor whose ids are not ids', async () => {
    const actor = { ...world.staff, authorityId: "x'; drop table platform.sample; --" as never } // What a forgery would pass.
    await expect(world.database.transaction(actor, async () => 1)).rejects.toThrow('an actor has ids of our own')
  })

  test('rolls back whole when the work throws', async () => {
    const { database, staff } = world
    await expect(
      database.transaction(staff, async (tx) => {
        await tx.withTables<SampleTables>().insertInto('platform.sample').values({ name: 'half', amount: 1n }).execute()
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await names()).not.toContain('half')
  })

  test('does not report success when a swallowed error made PostgreSQL roll back', async () => {
    const { database, staff } = world
    const swallowed = database.transaction(staff, async (tx) => {
      await tx.withTables<SampleTables>().insertInto('platform.sample').values({ name: 'lost', amount: 1n }).execute()
      await sql`select 1 / 0`.execute(tx).catch(() => 'never mind')
    })
    await expect(swallowed).rejects.toThrow()
    expect(await names()).not.toContain('lost')
  })

  test('is run again, whole, when PostgreSQL ended one of two that held each other up', async () => {
    const { database, staff } = world
    await database.transaction(staff, (tx) =>
      tx
        .withTables<SampleTables>()
        .insertInto('platform.sample')
        .values([
          { name: 'left', amount: 0n },
          { name: 'right', amount: 0n },
        ])
        .execute(),
    )
    let turns = 0
    const { promise: bothHold, resolve: nowBothHold } = Promise.withResolvers<void>()
    let holding = 0
    const add = (order: readonly string[]) =>
      database.transaction(staff, async (tx) => {
        turns++
        for (const name of order) {
          await tx
            .withTables<SampleTables>()
            .updateTable('platform.sample')
            .set((eb) => ({ amount: eb('amount', '+', 1n) }))
            .where('name', '=', name)
            .execute()
          if (++holding === 2) nowBothHold() // Each its first row: from here on they wait for each other.
          await bothHold
        }
      })
    await Promise.all([add(['left', 'right']), add(['right', 'left'])])
    const rows = await world.admin.query(`select amount from platform.sample where name in ('left', 'right')`)
    expect(rows).toEqual([{ amount: 2n }, { amount: 2n }])
    expect(turns).toBeGreaterThan(2)
  })

  test.each([
    ['53100', 'platform/storage-full'], // disk_full
    ['53300', 'platform/database-unavailable'], // too_many_connections
    ['57P01', 'platform/database-unavailable'], // admin_shutdown
    ['57014', 'platform/database-unavailable'], // query_canceled: what writes may have waited for a lock
  ])('SQLSTATE %s is a refusal to try again later, with nothing written', async (state, code) => {
    const { admin, database, staff } = world
    await admin.query(`
      create or replace function platform.fail_with(state text) returns void language plpgsql
      as $$ begin raise exception 'as PostgreSQL would' using errcode = state; end $$`)
    const failing = database.transaction(staff, async (tx) => {
      await tx.withTables<SampleTables>().insertInto('platform.sample').values({ name: state, amount: 1n }).execute()
      await sql`select platform.fail_with(${state})`.execute(tx)
    })
    const error = await failing.catch((thrown: unknown) => thrown)
    expect(error instanceof Refused && error.refusal.problem).toMatchObject({ code, kind: 'unavailable' })
    expect(await names()).not.toContain(state)
  })

  test('a question that runs out of time is told to be smaller, and nothing else is', async () => {
    const { admin, database, staff } = world
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'an answer',
        (error: unknown) => (error instanceof Refused ? error.refusal.problem : { code: String(error) }),
      )
    const long = (tx: Tx) => sql`select pg_sleep(20)`.execute(tx)
    const limit = { statementSecondsMax: 1 }
    const tooLarge = { code: 'platform/question-too-large', kind: 'too-large' }
    const away = { code: 'platform/database-unavailable', kind: 'unavailable' }
    const all = [{ readOnly: true }, { isQuestion: true }, {}].map((more) =>
      codeOf(database.transaction(staff, long, { ...limit, ...more })),
    )
    expect(await Promise.all(all)).toMatchObject([tooLarge, tooLarge, away])
    // Ended by an operator, in whatever language that server speaks: it says nothing of its size.
    const ended = database.transaction(staff, (tx) => sql`select pg_sleep(20), 'ended by hand'`.execute(tx), {
      readOnly: true,
    })
    const told = codeOf(ended)
    const waiting = `select pg_cancel_backend(pid) as is_ended from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state = 'active' and query like '%ended by hand%'`
    await expect.poll(() => admin.query(waiting)).toEqual([{ is_ended: true }])
    expect(await told).toMatchObject(away)
  })

  test('does not blame the database for a file or an address that the work itself did not find', async () => {
    const missing = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', syscall: 'open' })
    const work = world.database.transaction(world.staff, () => Promise.reject(missing))
    await expect(work).rejects.toBe(missing)
  })

  test('has the time it asks for, and the next one on that connection the usual', async () => {
    const { connection, staff } = world
    await using one = await openDatabase({ connection, poolSize: 1 })
    const limit = async (statementSecondsMax?: number) =>
      one.transaction(
        staff,
        async (tx) => (await sql`select current_setting('statement_timeout') as limit`.execute(tx)).rows[0],
        statementSecondsMax === undefined ? {} : { statementSecondsMax },
      )
    expect([await limit(600), await limit()]).toEqual([{ limit: '10min' }, { limit: '30s' }])
  })

  test('keeps its promise to be read only', async () => {
    const work = world.database.transaction(
      world.staff,
      (tx) => tx.withTables<SampleTables>().insertInto('platform.sample').values({ name: 'r', amount: 1n }).execute(),
      { readOnly: true },
    )
    await expect(work).rejects.toThrow('read-only transaction')
  })
})

describe('values', () => {
  test('come back as they went in', async () => {
    const at = Temporal.Instant.from('2026-11-21T22:36:14.123456Z')
    const on = Temporal.PlainDate.from('2026-12-14')
    const large = 9_007_199_254_740_993n
    const bytes = Buffer.from([0, 255, 1])
    const { rows } = await world.database.transaction(world.staff, (tx) =>
      sql`
        select ${at}::timestamptz as at, ${on}::date as on, ${large}::bigint as large, ${bytes}::bytea as bytes,
          ${[at, null]}::timestamptz[] as ats, ${[on]}::date[] as ons, ${[large, -1n]}::bigint[] as larges,
          ${[bytes]}::bytea[] as "byteses", daterange(${on}::date, null) as period, null::date as none,
          '2026-07-01 00:00:00+02'::timestamptz as summer`.execute(tx),
    )
    expect(rows[0]).toEqual({
      at,
      on,
      large,
      bytes,
      ats: [at, null],
      ons: [on],
      larges: [large, -1n],
      byteses: [bytes],
      period: '[2026-12-14,)',
      none: null,
      summer: Temporal.Instant.from('2026-06-30T22:00:00Z'),
    })
  })

  test('days and moments beside the years of four digits are asked for as what they are', async () => {
    const at = ['0000-12-31T23:40:28Z', '-000043-03-15T12:00:00Z', '+010000-01-01T00:00:00Z', '0001-01-01T00:00:00Z']
    const instants = at.map((text) => Temporal.Instant.from(text))
    const days = instants.map((instant) => instant.toZonedDateTimeISO('UTC').toPlainDate())
    const { rows } = await world.database.transaction(world.staff, (tx) =>
      sql<{ seconds: string[]; days: number[] }>`
        select array(select extract(epoch from t)::bigint::text from unnest(${instants}::timestamptz[]) as t) as seconds,
          array(select d - date '1970-01-01' from unnest(${days}::date[]) as d) as days`.execute(tx),
    )
    expect(rows[0]).toEqual({
      seconds: instants.map(({ epochMilliseconds }) => `${epochMilliseconds / 1000}`),
      days: days.map((day) => day.since('1970-01-01', { largestUnit: 'days' }).days),
    })
  })

  test('a statement that is run often is prepared, and answers the same', async () => {
    const answers = await world.database.transaction(world.staff, async (tx) => {
      const found: unknown[] = []
      for (let n = 0; n < 5; n++) found.push((await sql`select ${n}::int + 1 as next`.execute(tx)).rows[0])
      const { rows } =
        await sql`select count(*) as prepared from pg_prepared_statements where statement like '%as next%'`.execute(tx)
      return [found, rows[0]]
    })
    expect(answers).toEqual([[1, 2, 3, 4, 5].map((next) => ({ next })), { prepared: 1n }])
  })
})

describe('the application role', () => {
  test.each(['superuser', 'createrole bypassrls'])('a login that is %s is refused at the start', async (power) => {
    const { admin, connection } = world
    const login = `strong_${power.length}_${world.authorityId.slice(-6)}`
    await admin.query(`create role ${login} login ${power} password 'x' in role grein_app`)
    try {
      if (connection.kind !== 'socket') throw new Error('the test server has a socket')
      await expect(openDatabase({ connection: { ...connection, user: login, password: 'x' } })).rejects.toThrow(
        'the wall between authorities would not hold',
      )
    } finally {
      await admin.query(`drop role ${login}`)
    }
  })
})

async function names(): Promise<unknown[]> {
  const rows = await world.admin.query<{ name: string }>('select name from platform.sample')
  return rows.map((row) => row.name)
}
