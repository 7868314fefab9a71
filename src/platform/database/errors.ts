// What PostgreSQL's errors mean for the one who waits. Not here: constraints of tables; each store reads its own by name.
import { Refused, refuse } from '#kernel'
import { platformProblems } from '../problems.ts'

/** SQLSTATE and constraint of an error that PostgreSQL gave, for stores: `{ code: '23514', constraint: 'balance_not_negative' }`. */
export type DatabaseError = {
  readonly code: string
  readonly constraint: string | null
  /** How long the statement ran that failed so, by our clock; null where nobody timed it. */
  readonly ranMs: number | null
}

const sqlState = /^[0-9A-Z]{5}$/

/** The error as PostgreSQL gave it, or null when it is something else. */
export function databaseError(error: unknown): DatabaseError | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  if (!sqlState.test(error.code) || !('severity' in error)) return null
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : null
  const ranMs = 'ranMs' in error && typeof error.ranMs === 'number' ? error.ranMs : null
  return { code: error.code, constraint, ranMs }
}

/** `query_canceled`: by a limit, or by hand. PostgreSQL tells the two apart in words alone, and those are of the language of its server. */
export const queryCanceled = '57014'

/** Whether a statement ran into this limit of its time. One that an operator ended before says nothing of its size. */
export function isOutOfTime({ code, ranMs }: DatabaseError, limitMs: number): boolean {
  return code === queryCanceled && ranMs !== null && ranMs >= limitMs * (1 - clocksApart)
}
/** Two clocks may differ by a hundredth. */
const clocksApart = 0.01

/**
 * Two transactions collided (deadlock, serialisation, the same idempotency key at once) and this one was given up: run again,
 * it may well succeed, or find the first one's answer.
 */
export function isConflictOfTransactions(error: unknown): boolean {
  const found = databaseError(error)
  if (found === null) return false
  return found.code === '40P01' || found.code === '40001' || found.constraint === 'idempotency_key_once'
}

const lostCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT', // the socket file is gone: the server is not running
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now: starting or stopping
  '57P05', // idle_session_timeout
  '25P03', // idle_in_transaction_session_timeout
  '25P04', // transaction_timeout
])
const lostMessages =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired|Cannot use a pool after calling end)/

/** The connection itself is gone; what was running in it was rolled back, or its commit is unknown to us. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isConnectionLost)
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return lostCodes.has(code) || code.startsWith('08') || lostMessages.test(error.message)
}

// Too many connections, out of memory, waited too long for a lock or for an answer: the same request may succeed later.
const busyCodes = new Set(['53000', '53200', '53300', '55P03', queryCanceled, '40P01', '40001'])
const diskFull = '53100'

/** Says that it was the database that went, and not a file or an address the work itself was busy with. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

/** Runs something that talks to PostgreSQL and nothing else, and began just now unless said otherwise. */
export async function talking<Value>(work: Promise<Value>, began = performance.now()): Promise<Value> {
  try {
    return await work
  } catch (error) {
    if (isConnectionLost(error)) throw new ConnectionLost('the connection to the database is gone', { cause: error })
    if (databaseError(error)?.code === queryCanceled)
      Object.assign(error as Error, { ranMs: performance.now() - began }) // An `Error`: it has a code.
    throw error
  }
}

/**
 * What the caller should see of an error: a refusal to try again later, or to ask for less, where that is the truth; else the error itself.
 * `questionMs` is the limit of a question, null for what writes: that may have waited for a lock, and then its size was not the cause.
 */
export function asRefusal(error: unknown, questionMs: number | null): unknown {
  if (error instanceof ConnectionLost) return refusedWith(error, 'database-unavailable')
  const found = databaseError(error)
  if (found && questionMs !== null && isOutOfTime(found, questionMs)) return refusedWith(error, 'question-too-large')
  const code = found?.code ?? ''
  if (code === diskFull) return refusedWith(error, 'storage-full')
  return busyCodes.has(code) ? refusedWith(error, 'database-unavailable') : error
}

function refusedWith(cause: unknown, name: 'database-unavailable' | 'storage-full' | 'question-too-large'): unknown {
  const result = refuse(platformProblems[name], {})
  if (result.ok) return cause // Never: `refuse` always refuses; the type does not know.
  const refused = new Refused(result.refusal)
  refused.cause = cause // For the log; the person sees the refusal alone.
  return refused
}
