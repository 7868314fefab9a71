// Someone with the superuser's password changes the log behind its functions: each way is found and named. Not here: honest use.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AuthorityId, newId } from '#kernel'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { recordLeaf } from './record-leaf.ts'
import { sealOnce } from './sealer.ts'
import { openLogSigner } from './signer.ts'
import { type LogEdge, verifyLog } from './verify-log.ts'

const signer = openLogSigner({ seed: new Uint8Array(32).fill(7), name: 'grein.example/log' })
let world: TestDatabase
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform' })
})
afterAll(() => world[Symbol.asyncDispose]())

/** A log of 600 leaves in three rounds, with two records of platform's own among them. */
async function aLog(): Promise<AuthorityId> {
  const authorityId = newId('authority')
  const actor = { ...world.staff, authorityId }
  for (const count of [100, 300, 198]) {
    await world.admin.query(
      `insert into log.unsealed (authority_id, entry_id, leaf)
       select $1, uuidv7(), sha256(convert_to(number::text, 'UTF8')) from generate_series(1, $2) as number`,
      [authorityId, count],
    )
    await sealOnce(world.database, authorityId, { signer })
  }
  await world.database.transaction(actor, async (tx) => {
    await recordLeaf(tx, actor, { entryId: newId('event'), record: { a: 1 } })
    await recordLeaf(tx, actor, { entryId: newId('event'), record: { a: 2 } })
  })
  await sealOnce(world.database, authorityId, { signer })
  return authorityId
}

/** Runs as the superuser, with every trigger off: the strongest enemy short of the signing key. */
async function tamper(text: string, ...values: unknown[]) {
  await world.admin.withClient(async (client) => {
    await client.query('begin')
    for (const table of ['leaf', 'tile', 'checkpoint', 'record', 'head']) {
      await client.query(`alter table log.${table} disable trigger user`)
    }
    await client.query(text, values)
    await client.query('commit')
  })
}

test('an honest log has no findings, whatever waits in the queue', async () => {
  const authorityId = await aLog()
  const actor = { ...world.staff, authorityId }
  await world.database.transaction(actor, (tx) => recordLeaf(tx, actor, { entryId: newId('event'), record: {} }))
  const progress: number[] = []
  const report = await verifyLog(world.database, authorityId, { onProgress: ({ leaves }) => progress.push(leaves) })
  expect(report).toMatchObject({ size: 600, checkpoints: 4, findings: [] })
  expect(progress).toEqual([600])
  expect(await verifyLog(world.database, newId('authority'))).toMatchObject({ size: 0, checkpoints: 0, findings: [] })
})

test.each([
  [
    'a changed leaf',
    `update log.leaf set leaf = $2 where authority_id = $1 and leaf_index = 20`,
    ['root-differs 100', 'tile-differs 0/0', 'root-differs 400', 'root-differs 598', 'root-differs 600'],
  ],
  [
    'a leaf in the last tile',
    `update log.leaf set leaf = $2 where authority_id = $1 and leaf_index = 590`,
    ['root-differs 598', 'root-differs 600'],
  ],
  ['a leaf taken out', `delete from log.leaf where authority_id = $1 and leaf_index = 300`, ['leaf-out-of-place 256']],
  [
    'the last leaves taken out',
    `delete from log.leaf where authority_id = $1 and leaf_index >= 512`,
    ['leaf-out-of-place 512', 'record-differs', 'record-differs'],
  ],
  ['a changed tile', `update log.tile set root = $2 where authority_id = $1 and tile_index = 1`, ['tile-differs 0/1']],
  ['a tile taken out', `delete from log.tile where authority_id = $1 and tile_index = 0`, ['tile-differs 0/0']],
  [
    'a changed root',
    `update log.checkpoint set root = $2 where authority_id = $1 and size = 400`,
    ['root-differs 400'],
  ],
  [
    'a forged note',
    `update log.checkpoint set note = replace(note, E'400\\n', E'401\\n') where authority_id = $1 and size = 400`,
    ['signature-wrong 400'],
  ],
  [
    'the last checkpoint taken out',
    `delete from log.checkpoint where authority_id = $1 and size = 600`,
    ['root-differs 600'],
  ],
  [
    'a log made shorter',
    `update log.head set size = 599 where authority_id = $1`,
    ['leaf-out-of-place 512', 'root-differs 599', 'leaf-out-of-place 599'],
  ],
])('%s is found', async (_, text, expected) => {
  const authorityId = await aLog()
  const values = [authorityId, randomBytes(32)].slice(0, text.includes('$2') ? 2 : 1)
  await tamper(text, ...values)
  const { findings } = await verifyLog(world.database, authorityId)
  const named = findings.map(({ kind, at }) => (kind === 'record-differs' ? kind : `${kind} ${at}`))
  expect(named).toEqual(expected)
})

test('a changed record of platform itself is found by its number', async () => {
  const authorityId = await aLog()
  const [row] = await world.admin.query<{ entry_id: string }>(
    'select entry_id from log.record where authority_id = $1',
    [authorityId],
  )
  await tamper(`alter table log.record drop constraint record_leaf`)
  await tamper(
    `update log.record set record = '{"a":3}' where authority_id = $1 and entry_id = $2`,
    authorityId,
    row!.entry_id,
  )
  const { findings } = await verifyLog(world.database, authorityId)
  expect(findings).toEqual([{ kind: 'record-differs', at: row!.entry_id }])
})

test('a whole log rewritten and signed again is betrayed by a checkpoint kept elsewhere', async () => {
  const authorityId = await aLog()
  const [kept] = await world.admin.query<{ note: string }>(
    'select note from log.checkpoint where authority_id = $1 and size = 400',
    [authorityId],
  )
  const knownNotes = [kept!.note]
  expect((await verifyLog(world.database, authorityId, { knownNotes })).findings).toEqual([])
  for (const table of ['leaf', 'tile', 'checkpoint', 'record', 'head']) {
    await tamper(`delete from log.${table} where authority_id = $1`, authorityId)
  }
  await world.admin.query(
    `insert into log.unsealed (authority_id, entry_id, leaf)
     select $1, uuidv7(), sha256(convert_to('new' || number, 'UTF8')) from generate_series(1, 600) as number`,
    [authorityId],
  )
  await sealOnce(world.database, authorityId, { signer })
  expect((await verifyLog(world.database, authorityId)).findings).toEqual([])
  expect((await verifyLog(world.database, authorityId, { knownNotes })).findings).toEqual([
    { kind: 'known-differs', at: '400' },
  ])
  const longer = signer.signCheckpoint(authorityId, { size: 601, rootHash: new Uint8Array(32) })
  expect((await verifyLog(world.database, authorityId, { knownNotes: [longer] })).findings).toEqual([
    { kind: 'known-differs', at: '601' },
  ])
})

test('goes on from the leaf where it was cut off, unless what was seen before no longer adds up', async () => {
  const authorityId = await aLog()
  const wide = 64 * 256 // One read of the recomputing.
  await world.admin.query(
    `insert into log.unsealed (authority_id, entry_id, leaf)
     select $1, uuidv7(), sha256(convert_to('more' || number, 'UTF8')) from generate_series(1, $2) as number`,
    [authorityId, wide],
  )
  while (await sealOnce(world.database, authorityId, { signer }));
  const edges: LogEdge[] = []
  const whole = await verifyLog(world.database, authorityId, { onProgress: ({ edge }) => edges.push(edge) })
  const [edge] = edges
  expect(edge?.leaves).toBe(wide)
  const seen: number[] = []
  const resumed = await verifyLog(world.database, authorityId, {
    resume: JSON.parse(JSON.stringify(edge)),
    onProgress: ({ leaves }) => seen.push(leaves),
  })
  expect(seen).toEqual([wide + 600])
  expect({ root: resumed.root, findings: resumed.findings }).toEqual({ root: whole.root, findings: [] })
  // A checkpoint from before the edge is not believed unseen.
  const forged = signer.signCheckpoint(authorityId, { size: 100, rootHash: new Uint8Array(32) })
  const held = await verifyLog(world.database, authorityId, { resume: edge!, knownNotes: [forged] })
  expect(held.findings).toEqual([{ kind: 'known-differs', at: '100' }])
  await tamper(`update log.tile set root = $2 where authority_id = $1 and tile_index = 3`, authorityId, randomBytes(32))
  const { findings } = await verifyLog(world.database, authorityId, { resume: edge! })
  expect(findings).toContainEqual({ kind: 'tile-differs', at: '0/3' })
})

test('cut off after it found something, it finds it again', async () => {
  const authorityId = await aLog()
  const wide = 64 * 256
  await world.admin.query(
    `insert into log.unsealed (authority_id, entry_id, leaf)
     select $1, uuidv7(), sha256(convert_to('again' || number, 'UTF8')) from generate_series(1, $2) as number`,
    [authorityId, wide],
  )
  while (await sealOnce(world.database, authorityId, { signer }));
  // The root that is stored of this tile still adds up; what is stored under it does not.
  await tamper(
    `update log.tile set hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0)) where authority_id = $1 and level = 0 and tile_index = 3`,
    authorityId,
  )
  await tamper(
    `update log.checkpoint set note = replace(note, '—', '-') where authority_id = $1 and size = 400`,
    authorityId,
  )
  const edges: LogEdge[] = []
  const { findings } = await verifyLog(world.database, authorityId, { onProgress: ({ edge }) => edges.push(edge) })
  expect(findings).toEqual([
    { kind: 'signature-wrong', at: '400' },
    { kind: 'tile-differs', at: '0/3' },
  ])
  for (const edge of edges)
    expect((await verifyLog(world.database, authorityId, { resume: edge })).findings).toEqual(findings)
})

describe('whatever a column was made to hold, it ends', () => {
  beforeAll(async () => {
    const checks = await world.admin.query<{ name: string; check: string }>(
      `select k.conrelid::regclass::text as name, k.conname as check from pg_constraint as k
       where k.connamespace = 'log'::regnamespace and k.contype = 'c' and k.coninhcount = 0`,
    )
    for (const { name, check } of checks) await world.admin.query(`alter table ${name} drop constraint ${check}`)
  })
  const most = '9223372036854775807'
  test.each([
    ['head', `size = ${most}`, 'size > 0'],
    ['head', 'size = -5', 'size > 0'],
    ['leaf', `leaf = ''`, 'leaf_index = 20'],
    ['leaf', `leaf = leaf || '\\x00'`, 'leaf_index = 590'],
    ['leaf', `leaf_index = ${most}`, 'leaf_index = 20'],
    ['leaf', `leaf_index = -${most}`, 'leaf_index = 20'],
    ['leaf', `leaf = ''`, 'leaf_index in (20, 21)'],
    ['tile', `hashes = ''`, 'level = 0 and tile_index = 0'],
    ['tile', `root = '\\x00'`, 'level = 0 and tile_index = 0'],
    ['tile', `tile_index = ${most}`, 'level = 0 and tile_index = 0'],
    ['tile', 'level = -32768', 'level = 0 and tile_index = 0'],
    ['checkpoint', `size = ${most}`, 'size = 400'],
    ['checkpoint', 'size = -1', 'size = 600'],
    ['checkpoint', `root = ''`, 'size = 400'],
    ['checkpoint', `note = ''`, 'size = 400'],
    ['checkpoint', `note = repeat(E'\\n', 100000)`, 'size = 400'],
    ['checkpoint', `verifier_key = 'x'`, 'size = 400'],
    ['record', `leaf = ''`, 'true'],
    ['record', `record = null`, 'true'],
    ['record', 'record = null, salt = null', 'true'],
    ['record', `salt = ''`, 'true'],
  ])('%s %s: found', async (table, change, which) => {
    const authorityId = await aLog()
    await tamper(`update log.${table} set ${change} where authority_id = $1 and ${which}`, authorityId)
    const { findings } = await verifyLog(world.database, authorityId)
    expect(findings.length > 0).toBe(true)
  })
  test.each(['infinity', '-infinity', '294276-12-31', '4713-01-01 BC'])(
    'signed at %s: told by no leaf',
    async (time) => {
      const authorityId = await aLog()
      await tamper(`update log.checkpoint set signed_at = $2 where authority_id = $1`, authorityId, time)
      expect((await verifyLog(world.database, authorityId)).findings).toEqual([])
    },
  )
})
