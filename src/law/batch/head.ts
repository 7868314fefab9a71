// What a table is and where its columns stand, from its first bytes. Not here: reading on, and the words of a refusal.
import { rowsOf } from './rows.ts'
import { maxRow, openScanner, type TableKind } from './scan.ts'

export type Table = {
  readonly kind: TableKind
  readonly separator: string
  /** The columns as they are written again: those of the file, or `structure` and `id` and the names of an SD file's data. */
  readonly headings: readonly string[]
  /** Places in the fields of a row; `id` is -1 where the line number serves. */
  readonly structure: number
  readonly id: number
  /** For an SD file: the name of the data that holds the id; null for the title. */
  readonly idName: string | null
  /** Where the first row begins. */
  readonly offset: number
  readonly line: number
}

export type TableRefusal =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-text'; readonly looksLike: 'spreadsheet' | 'utf-16' | 'binary' }
  | { readonly kind: 'no-column' | 'two-columns'; readonly column: string; readonly headings: readonly string[] }
  | { readonly kind: 'heading-too-long' }

/** A heading alone does not tell what a table is; this much of what follows does. */
const enoughToTell = 65_536

export type TableWish = {
  /** By the name of the file; null when that says nothing. */
  readonly kind: TableKind | null
  readonly structure: string | null
  readonly id: string | null
}

/** The table, why it is none, or `null`: more bytes are needed to tell. `isAll`: there are no more. */
export function readHead(bytes: Uint8Array, isAll: boolean, wish: TableWish): Table | TableRefusal | null {
  if (bytes.length < enoughToTell && !isAll) return null
  const strange = strangeness(bytes)
  if (strange) return { kind: 'not-text', looksLike: strange }
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const text = new TextDecoder().decode(bytes.subarray(start, start + maxRow))
  const kind = wish.kind ?? kindOf(text, wish.structure ?? 'smiles')
  if (kind !== 'csv') return plainTable(kind, start, text, wish)
  if (text.trim() === '') return isAll ? { kind: 'empty' } : null
  return csvTable(bytes.subarray(start), start, text, isAll, wish)
}

export const isTable = (head: Table | TableRefusal): head is Table => 'separator' in head

function strangeness(bytes: Uint8Array): 'spreadsheet' | 'utf-16' | 'binary' | null {
  const [a, b] = bytes
  if ((a === 0x50 && b === 0x4b) || (a === 0xd0 && b === 0xcf)) return 'spreadsheet'
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'utf-16'
  return bytes.subarray(0, 1_000).includes(0) ? 'binary' : null
}

function kindOf(text: string, structure: string): TableKind {
  if (/^M {2}END|V[23]000\s*$/m.test(text)) return 'sdf'
  const heading = text.trimStart().split('\n', 1)[0]!
  const names = heading.split(/[,;\t]/).map((name) => plain(name.replaceAll('"', '')))
  if (names.includes(plain(structure)) || names.length > 2) return 'csv'
  // A column of SMILES, with or without a name behind it.
  return /^[A-Za-z0-9@+\-[\]()=#$:/\\.%*~]+(\s+\S.*)?$/.test(heading.trim()) && /[CNOPScnops[]/.test(heading)
    ? 'smiles'
    : 'csv'
}

function plainTable(kind: 'smiles' | 'sdf', offset: number, text: string, { id }: TableWish): Table {
  const place = { separator: ' ', structure: 0, id: 1, offset, line: 1 }
  if (kind === 'smiles') return { kind, ...place, headings: ['structure', 'id'], idName: null }
  // An SD file has no heading: what the records at its beginning bear are its columns.
  const names = new Set(rowsOf(text, 'sdf', ' ', 1).flatMap(({ data }) => Object.keys(data ?? {})))
  const idName = id === null ? null : ([...names].find((name) => plain(name) === plain(id)) ?? id)
  return { kind, ...place, headings: ['structure', 'id', ...names], idName }
}

function csvTable(
  bytes: Uint8Array,
  start: number,
  text: string,
  isAll: boolean,
  wish: TableWish,
): Table | TableRefusal | null {
  const separator = separatorOf(text)
  const scanner = openScanner({ kind: 'csv', separator, offset: start, line: 1, size: 1 })
  const shards = [...scanner.take(bytes.subarray(0, maxRow + 1)), ...(isAll ? scanner.end() : [])]
  for (const shard of shards) {
    if (shard.fault !== null) return { kind: 'heading-too-long' }
    const [row] = rowsOf(textOf(shard.bytes), 'csv', separator, shard.line)
    if (row) return withColumns(row.fields, separator, shard.end, shard.endLine, wish)
  }
  return isAll ? { kind: 'empty' } : bytes.length > maxRow ? { kind: 'heading-too-long' } : null
}

function withColumns(
  headings: readonly string[],
  separator: string,
  offset: number,
  line: number,
  wish: TableWish,
): Table | TableRefusal {
  const structure = placeOf(headings, wish.structure ?? 'smiles')
  if (typeof structure !== 'number') return { kind: structure, column: wish.structure ?? 'smiles', headings }
  const id = placeOf(headings, wish.id ?? 'id')
  // The column `id` is taken when it is there; one that was asked for must be.
  if (typeof id !== 'number' && wish.id !== null) return { kind: id, column: wish.id, headings }
  const idPlace = typeof id === 'number' ? id : -1
  return { kind: 'csv', separator, headings, structure, id: idPlace, idName: null, offset, line }
}

const plain = (name: string) => name.trim().toLowerCase()

function placeOf(headings: readonly string[], name: string): number | 'no-column' | 'two-columns' {
  const exact = headings.flatMap((heading, place) => (heading.trim() === name.trim() ? [place] : []))
  if (exact.length === 1) return exact[0]!
  const places = headings.flatMap((heading, place) => (plain(heading) === plain(name) ? [place] : []))
  return places.length === 1 ? places[0]! : places.length === 0 ? 'no-column' : 'two-columns'
}

/** Whichever the heading has most of, outside quotes. */
function separatorOf(text: string): string {
  const heading = text
    .trimStart()
    .replace(/"(?:[^"]|"")*"/g, '')
    .split('\n', 1)[0]!
  const count = (char: string) => heading.split(char).length
  return [',', ';', '\t'].reduce((best, char) => (count(char) > count(best) ? char : best))
}

/** UTF-8, or what Windows writes where it is not. */
export function textOf(bytes: Uint8Array): string {
  return readText(bytes).text
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const windows = new TextDecoder('windows-1252')

export function readText(bytes: Uint8Array): { readonly text: string; readonly isUtf8: boolean } {
  try {
    return { text: utf8.decode(bytes), isUtf8: true }
  } catch {
    return { text: windows.decode(bytes), isUtf8: false }
  }
}
