// The databases that tests' databases are copied from: one for each set of migrations, and one for each filling, made once in a run by
// whoever asks first. Not here: the copies (test-database.ts), and what a filling holds; its test knows.
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Admin, openAdmin } from '../database/admin.ts'
import { type Connection, inDatabase } from '../database/connection.ts'
import { type Database, openDatabase } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import type { MigrationFile } from '../database/migration-files.ts'

/** What stands in a database from its start: too dear to be made for each test file, the same for all that name it. */
export type Filling = {
  /** What the same name holds is the same: everything the content follows from stands in it. */
  readonly name: string
  fill(ground: FillingGround): Promise<void>
}

export type FillingGround = {
  readonly database: Database
  readonly admin: Admin
  /** For the files that belong to the rows. */
  readonly folder: string
}

/** Where the server of this run is, and what it has been through. */
export type TemplateServer = {
  readonly admin: Connection
  readonly app: Connection
  /** For the files of the fillings. */
  readonly folder: string
  /** Which run of a watched Vitest this is: the code that fills may have changed since the one before. */
  readonly round: number
}

export type Template = {
  readonly name: string
  /** The files of the filling, to be copied: they are everybody's. Null when there is no filling. */
  readonly folder: string | null
}

type Needs = {
  readonly server: TemplateServer
  readonly maintenance: Admin
  readonly files: readonly MigrationFile[]
  readonly filling: Filling | undefined
}

/** How a database is copied: its files as they are. Left to itself the server writes each page into its log as well, which costs eight times the CPU. */
export const asFiles = 'strategy file_copy'

/** The template with these migrations and, if asked, this filling. Whoever asks while another makes it waits for that. */
export async function prepareTemplate({ server, maintenance, files, filling }: Needs): Promise<Template> {
  const migrations = files.map(({ module, number, sha256 }) => `${module} ${number} ${sha256}\n`).join('')
  const bare = await makeOnce(maintenance, {
    name: `template_${hashOf(migrations)}`,
    from: null,
    async make(half) {
      await using admin = await openAdmin(inDatabase(server.admin, half))
      await migrate(admin, files)
    },
  })
  if (filling === undefined) return { name: bare, folder: null }
  const name = `filled_${hashOf(`${migrations}${server.round} ${filling.name}`)}`
  const folder = join(server.folder, name)
  await makeOnce(maintenance, {
    name,
    from: bare,
    async make(half) {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder)
      await using admin = await openAdmin(inDatabase(server.admin, half))
      await using database = await openDatabase({ connection: inDatabase(server.app, half) })
      await filling.fill({ database, admin, folder })
    },
  })
  return { name, folder }
}

type Making = { readonly name: string; readonly from: string | null; make(half: string): Promise<void> }

/** Whole or not at all: until it is made it has another name, and one that was left half is made anew. */
async function makeOnce(maintenance: Admin, { name, from, make }: Making): Promise<string> {
  const half = `${name}_half`
  return maintenance.withClient(async (client) => {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    try {
      const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
      if (rowCount === 0) {
        await client.query(`drop database if exists ${half} with (force)`)
        await client.query(`create database ${half}${from === null ? '' : ` template ${from} ${asFiles}`}`)
        await make(half)
        await client.query(`alter database ${half} rename to ${name}`)
      }
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
    }
    return name
  })
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
