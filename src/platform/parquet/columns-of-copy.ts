// The rows of a binary COPY turned into columns as Parquet stores them, without making a value of any: an export has hundreds of millions. Not
// here: pages, files (write-parquet.ts), and what is copied.
import { CompiledQuery } from 'kysely'
import { assert } from '#kernel'
import type { Tx } from '../database/database.ts'
import { type ColumnPart, type ParquetColumn, type ParquetType, packBits, type RowsPart } from './columns.ts'

/**
 * What `select` answers, `rowsMax` rows at a time. It has the columns in their order, each of the type of PostgreSQL that `ParquetType` names,
 * and no parameters.
 */
export async function* copyColumns(
  tx: Tx,
  select: string,
  columns: readonly ParquetColumn[],
  rowsMax: number,
): AsyncGenerator<RowsPart> {
  const builders = columns.map(({ type }) => new ColumnBuilder(type, rowsMax))
  let rows = 0
  const take = (): RowsPart => {
    const part = { rows, columns: builders.map((builder) => builder.take(rows)) }
    rows = 0
    return part
  }
  let at = headerBytes
  const copy = CompiledQuery.raw(`copy (${select}) to stdout (format binary)`)
  for await (const answer of tx.getExecutor().stream<Buffer>(copy, 1)) {
    const [block] = answer.rows
    assert(block, 'a copy is answered in blocks')
    const view = new DataView(block.buffer, block.byteOffset, block.length)
    while (at < block.length) {
      const fields = view.getInt16(at)
      at += 2
      if (fields === -1) break // The end.
      assert(fields === builders.length, 'a row has as many fields as there are columns')
      for (const builder of builders) {
        const length = view.getInt32(at)
        at += 4
        if (length === -1) builder.addNull(rows)
        else {
          builder.add(rows, view, at, length)
          at += length
        }
      }
      rows++
      if (rows === rowsMax) yield take()
    }
    at = 0 // A block has whole rows.
  }
  if (rows > 0) yield take()
}

/** Signature, flags and the length of an extension that no version has. */
const headerBytes = 19
/** PostgreSQL counts from 2000. */
const microsUntil2000 = 946_684_800_000_000
const daysUntil2000 = 10_957

const widths: Readonly<Record<ParquetType, number | null>> = {
  ...{ uuid: 16, int64: 8, int32: 4, instant: 8, day: 4, boolean: 1 },
  ...{ text: null, bytes: null },
}
/** What a value of no fixed length takes, before anything is known of it. */
const bytesAtFirst = 24

class ColumnBuilder {
  readonly #type: ParquetType
  readonly #rowsMax: number
  #bytes: Uint8Array
  #view: DataView
  #used = 0
  #isThere: Uint8Array
  #nulls = 0
  #least = Infinity
  #greatest = -Infinity

  constructor(type: ParquetType, rowsMax: number) {
    this.#type = type
    this.#rowsMax = rowsMax
    this.#bytes = new Uint8Array(rowsMax * (widths[type] ?? bytesAtFirst))
    this.#view = new DataView(this.#bytes.buffer)
    this.#isThere = new Uint8Array(rowsMax)
  }

  addNull(row: number): void {
    this.#isThere[row] = 0
    this.#nulls++
  }

  add(row: number, from: DataView, at: number, length: number): void {
    this.#isThere[row] = 1
    const width = widths[this.#type]
    assert(width === null || width === length, 'a value is as long as its type')
    switch (this.#type) {
      case 'uuid':
        for (let word = 0; word < 16; word += 4) this.#view.setInt32(this.#used + word, from.getInt32(at + word))
        this.#used += 16
        return
      case 'int64':
        this.#view.setInt32(this.#used + 4, from.getInt32(at), true)
        this.#view.setInt32(this.#used, from.getInt32(at + 4), true)
        this.#used += 8
        return
      case 'instant':
        this.#addInstant(from.getInt32(at) * 2 ** 32 + from.getUint32(at + 4) + microsUntil2000)
        return
      case 'int32':
        this.#addInt32(from.getInt32(at))
        return
      case 'day':
        this.#addInt32(from.getInt32(at) + daysUntil2000)
        return
      case 'boolean':
        this.#bytes[this.#used++] = from.getUint8(at)
        return
      case 'text':
      case 'bytes':
        this.#makeRoom(4 + length)
        this.#view.setInt32(this.#used, length, true)
        this.#used += 4
        for (let byte = 0; byte < length; byte++) this.#bytes[this.#used + byte] = from.getUint8(at + byte)
        this.#used += length
        return
      default:
        this.#type satisfies never
    }
  }

  /** What came since the last time; what it hands out is written again by the next row. */
  take(rows: number): ColumnPart {
    const hasBounds = this.#least <= this.#greatest
    const filled = this.#bytes.subarray(0, this.#used)
    const part: ColumnPart = {
      values: this.#type === 'boolean' ? packBits(filled) : filled,
      isThere: this.#isThere.subarray(0, rows),
      nulls: this.#nulls,
      bounds: hasBounds ? [this.#least, this.#greatest] : null,
    }
    this.#used = 0
    this.#nulls = 0
    this.#least = Infinity
    this.#greatest = -Infinity
    return part
  }

  #addInstant(micros: number): void {
    assert(Number.isSafeInteger(micros), 'an exported instant is finite')
    this.#view.setUint32(this.#used, (micros % 2 ** 32) >>> 0, true)
    this.#view.setInt32(this.#used + 4, Math.floor(micros / 2 ** 32), true)
    this.#used += 8
    this.#widen(micros)
  }

  #addInt32(value: number): void {
    this.#view.setInt32(this.#used, value, true)
    this.#used += 4
    this.#widen(value)
  }

  #widen(value: number): void {
    if (value < this.#least) this.#least = value
    if (value > this.#greatest) this.#greatest = value
  }

  #makeRoom(more: number): void {
    if (this.#used + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#used + more, this.#rowsMax))
    larger.set(this.#bytes.subarray(0, this.#used))
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }
}
