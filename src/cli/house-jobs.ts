// The work a house does by the clock, whatever rooms it has. Not here: how jobs run (platform/jobs).
import { markBusyAccounts, remindByClock } from '#chain'
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

const markAccounts = defineJob({
  name: 'chain.mark-accounts',
  cron: '41 2 * * *',
  run: ({ database, actor, signal }) => markBusyAccounts(database, actor, signal),
})

export const houseJobs = [forgetKeys, remindOfRecalls, markAccounts]
