// Posts notices of recalls to the programs that want them, for as long as the house runs. Not here: one round (chain/recall/deliver-notices.ts).
import { setTimeout as pause } from 'node:timers/promises'
import type { House } from '#api'
import { deliverNotices } from '#chain'
import { defineJob } from '#platform'

/** A job starts once a minute at most; this one looks again and again until the next is to start. */
const lookSeconds = 2
const runSeconds = 56

/** Apart from the EPCIS subscribers: whoever is slow there must not keep a recall waiting. `stopping` ends a run at once. */
export function postRecallNotices({ poster }: Pick<House, 'poster'>, stopping: AbortSignal) {
  return defineJob({
    name: 'chain.post-recall-notices',
    cron: '* * * * *',
    secondsMax: 180, // A slow receiver holds a round up for ten seconds.
    retriesMax: 0, // The next minute is the next try.
    async run({ database, actor, signal }) {
      const until = performance.now() + runSeconds * 1000
      const over = AbortSignal.any([signal, stopping])
      while (!over.aborted && performance.now() < until) {
        await deliverNotices({ database, actor, poster, now: () => Temporal.Now.instant() })
        await pause(lookSeconds * 1000, undefined, { signal: over }).catch(() => {}) // Cut short when we stop.
      }
    },
  })
}
