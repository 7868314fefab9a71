// The ledger's years: this one and the three after it have their partitions before anything is written. Not here: the partitions (chain).
import { makePartitions } from '#chain'
import { type Admin, databaseError, openAdminOf, type Source, systemClock } from '#platform'
import type { Given } from './command.ts'

/** A row already stands in the default partition where the year would go: PostgreSQL makes no partition over it. */
const rowInTheWay = '23514'

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

export async function yearsAhead(admin: Admin, year: number): Promise<number> {
  try {
    await makePartitions(admin, year)
  } catch (error) {
    if (databaseError(error)?.code !== rowInTheWay) throw error
  }
  const rows = await admin.query<{ count: bigint }>(
    'select (select count(*) from chain.event_default) + (select count(*) from chain.movement_default) as count',
  )
  return Number(rows[0]!.count) // One row, for it is a sum.
}
