// There and back: every byte, behind the same walls; and what is not whole is not believed. Not here: pg_basebackup.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel'
import { type Admin, openAdmin } from '../database/admin.ts'
import { inDatabase } from '../database/connection.ts'
import { openDatabase } from '../database/database.ts'
import { readMigrations } from '../database/migration-files.ts'
import { appendMessage } from '../jobs/outbox.ts'
import { makeTestFolder, openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { partBytesMax } from './archive.ts'
import { backup } from './backup.ts'
import { restore, verifyBackup } from './restore.ts'

const platformFiles = readMigrations().filter(({ module, number }) => module === 'platform' && number <= 3)
/** A room as a later migration would make it: partitions, a tree in one table, a trigger, bytes, a sequence. */
const roomFile = {
  module: 'chain' as const,
  number: 1,
  name: 'room',
  sha256: '0'.repeat(64),
  sql: `-- why: the test needs every kind of thing there is.
    create schema room;
    grant usage on schema room to grein_app;
    create table room.parent (
      authority_id uuid not null, parent_id uuid not null, under_id uuid, made_no bigint generated always as identity,
      note text, bytes bytea, period daterange, twice bigint generated always as (length(note) * 2) stored,
      constraint parent_key primary key (authority_id, parent_id),
      constraint parent_under foreign key (authority_id, under_id) references room.parent
    );
    create table room.event (
      authority_id uuid not null, event_id uuid not null, parent_id uuid not null, body text not null,
      constraint event_key primary key (authority_id, event_id),
      constraint event_parent foreign key (authority_id, parent_id) references room.parent
    ) partition by range (event_id);
    create table room.event_first partition of room.event
      for values from ('00000000-0000-0000-0000-000000000000') to ('80000000-0000-0000-0000-000000000000');
    create table room.aaa (authority_id uuid not null, event_id uuid not null,
      constraint aaa_key primary key (authority_id, event_id),
      constraint aaa_event foreign key (authority_id, event_id) references room.event);
    insert into room.parent (authority_id, parent_id, note)
      values ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000001', 'made by the migration');
    alter table room.parent enable row level security, force row level security;
    create policy parent_own on room.parent to grein_app using (authority_id = platform.current_authority());
    grant select, insert on room.parent to grein_app;
    create trigger parent_written_once before update or delete or truncate on room.parent
      for each statement execute function platform.refuse_change();
    alter table room.parent enable always trigger parent_written_once;`,
}
const files = [...platformFiles, roomFile]

let world: TestDatabase
let folder: string
const made: string[] = []

beforeAll(async () => {
  folder = makeTestFolder()
  world = await openTestDatabase({ upTo: 'platform/0003' })
  await world.admin.withClient(async (client) => {
    await client.query(
      'begin; do $$ begin execute format($f$grant create on database %I to grein_owner$f$, current_database()); end $$',
    )
    await client.query('set local role grein_owner')
    await client.query(roomFile.sql)
    await client.query(`insert into platform.migration values ('chain', 1, 'room', '${roomFile.sha256}')`)
    // A partition made while running, with a row in it.
    await client.query(`create table room.event_second partition of room.event
      for values from ('80000000-0000-0000-0000-000000000000') to ('ffffffff-ffff-ffff-ffff-ffffffffffff')`)
    await client.query('commit')
  })
  await fillRoom()
})
afterAll(async () => {
  await world?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async () => {
  for (const name of made.splice(0)) await world.admin.query(`drop database ${name} with (force)`)
})

async function fillRoom() {
  const { admin, authorityId, database, staff } = world
  const odd = "tab\t newline\n backslash\\ \\. quote' emoji 🌿 null \\N"
  for (const [index, note] of [odd, '', 'x'.repeat(partBytesMax), 'y'.repeat(1_000_000)].entries()) {
    const id = `0000000${index + 1}-0000-7000-8000-000000000000`
    await admin.query(
      `insert into room.parent (authority_id, parent_id, under_id, note, bytes, period) values ($1, $2, $3, $4, $5, $6)`,
      [
        authorityId,
        id,
        index === 0 ? null : `0000000${index}-0000-7000-8000-000000000000`,
        note,
        randomBytes(300),
        '[2026-01-01,)',
      ],
    )
  }
  for (const half of ['1', '9']) {
    const event = `${half}0000000-0000-7000-8000-000000000000`
    await admin.query(`insert into room.event values ($1, $2, $3, 'it happened')`, [
      authorityId,
      event,
      '00000001-0000-7000-8000-000000000000',
    ])
    await admin.query('insert into room.aaa values ($1, $2)', [authorityId, event])
  }
  await database.transaction(staff, (tx) =>
    appendMessage(tx, staff, { topic: 'room.said', payload: { on: '2026-11-21' } }),
  )
}

async function emptyDatabase(): Promise<Admin> {
  const name = `restore_${randomBytes(5).toString('hex')}`
  await world.admin.query(`create database ${name}`)
  made.push(name)
  return openAdmin(inDatabase(world.admin.connection, name))
}

/** Every row of every table as PostgreSQL prints it. */
async function contentsOf(admin: Admin): Promise<Record<string, string[]>> {
  const contents: Record<string, string[]> = {}
  for (const table of [
    'platform.migration',
    'platform.outbox',
    'room.parent',
    'room.event',
    'room.event_second',
    'room.aaa',
  ]) {
    const rows = await admin.query<{ line: string }>(`select each::text as line from ${table} as each order by 1`)
    contents[table] = rows.map(({ line }) => line)
  }
  return contents
}

const fresh = (name: string) => join(folder, `${name}-${randomBytes(4).toString('hex')}`)

describe('a backup', () => {
  test('restores to the same rows, walls, triggers and numbers, with its files', async () => {
    const documents = fresh('documents')
    mkdirSync(join(documents, 'ab'), { recursive: true })
    writeFileSync(join(documents, 'ab', 'cdef'), randomBytes(2_000_000), { mode: 0o600 })
    writeFileSync(join(documents, 'empty'), '')
    const file = fresh('whole')
    const single = fresh('single.json')
    writeFileSync(single, '{"is":"one file"}')
    const report = await backup(world.admin, file, { documents, single, absent: fresh('nowhere') })
    expect(report).toMatchObject({
      rows: expect.any(Number),
      files: 2,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(statSync(file).mode & 0o077, 'a backup is private').toBe(0)

    await using admin = await emptyDatabase()
    const target = fresh('target')
    const putBack = fresh('put-back.json')
    const restored = await restore(admin, file, {
      files,
      folders: { documents: target, single: putBack },
      fingerprint: report.fingerprint,
    })
    expect(restored).toEqual(report)
    expect(await contentsOf(admin)).toEqual(await contentsOf(world.admin))
    expect(readFileSync(join(target, 'ab', 'cdef')).equals(readFileSync(join(documents, 'ab', 'cdef')))).toBe(true)
    expect(readdirSync(target).sort()).toEqual(['ab', 'empty'])
    expect(readFileSync(putBack, 'utf8')).toBe('{"is":"one file"}')

    await using database = await openDatabase({ connection: inDatabase(world.connection, made.at(-1)!) })
    const stranger = world.actorFor({ wall: 'staff', authorityId: newId('authority') })
    const count = async (actor: typeof stranger) =>
      (await database.transaction(actor, (tx) => sql<{ n: bigint }>`select count(*) as n from room.parent`.execute(tx)))
        .rows[0]
    expect([await count(world.staff), await count(stranger)]).toEqual([{ n: 4n }, { n: 0n }])
    await expect(admin.query('delete from room.parent')).rejects.toThrow('are written once')
    const next = await admin.query<{ made_no: bigint }>(
      `insert into room.parent (authority_id, parent_id) values ($1, $2) returning made_no`,
      [world.authorityId, newId('batch')],
    )
    expect(next).toEqual([{ made_no: 6n }])
  })

  test('is one moment: of what is written meanwhile, either both halves are in it or none', async () => {
    const file = fresh('moment')
    const authority = newId('authority')
    const write = (n: number) =>
      world.admin.query(
        `with parent as (insert into room.parent (authority_id, parent_id) values ($1, $2)),
           event as (insert into room.event values ($1, $2, $2, 'both'))
         insert into room.aaa values ($1, $2)`,
        [authority, `7000000${n % 10}-0000-7000-8000-00000000000${Math.floor(n / 10)}`],
      )
    const writing = (async () => {
      for (let n = 0; n < 60; n++) await write(n)
    })()
    await backup(world.admin, file)
    await writing
    await using admin = await emptyDatabase()
    await restore(admin, file, { files })
    const halves = await admin.query<{ parents: bigint; events: bigint; last: bigint }>(
      `select (select count(*) from room.parent where authority_id = $1) as parents,
         (select count(*) from room.event where authority_id = $1) as events,
         (select count(*) from room.aaa where authority_id = $1) as last`,
      [authority],
    )
    expect(new Set(Object.values(halves[0]!)).size).toBe(1)
  })

  test('never writes over another file, and leaves none behind when it fails', async () => {
    const file = fresh('taken')
    writeFileSync(file, 'mine')
    await expect(backup(world.admin, file)).rejects.toThrow('exists already')
    expect(readFileSync(file, 'utf8')).toBe('mine')
    const nowhere = join(folder, 'no-such-folder', 'file')
    await expect(backup(world.admin, nowhere)).rejects.toThrow()
    expect(existsSync(`${nowhere}.partial`)).toBe(false)
  })

  test('can be looked into with tar', async () => {
    const file = fresh('tar')
    await backup(world.admin, file)
    const listed = execFileSync('tar', ['tzf', file], { encoding: 'utf8' })
    expect(listed).toContain('data/room.event/000001')
    expect(listed.trimEnd().split('\n').at(-1)).toBe('manifest.json')
  })
})

describe('a restore', () => {
  test('believes no archive of which a single byte changed', async () => {
    const file = fresh('tampered')
    await backup(world.admin, file)
    const plain = gunzipSync(readFileSync(file))
    const at = plain.indexOf('it happened')
    expect(at).toBeGreaterThan(0)
    plain.write('it HAPPENED', at)
    writeFileSync(file, gzipSync(plain))
    await using admin = await emptyDatabase()
    await expect(restore(admin, file, { files })).rejects.toThrow('data/room.event/000001 is not what was written')
    const schemas = await admin.query(
      `select nspname from pg_namespace where nspname in ('platform', 'room', 'pgboss')`,
    )
    expect(schemas).toEqual([])
  })

  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    ['of another program', () => gzipSync(Buffer.alloc(4096, 'a'))],
    ['not even compressed', () => Buffer.from('hello')],
    ['without its list', (bytes: Buffer) => withoutLastPart(bytes)],
  ])('refuses a file that is %s', async (_what, spoil) => {
    const file = fresh('spoiled')
    await backup(world.admin, file)
    writeFileSync(file, spoil(readFileSync(file)))
    await expect(verifyBackup(file)).rejects.toThrow('cannot be trusted')
  })

  test('refuses a whole archive that is not the one meant', async () => {
    const file = fresh('other')
    await backup(world.admin, file)
    await using admin = await emptyDatabase()
    await expect(restore(admin, file, { files, fingerprint: 'f'.repeat(64) })).rejects.toThrow('it is another backup')
  })

  test('never mixes with data that are there', async () => {
    const file = fresh('mixed')
    await backup(world.admin, file)
    await expect(restore(world.admin, file, { files })).rejects.toThrow('This database is not empty')
  })

  test('refuses a backup of a newer version, and leaves the database empty', async () => {
    const file = fresh('newer')
    await backup(world.admin, file)
    await using admin = await emptyDatabase()
    await expect(restore(admin, file, { files: platformFiles })).rejects.toThrow(
      'chain/0001-room, which this version of Grein does not know',
    )
    expect(await admin.query(`select 1 from pg_namespace where nspname = 'platform'`)).toEqual([])
  })
})

/** The manifest is the last part; a tar ends after two blocks of zeros. */
function withoutLastPart(bytes: Buffer): Buffer {
  const plain = gunzipSync(bytes)
  const at = plain.lastIndexOf('manifest.json')
  return gzipSync(Buffer.concat([plain.subarray(0, at), Buffer.alloc(1024)]))
}
