// What is counted, for Prometheus. Not here: HTTP; api answers `/metrics` with what `text` gives.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Seconds. The first is a cached answer, the last what nobody should have to wait for. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export type Metrics = {
  /** One finished request, under its route's pattern; an address without a route counts as one route together. */
  countRequest(request: { method: string; route: string | null; status: number; seconds: number }): void
  countRefusal(problem: string): void
  countEvents(outcome: string, count: number): void
  /** What waits to be sealed; its age is the alarm (docs/operate). */
  setLogQueue(queue: { leafCount: number; oldestMs: number }): void
  countSealerFault(): void
  /** Rows of the ledger that no year holds; more than none is an alarm (docs/operate/postgresql.md). */
  setRowsWithoutYear(count: number): void
  /** How long before a moment the log has signed the clock stands; more than none is an alarm (docs/operate/postgresql.md). */
  setSecondsBehindLog(seconds: number): void
  /** Messages between rooms; one that waits long or was given up is an alarm (docs/operate/epcis-capture.md). */
  setOutbox(messages: { waiting: number; parked: number }): void
  /** Read at each scrape. */
  watchConnections(read: () => { total: number; idle: number; waiting: number }): void
  /** The exposition format and its content type. */
  text(): Promise<{ body: string; contentType: string }>
}

/** A registry of its own: two houses in one process, as in tests, do not add up. */
export function createMetrics({ withProcess = true }: { withProcess?: boolean } = {}): Metrics {
  const registry = new Registry()
  if (withProcess) collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    name: 'grein_http_request_seconds',
    help: 'How long requests took',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: durationBuckets,
    registers,
  })
  const refusals = new Counter({
    name: 'grein_refusals_total',
    help: 'Refusals by problem',
    labelNames: ['problem'] as const,
    registers,
  })
  const events = new Counter({
    name: 'grein_events_total',
    help: 'Events of the chain by outcome',
    labelNames: ['outcome'] as const,
    registers,
  })
  const queueLeaves = new Gauge({ name: 'grein_log_queue_leaves', help: 'Leaves that wait to be sealed', registers })
  const queueAge = new Gauge({ name: 'grein_log_queue_seconds', help: 'Age of the oldest waiting leaf', registers })
  const strays = new Gauge({
    name: 'grein_ledger_rows_without_year',
    help: 'Rows in the default partitions of the ledger, up to a thousand of each',
    registers,
  })
  const behind = new Gauge({
    name: 'grein_clock_behind_log_seconds',
    help: "How far the database's clock stands before the latest moment under the newest checkpoints; 0 within a minute",
    registers,
  })
  const messages = new Gauge({
    name: 'grein_outbox_messages',
    help: 'Messages between rooms that wait, or were given up until the next start',
    labelNames: ['state'] as const,
    registers,
  })
  const faults = new Counter({ name: 'grein_log_faults_total', help: 'Rounds of the sealer that failed', registers })
  return {
    countRequest: ({ method, route, status, seconds }) =>
      requests.observe({ method, route: route ?? 'none', status: String(status) }, seconds),
    countRefusal: (problem) => refusals.inc({ problem }),
    countEvents: (outcome, count) => events.inc({ outcome }, count),
    setLogQueue: ({ leafCount, oldestMs }) => {
      queueLeaves.set(leafCount)
      queueAge.set(oldestMs / 1000)
    },
    countSealerFault: () => faults.inc(),
    setRowsWithoutYear: (count) => strays.set(count),
    setSecondsBehindLog: (seconds) => behind.set(seconds),
    setOutbox({ waiting, parked }) {
      messages.set({ state: 'waiting' }, waiting)
      messages.set({ state: 'parked' }, parked)
    },
    watchConnections: (read) => {
      new Gauge({
        name: 'grein_database_connections',
        help: 'Connections of the pool by state',
        labelNames: ['state'] as const,
        registers,
        collect() {
          const { total, idle, waiting } = read()
          this.set({ state: 'busy' }, total - idle)
          this.set({ state: 'idle' }, idle)
          this.set({ state: 'waiting' }, waiting)
        },
      })
    },
    text: async () => ({ body: await registry.metrics(), contentType: registry.contentType }),
  }
}
