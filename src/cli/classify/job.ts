// What passes between the command and its workers. Not here: either side (pool.ts, work.ts).
import type { BatchFormat, CorpusData, Counts, CoverageRow, RowFault, Table } from '#law/batch'

export type WorkerTask = {
  readonly corpus: CorpusData
  readonly on: string
  readonly knownOn: string
  readonly table: Table
  readonly format: BatchFormat
  readonly trace: boolean
  readonly coverage: readonly CoverageRow[]
  /** The place in its shard of the row in hand, -1 for none: what a worker that ended was doing. */
  readonly cell: Int32Array<SharedArrayBuffer>
}

export type Job = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly line: number
  readonly fault: RowFault | null
  /** Rows that ended a worker before, by place, and how. */
  readonly stopped: ReadonlyMap<number, string>
  /** Room for the answer, used before. */
  readonly spare: ArrayBuffer | null
}

export type JobDone = {
  /** What is to be written; for a workbook deflated. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly counts: Counts
  /** Of what is not deflated; 0 where nobody asks. */
  readonly crc: number
  readonly size: number
}
