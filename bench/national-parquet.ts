// The national picture of a year as it is served, from the sums that the house keeps, and of exported Parquet by DuckDB, which is not part of
// Grein: it is found in node_modules or where BENCH_DUCKDB says. And what the sums cost. Not here: making the ledger (make-ledger.ts).
import { readdirSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bandEvents, exportLedger, figureEvents, keepSums, nationalPicture, periodFlow } from '#chain'
import type { Actor } from '#platform'
import { type BenchHouse, corpusLaw, projectRoot } from './bench-house.ts'
import { serverCpuMs } from './server-cpu.ts'
import { median, type Row } from './support.ts'

const turns = 5
export const duckPlace = 'BENCH_DUCKDB, a folder in which @duckdb/node-api was installed'

const noBar = { limit: 'nothing', ratio: null, bar: 'no bar', holds: null } as const
const until = Temporal.PlainDate.from('2026-11-01')

export async function nationalBoth({ ground, admin, folder }: BenchHouse, actor: Actor, at: string): Promise<Row[]> {
  const postmaster = ground.source.embedded?.pid ?? 0
  const asked = { law: await corpusLaw(), until, months: 12 }
  const picture = () =>
    ground.database.transaction(actor, (tx) => nationalPicture(tx, actor, asked), { readOnly: true })
  const rows: Row[] = [await sumsMade({ ground, admin }, actor, at)]
  const served = await timed(postmaster, picture)
  const month = { from: until.subtract({ months: 1 }), until }
  for (const what of ['dispensed', 'grown'] as const) {
    const page = await timed(postmaster, () =>
      ground.database.transaction(actor, (tx) => figureEvents(tx, actor, { ...month, what }), { readOnly: true }),
    )
    rows.push({ what: `a page of what was ${what} in a month, ${at}`, ours: say(page), ...noBar })
  }
  rows.push(...(await flowOfCountry({ ground }, actor, at)))
  const exported = join(folder, 'export')
  rmSync(exported, { recursive: true, force: true }) // Of an earlier time, where the ledger is kept.
  const begin = performance.now()
  const { files } = await exportLedger(ground.database, actor, { folder: exported, now: Temporal.Now.instant() })
  const exportMs = performance.now() - begin
  const bytes = readdirSync(exported).reduce((sum, file) => sum + statSync(join(exported, file)).size, 0)
  const count = files.reduce((sum, file) => sum + file.rows, 0)
  rows.push({
    what: `export as Parquet, ${at}`,
    ours: `${(exportMs / 1_000).toFixed(1)} s for ${count.toLocaleString('en')} rows, ${(bytes / 1e6).toFixed(0)} MB`,
    ...noBar,
  })
  const what = `the national picture of a year as served, ${at}`
  const duck = await openDuck()
  if (duck === null) return [...rows, { what, ours: `${say(served)}; no DuckDB at hand (${duckPlace})`, ...noBar }]
  for (const { file } of files)
    await duck(`create view ${file.replace('.parquet', '')} as select * from '${join(exported, file)}'`)
  const counted = await timed(postmaster, async () => ({
    flow: await duck(months),
    stock: await duck(stock),
    harvests: await duck(harvests),
  }))
  const sum = (list: readonly { massMg: unknown }[]) => list.reduce((all, { massMg }) => all + BigInt(`${massMg}`), 0n)
  if (
    sum(counted.value.flow as never) !== sum(served.value.flow) ||
    sum(counted.value.stock as never) !== sum(served.value.stock)
  ) {
    throw new Error('the two pictures differ')
  }
  return [
    ...rows,
    {
      what,
      ours: say(served),
      limit: `${counted.ms.toFixed(0)} ms by DuckDB over Parquet`,
      ratio: counted.ms / served.ms,
      bar: '≥ 1',
      holds: counted.ms >= served.ms,
    },
  ]
}

/** The flow of a year, and a page of the events of its widest and of its narrowest band. */
export async function flowOfCountry({ ground }: Pick<BenchHouse, 'ground'>, actor: Actor, at: string): Promise<Row[]> {
  const postmaster = ground.source.embedded?.pid ?? 0
  const year = { from: until.subtract({ years: 1 }), until, holderId: null }
  const flow = await timed(postmaster, () =>
    ground.database.transaction(actor, (tx) => periodFlow(tx, actor, year), { readOnly: true }),
  )
  const bands = flow.value.links.filter(({ events }) => events > 0).sort((a, b) => b.events - a.events)
  const rows: Row[] = [
    { what: `the flow of the country over a year, ${bands.length} bands, ${at}`, ours: say(flow), ...noBar },
  ]
  for (const band of new Set([bands[0], bands.at(-1)])) {
    if (!band) continue
    const page = await timed(postmaster, () =>
      ground.database.transaction(
        actor,
        (tx) => bandEvents(tx, actor, { ...year, source: band.from, target: band.to }),
        { readOnly: true },
      ),
    )
    rows.push({
      what: `a page of its band of ${band.events.toLocaleString('en')} events, ${at}`,
      ours: say(page),
      ...noBar,
    })
  }
  return rows
}

/** The house's round over the whole log, as after an import or on the first day with sums. */
async function sumsMade(
  { ground, admin }: Pick<BenchHouse, 'ground' | 'admin'>,
  actor: Actor,
  at: string,
): Promise<Row> {
  const postmaster = ground.source.embedded?.pid ?? 0
  const cpuMs = serverCpuMs(postmaster)
  const begin = performance.now()
  await keepSums(ground.database, actor)
  const ms = performance.now() - begin
  const [mark] = await admin.query<{ leaves: bigint }>('select leaves from chain.sum_mark where authority_id = $1', [
    actor.authorityId,
  ])
  const used = cpuMs === null ? '' : `; server ${(serverCpuMs(postmaster) ?? cpuMs) - cpuMs} ms`
  const pace = ((Number(mark?.leaves ?? 0n) / ms) * 1_000).toFixed(0)
  return {
    what: `sums of flow and stock made, ${at}`,
    ours: `${(ms / 1_000).toFixed(1)} s, ${pace} leaves a second${used}`,
    ...noBar,
  }
}

type Timed<Value> = { readonly ms: number; readonly cpuMs: number | null; readonly value: Value }
const say = ({ ms, cpuMs }: Timed<unknown>) =>
  `${ms.toFixed(1)} ms${cpuMs === null ? '' : `; server ${cpuMs.toFixed(1)} ms`}`

async function timed<Value>(postmaster: number, work: () => Promise<Value>): Promise<Timed<Value>> {
  let value = await work() // Warm first.
  const took: number[] = []
  const before = serverCpuMs(postmaster)
  for (let turn = 0; turn < turns; turn++) {
    const begin = performance.now()
    value = await work()
    took.push(performance.now() - begin)
  }
  const after = serverCpuMs(postmaster)
  return { ms: median(took), cpuMs: before === null || after === null ? null : (after - before) / turns, value }
}

type Ask = (text: string) => Promise<Record<string, unknown>[]>
/** As much of DuckDB's own types as is used here: it may not be there. */
type Duck = {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{ runAndReadAll(text: string): Promise<{ getRowObjects(): Record<string, unknown>[] }> }>
    }>
  }
}

async function openDuck(): Promise<Ask | null> {
  const from = process.env['BENCH_DUCKDB'] ?? projectRoot
  try {
    const path = createRequire(join(from, 'package.json')).resolve('@duckdb/node-api')
    const { DuckDBInstance } = (await import(pathToFileURL(path).href)) as Duck // What that package exports, if it is there.
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    return async (text) => (await connection.runAndReadAll(text)).getRowObjects()
  } catch {
    return null
  }
}

/** The SQL of src/chain/picture/store.ts, over the exported tables. */
const months = `
  select strftime((timestamp '1970-01-01' + to_microseconds(epoch_us(e.occurred_at))) at time zone 'UTC' at time zone 'Europe/Amsterdam', '%Y-%m') as month,
    case when f.kind = 'world' and f.state = 'grown' then 'grown'
      when e.kind = 'hand-over' and t.kind = 'stock' then 'handed-over'
      when e.kind = 'release' and t.state = 'released' then 'released'
      when t.kind = 'world' and t.state in ('dispensed', 'exported', 'destroyed', 'consumed-in-test', 'moisture', 'processing-loss', 'lost', 'stolen')
        then t.state end as what,
    e.kind as act, b.product_code as product, sum(m.amount)::bigint as "massMg", count(distinct e.event_id) as events
  from events as e
  join movements as m on m.event_id = e.event_id and m.ledger = 'material_mg'
  join balances as f on f.account_id = m.from_account_id
  join balances as t on t.account_id = m.to_account_id
  join batches as b on b.batch_id = coalesce(t.batch_id, f.batch_id)
  where not e.is_undone and e.occurred_at >= timestamp '2025-11-30 23:00:00' and e.occurred_at < timestamp '2026-11-01 23:00:00'
  group by 1, 2, 3, 4
  having what is not null`
const stock = `
  select n.holder_kind, b.product_code, case n.kind when 'stock' then n.state else n.kind end as state, sum(n.amount)::bigint as "massMg", count(*) as accounts
  from balances as n join batches as b on b.batch_id = n.batch_id
  where n.amount > 0 and n.ledger = 'material_mg' and n.kind in ('stock', 'transit')
  group by 1, 2, 3`
const harvests = `
  with newest as (select * from batches where kind = 'harvest' order by opened_at desc limit 200)
  select h.batch_id, any_value(h.opened_amount) as opened, sum(n.amount) filter (where n.kind = 'stock' and n.state = 'wet') as wet,
    sum(w.amount) filter (where n.state = 'moisture') as moisture, sum(w.amount) filter (where n.state = 'processing-loss') as loss,
    sum(w.amount) filter (where n.kind = 'stock' and n.state = 'waste') as waste
  from newest as h
  join balances as n on n.batch_id = h.batch_id and n.ledger = 'material_mg'
  left join (select to_account_id, sum(amount) as amount from movements group by 1) as w on w.to_account_id = n.account_id and (n.kind = 'world' or n.state = 'waste')
  group by 1`
