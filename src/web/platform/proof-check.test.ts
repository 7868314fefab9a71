// The reader is told the right step: a good proof passes all, and each kind of tampering stops at its own. Not here: the verifier's own tests.
import { ed25519 } from '@noble/curves/ed25519.js'
import { expect, test } from 'vitest'
import {
  canonicalJson,
  consistencyPath,
  cosign,
  inclusionPath,
  printCheckpoint,
  printVerifierKey,
  printWitnessKey,
  readerOf,
  recordLeafHash,
  signNote,
  toBase64,
  treeRoot,
  verifierKeyOf,
  witnessKeyOf,
} from '#kernel'
import { contentSaid } from './content-said.ts'
import { checkProof } from './proof-check.ts'

const secret = new Uint8Array(32).fill(9)
const origin = 'grein.example/log/test'
const key = verifierKeyOf(origin, ed25519.getPublicKey(secret))
const signer = { key, sign: (message: Uint8Array) => ed25519.sign(message, secret) }
const salt = new Uint8Array(32).fill(3)
const records = Array.from({ length: 6 }, (_, at) =>
  canonicalJson({ kind: 'dry', at: String(at), batchId: 'bat_1', name: 'B1' }),
)
const leaves = records.map((record) => recordLeafHash({ salt, record }))
const noteAt = (size: number) =>
  signNote(printCheckpoint({ origin, size, rootHash: treeRoot(leaves.slice(0, size)) }), signer)
const verifierKey = printVerifierKey(key)
const proof = {
  format: 'grein-proof/1',
  kind: 'inclusion',
  record: records[4],
  salt: toBase64(salt),
  leaf: toBase64(leaves[4]!),
  index: 4,
  path: inclusionPath({ index: 4, size: 6 }, readerOf(leaves)).map(toBase64),
  checkpoint: noteAt(6),
  verifierKey,
}
const growth = {
  format: 'grein-consistency/1',
  from: noteAt(3),
  to: noteAt(6),
  path: consistencyPath({ from: 3, to: 6 }, readerOf(leaves)).map(toBase64),
  verifierKey,
}
const states = (file: unknown, trusted = '') =>
  checkProof(JSON.stringify(file), { trustedKey: trusted, witnesses: '' }).steps.map(({ state }) => state)

test('a good proof passes every step and shows what it proves', () => {
  const check = checkProof(JSON.stringify(proof), { trustedKey: '', witnesses: '' })
  expect(check).toMatchObject({ kind: 'inclusion', pathLength: 2, shown: { index: 4, size: 6, record: records[4] } })
  expect(states(proof)).toEqual(['passed', 'passed', 'passed', 'passed'])
})

test('a proof of growth has its own steps', () => {
  expect(checkProof(JSON.stringify(growth), { trustedKey: '', witnesses: '' })).toMatchObject({
    kind: 'consistency',
    shown: { fromSize: 3, toSize: 6 },
  })
  expect(states({ ...growth, from: growth.to, to: growth.from })).toEqual(['passed', 'passed', 'failed'])
})

test.each([
  ['no proof at all', 'hello', ['failed', 'skipped', 'skipped', 'skipped']],
  ['another record', { ...proof, record: records[3] }, ['passed', 'failed', 'skipped', 'skipped']],
  [
    'another state, unsigned',
    { ...proof, checkpoint: proof.checkpoint.replace('\n6\n', '\n7\n') },
    ['passed', 'passed', 'failed', 'skipped'],
  ],
  ['another place', { ...proof, index: 5 }, ['passed', 'passed', 'passed', 'failed']],
])('%s stops at its own step', (_what, file, expected) => {
  expect(states(file)).toEqual(expected)
})

test('with a key of one’s own, no other counts', () => {
  expect(states(proof, ` ${verifierKey}\n`)).not.toContain('failed')
  expect(states(proof, verifierKey.replace('grein', 'grain'))).toEqual(['passed', 'passed', 'failed', 'skipped'])
})

test('a set is checked as a whole, and a witness that is demanded is a step of its own', () => {
  const witnessKey = witnessKeyOf('witness.example/w', ed25519.getPublicKey(secret))
  const text = printCheckpoint({ origin, size: 6, rootHash: treeRoot(leaves) })
  const { record, leaf, index, path } = proof
  const set = {
    format: 'grein-proofs/1',
    about: { kind: 'batch', id: 'bat_1', name: 'B1', part: 1, parts: 1 },
    proofs: [{ record, salt: proof.salt, leaf, index, path }],
    checkpoint: noteAt(6) + cosign(text, { key: witnessKey, seconds: 60, sign: signer.sign }),
    verifierKey,
  }
  const check = (witnesses: string) => checkProof(JSON.stringify(set), { trustedKey: '', witnesses })
  expect(check('')).toMatchObject({ kind: 'set', shown: { about: { name: 'B1' }, entries: { length: 1 } } })
  const demanded = check(`${printWitnessKey(witnessKey)}\n`)
  expect(demanded).toMatchObject({ kind: 'set', shown: { witnesses: [{ name: 'witness.example/w', seconds: 60 }] } })
  expect(demanded.steps.map(({ name }) => name)).toEqual(['read', 'record', 'signature', 'witness', 'path', 'about'])
  const other = printWitnessKey(witnessKeyOf('witness.example/x', ed25519.getPublicKey(secret)))
  expect(check(other)).toMatchObject({ kind: 'failed', failed: 'witness-missing' })
  expect(check(other).steps.map(({ state }) => state)).toEqual([
    'passed',
    'passed',
    'passed',
    'failed',
    'skipped',
    'skipped',
  ])
  // Under the name of another batch it is true and not sound.
  const renamed = JSON.stringify({ ...set, about: { ...set.about, name: 'B2' } })
  const check2 = checkProof(renamed, { trustedKey: '', witnesses: '' })
  expect(check2).toMatchObject({ kind: 'failed', failed: 'about-differs' })
  expect(check2.steps.at(-1)).toEqual({ name: 'about', state: 'failed' })
})

test('what was handed in is picked out of what was hashed, and what is left out or unknown is said', () => {
  const event = canonicalJson({ contentSha256: 'ab', kind: 'epcis-event' })
  const capture = canonicalJson({ contentSha256: 'ab', kind: 'epcis-capture' })
  const said = JSON.stringify(Array.from({ length: 17 }, (_, at) => `at ${at}`))
  expect(contentSaid({ record: event, content: said })).toEqual({ document: 'at 11', whole: said })
  expect(contentSaid({ record: capture, content: said })).toEqual({ document: 'at 4', whole: said })
  expect(contentSaid({ record: event, content: null })).toBe('left-out')
  expect(contentSaid({ record: records[0]!, content: null })).toBeNull()
  expect(contentSaid({ record: null, content: null })).toBeNull()
  // Of another kind, or another shape, it stands whole.
  expect(contentSaid({ record: records[0]!, content: said })).toEqual({ document: null, whole: said })
  expect(contentSaid({ record: event, content: '{' })).toEqual({ document: null, whole: '{' })
})
