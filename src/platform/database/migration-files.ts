// Which migrations this checkout has, in the order they are applied. Not here: applying them.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartRefused } from '../config/start-refused.ts'

/** A room comes after every room whose tables it names. */
export const moduleOrder = [
  'platform',
  'law',
  'licensing',
  'chain',
  'trade',
  'monitor',
  'research',
  'supervision',
  'policy',
] as const
export type ModuleName = (typeof moduleOrder)[number]

export type MigrationFile = {
  readonly module: ModuleName
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

const sourceFolder = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')
const fileName = /^(\d{4})-([a-z0-9]+(?:-[a-z0-9]+)*)\.sql$/

/** The folders `src/<module>/migrations` that exist, in the fixed order. */
export function migrationFolders(source = sourceFolder): { module: ModuleName; folder: string }[] {
  return moduleOrder
    .map((module) => ({ module, folder: join(source, module, 'migrations') }))
    .filter(({ folder }) => existsSync(folder))
}

/** Reads them all. Refuses a file that is not named `NNNN-name.sql`, a number used twice, and a file without its reason. */
export function readMigrations(folders = migrationFolders()): MigrationFile[] {
  return folders.flatMap(({ module, folder }) => {
    const files = readdirSync(folder)
      .sort()
      .map((file) => readMigration(module, join(folder, file), file))
    for (const [index, file] of files.entries()) {
      if (files[index - 1]?.number === file.number) {
        throw new StartRefused((say) => say('schema.twice', { room: module, number: file.number }))
      }
    }
    return files
  })
}

function readMigration(module: ModuleName, path: string, file: string): MigrationFile {
  const found = fileName.exec(file)
  const place = `${module}/migrations/${file}`
  if (!found) throw new StartRefused((say) => say('schema.name', { file: place }))
  const sql = readFileSync(path, 'utf8')
  if (!sql.startsWith('-- why:')) throw new StartRefused((say) => say('schema.no-reason', { file: place }))
  return {
    module,
    number: Number(found[1]),
    name: found[2]!,
    sql,
    sha256: createHash('sha256').update(sql).digest('hex'),
  }
}
