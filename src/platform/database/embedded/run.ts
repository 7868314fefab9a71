// An embedded server as a child process: started, watched, started again, stopped in order. Not here: its data (cluster.ts).
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import pg from 'pg'
import { StartRefused } from '../../config/start-refused.ts'
import { type Connection, toClientConfig } from '../connection.ts'
import { guardScript } from './guard.ts'
import {
  asUser,
  type EmbeddedOptions,
  environment,
  type Machine,
  port,
  program,
  readPid,
  stopTimeoutMs,
} from './machine.ts'
import type { Place } from './place.ts'

/** After a crash PostgreSQL first replays its log; a large one takes minutes. */
const startTimeoutMs = 600_000
const connectionsMaxDefault = 40
/** A server that was killed is started again; one that does not stay up so many times in a row has something to say. */
const restartsMax = 5
const restartPauseMs = 500
/** Up for this long counts as staying up. */
const steadyMs = 60_000

export type Run = { readonly ended: Promise<string>; stop(): Promise<void> }

/** Launches the server, and again whenever it ends without being asked to. */
export async function keepRunning(machine: Machine, options: EmbeddedOptions, probe: Connection): Promise<Run> {
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
    io_method: 'sync', // Workers that read for others want the same two cores: a scan of what is not in memory took half as much again.
    jit: 'off', // Short statements: compiling takes longer than running.
    random_page_cost: '1.1',
    wal_compression: 'pglz',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    fsync: isDurable ? 'on' : 'off',
    full_page_writes: isDurable ? 'on' : 'off',
    password_encryption: 'scram-sha-256',
    // What people typed does not belong in a log: no statements, no values, no details.
    // The message of an error quotes what was typed too, so errors are left out whole: whoever asked is told, and our own log says which problem.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    log_parameter_max_length_on_error: '0',
    log_error_verbosity: 'terse',
    log_timezone: 'UTC',
    timezone: 'UTC',
    idle_session_timeout: '0',
  }
}

async function untilReady(child: ChildProcess, connection: Connection, log: string): Promise<void> {
  let isEnded = false
  child.once('exit', () => {
    isEnded = true
  })
  child.once('error', () => {
    isEnded = true
  })
  for (const until = Date.now() + startTimeoutMs; Date.now() < until; ) {
    if (isEnded) throw new StartRefused((say) => say('server.not-started', { said: lastLines(log) }))
    if (await answers(connection)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const minutes = startTimeoutMs / 60_000
  throw new StartRefused((say) => say('server.not-ready', { minutes, said: lastLines(log) }))
}

async function answers(connection: Connection): Promise<boolean> {
  const client = new pg.Client(toClientConfig(connection))
  client.on('error', () => {}) // A server that is still starting may hang up on us.
  try {
    await client.connect()
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === '28P01') throw new StartRefused((say) => say('server.other-password'))
    return false
  } finally {
    await client.end().catch(() => {}) // It may never have begun.
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

function lastLines(log: string): string {
  if (!existsSync(log) || statSync(log).size === 0) return '(nothing)'
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-12).join('\n')
}
