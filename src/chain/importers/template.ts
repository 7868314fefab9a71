// How a template is written: its columns, what each cell means, and the act that a row or a group of rows is. Not here: the templates.
import { createHash } from 'node:crypto'
import { newId, printId } from '#kernel'
import type { Act } from '../contract.ts'
import { missing, type Read, readMoment, type Said } from './cells.ts'
import type { Refs } from './refs.ts'

export type Column<Value> = {
  readonly heading: Said
  readonly about: Said
  readonly example: string
  /** What other systems call it: a file of theirs is read as it is. */
  readonly alsoCalled?: readonly string[]
  /** What an empty or absent cell means; without it the cell is needed. */
  readonly otherwise?: Value
  /** The text names a batch that is there: it is looked up for all rows at once. */
  readonly namesBatch?: boolean
  /** A mass, in grams by its heading: under another heading the file itself says the unit (units.ts). */
  readonly isMass?: boolean
  read(text: string, refs: Refs): Read<Value>
}
// A table of columns of different values; what each gives is read back by `ValuesOf`.
// biome-ignore lint/suspicious/noExplicitAny: the value of a column is known to its template alone.
export type Columns = Readonly<Record<string, Column<any>>>
export type ValuesOf<C extends Columns> = {
  readonly [Key in keyof C]: C[Key] extends Column<infer Value> ? Value : never
}

/** The ids of what a row makes: the same row gives the same ids, so a file that is sent again records nothing twice. */
export type Made = { readonly eventId: string; readonly batchId: string; readonly shipmentId: string }

export type Template = {
  readonly name: string
  readonly title: Said
  readonly about: Said
  readonly for: 'grower' | 'pharmacy' | 'anyone'
  readonly columns: Columns
  /** Its rows are looked up among the shipments under way to the sender. */
  readonly readsArrivals?: boolean
  /** Rows with the same text are one act. */
  group(values: Readonly<Record<string, unknown>>, line: number, refs: Refs): Read<string>
  act(rows: readonly Readonly<Record<string, unknown>>[], made: Made, refs: Refs): Act
}

type Given<C extends Columns> = Omit<Template, 'columns' | 'act' | 'group'> & {
  readonly columns: C
  group?(values: ValuesOf<C>, line: number, refs: Refs): Read<string>
  act(rows: readonly ValuesOf<C>[], made: Made, refs: Refs): Act
}

/** One act a row, unless `group` says which rows are one. */
export function template<C extends Columns>({ group, act, ...given }: Given<C>): Template {
  return {
    ...given,
    // The values come from these very columns: see `valuesOf` in rows.ts.
    group: (values, line, refs) => group?.(values as ValuesOf<C>, line, refs) ?? { value: `line ${line}` },
    act: (rows, made, refs) => act(rows as readonly ValuesOf<C>[], made, refs),
  }
}

/** One row is one act. */
export const one =
  <Values>(act: (values: Values, made: Made) => Act) =>
  ([values]: readonly Values[], made: Made): Act =>
    act(values!, made) // A group has a row.

/** The ids follow from who sends it, what it says and when it happened. */
export function madeOf({
  sender,
  template: name,
  said,
  at,
}: {
  sender: string
  template: string
  said: string
  at: Temporal.Instant
}): Made {
  const random = (what: string) =>
    createHash('sha256')
      .update(JSON.stringify([what, sender, name, said]))
      .digest()
  const id = <Name extends 'event' | 'batch' | 'shipment'>(kind: Name) =>
    printId(kind, newId(kind, { at: at.epochMilliseconds, random: random(kind) }))
  return { eventId: id('event'), batchId: id('batch'), shipmentId: id('shipment') }
}

export const when: Column<Temporal.Instant> = {
  heading: { nl: 'tijdstip', en: 'moment' },
  about: { nl: 'Wanneer het gebeurde, Nederlandse tijd.', en: 'When it happened, Dutch time.' },
  example: '20-11-2026 14:30',
  alsoCalled: ['occurredAt', 'date', 'datum', 'created date', 'actual departure date time'],
  read: readMoment,
}

/** A cell's value, or what an empty one means. */
export function readCell(column: Column<unknown>, text: string, refs: Refs): Read<unknown> {
  if (text !== '') return column.read(text, refs)
  return 'otherwise' in column ? { value: column.otherwise } : missing
}
