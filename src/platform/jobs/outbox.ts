// What one room tells the others, written in the same transaction as what happened. Not here: work with a schedule or with
// effects outside the database (jobs.ts); a handler that needs those sends a job.
import { sql } from 'kysely'
import { type AuthorityId, type Json, trustId } from '#kernel'
import { type Actor, systemActor, underNoAuthority } from '../actor.ts'
import type { Database, Tx } from '../database/database.ts'
import { newTrace } from './trace.ts'

export type Message = { readonly topic: string; readonly payload: Json; readonly appendedAt: Temporal.Instant }

/**
 * Runs in the transaction that takes the message off the queue, as the house itself. At least once: after a failure it runs
 * again, so it must be able to; it has no effect but through `tx`.
 */
export type MessageHandler = (tx: Tx, actor: Actor, message: Message) => Promise<void>

/** Handlers by topic; a message nobody listens to is delivered to nobody and is gone. */
export type MessageHandlers = Readonly<Record<string, readonly MessageHandler[]>>

type OutboxTables = {
  'platform.outbox': {
    authority_id: string
    message_id: string
    topic: string
    payload: string
    trace_id: string | null
    appended_at: Temporal.Instant
    due_at: Temporal.Instant
    attempts: number
    parked_at: Temporal.Instant | null
  }
}

/** Says on `topic` that something happened; others hear of it if and when this transaction commits. No personal data. */
export async function appendMessage(
  tx: Tx,
  actor: Pick<Actor, 'authorityId' | 'trace'>,
  { topic, payload }: { readonly topic: string; readonly payload: Json },
): Promise<void> {
  await sql`
    insert into platform.outbox (authority_id, topic, payload, trace_id)
    values (${actor.authorityId}, ${topic}, ${JSON.stringify(payload)}, ${actor.trace.traceId})`.execute(tx)
}

/** One transaction holds this many messages at most, so that no lock is held for long. */
const messagesPerRoundMax = 100
/** With the pauses below this is about eight hours; then a person must look. */
export const deliveryAttemptsMax = 16
const firstPauseSeconds = 2
const pauseSecondsMax = 7_200

/** A message that was not heard. Its trace is that of whoever appended it. */
export type Unheard = { readonly topic: string; readonly attempts: number; readonly traceId: string | null }

/** Delivers what is due, for every authority, and says how much; call again at once when it was a full round. */
export async function deliverMessages(
  database: Database,
  handlers: MessageHandlers,
  report: (error: unknown, message: Unheard) => void,
): Promise<number> {
  let delivered = 0
  for (const authorityId of await authoritiesWaiting(database)) {
    delivered += await deliverRound(database, authorityId, handlers, report)
  }
  return delivered
}

/** How many wait and how many were given up on; for health and metrics. */
export async function outboxState(
  database: Database,
): Promise<{ waiting: bigint; parked: bigint; oldestAt: Temporal.Instant | null }> {
  const { rows } = await database.transaction(underNoAuthority, (tx) =>
    sql<{ waiting: bigint; parked: bigint; oldestAt: Temporal.Instant | null }>`
      select waiting, parked, oldest_at as "oldestAt" from platform.outbox_state()`.execute(tx),
  )
  return rows[0]!
}

/** What was given up on is tried again as if it were new: at a start, for the program may be another one now. */
export async function tryParkedAgain(database: Database, house: Actor): Promise<void> {
  await database.transaction(house, (tx) =>
    sql`
      update platform.outbox
      set attempts = 0, due_at = clock_timestamp(), parked_at = null
      where authority_id = ${house.authorityId} and parked_at is not null`.execute(tx),
  )
}

/** What waits for a moment that no pause of ours gives was put there under a clock that has been set back since: it is due. */
export async function tryAheadNow(database: Database, house: Actor): Promise<void> {
  await database.transaction(house, (tx) =>
    sql`
      update platform.outbox
      set due_at = clock_timestamp()
      where authority_id = ${house.authorityId}
        and (due_at > clock_timestamp() + make_interval(secs => ${pauseSecondsMax}) or appended_at > clock_timestamp())`.execute(
      tx,
    ),
  )
}

async function authoritiesWaiting(database: Database): Promise<AuthorityId[]> {
  const { rows } = await database.transaction(underNoAuthority, (tx) =>
    sql<{ authorityId: string }>`select * from platform.outbox_authorities() as "authorityId"`.execute(tx),
  )
  return rows.map((row) => trustId('authority', row.authorityId))
}

async function deliverRound(
  database: Database,
  authorityId: AuthorityId,
  handlers: MessageHandlers,
  report: (error: unknown, message: Unheard) => void,
): Promise<number> {
  const house = systemActor(authorityId, newTrace())
  return database.transaction(house, async (tx) => {
    const due = await lockDue(tx, authorityId)
    const done: string[] = []
    for (const { id, traceId, attempts, ...message } of due) {
      const actor = systemActor(authorityId, traceId === null ? house.trace : newTrace(traceId))
      const error = await tryHandlers(tx, actor, message, handlers[message.topic] ?? [])
      if (error === null) done.push(id)
      else {
        report(error, { topic: message.topic, attempts: attempts + 1, traceId })
        await postpone(tx, authorityId, { id, attempts: attempts + 1 })
      }
    }
    if (done.length > 0) {
      await tx
        .withTables<OutboxTables>()
        .deleteFrom('platform.outbox')
        .where('authority_id', '=', authorityId)
        .where('message_id', 'in', done)
        .execute()
    }
    return done.length
  })
}

async function lockDue(tx: Tx, authorityId: AuthorityId) {
  const { rows } = await sql<Message & { id: string; traceId: string | null; attempts: number }>`
    select message_id as id, topic, payload, trace_id as "traceId", appended_at as "appendedAt", attempts
    from platform.outbox
    where authority_id = ${authorityId} and parked_at is null and due_at <= clock_timestamp()
    order by due_at, message_id
    limit ${messagesPerRoundMax}
    for update skip locked`.execute(tx)
  return rows
}

/** A failing handler undoes itself alone; the other messages of the round go on. */
async function tryHandlers(
  tx: Tx,
  actor: Actor,
  message: Message,
  handlers: readonly MessageHandler[],
): Promise<unknown | null> {
  if (handlers.length === 0) return null
  await sql`savepoint message`.execute(tx)
  try {
    for (const handle of handlers) await handle(tx, actor, message)
    await sql`release message`.execute(tx)
    return null
  } catch (error) {
    await sql`rollback to message`.execute(tx)
    return error
  }
}

async function postpone(tx: Tx, authorityId: AuthorityId, { id, attempts }: { id: string; attempts: number }) {
  const pauseSeconds = Math.min(firstPauseSeconds * 2 ** (attempts - 1), pauseSecondsMax)
  await sql`
    update platform.outbox
    set attempts = ${attempts},
        due_at = clock_timestamp() + make_interval(secs => ${pauseSeconds}),
        parked_at = case when ${attempts >= deliveryAttemptsMax} then clock_timestamp() end
    where authority_id = ${authorityId} and message_id = ${id}`.execute(tx)
}

export type Dispatcher = AsyncDisposable & { close(): Promise<void> }

/** How long a message may lie before anyone looks; the transaction that wrote it does not wake us. */
const idlePauseMs = 2_000
/** While the database is away a line in the log every few seconds is enough. */
const awayPauseMs = 10_000

/** Delivers until it is closed; a round that is running is finished first. */
export function startDispatcher(
  database: Database,
  handlers: MessageHandlers,
  report: (error: unknown, message: Unheard | null) => void,
): Dispatcher {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const delivered = await deliverMessages(database, handlers, report).catch((error: unknown) => {
        report(error, null) // The database may be away; the messages are still there when it is back.
        return null
      })
      if (delivered === null) await pauseUnless(stopping.signal, awayPauseMs)
      else if (delivered < messagesPerRoundMax) await pauseUnless(stopping.signal, idlePauseMs)
    }
  })()
  const close = async () => {
    stopping.abort()
    await running
  }
  return { close, [Symbol.asyncDispose]: close }
}

function pauseUnless(signal: AbortSignal, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}
