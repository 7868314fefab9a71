// Files of rows as acts: the templates, and what a file would record or did, row by row. Not here: reading the file (importers/).
import { IdOf, Moment, Nullable, OneOf, SignedAmount, type Static, Strict, Type } from '#kernel'
import { actKinds } from './acts.ts'
import { BatchRef } from './refs.ts'
import { ledgers } from './words.ts'

export const ImportTemplate = Strict({
  name: Type.String(),
  title: Type.String(),
  about: Type.String(),
  for: OneOf(['grower', 'pharmacy', 'anyone']),
  columns: Type.Array(
    Strict({ heading: Type.String(), about: Type.String(), example: Type.String(), needed: Type.Boolean() }),
  ),
})
export type ImportTemplate = Static<typeof ImportTemplate>
export const ImportTemplates = Strict({ items: Type.Array(ImportTemplate) })
export type ImportTemplates = Static<typeof ImportTemplates>

/** The file itself, as base64: a CSV text or a workbook. */
export const ImportFile = Strict({
  content: Type.String({ minLength: 1, maxLength: 1_400_000, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
})
export const ImportToRecord = Strict({
  ...ImportFile.properties,
  /** The `sha256` of the report that was looked over. */
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
})

/** What is wrong with one cell, or (column null) with the row. */
export const ImportFault = Strict({
  line: Type.Integer({ description: 'as a person counts: the heading is line 1' }),
  column: Nullable(Type.String({ description: 'the heading of the column in the file' })),
  said: Type.String(),
  basis: Type.Array(Type.String()),
})
export type ImportFault = Static<typeof ImportFault>

/** One act of the file: a row, or the rows of one shipment. */
export const ImportedAct = Strict({
  lines: Type.Array(Type.Integer()),
  kind: OneOf(actKinds),
  occurredAt: Moment,
  eventId: IdOf('event'),
  /** `ready`: it would be recorded, or was; `already`: this row was recorded before; `refused`: see the faults. */
  outcome: OneOf(['ready', 'already', 'refused']),
})
export type ImportedAct = Static<typeof ImportedAct>

/** What the file changes in what the sender has, added up. */
export const ImportChange = Strict({
  batch: Nullable(BatchRef),
  state: Type.String(),
  ledger: OneOf(ledgers),
  change: SignedAmount,
})

export const ImportReport = Strict({
  template: Type.String(),
  sha256: Type.String({ description: 'of the file: send it along to record what was looked over' }),
  rows: Type.Integer(),
  acts: Type.Array(ImportedAct),
  faults: Type.Array(ImportFault),
  unread: Type.Array(Type.String(), { description: 'headings of columns that no column of the template reads' }),
  changes: Type.Array(ImportChange),
  /** All of it or nothing: recorded only when there is no fault. */
  recorded: Type.Boolean(),
})
export type ImportReport = Static<typeof ImportReport>
