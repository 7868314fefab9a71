// Reading a ledger of the demo world at size: loading it, tracing both ways, and proving the whole of it. Not here: writing one by one.
import { keepSums, trace, verifyLedger } from '#chain'
import { loadDemo } from '#demo'
import { type BatchId, trustId } from '#kernel'
import { type Actor, newTrace, openLogSigner, sealOnce, systemActor, verifyLog } from '#platform'
import { type BenchHouse, corpusLaw, openBenchHouse } from './bench-house.ts'
import { flowOfCountry } from './national-parquet.ts'
import { interleave, type Options, type Promised, quantile, type Row } from './support.ts'
import { hashingScan, threePasses } from './three-passes.ts'

/** The Dutch chain for so many years at so many times its size. In full it holds at least 100,000 events. */
const worldOf = ({ isQuick }: Options) => (isQuick ? { years: 1, scale: 0.05 } : { years: 1, scale: 1.4 })

const traceBarMs = 20

export const readLedger: Promised = {
  name: 'Reading: the demo chain loaded through the door, traced, and proven whole',
  async measure(options) {
    await using house = await openBenchHouse()
    const { actor, row } = await loadWorld(house, options)
    return [
      row,
      ...(await traces(house, actor, options)),
      ...(await proofs(house, actor)),
      ...(await flows(house, actor)),
    ]
  },
}

async function loadWorld(house: BenchHouse, options: Options): Promise<{ actor: Actor; row: Row }> {
  const { database } = house.ground
  const signer = openLogSigner({ seed: new Uint8Array(32).fill(7), name: 'localhost/log' })
  const begin = performance.now()
  const demo = { seed: `bench ${options.seed}`, ...worldOf(options), until: Temporal.PlainDate.from('2026-11-01') }
  const { world, recorded } = await loadDemo(
    { database, admin: house.admin, law: await corpusLaw(), now: () => Temporal.Now.instant(), trace: newTrace() },
    demo,
  )
  const loadedMs = performance.now() - begin
  while (await sealOnce(database, world.authorityId, { signer }));
  const sealedMs = performance.now() - begin - loadedMs
  await house.admin.query('vacuum analyze') // As the server's own housekeeping would have done by the next day.
  const actor = systemActor(world.authorityId, newTrace())
  const row = {
    what: `load ${recorded} events: simulated, decided, posted in batches`,
    ours: `${(loadedMs / 1_000).toFixed(1)} s, ${((recorded / loadedMs) * 1_000).toFixed(0)} events a second; sealed in ${(sealedMs / 1_000).toFixed(1)} s, ${((recorded / sealedMs) * 1_000).toFixed(0)} leaves a second`,
    limit: 'nothing',
    ratio: null,
    bar: 'no bar',
    holds: null,
  }
  return { actor, row }
}

/** As whoever opens the flow of the country sees it: before the house has kept any sums, and with them. */
async function flows({ ground, admin }: BenchHouse, actor: Actor): Promise<Row[]> {
  const [{ events } = { events: 0n }] = await admin.query<{ events: bigint }>(
    'select count(*) as events from chain.event',
  )
  const counted = await flowOfCountry({ ground }, actor, `added up from ${events} events`)
  await keepSums(ground.database, actor)
  return [...counted, ...(await flowOfCountry({ ground }, actor, `from kept sums of ${events} events`))]
}

async function traces(house: BenchHouse, actor: Actor, { isQuick }: Options): Promise<Row[]> {
  const times = isQuick ? 40 : 300
  const [{ events } = { events: 0n }] = await house.admin.query<{ events: bigint }>(
    'select count(*) as events from chain.event',
  )
  const at = `at ${events} events`
  const some = async (kind: string, order = 'md5(batch_id::text)') => {
    const text = `select batch_id as id from chain.batch where kind = $1 order by ${order} limit 100`
    return (await house.admin.query<{ id: string }>(text, [kind])).map(({ id }) => trustId('batch', id))
  }
  const most =
    '(select count(*) from chain.batch_edge as d where d.authority_id = batch.authority_id and d.parent_id = batch_id) desc'
  const [packs, bulks, hubs, harvests, lots] = [
    await some('pack-lot'),
    await some('bulk'),
    await some('bulk', most),
    await some('harvest'),
    await some('plant-lot'),
  ]
  const run = async (
    what: string,
    batches: readonly BatchId[],
    direction: 'back' | 'forward' | 'both',
  ): Promise<Row> => {
    const took: number[] = []
    let nodes = 0
    for (let turn = -5; turn < times; turn++) {
      const batchId = batches[(turn + batches.length) % batches.length]!
      const begin = performance.now()
      const found = await house.ground.database.transaction(actor, (tx) => trace(tx, actor, { batchId, direction }), {
        readOnly: true,
      })
      if (turn < 0) continue // Warm first.
      took.push(performance.now() - begin)
      nodes += found.nodes.length
    }
    const p95 = quantile(took, 0.95)
    return {
      what: `${what}, ${(nodes / times).toFixed(0)} batches on average, ${at}`,
      ours: `p50 ${quantile(took, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
      limit: 'a person',
      ratio: null,
      bar: `p95 ≤ ${traceBarMs} ms`,
      holds: p95 <= traceBarMs,
    }
  }
  return [
    await run('trace a pack back to its plants', packs, 'back'),
    await run('trace bulk forward to packs and holders', bulks, 'forward'),
    await run('the bulk with most children, forward', hubs.slice(0, 1), 'forward'),
    await run('both ways from a harvest', harvests, 'both'),
    await run('recall scope of a plant lot, forward', lots, 'forward'),
  ]
}

/** Bar: the proof reads and recomputes everything at no less than half the pace of one scan that hashes each record. */
async function proofs(house: BenchHouse, { authorityId }: Actor): Promise<Row[]> {
  const scan = async () => {
    const begin = performance.now()
    await house.admin.query(hashingScan, [authorityId])
    return performance.now() - begin
  }
  const prove = async () => {
    const begin = performance.now()
    // Side by side, as `grein verify --ledger` does.
    const [ledger, log] = await Promise.all([
      verifyLedger(house.admin, authorityId),
      verifyLog(house.ground.database, authorityId),
    ])
    if (!ledger.isWhole || log.findings.length > 0) {
      throw new Error(
        `the ledger is not whole: ${JSON.stringify([ledger.faults.slice(0, 3), log.findings.slice(0, 3)])}`,
      )
    }
    return performance.now() - begin
  }
  const reckon = async () => {
    const begin = performance.now()
    await threePasses(house, authorityId)
    return performance.now() - begin
  }
  const { limit, ours } = await interleave(3, scan, prove)
  const reckoned = await interleave(3, scan, reckon)
  return [
    {
      what: 'hashes, balances and tree alone, side by side',
      ours: `${reckoned.ours.toFixed(0)} ms`,
      limit: `${reckoned.limit.toFixed(0)} ms for one scan with sha256`,
      ratio: reckoned.limit / reckoned.ours,
      bar: '≥ 0.5 of the pace of that scan, as it was reckoned',
      holds: reckoned.limit / reckoned.ours >= 0.5,
    },
    {
      what: 'the whole ledger and its log recomputed',
      ours: `${ours.toFixed(0)} ms`,
      limit: `${limit.toFixed(0)} ms for one scan with sha256`,
      ratio: limit / ours,
      bar: '≥ 0.5 of the pace of that scan',
      holds: limit / ours >= 0.5,
    },
  ]
}
