// Tells subscribers of EPCIS queries what is new, for as long as the house runs. Not here: how one is told (chain/epcis/query/deliver.ts).
import { setTimeout as pause } from 'node:timers/promises'
import type { House } from '#api'
import { deliverDue } from '#chain'
import { defineJob } from '#platform'

/** A job starts once a minute at most; this one looks again and again until the next is to start. */
const lookSeconds = 2
const runSeconds = 56

/** `stopping` ends a run at once: a job's own signal comes only after we waited for it. */
export function tellSubscribers({ poster }: Pick<House, 'poster'>, stopping: AbortSignal) {
  return defineJob({
    name: 'chain.tell-epcis-subscribers',
    cron: '* * * * *',
    secondsMax: 180, // A slow receiver holds a round up for ten seconds.
    retriesMax: 0, // The next minute is the next try.
    async run({ database, actor, signal }) {
      const until = performance.now() + runSeconds * 1000
      const over = AbortSignal.any([signal, stopping])
      while (!over.aborted && performance.now() < until) {
        await deliverDue({ database, actor, poster, now: () => Temporal.Now.instant() })
        await pause(lookSeconds * 1000, undefined, { signal: over }).catch(() => {}) // Cut short when we stop.
      }
    },
  })
}
