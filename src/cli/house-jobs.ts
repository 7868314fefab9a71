// The work a house does by the clock, whatever rooms it has. Not here: how jobs run (platform/jobs).
import {
  freeEndedReservations,
  keepSums,
  type LawForChain,
  markBusyAccounts,
  postContents,
  postFollowUps,
  raiseAllSignals,
  remindByClock,
  standCasesAgain,
} from '#chain'
import { defineJob, forgetIdempotencyKeys } from '#platform'

const forgetKeys = defineJob({
  name: 'platform.forget-keys',
  cron: '17 3 * * *', // At night, and not on the hour, when everyone's jobs run.
  run: async ({ database, actor }) => {
    await database.transaction(actor, forgetIdempotencyKeys)
  },
})

const remindOfRecalls = defineJob({
  name: 'chain.remind-of-recalls',
  cron: '*/10 * * * *', // Who is late hears so within ten minutes.
  run: async ({ database, actor }) => {
    await database.transaction(actor, (tx) => remindByClock(tx, actor, Temporal.Now.instant()))
  },
})

const standAgain = defineJob({
  name: 'chain.stand-cases-again',
  cron: '7 * * * *', // Since November 2026 withdrawing a second test does it at once; this finds those of before.
  run: async ({ database, actor }) => {
    await database.transaction(actor, (tx) => standCasesAgain(tx, actor, Temporal.Now.instant()))
  },
})

const markAccounts = defineJob({
  name: 'chain.mark-accounts',
  cron: '41 3 * * *', // Not between two and three, which one night a year there is not and one night twice.
  run: ({ database, actor, signal }) => markBusyAccounts(database, actor, signal),
})

const keepFigures = defineJob({
  name: 'chain.keep-sums',
  cron: '* * * * *', // What was recorded since is read event by event, so the mark stays close behind.
  run: ({ database, actor, signal }) => keepSums(database, actor, signal),
})

/** What the rooms' rules decide, they decide by the law of the house. */
export function houseJobs(law: LawForChain) {
  const now = () => Temporal.Now.instant()
  const freeReservations = defineJob({
    name: 'chain.free-reservations',
    cron: '*/5 * * * *',
    run: async ({ database, actor }) => {
      await freeEndedReservations(database, actor, { law, now })
    },
  })
  const postContent = defineJob({
    name: 'chain.post-contents',
    cron: '*/5 * * * *',
    run: async ({ database, actor }) => {
      await postContents(database, actor, { law, now })
    },
  })
  const followCounts = defineJob({
    name: 'chain.follow-counts',
    cron: '*/10 * * * *', // Who recorded late sees within ten minutes what it made of an earlier count.
    run: async ({ database, actor }) => {
      await postFollowUps(database, actor, { law, now })
    },
  })
  const raiseDrift = defineJob({
    name: 'chain.raise-drift',
    cron: '23 * * * *', // A verdict raises its own signals at once; this finds what came in as history.
    run: async ({ database, actor }) => {
      await database.transaction(actor, (tx) => raiseAllSignals(tx, actor, { law, now: now() }))
    },
  })
  return [
    raiseDrift,
    forgetKeys,
    remindOfRecalls,
    standAgain,
    markAccounts,
    keepFigures,
    freeReservations,
    postContent,
    followCounts,
  ]
}
