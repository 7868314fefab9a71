// A file of rows, as text in cells: CSV or a workbook's first sheet, with the line each row stands on. Not here: what the cells mean.
import { parse } from 'csv-parse/sync'
import readWorkbook from 'read-excel-file/universal'
import { refuseNow } from '#kernel'
import { chainProblems } from '../problems.ts'

export type Table = { readonly header: readonly string[]; readonly rows: readonly TableRow[] }
/** `line` as a person counts: the heading is line 1. */
export type TableRow = {
  readonly line: number
  readonly cells: readonly string[]
  /** Of a workbook: the columns whose cell is a number and no text. There a point is the decimal sign and nothing else. */
  readonly numbers?: ReadonlySet<number>
}

/** What one person can look over before it is recorded, and one transaction can hold without keeping others waiting. */
export const importRowsMax = 500
/** Five hundred rows weigh a tenth of this; what is larger is another file. */
export const importBytesMax = 1_000_000
/** What a workbook of that size may unfold to: a file can be made that unfolds to more than memory. */
const unfoldedBytesMax = 30_000_000

/** Refuses `import-unreadable`, `import-empty` and `import-too-long`. */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  if (bytes.length > importBytesMax) refuseNow(chainProblems['import-too-long'], { rowsMax: importRowsMax })
  const grid = isWorkbook(bytes) ? await cellsOfWorkbook(bytes) : cellsOfText(bytes)
  const [first, ...rest] = grid
  const rows = rest.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (!first || rows.length === 0) refuseNow(chainProblems['import-empty'], {})
  if (rows.length > importRowsMax) refuseNow(chainProblems['import-too-long'], { rowsMax: importRowsMax })
  return { header: first.cells, rows }
}

const isWorkbook = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b // "PK": a ZIP

function cellsOfText(bytes: Uint8Array): TableRow[] {
  const text = decode(bytes)
  const [heading = ''] = text.split(/\r?\n/, 1)
  const delimiter = [';', '\t', ','].find((sign) => heading.includes(sign)) ?? ','
  try {
    const rows: TableRow[] = []
    parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      onRecord: (cells: readonly string[], { lines }) => {
        rows.push({ line: lines, cells })
        return null // Kept here, with its line.
      },
    })
    return rows
  } catch {
    return refuseNow(chainProblems['import-unreadable'], {})
  }
}

/** UTF-8; else what Excel writes on Windows, for a name with an accent must not stop a pharmacy. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

async function cellsOfWorkbook(bytes: Uint8Array): Promise<TableRow[]> {
  if (unfoldedSize(bytes) > unfoldedBytesMax) refuseNow(chainProblems['import-too-long'], { rowsMax: importRowsMax })
  try {
    // Numbers as the shortest text that gives the same double: what the cell shows, where it was typed.
    const [sheet] = await readWorkbook(new Uint8Array(bytes).buffer)
    return (sheet?.data ?? []).map((row, index) => ({
      line: index + 1,
      cells: row.map(cellText),
      numbers: new Set(row.flatMap((cell, column) => (typeof cell === 'number' ? [column] : []))),
    }))
  } catch {
    return refuseNow(chainProblems['import-unreadable'], {})
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return wallTime(value)
  return String(value).trim()
}

/**
 * A workbook's date has no zone: it is what the clock on the wall said, and the reader gives it as if in UTC. It is kept there as a part of
 * a day, so the second is the finest it can mean.
 */
function wallTime(value: Date): string {
  const [day, time = ''] = new Date(Math.round(value.getTime() / 1_000) * 1_000).toISOString().split('T')
  return `${day} ${time.slice(0, 8)}`
}

/** What the parts of a ZIP say they unfold to, from its directory; the reader unfolds none beyond what it says. */
function unfoldedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let size = 0
  for (let at = 0; at + 46 <= bytes.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) size += view.getUint32(at + 24, true)
  }
  return size
}
