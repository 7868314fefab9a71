// Durable events against what this server can write at all: one row, one transaction, eight connections (pgbench's shape).
// Not here: reading, and the law by itself.
import pg from 'pg'
import { createBatcher, type DecidedEvent, prepareAct, recordAct } from '#chain'
import { type BatchId, newId, trustId } from '#kernel'
import { type Database, openLogSigner, startSealer, toClientConfig } from '#platform'
import {
  type BenchHouse,
  corpusLaw,
  destroyAct,
  openBenchHouse,
  plantSmallChain,
  type SmallChain,
} from './bench-house.ts'
import { serverCpuMs } from './server-cpu.ts'
import { interleave, median, type Options, type Promised, quantile, type Row, rate } from './support.ts'

const connections = 8
const accounts = 200

export const recordEvents: Promised = {
  name: 'Durable events, every safeguard on, against raw single-row inserts on 8 connections in the same run',
  async measure(options) {
    await using house = await openBenchHouse({ poolSize: connections + 2 })
    const chain = await plantSmallChain(house, accounts, await corpusLaw())
    await using raw = await openRaw(house)
    const bench = { ...chain, database: house.ground.database, templates: await makeTemplates(house, chain) }
    const signer = openLogSigner({ seed: new Uint8Array(32).fill(7), name: 'localhost/log' })
    await using _sealer = startSealer(house.ground.database, { signer }) // As in production: leaves are sealed while others write.
    return await measureAll(bench, { raw, pid: house.ground.source.embedded!.pid }, options) // Awaited here: the house closes when this function ends.
  },
}

type Bench = SmallChain & { readonly database: Database; readonly templates: readonly Template[] }

async function measureAll(
  bench: Bench,
  { raw, pid }: { readonly raw: Raw; readonly pid: number },
  { isQuick }: Options,
): Promise<Row[]> {
  const seconds = isQuick ? 0.5 : 3
  const rounds = 3
  const rows: Row[] = []
  const turn = async (what: string, bar: number | null, ours: () => Promise<number>) => {
    const cost = { limit: [] as number[], ours: [] as number[] }
    /** Server CPU of each event, beside its rate: it says more on a machine that others use too. */
    const counted = (to: number[], work: () => Promise<number>) => async () => {
      const [cpu, begin] = [serverCpuMs(pid), performance.now()]
      const perSecond = await work()
      const used = (serverCpuMs(pid) ?? Number.NaN) - (cpu ?? Number.NaN)
      to.push((used * 1_000) / ((perSecond * (performance.now() - begin)) / 1_000))
      return perSecond
    }
    const found = await interleave(
      rounds,
      counted(cost.limit, () => raw.insertsFor(connections, seconds)),
      counted(cost.ours, ours),
    )
    rows.push({
      what,
      ours: `${found.ours.toFixed(0)} a second (server ${median(cost.ours).toFixed(0)} µs each)`,
      limit: `${found.limit.toFixed(0)} raw inserts (${median(cost.limit).toFixed(0)} µs)`,
      ratio: found.ratio,
      bar: bar === null ? 'no bar' : `≥ ${bar}`,
      holds: bar === null ? null : found.ratio >= bar,
    })
  }
  await raw.insertsFor(connections, seconds / 2) // Both warm.
  await doorFor(bench, { callers: connections, lanes: connections, batchMax: 1, seconds: seconds / 2 })

  const door = (pick: Pick, callers = connections, lanes = connections, batchMax = 1) =>
    doorFor(bench, { pick, callers, lanes, batchMax, seconds }).then((found) => found.perSecond)
  await turn('one decided event a transaction, 8 connections (the door alone)', 0.28, () => door(anyAccount))
  await turn('the same, all on one account', 0.15, () => door(oneAccount))
  await turn('recordAct: law, exemption and reads as well, 8 connections', null, () => actsFor(bench, seconds))
  const waits: number[] = []
  await turn('micro-batched, 256 callers', 0.6, async () => {
    const found = await doorFor(bench, { callers: 256, lanes: 2, batchMax: 1_000, seconds })
    waits.push(...found.waitsMs)
    return found.perSecond
  })
  rows.push(latency('micro-batched, 256 callers: wait', waits))
  await turn('micro-batched, 32 callers, all on one account', 0.5, () => door(oneAccount, 32, 1, 1_000))
  await turn('bulk: batches of 1,000 over 200 accounts', 1.5, () => door(anyAccount, 2_000, 2, 1_000))
  return rows
}

function latency(what: string, waitsMs: readonly number[]): Row {
  const p99 = quantile(waitsMs, 0.99)
  return {
    what,
    ours: `p50 ${quantile(waitsMs, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
    limit: 'a person',
    ratio: null,
    bar: 'p99 ≤ 150 ms',
    holds: p99 <= 150,
  }
}

type Pick = (count: number, caller: number, turn: number) => number
const anyAccount: Pick = (count, caller, turn) => (caller * 7919 + turn * 104_729) % count
const oneAccount: Pick = () => 0

type DoorRun = {
  readonly callers: number
  readonly lanes: number
  readonly batchMax: number
  readonly seconds: number
  readonly pick?: Pick
}

/** Decided events through the batcher; with `batchMax` 1 each has a transaction of its own. */
async function doorFor(bench: Bench, { callers, lanes, batchMax, seconds, pick = anyAccount }: DoorRun) {
  const batcher = createBatcher(bench.database, { actor: bench.grower, lanes, batchMax })
  const waitsMs: number[] = []
  const perSecond = await rate(callers, seconds, async (caller, turn) => {
    const begin = performance.now()
    await batcher.post(stamp(bench.templates[pick(bench.templates.length, caller, turn)]!)) // Within its length.
    waitsMs.push(performance.now() - begin)
  })
  return { perSecond, waitsMs }
}

async function actsFor(bench: Bench, seconds: number): Promise<number> {
  const { database, grower, law, harvests } = bench
  return rate(connections, seconds, async (caller, turn) => {
    const act = destroyAct(bench, harvests[anyAccount(harvests.length, caller, turn)]!) // Within its length.
    await database.transaction(grower, (tx) => recordAct(tx, grower, { act, law, now: Temporal.Now.instant() }))
  })
}

/** A decided event as text around its id: the next one differs in nothing else. */
type Template = { readonly parts: readonly string[] }

async function makeTemplates({ ground }: BenchHouse, chain: SmallChain): Promise<Template[]> {
  const { grower, law, harvests } = chain
  return ground.database.transaction(grower, async (tx) => {
    const templates: Template[] = []
    for (const harvest of harvests) {
      const act = destroyAct(chain, harvest as BatchId)
      const decided = await prepareAct(tx, grower, { act, law, now: Temporal.Now.instant() })
      templates.push({ parts: JSON.stringify(decided.posting).split(act.eventId.slice('evt_'.length)) })
    }
    return templates
  })
}

function stamp({ parts }: Template): DecidedEvent {
  const eventId = newId('event')
  return { eventId: trustId('event', eventId), posting: JSON.parse(parts.join(eventId)) }
}

type Raw = AsyncDisposable & { insertsFor(connections: number, seconds: number): Promise<number> }

/** The limit: a table with a uuid key and a row as long as an event's, no index more, no wall, no check; prepared, autocommitted. */
async function openRaw({ ground, admin }: BenchHouse): Promise<Raw> {
  await admin.query(`
    create table public.raw_row (
      id uuid primary key, authority_id uuid, kind text, occurred_at timestamptz, recorded_at timestamptz default clock_timestamp(),
      actor_id uuid, record text, salt bytea, leaf bytea)`)
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client(toClientConfig(ground.source.admin!)) // The embedded server always has one.
      await client.connect()
      return client
    }),
  )
  const record = JSON.stringify({ format: 'raw', act: 'x'.repeat(600) })
  const bytes = Buffer.alloc(32, 7)
  const text =
    'insert into public.raw_row (id, authority_id, kind, occurred_at, actor_id, record, salt, leaf) values ($1, $2, $3, $4, $5, $6, $7, $8)'
  const at = new Date().toISOString()
  return {
    insertsFor: (count, seconds) =>
      rate(count, seconds, async (caller) => {
        const id = newId('event')
        await clients[caller]!.query({ name: 'raw', text, values: [id, id, 'destroy', at, id, record, bytes, bytes] })
      }),
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) await client.end()
    },
  }
}
