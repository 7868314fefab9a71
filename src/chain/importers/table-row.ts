// One row of a table somebody sent in, as text in cells. Not here: how it is read out of a file, and what it means.
import type { Said } from './cells.ts'

/** `line` as a person counts, from 1. */
export type TableRow = {
  readonly line: number
  readonly cells: readonly string[]
  /** Of a workbook: the columns whose cell is a number and no text. There a point is the decimal sign and nothing else. */
  readonly numbers?: ReadonlySet<number>
  /** Of a workbook: the columns whose cell does not hold what it shows, and why. They are no empty cells. */
  readonly odd?: ReadonlyMap<number, Said>
}
