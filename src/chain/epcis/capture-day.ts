// What one sender captures in a legal day has a most: whoever may capture, or stole a token that may, could fill the disk, which stops the database.
// Not here: the counting itself (platform), how large one document may be (api), and what is in it.
import { type Instant, refuseNow } from '#kernel'
import { type Actor, countForDay, type DayMost, type Tx } from '#platform'
import { epcisProblems } from './problems.ts'

/** Documents and single events, beside their bytes: a sensor may tell twice a second, and a flood of tiny ones still ends. */
export const capturesPerDayMax = 200_000

export type CaptureDay = { readonly size: number; readonly now: Instant; readonly bytesPerDayMax: number }

/** Counts one document or single event in the transaction that keeps it, and says what is left. Refuses `epcis/captures-day-full`. */
export async function countCapture(tx: Tx, actor: Actor, { size, now, bytesPerDayMax }: CaptureDay): Promise<DayMost> {
  const most = { bytes: bytesPerDayMax, pieces: capturesPerDayMax }
  const day = await countForDay(tx, actor, { what: 'capture', size, now, most })
  if (day.kind === 'counted') return day.left
  const { left, freeOn, seconds } = day
  return refuseNow(epcisProblems['captures-day-full'], {
    size,
    left: left.bytes,
    piecesLeft: left.pieces,
    freeOn,
    seconds,
  })
}
