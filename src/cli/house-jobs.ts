// The work a house does by the clock, whatever rooms it has. Not here: how jobs run (platform/jobs).
import { defineJob, forgetIdempotencyKeys } from '#platform'

const forgetKeys = defineJob({
  name: 'platform.forget-keys',
  cron: '17 3 * * *', // At night, and not on the hour, when everyone's jobs run.
  run: async ({ database, actor }) => {
    await database.transaction(actor, forgetIdempotencyKeys)
  },
})

export const houseJobs = [forgetKeys]
