// One embedded server's pieces and how its programs are called. Not here: what is called, and when.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '../connection.ts'
import type { Native } from './native.ts'
import type { Place } from './place.ts'
import type { RunAs } from './run-as.ts'

export type EmbeddedOptions = {
  /** The data folder, `.grein` by default; made when it is not there. */
  readonly folder: string
  /** False for tests alone: a crash may then lose what was acknowledged. */
  readonly isDurable?: boolean
  readonly connectionsMax?: number
}

export type Machine = {
  readonly native: Native
  readonly place: Place
  readonly runAs: RunAs | null
  /** What the server says. */
  readonly log: string
}

export const superuser = 'postgres'
export const databaseName = 'grein'
export const port = 5432 // Part of the socket's name alone; nothing listens on a network.
/** A fast shutdown writes one checkpoint. */
export const stopTimeoutMs = 60_000

export const program = ({ native }: Machine, name: string) => join(native.folder, 'bin', name)
export const asUser = ({ runAs }: Machine) => (runAs === null ? {} : { uid: runAs.uid, gid: runAs.gid })

/** A clean environment: PGDATA, PGOPTIONS and their kin of the person who started us say nothing about this server. */
export const environment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

export const connectionAs = (
  place: Pick<Place, 'run'>,
  user: string,
  password: string,
  database: string,
): Connection => ({
  kind: 'socket',
  folder: place.run,
  port,
  user,
  password,
  database,
})

export const inMaintenance = (connection: Connection): Connection =>
  connection.kind === 'socket' ? { ...connection, database: 'postgres' } : connection

/** The first line of the server's own lock file. */
export function readPid(data: string): number {
  return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
}
