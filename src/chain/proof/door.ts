// A session that reads a whole ledger as the door does, so that no wall hides a row. Not here: what is asked in it.
import type { ClientBase } from 'pg'
import type { AuthorityId } from '#kernel'
import { type Admin, roleNames } from '#platform'

/** The rows of one part are sorted and hashed in memory, not on disk. */
const workMemory = '96MB'
/** An administrator has three connections; one stays free for others. */
export const lanesMax = 2

/** One session as the role of the door; read committed, so that each statement sees the ledger of its own moment. */
export function asDoor<Value>(
  admin: Admin,
  authorityId: AuthorityId,
  work: (client: ClientBase) => Promise<Value>,
): Promise<Value> {
  return admin.withClient(async (client) => {
    await client.query('begin read only')
    await client.query(`select set_config('grein.authority', $1, true), set_config('work_mem', $2, true)`, [
      authorityId,
      workMemory,
    ])
    // The lanes are what runs side by side
    await client.query('set local max_parallel_workers_per_gather = 0; set local jit = off')
    await client.query(`set local role ${roleNames.door}`)
    const value = await work(client)
    await client.query('commit')
    return value
  })
}
