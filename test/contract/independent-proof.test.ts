// Proofs of our log before a judge that shares no code with us: verify_proof.py, written from docs/reference/proof-format.md.
// Not here: our own verifier's cases (src/kernel/transparency).
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ed25519 } from '@noble/curves/ed25519.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  cosign,
  newId,
  printWitnessKey,
  verifyConsistencyFile,
  verifyProofFile,
  verifyProofSet,
  witnessKeyOf,
} from '#kernel'
import {
  addCosignatures,
  consistency,
  latestCheckpoint,
  openLogSigner,
  proofFor,
  proofSet,
  recordLeaf,
  sealOnce,
} from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'

const script = join(dirname(fileURLToPath(import.meta.url)), 'verify_proof.py')
const isPythonHere = spawnSync('python3', ['--version']).status === 0
const suffix = isPythonHere ? '' : ' (skipped: there is no python3 on this machine)'

const signer = openLogSigner({ seed: new Uint8Array(32).fill(42), name: 'grein.example/log' })
let world: TestDatabase
let folder: string
let files: string[] // As a holder would keep them: four proofs of inclusion, one by its leaf alone, two of consistency, one with what its record has the hash of.
/** What a record has the hash of. */
const content = '["één salt", {"a": 1.10}]'
let verifierKey: string
let set: string // Five records under one witnessed state, one of them by its leaf alone.

/** A witness of another make than ours would do the same: a key, and the line that tlog-cosignature describes. */
const witnessSeed = new Uint8Array(32).fill(44)
const witnessKey = witnessKeyOf('witness.example/w', ed25519.getPublicKey(witnessSeed))
const witness = printWitnessKey(witnessKey)
const otherWitness = printWitnessKey(witnessKeyOf('witness.example/x', ed25519.getPublicKey(witnessSeed)))

beforeAll(async () => {
  if (!isPythonHere) return
  folder = mkdtempSync(join(tmpdir(), 'grein-proofs-'))
  world = await openTestDatabase({ upTo: 'platform' })
  const { database, staff } = world
  const entries: string[] = []
  for (const size of [1, 7, 8, 300]) {
    await database.transaction(staff, async (tx) => {
      while (entries.length < size) {
        entries.push(newId('event'))
        const of = { batchId: 'bat_1', name: 'één “partij”' }
        const contentSha256 = createHash('sha256').update(content).digest('hex')
        const note = `één “doos” ${entries.length}\n`
        const record = { contentSha256, massMg: '1250', of, note, nested: [1, null, { a: 1e21 }] }
        await recordLeaf(tx, staff, { entryId: entries.at(-1)!, record })
      }
    })
    await sealOnce(database, world.authorityId, { signer })
  }
  verifierKey = signer.verifierKeyOf(world.authorityId)
  await database.transaction(staff, async (tx) => {
    const { note } = (await latestCheckpoint(tx, staff))! // Sealed four times, above.
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1)
    const line = cosign(text, { key: witnessKey, seconds: 1_800_000_000, sign: (m) => ed25519.sign(m, witnessSeed) })
    await addCosignatures(tx, staff, { note: note + line, witnessKeys: [witness] })
    const ids = [0, 6, 9, 255, 299].map((at) => entries[at]!)
    const rows = await world.admin.query<{
      entryId: string
      record: string | null
      salt: Uint8Array | null
      leaf: Uint8Array
    }>(
      `select entry_id as "entryId", case when entry_id = $2 then null else record end as record,
         case when entry_id = $2 then null else salt end as salt, leaf
       from log.record where entry_id = any ($1)`,
      [ids, entries[9]],
    )
    const about = { kind: 'batch' as const, id: 'bat_1', name: 'één “partij”', part: 1, parts: 1 }
    set = JSON.stringify(await proofSet(tx, staff, { about, entries: rows }))
  })
  files = await database.transaction(staff, async (tx) => {
    const proofs: unknown[] = []
    for (const at of [0, 6, 255, 299]) proofs.push(await proofFor(tx, staff, entries[at]!))
    proofs.push(await proofFor(tx, staff, entries[9]!, { record: null, salt: null }))
    proofs.push(await consistency(tx, staff, { fromSize: 7, toSize: 300 }))
    proofs.push(await consistency(tx, staff, { fromSize: 8, toSize: 300 }))
    proofs.push({ ...(await proofFor(tx, staff, entries[6]!)), content })
    return proofs.map((proof) => JSON.stringify(proof))
  })
})
afterAll(async () => {
  if (!isPythonHere) return
  await world[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

function judge(contents: readonly (string | Uint8Array)[], ...options: string[]) {
  const paths = contents.map((content, at) => {
    const path = join(folder, `${at}.json`)
    writeFileSync(path, content)
    return path
  })
  const { stdout, stderr, status } = spawnSync('python3', [script, ...options, ...paths], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return { status, lines: stdout.trim().split('\n') }
}
/** Under the witness too: without it, its line is passed over like any stranger's. */
const ourVerdict = (file: string | Uint8Array) =>
  [verifyProofFile, verifyConsistencyFile, verifyProofSet].some(
    (check) => check(file, { witnessKeys: [witness] }).isValid,
  )

test.skipIf(!isPythonHere)(`an independent verifier agrees with every proof we make${suffix}`, () => {
  const { status, lines } = judge(files, '--key', verifierKey)
  expect(lines).toEqual([
    expect.stringMatching(/^valid inclusion \d+ of 300$/),
    expect.stringMatching(/^valid inclusion \d+ of 300$/),
    expect.stringMatching(/^valid inclusion \d+ of 300$/),
    expect.stringMatching(/^valid inclusion \d+ of 300$/),
    expect.stringMatching(/^valid inclusion \d+ of 300$/),
    'valid consistency 7 to 300',
    'valid consistency 8 to 300',
    'valid inclusion 6 of 300',
  ])
  expect(status).toBe(0)
  expect(files.every(ourVerdict)).toBe(true)
})

test.skipIf(!isPythonHere)(`what was touched, both refuse${suffix}`, () => {
  const touched: Uint8Array[] = []
  for (const file of [files[2]!, files[5]!, files[7]!, set]) {
    const bytes = Buffer.from(file)
    // Of what a set says it is about, its parts are its own word; the rest is held on its own, below.
    const about = { from: bytes.indexOf('"about"'), until: bytes.indexOf('"proofs":') }
    // Spread over the file, in steps that share no factor with anything in it.
    for (let at = 3; at < bytes.length; at += 41) {
      if (about.from !== -1 && at >= about.from && at < about.until) continue
      const changed = Uint8Array.from(bytes)
      changed[at]! ^= 1 << (at % 7)
      touched.push(changed)
    }
  }
  const { status, lines } = judge(touched, '--witness', witness)
  expect(status).toBe(1)
  expect(lines.filter((line) => !line.startsWith('invalid: '))).toEqual([])
  expect(lines).toHaveLength(touched.length)
  expect(touched.filter(ourVerdict)).toEqual([])
})

test.skipIf(!isPythonHere)(`other content than the record has the hash of is refused by both${suffix}`, () => {
  const { content: _, ...bare } = JSON.parse(files[7]!) as { content: string }
  const nothing = { ...bare, record: null, salt: null }
  const forged = [
    { ...bare, content: `${content} ` },
    { ...bare, content: null },
    { ...nothing, content },
  ]
  expect(judge(forged.map((one) => JSON.stringify(one))).lines).toEqual(forged.map(() => 'invalid: content'))
  expect(forged.map((one) => verifyProofFile(one).isValid)).toEqual([false, false, false])
  expect(judge([JSON.stringify(bare), JSON.stringify(nothing)]).status).toBe(0)
})

test.skipIf(!isPythonHere)(`a proof under a key one does not trust is refused by both${suffix}`, () => {
  const other = openLogSigner({ seed: new Uint8Array(32).fill(43), name: 'grein.example/log' }).verifierKeyOf(
    world.authorityId,
  )
  expect(judge([files[0]!], '--key', other).lines).toEqual(['invalid: key'])
  expect(verifyProofFile(files[0]!, { trustedKeys: [other] })).toMatchObject({ failed: 'key-not-trusted' })
})

test.skipIf(!isPythonHere)(
  `a batch’s proof and its witness hold before both, and not without that witness${suffix}`,
  () => {
    const { lines, status } = judge([set], '--key', verifierKey, '--witness', witness)
    expect(lines).toEqual(['valid set 5 of 300'])
    expect(status).toBe(0)
    expect(verifyProofSet(set, { trustedKeys: [verifierKey], witnessKeys: [witness] })).toMatchObject({
      isValid: true,
      shown: { entries: { length: 5 }, witnesses: [{ name: 'witness.example/w', seconds: 1_800_000_000 }] },
    })
    expect(judge([set], '--witness', otherWitness).lines).toEqual(['invalid: witness'])
    expect(verifyProofSet(set, { witnessKeys: [otherWitness] })).toMatchObject({ failed: 'witness-missing' })
    // The same line under another time is no longer what was signed.
    const [, line = ''] = /witness\.example\/w ([A-Za-z0-9+/=]+)/.exec(set) ?? []
    const bytes = Buffer.from(line, 'base64')
    bytes[11]! ^= 1
    const forged = set.replace(line, bytes.toString('base64'))
    expect(judge([forged], '--witness', witness).lines).toEqual(['invalid: witness'])
    expect(verifyProofSet(forged, { witnessKeys: [witness] })).toMatchObject({ failed: 'witness-wrong' })
  },
)

test.skipIf(!isPythonHere)(`the proof of one batch under the heading of another is refused by both${suffix}`, () => {
  const { about, ...rest } = JSON.parse(set) as { about: Record<string, unknown> }
  for (const other of [{ id: 'bat_2' }, { id: 'één “partij”' }, { name: 'another batch' }]) {
    const forged = JSON.stringify({ ...rest, about: { ...about, ...other } })
    expect(judge([forged]).lines).toEqual(['invalid: about'])
    expect(verifyProofSet(forged)).toMatchObject({ failed: 'about-differs' })
  }
  // What it does not show stands in it word for word, or, in files of before, not at all.
  const promised = JSON.stringify({ ...rest, about: { ...about, notShown: 'nothing' } })
  expect(judge([promised]).lines).toEqual(['invalid: about'])
  expect(verifyProofSet(promised)).toMatchObject({ failed: 'bad-field' })
  for (const kind of ['Batch', 'batch ', 'batcg', '', null, ['batch']]) {
    const called = JSON.stringify({ ...rest, about: { ...about, kind } })
    expect(judge([called]).lines).toEqual(['invalid: about'])
    expect(verifyProofSet(called)).toMatchObject({ failed: 'bad-field' })
  }
  const { notShown: _, ...before } = about
  expect(judge([JSON.stringify({ ...rest, about: before })]).status).toBe(0)
})

test.skipIf(!isPythonHere)(`whoever forges a log of their own is found out by the key one trusts${suffix}`, () => {
  const forger = openLogSigner({ seed: new Uint8Array(32).fill(66), name: 'grein.example/log' })
  const { checkpoint, ...rest } = JSON.parse(files[0]!) as { checkpoint: string }
  const [, size = '', root = ''] = checkpoint.split('\n')
  const tree = { size: Number(size), rootHash: new Uint8Array(Buffer.from(root, 'base64')) }
  const resigned = {
    ...{ ...rest, checkpoint: forger.signCheckpoint(world.authorityId, tree) },
    verifierKey: forger.verifierKeyOf(world.authorityId),
  }
  const forged = JSON.stringify(resigned)
  // Sound in itself, and of the same origin: only the key tells.
  expect(judge([forged]).status).toBe(0)
  expect(judge([forged], '--key', verifierKey).lines).toEqual(['invalid: key'])
  expect(verifyProofFile(forged, { trustedKeys: [verifierKey] })).toMatchObject({ failed: 'key-not-trusted' })
  // The forger's signature under our key is no signature at all.
  const mixed = JSON.stringify({ ...resigned, verifierKey })
  expect(judge([mixed]).lines).toEqual(['invalid: signature'])
  expect(verifyProofFile(mixed)).toMatchObject({ failed: 'signature-missing' })
})
