// The verifier as a stranger uses it: a good proof passes, and nothing that was touched does. Not here: how proofs are made by the log.
import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../canonical.ts'
import { fromHex, toBase64, toHex, utf8 } from './bytes.ts'
import { printCheckpoint } from './checkpoint.ts'
import { leafHash, recordLeafHash, sha256 } from './hash.ts'
import { checkNote, parseNote, parseVerifierKey, printVerifierKey, signNote, verifierKeyOf } from './note.ts'
import { consistencyPath, inclusionPath, readerOf, treeRoot } from './tree.ts'
import { verifyConsistencyFile, verifyProofFile } from './verify.ts'
import { proofFailures } from './verify-texts.ts'

const secret = fromHex('07'.repeat(32))!
const origin = 'grein.example/log/test'
const key = verifierKeyOf(origin, ed25519.getPublicKey(secret))
const signer = { key, sign: (message: Uint8Array) => ed25519.sign(message, secret) }
const verifierKey = printVerifierKey(key)

const salt = fromHex('a5'.repeat(32))!
const record = canonicalJson({ kind: 'receive', massMg: '1200', note: 'één "doos"\n' })
const leaves = Array.from({ length: 11 }, (_, at) =>
  at === 5 ? recordLeafHash({ salt, record }) : leafHash(utf8(`${at}`)),
)
const read = readerOf(leaves)
const noteAt = (size: number, of = leaves) =>
  signNote(printCheckpoint({ origin, size, rootHash: treeRoot(of.slice(0, size)) }), signer)

const proof = {
  format: 'grein-proof/1',
  kind: 'inclusion',
  record,
  salt: toBase64(salt),
  leaf: toBase64(leaves[5]!),
  index: 5,
  path: inclusionPath({ index: 5, size: 11 }, read).map(toBase64),
  checkpoint: noteAt(11),
  verifierKey,
}
const consistency = {
  format: 'grein-consistency/1',
  from: noteAt(6),
  to: noteAt(11),
  path: consistencyPath({ from: 6, to: 11 }, read).map(toBase64),
  verifierKey,
}

const failureOf = (file: unknown, options = {}) => {
  const verdict = verifyProofFile(file, options)
  return verdict.isValid ? null : verdict.failed
}

test('a proof passes as an object, as text and as bytes, and shows what it proves', () => {
  const shown = {
    origin,
    verifierKey,
    isPinned: false,
    witnesses: [],
    index: 5,
    size: 11,
    leaf: leaves[5],
    record,
    content: null,
  }
  for (const file of [proof, JSON.stringify(proof), utf8(JSON.stringify(proof, null, 2))]) {
    expect(verifyProofFile(file)).toEqual({ isValid: true, shown })
  }
})

test('a proof of an erased record passes by its leaf and shows no record', () => {
  expect(verifyProofFile({ ...proof, record: null, salt: null })).toMatchObject({
    isValid: true,
    shown: { record: null },
  })
  expect(failureOf({ ...proof, salt: null })).toBe('bad-field')
})

test('what a record has the hash of is shown where it is brought, and nothing else passes for it', () => {
  const content = '["é", {"a": 1}]'
  const bearing = canonicalJson({ contentSha256: toHex(sha256(utf8(content))), kind: 'epcis-event' })
  const those = leaves.with(5, recordLeafHash({ salt, record: bearing }))
  const bare = {
    ...{ ...proof, record: bearing, leaf: toBase64(those[5]!), checkpoint: noteAt(11, those) },
    path: inclusionPath({ index: 5, size: 11 }, readerOf(those)).map(toBase64),
  }
  expect(verifyProofFile({ ...bare, content })).toMatchObject({ isValid: true, shown: { record: bearing, content } })
  expect(verifyProofFile(bare)).toMatchObject({ isValid: true, shown: { content: null } })
  const bytes = utf8(JSON.stringify({ ...bare, content }))
  const from = JSON.stringify(bare).length
  for (let bit = from * 8; bit < bytes.length * 8; bit += 1) {
    const changed = bytes.slice()
    changed[bit >> 3]! ^= 1 << (bit & 7)
    expect(verifyProofFile(changed).isValid, `bit ${bit}`).toBe(false)
  }
  expect(failureOf({ ...bare, content: `${content} ` })).toBe('content-differs')
  expect(failureOf({ ...bare, content: null })).toBe('bad-field')
  expect(failureOf({ ...bare, content: '\ud800' })).toBe('bad-field')
  expect(failureOf({ ...bare, record: null, salt: null, content })).toBe('bad-field')
  // A record that bears no hash proves nothing of what stands beside it.
  expect(failureOf({ ...proof, content })).toBe('content-differs')
})

test('only a trusted key counts when the reader names the keys', () => {
  expect(verifyProofFile(proof, { trustedKeys: [verifierKey] })).toMatchObject({ shown: { isPinned: true } })
  expect(failureOf(proof, { trustedKeys: [] })).toBe('key-not-trusted')
})

// Each bit of the file, as bytes on disk: whoever changes one gets no proof.
test('no single bit of a proof file can change', () => {
  const bytes = utf8(JSON.stringify(proof))
  const passed: number[] = []
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = bytes.slice()
    changed[bit >> 3]! ^= 1 << (bit & 7)
    if (verifyProofFile(changed).isValid) passed.push(bit)
  }
  expect(passed).toEqual([])
})

// One bit of each byte, another each time: this file needs two signatures checked, and the one above tries them all.
test('no byte of a consistency file can change', () => {
  expect(verifyConsistencyFile(consistency)).toMatchObject({ isValid: true, shown: { fromSize: 6, toSize: 11 } })
  const bytes = utf8(JSON.stringify(consistency))
  const passed: number[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = bytes.slice()
    changed[at]! ^= 1 << (at % 8)
    if (verifyConsistencyFile(changed).isValid) passed.push(at)
  }
  expect(passed).toEqual([])
})

describe('each failure is named', () => {
  const otherSecret = fromHex('08'.repeat(32))!
  const otherSigner = {
    key: verifierKeyOf('other.example', ed25519.getPublicKey(otherSecret)),
    sign: (message: Uint8Array) => ed25519.sign(message, otherSecret),
  }
  const text = printCheckpoint({ origin, size: 11, rootHash: treeRoot(leaves) })
  const loose = '{ "kind": "receive" }'
  const looseLeaves = leaves.with(5, recordLeafHash({ salt, record: loose }))
  const cases: [string, unknown, string][] = [
    ['not JSON', '{', 'unreadable'],
    ['bytes that are no UTF-8', Uint8Array.of(0xff, 0xfe), 'unreadable'],
    ['a huge file', ' '.repeat(67_108_865), 'unreadable'],
    ['a list', [proof], 'unreadable'],
    ['nothing', null, 'unreadable'],
    ['another format', { ...proof, format: 'grein-proof/2' }, 'unknown-format'],
    ['a field too many', { ...proof, comment: '' }, 'bad-field'],
    ['a field missing', { ...proof, salt: undefined, record: undefined }, 'bad-field'],
    ['a text for a place', { ...proof, index: '5' }, 'bad-field'],
    ['a negative place', { ...proof, index: -1 }, 'bad-field'],
    ['a path of texts that are no hashes', { ...proof, path: ['AA=='] }, 'bad-field'],
    ['a path without end', { ...proof, path: Array(65).fill(proof.leaf) }, 'bad-field'],
    ['a changed record', { ...proof, record: record.replace('1200', '1201') }, 'record-differs'],
    ['another salt', { ...proof, salt: toBase64(fromHex('a6'.repeat(32))!) }, 'record-differs'],
    ['a key of another kind', { ...proof, verifierKey: 'PRIVATE+KEY' }, 'key-malformed'],
    ['a note without signature', { ...proof, checkpoint: text }, 'checkpoint-malformed'],
    ['a signature of another', { ...proof, checkpoint: signNote(text, otherSigner) }, 'signature-missing'],
    ['a forged signature', { ...proof, checkpoint: signNote(text, { ...otherSigner, key }) }, 'signature-wrong'],
    [
      'a root that was not signed',
      { ...proof, checkpoint: proof.checkpoint.replace('\n11\n', '\n12\n') },
      'signature-wrong',
    ],
    [
      'a key of another log',
      { ...proof, checkpoint: signNote(text, otherSigner), verifierKey: printVerifierKey(otherSigner.key) },
      'origin-differs',
    ],
    ['a place outside', { ...proof, index: 11 }, 'index-outside'],
    ['a short path', { ...proof, path: proof.path.slice(1) }, 'path-length'],
    ['another leaf', { ...proof, record: null, salt: null, leaf: toBase64(leaves[4]!) }, 'root-differs'],
    [
      'a record with a second spelling',
      {
        ...proof,
        record: loose,
        leaf: toBase64(looseLeaves[5]!),
        path: inclusionPath({ index: 5, size: 11 }, readerOf(looseLeaves)).map(toBase64),
        checkpoint: noteAt(11, looseLeaves),
      },
      'record-not-canonical',
    ],
  ]
  test.each(cases)('%s', (_, file, expected) => {
    expect(failureOf(file)).toBe(expected)
    expect(proofFailures[expected as keyof typeof proofFailures].nl).not.toBe('')
  })

  test('a rewritten history and a reversed order', () => {
    const rewritten = leaves.with(2, leafHash(utf8('rewritten')))
    const forged = { ...consistency, to: noteAt(11, rewritten) }
    expect(verifyConsistencyFile(forged)).toMatchObject({ isValid: false, failed: 'history-differs' })
    const reversed = { ...consistency, from: consistency.to, to: consistency.from }
    expect(verifyConsistencyFile(reversed)).toMatchObject({ isValid: false, failed: 'order-reversed' })
  })
})

describe('signed notes', () => {
  // The two examples of the specifications: made by others, read by us.
  const example =
    'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n' +
    '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n'

  test('a text with blank lines is split from its signatures at the last one', () => {
    const note = parseNote(example)
    expect(note?.text.endsWith('subito sera.\n')).toBe(true)
    expect(note?.signatures).toMatchObject([{ name: 'quasimodo.example/salvatore' }])
    expect(checkNote(note!, key)).toBe('unsigned')
  })

  test('the key of Go’s checksum database reads and prints as Go wrote it', () => {
    const known = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'
    expect(printVerifierKey(parseVerifierKey(known)!)).toBe(known)
    expect(parseVerifierKey(known.replace('033de0ae', '033de0af'))).toBeNull()
    expect(parseVerifierKey(known.replace('033de0ae', '033DE0AE'))).toBeNull()
    expect(parseVerifierKey(known.replace('sum', 's m'))).toBeNull()
  })

  test('signatures of others beside ours do no harm; a wrong one under our name does', () => {
    const stranger = example.split('\n\n').at(-1)!
    expect(checkNote(parseNote(proof.checkpoint + stranger)!, key)).toBe('signed')
    const wrong = signNote('other text\n', signer).split('\n\n')[1]!
    expect(checkNote(parseNote(proof.checkpoint + wrong)!, key)).toBe('wrong')
  })

  test.each([
    ['no newline at the end', (note: string) => note.slice(0, -1)],
    ['a control character', (note: string) => `a\tb\n${note}`],
    ['half a surrogate pair', (note: string) => `\ud800\n${note}`],
    ['a line that is no signature', (note: string) => `${note}hello\n`],
    ['no signature at all', (note: string) => `${note.split('\n\n')[0]!}\n\n`],
  ])('%s makes it no note', (_, change) => {
    expect(parseNote(proof.checkpoint)).not.toBeNull()
    expect(parseNote(change(proof.checkpoint))).toBeNull()
  })
})
