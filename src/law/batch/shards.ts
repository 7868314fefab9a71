// A shard of a table judged row by row: what is written for it, and how many rows had which verdict. Not here: who reads the file, in how
// many threads, and where the text goes.
import type { StructureClassifier } from '../classifier/structure.ts'
import { readText, type Table } from './head.ts'
import { type BatchVerdict, type Counts, type Judged, noCounts, openJudge, stoppedRow } from './judge.ts'
import { said } from './messages.ts'
import { lostRow, type Row, rowsOf } from './rows.ts'
import { openScanner, type Shard } from './scan.ts'

export type ShardWatch = {
  /** Called before each row is judged, with its place in the shard. */
  readonly before?: (index: number) => void
  readonly after?: (index: number, judged: Judged) => void
  /** Passes over the rows for which it is false, as if they were not there. */
  readonly only?: (index: number) => boolean
  /** Rows not to judge, by place, and why: they stopped whoever judged them before. */
  readonly stopped?: ReadonlyMap<number, string>
}

export type BatchJudge = {
  /** What `line` makes of each row, joined. */
  write(shard: ShardInput, line: (judged: Judged) => string, watch?: ShardWatch): { text: string; counts: Counts }
}

export type ShardInput = Pick<Shard, 'bytes' | 'line' | 'fault'>

export function openBatch(
  classifier: StructureClassifier,
  table: Table,
  options: { readonly trace: boolean },
): BatchJudge {
  const judge = openJudge(classifier, table, options)
  return {
    write(shard, line, { before, after, only, stopped } = {}) {
      const counts = noCounts()
      let text = ''
      let index = 0
      for (const [row, isUtf8] of rowsIn(shard, table)) {
        if (only?.(index) === false) {
          index++
          continue
        }
        before?.(index)
        const reason = stopped?.get(index)
        const notes = isUtf8 ? [] : [said('not-utf-8', { line: row.line })]
        const judged = reason === undefined ? judge(row, notes) : stoppedRow(row, table, reason)
        after?.(index, judged)
        counts.rows++
        counts[judged.verdict]++
        text += line(judged)
        index++
      }
      return { text, counts }
    },
  }
}

function* rowsIn({ bytes, line, fault }: ShardInput, table: Table): Generator<readonly [Row, isUtf8: boolean]> {
  if (fault) {
    yield [lostRow(line, fault), true]
    return
  }
  const { kind, separator } = table
  const { text, isUtf8 } = readText(bytes)
  if (isUtf8) {
    for (const row of rowsOf(text, kind, separator, line)) yield [row, true]
    return
  }
  // One row in another encoding must not spoil the letters of its neighbours.
  const scanner = openScanner({ kind, separator, offset: 0, line, size: 1 })
  for (const single of [...scanner.take(bytes), ...scanner.end()]) {
    const read = readText(single.bytes)
    for (const row of rowsOf(read.text, kind, separator, single.line)) yield [row, read.isUtf8]
  }
}

export function addCounts(to: Counts, more: Counts): void {
  for (const key of Object.keys(to) as (keyof Counts)[]) to[key] += more[key] // The keys of Counts, no others.
}

export const verdictCodes: Readonly<Record<BatchVerdict, number>> = {
  controlled: 1,
  'not-controlled': 2,
  expert: 3,
  invalid: 4,
}
