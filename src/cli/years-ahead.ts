// The ledger's years: this one and the three after it have their partitions before anything is written. Not here: the partitions (chain).
import { makePartitions } from '#chain'
import { type Admin, defineJob, openAdminOf, type Source, systemClock } from '#platform'
import type { Given } from './command.ts'

/**
 * Makes the years that are missing, as the owner, and says how many rows no year holds. Null without the strong login: then
 * `grein migrate` does it. Never stops a start: what is written in the default partition is whole, only slower to find.
 */
export async function makeYearsAhead(source: Source, given: Pick<Given, 'terminal' | 'say'>): Promise<number | null> {
  if (source.admin === null) return null
  await using admin = await openAdminOf(source)
  const count = await yearsAhead(admin, systemClock.today().year)
  if (count > 0) given.terminal.say(given.say('years.strays', { count }))
  return count
}

/** A house that is never stopped has its next year too. What stands in no year is told by its metric, not here. */
export const keepYearsAhead = (source: Source) =>
  defineJob({
    name: 'chain.make-years',
    cron: '53 3 * * *', // Years before it is needed, so a night on which the ledger was busy is none too late.
    run: async () => {
      if (source.admin === null) return
      await using admin = await openAdminOf(source)
      await makePartitions(admin, systemClock.today().year)
    },
  })

export async function yearsAhead(admin: Admin, year: number): Promise<number> {
  await makePartitions(admin, year)
  const rows = await admin.query<{ count: bigint }>('select chain.rows_without_year() as count')
  return Number(rows[0]!.count) // One row, for it is a sum.
}
