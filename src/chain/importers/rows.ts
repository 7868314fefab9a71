// From a table to acts: which column is which, what each cell means, which rows are one act. Pure; not here: recording them, and whether
// the ledger takes them (import-file.ts).
import { unmistakable } from '#kernel'
import type { Act } from '../contract.ts'
import { ambiguity, type Said } from './cells.ts'
import type { Table } from './read-table.ts'
import type { Refs } from './refs.ts'
import type { TableRow } from './table-row.ts'
import { type Column, madeOf, readCell, type Template } from './template.ts'
import { unitColumnFor, withUnit } from './units.ts'

/** `column`: its heading in the file; null: the whole row. */
export type RowFault = { readonly line: number; readonly column: string | null; readonly said: Said }
export type RowsAct = { readonly lines: readonly number[]; readonly act: Act }

/**
 * Where each column of the template stands in the file, and the unit of each mass; `missing` are the needed ones that stand nowhere,
 * `twice` the headings of which it would be a guess which counts.
 */
export type Matched = {
  readonly at: ReadonlyMap<string, number>
  /** Of masses whose heading is not ours: the column with their unit, or null where each cell says its own. */
  readonly units: ReadonlyMap<string, number | null>
  readonly missing: readonly Said[]
  readonly twice: readonly string[]
  /** Columns with something in them that nothing here reads: a slip in a heading would else be passed over in silence. */
  readonly unread: readonly Said[]
}

const plain = (heading: string) => heading.toLowerCase().replaceAll(/[^a-z0-9]+/g, '')

/** By heading in either language, by key, or as other systems call it; capitals, spaces and signs do not count. */
export function matchColumns({ columns }: Template, { header, rows }: Table): Matched {
  const headings = header.map(plain)
  const at = new Map<string, number>()
  const units = new Map<string, number | null>()
  const missing: Said[] = []
  const twice: string[] = []
  for (const [key, { heading, alsoCalled = [], ...column }] of Object.entries(columns)) {
    const names = [heading.nl, heading.en, key, ...alsoCalled].map(plain)
    const found = names.map((name) => headings.indexOf(name)).find((index) => index >= 0)
    if (found === undefined) {
      if (!('otherwise' in column)) missing.push(heading)
      continue
    }
    at.set(key, found)
    const own = headings[found]! // Just found there.
    if (headings.indexOf(own, found + 1) >= 0) twice.push(header[found] ?? own)
    if (column.isMass) {
      const isInGrams = [heading.nl, heading.en].map(plain).includes(own)
      const unit = unitColumnFor(own, headings)
      if (unit !== null || !isInGrams) units.set(key, unit)
    }
  }
  const isRead = new Set([...at.values(), ...units.values()])
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), header.length)
  const unread = Array.from({ length: width }, (_, index) => index)
    .filter((index) => !isRead.has(index) && isThere(index, { header, rows }))
    .map((index) => headingAt(index, header))
  return { at, units, missing, twice, unread }
}

/** A heading stands there even over empty cells; without one there must be something below it. */
const isThere = (index: number, { header, rows }: Pick<Table, 'header' | 'rows'>) =>
  (header[index] ?? '') !== '' || rows.some(({ cells }) => (cells[index] ?? '') !== '')
const headingAt = (index: number, header: readonly string[]): Said => {
  const heading = header[index] ?? ''
  return heading === ''
    ? { nl: `kolom ${index + 1}, zonder naam`, en: `column ${index + 1}, without a name` }
    : { nl: heading, en: heading }
}

/** The texts that name batches, to look them all up at once. */
export function batchNamesIn({ columns }: Template, { rows }: Table, { at }: Matched): string[] {
  const keys = Object.entries(columns).filter(([, { namesBatch }]) => namesBatch)
  return rows.flatMap(({ cells }) => keys.map(([key]) => cellAt(cells, at.get(key)))).filter((text) => text !== '')
}

const headingOf = (key: string, { header }: Pick<Table, 'header'>, { at }: Matched): string | null => {
  const index = at.get(key)
  return (index === undefined ? null : header[index]) ?? null
}

const cellAt = (cells: readonly string[], index: number | undefined) =>
  index === undefined ? '' : (cells[index] ?? '')

type Values = Readonly<Record<string, unknown>>
type Group = { readonly rows: { readonly line: number; readonly values: Values; readonly said: string }[] }

/** Acts in order of time, so that what came first is recorded first; and every fault of every row. */
export function actsOf(
  template: Template,
  table: Table,
  { matched, refs, sender }: { readonly matched: Matched; readonly refs: Refs; readonly sender: string },
): { readonly acts: readonly RowsAct[]; readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = matched.twice.map((column) => ({ line: table.headerLine, column, said: thereTwice }))
  const groups = new Map<string, Group>()
  const lineOf = new Map<string, number>()
  for (const row of table.rows) {
    const values = valuesOf(template, table, { row, matched, refs, faults })
    if (values === null) continue
    const group = template.group(values, row.line, refs)
    if ('fault' in group) {
      faults.push({ line: row.line, column: null, said: group.fault })
      continue
    }
    // What the row says, whatever the order and the number of its columns: that is what "the same row" means.
    const said = JSON.stringify(
      Object.entries(values).filter(([, value]) => value !== null), // A column that says nothing, or is not there, is the same.
      (_key, value) => (typeof value === 'bigint' ? `${value}` : value),
    )
    const twin = lineOf.get(said)
    if (twin !== undefined) {
      faults.push({ line: row.line, column: null, said: sameAs(twin) })
      continue
    }
    lineOf.set(said, row.line)
    const rows = groups.get(group.value)?.rows ?? []
    const [first] = rows
    if (first && !isSameMoment(first.values, values)) {
      faults.push({ line: row.line, column: headingOf('moment', table, matched), said: otherMoment(first.line) })
      continue
    }
    rows.push({ line: row.line, values, said })
    groups.set(group.value, { rows })
  }
  const acts = [...groups.values()].map(({ rows }): RowsAct & { readonly at: Temporal.Instant } => {
    const at = momentOf(rows[0]!.values) // A group has a row.
    const said = rows.map((row) => row.said).sort()
    const made = madeOf({ sender, template: template.name, said: JSON.stringify(said), at })
    const values = rows.map((row) => row.values)
    return { at, lines: rows.map(({ line }) => line), act: template.act(values, made, refs) }
  })
  acts.sort((one, other) => Temporal.Instant.compare(one.at, other.at) || one.lines[0]! - other.lines[0]!) // A group has a row.
  return { acts, faults }
}

/** Every template has the column. */
const momentOf = (values: Values) => values['moment'] as Temporal.Instant
const isSameMoment = (one: Values, other: Values) => momentOf(one).equals(momentOf(other))

const otherMoment = (line: number): Said => ({
  nl: `Deze rij hoort bij rij ${line} en heeft een ander tijdstip. Wat samen is vastgelegd, gebeurde op een tijdstip: maak ze gelijk.`,
  en: `This row belongs with row ${line} and has another moment. What is recorded together happened at one moment: make them the same.`,
})
const thereTwice: Said = {
  nl: 'Deze kolom staat er twee keer. Welke telt zou gokken zijn: laat er een staan.',
  en: 'This column is there twice. Which one counts would be a guess: leave one.',
}
const sameAs = (line: number): Said => ({
  nl: `Deze rij zegt hetzelfde als rij ${line}. Is het twee keer gebeurd, geef dan elk zijn eigen tijdstip.`,
  en: `This row says the same as row ${line}. If it happened twice, give each its own moment.`,
})

function valuesOf(
  { columns }: Template,
  { header }: Table,
  { row, matched, refs, faults }: { row: TableRow; matched: Matched; refs: Refs; faults: RowFault[] },
): Values | null {
  const values: Record<string, unknown> = {}
  let isWhole = true
  for (const [key, column] of Object.entries<Column<unknown>>(columns)) {
    const index = matched.at.get(key)
    const cell = cellAt(row.cells, index)
    const odd = index === undefined ? undefined : row.odd?.get(index)
    const unit = matched.units.get(key)
    const isNumber = index !== undefined && row.numbers?.has(index) === true
    // A number of a workbook was written by no hand: it means one thing, and is read as it stands.
    const text = column.isMass && isNumber ? unmistakable(cell) : cell
    const twofold = column.isMass ? ambiguity(text) : null
    const weighed =
      twofold ??
      (unit === undefined || text === ''
        ? { value: text }
        : withUnit(text, unit === null ? null : cellAt(row.cells, unit)))
    const read = odd ? { fault: odd } : 'fault' in weighed ? weighed : readCell(column, weighed.value, refs)
    if ('value' in read) values[key] = read.value
    else {
      isWhole = false
      faults.push({ line: row.line, column: headingOf(key, { header }, matched), said: read.fault })
    }
  }
  return isWhole ? values : null
}
