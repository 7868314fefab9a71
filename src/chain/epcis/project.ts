// Writes the acts of the ledger down as EPCIS events, in the order of knowledge, soon after they were sealed; one that cannot be is set aside and
// tried again by itself. Not here: events that were captured, which stand there in their sender's words.
import { sql } from 'kysely'
import { type AuthorityId, assert, type EventId } from '#kernel'
import { type Actor, appendMessage, type Database, type MessageHandlers, type Tx } from '#platform'
import { bare } from '../bare-id.ts'
import { declaredRows, rowsOf } from './act-rows.ts'
import { selectDone, selectFacts, selectTold } from './acts-done.ts'
import { type EventToKeep, keepEvents } from './store.ts'

/** So many leaves at once: one transaction, no lock for long, and whoever waits for a page meanwhile does not notice. */
const leavesMax = 50
/** In the outbox: its payload is the act that was set aside. */
const setAside = 'chain.act-not-written-down'

/** Hears what was set aside, and why. */
export type OnSetAside = (error: unknown, entryId: EventId) => void

/**
 * Writes the next acts down and says how many leaves it passed; zero when it is up to date. An act that cannot be written down holds up no other: it
 * waits in the outbox. Where nobody is to hear of that, it is thrown.
 */
export async function writeActsDown(database: Database, house: Actor, onSetAside: OnSetAside = raise): Promise<number> {
  const { authorityId } = house
  const { passed, aside } = await database.transaction(house, async (tx) => {
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
    if (!last) return { passed: 0, aside: [] }
    const aside = await writeOrSetAside(
      tx,
      house,
      leaves.map(({ entryId }) => entryId),
    )
    await sql`select chain.epcis_set_reach(${authorityId}, ${last.index + 1n})`.execute(tx)
    return { passed: leaves.length, aside }
  })
  for (const { error, entryId } of aside) onSetAside(error, entryId)
  return passed
}

function raise(error: unknown): never {
  throw error
}

type Aside = { readonly error: unknown; readonly entryId: EventId }

/** All at once; and where that fails, each by itself, for one of them is the cause. */
async function writeOrSetAside(tx: Tx, house: Actor, entryIds: readonly EventId[]): Promise<readonly Aside[]> {
  const write = (ids: readonly EventId[]) => undone(tx, () => writeDown(tx, house.authorityId, ids))
  if ((await write(entryIds)) === null) return []
  const aside: Aside[] = []
  for (const entryId of entryIds) {
    const failed = await write([entryId])
    if (failed === null) continue
    await appendMessage(tx, house, { topic: setAside, payload: entryId })
    aside.push({ error: failed.error, entryId })
  }
  return aside
}

/** What failed is undone by itself; the transaction goes on. Without a database that is refused too, and all of it is undone. */
async function undone(tx: Tx, work: () => Promise<void>): Promise<{ readonly error: unknown } | null> {
  await sql`savepoint written`.execute(tx)
  try {
    await work()
    await sql`release written`.execute(tx)
    return null
  } catch (error) {
    await sql`rollback to written`.execute(tx)
    await sql`release written`.execute(tx)
    return { error }
  }
}

/** What was set aside, tried again by the outbox. */
export const actsWrittenLater: MessageHandlers = {
  [setAside]: [
    async (tx, { authorityId }, { payload }) => {
      assert(typeof payload === 'string', 'what was set aside is an act')
      await writeDown(tx, authorityId, [payload])
    },
  ],
}

async function writeDown(tx: Tx, authorityId: AuthorityId, entryIds: readonly string[]): Promise<void> {
  await keepEvents(tx, authorityId, await rowsToKeep(tx, authorityId, entryIds))
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
    onSetAside,
  }: {
    readonly house: () => Actor
    readonly pauseMs?: number
    readonly onFault: (error: unknown) => void
    /** `traceId`: the reference under which every later try of that act is told too. */
    readonly onSetAside: (error: unknown, act: { readonly entryId: EventId; readonly traceId: string }) => void
  },
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
      const actor = house()
      const { traceId } = actor.trace
      const hear: OnSetAside = (error, entryId) => onSetAside(error, { entryId, traceId })
      const passed = await writeActsDown(database, actor, hear).catch((error: unknown) => {
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
