// A table as bytes, cut between rows into shards: runs of whole rows that anyone may read apart from the others. Where it is cut depends on
// the bytes alone and never on the pieces they came in, so that a run that was cut off goes on as if nothing happened. Not here: fields.

export const tableKinds = ['csv', 'smiles', 'sdf'] as const
export type TableKind = (typeof tableKinds)[number]

/** Why a row is no row: longer than `maxRow`, a quote never closed, or something between a closing quote and the separator. */
export type RowFault = 'too-long' | 'open-quote' | 'stray-quote'

export type Shard = {
  /** Whole rows, their newlines included; empty for a row that could not be read. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The line of the file it begins on, counted from 1. */
  readonly line: number
  /** Where the next one begins, as an offset into the file. */
  readonly end: number
  readonly endLine: number
  /** Set for a single row that could not be read. */
  readonly fault: RowFault | null
}

/** A row longer than this is not kept: a forgotten quote must not swallow a file. */
export const maxRow = 1_000_000
/** Large enough that handing over costs nothing beside judging, small enough that a dozen of them are no memory. */
export const shardSize = 65_536

const newline = 10
const carriageReturn = 13
const quote = 34
const dollar = 36

type State = 'field' | 'plain' | 'quoted' | 'after-quote' | 'after-quote-cr' | 'skipping'

export type Scanner = {
  /** Takes the next piece of the file, whatever its size; gives the shards it completes. The piece may be written over afterwards. */
  take(piece: Uint8Array): Shard[]
  /** What is left when the file has ended. */
  end(): Shard[]
}

export type ScannerNeeds = {
  readonly kind: TableKind
  /** One character of ASCII; for CSV alone. */
  readonly separator?: string
  /** Where in the file the first byte given stands. */
  readonly offset: number
  readonly line: number
  readonly size?: number
}

export function openScanner({ kind, separator = ',', offset, line, size = shardSize }: ScannerNeeds): Scanner {
  const between = kind === 'csv' ? separator.charCodeAt(0) : -1
  const opening = kind === 'csv' ? quote : -1
  let buffer = new Uint8Array(2 * size)
  let length = 0
  /** Offset of the first byte of the buffer in the file. */
  let base = offset
  /** Where in the buffer the shard, the row and the line in hand begin, and what is looked at. */
  let shard = 0
  let row = 0
  let lineStart = 0
  let at = 0
  let state: State = 'field'
  let skipped: RowFault = 'too-long'
  let lineNow = line
  let rowLine = line
  let shardLine = line
  let found: Shard[] = []

  function cut(until: number, endLine: number, fault: RowFault | null): void {
    if (until > shard || fault !== null) {
      const bytes = fault === null ? buffer.slice(shard, until) : new Uint8Array(0)
      found.push({ bytes, line: shardLine, end: base + until, endLine, fault })
    }
    shard = until
    shardLine = endLine
  }

  function endRow(): void {
    if (state === 'skipping') {
      shard = at // Nothing of it was kept.
      found.push({ bytes: new Uint8Array(0), line: shardLine, end: base + at, endLine: lineNow, fault: skipped })
      shardLine = lineNow
    }
    row = at
    rowLine = lineNow
    state = 'field'
    if (at - shard >= size) cut(at, lineNow, null)
  }

  /** The first line of the row in hand is lost; what follows it is read again as rows of their own. */
  function giveUp(fault: RowFault): void {
    cut(row, rowLine, null)
    const end = kind === 'sdf' ? -1 : buffer.subarray(row, at).indexOf(newline)
    if (end < 0) {
      state = 'skipping'
      skipped = fault
      return
    }
    at = row + end + 1
    lineNow = rowLine + 1
    cut(at, lineNow, fault)
    row = at
    rowLine = lineNow
    lineStart = at
    state = 'field'
  }

  function newLine(): void {
    lineNow++
    const isRow = kind !== 'sdf' || isRecordEnd(buffer, lineStart, at)
    lineStart = at
    if (isRow && state !== 'quoted') endRow()
  }

  function scan(): void {
    while (at < length) {
      const byte = buffer[at++]!
      if (byte === newline) {
        newLine()
        continue
      }
      switch (state) {
        case 'field':
          if (byte === opening) state = 'quoted'
          else if (byte !== between) state = 'plain'
          break
        case 'plain':
          if (byte === between) state = 'field'
          break
        case 'quoted':
          if (byte === opening) state = 'after-quote'
          break
        case 'after-quote':
          if (byte === opening) state = 'quoted'
          else if (byte === between) state = 'field'
          else if (byte === carriageReturn) state = 'after-quote-cr'
          else giveUp('stray-quote')
          break
        case 'after-quote-cr':
          giveUp('stray-quote')
          break
        case 'skipping':
          break
        default:
          state satisfies never
      }
      if (at - row > maxRow && state !== 'skipping') giveUp(state === 'quoted' ? 'open-quote' : 'too-long')
    }
  }

  /** Moves what is still needed to the front and makes room for `more`. */
  function makeRoom(more: number): void {
    // Of a row that is skipped only its last line matters, and of that only a beginning that could be the end of a record.
    const from = state === 'skipping' ? (at - lineStart < size ? Math.max(lineStart, 0) : at) : shard
    const left = length - from
    if (left + more > buffer.length) {
      const larger = new Uint8Array(Math.max(2 * buffer.length, left + more))
      larger.set(buffer.subarray(from, length))
      buffer = larger
    } else buffer.copyWithin(0, from, length)
    base += from
    length = left
    at -= from
    row -= from
    shard -= from
    lineStart -= from
  }

  function taken(): Shard[] {
    const shards = found
    found = []
    return shards
  }

  return {
    take(piece) {
      makeRoom(piece.length)
      buffer.set(piece, length)
      length += piece.length
      scan()
      return taken()
    },
    end() {
      scan()
      // Each round gives up one line and reads what it had swallowed.
      while (state === 'quoted') {
        giveUp('open-quote')
        scan()
      }
      lineNow++
      if (state === 'skipping') endRow()
      else cut(length, lineNow, null)
      return taken()
    },
  }
}

/** `$$$$` at the beginning of the line. */
function isRecordEnd(bytes: Uint8Array, start: number, end: number): boolean {
  if (start < 0 || end - start < 5) return false
  for (let at = start; at < start + 4; at++) if (bytes[at] !== dollar) return false
  return true
}
