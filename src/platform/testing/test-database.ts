// A database of its own for each test file, cloned from a migrated template. Not here: data; each test makes what it needs.
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { type AuthorityId, newId, type PartyId } from '#kernel'
import type { Actor } from '../actor.ts'
import type { Role, Wall } from '../contract.ts'
import { type Admin, openAdmin } from '../database/admin.ts'
import { type Connection, inDatabase } from '../database/connection.ts'
import { type Database, openDatabase } from '../database/database.ts'
import { describeSchema } from '../database/describe-schema.ts'
import { startEmbedded } from '../database/embedded/server.ts'
import { type MigrationFile, type ModuleName, moduleOrder, readMigrations } from '../database/migration-files.ts'
import { askBroker } from './broker.ts'
import { brokerVariable } from './global-setup.ts'
import { asFiles, type Filling, prepareTemplate, type TemplateServer } from './templates.ts'
import { makeTestFolder } from './test-folder.ts'

export type TestDatabase = AsyncDisposable & {
  readonly database: Database
  /** The superuser, to look behind the wall. */
  readonly admin: Admin
  /** The application's own login, for a second pool. */
  readonly connection: Connection
  readonly authorityId: AuthorityId
  readonly staff: Actor
  /** The files that came with the filling, to be copied and never written; null when none was asked for. */
  readonly filledFolder: string | null
  actorFor(who: ActorWishes): Actor
}

export type ActorWishes = {
  readonly authorityId?: AuthorityId
  readonly partyId?: PartyId | null
  readonly roles?: readonly Role[]
  readonly wall: Wall
}

export type TestDatabaseOptions = {
  /**
   * The last room whose migrations are wanted, or the last migration (`platform/0003`); all of them when left out. A room's
   * tests need not wait for rooms above it.
   */
  readonly upTo?: ModuleName | `${ModuleName}/${number}`
  /** What stands in it from the start: made once in a run, a copy for each who asks for the same. */
  readonly filling?: Filling
}

/** `await using test = await openTestDatabase()`; or in beforeAll, with `await test[Symbol.asyncDispose]()` in afterAll. */
export async function openTestDatabase({ upTo, filling }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await findServer()
  const files = readMigrations().filter((file) => isUpTo(file, upTo))
  const name = `test_${randomBytes(6).toString('hex')}`
  const maintenance = await openAdmin(inDatabase(server.admin, 'postgres'))
  const template = await prepareTemplate({ server, maintenance, files, filling }).catch(async (error: unknown) => {
    await maintenance.close()
    throw error
  })
  await maintenance.query(`create database ${name} template ${template.name} ${asFiles}`)
  const admin = await openAdmin(inDatabase(server.admin, name))
  const connection = inDatabase(server.app, name)
  const database = await openDatabase({ connection, applicationName: 'grein-test' })
  const authorityId = newId('authority')
  const actorFor = (who: ActorWishes) => makeActor({ authorityId, ...who })
  return {
    database,
    admin,
    connection,
    authorityId,
    staff: actorFor({ wall: 'staff', roles: ['authority-chain-manager'] }),
    filledFolder: template.folder,
    actorFor,
    [Symbol.asyncDispose]: async () => {
      await database.close()
      await admin.close()
      await maintenance.query(`drop database ${name} with (force)`)
      await maintenance.close()
      await server.stop()
    },
  }
}

/** An actor for tests that need no database. */
export function makeActor(who: ActorWishes & { readonly authorityId: AuthorityId }): Actor {
  return {
    kind: 'person',
    authorityId: who.authorityId,
    userId: newId('user'),
    clientId: null,
    partyId: who.partyId ?? null,
    roles: who.roles ?? [],
    wall: who.wall,
    assurance: 'substantial',
    steppedUpAt: null,
    trace: { traceId: randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex'), isSampled: false },
  }
}

function isUpTo({ module, number }: MigrationFile, upTo: TestDatabaseOptions['upTo']): boolean {
  if (upTo === undefined) return true
  const [room, last] = upTo.split('/') as [ModuleName, string?] // The type above says so.
  const distance = moduleOrder.indexOf(module) - moduleOrder.indexOf(room)
  return distance < 0 || (distance === 0 && (last === undefined || number <= Number(last)))
}

type Server = TemplateServer & { stop(): Promise<void> }

/** The run's shared server; outside Vitest (a bench, a script) one of our own. */
async function findServer(): Promise<Server> {
  const broker = process.env[brokerVariable]
  if (broker)
    return {
      ...(await askBroker<Omit<TemplateServer, 'folder'>>(broker)),
      folder: dirname(broker),
      stop: async () => {},
    }
  const folder = makeTestFolder()
  const server = await startEmbedded({ folder, isDurable: false })
  return {
    admin: server.admin,
    app: server.app,
    folder,
    round: 0,
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The text of docs/reference/schema.sql: what all migrations of this checkout add up to. */
export async function describeMigratedSchema(): Promise<string> {
  await using world = await openTestDatabase()
  return await describeSchema(world.admin) // Awaited here: the database is dropped when this function ends.
}
