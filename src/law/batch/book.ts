// A workbook (XLSX) written from front to back in constant memory: a sheet of rows, another when it is full, and a page about the run.
// It can be left and taken up again between two pieces. Not here: cells (sheet.ts), the archive (zip.ts), and compressing, which comes along.
import { cell, xmlText } from './sheet.ts'
import { crc32, dataDescriptor, directory, joinCrc, localHeader, type ZipEntry, zipLimit } from './zip.ts'

/** The name of the sheet about the others. */
export const aboutSheet = 'About'

/** Raw deflate of one entry of the archive, piece by piece. */
export type Deflater = {
  push(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>
  end(): Promise<Uint8Array>
}

/** Rows of a sheet, as they are or deflated already (flushed to a whole byte, not ended). */
export type BookPiece = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly rows: number
  readonly crc: number
  readonly size: number
  readonly isDeflated: boolean
}

/** Where a workbook stands between two pieces: JSON. */
export type BookState = {
  readonly entries: readonly ZipEntry[]
  readonly open: ZipEntry | null
  readonly offset: number
  readonly sheets: number
  readonly rows: number
}

/** Excel has 1,048,576 rows a sheet; the first is the heading. */
export const sheetRows = 1_048_575
/** A sheet this long, or an archive, is ended before it passes what ZIP can say. */
const longestSheet = 3_500_000_000

/** The workbook has become larger than an archive can be. */
export class BookTooLarge extends Error {
  override readonly name = 'BookTooLarge'
}

export type Book = {
  /** Bytes to write for these rows. */
  add(piece: BookPiece): Promise<Uint8Array[]>
  /** Bytes that end it; `about` are the lines of the last sheet. */
  end(about: readonly (readonly string[])[]): Promise<Uint8Array[]>
  state(): BookState
}

export type BookNeeds = {
  /** The heading as a row of a sheet (`writerOf('xlsx', …).head`). */
  readonly head: string
  readonly columns: number
  readonly newDeflater: () => Deflater
  readonly from?: BookState | null
}

const encoder = new TextEncoder()

export function openBook({ head, columns, newDeflater, from = null }: BookNeeds): Book {
  const entries: ZipEntry[] = (from?.entries ?? []).map((entry) => ({ ...entry }))
  let open: ZipEntry | null = from?.open ? { ...from.open } : null
  let { offset, sheets, rows } = from ?? { offset: 0, sheets: 0, rows: 0 }
  let deflater = newDeflater()
  let out: Uint8Array[] = []

  function write(bytes: Uint8Array): void {
    offset += bytes.length
    if (offset > zipLimit) throw new BookTooLarge('the workbook is larger than 4 GiB')
    if (bytes.length > 0) out.push(bytes)
  }
  function taken(): Uint8Array[] {
    const bytes = out
    out = []
    return bytes
  }
  function begin(name: string, isPacked: boolean): ZipEntry {
    const entry = { name, offset, crc: 0, size: 0, packedSize: 0, isPacked }
    write(localHeader(entry))
    return entry
  }
  function count(entry: ZipEntry, crc: number, size: number, packed: Uint8Array): void {
    entry.crc = joinCrc(entry.crc, crc, size)
    entry.size += size
    entry.packedSize += packed.length
    write(packed)
  }
  function finish(entry: ZipEntry): void {
    write(dataDescriptor(entry))
    entries.push(entry)
  }
  /** A small part, as it is. */
  function part(name: string, text: string): void {
    const bytes = encoder.encode(text)
    const entry = begin(name, false)
    count(entry, crc32(bytes), bytes.length, bytes)
    finish(entry)
  }
  async function text(entry: ZipEntry, written: string): Promise<void> {
    const bytes = encoder.encode(written)
    count(entry, crc32(bytes), bytes.length, await deflater.push(bytes))
  }
  async function beginSheet(): Promise<ZipEntry> {
    if (sheets === 0) {
      part('[Content_Types].xml', contentTypes)
      part('_rels/.rels', packageRelations)
    }
    rows = 0
    deflater = newDeflater()
    open = begin(`xl/worksheets/sheet${++sheets}.xml`, true)
    await text(open, `${sheetHead}${head}`)
    return open
  }
  async function endSheet(entry: ZipEntry, filter: string): Promise<void> {
    await text(entry, `</sheetData>${filter}</worksheet>`)
    count(entry, 0, 0, await deflater.end())
    finish(entry)
    open = null
  }
  const filter = () => `<autoFilter ref="A1:${columnName(columns)}${rows + 1}"/>`

  return {
    async add(piece) {
      const isFull = rows + piece.rows > sheetRows || (open?.size ?? 0) + piece.size > longestSheet
      if (open !== null && isFull) await endSheet(open, filter())
      const entry = open ?? (await beginSheet())
      count(entry, piece.crc, piece.size, piece.isDeflated ? piece.bytes : await deflater.push(piece.bytes))
      rows += piece.rows
      return taken()
    },
    async end(about) {
      const last = open ?? (sheets === 0 ? await beginSheet() : null)
      if (last) await endSheet(last, filter())
      const names = Array.from({ length: sheets }, (_, index) => (index === 0 ? 'Rows' : `Rows ${index + 1}`))
      part(
        `xl/worksheets/sheet${sheets + 1}.xml`,
        `${sheetStart}<sheetData>${about.map((line) => `<row>${line.map((field) => cell(field)).join('')}</row>`).join('')}</sheetData></worksheet>`,
      )
      part('xl/workbook.xml', workbook([...names, aboutSheet]))
      part('xl/_rels/workbook.xml.rels', workbookRelations(sheets + 1))
      part('xl/styles.xml', styles)
      write(directory(entries, offset))
      return taken()
    },
    state: () => ({ entries: entries.map((entry) => ({ ...entry })), open: open && { ...open }, offset, sheets, rows }),
  }
}

function columnName(number: number): string {
  const rest = Math.floor((number - 1) / 26)
  return `${rest > 0 ? columnName(rest) : ''}${String.fromCharCode(65 + ((number - 1) % 26))}`
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Every part is a sheet unless it is said: so the number of sheets need not be known yet. */
const contentTypes = `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`
const packageRelations = `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const sheetStart = `${declaration}<worksheet xmlns="${main}">`
/** The heading stays in sight. */
const sheetHead = `${sheetStart}<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" baseColWidth="16"/><sheetData>`
const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

function workbook(names: readonly string[]): string {
  const sheets = names.map((name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`
}

function workbookRelations(count: number): string {
  const sheets = Array.from(
    { length: count },
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  return `${declaration}<Relationships xmlns="${packages}/relationships">${sheets.join('')}<Relationship Id="rId${count + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`
}
