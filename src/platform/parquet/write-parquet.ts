// One table as a Parquet file, written a group of rows at a time, so that memory does not grow with the table. Not here: which tables
// (chain/export), and reading them: DuckDB, pandas, R and the like do that.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { fileWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'

/** `instant`: UTC, in microseconds; `day`: a date without a zone; `int64` comes as a bigint, all others as the database gives them. */
export type ParquetType = 'uuid' | 'text' | 'int64' | 'int32' | 'instant' | 'day' | 'boolean' | 'bytes'
export type ParquetColumn = { readonly name: string; readonly type: ParquetType }

const elements: Readonly<Record<ParquetType, Omit<SchemaElement, 'name'>>> = {
  uuid: { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, logical_type: { type: 'UUID' } },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  int64: { type: 'INT64' },
  int32: { type: 'INT32' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MICROS' },
  day: { type: 'INT32', converted_type: 'DATE' },
  boolean: { type: 'BOOLEAN' },
  bytes: { type: 'BYTE_ARRAY' },
}

export type ParquetFile = {
  /** One group of rows, in memory until it is written: some tens of thousands. */
  add(rows: readonly Readonly<Record<string, unknown>>[]): void
  /** Ends the file; answers what stands in it. */
  finish(): Promise<{ readonly rows: number; readonly sha256: string }>
}

/** Overwrites what is there: who calls it owns the folder. `about` stands in the file's own list of keys. */
export function openParquet(
  path: string,
  columns: readonly ParquetColumn[],
  about: Readonly<Record<string, string>>,
): ParquetFile {
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type }) => ({ name, ...elements[type], repetition_type: 'OPTIONAL' as const })),
  ]
  const kvMetadata = Object.entries(about).map(([key, value]) => ({ key, value }))
  const writer = new ParquetWriter({ writer: fileWriter(path), schema, kvMetadata, createdBy: 'grein' })
  let count = 0
  return {
    add(rows) {
      if (rows.length === 0) return
      const columnData = columns.map(({ name }) => ({ name, data: rows.map((row) => row[name] ?? null) }))
      writer.write({ columnData, rowGroupSize: rows.length })
      count += rows.length
    },
    async finish() {
      writer.finish()
      const hash = createHash('sha256')
      await pipeline(createReadStream(path), hash)
      return { rows: count, sha256: hash.digest('hex') }
    },
  }
}
