// The server we bring along, under bad treatment: second copies, killed parents, killed servers, long paths.
// Not here: what is in the database. These tests end only processes they started.
import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId, Refused } from '#kernel'
import { backup } from '../../backup/backup.ts'
import { restore } from '../../backup/restore.ts'
import { appendMessage } from '../../jobs/outbox.ts'
import { makeActor, makeTestFolder } from '../../testing/index.ts'
import { openAdmin } from '../admin.ts'
import { inDatabase } from '../connection.ts'
import { openDatabase } from '../database.ts'
import { openAdminOf, openSource } from '../ground.ts'
import { databaseHealth } from '../health.ts'
import { migrate } from '../migrate.ts'
import { readMigrations } from '../migration-files.ts'
import { hasEmbedded, joinEmbedded } from './join.ts'
import { completeLinks } from './native.ts'
import { canReach } from './run-as.ts'
import { startEmbedded } from './server.ts'

let folder: string
beforeEach(() => {
  folder = makeTestFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const quick = () => ({ folder: join(folder, 'data'), isDurable: false, connectionsMax: 20 })
const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    // A process that ended and that nobody has asked about yet still has its number.
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

describe('a data folder', () => {
  test('keeps what was written, listens on no network, and takes one Grein at a time', async () => {
    const options = { ...quick(), isDurable: true } // As in production, for once.
    const first = await startEmbedded(options)
    const admin = await openAdmin(first.admin)
    await admin.query('create table kept (what text)')
    await admin.query(`insert into kept values ('this')`)
    const settings = await admin.query(
      `select current_setting('listen_addresses') as on, current_setting('fsync') as fsync`,
    )
    expect(settings).toEqual([{ on: '', fsync: 'on' }])
    await expect(startEmbedded(options)).rejects.toThrow(`Another Grein (process ${process.pid}) is using`)
    await admin.close()
    await first.stop()

    await using second = await startEmbedded(options)
    await using again = await openAdmin(second.admin)
    expect(await again.query('select what from kept')).toEqual([{ what: 'this' }])
    const others = process.getuid?.() === 0 ? 0o001 : 0 // As root another user passes through, and lists nothing.
    expect(statSync(options.folder).mode & 0o007).toBe(others)
    expect(statSync(join(options.folder, 'database.json')).mode & 0o077).toBe(0)
  })

  test('writes no statement and no typed value to its log when something fails', async () => {
    await using server = await startEmbedded(quick())
    await using admin = await openAdmin(server.admin)
    await admin.query('create table once (name text primary key)')
    await admin.query(`insert into once values ('Jan Janssen')`)
    const failing = ["insert into once values ('Jan Janssen')", "select 'Jan Janssen'::int", 'select "Jan Janssen"']
    for (const statement of failing) await expect(admin.query(statement)).rejects.toThrow()
    await expect(admin.query('select $1::uuid', ['Jan Janssen'])).rejects.toThrow('Jan Janssen')
    const said = readFileSync(join(folder, 'data', 'postgres.log'), 'utf8')
    expect(said).toContain('ready to accept connections')
    expect(said).not.toMatch(/Janssen|insert into|ERROR/i)
  })

  test('with a path too long for a socket gets a short one beside it', async () => {
    const deep = join(folder, ...Array.from({ length: 6 }, () => 'a-rather-long-name-of-a-folder'))
    await using server = await startEmbedded({ ...quick(), folder: deep })
    const socket = server.admin.kind === 'socket' ? server.admin.folder : ''
    try {
      expect(socket.length).toBeLessThan(90)
      expect(statSync(socket).mode & 0o077).toBe(0)
      await using admin = await openAdmin(server.admin)
      expect(await admin.query('select 1 as one')).toEqual([{ one: 1 }])
    } finally {
      await server.stop()
      rmSync(socket, { recursive: true })
    }
  })
})

describe('a parent that was killed (kill -9)', () => {
  test('takes its server along, and the next start finds everything', async () => {
    const { child, pid } = await startElsewhere()
    await kill(child)
    await expect.poll(() => isRunning(pid)).toBe(false)
    await expectKept()
  })

  test('together with the guard leaves a server behind, which the next start stops', async () => {
    const { child, pid } = await startElsewhere()
    const guard = parentOf(pid)
    process.kill(guard, 'SIGKILL')
    await kill(child)
    await expect.poll(() => isRunning(guard)).toBe(false)
    await expectKept()
    expect(isRunning(pid)).toBe(false)
  })
})

describe('a server that was killed in mid-transaction', () => {
  test('is a refusal to try again later, writes nothing half, and comes back by itself', async () => {
    await using server = await startEmbedded(quick())
    await using admin = await openAdmin(server.admin)
    await migrate(
      admin,
      readMigrations().filter(({ module, number }) => module === 'platform' && number <= 3),
    )
    await admin.query('create table platform.written (what text)')
    await admin.query('grant select, insert on platform.written to grein_app')
    await using database = await openDatabase({ connection: server.app })
    const actor = makeActor({ authorityId: newId('authority'), wall: 'staff' })
    const write = (what: string, meanwhile: (backend: number) => void = () => {}) =>
      database.transaction(actor, async (tx) => {
        await sql`insert into platform.written values (${what})`.execute(tx)
        const { rows } = await sql<{ backend: number }>`select pg_backend_pid() as backend`.execute(tx)
        meanwhile(rows[0]!.backend)
        await sql`insert into platform.written values (${`${what}, second half`})`.execute(tx)
      })
    await write('before')

    const { pid } = server
    const error = await write('during', (backend) => {
      for (const each of [pid, backend]) process.kill(each, 'SIGKILL')
    }).catch((thrown: unknown) => thrown)
    expect(error instanceof Refused && error.refusal.problem).toMatchObject({
      code: 'platform/database-unavailable',
      kind: 'unavailable',
    })

    await expect.poll(async () => (await databaseHealth(database)).isUp).toBe(true)
    await write('after')
    const rows = await database.transaction(actor, (tx) =>
      sql<{ what: string }>`select what from platform.written`.execute(tx),
    )
    expect(rows.rows.map((row) => row.what)).toEqual(['before', 'before, second half', 'after', 'after, second half'])
  })

  test('that stays away is a refusal each time, and an honest answer about health', async () => {
    const server = await startEmbedded(quick())
    await using admin = await openAdmin(server.admin)
    await migrate(
      admin,
      readMigrations().filter(({ module, number }) => module === 'platform' && number <= 3),
    )
    await using database = await openDatabase({ connection: server.app })
    const health = await databaseHealth(database)
    expect(health).toMatchObject({ isUp: true, isWritable: true, outbox: { waiting: 0n, parked: 0n } })
    await server.stop()
    const actor = makeActor({ authorityId: newId('authority'), wall: 'staff' })
    const error = await database.transaction(actor, async () => 1).catch((thrown: unknown) => thrown)
    expect(error instanceof Refused && error.refusal.problem.code).toBe('platform/database-unavailable')
    expect(await databaseHealth(database)).toEqual({ isUp: false })
  })
})

describe('libraries that npm could not link', () => {
  const names = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]
  const makeNative = () => {
    const native = join(folder, 'package', 'native')
    mkdirSync(join(native, 'lib'), { recursive: true })
    writeFileSync(join(native, 'lib', 'libpq.so.5.18'), '')
    writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(names))
    return native
  }

  test('are linked at the start, and a second time is no harm', () => {
    const native = makeNative()
    expect([completeLinks(native), completeLinks(native)]).toEqual([true, true])
    expect(readlinkSync(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18')
  })

  test('in a copy with another name are linked there', () => {
    const copy = join(folder, 'postgresql-18')
    mkdirSync(join(copy, 'lib'), { recursive: true })
    writeFileSync(join(copy, 'lib', 'libpq.so.5.18'), '')
    writeFileSync(join(copy, 'pg-symlinks.json'), JSON.stringify(names))
    expect(completeLinks(copy)).toBe(true)
    expect(lstatSync(join(copy, 'lib', 'libpq.so.5')).isSymbolicLink()).toBe(true)
  })
})

test('a folder below a private one cannot be reached by another user, and can once it opens', () => {
  const inner = join(folder, 'checkout')
  mkdirSync(inner)
  chmodSync(inner, 0o755)
  const other = { uid: 54_321, gid: 54_321, name: 'other' }
  chmodSync(folder, 0o700)
  expect(canReach(inner, other)).toBe(false)
  chmodSync(folder, 0o711)
  expect(canReach(inner, other)).toBe(existsSync(inner))
})

/** A Grein of its own, which writes a row and then stands still. */
async function startElsewhere(): Promise<{ child: ChildProcess; pid: number }> {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'server.ts'))})
    const { openAdmin } = await import(${JSON.stringify(join(import.meta.dirname, '..', 'admin.ts'))})
    const server = await startEmbedded(${JSON.stringify(quick())})
    const admin = await openAdmin(server.admin)
    await admin.query('create table kept (what text)')
    await admin.query("insert into kept values ('this')")
    process.stdout.write(server.pid + '\\n')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)))
    child.stdout.once('data', (data: Buffer) => resolve(Number(data.toString().trim())))
  })
  return { child, pid }
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

async function expectKept(): Promise<void> {
  await using server = await startEmbedded(quick())
  await using admin = await openAdmin(server.admin)
  expect(await admin.query('select what from kept')).toEqual([{ what: 'this' }])
}

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

describe('a second program that only reads', () => {
  test('goes along with a running server, during writes, and leaves it running; what it saved can be put back', async () => {
    const config = { dataFolder: quick().folder, databaseUrl: null, databaseAdminUrl: null, databasePool: 2 }
    expect(hasEmbedded(config.dataFolder)).toBe(false)
    await using server = await startEmbedded(quick())
    await using admin = await openAdmin(server.admin)
    await migrate(
      admin,
      readMigrations().filter(({ module, number }) => module === 'platform' && number <= 3),
    )
    await using database = await openDatabase({ connection: server.app })
    const actor = makeActor({ authorityId: newId('authority'), wall: 'staff' })
    const write = (payload: number) =>
      database.transaction(actor, (tx) => appendMessage(tx, actor, { topic: 'a.b', payload }))
    await write(0)
    let isSaved = false
    const writing = (async () => {
      let written = 1
      for (; !isSaved; written++) await write(written)
      return written
    })()
    const file = join(folder, 'saved')
    {
      await using source = await openSource(config, { mayJoin: true })
      expect(source.isJoined).toBe(true)
      await using theirs = await openAdminOf(source)
      await backup(theirs, file)
    }
    isSaved = true
    const written = await writing
    await write(written) // Nobody stopped the server.

    await admin.query('create database other')
    await using other = await openAdmin(inDatabase(server.admin, 'other'))
    await restore(other, file)
    const [{ count, last }] = (await other.query(
      'select count(*)::int as count, max(payload::text::int) as last from platform.outbox',
    )) as [{ count: number; last: number }]
    expect(count).toBeGreaterThan(0)
    expect([count, last <= written]).toEqual([last + 1, true]) // One moment: no gap, and nothing half.
  })

  test('starts the server itself when none runs, and leaves an empty folder empty when only looking', async () => {
    const { folder: dataFolder } = quick()
    expect([hasEmbedded(dataFolder), joinEmbedded(dataFolder), existsSync(dataFolder)]).toEqual([false, null, false])
    const first = await startEmbedded(quick())
    expect([hasEmbedded(dataFolder), joinEmbedded(dataFolder)?.app]).toEqual([true, first.app])
    await first.stop()
    expect([hasEmbedded(dataFolder), joinEmbedded(dataFolder)]).toEqual([true, null])
  })
})
