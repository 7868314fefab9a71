// Whether the database answers, and what an operator should know of it. Not here: the health of anything else.
import { sql } from 'kysely'
import { underNoAuthority } from '../actor.ts'
import type { Database } from './database.ts'

export type DatabaseHealth =
  | { readonly isUp: false }
  | {
      readonly isUp: true
      readonly answeredInMs: number
      /** False on a standby that was not promoted. */
      readonly isWritable: boolean
      readonly connections: { readonly total: number; readonly idle: number; readonly waiting: number }
      readonly outbox: { readonly waiting: bigint; readonly parked: bigint; readonly oldestAt: Temporal.Instant | null }
    }

/** Never throws: a database that does not answer is an answer. */
export async function databaseHealth(database: Database): Promise<DatabaseHealth> {
  const since = performance.now()
  try {
    const row = await database.transaction(underNoAuthority, async (tx) => {
      const { rows } = await sql<{
        isStandby: boolean
        waiting: bigint
        parked: bigint
        oldestAt: Temporal.Instant | null
      }>`
        select pg_is_in_recovery() as "isStandby", waiting, parked, oldest_at as "oldestAt" from platform.outbox_state()`.execute(
        tx,
      )
      return rows[0]!
    })
    const { isStandby, waiting, parked, oldestAt } = row
    return {
      isUp: true,
      answeredInMs: performance.now() - since,
      isWritable: !isStandby,
      connections: database.connections,
      outbox: { waiting, parked, oldestAt },
    }
  } catch {
    return { isUp: false } // Why stands in PostgreSQL's own log; whoever asks can only wait.
  }
}
