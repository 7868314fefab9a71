// An export read back by another program's reader: the same rows, masses exact, one moment, and on record. Not here: the command (cli).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLogSigner, sealOnce } from '#platform'
import { makeTestFolder } from '#platform/testing'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type World } from '../testing/world.ts'
import { type ExportManifest, exportLedger, FolderTaken } from './export-ledger.ts'
import { exportTables } from './tables.ts'

const signer = openLogSigner({ seed: new Uint8Array(32).fill(9), name: 'grein.example/log' })
const folder = join(makeTestFolder(), 'export')
let world: World
let manifest: ExportManifest
beforeAll(async () => {
  world = await openWorld()
  const { dispensed } = await growToPatient(world)
  await world.act(world.who.pharmacy, 'correct', { correctsId: dispensed.eventId, reason: 'typed wrongly' })
  while (await sealOnce(world.database, world.authorityId, { signer }));
  manifest = await exportLedger(world.database, world.who.authority.actor, { folder, now: world.now })
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

const read = async (table: string) =>
  parquetReadObjects({ file: await asyncBufferFromFile(join(folder, `${table}.parquet`)), utf8: false, compressors })
const compressors = { ZSTD: (bytes: Uint8Array) => zstdDecompressSync(bytes) }

test('each table has the rows of the database, and the list says so', async () => {
  expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest)
  const tables = { events: 'event', movements: 'movement', balances: 'account', batches: 'batch', edges: 'batch_edge' }
  for (const { file, rows } of manifest.files) {
    const name = file.replace('.parquet', '') as keyof typeof tables // The files are named for the tables.
    const [there] = await world.admin.query<{ n: bigint }>(
      `select count(*) as n from chain.${tables[name]} where authority_id = $1`,
      [world.authorityId],
    )
    expect(BigInt(rows), name).toBe(there?.n)
    expect(await read(name)).toHaveLength(rows)
  }
  expect(manifest.files.map(({ file }) => file)).toEqual(exportTables.map(({ name }) => `${name}.parquet`))
})

test('what every account holds is what moved into it less what moved out, to the milligram', async () => {
  const moved = new Map<unknown, bigint>()
  for (const { from_account_id: from, to_account_id: to, amount } of await read('movements')) {
    moved.set(from, (moved.get(from) ?? 0n) - amount)
    moved.set(to, (moved.get(to) ?? 0n) + amount)
  }
  const balances = await read('balances')
  const held = balances.filter(({ amount }) => amount !== null)
  expect(held.length).toBeGreaterThan(5)
  for (const { account_id: id, amount } of held) expect(amount).toBe(moved.get(id) ?? 0n)
  expect(balances.filter(({ amount }) => amount === null).every(({ kind }) => kind === 'world')).toBe(true)
})

test('times are instants, leaves are bytes, and what was taken back is marked on both', async () => {
  const events = await read('events')
  const [first] = await world.admin.query<{ id: string; at: Temporal.Instant; leaf: Uint8Array }>(
    'select event_id as id, occurred_at as at, leaf from chain.event where authority_id = $1 order by event_id limit 1',
    [world.authorityId],
  )
  const same = events.find(({ event_id: id }) => id === first?.id) ?? {}
  expect(same['occurred_at']).toEqual(new Date(first!.at.epochMilliseconds)) // The reader's dates are in milliseconds; a ledger has events.
  expect(Buffer.from(same['leaf'])).toEqual(Buffer.from(first!.leaf))
  const undone = events.filter(({ is_undone: is }) => is)
  expect(undone.map(({ kind }) => kind).sort()).toEqual(['correct', 'dispense'])
})

test('the signed state of the log and the meaning of each column travel in every file', async () => {
  for (const { name, columns } of exportTables) {
    const { key_value_metadata: kept } = await parquetMetadataAsync(
      await asyncBufferFromFile(join(folder, `${name}.parquet`)),
    )
    const told = new Map(kept?.map(({ key, value }) => [key, value]))
    expect(told.get('grein.checkpoint')).toBe(manifest.checkpoint?.note)
    for (const column of columns) expect(told.get(`grein.column.${column.name}`)).toBe(column.about)
  }
  expect(manifest.checkpoint?.size).toBeGreaterThan(10)
})

test('it is on record, refuses a folder with something in it, and is not for a holder', async () => {
  const asked = () =>
    world.admin.query(`select from platform.audit where action = 'chain/export' and authority_id = $1`, [
      world.authorityId,
    ])
  expect(await asked()).toHaveLength(1)
  const taken = join(makeTestFolder(), 'taken')
  mkdirSync(taken, { recursive: true })
  writeFileSync(join(taken, 'mine.txt'), 'mine')
  const { authority, pharmacy } = world.who
  await expect(exportLedger(world.database, authority.actor, { folder: taken, now: world.now })).rejects.toBeInstanceOf(
    FolderTaken,
  )
  await expect(
    exportLedger(world.database, pharmacy.actor, { folder: join(taken, 'new'), now: world.now }),
  ).rejects.toThrow('by the house alone')
  expect(await asked()).toHaveLength(1)
})
