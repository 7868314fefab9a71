// What the house says of itself: a trace read strictly, lines without personal data, numbers, spans. Not here: what is worth saying.
import { Writable } from 'node:stream'
import { type Context, context, type Span, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'
import fc from 'fast-check'
import pino from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { AssertionFailed, absent, defineProblems, refuseNow } from '#kernel'
import { createLogger } from './logger.ts'
import { createMetrics } from './metrics.ts'
import { inSpan } from './spans.ts'
import { parseTraceparent, printTraceparent, traceFrom } from './traceparent.ts'

describe('traceparent', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const spanId = '00f067aa0ba902b7'

  test.each([
    [`00-${traceId}-${spanId}-01`, true],
    [`00-${traceId}-${spanId}-00`, false],
    [`00-${traceId}-${spanId}-ff`, true],
    [`00-${traceId}-${spanId}-02`, false],
    [`cc-${traceId}-${spanId}-01-what-the-future-brings`, true],
    [`cc-${traceId}-${spanId}-01-`, true],
  ])('%s is read', (header, isSampled) => {
    expect(parseTraceparent(header)).toEqual({ traceId, spanId, isSampled })
  })

  test.each([
    '',
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-01-more`,
    `cc-${traceId}-${spanId}-01.more`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${traceId.slice(1)}-${spanId}-01`,
    `00-${traceId}-${spanId}-1`,
    `00-${traceId}-${spanId}`,
    ` 00-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-01\n`,
    `00-${traceId}-${spanId}-01, 00-${traceId}-${spanId}-01`,
    `cc-${traceId}-${spanId}-01-${'x'.repeat(600)}`,
  ])('“%s” begins a new trace', (header) => {
    expect(parseTraceparent(header)).toBeNull()
    expect(traceFrom(header).traceId).not.toBe(traceId)
  })

  test('our span is a new one in the caller’s trace, and two headers are none', () => {
    const header = `00-${traceId}-${spanId}-01`
    const ours = traceFrom(header)
    expect(ours).toMatchObject({ traceId, isSampled: true })
    expect(ours.spanId).not.toBe(spanId)
    expect(traceFrom([header, header]).traceId).not.toBe(traceId)
    expect(traceFrom(undefined).traceId).toMatch(/^[0-9a-f]{32}$/)
  })

  test('what is printed is read back', () => {
    const hex = (length: number) =>
      fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString('hex'))
    fc.assert(
      fc.property(hex(16), hex(8), fc.boolean(), (id, span, isSampled) => {
        fc.pre(!/^0+$/.test(id) && !/^0+$/.test(span))
        const traced = { traceId: id, spanId: span, isSampled }
        expect(parseTraceparent(printTraceparent(traced))).toEqual(traced)
      }),
    )
  })
})

describe('the log', () => {
  function listen() {
    const lines: string[] = []
    const destination = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk))
        done()
      },
    })
    return { lines, logger: createLogger({ level: 'trace', destination }) }
  }
  const person = 'Jan de Vries'

  test('what is on the list passes, with its form', () => {
    const { lines, logger } = listen()
    logger.info({ route: '/v1/batches/:batchId', method: 'GET', status: 200, durationMs: 1.5 }, 'answered')
    expect(JSON.parse(lines[0]!)).toEqual({
      level: 'info',
      time: expect.any(String),
      route: '/v1/batches/:batchId',
      method: 'GET',
      status: 200,
      durationMs: 1.5,
      text: 'answered',
    })
  })

  test('no name passes, wherever it is put', () => {
    const { lines, logger } = listen()
    const error = Object.assign(new Error(`duplicate key: ${person}`, { cause: new Error(person) }), {
      code: '23505',
      constraint: 'party_name',
      detail: `Key (name)=(${person}) already exists.`,
      where: person,
    })
    class Odd extends TypeError {}
    logger.info(
      { name: person, email: person, user: { name: person }, operation: person, route: `/v1/people/${person}` },
      'x',
    )
    logger.info({ req: { headers: { cookie: person } }, res: person, body: [person], reqId: person }, 'x')
    logger.error({ err: error }, 'x')
    logger.error(error)
    logger.error(error, 'with a text')
    logger.error({ err: new Odd(person) }, 'x')
    logger.error({ err: person }, 'x')
    logger.info('%s came by', person)
    logger.child({ who: person, room: 'chain' }).info({ route: `/${person.toLowerCase()}` }, 'x')
    const grandchild = logger
      .child({ count: 1 })
      .child({ who: person }, { serializers: { err: pino.stdSerializers.err } })
    grandchild.error({ err: error }, 'x')
    try {
      JSON.parse(`{"${person}`)
    } catch (caught) {
      logger.error({ err: caught }, 'x')
    }
    expect(lines).toHaveLength(11)
    expect(lines.join('')).not.toContain('Vries')
    expect(lines.join('')).not.toContain('vries')
    expect(JSON.parse(lines[0]!)).toMatchObject({ withheld: 5 })
    expect(JSON.parse(lines[2]!).err).toMatchObject({ kind: 'Error', code: '23505', constraint: 'party_name' })
    expect(lines[8]).toContain('"room":"chain"')
    expect(JSON.parse(lines[9]!)).toMatchObject({ count: 1, withheld: 1, err: { code: '23505' } })
  })

  test('any text in any field outside the list is withheld', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), fc.string({ minLength: 1 }), (secret, name) => {
        fc.pre(!['err', 'level', 'time', 'text'].includes(name))
        const { lines, logger } = listen()
        const marked = `${secret} ${secret}§`
        logger.info({ [name]: marked, deep: { [name]: marked } }, 'x')
        expect(lines.join('')).not.toContain(JSON.stringify(marked).slice(1, -1))
      }),
    )
  })

  test('of a bug one learns what it was and where; of our own assertions also what they claim', () => {
    const { lines, logger } = listen()
    logger.error({ err: new AssertionFailed('a mass is not negative') }, 'a bug')
    const { err } = JSON.parse(lines[0]!)
    expect(err).toMatchObject({ kind: 'AssertionFailed', message: 'a mass is not negative' })
    expect(err.stack[0]).toMatch(/^at /)
  })
})

test('the numbers come out as Prometheus reads them, each house its own', async () => {
  const [ours, others] = [createMetrics({ withProcess: false }), createMetrics({ withProcess: false })]
  ours.countRequest({ method: 'GET', route: '/v1/batches', status: 200, seconds: 0.02 })
  ours.countRequest({ method: 'GET', route: null, status: 404, seconds: 0.001 })
  ours.countRefusal('chain/stock-short')
  ours.countEvents('recorded', 3)
  ours.setLogQueue({ leafCount: 12, oldestMs: 1_500 })
  ours.countSealerFault()
  ours.setOutbox({ waiting: 2, parked: 1 })
  ours.watchConnections(() => ({ total: 4, idle: 3, waiting: 2 }))
  const { body, contentType } = await ours.text()
  expect(contentType).toContain('text/plain')
  expect(body).toContain(
    'grein_http_request_seconds_bucket{le="0.025",method="GET",route="/v1/batches",status="200"} 1',
  )
  expect(body).toContain('grein_http_request_seconds_count{method="GET",route="none",status="404"} 1')
  expect(body).toContain('grein_refusals_total{problem="chain/stock-short"} 1')
  expect(body).toContain('grein_events_total{outcome="recorded"} 3')
  expect(body).toContain('grein_log_queue_seconds 1.5')
  expect(body).toContain('grein_log_faults_total 1')
  expect(body).toContain('grein_outbox_messages{state="waiting"} 2')
  expect(body).toContain('grein_outbox_messages{state="parked"} 1')
  expect(body).toContain('grein_database_connections{state="busy"} 1')
  expect((await others.text()).body).not.toContain('chain/stock-short')
})

describe('spans', () => {
  const parent = traceFrom(undefined)
  afterEach(() => trace.disable())

  test('without an SDK the work is simply done', async () => {
    expect(await inSpan('work', { parent }, async () => 7)).toBe(7)
    await expect(inSpan('work', { parent }, async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  })

  test('with an SDK each span hangs under the request, and tells no message', async () => {
    const seen: { name: string; parentTrace: string | undefined; facts: unknown; noted: unknown[] }[] = []
    const tracer = {
      startActiveSpan(name: string, options: { attributes?: unknown }, under: Context, work: (span: Span) => unknown) {
        const noted: unknown[] = []
        seen.push({ name, parentTrace: trace.getSpanContext(under)?.traceId, facts: options.attributes, noted })
        return context.with(under, () =>
          work({
            setAttribute: (key: string, value: unknown) => noted.push([key, value]),
            setStatus: (status: unknown) => noted.push(status),
            end: () => noted.push('ended'),
          } as unknown as Span),
        )
      },
    } as unknown as Tracer
    trace.setGlobalTracerProvider({ getTracer: () => tracer })
    const problems = defineProblems('test', {
      gone: absent({ title: { nl: '', en: '' }, detail: () => ({ nl: '', en: '' }) }),
    })
    await inSpan('good', { parent, facts: { count: 3 } }, async () => 1)
    await inSpan('refused', { parent }, async () => refuseNow(problems.gone, {})).catch(() => {})
    await inSpan('bug', { parent }, async () => Promise.reject(new TypeError('Jan'))).catch(() => {})
    expect(seen).toEqual([
      { name: 'good', parentTrace: parent.traceId, facts: { count: 3 }, noted: ['ended'] },
      { name: 'refused', parentTrace: parent.traceId, facts: {}, noted: [['grein.refusal', 'test/gone'], 'ended'] },
      {
        name: 'bug',
        parentTrace: parent.traceId,
        facts: {},
        noted: [{ code: SpanStatusCode.ERROR, message: 'TypeError' }, 'ended'],
      },
    ])
  })
})
