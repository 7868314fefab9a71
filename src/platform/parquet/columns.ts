// What a column is between the two ends of an export: its type, and some of its rows in Parquet's plain form. Not here: where they come from
// (columns-of-copy.ts) and the file they go to (write-parquet.ts).

/** As PostgreSQL has them: `uuid`, `text`, `int8`, `int4`, a finite `timestamptz`, `date`, `boolean`, `bytea`. */
export type ParquetType = 'uuid' | 'text' | 'int64' | 'int32' | 'instant' | 'day' | 'boolean' | 'bytes'
export type ParquetColumn = { readonly name: string; readonly type: ParquetType }

/** Some rows of one column. */
export type ColumnPart = {
  /** Of the rows that have a value, in Parquet's plain form, one after another. */
  readonly values: Uint8Array
  /** One byte a row, 1 where it has a value. */
  readonly isThere: Uint8Array
  readonly nulls: number
  /** Least and greatest of what is a time, a day or a small number. */
  readonly bounds: readonly [number, number] | null
}
export type RowsPart = { readonly rows: number; readonly columns: readonly ColumnPart[] }

/** Eight to a byte, the first in the lowest place: Parquet's booleans, and its levels. */
export function packBits(values: Uint8Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(values.length / 8))
  for (let at = 0; at < values.length; at++) if (values[at]) packed[at >> 3]! |= 1 << (at & 7) // Within its length.
  return packed
}
