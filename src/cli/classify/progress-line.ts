// Rows done, how fast and how long still, on standard error. Not here: the progress that is kept (progress-file.ts).
import type { Translate } from '#kernel'
import type { texts } from '../texts.ts'

export type ProgressLine = {
  /** `part` of the work that is done, null where nobody knows how much there is. */
  at(rows: number, part: number | null): void
  end(): void
}

type Stream = { write(text: string): boolean; readonly isTTY?: boolean; readonly columns?: number }
type Needs = {
  readonly stream: Stream
  readonly say: Translate<typeof texts>
  readonly now: () => number
  /** Rows and part that an earlier run had done: they say nothing of how fast this one is. */
  readonly rowsBefore: number
  readonly partBefore: number
  readonly isWanted: boolean
}

const redrawMs = 200
/** A log gets a line now and then. */
const logMs = 5_000

/** Drawn on a terminal; elsewhere only when it was asked for. */
export function openProgressLine({ stream, say, now, rowsBefore, partBefore, isWanted }: Needs): ProgressLine {
  if (!stream.isTTY && !isWanted) return { at() {}, end() {} }
  const since = now()
  let drawnAt = since
  return {
    at(rows, part) {
      if (now() - drawnAt < (stream.isTTY ? redrawMs : logMs)) return
      drawnAt = now()
      const seconds = (drawnAt - since) / 1_000
      const rate = Math.round((rows - rowsBefore) / seconds)
      const left = part === null || part <= partBefore ? null : ((1 - part) / (part - partBefore)) * seconds
      const line = say('classify.progress', {
        rows,
        rate,
        percent: part === null ? null : Math.floor(part * 100),
        left,
      })
      stream.write(stream.isTTY ? `\r\u001b[2K${line.slice(0, (stream.columns ?? 100) - 1)}` : `${line}\n`)
    },
    end() {
      if (stream.isTTY) stream.write('\r\u001b[2K')
    },
  }
}
