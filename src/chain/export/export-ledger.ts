// A ledger as Parquet files of one moment, with the signed state of the log it stands at and a list of what each column is. For reports over
// years, which would keep the ledger busy. Not here: the tables (tables.ts), and a backup: this cannot be put back.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AuthorityId, assert, isUuid, printId } from '#kernel'
import { type Actor, copyColumns, type Database, latestCheckpoint, openParquet, type Tx, writeAudit } from '#platform'
import type { SignedCheckpoint } from '#platform/contract'
import { type ExportTable, exportTables } from './tables.ts'

export const exportFormat = 'grein-export/1'

/** In memory at once, and a group of the file; some programs read a group with each of their threads. */
const rowsAtOnce = 100_000
/** Of one table: a country of ten million events takes a minute, and a file system may be slow. */
const secondsMax = 6 * 60 * 60

export type ExportManifest = {
  readonly format: typeof exportFormat
  readonly authority: string
  readonly exportedAt: string
  /** What the log had signed at that moment: events of later leaves may be in the files too. Null before the first seal. */
  readonly checkpoint: SignedCheckpoint | null
  readonly files: readonly {
    readonly file: string
    readonly about: string
    readonly rows: number
    readonly sha256: string
    readonly columns: readonly { readonly name: string; readonly type: string; readonly about: string }[]
  }[]
}

export type ExportOptions = {
  readonly folder: string
  readonly now: Temporal.Instant
  readonly onProgress?: (part: number) => void
}

/** The folder is no new one: somebody else's files may stand in it. */
export class FolderTaken extends Error {}

/**
 * Everything of one authority, so for the house alone: the actor stands behind the staff wall. That it was asked is on record before the
 * first row is read. The list of files is written last: a folder without it is an export that was cut off.
 */
export async function exportLedger(
  database: Database,
  actor: Actor,
  { folder, now, onProgress = () => {} }: ExportOptions,
): Promise<ExportManifest> {
  assert(actor.wall === 'staff', 'all of a ledger is read by the house alone')
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new FolderTaken(folder)
  const { authorityId } = actor
  const resource = { kind: 'authority', id: authorityId }
  await database.transaction(actor, (tx) =>
    writeAudit(tx, actor, { action: 'chain/export', resource, outcome: 'done' }),
  )
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const manifest = await database.transaction(
    actor,
    async (tx): Promise<ExportManifest> => {
      const checkpoint = await latestCheckpoint(tx, actor)
      const files: ExportManifest['files'][number][] = []
      for (const [at, table] of exportTables.entries()) {
        files.push(await writeTable(tx, table, { authorityId, folder, checkpoint }))
        onProgress((at + 1) / exportTables.length)
      }
      return {
        format: exportFormat,
        authority: printId('authority', authorityId),
        exportedAt: now.toString(),
        checkpoint,
        files,
      }
    },
    { isolation: 'repeatable read', readOnly: true, statementSecondsMax: secondsMax },
  )
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  return manifest
}

type Into = { readonly authorityId: AuthorityId; readonly folder: string; readonly checkpoint: SignedCheckpoint | null }

async function writeTable(
  tx: Tx,
  { name, about, columns, select }: ExportTable,
  { authorityId, folder, checkpoint }: Into,
): Promise<ExportManifest['files'][number]> {
  const file = `${name}.parquet`
  const parquet = openParquet(join(folder, file), columns, {
    'grein.format': exportFormat,
    'grein.checkpoint': checkpoint?.note ?? '',
    ...Object.fromEntries(columns.map((column) => [`grein.column.${column.name}`, column.about])),
  })
  assert(isUuid(authorityId), 'an authority has an id of our own')
  for await (const part of copyColumns(tx, select(`'${authorityId}'::uuid`), columns, rowsAtOnce)) parquet.add(part)
  return { file, about, ...(await parquet.finish()), columns }
}
