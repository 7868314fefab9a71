// A backup back into an empty database, after proof that it is whole. Not here: merging into data that are there.
import { existsSync } from 'node:fs'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { ClientBase } from 'pg'
import { Value } from 'typebox/value'
import { StartRefused } from '../config/start-refused.ts'
import type { Admin } from '../database/admin.ts'
import { copyIn } from '../database/copy.ts'
import { applyMigration, findMissing, migrationLock, prepareDatabase } from '../database/migrate.ts'
import { type MigrationFile, readMigrations } from '../database/migration-files.ts'
import { ensureRoles, roleNames } from '../database/roles.ts'
import { installJobTables, jobSchema } from '../jobs/install.ts'
import { readArchive, sha256 } from './archive.ts'
import { type BackupFolders, type BackupReport, wholeFile } from './backup.ts'
import { Manifest, manifestName } from './manifest.ts'
import { findPartitions, findTables, fullName, quoted, type Table } from './tables.ts'

export type RestoreOptions = {
  /** Where each folder of the archive goes; it must be empty or absent. */
  readonly folders?: BackupFolders
  /** What `backup` printed, kept elsewhere: then nobody can have exchanged the whole file. */
  readonly fingerprint?: string
  readonly files?: readonly MigrationFile[]
}

/**
 * Checks every hash, then makes the schema as it was, loads the rows and the files. All rows in one transaction: a restore that
 * fails leaves the database as empty as it was. Migrations newer than the backup are for `migrate` afterwards.
 */
export async function restore(admin: Admin, file: string, options: RestoreOptions = {}): Promise<BackupReport> {
  return restoreChecked(admin, await checkBackup(file, options), options)
}

/** Proven whole, the one that was meant, with room for its files: before any database is started for it. */
export type CheckedBackup = {
  readonly file: string
  readonly manifest: Manifest
  readonly fingerprint: string
  readonly folders: BackupFolders
}

export async function checkBackup(file: string, options: RestoreOptions = {}): Promise<CheckedBackup> {
  const { manifest, fingerprint } = await verifyBackup(file)
  const { fingerprint: meant } = options
  if (meant !== undefined && meant !== fingerprint)
    throw new StartRefused((say) => say('restore.other', { file, fingerprint: meant }))
  return { file, manifest, fingerprint, folders: await checkFolders(manifest, options.folders ?? {}) }
}

export async function restoreChecked(
  admin: Admin,
  { file, manifest, fingerprint, folders }: CheckedBackup,
  options: Pick<RestoreOptions, 'files'> = {},
): Promise<BackupReport> {
  await admin.withClient(async (client) => {
    await client.query('select pg_advisory_lock($1)', [`${migrationLock}`])
    try {
      await checkEmpty(client)
      await ensureRoles(client)
      await client.query('begin')
      await makeSchema(client, manifest, options.files ?? readMigrations())
      await load(client, manifest, file)
      await client.query('commit')
      await client.query('analyze')
    } finally {
      await client.query('rollback').catch(() => {}) // After a commit there is nothing to roll back, and that is no matter.
      await client.query('select pg_advisory_unlock($1)', [`${migrationLock}`]).catch(() => {}) // The connection ends; so does the lock.
    }
  })
  await writeFiles(file, manifest, folders)
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  return {
    tables: manifest.tables.length,
    rows,
    files: manifest.files.filter(({ path }) => path !== wholeFile).length,
    fingerprint,
  }
}

/** Reads the whole archive and compares each part with the list at its end; touches nothing. */
export async function verifyBackup(file: string): Promise<{ manifest: Manifest; fingerprint: string }> {
  const found = new Map<string, string>()
  let last: Buffer | null = null
  try {
    for await (const { name, content } of readArchive(file)) {
      if (last !== null || found.has(name)) throw new Error('it has parts that should not be there')
      if (name === manifestName) last = content
      else found.set(name, sha256(content))
    }
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause)
    throw new StartRefused((say) => say('restore.unreadable', { file, what }), { cause })
  }
  const manifest = readManifest(file, last)
  const told = [...manifest.tables, ...manifest.files].flatMap(({ parts }) => parts)
  for (const part of told) {
    if (found.get(part.name) !== part.sha256)
      throw new StartRefused((say) => say('restore.part-changed', { file, part: part.name }))
    found.delete(part.name)
  }
  const [part] = found.keys()
  if (part !== undefined) throw new StartRefused((say) => say('restore.part-added', { file, part }))
  return { manifest, fingerprint: sha256(last!) } // `readManifest` refused a missing one.
}

function readManifest(file: string, content: Buffer | null): Manifest {
  const manifest = jsonIn(content)
  if (!Value.Check(Manifest, manifest)) throw new StartRefused((say) => say('restore.no-list', { file }))
  return manifest
}

function jsonIn(content: Buffer | null): unknown {
  try {
    return content === null ? null : JSON.parse(content.toString())
  } catch {
    return null
  }
}

async function checkEmpty(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select nspname as name from pg_namespace
    where nspowner in (select oid from pg_roles where rolname in ('${roleNames.owner}', '${roleNames.jobs}'))`)
  if (rows.length === 0) return
  throw new StartRefused((say) => say('restore.not-empty', { schemas: rows.map(({ name }) => name).join(', ') }))
}

/** The schema of the day of the backup, from the same files that made it then. */
async function makeSchema(client: ClientBase, manifest: Manifest, files: readonly MigrationFile[]): Promise<void> {
  const newer = findMissing(files, manifest.migrations)
  await prepareDatabase(client)
  for (const file of files) if (!newer.includes(file)) await applyMigration(client, file)
  await installJobTables(client)
  const present = new Set((await findPartitions(client)).map(fullName))
  for (const partition of manifest.partitions) {
    if (present.has(fullName(partition))) continue
    const name = fullName(partition)
    await client.query(`set local role ${roleNames.owner}`)
    await client.query(`create table ${name} partition of ${partition.parent} ${partition.bound}`)
    await client.query(`alter table ${name} enable row level security, force row level security`)
    await client.query('set local role none')
  }
}

async function load(client: ClientBase, manifest: Manifest, file: string): Promise<void> {
  const present = await findTables(client)
  const names = present.filter(({ schema }) => schema !== jobSchema).map(fullName)
  await client.query('set local row_security = off')
  const triggers = await switchOffTriggers(client)
  if (names.length > 0) await client.query(`truncate ${names.join(', ')}`) // What migrations themselves wrote is in the backup too.
  const parts = readArchive(file)
  try {
    for (const table of manifest.tables) await loadTable(client, table, present, parts)
  } finally {
    await parts.return(undefined)
  }
  for (const { schema, name, lastValue, isCalled } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [fullName({ schema, name }), lastValue, isCalled])
  }
  await client.query('set constraints all immediate')
  for (const { table, name, mode } of triggers)
    await client.query(`alter table ${table} enable ${mode} trigger ${quoted(name)}`)
}

async function loadTable(
  client: ClientBase,
  table: Manifest['tables'][number],
  present: readonly Table[],
  parts: AsyncGenerator<{ name: string; content: Buffer }>,
): Promise<void> {
  if (!present.some((candidate) => fullName(candidate) === fullName(table))) {
    throw new Error(`the backup has the table ${fullName(table)}, which its own migrations do not make`)
  }
  const own = async function* () {
    for (const part of table.parts) {
      const { value } = await parts.next() // In the order they were written, which is the order of the list.
      if (value?.name !== part.name || sha256(value.content) !== part.sha256)
        throw new Error('the file changed while it was read')
      yield value.content
    }
  }
  const columns = table.columns.map(quoted).join(', ')
  const rows = await copyIn(client, `copy ${fullName(table)} (${columns}) from stdin`, own())
  if (rows !== table.rows) throw new Error(`${fullName(table)} has ${rows} rows and should have ${table.rows}`)
}

type Trigger = { readonly table: string; readonly name: string; readonly mode: '' | 'always' | 'replica' }

/** What was checked when it was written is not done a second time; foreign keys and checks are, for they guard this load. */
async function switchOffTriggers(client: ClientBase): Promise<Trigger[]> {
  const { rows } = await client.query<Trigger>(`
    select trigger.tgrelid::regclass::text as table, trigger.tgname as name,
      case trigger.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end as mode
    from pg_trigger as trigger
    join pg_class as class on class.oid = trigger.tgrelid
    join pg_namespace as namespace on namespace.oid = class.relnamespace
    where not trigger.tgisinternal and trigger.tgparentid = 0 and trigger.tgenabled <> 'D'
      and namespace.nspowner = '${roleNames.owner}'::regrole
    order by 1, 2`)
  for (const { table, name } of rows) await client.query(`alter table ${table} disable trigger ${quoted(name)}`)
  return rows
}

async function checkFolders(manifest: Manifest, folders: BackupFolders): Promise<BackupFolders> {
  for (const { folder, path } of manifest.files) {
    const target = folders[folder]
    if (target === undefined) throw new StartRefused((say) => say('restore.no-place', { folder }))
    if (path !== wholeFile && !resolve(target, path).startsWith(resolve(target) + sep))
      throw new StartRefused((say) => say('restore.outside', { path }))
  }
  for (const target of Object.values(folders)) {
    if (existsSync(target) && ((await stat(target)).isFile() || (await readdir(target)).length > 0))
      throw new StartRefused((say) => say('restore.taken', { path: target }))
  }
  return folders
}

async function writeFiles(file: string, { files }: Manifest, folders: BackupFolders): Promise<void> {
  const places = new Map(
    files.flatMap(({ folder, path, mode, parts }) =>
      parts.map(
        (part, index) => [part.name, { target: join(folders[folder]!, path), mode, isFirst: index === 0 }] as const,
      ),
    ),
  ) // Each folder was checked above.
  for (const { folder, path, mode, parts } of files) {
    if (parts.length === 0) await writeOne(join(folders[folder]!, path), Buffer.alloc(0), { mode, isFirst: true })
  }
  for await (const { name, content } of readArchive(file)) {
    const place = places.get(name)
    if (place) await writeOne(place.target, content, place)
  }
}

async function writeOne(
  target: string,
  content: Buffer,
  { mode, isFirst }: { mode: number; isFirst: boolean },
): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await writeFile(target, content, { mode, flag: isFirst ? 'w' : 'a' })
}
