// Writes the acts of the ledger down as EPCIS events, in the order of knowledge, soon after they were sealed. Not here: events that were
// captured, which stand there in their sender's words.
import { sql } from 'kysely'
import { type AuthorityId, type EventId, type PartyId, printId, trustId } from '#kernel'
import type { Actor, Database, Tx } from '#platform'
import { batchesOf } from '../act-asks.ts'
import { bare } from '../acts/checks.ts'
import type { Act } from '../contract.ts'
import { type ActFacts, actContext, declarationOf, eventOfAct, isToldByLedger, type LotName } from './acts/write-act.ts'
import { expandedOf } from './expanded.ts'
import { eventsOf } from './from-json.ts'
import { hashId } from './hash-id.ts'
import { type JsonObject, printExact } from './json.ts'
import { massOfEvent } from './mass-check.ts'
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
    const acts = await selectActs(
      tx,
      authorityId,
      leaves.map(({ entryId }) => entryId),
    )
    const facts = await selectFacts(tx, authorityId, acts)
    const rows = acts.flatMap((one) => rowOf(one, facts))
    await keepEvents(tx, authorityId, rows)
    await sql`select chain.epcis_set_reach(${authorityId}, ${last.index + 1n})`.execute(tx)
    return leaves.length
  })
}

type Done = {
  readonly eventId: EventId
  readonly holderId: PartyId
  readonly counterId: PartyId | null
  readonly act: Act
  readonly movedMg: bigint
  /** Of an act that takes another back: that one. */
  readonly taken: { readonly act: Act; readonly movedMg: bigint } | null
}

/** Acts among these entries of the log that were not captured as events themselves; erased ones say nothing. */
async function selectActs(tx: Tx, authorityId: AuthorityId, ids: readonly string[]): Promise<readonly Done[]> {
  const moved = (column: string) => sql`coalesce((select sum(m.amount)::bigint from chain.movement as m
    where m.authority_id = ${authorityId} and m.event_id = ${sql.ref(column)} and m.ledger = 'material_mg'), 0::bigint)`
  const { rows } = await sql<{
    eventId: EventId
    holderId: PartyId
    counterId: PartyId | null
    act: Act
    movedMg: bigint
    takenAct: Act | null
    takenMg: bigint
  }>`
    select e.event_id as "eventId", e.holder_id as "holderId", e.counter_id as "counterId", said.act, ${moved('e.event_id')} as "movedMg",
      taken.act as "takenAct", ${moved('e.corrects_id')} as "takenMg"
    from chain.event as e
    join chain.records_of(${authorityId}, ${ids}::uuid[]) as said on said.event_id = e.event_id
    left join chain.records_of(${authorityId}, array(select x.corrects_id from chain.event as x
      where x.authority_id = ${authorityId} and x.event_id = any (${ids}::uuid[]) and x.corrects_id is not null)) as taken
      on taken.event_id = e.corrects_id
    where e.authority_id = ${authorityId} and e.event_id = any (${ids}::uuid[]) and said.act is not null
      and not exists (select from chain.epcis_event as there where there.authority_id = e.authority_id and there.chain_event_id = e.event_id)
    order by e.event_id`.execute(tx)
  return rows.map(({ takenAct, takenMg, ...row }) => ({
    ...row,
    taken: takenAct === null ? null : { act: takenAct, movedMg: takenMg },
  }))
}

type Facts = { readonly lots: ReadonlyMap<string, LotName>; readonly moved: ReadonlyMap<string, readonly MovedOf[]> }
type MovedOf = { readonly eventId: EventId; readonly batchId: string; readonly massMg: bigint }

async function selectFacts(tx: Tx, authorityId: AuthorityId, acts: readonly Done[]): Promise<Facts> {
  const moved = await selectMovedLots(tx, authorityId, acts)
  const lots = await selectLotNames(
    tx,
    authorityId,
    acts,
    moved.map(({ batchId }) => batchId.slice('bat_'.length)),
  )
  return { lots, moved: Map.groupBy(moved, ({ eventId }) => eventId) }
}

/** What was moved by acts that name a shipment or an account alone. */
async function selectMovedLots(tx: Tx, authorityId: AuthorityId, acts: readonly Done[]): Promise<readonly MovedOf[]> {
  const ids = acts.flatMap(({ eventId, act, taken }) =>
    isToldByLedger((taken?.act ?? act).kind) ? [taken ? bare('event', taken.act.eventId) : eventId] : [],
  )
  if (ids.length === 0) return []
  const { rows } = await sql<{ eventId: EventId; batchId: string; massMg: bigint }>`
    select m.event_id as "eventId", a.batch_id as "batchId", sum(m.amount)::bigint as "massMg"
    from chain.movement as m
    join chain.account as a on a.authority_id = m.authority_id and a.account_id = m.from_account_id
    where m.authority_id = ${authorityId} and m.event_id = any (${ids}::uuid[]) and m.ledger = 'material_mg' and a.batch_id is not null
    group by 1, 2 order by 1, 2`.execute(tx)
  return rows.map((row) => ({ ...row, batchId: printId('batch', trustId('batch', row.batchId)) }))
}

/** GTIN and lot number of the batches that have them. */
async function selectLotNames(
  tx: Tx,
  authorityId: AuthorityId,
  acts: readonly Done[],
  more: readonly string[],
): Promise<ReadonlyMap<string, LotName>> {
  const all = acts.flatMap(({ act, taken }) => [act, ...(taken ? [taken.act] : [])])
  const ids = [...new Set([...all.flatMap((act) => [...batchesOf(act), ...linesOf(act)]), ...more])]
  const { rows } = await sql<{ batchId: string; gtin: string; name: string }>`
    select b.batch_id as "batchId", b.gtin, b.name from chain.batch as b
    where b.authority_id = ${authorityId} and b.batch_id = any (${ids}::uuid[]) and b.gtin is not null`.execute(tx)
  return new Map(rows.map(({ batchId, gtin, name }) => [printId('batch', trustId('batch', batchId)), { gtin, name }]))
}

/** A receipt finds its batches by its shipment, so its lines are not among what an act names. */
const linesOf = (act: Act): readonly string[] =>
  act.kind === 'receive' ? act.lines.map(({ batchId }) => batchId.slice('bat_'.length)) : []

function rowOf(
  { eventId, holderId, counterId, act, movedMg, taken }: Done,
  { lots, moved }: Facts,
): readonly EventToKeep[] {
  const factsOf = (one: Act, ofMg: bigint) => ({
    lots,
    movedMg: ofMg,
    moved: moved.get(bare('event', one.eventId)) ?? [],
  })
  const source =
    act.kind === 'correct'
      ? taken && declared(act, taken.act, factsOf(taken.act, taken.movedMg))
      : eventOfAct(act, factsOf(act, movedMg))
  if (!source) return []
  const [event] = eventsOf({ '@context': actContext, ...source })
  if (!event) return []
  const expanded = expandedOf(event)
  const name = expanded.eventID ?? ''
  return [
    {
      id: eventId,
      holder: holderId,
      counter: counterId,
      capture: null,
      place: null,
      name,
      isIdGiven: true,
      hashId: hashId(event),
      isDeclaration: act.kind === 'correct',
      type: expanded.type,
      at: expanded.eventTime,
      document: printExact(source),
      context: printExact(actContext),
      expanded,
      origin: 'act',
      actKind: act.kind,
      mass: massOfEvent(expanded).kind,
      event: eventId,
    },
  ]
}

function declared(act: Extract<Act, { kind: 'correct' }>, taken: Act, facts: ActFacts): JsonObject | null {
  // What takes back a taking back points at an act that is no event of its own.
  return taken.kind === 'correct' ? null : declarationOf(eventOfAct(taken, facts), act)
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
