// A trace for work that no request began. Not here: traces of requests (telemetry).
import { randomBytes } from 'node:crypto'
import type { TraceContext } from '../actor.ts'

/** A new span, in the trace that led to this work when there is one. */
export function newTrace(traceId: string = randomBytes(16).toString('hex')): TraceContext {
  return { traceId, spanId: randomBytes(8).toString('hex'), isSampled: false }
}
