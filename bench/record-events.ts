// Durable events against what this server can write at all: one row, one transaction, eight connections (pgbench's shape).
// Not here: reading, and the law by itself.
import { createBatcher, type DecidedEvent, prepareAct, recordAct } from '#chain'
import { type BatchId, newId, trustId } from '#kernel'
import { type Database, openLogSigner, startSealer } from '#platform'
import {
  type BenchHouse,
  corpusLaw,
  destroyAct,
  openBenchHouse,
  plantSmallChain,
  type SmallChain,
} from './bench-house.ts'
import { connections, type Limits, openLimits, peerPlace } from './ledger-limits.ts'
import { serverCpuMs } from './server-cpu.ts'
import { interleave, median, type Options, type Promised, quantile, type Row, rate } from './support.ts'

/** Most shapes take from so many accounts; one from as many as the bar for it names. */
const accounts = 200
const manyAccounts = 2_000

export const recordEvents: Promised = {
  name: 'Durable events, every safeguard on, against raw single-row inserts on 8 connections in the same run',
  async measure(options) {
    await using house = await openBenchHouse({ poolSize: connections + 2 })
    const chain = await plantSmallChain(house, options.isQuick ? accounts : manyAccounts, await corpusLaw())
    await using limits = await openLimits(house)
    const bench = { ...chain, database: house.ground.database, templates: await makeTemplates(house, chain) }
    await house.admin.query('analyze') // As the server's own housekeeping does within its first minute.
    const signer = openLogSigner({ seed: new Uint8Array(32).fill(7), name: 'localhost/log' })
    await using _sealer = startSealer(house.ground.database, { signer }) // As in production: leaves are sealed while others write.
    return await measureAll(bench, { limits, pid: house.ground.source.embedded!.pid }, options) // Awaited here: the house closes when this function ends.
  },
}

type Bench = SmallChain & { readonly database: Database; readonly templates: readonly Template[] }

async function measureAll(
  bench: Bench,
  { limits, pid }: { readonly limits: Limits; readonly pid: number },
  { isQuick }: Options,
): Promise<Row[]> {
  const seconds = isQuick ? 0.3 : 3
  const rounds = isQuick ? 1 : 3
  const rows: Row[] = []
  const raw: Against = { what: 'raw inserts', run: () => limits.raw(connections, seconds) }
  const turn = async (what: string, bar: number | null, ours: () => Promise<number>, { what: of, run } = raw) => {
    const cost = { limit: [] as number[], ours: [] as number[] }
    /** Server CPU of each event, beside its rate: it says more on a machine that others use too. */
    const counted = (to: number[], work: () => Promise<number>) => async () => {
      const [cpu, begin] = [serverCpuMs(pid), performance.now()]
      const perSecond = await work()
      const used = (serverCpuMs(pid) ?? Number.NaN) - (cpu ?? Number.NaN)
      to.push((used * 1_000) / ((perSecond * (performance.now() - begin)) / 1_000))
      return perSecond
    }
    const found = await interleave(rounds, counted(cost.limit, run), counted(cost.ours, ours))
    rows.push({
      what,
      ours: `${found.ours.toFixed(0)} a second (server ${median(cost.ours).toFixed(0)} µs each)`,
      limit: `${found.limit.toFixed(0)} ${of} (${median(cost.limit).toFixed(0)} µs)`,
      ratio: found.ratio,
      bar: bar === null ? 'no bar' : `≥ ${bar}`,
      holds: bar === null ? null : found.ratio >= bar,
    })
  }
  await limits.raw(connections, seconds / 2) // Both warm.
  await doorFor(bench, { callers: connections, lanes: connections, batchMax: 1, seconds: seconds / 2 })

  const door = (pick: Pick, callers = connections, lanes = connections, batchMax = 1) =>
    doorFor(bench, { pick, callers, lanes, batchMax, seconds }).then((found) => found.perSecond)
  await turn('one decided event a transaction, 8 connections (the door alone)', 0.28, () => door(fewAccounts))
  const tpcB = { what: 'transactions like TPC-B', run: () => limits.tpcB(connections, seconds) }
  await turn('the same, against a transaction like TPC-B', 0.9, () => door(fewAccounts), tpcB)
  await turn('the same, all on one account', 0.15, () => door(oneAccount))
  const waits: number[] = []
  await turn('micro-batched, 256 callers', 0.6, async () => {
    const found = await doorFor(bench, { callers: 256, lanes: 2, batchMax: 1_000, seconds })
    waits.push(...found.waitsMs)
    return found.perSecond
  })
  rows.push(latency('micro-batched, 256 callers: wait', waits))
  await turn('micro-batched, 32 callers, all on one account', 0.5, () => door(oneAccount, 32, 1, 1_000))
  await turn('batches of 100', 1, () => door(fewAccounts, 200, 2, 100))
  await turn(`bulk: batches of 1,000 over ${accounts} accounts`, 1.5, () => door(fewAccounts, 2_000, 2, 1_000))
  if (bench.templates.length > accounts) {
    await turn(`the same over ${manyAccounts} accounts`, 1, () => door(anyAccount, 2_000, 2, 1_000))
  }
  await againstPeer(limits, turn, { door, seconds })
  // Last: its acts happen now, so that every decided event after them would be a late one and have its account's past looked through.
  await turn('recordAct: law, exemption and reads as well, 8 connections', null, () => actsFor(bench, seconds))
  return rows
}

type Against = { readonly what: string; readonly run: () => Promise<number> }
type Turn = (what: string, bar: number | null, ours: () => Promise<number>, against?: Against) => Promise<void>
type Doors = {
  readonly door: (pick: Pick, callers?: number, lanes?: number, batchMax?: number) => Promise<number>
  readonly seconds: number
}

/** The peer keeps no record, no leaf, no law and no wall; what it has is the same movement and the same lock. */
async function againstPeer({ peer }: Limits, turn: Turn, { door, seconds }: Doors): Promise<void> {
  if (!peer) {
    console.log(`\n  pgledger is not measured: its SQL is not here (${peerPlace}).`)
    return
  }
  for (const callers of [1, 8, 24]) {
    const run = () => peer.spread(callers, seconds)
    await turn(`one a transaction, ${callers} callers`, 1, () => door(fewAccounts, callers, connections), {
      what: 'transfers by pgledger',
      run,
    })
  }
  const pair = { what: 'transfers by pgledger', run: () => peer.pair(connections, seconds) }
  await turn('one account, one a transaction, 8 callers', 1, () => door(oneAccount), pair)
  const batch = { what: 'transfers by pgledger, 100 a call', run: () => peer.batch(100)(2, seconds) }
  await turn('batches of 100', 1, () => door(fewAccounts, 200, 2, 100), batch)
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
const fewAccounts: Pick = (_, caller, turn) => anyAccount(accounts, caller, turn)
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

/** A decided event, and its record as text around its id: the next one differs in nothing else. */
type Template = { readonly posting: DecidedEvent['posting']; readonly record: readonly string[] }

async function makeTemplates({ ground }: BenchHouse, chain: SmallChain): Promise<Template[]> {
  const { grower, law, harvests } = chain
  return ground.database.transaction(grower, async (tx) => {
    const templates: Template[] = []
    for (const harvest of harvests) {
      const act = destroyAct(chain, harvest as BatchId)
      const { posting } = await prepareAct(tx, grower, { act, law, now: Temporal.Now.instant() })
      templates.push({ posting, record: posting.events[0]!.record.split(act.eventId.slice('evt_'.length)) }) // It has its one event.
    }
    return templates
  })
}

function stamp({ posting, record }: Template): DecidedEvent {
  const event = newId('event')
  const of = <Row extends { readonly event: string }>(rows: readonly Row[]) => rows.map((row) => ({ ...row, event }))
  const { events, accounts, movements, parties, touched } = posting
  return {
    eventId: trustId('event', event),
    posting: {
      events: events.map((row) => ({ ...row, id: event, record: record.join(event) })),
      accounts: of(accounts),
      movements: of(movements),
      parties: of(parties),
      touched: of(touched),
    },
  }
}
