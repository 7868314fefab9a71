// The rows of a shard, or of the heading. Not here: where a row ends (scan.ts), and what a row means.
import type { RowFault, TableKind } from './scan.ts'

export type Row = {
  /** The line of the file it begins on. */
  readonly line: number
  readonly fields: readonly string[]
  /** The data of an SD record by name; null for other tables, whose fields have headings. */
  readonly data: Readonly<Record<string, string>> | null
  readonly fault: RowFault | null
}

/** The whole rows of a text; blank lines are none. */
export function rowsOf(text: string, kind: TableKind, separator: string, line: number): Row[] {
  switch (kind) {
    case 'csv':
      return text.includes('"') ? quotedRows(text, separator, line) : plainRows(text, separator, line)
    case 'smiles':
      return smilesRows(text, line)
    case 'sdf':
      return sdfRows(text, line)
    default:
      return kind satisfies never
  }
}

export const lostRow = (line: number, fault: RowFault): Row => ({ line, fields: [], data: null, fault })

const withoutReturn = (text: string) => (text.endsWith('\r') ? text.slice(0, -1) : text)

function linesOf(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function plainRows(text: string, separator: string, first: number): Row[] {
  const rows: Row[] = []
  let line = first
  for (const raw of linesOf(text)) {
    const written = withoutReturn(raw)
    if (written !== '') rows.push({ line, fields: written.split(separator), data: null, fault: null })
    line++
  }
  return rows
}

/** After RFC 4180. The scanner has seen to it that every quote is closed and followed by a separator or the end of the row. */
function quotedRows(text: string, separator: string, first: number): Row[] {
  const rows: Row[] = []
  let fields: string[] = []
  let line = first
  let began = first
  let at = 0
  const endRow = () => {
    if (fields.length > 1 || fields[0] !== '') rows.push({ line: began, fields, data: null, fault: null })
    fields = []
    began = ++line
  }
  while (at < text.length) {
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1)
      const field = text.slice(at + 1, end)
      fields.push(field.includes('"') ? field.replaceAll('""', '"') : field)
      for (let next = field.indexOf('\n'); next >= 0; next = field.indexOf('\n', next + 1)) line++
      at = end + 1
      if (text[at] === '\r') at++
    } else {
      let end = at
      while (end < text.length && text[end] !== separator && text[end] !== '\n') end++
      fields.push(text[end] === '\n' || end === text.length ? withoutReturn(text.slice(at, end)) : text.slice(at, end))
      at = end
    }
    if (text[at] === separator) {
      at++
      // A separator at the very end leaves an empty field behind it.
      if (at < text.length && text[at] !== '\n' && !(text[at] === '\r' && text[at + 1] === '\n')) continue
      fields.push('')
      if (text[at] === '\r') at++
    }
    at++
    endRow()
  }
  return rows
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at < 0 ? text.length : at
}

/** `SMILES name`, as chemists' files have them: the structure and the rest of the line. */
function smilesRows(text: string, first: number): Row[] {
  return linesOf(text).flatMap((raw, index) => {
    const [, lead = '', structure = '', name = ''] = /^(\s*)(\S*)\s*(.*)$/.exec(withoutReturn(raw)) ?? []
    if (structure === '') return []
    return [{ line: first + index, fields: [lead + structure, name.trim()], data: null, fault: null }]
  })
}

/** Title, molfile and data of each record; the fields are the molfile and the title. */
function sdfRows(text: string, first: number): Row[] {
  const rows: Row[] = []
  let line = first
  let begin = 0
  for (;;) {
    const end = recordEnd(text, begin)
    const record = text.slice(begin, end.at)
    if (record.trim() !== '') rows.push(sdfRow(record, line))
    if (end.next === null) return rows
    for (let at = text.indexOf('\n', begin); at >= 0 && at < end.next; at = text.indexOf('\n', at + 1)) line++
    begin = end.next
  }
}

function recordEnd(text: string, from: number): { at: number; next: number | null } {
  let at = text.startsWith('$$$$', from) ? from : text.indexOf('\n$$$$', from) + 1
  if (at === 0 && !text.startsWith('$$$$', from)) at = text.length
  const lineEnd = text.indexOf('\n', at)
  return { at, next: at === text.length || lineEnd < 0 ? null : lineEnd + 1 }
}

function sdfRow(record: string, line: number): Row {
  const end = record.indexOf('M  END')
  const molfile = end < 0 ? record : record.slice(0, end + 6)
  const title = withoutReturn(record.split('\n', 1)[0]!).trim()
  return { line, fields: [molfile, title], data: end < 0 ? {} : dataOf(record.slice(end)), fault: null }
}

/** `> <NAME>`, its lines, and an empty line, again and again. */
function dataOf(text: string): Record<string, string> {
  const data: [name: string, value: string][] = []
  let name: string | null = null
  let value: string[] = []
  const keep = () => {
    if (name !== null) data.push([name, value.join('\n').trimEnd()])
    name = null
    value = []
  }
  for (const raw of text.split('\n')) {
    const written = withoutReturn(raw)
    const heading: RegExpExecArray | null = name === null || value.at(-1) === '' ? /^>.*<([^>]*)>/.exec(written) : null
    if (heading) {
      keep()
      name = heading[1]!
    } else if (name !== null) value.push(written)
  }
  keep()
  return Object.fromEntries(data)
}
