// What every bench shares: a limit and ours measured in turns in the same run, medians, and one line of report. Not here: any promise.

export type Options = {
  readonly isQuick: boolean
  /** With what takes minutes to an hour: a ledger at size. */
  readonly isFull: boolean
  readonly seed: number
}

/** One promise of docs/performance.md: a name, what it is a ratio of, and how to measure it. */
export type Promised = {
  readonly name: string
  readonly measure: (options: Options) => Promise<readonly Row[]>
}

export type Row = {
  readonly what: string
  readonly ours: string
  readonly limit: string
  readonly ratio: number | null
  readonly bar: string
  readonly holds: boolean | null // null where there is no bar, only a figure
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** Runs `limit` and `ours` in turns, so that a noisy neighbour hits both, and gives both medians. */
export async function interleave(
  rounds: number,
  limit: () => Promise<number>,
  ours: () => Promise<number>,
): Promise<{ limit: number; ours: number; ratio: number }> {
  const limits: number[] = []
  const our: number[] = []
  for (let round = 0; round < rounds; round++) {
    limits.push(await limit())
    our.push(await ours())
  }
  return { limit: median(limits), ours: median(our), ratio: median(our) / median(limits) }
}

/** How many times a second `work` completes when `callers` call it in parallel for `seconds`. */
export async function rate(
  callers: number,
  seconds: number,
  work: (caller: number, turn: number) => Promise<void>,
): Promise<number> {
  const begin = performance.now()
  const end = begin + seconds * 1_000
  let done = 0
  const callersDone = await Promise.allSettled(
    Array.from({ length: callers }, async (_, caller) => {
      for (let turn = 0; performance.now() < end; turn++) {
        await work(caller, turn)
        done++
      }
    }),
  )
  // Only when nobody is at work any more: whoever catches this closes what they work on.
  for (const each of callersDone) if (each.status === 'rejected') throw each.reason
  return done / ((performance.now() - begin) / 1_000)
}

export function print(name: string, rows: readonly Row[]): void {
  console.log(`\n${name}`)
  for (const { what, ours, limit, ratio, bar, holds } of rows) {
    const verdict = holds === null ? '' : holds ? '  holds' : '  DOES NOT HOLD'
    console.log(
      `  ${what}: ${ours} against ${limit}${ratio === null ? '' : ` = ${ratio.toFixed(2)}`}  (${bar})${verdict}`,
    )
  }
}
