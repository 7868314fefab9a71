// Writes the acts of the ledger down as EPCIS events, in the order of knowledge, soon after they were sealed. Not here: events that were
// captured, which stand there in their sender's words.
import { sql } from 'kysely'
import type { AuthorityId, EventId } from '#kernel'
import type { Actor, Database, Tx } from '#platform'
import { bare } from '../bare-id.ts'
import { declaredRows, rowsOf } from './act-rows.ts'
import { selectDone, selectFacts, selectTold } from './acts-done.ts'
import { type EventToKeep, keepEvents } from './store.ts'

/** So many leaves at once: one transaction, no lock for long, and whoever waits for a page meanwhile does not notice. */
const leavesMax = 50

/** Writes the next acts down and says how many leaves it passed; zero when it is up to date. */
export async function writeActsDown(database: Database, house: Actor): Promise<number> {
  return database.transaction(house, async (tx) => {
    const { authorityId } = house
    const { rows: reach } = await sql<{ from: bigint }>`select chain.epcis_take_reach(${authorityId}) as from`.execute(
      tx,
    )
    const from = reach[0]?.from ?? 0n
    const { rows: leaves } = await sql<{ index: bigint; entryId: EventId }>`
      select l.leaf_index as index, l.entry_id as "entryId" from log.leaf as l
      where l.authority_id = ${authorityId} and l.leaf_index >= ${from} order by l.leaf_index limit ${leavesMax}`.execute(
      tx,
    )
    const last = leaves.at(-1)
    if (!last) return 0
    const rows = await rowsToKeep(
      tx,
      authorityId,
      leaves.map(({ entryId }) => entryId),
    )
    await keepEvents(tx, authorityId, rows)
    await sql`select chain.epcis_set_reach(${authorityId}, ${last.index + 1n})`.execute(tx)
    return leaves.length
  })
}

/** Acts, and of what they take back the events as they were told: before, in this same round, or, where they come later, as they will be. */
async function rowsToKeep(
  tx: Tx,
  authorityId: AuthorityId,
  entryIds: readonly string[],
): Promise<readonly EventToKeep[]> {
  const acts = await selectDone(tx, authorityId, entryIds)
  const takenIds = acts.flatMap(({ act }) => (act.kind === 'correct' ? [bare('event', act.correctsId)] : []))
  const taken = await selectDone(tx, authorityId, takenIds, { evenIfTold: true })
  const factsOf = await selectFacts(tx, authorityId, [...acts, ...taken])
  const plain = acts
    .filter(({ act }) => act.kind !== 'correct')
    .map((one) => ({ of: one.eventId, rows: rowsOf(one, factsOf) }))
  const before = await selectTold(tx, authorityId, taken)
  const corrections = acts.flatMap((one) => {
    const back = taken.find(
      ({ eventId }) => one.act.kind === 'correct' && eventId === bare('event', one.act.correctsId),
    )
    if (!back) return []
    const now = plain.find(({ of }) => of === back.eventId)?.rows
    const told = before.get(back.eventId) ?? now ?? rowsOf(back, factsOf)
    return declaredRows(one, { taken: back, told, factsOf })
  })
  return [...plain.flatMap(({ rows }) => rows), ...corrections]
}

/** Looks every few seconds; closing waits for the round that runs. */
export function startWritingDown(
  database: Database,
  {
    house,
    pauseMs = 5_000,
    onFault,
  }: { readonly house: () => Actor; readonly pauseMs?: number; readonly onFault: (error: unknown) => void },
): AsyncDisposable {
  let isOpen = true
  let wake: () => void = () => {}
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const running = (async () => {
    while (isOpen) {
      const passed = await writeActsDown(database, house()).catch((error: unknown) => {
        onFault(error)
        return 0
      })
      // Others want the processor too: a house that brings in years is not in a hurry to write them down.
      if (isOpen) await pause(passed > 0 ? breathMs : pauseMs)
    }
  })()
  return {
    async [Symbol.asyncDispose]() {
      isOpen = false
      wake()
      await running
    },
  }
}
const breathMs = 200
