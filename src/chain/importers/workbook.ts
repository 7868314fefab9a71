// The sheet of a workbook that a person sees first, as rows of text; and of each cell that does not hold what it shows, why. Not here: what the cells mean.
import { aboutSheet } from '#law/batch'
import type { Said } from './cells.ts'
import type { TableRow } from './table-row.ts'
import { openArchive } from './unfold.ts'
import { type Book, hearXml, readBook, readDateStyles, readSharedTexts, unescaped } from './workbook-parts.ts'

export type Sheet = {
  readonly rows: readonly TableRow[]
  /** Other sheets a person sees, with something in them; but not what our own templates say of themselves. */
  readonly others: readonly string[]
}

/** As many rows and columns as any program makes: beyond them nothing was typed. */
const rowMax = 1_048_576
const columnMax = 16_384
/** A part of this size is read in less than a second; five hundred rows are a tenth of it. */
const partBytesMax = 10_000_000
/** Nobody merges more by hand, and no template is wider. */
const mergesMax = 1_000
const mergedColumnMax = 100

export type WorkbookLimits = { readonly rowsMax: number; readonly tooLarge: () => never }

/** Throws on what is no workbook; calls `tooLarge` for more rows with something in them than `rowsMax`. */
export function readWorkbook(bytes: Uint8Array, { rowsMax, tooLarge }: WorkbookLimits): Sheet {
  const archive = openArchive(bytes, { sizeMax: partBytesMax, tooLarge })
  const needed = (path: string) => archive.textOf(path) ?? missingPart()
  const book = readBook(needed('xl/workbook.xml'), needed('xl/_rels/workbook.xml.rels'))
  const [first, ...others] = book.sheets.filter(({ isVisible }) => isVisible)
  if (!first) return missingPart()
  const given: Given = {
    book,
    texts: readSharedTexts(archive.textOf(book.pathOf('sharedStrings')) ?? '<sst/>'),
    isDate: readDateStyles(archive.textOf(book.pathOf('styles')) ?? '<styleSheet/>'),
  }
  return {
    rows: rowsOf(needed(first.path), given, { rowsMax, tooLarge }),
    others: others
      .filter(({ name, path }) => name !== aboutSheet && /<(?:\w+:)?(?:v|t)[ >]/.test(needed(path)))
      .map(({ name }) => unescaped(name)),
  }
}

function missingPart(): never {
  throw new Error('this archive is no workbook')
}

type Given = { readonly book: Book; readonly texts: readonly string[]; readonly isDate: readonly boolean[] }
type Cell = { readonly text: string; readonly isNumber: boolean; readonly odd: Said | null }
type Place = { readonly row: number; readonly column: number }

function rowsOf(source: string, given: Given, { rowsMax, tooLarge }: WorkbookLimits): TableRow[] {
  const rows = new Map<number, Map<number, Cell>>()
  const merges: { readonly from: Place; readonly through: Place }[] = []
  let at: Place = { row: 0, column: 0 }
  let open: { type: string; style: number; value: string; hasFormula: boolean; into: 'value' | null } | null = null
  hearXml(source, {
    open(name, attributes) {
      if (name === 'row') at = { row: attributes['r'] ? Number(attributes['r']) : at.row + 1, column: 0 }
      if (name === 'c') {
        at = attributes['r'] ? placeOf(attributes['r']) : { row: at.row, column: at.column + 1 }
        open = {
          type: attributes['t'] ?? 'n',
          style: Number(attributes['s'] ?? 0),
          value: '',
          hasFormula: false,
          into: null,
        }
      }
      if (name === 'f' && open) open.hasFormula = true
      if ((name === 'v' || name === 't') && open) open.into = 'value'
      if (name === 'mergeCell' && attributes['ref']) {
        const [from = '', through = from] = attributes['ref'].split(':')
        if (merges.push({ from: placeOf(from), through: placeOf(through) }) > mergesMax) tooLarge()
      }
    },
    text(piece) {
      if (open?.into) open.value += piece
    },
    close(name) {
      if ((name === 'v' || name === 't') && open) open.into = null
      if (name !== 'c' || !open) return
      if (!(at.row >= 1 && at.row <= rowMax && at.column >= 1 && at.column <= columnMax)) missingPart()
      const cell = cellOf(open, given)
      open = null
      if (cell.text === '' && cell.odd === null) return
      const row = rows.get(at.row) ?? new Map<number, Cell>()
      rows.set(at.row, row.set(at.column, cell))
      if (rows.size > rowsMax + 1) tooLarge()
    },
  })
  for (const { from, through } of merges) {
    for (const [line, row] of rows) {
      if (line < from.row || line > through.row) continue
      const last = Math.min(through.column, mergedColumnMax)
      for (let column = from.column; column <= last; column++)
        if ((line !== from.row || column !== from.column) && !row.has(column))
          row.set(column, { text: '', isNumber: false, odd: isMerged })
    }
  }
  return [...rows].sort(([one], [other]) => one - other).map(([line, row]) => tableRow(line, row))
}

function tableRow(line: number, row: ReadonlyMap<number, Cell>): TableRow {
  const cells = Array.from({ length: Math.max(...row.keys()) }, (_, index) => row.get(index + 1)?.text ?? '')
  const odd = new Map([...row].flatMap(([column, cell]) => (cell.odd ? [[column - 1, cell.odd] as const] : [])))
  const numbers = new Set([...row].flatMap(([column, { isNumber }]) => (isNumber ? [column - 1] : [])))
  return { line, cells, numbers, ...(odd.size > 0 ? { odd } : {}) }
}

function placeOf(address: string): Place {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(address) ?? missingPart()
  return { row: Number(digits), column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) }
}

type Read = { readonly type: string; readonly style: number; readonly value: string; readonly hasFormula: boolean }

function cellOf({ type, style, value, hasFormula }: Read, { book, texts, isDate }: Given): Cell {
  const text = (said: string): Cell => ({ text: said.trim(), isNumber: false, odd: null })
  const odd = (why: Said): Cell => ({ text: '', isNumber: false, odd: why })
  switch (type) {
    case 'e':
      return odd(isError(value))
    case 's':
      return value === '' ? text('') : text(texts[Number(value)] ?? missingPart())
    case 'str':
    case 'inlineStr':
    case 'd':
      return text(unescaped(value))
    case 'b':
      return text(value === '1' ? 'true' : 'false')
    case 'n': {
      if (value === '') return hasFormula ? odd(isUncounted) : text('')
      const number = Number(value)
      if (!Number.isFinite(number)) missingPart()
      if (isDate[style]) return text(wallTime(number, book.is1904))
      // What is counted is kept to seventeen digits, and no program shows more than fifteen: 0.1 + 0.2 is 0.3.
      return { text: String(Number(number.toPrecision(15))), isNumber: true, odd: null }
    }
    default:
      return missingPart()
  }
}

const isError = (value: string): Said => ({
  nl: `De formule in deze cel geeft een fout (${value.slice(0, 20)}). Verbeter haar, of vul de waarde in.`,
  en: `The formula in this cell gives an error (${value.slice(0, 20)}). Correct it, or fill in the value.`,
})
const isUncounted: Said = {
  nl: 'In deze cel staat een formule die nog niet is uitgerekend. Open het bestand in een rekenblad, sla het op en kies het opnieuw; of vul de waarde in.',
  en: 'In this cell is a formula that was never calculated. Open the file in a spreadsheet, save it and choose it again; or fill in the value.',
}
const isMerged: Said = {
  nl: 'Deze cel is samengevoegd met een andere, en is daardoor leeg. Hef de samenvoeging op en vul elke cel in.',
  en: 'This cell is merged with another, and empty by that. Unmerge them and fill in each cell.',
}

const dayMs = 86_400_000
/** 1 January 1970 as each of the two calendars of workbooks counts it. Days before March 1900 are off by one, as they are in the programs. */
const daysBefore = { 1900: 25_569, 1904: 24_107 }
/** What a date can be in any calendar we have. */
const daysMax = 2_958_466

/**
 * A workbook's date has no zone: it is what the clock on the wall said, kept as a number of days, so the second is the finest it can mean.
 * A day without a time and midnight are the same number there; it is told as a day.
 */
function wallTime(days: number, is1904: boolean): string {
  if (days < 0 || days >= daysMax) return String(days)
  const [day = '', time = ''] = new Date(
    Math.round((days - daysBefore[is1904 ? 1904 : 1900]) * (dayMs / 1_000)) * 1_000,
  )
    .toISOString()
    .split('T')
  const clock = time.slice(0, 8)
  return clock === '00:00:00' ? day : `${day} ${clock}`
}
