// A file of rows, as text in cells: CSV or the first sheet of a workbook that a person sees, with the line each row stands on. Not here: what the cells mean.
import { parse } from 'csv-parse/sync'
import { Refused, refuseNow } from '#kernel'
import { chainProblems } from '../problems.ts'
import type { TableRow } from './table-row.ts'
import { readWorkbook } from './workbook.ts'

export type Table = {
  readonly header: readonly string[]
  readonly headerLine: number
  readonly rows: readonly TableRow[]
  /** Other sheets of the workbook with something in them, which nothing here reads. */
  readonly otherSheets: readonly string[]
}

/** What one person can look over before it is recorded, and one transaction can hold without keeping others waiting. */
export const importRowsMax = 500
/** Five hundred rows weigh a tenth of this; what is larger is another file. */
export const importBytesMax = 1_000_000

/** Refuses `import-unreadable`, `import-empty` and `import-too-long`. */
export function readTable(bytes: Uint8Array): Table {
  if (bytes.length > importBytesMax) tooLong()
  const { grid, otherSheets } = isWorkbook(bytes)
    ? gridOfWorkbook(bytes)
    : { grid: cellsOfText(bytes), otherSheets: [] }
  // The database holds no such sign, and who has them in a table has other bytes: UTF-16 without its mark, or a workbook of before 2007.
  if (grid.some(({ cells }) => cells.some((cell) => cell.includes('\0'))))
    refuseNow(chainProblems['import-unreadable'], {})
  const [first, ...rest] = grid.filter(({ cells, odd }) => odd !== undefined || cells.some((cell) => cell !== ''))
  if (!first || rest.length === 0) refuseNow(chainProblems['import-empty'], {})
  if (rest.length > importRowsMax) tooLong()
  return { header: first.cells, headerLine: first.line, rows: rest, otherSheets }
}

const tooLong = (): never => refuseNow(chainProblems['import-too-long'], { rowsMax: importRowsMax })

function gridOfWorkbook(bytes: Uint8Array): {
  readonly grid: readonly TableRow[]
  readonly otherSheets: readonly string[]
} {
  try {
    const { rows, others } = readWorkbook(bytes, { rowsMax: importRowsMax, tooLarge: tooLong })
    return { grid: rows, otherSheets: others }
  } catch (error) {
    if (error instanceof Refused) throw error
    return refuseNow(chainProblems['import-unreadable'], {})
  }
}

const isWorkbook = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b // "PK": a ZIP

function cellsOfText(bytes: Uint8Array): TableRow[] {
  const { delimiter, text, linesBefore } = delimited(decode(bytes))
  try {
    const rows: TableRow[] = []
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true, // A sign for inches in a remark is no beginning of a quotation.
      skip_empty_lines: true,
      trim: true,
      onRecord: (cells: readonly string[], { lines }) => {
        rows.push({ line: lines + linesBefore, cells })
        return null // Kept here, with its line.
      },
    })
    return rows
  } catch {
    return refuseNow(chainProblems['import-unreadable'], {})
  }
}

/** The sign of which the heading has most; or the one that the file names on a line before it, as spreadsheets write and read it. */
function delimited(text: string): { readonly delimiter: string; readonly text: string; readonly linesBefore: number } {
  const named = /^sep=(.)\r?\n/i.exec(text)
  if (named) return { delimiter: named[1]!, text: text.slice(named[0].length), linesBefore: 1 } // The pattern has one group.
  const heading = /^[^\r\n]+/m.exec(text)?.[0].replaceAll(/"[^"]*"/g, '') ?? ''
  const [delimiter] = [';', '\t', ','].toSorted((one, other) => heading.split(other).length - heading.split(one).length)
  return { delimiter: delimiter ?? ',', text, linesBefore: 0 }
}

/** UTF-8, or UTF-16 where its mark says so; else what Excel writes on Windows, for a name with an accent must not stop a pharmacy. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
