// The database as a program needs it: there, migrated, and opened as the application. Not here: HTTP, jobs, and demo data.
import { resolve } from 'node:path'
import type { Config } from '../config/settings.ts'
import { StartRefused } from '../config/start-refused.ts'
import { type Admin, openAdmin } from './admin.ts'
import type { Connection } from './connection.ts'
import { type Database, openDatabase } from './database.ts'
import { joinEmbedded } from './embedded/join.ts'
import { type EmbeddedPostgres, startEmbedded } from './embedded/server.ts'
import { appliedMigrations, findMissing, migrate } from './migrate.ts'
import { type MigrationFile, readMigrations } from './migration-files.ts'
import { roleNames } from './roles.ts'

export type GroundConfig = Pick<Config, 'dataFolder' | 'databaseUrl' | 'databaseAdminUrl' | 'databasePool'>

/** Where the database is and as whom, before anything was opened on it. `embedded` is null on a server of your own. */
export type Source = AsyncDisposable & {
  readonly app: Connection
  /** The strong login, when there is one: always with the embedded server. */
  readonly admin: Connection | null
  readonly embedded: EmbeddedPostgres | null
  /** True on a server that another Grein started and goes on with. */
  readonly isJoined: boolean
}

export type SourceOptions = {
  /** For what only reads: goes along with a Grein that runs on the folder, where it is refused otherwise. */
  readonly mayJoin?: boolean
}

export type GroundOptions = SourceOptions & {
  /** For what tells of a database as it is: one of another version is refused, and never brought to this one. */
  readonly isAsFound?: boolean
}

export type Ground = AsyncDisposable & {
  readonly database: Database
  readonly source: Source
  /** What this start applied. */
  readonly migrated: readonly MigrationFile[]
  /** Closes the pool, then stops the embedded server; both finish what is running. */
  close(): Promise<void>
}

/** Starts the embedded server, or takes the addresses of yours. For `migrate`, `backup` and `restore`; `serve` wants the ground. */
export async function openSource(
  { dataFolder, databaseUrl, databaseAdminUrl }: GroundConfig,
  { mayJoin = false }: SourceOptions = {},
): Promise<Source> {
  if (databaseUrl !== null || databaseAdminUrl !== null) {
    const app = databaseUrl ?? databaseAdminUrl
    return {
      app: { kind: 'url', url: app! }, // One of the two is set, two lines up.
      admin: databaseAdminUrl === null ? null : { kind: 'url', url: databaseAdminUrl },
      embedded: null,
      isJoined: false,
      [Symbol.asyncDispose]: async () => {},
    }
  }
  const joined = mayJoin ? joinEmbedded(dataFolder) : null
  if (joined !== null) return { ...joined, embedded: null, isJoined: true, [Symbol.asyncDispose]: async () => {} }
  const embedded = await startEmbedded({ folder: resolve(dataFolder) })
  const { app, admin } = embedded
  return { app, admin, embedded, isJoined: false, [Symbol.asyncDispose]: () => embedded.stop() }
}

/** The strong login of a source, or the refusal that says which setting is missing. */
export async function openAdminOf({ admin }: Source): Promise<Admin> {
  if (admin !== null) return openAdmin(admin)
  throw new StartRefused((say) => say('login.strong-needed'))
}

/** The strong login of a database that was made before: for a command that neither migrates nor restores. */
export async function openAdminOfExisting(source: Source): Promise<Admin> {
  const admin = await openAdminOf(source)
  try {
    const [found] = await admin.query<{ isThere: boolean }>(
      `select to_regclass('platform.migration') is not null as "isThere"`,
    )
    if (found?.isThere) return admin
    throw schemaless(source)
  } catch (error) {
    await admin[Symbol.asyncDispose]()
    throw error
  }
}

/** Everything under `database`: started, migrated where this login may, checked where it may not or another Grein runs on it. */
export async function openGround(config: GroundConfig, options: GroundOptions = {}): Promise<Ground> {
  if (config.databaseUrl === null && config.databaseAdminUrl !== null)
    throw new StartRefused((say) => say('login.both-needed'))
  const source = await openSource(config, options)
  try {
    const isKept = source.admin === null || source.isJoined || options.isAsFound === true
    const migrated = isKept ? await checkMigrated(source) : await migrateWith(source)
    const database = await openDatabase({ connection: source.app, poolSize: config.databasePool })
    const close = async () => {
      await database.close()
      await source[Symbol.asyncDispose]()
    }
    return { database, source, migrated, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await source[Symbol.asyncDispose]()
    throw error
  }
}

async function migrateWith(source: Source): Promise<MigrationFile[]> {
  await using admin = await openAdminOf(source)
  return await migrate(admin) // Awaited here: the login closes when this function ends.
}

async function checkMigrated(source: Source): Promise<MigrationFile[]> {
  await using login = await openAdmin(source.app, roleNames.app) // Only reads, with the little this role may.
  const applied = await login.withClient(appliedMigrations).catch((cause: unknown) => {
    throw schemaless(source, cause)
  })
  const missing = findMissing(readMigrations(), applied)
  if (missing.length === 0) return []
  const who = source.isJoined ? 'a running one' : source.admin === null ? 'not us' : 'us'
  throw new StartRefused((say) => say('schema.behind', { count: missing.length, who }))
}

const schemaless = ({ embedded, isJoined }: Source, cause?: unknown) =>
  new StartRefused((say) => say('schema.none', { isOwnServer: embedded === null && !isJoined }), { cause })
