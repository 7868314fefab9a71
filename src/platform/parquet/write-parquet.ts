// One table as a Parquet file, written a group of rows at a time, so that memory does not grow with the table. Not here: which tables
// (chain/export), where columns come from (columns-of-copy.ts), and reading them: DuckDB, pandas, R and the like do that.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { constants, zstdCompressSync } from 'node:zlib'
import type { ColumnChunk } from 'hyparquet'
import { ByteWriter, fileWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import { writePageHeader } from 'hyparquet-writer/src/datapage.js'
import { type ColumnPart, type ParquetColumn, type ParquetType, packBits, type RowsPart } from './columns.ts'

const elements = {
  uuid: { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, logical_type: { type: 'UUID' } },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  int64: { type: 'INT64' },
  int32: { type: 'INT32' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MICROS' },
  day: { type: 'INT32', converted_type: 'DATE' },
  boolean: { type: 'BOOLEAN' },
  bytes: { type: 'BYTE_ARRAY' },
} as const satisfies Readonly<Record<ParquetType, Omit<SchemaElement, 'name'>>>

export type ParquetFile = {
  /** One group of rows. */
  add(part: RowsPart): void
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
    add({ rows, columns: parts }) {
      const before = writer.writer.offset
      const chunks = columns.map((column, at) => writeChunk(writer, column, parts[at]!, rows)) // One for each column.
      const plainBytes = chunks.reduce((sum, { meta_data }) => sum + (meta_data?.total_uncompressed_size ?? 0n), 0n)
      const bytes = BigInt(writer.writer.offset - before)
      writer.row_groups.push({
        ...{ columns: chunks, num_rows: BigInt(rows), total_byte_size: plainBytes, total_compressed_size: bytes },
      })
      writer.num_rows += BigInt(rows)
      count += rows
    },
    async finish() {
      writer.finish()
      const hash = createHash('sha256')
      await pipeline(createReadStream(path), hash)
      return { rows: count, sha256: hash.digest('hex') }
    },
  }
}

/** One column of a group, as a single page: the library writes its header and the list of all, the bytes are there already. */
function writeChunk(
  { writer }: ParquetWriter,
  { name, type }: ParquetColumn,
  part: ColumnPart,
  rows: number,
): ColumnChunk {
  const start = writer.offset
  const levels = levelsOf(part)
  const codec = type === 'bytes' ? 'UNCOMPRESSED' : 'ZSTD' // Bytes are hashes: nothing makes them shorter.
  const isShorter = codec === 'ZSTD' && part.values.length > 0
  const written = isShorter ? zstdCompressSync(part.values, fast) : part.values
  writePageHeader(writer, {
    type: 'DATA_PAGE_V2',
    uncompressed_page_size: levels.length + part.values.length,
    compressed_page_size: levels.length + written.length,
    data_page_header_v2: {
      ...{ num_values: rows, num_nulls: part.nulls, num_rows: rows, encoding: 'PLAIN' },
      definition_levels_byte_length: levels.length,
      repetition_levels_byte_length: 0,
      is_compressed: isShorter,
    },
  })
  const headerBytes = writer.offset - start
  writer.appendBytes(levels)
  writer.appendBytes(written)
  return {
    file_offset: BigInt(start),
    meta_data: {
      type: elements[type].type,
      encodings: ['PLAIN', 'RLE'],
      path_in_schema: [name],
      codec,
      num_values: BigInt(rows),
      total_compressed_size: BigInt(writer.offset - start),
      total_uncompressed_size: BigInt(headerBytes + levels.length + part.values.length),
      data_page_offset: BigInt(start),
      statistics: { null_count: BigInt(part.nulls), ...boundsOf(part) },
    },
  }
}

/** A little larger than the library's own way, and many times quicker. */
const fast = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

const boundsOf = ({ bounds }: ColumnPart) => (bounds === null ? {} : { min_value: bounds[0], max_value: bounds[1] })

/** Which rows have a value: one run where all have, else a bit for each. */
function levelsOf({ isThere, nulls }: ColumnPart): Uint8Array {
  const levels = new ByteWriter()
  if (nulls === 0) {
    levels.appendVarInt(isThere.length << 1)
    levels.appendUint8(1)
  } else {
    const bits = packBits(isThere)
    levels.appendVarInt((bits.length << 1) | 1)
    levels.appendBytes(bits)
  }
  return levels.getBytes()
}
