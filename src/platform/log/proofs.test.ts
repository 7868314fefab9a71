// Proofs out of the stored tree, checked by the verifier that strangers use. Not here: how leaves got in (sealer.test.ts).
import { createPublicKey, randomUUID, verify } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  concatBytes,
  fromBase64,
  leafHash,
  newId,
  parseVerifierKey,
  Refused,
  sayRefusal,
  toHex,
  treeRoot,
  unpackEntries,
  utf8,
  verifyConsistencyFile,
  verifyProofFile,
} from '#kernel'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import type { Actor } from '../actor.ts'
import { checkLogKey, isLogSigned } from './check-key.ts'
import { loadLogKey } from './key.ts'
import { checkpointAt, consistency, latestCheckpoint, leafIndexes, proofFor } from './proofs.ts'
import { recordLeaf } from './record-leaf.ts'
import { readLogResource } from './resources.ts'
import { sealOnce } from './sealer.ts'
import { openLogSigner, promiseText } from './signer.ts'

const seed = new Uint8Array(32).fill(7)
const signer = openLogSigner({ seed, name: 'grein.example/log' })
let world: TestDatabase
let staff: Actor
let holder: Actor
const entries: string[] = []
const sizes = [1, 255, 256, 257, 300, 515, 520]

beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform' })
  staff = world.staff
  holder = world.actorFor({ wall: 'holder', partyId: newId('party') })
  for (const size of sizes) {
    await world.database.transaction(staff, async (tx) => {
      while (entries.length < size) {
        const entryId = newId('event')
        const partyId = entries.length % 2 === 0 ? holder.partyId : null
        await recordLeaf(tx, staff, { entryId, record: { at: entries.length }, partyId })
        entries.push(entryId)
      }
    })
    await sealOnce(world.database, world.authorityId, { signer })
  }
})
afterAll(() => world[Symbol.asyncDispose]())

const as = <Value>(actor: Actor, work: Parameters<typeof world.database.transaction<Value>>[1]) =>
  world.database.transaction(actor, work)
const refusalOf = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => null,
    (caught: unknown) => caught,
  )
  if (!(error instanceof Refused)) throw new Error('expected a refusal', { cause: error })
  return error.refusal
}

test('every entry has a proof that passes, with its record and its place', async () => {
  const trustedKeys = [signer.verifierKeyOf(world.authorityId)]
  const proofs = await as(staff, async (tx) => {
    const found = []
    for (const entryId of entries) found.push(await proofFor(tx, staff, entryId))
    return found
  })
  const places = new Set<number>()
  for (const [at, proof] of proofs.entries()) {
    const verdict = verifyProofFile(JSON.stringify(proof), { trustedKeys })
    if (!verdict.isValid) expect.fail(`entry ${at}: ${verdict.failed}`)
    expect(verdict.shown).toMatchObject({ size: 520, record: `{"at":${at}}`, isPinned: true })
    places.add(verdict.shown.index)
  }
  expect(places.size).toBe(entries.length)
})

test('between any two checkpoints there is a proof that passes', async () => {
  for (const fromSize of sizes) {
    for (const toSize of sizes.filter((size) => size >= fromSize)) {
      const proof = await as(staff, (tx) => consistency(tx, staff, { fromSize, toSize }))
      expect(verifyConsistencyFile(JSON.stringify(proof))).toMatchObject({ isValid: true, shown: { fromSize, toSize } })
    }
  }
  for (const [fromSize, toSize] of [
    [300, 256],
    [2, 300],
    [1, 521],
  ] as const) {
    const refusal = await refusalOf(as(staff, (tx) => consistency(tx, staff, { fromSize, toSize })))
    expect(refusal.problem.code).toBe('platform/no-such-checkpoint')
  }
})

test('the state of an earlier moment is the checkpoint signed then', async () => {
  const [row] = await world.admin.query<{ at: Temporal.Instant }>(
    'select signed_at as at from log.checkpoint where authority_id = $1 and size = 257',
    [world.authorityId],
  )
  expect(await as(staff, (tx) => checkpointAt(tx, staff, row!.at))).toMatchObject({ size: 257 })
  expect(await as(staff, (tx) => checkpointAt(tx, staff, Temporal.Instant.from('2020-01-01T00:00Z')))).toBeNull()
  expect(await as(staff, (tx) => latestCheckpoint(tx, staff))).toMatchObject({ size: 520 })
})

test('what is recorded and not sealed answers “not ready yet”, what never was “not in the log”', async () => {
  const other = { ...staff, authorityId: newId('authority') }
  const entryId = newId('event')
  await as(other, (tx) => recordLeaf(tx, other, { entryId, record: {} }))
  const waiting = await refusalOf(as(other, (tx) => proofFor(tx, other, entryId)))
  expect(waiting.problem).toMatchObject({ code: 'platform/not-sealed-yet', kind: 'unavailable' })
  expect(sayRefusal(waiting, 'en').detail).toContain('in 10 seconds')
  const unknown = await refusalOf(as(other, (tx) => proofFor(tx, other, randomUUID())))
  expect(unknown.problem).toMatchObject({ code: 'platform/not-in-log', kind: 'absent' })
  const foreign = await refusalOf(as(other, (tx) => proofFor(tx, other, entries[0]!)))
  expect(foreign.problem.code).toBe('platform/not-in-log')
})

test('a holder’s proof carries its own record alone; of others it has the leaf', async () => {
  const [own, others] = await as(holder, async (tx) => [
    await proofFor(tx, holder, entries[4]!),
    await proofFor(tx, holder, entries[5]!),
  ])
  expect(own!.record).toBe('{"at":4}')
  expect(others).toMatchObject({ record: null, salt: null })
  expect(verifyProofFile(others).isValid).toBe(true)
})

test('a room that keeps its own record hands it in, and a record that is not the leaf proves nothing', async () => {
  const entryId = newId('event')
  const salt = new Uint8Array(32).fill(3)
  const record = '{"kind":"harvest"}'
  await world.admin.query('insert into log.unsealed (authority_id, entry_id, leaf) values ($1, $2, $3)', [
    world.authorityId,
    entryId,
    Buffer.from(leafHash(concatBytes(salt, utf8(record)))),
  ])
  await sealOnce(world.database, world.authorityId, { signer })
  const proof = await as(staff, (tx) => proofFor(tx, staff, entryId, { record, salt }))
  expect(verifyProofFile(proof)).toMatchObject({ isValid: true, shown: { record } })
  const wrong = await refusalOf(as(staff, (tx) => proofFor(tx, staff, entryId, { record: '{}', salt })))
  expect(wrong.problem.code).toBe('platform/not-in-log')
})

test('the same record again is the same leaf; another under its number is refused', async () => {
  const entryId = newId('event')
  const write = (record: { a: number }) => as(staff, (tx) => recordLeaf(tx, staff, { entryId, record }))
  const leaf = await write({ a: 1 })
  expect(toHex(await write({ a: 1 }))).toBe(toHex(leaf))
  expect((await refusalOf(write({ a: 2 }))).problem).toMatchObject({ code: 'platform/entry-changed', kind: 'conflict' })
})

test('another key under the same name stops the start; the same key, or a new name, does not', async () => {
  const check = (given: { seed?: Uint8Array; name?: string }) =>
    checkLogKey(world.database, staff.authorityId, openLogSigner({ seed, name: 'grein.example/log', ...given }))
  const other = new Uint8Array(32).fill(9)
  await expect(check({ seed: other })).rejects.toThrow(/signed with another key[\s\S]*log\.key[\s\S]*GREIN_LOG_NAME/)
  await check({})
  await check({ seed: other, name: 'elsewhere.example/log' })
  const fresh = openLogSigner({ seed: other, name: 'grein.example/log' })
  await checkLogKey(world.database, newId('authority'), fresh) // Nothing was signed yet.
  expect(await isLogSigned(world.database, 'grein.example/log')).toBe(true)
  expect(await isLogSigned(world.database, 'elsewhere.example/log')).toBe(false)
})

test('a record is written once, for its owner too; by its leaf alone its proof holds as well', async () => {
  const entryId = entries[10]!
  const before = await as(staff, (tx) => proofFor(tx, staff, entryId))
  await expect(
    world.admin.query('update log.record set record = null, salt = null where entry_id = $1', [entryId]),
  ).rejects.toThrow(/written once/)
  const withheld = await as(staff, (tx) => proofFor(tx, staff, entryId, { record: null, salt: null }))
  expect(withheld).toMatchObject({ record: null, salt: null, leaf: before.leaf, index: before.index })
  expect(verifyProofFile(withheld).isValid).toBe(true)
})

describe('served as tiles', () => {
  const read = (path: string, actor: Actor = staff) => as(actor, (tx) => readLogResource(tx, actor, { path }))

  test('a stranger rebuilds the signed root from tiles alone', async () => {
    const publicActor = world.actorFor({ wall: 'public' })
    const checkpoint = await read('checkpoint', publicActor)
    expect(checkpoint).toMatchObject({ mediaType: 'text/plain; charset=utf-8', isImmutable: false })
    const [origin, size, root] = new TextDecoder().decode(checkpoint!.bytes).split('\n')
    expect(origin).toBe(`grein.example/log/${world.authorityId}`)
    const full = Math.floor(Number(size) / 256)
    const paths = Array.from({ length: full }, (_, index) => `tile/0/${String(index).padStart(3, '0')}`)
    const bytes = concatBytes(
      ...(
        await Promise.all([...paths, `tile/0/002.p/${Number(size) % 256}`].map((path) => read(path, publicActor)))
      ).map((tile) => tile!.bytes),
    )
    const leaves = Array.from({ length: Number(size) }, (_, at) => bytes.subarray(32 * at, 32 * at + 32))
    expect(toHex(treeRoot(leaves))).toBe(toHex(fromBase64(root!)!))
    // The tile above holds the roots of the full tiles below.
    const upper = await read('tile/1/000.p/2', publicActor)
    expect(toHex(upper!.bytes)).toBe(
      toHex(concatBytes(treeRoot(leaves.slice(0, 256)), treeRoot(leaves.slice(256, 512)))),
    )
  })

  test('an older, narrower tile is the start of the wider one', async () => {
    const wide = await read('tile/0/000')
    const narrow = await read('tile/0/000.p/7')
    expect(toHex(narrow!.bytes)).toBe(toHex(wide!.bytes.subarray(0, 224)))
  })

  test.each(['tile/0/003', 'tile/0/002', 'tile/0/002.p/200', 'tile/1/000', 'tile/2/000.p/1', 'tile/x', ''])(
    'there is no “%s”',
    async (path) => {
      expect(await read(path)).toBeNull()
    },
  )

  test('entry bundles are for staff; each entry hashes to its leaf, and an erased one is empty', async () => {
    expect(await read('tile/entries/000', holder)).toBeNull()
    const bundle = await read('tile/entries/000')
    const tile = await read('tile/0/000')
    const given = unpackEntries(bundle!.bytes)!
    expect(given).toHaveLength(256)
    for (const [at, entry] of given.entries())
      expect(toHex(leafHash(entry))).toBe(toHex(tile!.bytes.subarray(32 * at, 32 * at + 32)))
    // As of an event that chain erased: where nothing can be read, nothing is given.
    const gone = entries[10]!
    await world.admin.query('alter table log.record disable trigger written_once')
    await world.admin.query('update log.record set record = null, salt = null where entry_id = $1', [gone])
    const after = unpackEntries((await read('tile/entries/000'))!.bytes)!
    const place = (await as(staff, (tx) => leafIndexes(tx, staff, [gone]))).get(gone)
    expect(after.flatMap((entry, at) => (entry.length === 0 ? [at] : []))).toEqual([place])
  })
})

describe('the key', () => {
  test('is made once, for its owner alone, and read back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'grein-key-'))
    try {
      const inside = join(folder, 'data')
      const [first, second] = await Promise.all([loadLogKey({ folder: inside }), loadLogKey({ folder: inside })])
      expect(toHex(first)).toBe(toHex(second))
      expect(toHex(await loadLogKey({ folder: inside }))).toBe(toHex(first))
      expect(await readdir(inside)).toEqual(['log.key'])
      expect((await stat(join(inside, 'log.key'))).mode & 0o777).toBe(0o600)
      const given = (await readFile(join(inside, 'log.key'), 'utf8')).trim()
      expect(toHex(await loadLogKey({ folder: '/nowhere', given }))).toBe(toHex(first))
      await chmod(join(inside, 'log.key'), 0o644)
      await expect(loadLogKey({ folder: inside })).rejects.toThrow(/can be read by others/)
      await chmod(join(inside, 'log.key'), 0o600)
      await writeFile(join(inside, 'log.key'), 'half a k')
      await expect(loadLogKey({ folder: inside })).rejects.toThrow(/holds no key/)
      await expect(loadLogKey({ folder: inside, given: 'AA==' })).rejects.toThrow(/GREIN_LOG_KEY holds no key/)
      // Of a log that was signed, the key is lost: no file is left behind that looks like it.
      const empty = join(folder, 'moved')
      const isSigned = async () => true
      await expect(loadLogKey({ folder: empty, isSigned })).rejects.toThrow(/its key is not there[\s\S]*GREIN_LOG_NAME/)
      expect(await readdir(folder)).toEqual(['data'])
      expect(toHex(await loadLogKey({ folder: empty, given, isSigned }))).toBe(toHex(first))
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('a promise is signed under the log’s name and can never pass for a checkpoint', () => {
    const leaf = new Uint8Array(32).fill(9)
    const { publicKey } = parseVerifierKey(signer.verifierKeyOf(world.authorityId))!
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
      format: 'jwk',
    })
    const text = promiseText(signer.originOf(world.authorityId), leaf)
    const signature = Buffer.from(signer.promise(world.authorityId, leaf), 'base64')
    expect(verify(null, utf8(text), key, signature)).toBe(true)
    expect(verify(null, utf8(text.replace('promise', 'premise')), key, signature)).toBe(false)
  })
})
