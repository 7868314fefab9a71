// The W3C trace context, read strictly and printed. Not here: spans (spans.ts) and work that no request began (jobs/trace.ts).
import type { TraceContext } from '../actor.ts'
import { newTrace } from '../jobs/trace.ts'

const form = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const noTrace = '0'.repeat(32)
const noSpan = '0'.repeat(16)
/** Longer than any version of the header we could still understand. */
const lengthMax = 512

/** What a `traceparent` header says, or null when it says nothing valid: then, as the standard asks, a new trace begins. */
export function parseTraceparent(header: string): TraceContext | null {
  const found = header.length <= lengthMax ? form.exec(header) : null
  if (!found) return null
  const [, version, traceId = '', spanId = '', flags = '', rest] = found
  if (version === 'ff' || traceId === noTrace || spanId === noSpan) return null
  if (version === '00' && rest !== undefined) return null // Only a later version may say more than we understand.
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

/** The trace of a request: a span of our own in the caller's trace, or a new trace. Two headers are no header. */
export function traceFrom(header: string | readonly string[] | undefined): TraceContext {
  const parent = typeof header === 'string' ? parseTraceparent(header) : null
  return parent ? { ...newTrace(parent.traceId), isSampled: parent.isSampled } : newTrace()
}

/** Version 00, with our span as the parent of whatever comes next. */
export function printTraceparent({ traceId, spanId, isSampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`
}
