// Spans for whoever registered an OpenTelemetry SDK; without one they cost nothing and do nothing. Not here: exporting anything.
import { context, type Span, SpanStatusCode, trace } from '@opentelemetry/api'
import { Refused } from '#kernel'
import type { TraceContext } from '../actor.ts'

const tracerName = 'grein'

/** What a span may carry: counts, words from our own code, opaque ids. Never what a person typed. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>

/** Runs `work` inside a span that hangs under `parent`. A refusal is an outcome, not an error of the program. */
export async function inSpan<Value>(
  name: string,
  { parent, facts = {} }: { parent: TraceContext; facts?: SpanFacts },
  work: () => Promise<Value>,
): Promise<Value> {
  const { traceId, spanId, isSampled } = parent
  const under = trace.setSpanContext(context.active(), {
    traceId,
    spanId,
    traceFlags: isSampled ? 1 : 0,
    isRemote: true,
  })
  return trace.getTracer(tracerName).startActiveSpan(name, { attributes: facts }, under, async (span) => {
    try {
      return await work()
    } catch (error) {
      noteFailure(span, error)
      throw error
    } finally {
      span.end()
    }
  })
}

function noteFailure(span: Span, error: unknown): void {
  if (error instanceof Refused) return void span.setAttribute('grein.refusal', error.refusal.problem.code)
  // The kind of error alone: a message may hold what someone typed.
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : typeof error })
}
