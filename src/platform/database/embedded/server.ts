// The PostgreSQL that Grein brings along: made once, started as a child process, reached by a private socket alone.
// Not here: a server of your own (DATABASE_URL), and what is in the database.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import { StartRefused } from '../../config/start-refused.ts'
import { type Connection, toClientConfig } from '../connection.ts'
import { ensureRoles, roleNames } from '../roles.ts'
import { lockFolder } from './folder-lock.ts'
import { guardScript } from './guard.ts'
import { findNative, type Native } from './native.ts'
import { keepPasswords, makeFolder, makePlace, type Passwords, type Place } from './place.ts'
import { chooseRunAs, giveTo, type RunAs } from './run-as.ts'

export type EmbeddedOptions = {
  /** The data folder, `.grein` by default; made when it is not there. */
  readonly folder: string
  /** False for tests alone: a crash may then lose what was acknowledged. */
  readonly isDurable?: boolean
  readonly connectionsMax?: number
}

export type EmbeddedPostgres = AsyncDisposable & {
  readonly admin: Connection
  readonly app: Connection
  /** Set when the data could not lie in the folder itself. */
  readonly elsewhere: string | null
  /** The server's process now, for tests that take it away; another one after it was restarted. */
  readonly pid: number
  /** Resolves when the server is gone for good, with what it said; never while `stop` was not called and restarting helps. */
  readonly ended: Promise<string>
  /** An orderly end: what was committed is on disk. */
  stop(): Promise<void>
}

const superuser = 'postgres'
const databaseName = 'grein'
const port = 5432 // Part of the socket's name alone; nothing listens on a network.
/** After a crash PostgreSQL first replays its log; a large one takes minutes. */
const startTimeoutMs = 600_000
/** A fast shutdown writes one checkpoint. */
const stopTimeoutMs = 60_000
const connectionsMaxDefault = 40

/** A server that was killed is started again; one that does not stay up so many times in a row has something to say. */
const restartsMax = 5
const restartPauseMs = 500
/** Up for this long counts as staying up. */
const steadyMs = 60_000

/** Starts the server in that folder, making it on first use. Refuses a folder that another Grein is using. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new StartRefused('On Windows start Grein inside WSL 2, or name a PostgreSQL 18 of your own in DATABASE_URL.')
  }
  const runAs = chooseRunAs()
  const folder = makeFolder(options.folder, runAs)
  const unlock = lockFolder(folder)
  try {
    const place = makePlace(folder, runAs)
    const native = findNative(place.spare, runAs)
    const passwords = keepPasswords(folder)
    const machine: Machine = { native, place, runAs, log: join(folder, 'postgres.log') }
    if (!existsSync(place.data)) createCluster(machine, passwords, options)
    checkVersion(place.data)
    stopLeftover(machine)
    const admin = connectionAs(place, superuser, passwords.admin, databaseName)
    const run = await keepRunning(machine, options, inMaintenance(admin))
    await prepareLogins(inMaintenance(admin), passwords)
    const stop = () => run.stop().finally(unlock)
    return {
      admin,
      app: connectionAs(place, roleNames.app, passwords.app, databaseName),
      elsewhere: place.elsewhere,
      get pid() {
        return readPid(place.data)
      },
      ended: run.ended,
      stop,
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    unlock()
    throw error
  }
}

type Run = { readonly ended: Promise<string>; stop(): Promise<void> }

/** Launches the server, and again whenever it ends without being asked to. */
async function keepRunning(machine: Machine, options: EmbeddedOptions, probe: Connection): Promise<Run> {
  let isStopping = false
  let restarts = 0
  let current = await launchReady(machine, options, probe)
  const { promise: ended, resolve: end } = Promise.withResolvers<string>()
  const watch = async () => {
    for (let since = Date.now(); ; since = Date.now()) {
      await current.ended
      restarts = Date.now() - since > steadyMs ? 1 : restarts + 1
      if (isStopping || restarts > restartsMax) return end(lastLines(machine.log))
      await new Promise((resolve) => setTimeout(resolve, restartPauseMs * restarts)) // Its orphans must let go of the data first.
      if (isStopping) return end(lastLines(machine.log))
      const next = await launchReady(machine, options, probe).catch(() => null)
      if (next !== null) current = next // Otherwise `current` has ended already, and the loop counts another try.
      if (isStopping) await shutDown(current, machine) // Asked for while it was starting.
    }
  }
  const watching = watch()
  return {
    ended,
    async stop() {
      isStopping = true
      await shutDown(current, machine)
      await watching
    },
  }
}

type Launched = { readonly child: ChildProcess; readonly ended: Promise<void> }

async function launchReady(machine: Machine, options: EmbeddedOptions, probe: Connection): Promise<Launched> {
  const child = launch(machine, options)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  await untilReady(child, probe, machine.log)
  return { child, ended }
}

type Machine = {
  readonly native: Native
  readonly place: Place
  readonly runAs: RunAs | null
  /** What the server says. */
  readonly log: string
}

const program = ({ native }: Machine, name: string) => join(native.folder, 'bin', name)
const asUser = ({ runAs }: Machine) => (runAs === null ? {} : { uid: runAs.uid, gid: runAs.gid })

/** A clean environment: PGDATA, PGOPTIONS and their kin of the person who started us say nothing about this server. */
const environment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** Whole or not at all: a cluster whose making was cut off keeps its temporary name and is made anew. */
function createCluster(machine: Machine, passwords: Passwords, { isDurable = true }: EmbeddedOptions): void {
  const { place, runAs } = machine
  const half = `${place.data}.new-${process.pid}` // An initdb whose Grein was killed may still be writing in its own.
  const passwordFile = join(place.run, 'password')
  removeHalves(place.data)
  mkdirSync(half, { mode: 0o700 })
  giveTo(half, runAs)
  writeFileSync(passwordFile, passwords.admin, { mode: 0o600 })
  giveTo(passwordFile, runAs)
  try {
    execFileSync(
      program(machine, 'initdb'),
      [
        ...['-D', half, '-U', superuser, '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8'],
        // Sorted by code point, the same on every machine: an operating system's own order changes with its updates.
        ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
        ...(isDurable ? [] : ['--no-sync']),
      ],
      { ...asUser(machine), cwd: place.run, env: environment, stdio: ['ignore', 'ignore', 'pipe'] },
    )
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause)
    throw new StartRefused(`PostgreSQL could not make its folder ${place.data}:\n${said}`, { cause })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(half, place.data)
}

function removeHalves(data: string): void {
  for (const name of readdirSync(dirname(data))) {
    if (!name.startsWith(`${basename(data)}.new`)) continue
    try {
      rmSync(join(dirname(data), name), { recursive: true, force: true })
    } catch {
      // Something still writes there; it is in nobody's way, and the next start may succeed.
    }
  }
}

function checkVersion(data: string): void {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (found === '18') return
  throw new StartRefused(
    `The data in ${data} is of PostgreSQL ${found} and this Grein brings 18.\n` +
      'Make a backup with the version of Grein that wrote it, and restore that here: docs/operate/upgrade.md.',
  )
}

/** We hold the folder's lock, so a server still running on it lost its Grein: it is stopped in order, and started anew. */
function stopLeftover(machine: Machine): void {
  const { data } = machine.place
  if (!existsSync(join(data, 'postmaster.pid'))) return
  const control = (...args: string[]) =>
    execFileSync(program(machine, 'pg_ctl'), [...args, '-D', data], {
      ...asUser(machine),
      cwd: data,
      env: environment,
      stdio: 'ignore',
    })
  try {
    control('status')
  } catch {
    return // The file is of a server that is gone; PostgreSQL sees that itself and recovers.
  }
  control('stop', '-m', 'fast', '-w', '-t', `${stopTimeoutMs / 1000}`)
}

function launch(machine: Machine, options: EmbeddedOptions): ChildProcess {
  const { place } = machine
  const command = [program(machine, 'postgres'), '-D', place.data]
  for (const [name, value] of Object.entries(settings(place, options))) command.push('-c', `${name}=${value}`)
  keepLastLog(machine.log)
  const log = openSync(machine.log, 'w', 0o600)
  const shared = { ...asUser(machine), cwd: place.data, env: environment, detached: true } // Ctrl-C is for us; we stop it in order.
  try {
    return spawn('/bin/sh', ['-c', guardScript, 'grein-postgres', ...command], { ...shared, stdio: ['pipe', log, log] })
  } finally {
    closeSync(log)
  }
}

function settings(place: Place, options: EmbeddedOptions): Record<string, string> {
  const isDurable = options.isDurable ?? true
  return {
    listen_addresses: '',
    unix_socket_directories: place.run,
    unix_socket_permissions: '0700',
    port: `${port}`,
    max_connections: `${options.connectionsMax ?? connectionsMaxDefault}`,
    // Two cores and a few gigabytes: the rest of memory is the operating system's cache, and Node's.
    shared_buffers: isDurable ? '256MB' : '64MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    dynamic_shared_memory_type: 'mmap', // In containers /dev/shm may be 64 MB.
    max_worker_processes: '4',
    max_parallel_workers_per_gather: '1',
    jit: 'off', // Short statements: compiling takes longer than running.
    random_page_cost: '1.1',
    wal_compression: 'pglz',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    fsync: isDurable ? 'on' : 'off',
    full_page_writes: isDurable ? 'on' : 'off',
    password_encryption: 'scram-sha-256',
    // What people typed does not belong in a log: no statements, no values, no details.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_timezone: 'UTC',
    timezone: 'UTC',
    idle_session_timeout: '0',
  }
}

const connectionAs = (place: Place, user: string, password: string, database: string): Connection => ({
  kind: 'socket',
  folder: place.run,
  port,
  user,
  password,
  database,
})

const inMaintenance = (connection: Connection): Connection =>
  connection.kind === 'socket' ? { ...connection, database: 'postgres' } : connection

async function untilReady(child: ChildProcess, connection: Connection, log: string): Promise<void> {
  let isEnded = false
  child.once('exit', () => {
    isEnded = true
  })
  child.once('error', () => {
    isEnded = true
  })
  for (const until = Date.now() + startTimeoutMs; Date.now() < until; ) {
    if (isEnded) throw new StartRefused(`PostgreSQL did not start. It said:\n${lastLines(log)}`)
    if (await answers(connection)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new StartRefused(
    `PostgreSQL did not become ready within ${startTimeoutMs / 60_000} minutes. It said:\n${lastLines(log)}`,
  )
}

async function answers(connection: Connection): Promise<boolean> {
  const client = new pg.Client(toClientConfig(connection))
  client.on('error', () => {}) // A server that is still starting may hang up on us.
  try {
    await client.connect()
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === '28P01') {
      throw new StartRefused(
        'The password in database.json is not the one this database was made with. Put the file back from a copy of the data folder.',
      )
    }
    return false
  } finally {
    await client.end().catch(() => {}) // It may never have begun.
  }
}

async function prepareLogins(connection: Connection, passwords: Passwords): Promise<void> {
  const client = new pg.Client(toClientConfig(connection))
  await client.connect()
  try {
    await ensureRoles(client)
    await client.query(`alter role ${roleNames.app} login password ${client.escapeLiteral(passwords.app)}`)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

async function shutDown({ child, ended }: Launched, { place }: Machine): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const pid = readPid(place.data)
  signal(pid, 'SIGINT') // PostgreSQL's fast shutdown: roll back what runs, write everything, end.
  const late = Promise.withResolvers<false>()
  const timer = setTimeout(() => late.resolve(false), stopTimeoutMs)
  const inTime = await Promise.race([ended.then(() => true), late.promise])
  clearTimeout(timer)
  if (inTime) return
  signal(pid, 'SIGQUIT') // Immediate: nothing committed is lost, the next start replays the log.
  await ended
}

/** What the server said before it was started anew is often the reason; one such file is kept. */
function keepLastLog(log: string): void {
  if (existsSync(log) && statSync(log).size > 0) renameSync(log, `${log}.previous`)
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already, which is what we wanted.
  }
}

/** The first line of the server's own lock file. */
function readPid(data: string): number {
  return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
}

function lastLines(log: string): string {
  if (!existsSync(log) || statSync(log).size === 0) return '(nothing)'
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-12).join('\n')
}
