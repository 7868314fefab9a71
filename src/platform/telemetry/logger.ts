// Structured logs that cannot hold personal data: what is not on the list does not come through. Not here: what is worth logging.
import pino, { type DestinationStream, type Logger } from 'pino'
import { AssertionFailed, Refused } from '#kernel'
import { StartRefused } from '../config/start-refused.ts'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

const isCount = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
const isWord = (value: unknown) => typeof value === 'string' && /^[A-Za-z][A-Za-z0-9/:._-]{0,79}$/.test(value)
const isTraceId = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{16}([0-9a-f]{16})?$/.test(value)
const isId = (value: unknown) =>
  typeof value === 'string' && /^([a-z]{3}_)?[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value)
/** The pattern of a route, `/v1/batches/:batchId`: an address with its values in it has a digit or a space somewhere. */
const isRoute = (value: unknown) => typeof value === 'string' && /^(\/v[0-9])?(\/[:a-z.*][A-Za-z.*-]*)*\/?$/.test(value)
const isAddress = (value: unknown) => typeof value === 'string' && /^https?:\/\/[a-z0-9.:[\]-]{1,100}$/.test(value)

/** Every field a line may have, and the form of its value. A new field is one row here, and a thought about whose data it is. */
const fields: Readonly<Record<string, (value: unknown) => boolean>> = {
  traceId: isTraceId,
  spanId: isTraceId,
  reqId: isWord,
  authorityId: isId,
  entryId: isId,
  jobId: isId,
  room: isWord,
  operation: isWord,
  job: isWord,
  queue: isWord,
  method: isWord,
  route: isRoute,
  problem: isWord,
  step: isWord,
  signal: isWord,
  version: isWord,
  migration: isWord,
  state: isWord,
  address: isAddress,
  status: isCount,
  durationMs: isCount,
  count: isCount,
  size: isCount,
  bytes: isCount,
  attempt: isCount,
  port: isCount,
  pid: isCount,
  oldestMs: isCount,
  behindSeconds: isCount,
  leafCount: isCount,
}

/** What may be said of an error: its kind, its codes and where it was, for a message may hold what someone typed. */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const found: Record<string, unknown> = { kind: isWord(error.name) ? error.name : 'Error' }
  if (isOurText(error)) found['message'] = error.message
  for (const name of ['code', 'constraint', 'table', 'schema', 'routine', 'syscall']) {
    const value: unknown = (error as unknown as Record<string, unknown>)[name] // Errors of node and PostgreSQL carry these.
    if (isWord(value) || isSqlState(value)) found[name] = value
  }
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  if (frames) found['stack'] = frames.slice(0, 20).map((line) => line.trim())
  if (error.cause !== undefined && depth < 3) found['cause'] = describeError(error.cause, depth + 1)
  return found
}

const isSqlState = (value: unknown) => typeof value === 'string' && /^[0-9A-Z]{5}$/.test(value)
/** Errors whose text stands in the program: it cannot hold what came from outside. */
const isOurText = (error: Error) =>
  error instanceof AssertionFailed ||
  error instanceof Refused ||
  error instanceof StartRefused ||
  error instanceof ReferenceError ||
  error.constructor === TypeError

/** The fields that may pass. Of the rest only the number is told, so that a missing row above is noticed. */
export function allowed(line: object): Record<string, unknown> {
  const passed: Record<string, unknown> = {}
  let withheld = 0
  for (const [name, value] of Object.entries(line)) {
    if (name === 'err') passed['err'] = describeError(value)
    else if (Object.hasOwn(fields, name) && fields[name]!(value)) passed[name] = value
    else if (value !== undefined) withheld += 1
  }
  return withheld === 0 ? passed : { ...passed, withheld }
}

/** One JSON line for each call. Text is for what happened; values go into fields, where the list holds. */
export function createLogger({
  level = 'info',
  destination,
}: {
  level?: LogLevel
  destination?: DestinationStream
} = {}): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: 'text',
    errorKey: 'err',
    formatters: { level: (label) => ({ level: label }), bindings: allowed, log: allowed },
    // `log` above has described the error already; pino's own way would print its message.
    serializers: { err: (described: unknown) => (described instanceof Error ? describeError(described) : described) },
    hooks: {
      // A bare error has its message as text in pino; here it becomes a field, and the text is ours.
      logMethod(args, method) {
        const [first, text] = args as unknown as [unknown, unknown]
        if (first instanceof Error)
          return method.apply(this, [{ err: first }, typeof text === 'string' ? text : 'an error'])
        // Only a whole text goes through: `%s` would weave values into it, past the list.
        if (typeof first === 'string') return method.apply(this, [{}, first])
        return method.apply(this, [first as object, typeof text === 'string' ? text : ''])
      },
    },
  }
  const logger = destination ? pino(options, destination) : pino(options)
  // pino forgets the formatter of bindings in a child, so here they pass the list before; grandchildren inherit this.
  const child = logger.child
  logger.child = function (this: Logger, bindings: object, ...rest: never[]) {
    return child.call(this, allowed(bindings), ...rest)
  } as typeof logger.child // The same call, with fewer bindings.
  return logger
}
