// A witness's line under a note: made, read back, and refused when anything about it changed. Not here: whether a witness should sign.
import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { fromBase64, toBase64, utf8 } from './bytes.ts'
import { checkCosignature, cosign, parseWitnessKey, printWitnessKey, witnessKeyOf } from './cosignature.ts'
import { parseNote, parseVerifierKey, printVerifierKey, signNote, verifierKeyOf } from './note.ts'

const seed = new Uint8Array(32).fill(11)
const sign = (message: Uint8Array) => ed25519.sign(message, seed)
const publicKey = ed25519.getPublicKey(seed)
const witness = witnessKeyOf('witness.example/w', publicKey)
const log = verifierKeyOf('grein.example/log', publicKey)
const text = `grein.example/log\n3\n${toBase64(new Uint8Array(32).fill(1))}\n`
const seconds = 1_800_000_000
const note = signNote(text, { key: log, sign }) + cosign(text, { key: witness, seconds, sign })

const verdictOf = (whole: string, key = witness) => {
  const parsed = parseNote(whole)
  return parsed && checkCosignature(parsed, key)
}

describe('a co-signature', () => {
  test('is found under the log’s own line and says when', () => {
    expect(verdictOf(note)).toEqual({ kind: 'signed', seconds })
  })
  test('signs the time and the whole text, as tlog-cosignature says', () => {
    const line = note.trimEnd().split('\n').at(-1) ?? ''
    const bytes = fromBase64(line.split(' ')[2] ?? '')!
    expect(bytes).toHaveLength(4 + 8 + 64)
    expect(new DataView(bytes.buffer).getBigUint64(4)).toBe(BigInt(seconds))
    expect(ed25519.verify(bytes.slice(12), utf8(`cosignature/v1\ntime ${seconds}\n${text}`), publicKey)).toBe(true)
  })
  test('of another witness, or none, is no co-signature of this one', () => {
    expect(verdictOf(note, witnessKeyOf('witness.example/other', publicKey))).toEqual({ kind: 'unsigned' })
    expect(verdictOf(signNote(text, { key: log, sign }))).toEqual({ kind: 'unsigned' })
  })
  test('under another text, at another time or by another key is wrong', () => {
    expect(verdictOf(note.replace('\n3\n', '\n4\n'))).toEqual({ kind: 'wrong' })
    const line = cosign(text, { key: witness, seconds, sign })
    const bytes = fromBase64(line.trim().split(' ')[2] ?? '')!
    bytes[11]! ^= 1 // The last byte of the time.
    expect(verdictOf(note.replace(line, `— ${witness.name} ${toBase64(bytes)}\n`))).toEqual({ kind: 'wrong' })
    const forged = cosign(text, { key: witness, seconds, sign: (message) => ed25519.sign(message, new Uint8Array(32)) })
    expect(verdictOf(signNote(text, { key: log, sign }) + forged)).toEqual({ kind: 'wrong' })
    expect(verdictOf(note + forged)).toEqual({ kind: 'wrong' })
    expect(verdictOf(`${note}— ${witness.name} ${toBase64(witness.keyId)}AAAA\n`)).toEqual(null) // No base64 of a line.
  })
  test('given twice counts at its latest time', () => {
    expect(verdictOf(note + cosign(text, { key: witness, seconds: seconds + 60, sign }))).toEqual({
      kind: 'signed',
      seconds: seconds + 60,
    })
  })
})

test('the key of a witness and the key of a log cannot pass for each other', () => {
  const printed = printWitnessKey(witness)
  expect(parseWitnessKey(printed)).toEqual(witness)
  expect(parseVerifierKey(printed)).toBeNull()
  expect(parseWitnessKey(printVerifierKey(log))).toBeNull()
  expect(parseWitnessKey(printed.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toBeNull()
  expect(parseWitnessKey('')).toBeNull()
})
