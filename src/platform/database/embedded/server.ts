// The PostgreSQL that Grein brings along: made once, started as a child process, reached by a private socket alone.
// Not here: a server of your own (DATABASE_URL), and what is in the database.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { StartRefused } from '../../config/start-refused.ts'
import { type Connection, toClientConfig } from '../connection.ts'
import { ensureRoles, roleNames } from '../roles.ts'
import { checkVersion, createCluster, stopLeftover } from './cluster.ts'
import { lockFolder } from './folder-lock.ts'
import {
  connectionAs,
  databaseName,
  type EmbeddedOptions,
  inMaintenance,
  type Machine,
  readPid,
  superuser,
} from './machine.ts'
import { findNative } from './native.ts'
import { keepPasswords, makeFolder, makePlace, type Passwords } from './place.ts'
import { keepRunning } from './run.ts'
import { chooseRunAs } from './run-as.ts'

export type { EmbeddedOptions }

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

/** Starts the server in that folder, making it on first use. Refuses a folder that another Grein is using. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new StartRefused((say) => say('server.windows'))
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
    const stop = () => run.stop().finally(unlock)
    await prepareLogins(inMaintenance(admin), passwords).catch(async (error: unknown) => {
      await run.stop()
      throw error
    })
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
