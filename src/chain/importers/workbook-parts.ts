// What stands in a workbook beside its sheets: which sheets there are and which a person sees, the texts that cells share, and which styles make a
// number a date. Not here: the cells (workbook.ts).
import { SaxesParser } from 'saxes'

type Attributes = Readonly<Record<string, string>>
export type Heard = {
  readonly open?: (name: string, attributes: Attributes) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Elements by their own names: programs choose other prefixes. Throws on what is no XML; entities of its own are none. */
export function hearXml(source: string, { open, close, text }: Heard): void {
  const parser = new SaxesParser()
  const own = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('a workbook has no document type')
  })
  if (open)
    parser.on('opentag', ({ name, attributes }) =>
      open(own(name), Object.fromEntries(Object.entries(attributes).map(([key, value]) => [own(key), value]))),
    )
  if (close) parser.on('closetag', ({ name }) => close(own(name)))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  parser.write(source).close()
}

export type SheetFound = { readonly name: string; readonly path: string; readonly isVisible: boolean }
export type Book = {
  readonly sheets: readonly SheetFound[]
  readonly is1904: boolean
  readonly pathOf: (type: string) => string
}

export function readBook(workbook: string, relations: string): Book {
  const targets = new Map<string, string>()
  const byType = new Map<string, string>()
  hearXml(relations, {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
      const type = Type.slice(Type.lastIndexOf('/') + 1)
      byType.set(type, path)
      if (type === 'worksheet') targets.set(Id, path)
    },
  })
  const sheets: SheetFound[] = []
  let is1904: boolean | null = null
  hearXml(workbook, {
    open(name, { date1904 = '', id = '', state = 'visible', name: title = '' }) {
      if (name === 'workbookPr') is1904 ??= ['1', 'true'].includes(date1904)
      const path = targets.get(id)
      if (name === 'sheet' && path !== undefined) sheets.push({ name: title, path, isVisible: state === 'visible' })
    },
  })
  return { sheets, is1904: is1904 ?? false, pathOf: (type) => byType.get(type) ?? `xl/${type}.xml` }
}

/** How a text is read aloud stands beside it in Japanese workbooks, and is no part of it. */
export function readSharedTexts(source: string): string[] {
  const texts: string[] = []
  let isText = false
  let isAloud = false
  hearXml(source, {
    open(name) {
      if (name === 'si') texts.push('')
      if (name === 'rPh') isAloud = true
      isText = name === 't' && !isAloud
    },
    close(name) {
      if (name === 'rPh') isAloud = false
      isText = false
    },
    text(piece) {
      if (isText) texts[texts.length - 1] += piece
    },
  })
  return texts.map(unescaped)
}

/** A sign that XML cannot hold is written as its number. */
export const unescaped = (text: string): string =>
  text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))

/** Of each style of cells, whether it shows a number as a date. */
export function readDateStyles(source: string): boolean[] {
  const codes = new Map<string, string>()
  const styles: boolean[] = []
  let isOfCells = false
  hearXml(source, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') codes.set(numFmtId, formatCode)
      if (name === 'cellXfs') isOfCells = true
      if (name === 'xf' && isOfCells) styles.push(isDateFormat(Number(numFmtId), codes.get(numFmtId)))
    },
    close(name) {
      if (name === 'cellXfs') isOfCells = false
    },
  })
  return styles
}

/** The numbers of formats that every program knows without being told. */
const knownDates: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
]

export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return knownDates.some(([from, through]) => id >= from && id <= through)
  const bare = code
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replaceAll(/general/gi, '')
  return /[dmyhs]/i.test(bare)
}
