// Proofs of our log before a judge that shares no code with us: verify_proof.py, written from docs/reference/proof-format.md.
// Not here: our own verifier's cases (src/kernel/transparency).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, verifyConsistencyFile, verifyProofFile } from '#kernel'
import { consistency, eraseRecord, openLogSigner, proofFor, recordLeaf, sealOnce } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'

const script = join(dirname(fileURLToPath(import.meta.url)), 'verify_proof.py')
const isPythonHere = spawnSync('python3', ['--version']).status === 0
const suffix = isPythonHere ? '' : ' (skipped: there is no python3 on this machine)'

const signer = openLogSigner({ seed: new Uint8Array(32).fill(42), name: 'grein.example/log' })
let world: TestDatabase
let folder: string
let files: string[] // As a holder would keep them: four proofs of inclusion, one of an erased record, two of consistency.
let verifierKey: string

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
        const record = { massMg: '1250', note: `één “doos” ${entries.length}\n`, nested: [1, null, { a: 1e21 }] }
        await recordLeaf(tx, staff, { entryId: entries.at(-1)!, record })
      }
    })
    await sealOnce(database, world.authorityId, { signer })
  }
  verifierKey = signer.verifierKeyOf(world.authorityId)
  files = await database.transaction(staff, async (tx) => {
    await eraseRecord(tx, staff, entries[9]!)
    const proofs: unknown[] = []
    for (const at of [0, 6, 255, 299, 9]) proofs.push(await proofFor(tx, staff, entries[at]!))
    proofs.push(await consistency(tx, staff, { fromSize: 7, toSize: 300 }))
    proofs.push(await consistency(tx, staff, { fromSize: 8, toSize: 300 }))
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
const ourVerdict = (file: string | Uint8Array) => verifyProofFile(file).isValid || verifyConsistencyFile(file).isValid

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
  ])
  expect(status).toBe(0)
  expect(files.every(ourVerdict)).toBe(true)
})

test.skipIf(!isPythonHere)(`what was touched, both refuse${suffix}`, () => {
  const touched: Uint8Array[] = []
  for (const file of [files[2]!, files[5]!]) {
    const bytes = Buffer.from(file)
    // Spread over the file, in steps that share no factor with anything in it.
    for (let at = 3; at < bytes.length; at += 41) {
      const changed = Uint8Array.from(bytes)
      changed[at]! ^= 1 << (at % 7)
      touched.push(changed)
    }
  }
  const { status, lines } = judge(touched)
  expect(status).toBe(1)
  expect(lines.filter((line) => !line.startsWith('invalid: '))).toEqual([])
  expect(lines).toHaveLength(touched.length)
  expect(touched.filter(ourVerdict)).toEqual([])
})

test.skipIf(!isPythonHere)(`a proof under a key one does not trust is refused by both${suffix}`, () => {
  const other = openLogSigner({ seed: new Uint8Array(32).fill(43), name: 'grein.example/log' }).verifierKeyOf(
    world.authorityId,
  )
  expect(judge([files[0]!], '--key', other).lines).toEqual(['invalid: key'])
  expect(verifyProofFile(files[0]!, { trustedKeys: [other] })).toMatchObject({ failed: 'key-not-trusted' })
})
