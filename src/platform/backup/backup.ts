// Everything there is, as it was at one moment, in one file. Not here: a running copy of the server (docs/operate/backup.md).
import { existsSync } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ClientBase } from 'pg'
import { StartRefused } from '../config/start-refused.ts'
import type { Admin } from '../database/admin.ts'
import { copyOut } from '../database/copy.ts'
import { appliedMigrations, migrationLock } from '../database/migrate.ts'
import { installedJobVersion } from '../jobs/install.ts'
import { type ArchiveWriter, type Part, partBytesMax, sha256, writeArchive } from './archive.ts'
import { type Manifest, manifestName } from './manifest.ts'
import { findPartitions, findSequences, findTables, fullName, quoted, type Table } from './tables.ts'

/** Folders, or single files, beside the database that belong to it, by the name they have in the archive: `{ documents: '.grein/documents' }`. */
export type BackupFolders = Readonly<Record<string, string>>

export type BackupReport = {
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** SHA-256 of the list of parts: whoever keeps it elsewhere can prove later that the file is the same. */
  readonly fingerprint: string
}

/** Writes `file`, which must not exist. Readers and writers go on meanwhile; what commits after the first moment is not in it. */
export async function backup(admin: Admin, file: string, folders: BackupFolders = {}): Promise<BackupReport> {
  if (existsSync(file)) throw new StartRefused((say) => say('backup.taken', { file }))
  const archive = writeArchive(file)
  try {
    const report = await admin.withClient((client) =>
      inOneSnapshot(client, (about) => fill(archive, client, about, folders)),
    )
    await archive.finish()
    return report
  } catch (error) {
    await archive.abandon()
    throw error
  }
}

type About = Omit<Manifest, 'tables' | 'files'> & { readonly found: readonly Table[] }

async function inOneSnapshot<Value>(client: ClientBase, work: (about: About) => Promise<Value>): Promise<Value> {
  await client.query('begin isolation level repeatable read read only')
  await client.query('set local row_security = off') // Rows behind a wall would be missing in silence; this makes it an error.
  await client.query('select pg_advisory_xact_lock_shared($1)', [`${migrationLock}`])
  const { rows } = await client.query<{ at: Temporal.Instant; server: string }>(
    `select clock_timestamp() as at, current_setting('server_version') as server`,
  )
  const { at, server } = rows[0]!
  const value = await work({
    format: 'grein-backup/1',
    madeAt: at.toString(),
    server,
    jobVersion: await installedJobVersion(client),
    migrations: (await appliedMigrations(client)).map(({ module, number, name, sha256 }) => ({
      module,
      number,
      name,
      sha256,
    })),
    partitions: await findPartitions(client),
    sequences: await findSequences(client),
    found: await findTables(client),
  })
  await client.query('commit')
  return value
}

async function fill(
  archive: ArchiveWriter,
  client: ClientBase,
  { found, ...about }: About,
  folders: BackupFolders,
): Promise<BackupReport> {
  const tables: Manifest['tables'] = []
  for (const { where, ...table } of found) {
    const columns = table.columns.map(quoted).join(', ')
    const sql = `copy (select ${columns} from ${fullName(table)}${where === null ? '' : ` where ${where}`}) to stdout`
    const { parts, result } = await addParts(archive, `data/${table.schema}.${table.name}`, copyOut(client, sql))
    tables.push({ ...table, columns: [...table.columns], rows: result, parts })
  }
  // After the rows: a file is on disk before the row that names it, so every row of the snapshot finds its file here.
  const files: Manifest['files'] = []
  for (const [folder, path] of Object.entries(folders)) {
    for (const inner of await filesIn(path)) {
      const name = `files/${folder}/${sha256(Buffer.from(inner)).slice(0, 32)}`
      const { mode } = await stat(join(path, inner))
      const { parts } = await addParts(archive, name, readChunks(join(path, inner)))
      files.push({ folder, path: inner, mode: mode & 0o777, parts })
    }
  }
  const manifest: Manifest = { ...about, tables, files }
  const { sha256: fingerprint } = await archive.add(manifestName, Buffer.from(JSON.stringify(manifest)))
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  return { tables: tables.length, rows, files: files.filter(({ path }) => path !== wholeFile).length, fingerprint }
}

/** Cuts a stream of unknown length into parts that fit in memory. */
async function addParts<Result>(
  archive: ArchiveWriter,
  name: string,
  chunks: AsyncGenerator<Buffer, Result>,
): Promise<{ parts: Part[]; result: Result }> {
  const parts: Part[] = []
  let held: Buffer[] = []
  let size = 0
  const flush = async () => {
    if (size === 0) return
    parts.push(await archive.add(`${name}/${String(parts.length + 1).padStart(6, '0')}`, Buffer.concat(held)))
    held = []
    size = 0
  }
  for (;;) {
    const { value, done } = await chunks.next()
    if (done) {
      await flush()
      return { parts, result: value }
    }
    if (size + value.length > partBytesMax) await flush()
    held.push(value)
    size += value.length
  }
}

async function* readChunks(path: string): AsyncGenerator<Buffer, void> {
  const file = await open(path, 'r')
  try {
    for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 }))
      yield chunk as Buffer // No encoding was asked for.
  } finally {
    await file.close()
  }
}

/** The path of a file that stands alone: it has its folder's own name. */
export const wholeFile = ''

async function filesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  if ((await stat(folder)).isFile()) return [wholeFile]
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}
