// A ledger of a hundred thousand, a million and ten million events: what a trace, a past day, a page, the mass balance of everything and the
// proof of everything cost, and how that grows. At those sizes only with `--full` (minutes to an hour, and 2.4 GB of disk for each million);
// BENCH_EVENTS=100000,1000000 chooses others, BENCH_KEEP a folder in which they stay and are asked again. Not here: writing events through the door (record-events.ts).
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { batchDetail, batchStockAt, listBatches, markBusyAccounts, massBalance, trace, verifyLedger } from '#chain'
import { type AuthorityId, type BatchId, newId, trustId } from '#kernel'
import { closeImport, openImport, seedLicensing } from '#licensing'
import { type Actor, newTrace, openLogSigner, sealOnce, systemActor } from '#platform'
import { type BenchHouse, corpusLaw, openBenchHouse } from './bench-house.ts'
import { eventsOfFamily, makeLedger } from './make-ledger.ts'
import { nationalBoth } from './national-parquet.ts'
import { recallsOfFamilies, type Someone } from './recalls.ts'
import { serverCpuMs } from './server-cpu.ts'
import { type Promised, quantile, type Row } from './support.ts'
import { hashingScan, threePasses } from './three-passes.ts'

const sizes = [100_000, 1_000_000, 10_000_000]
/** Two families: small enough for every run, so that what makes a ledger cannot fall behind what proves one. */
const smallest = 20_000
const warmUps = 5
const holderCount = 20

export const largeLedger: Promised = {
  name: 'At size: the same questions at a hundred thousand, a million and ten million events',
  async measure(options) {
    const wanted = process.env['BENCH_EVENTS']?.split(',').map(Number) ?? (options.isFull ? sizes : [smallest])
    const rows: Row[] = []
    for (const size of wanted) rows.push(...(await measureSize(size, options.isQuick ? 10 : 100)))
    return rows
  },
}

/** `times`: how often each question is asked. */
async function measureSize(size: number, times: number): Promise<Row[]> {
  // A ledger that takes half an hour to make can be kept, and asked again after a change.
  const keepIn = process.env['BENCH_KEEP']
  await using house = await (keepIn === undefined
    ? openBenchHouse()
    : openBenchHouse({ folder: join(keepIn, `${size}`), isKept: true }))
  const path = join(house.folder, 'made.json')
  const { made, authorityId, minister, events } = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Made) // Written below.
    : await make(house, size, path)
  const actor = systemActor(authorityId, newTrace())
  const at = atSize(events)
  return [
    { what: `made straight, ${at}`, ours: made, ...noLimit },
    ...(await questions(house, actor, { at, times })),
    ...(await recallsOfFamilies(house, actor, { minister, at })),
    ...(await wholes(house, actor, events)),
    ...(await nationalBoth(house, actor, at)),
  ]
}

type Made = {
  readonly authorityId: AuthorityId
  readonly minister: Someone
  readonly events: number
  /** What making it cost, in words. */
  readonly made: string
}

const atSize = (events: number) => `at ${events.toLocaleString('en')} events`

async function make(house: BenchHouse, size: number, path: string): Promise<Made> {
  const authorityId = newId('authority')
  const actor = systemActor(authorityId, newTrace())
  const { holders, minister } = await seedHolders(house, actor)
  const families = Math.max(2, Math.round(size / eventsOfFamily))
  const begin = performance.now()
  const { events } = await makeLedger(house.admin, { authorityId, holders, families })
  const madeMs = performance.now() - begin
  const signer = openLogSigner({ seed: new Uint8Array(32).fill(7), name: 'localhost/log' })
  const sealing = performance.now()
  while (await sealOnce(house.ground.database, authorityId, { signer }));
  const sealedMs = performance.now() - sealing
  await house.admin.query('vacuum analyze') // As the server's own housekeeping would have done by the next day.
  await markBusyAccounts(house.ground.database, actor)
  const [disk] = await house.admin.query<{ bytes: bigint }>('select pg_database_size(current_database()) as bytes')
  const made: Made = {
    ...{ authorityId, minister, events },
    made: `${(madeMs / 1_000).toFixed(0)} s; sealed in ${(sealedMs / 1_000).toFixed(0)} s, ${((events / sealedMs) * 1_000).toFixed(0)} leaves a second; ${(Number(disk?.bytes ?? 0n) / events).toFixed(0)} bytes an event`,
  }
  writeFileSync(path, JSON.stringify(made))
  return made
}

const noLimit = { limit: 'nothing', ratio: null, bar: 'no bar', holds: null } as const

async function seedHolders({ ground, admin }: BenchHouse, actor: Actor) {
  const holders = Array.from({ length: holderCount }, () => ({
    partyId: newId('party'),
    premisesId: newId('premises'),
  }))
  const minister: Someone = { partyId: newId('party'), premisesId: newId('premises') }
  const period = { from: Temporal.PlainDate.from('2015-01-01'), until: null }
  await openImport(admin, actor.authorityId)
  await ground.database.transaction(actor, (tx) =>
    seedLicensing(tx, actor, {
      parties: [
        { partyId: minister.partyId, kind: 'authority', name: 'The Minister', country: 'NL' },
        ...holders.map(
          ({ partyId }, place) => ({ partyId, kind: 'grower', name: `Grower ${place}`, country: 'NL' }) as const,
        ),
      ],
      premises: [...holders, minister].map(({ partyId, premisesId }, place) => ({
        ...{ premisesId, partyId, name: `Greenhouse ${place}`, town: 'Veendam', country: 'NL', period },
      })),
      exemptions: [],
    }),
  )
  await closeImport(admin, actor.authorityId)
  return { holders, minister }
}

/** What people ask, one at a time, warm, the program included. */
async function questions(
  { ground, admin }: BenchHouse,
  actor: Actor,
  { at, times }: { readonly at: string; readonly times: number },
): Promise<Row[]> {
  const { authorityId } = actor
  const some = async (kind: string) => {
    const text = `select b.batch_id as id from chain.batch as b where b.authority_id = $1 and b.kind = $2 order by md5(b.batch_id::text) limit ${times}`
    const rows = await admin.query<{ id: string }>(text, [authorityId, kind])
    return rows.map(({ id }) => trustId('batch', id))
  }
  const [first] = await admin.query<{ id: string; moves: bigint }>(
    `select a.batch_id as id, (select count(*) from chain.movement as m
        where m.authority_id = a.authority_id and m.to_account_id = a.account_id) as moves
      from chain.account as a where a.authority_id = $1 and a.state = 'waste' and a.kind = 'stock'`,
    [authorityId],
  )
  if (!first) throw new Error('the made ledger has its one busy account')
  const hub = trustId('batch', first.id)
  const [lots, bulks, packs] = [await some('harvest'), await some('bulk'), await some('pack-lot')]
  const law = await corpusLaw()
  const now = Temporal.Now.instant()
  const asked = async (
    what: string,
    barMs: number | null,
    count: number,
    ask: (turn: number) => Promise<unknown>,
  ): Promise<Row> => {
    const postmaster = ground.source.embedded?.pid ?? 0
    for (let turn = 1; turn <= warmUps; turn++) await ask(count - turn) // The program and its plans, not what will be asked first.
    const pass = async () => {
      const took: number[] = []
      const cpuMs = serverCpuMs(postmaster)
      for (let turn = 0; turn < count; turn++) {
        const begin = performance.now()
        await ask(turn)
        took.push(performance.now() - begin)
      }
      const usedMs = cpuMs === null ? null : ((serverCpuMs(postmaster) ?? cpuMs) - cpuMs) / count
      return { took, server: usedMs === null ? '' : `; server ${usedMs.toFixed(1)} ms` }
    }
    const say = ({ took }: { took: readonly number[] }) =>
      `p50 ${quantile(took, 0.5).toFixed(1)} ms, p95 ${quantile(took, 0.95).toFixed(1)} ms`
    const first = await pass() // Each for the first time: pages that nobody asked for lately are read from the system or the disk.
    const again = await pass() // The bar is held against this: warm, as it was measured before there was a program.
    const p95 = quantile(again.took, 0.95)
    return {
      what: `${what}, ${at}`,
      ours: `${say(again)}, least ${Math.min(...again.took).toFixed(1)} ms${again.server}; each for the first time ${say(first)}${first.server}`,
      limit: 'a person',
      ratio: null,
      bar: barMs === null ? 'no bar' : `p95 ≤ ${barMs} ms`,
      holds: barMs === null ? null : p95 <= barMs,
    }
  }
  const reading = <Value>(work: Parameters<typeof ground.database.transaction<Value>>[1]) =>
    ground.database.transaction(actor, work, { readOnly: true })
  const traced = (batches: readonly BatchId[], direction: 'back' | 'forward' | 'both') => (turn: number) =>
    reading((tx) => trace(tx, actor, { batchId: batches[turn % batches.length]!, direction })) // Within its length.
  const days = 290
  const day = (turn: number) =>
    Temporal.PlainDate.from('2026-01-03')
      .add({ days: (turn * 37) % days })
      .toString()
  return [
    await asked('trace a pack back', 20, times, traced(packs, 'back')),
    await asked(
      'full trace both ways of a lot of 611 batches',
      20,
      times,
      traced(
        lots.filter((id) => id !== hub),
        'both',
      ),
    ),
    await asked('full trace both ways of a bulk of 60 packs', 20, times, traced(bulks, 'both')),
    await asked('the worst hub, forward (cut off at 5,000 batches)', null, 5, traced([hub], 'forward')),
    await asked(
      `the batch whose account moved ${first.moves.toLocaleString('en')} times, on a past day`,
      5,
      times,
      (turn) => reading((tx) => batchStockAt(tx, actor, { batchId: hub, at: day(turn), now })),
    ),
    await asked(
      'a batch page',
      null,
      times,
      (turn) => reading((tx) => batchDetail(tx, actor, { batchId: packs[turn % packs.length]!, law, now })), // Within its length.
    ),
    await asked('a page of the list of batches', null, times / 2, () =>
      reading((tx) => listBatches(tx, actor, { filter: {}, law })),
    ),
  ]
}

/** All of it at once. */
async function wholes(house: BenchHouse, { authorityId }: Actor, events: number): Promise<Row[]> {
  const { admin, ground } = house
  const postmaster = ground.source.embedded?.pid ?? 0
  const timed = async (work: () => Promise<unknown>) => {
    const cpuMs = serverCpuMs(postmaster)
    const begin = performance.now()
    await work()
    const ms = performance.now() - begin
    return { ms, server: cpuMs === null ? '' : `; server ${(serverCpuMs(postmaster) ?? cpuMs) - cpuMs} ms` }
  }
  const mass = await timed(async () => {
    const { isSound, faults } = await massBalance(admin, authorityId)
    if (!isSound) throw new Error(`balances are not what moved: ${JSON.stringify(faults.slice(0, 3))}`)
  })
  const scan = await timed(() => admin.query(hashingScan, [authorityId]))
  const proof = await timed(async () => {
    const { isWhole, faults } = await verifyLedger(admin, authorityId)
    if (!isWhole) throw new Error(`the made ledger is not whole: ${JSON.stringify(faults.slice(0, 3))}`)
  })
  const reckoned = await timed(() => threePasses(house, authorityId))
  const perSecond = (events / scan.ms) * 1_000
  const at = atSize(events)
  return [
    {
      what: `mass balance of everything, ${at}`,
      ours: `${mass.ms.toFixed(0)} ms${mass.server}`,
      limit: 'a person',
      ratio: null,
      bar: '≤ 2,500 ms',
      holds: mass.ms <= 2_500,
    },
    {
      what: `every record hashed again, ${at}`,
      ours: `${scan.ms.toFixed(0)} ms, ${perSecond.toFixed(0)} events a second${scan.server}`,
      limit: 'nothing',
      ratio: null,
      bar: '≥ 1,000,000 a second',
      holds: perSecond >= 1_000_000,
    },
    {
      what: `hashes, balances and tree alone, side by side, ${at}`,
      ours: `${reckoned.ms.toFixed(0)} ms${reckoned.server}`,
      limit: `${scan.ms.toFixed(0)} ms for that scan`,
      ratio: scan.ms / reckoned.ms,
      bar: '≥ 0.5 of the pace of that scan, as it was reckoned',
      holds: scan.ms / reckoned.ms >= 0.5,
    },
    {
      what: `the whole ledger proven, ${at}`,
      ours: `${proof.ms.toFixed(0)} ms, ${((events / proof.ms) * 1_000).toFixed(0)} events a second${proof.server}`,
      limit: `${scan.ms.toFixed(0)} ms for that scan`,
      ratio: scan.ms / proof.ms,
      bar: '≥ 0.5 of the pace of that scan',
      holds: scan.ms / proof.ms >= 0.5,
    },
  ]
}
