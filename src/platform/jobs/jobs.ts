// Work for later or by the clock, kept in the database by pg-boss. Not here: telling other rooms what happened (outbox.ts).
import pg from 'pg'
import { fromKysely, type Db as JobStore, PgBoss } from 'pg-boss'
import type { AuthorityId, Json } from '#kernel'
import { type Actor, systemActor } from '../actor.ts'
import { type Connection, toClientConfig } from '../database/connection.ts'
import type { Database, Tx } from '../database/database.ts'
import { roleNames } from '../database/roles.ts'
import { jobSchema } from './install.ts'
import { bringTimesBack } from './times-ahead.ts'
import { newTrace } from './trace.ts'

export type JobContext = {
  readonly database: Database
  /** The house itself, in the trace of whoever sent the job. */
  readonly actor: Actor
  /** Ends when we stop, or when the job took longer than its term. */
  readonly signal: AbortSignal
}

/** A kind of work. `run` may be called again after a failure or a crash: the same data twice must do no harm. */
export type Job<Data extends Json = Json> = {
  /** `platform.forget-keys`: the room and what is done. */
  readonly name: string
  readonly run: (context: JobContext, data: Data) => Promise<void>
  readonly retriesMax?: number
  /** After so long it counts as failed and may run elsewhere. */
  readonly secondsMax?: number
  /** Whoever runs it says all the while that it lives. Silent for so long, ten seconds at least, it is taken for dead and the job runs again. */
  readonly silentSecondsMax?: number
  /**
   * A failure that is nobody's and passes, as when the database is away. Such a try costs none of `retriesMax`: the work is sent again for later, longer
   * between each time, until it was `patienceHours` old; then it counts as any other.
   */
  readonly isPassing?: (error: unknown) => boolean
  readonly patienceHours?: number
  /** It failed for the last time, or nobody ended it: whoever waits for it is told here. May be called again, as `run` may. */
  readonly onGivenUp?: (context: JobContext, data: Data) => Promise<void>
  /** A cron line in Europe/Amsterdam: once each time, however many of us are running. */
  readonly cron?: string
}

/** Types a job's data at the place where it is defined. */
export function defineJob<Data extends Json>(job: Job<Data>): Job<Data> {
  return job
}

export type SendOptions = {
  /** One of these at a time: a second with the same key, while the first still waits, is not added. */
  readonly key?: string
  readonly notBefore?: Temporal.Instant
}

export type Jobs = AsyncDisposable & {
  /** Adds work inside the caller's transaction: it exists when that commits, and never was when it rolls back. */
  send<Data extends Json>(tx: Tx, actor: Actor, job: Job<Data>, data: Data, options?: SendOptions): Promise<void>
  /** How much waits, by name of the job. */
  waiting(): Promise<ReadonlyMap<string, number>>
  close(): Promise<void>
}

export type JobsOptions = {
  readonly connection: Connection
  readonly database: Database
  /** Whose house this is: scheduled work runs under it. */
  readonly authorityId: AuthorityId
  // biome-ignore lint/suspicious/noExplicitAny: each job types its own data where it is defined and where it is sent.
  readonly jobs: readonly Job<any>[]
  /** `traceId` is the number under which whoever sent the job knows of it; null: no job failed, its queue could not be asked, or all of them. */
  readonly report: (error: unknown, job: string | null, traceId: string | null) => void
  /** The clock stands before `cameTo`, up to which the queue had come. Its work goes on all the same, by the clock as it is now. */
  readonly onClockBack?: (cameTo: Temporal.Instant) => unknown
  /** How often to look for work; half a second at least. */
  readonly pollSeconds?: number
  /** How often to look after work that another program left; a minute unless said otherwise. */
  readonly lookAfterSeconds?: number
}

type Envelope = {
  readonly authorityId: AuthorityId
  readonly traceId: string
  readonly data: Json
  /** When what passes was first in the way. */
  readonly waitingSince?: string
}

/** pg-boss asks little: one connection to look for work and one to look after it. */
const connectionsMax = 2
/** All queues share those two, and no person waits for them: on a busy machine they stand in line longer than a person would. */
const connectTimeoutMs = 60_000
const retriesMaxDefault = 8
const secondsMaxDefault = 300
/** On the way out, running work gets this long; what is cut off runs again at the next start. */
const closeTimeoutMs = 20_000
const patienceHoursDefault = 24
/** What was sent is done, also by a house that stood still for years; pg-boss would throw it away after two weeks. */
const sentKeptSeconds = 50 * 366 * 86_400
/** A clock that is set back while we run stops the schedules for no longer. */
const keepTimeSecondsDefault = 60
/** As long as it waited so far: soon at first, and seldom where it lasts. */
const laterMs = { min: 2_000, max: 600_000 }

/** Starts working. The tables are made by `migrate`, so the application needs no right to make any. */
export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const store = openStore(options.connection)
  // A connection that was given up is told by the database when it stops; nobody waits for it any more.
  let isGivenUp = false
  const report = (told: unknown) => {
    if (!isGivenUp) options.report(asError(told), queueIn(told), null)
  }
  store.pool.on('error', report)
  const boss = new PgBoss({
    db: store.db,
    schema: jobSchema,
    migrate: false,
    createSchema: false,
    reindex: false, // Needs the owner of the tables; the operator's page says how.
    ...(options.lookAfterSeconds === undefined
      ? {}
      : { superviseIntervalSeconds: options.lookAfterSeconds, monitorIntervalSeconds: options.lookAfterSeconds }),
  })
  boss.on('error', report)
  const keepTime = async () => {
    const cameTo = await bringTimesBack(store.pool)
    if (cameTo !== null) await options.onClockBack?.(cameTo)
  }
  await keepTime()
  await boss.start()
  // First all queues, then the work: it would keep the two connections from those that are still to be made.
  const jobs = options.jobs.flatMap(withGivenUp)
  for (const job of jobs) await makeQueue(boss, job)
  for (const job of jobs) await startWork(boss, job, options)
  const lookMs = (options.lookAfterSeconds ?? keepTimeSecondsDefault) * 1_000
  const keeping = setInterval(() => void keepTime().catch(report), lookMs).unref()

  const close = async () => {
    clearInterval(keeping)
    await boss.stop({ graceful: true, close: false, timeout: closeTimeoutMs })
    isGivenUp = true
    if (!store.pool.ended) await store.pool.end()
  }
  return {
    async send(tx, actor, job, data, { key, notBefore } = {}) {
      const envelope: Envelope = { authorityId: actor.authorityId, traceId: actor.trace.traceId, data }
      await boss.send(job.name, envelope, {
        db: fromKysely(tx),
        ...(key === undefined ? {} : { singletonKey: key, singletonSeconds: singletonSecondsMax }),
        ...(notBefore === undefined ? {} : { startAfter: notBefore.toString() }),
      })
    },
    async waiting() {
      const queues = await boss.getQueues()
      return new Map(queues.map((queue) => [queue.name, queue.queuedCount]))
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** A key holds for this long at most: then the first of them is surely done or lost. */
const singletonSecondsMax = 60

const givenUpOf = (name: string) => `${name}.given-up`

/** To be told that it was given up is a job of its own, so that it is tried as often as any other; its queue is there first. */
function withGivenUp(job: Job): readonly Job[] {
  return job.onGivenUp ? [{ name: givenUpOf(job.name), run: job.onGivenUp }, job] : [job]
}

async function makeQueue(boss: PgBoss, job: Job): Promise<void> {
  const { name, retriesMax = retriesMaxDefault, secondsMax = secondsMaxDefault, silentSecondsMax, onGivenUp } = job
  await boss.createQueue(name)
  await boss.updateQueue(name, {
    retryLimit: retriesMax,
    retryBackoff: true,
    expireInSeconds: secondsMax,
    heartbeatSeconds: silentSecondsMax ?? null,
    deadLetter: onGivenUp ? givenUpOf(name) : null,
    ...(job.cron === undefined ? { retentionSeconds: sentKeptSeconds } : {}), // What comes by the clock comes again.
  })
}

async function startWork(boss: PgBoss, job: Job, options: JobsOptions): Promise<void> {
  const { name, cron } = job
  await boss.work<Envelope>(name, { pollingIntervalSeconds: options.pollSeconds ?? 2 }, async (batch) => {
    for (const { data: envelope, signal } of batch) await runOne(job, envelope, { signal, options, boss })
  })
  if (cron !== undefined) {
    const { authorityId } = options
    const envelope: Envelope = { authorityId, traceId: '', data: null }
    await boss.schedule(name, cron, envelope, { tz: 'Europe/Amsterdam' })
  }
}

type Running = { readonly signal: AbortSignal; readonly options: JobsOptions; readonly boss: PgBoss }

async function runOne(job: Job, envelope: Envelope, { signal, options, boss }: Running): Promise<void> {
  const trace = newTrace(envelope.traceId === '' ? undefined : envelope.traceId)
  try {
    const actor = systemActor(envelope.authorityId, trace)
    await job.run({ database: options.database, actor, signal }, envelope.data)
  } catch (error) {
    options.report(error, job.name, trace.traceId)
    const later = job.isPassing?.(error) ? laterOf(job, envelope) : null
    if (later === null) throw error // pg-boss tries again later.
    // Where even this cannot be written, it is thrown, and is one of the tries that pg-boss counts. Sent and then killed, it runs twice, which does no harm.
    await boss.send(
      job.name,
      { ...envelope, waitingSince: later.since.toString() },
      { startAfter: later.at.toString() },
    )
  }
}

/** Null: it waited long enough. */
function laterOf({ patienceHours = patienceHoursDefault }: Job, { waitingSince }: Envelope) {
  const now = Temporal.Now.instant()
  const since = waitingSince === undefined ? now : Temporal.Instant.from(waitingSince)
  const waitedMs = now.epochMilliseconds - since.epochMilliseconds
  if (waitedMs > patienceHours * 3_600_000) return null
  const inMs = Math.min(Math.max(waitedMs, laterMs.min), laterMs.max)
  return { since, at: now.add({ milliseconds: inMs }) }
}

/** pg-boss tells of some faults as plain objects, of which a log says nothing: no kind, no code and no place. */
function asError(told: unknown): unknown {
  if (told instanceof Error || typeof told !== 'object' || told === null) return told
  return Object.assign(new Error(), told)
}

function queueIn(told: unknown): string | null {
  return typeof told === 'object' && told !== null && 'queue' in told && typeof told.queue === 'string'
    ? told.queue
    : null
}

/** pg-boss reads dates and numbers as `pg` gives them, so it has connections of its own, without our readers. */
function openStore(connection: Connection): { db: JobStore; pool: pg.Pool } {
  const { types: _, ...config } = toClientConfig(connection, { role: roleNames.app, application_name: 'grein-jobs' })
  const pool = new pg.Pool({ ...config, max: connectionsMax, connectionTimeoutMillis: connectTimeoutMs })
  return { pool, db: { executeSql: (text, values) => pool.query(text, values) } }
}
