// A table as CSV or as a workbook, for a person to download: small enough to be made at once. Not here: what is in it.
import { deflateRawSync } from 'node:zlib'
import type { Table } from '#chain'
import { cell, crc32, type Deflater, openBook } from '#law/batch'
import type { MadeFile } from './file-route.ts'

export const tableFormats = ['csv', 'xlsx'] as const
export type TableFormat = (typeof tableFormats)[number]

export type TableFile = {
  readonly table: Table
  readonly format: TableFormat
  /** Without its ending. */
  readonly name: string
  /** What is said of the table on a sheet of its own; a CSV has no place for it. */
  readonly about: readonly (readonly string[])[]
}

export async function tableFile({ table, format, name, about }: TableFile): Promise<MadeFile> {
  if (format === 'csv') return { bytes: csvOf(table), mediaType: 'text/csv; charset=utf-8', fileName: `${name}.csv` }
  return {
    bytes: await xlsxOf(table, about),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${name}.xlsx`,
  }
}

/** RFC 4180, with a mark that tells spreadsheets it is UTF-8. */
export function csvOf({ head, rows }: Table): string {
  const lines = [head, ...rows].map((row) =>
    row.map((field) => (typeof field === 'string' ? quoted(field) : field.number)).join(','),
  )
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/** What begins like a formula would run in a spreadsheet: a quote before it keeps it text. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

async function xlsxOf({ head, rows }: Table, about: TableFile['about']): Promise<Uint8Array> {
  const text = rows.map((row) => `<row>${row.map(fieldOf).join('')}</row>`).join('')
  const bytes = new TextEncoder().encode(text)
  const book = openBook({
    head: `<row>${head.map((field) => cell(field, true)).join('')}</row>`,
    columns: head.length,
    newDeflater: wholeDeflater,
  })
  const pieces = [
    ...(await book.add({ bytes, rows: rows.length, crc: crc32(bytes), size: bytes.length, isDeflated: false })),
    ...(await book.end(about)),
  ]
  return Buffer.concat(pieces)
}

const fieldOf = (field: Table['rows'][number][number]): string =>
  typeof field === 'string' ? cell(field) : `<c><v>${field.number}</v></c>`

/** A few thousand rows are deflated at once. */
function wholeDeflater(): Deflater {
  const pieces: Uint8Array[] = []
  return {
    async push(bytes) {
      pieces.push(bytes)
      return new Uint8Array()
    },
    end: async () => deflateRawSync(Buffer.concat(pieces)),
  }
}
