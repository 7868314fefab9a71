// The proof of a whole ledger: its ranges handed out to a few lanes, each its own session of the database, and what they found put
// together. It goes on where an earlier proof was cut off. Not here: what is looked at (records.ts, accounts.ts, beside.ts), and the tree.
import { availableParallelism } from 'node:os'
import type { ClientBase } from 'pg'
import type { AuthorityId } from '#kernel'
import type { Admin } from '#platform'
import { proveAccounts } from './accounts.ts'
import { proveBeside } from './beside.ts'
import { asDoor, lanesMax } from './door.ts'
import type { LedgerFault, PartFound } from './faults.ts'
import { proveRecords } from './records.ts'
import { highest, newState, type Part, type ProofState, partDone, partsLeft, readState, withPart } from './state.ts'

/** A part is a second at most: so much is done again after a sudden end, and so often progress shows. */
const eventsPerPart = 16_384
const accountsPerPart = 16_384
/** What stands beside has no index by event, so a part of it is as many parts of records. */
const recordPartsPerBeside = 16

export type LedgerVerdict = {
  readonly isWhole: boolean
  readonly events: number
  readonly movements: number
  readonly accounts: number
  readonly faults: readonly LedgerFault[]
}

export type ProofOptions = {
  /** What `onState` was last told, in this process or another. Anything else is no state, and the proof begins anew. */
  readonly resume?: unknown
  readonly onState?: (state: ProofState) => void
  readonly onProgress?: (part: number) => void
  readonly signal?: AbortSignal
}

/** Recomputes all of one authority's ledger. Reads as the door does, so no wall hides a row; each part in one moment of the database. */
export async function verifyLedger(
  admin: Admin,
  authorityId: AuthorityId,
  { resume, onState = () => {}, onProgress = () => {}, signal }: ProofOptions = {},
): Promise<LedgerVerdict> {
  let state = readState(resume, authorityId) ?? newState(authorityId, await cutsOf(admin, authorityId))
  const queue = partsLeft(state)
  const lane = () =>
    asDoor(admin, authorityId, async (client) => {
      for (let part = queue.shift(); part; part = queue.shift()) {
        signal?.throwIfAborted()
        const found = await provePart(client, authorityId, part)
        state = withPart(state, part, found)
        onState(state)
        onProgress(partDone(state))
      }
    })
  const lanes = Math.min(lanesMax, availableParallelism(), queue.length)
  // A lane that fails lets the others finish their part, so that nothing runs on after the answer.
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
  const { faults, ...counts } = state.found
  return { isWhole: faults.length === 0, ...counts, faults }
}

function provePart(client: ClientBase, authorityId: AuthorityId, { kind, range }: Part): Promise<PartFound> {
  switch (kind) {
    case 'records':
      return proveRecords(client, authorityId, range)
    case 'accounts':
      return proveAccounts(client, authorityId, range)
    case 'beside':
      return proveBeside(client, authorityId, range)
  }
}

/**
 * Even pieces of what there is now; what comes later falls into one of them too. The log is stepped through from leaf to leaf that is there,
 * so that neither a head nor a leaf whose number was changed sends it into nothing.
 */
function cutsOf(admin: Admin, authorityId: AuthorityId): Promise<ProofState['cuts']> {
  return asDoor(admin, authorityId, async (client) => {
    const list = async (text: string, step: number) =>
      (await client.query<{ id: string }>(text, [authorityId, step, highest])).rows.map(({ id }) => id)
    const records = await list(
      `with recursive stepped as (
         (select l.leaf_index, l.entry_id from log.leaf as l where l.authority_id = $1 and l.leaf_index >= $2 order by l.leaf_index limit 1)
         union all
         select next.leaf_index, next.entry_id
         from stepped
         cross join lateral (
           select l.leaf_index, l.entry_id from log.leaf as l
           where l.authority_id = $1 and l.leaf_index >= stepped.leaf_index + $2::bigint
           order by l.leaf_index limit 1) as next
         where stepped.leaf_index < ${2n ** 62n})
       select distinct stepped.entry_id::text as id from stepped where stepped.entry_id <> $3 order by 1`,
      eventsPerPart,
    )
    return {
      records,
      beside: records.filter((_, at) => at % recordPartsPerBeside === recordPartsPerBeside - 1),
      accounts: await list(
        `select own.account_id::text as id
         from (select a.account_id, row_number() over (order by a.account_id) as place from chain.account as a where a.authority_id = $1) as own
         where own.place % $2::bigint = 0 and own.account_id <> $3
         order by 1`,
        accountsPerPart,
      ),
    }
  })
}
