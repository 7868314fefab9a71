// Posts to programs what they asked to hear, for as long as the house runs: answers to EPCIS queries, and notices of recalls. Not here: one round
// of either (chain/epcis/query/deliver.ts, chain/recall/deliver-notices.ts).
import { setTimeout as pause } from 'node:timers/promises'
import type { House } from '#api'
import { type DeliveryOptions, deliverDue, deliverNotices } from '#chain'
import { defineJob } from '#platform'

/** A job starts once a minute at most; this one looks again and again until the next is to start. */
const lookSeconds = 2
const runSeconds = 56

/** `stopping` ends a run at once: a job's own signal comes only after we waited for it. */
const postingJob = (
  name: string,
  round: (options: DeliveryOptions) => Promise<number>,
  { poster, stopping }: Pick<House, 'poster'> & { readonly stopping: AbortSignal },
) =>
  defineJob({
    name,
    cron: '* * * * *',
    secondsMax: 180, // A slow receiver holds a round up for ten seconds.
    retriesMax: 0, // The next minute is the next try.
    async run({ database, actor, signal }) {
      const until = performance.now() + runSeconds * 1000
      const over = AbortSignal.any([signal, stopping])
      while (!over.aborted && performance.now() < until) {
        await round({ database, actor, poster, now: () => Temporal.Now.instant() })
        await pause(lookSeconds * 1000, undefined, { signal: over }).catch(() => {}) // Cut short when we stop.
      }
    },
  })

export const tellSubscribers = ({ poster }: Pick<House, 'poster'>, stopping: AbortSignal) =>
  postingJob('chain.tell-epcis-subscribers', deliverDue, { poster, stopping })

/** Apart from the EPCIS subscribers: whoever is slow there must not keep a recall waiting. */
export const postRecallNotices = ({ poster }: Pick<House, 'poster'>, stopping: AbortSignal) =>
  postingJob('chain.post-recall-notices', deliverNotices, { poster, stopping })
