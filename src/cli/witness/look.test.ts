// A witness against honest and lying logs: it signs what grew out of what it saw, and nothing else. Not here: HTTP, and the lines themselves.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  checkCosignature,
  consistencyRanges,
  leafHash,
  parseNote,
  parseVerifierKey,
  rangeHash,
  readerOf,
  toBase64,
  treeRoot,
  trustId,
  utf8,
} from '#kernel'
import { openLogSigner } from '#platform'
import { openWitnessKey, readSeen, writeSeen } from './keep.ts'
import { type LookNeeds, look, type Seen } from './look.ts'

const authorityId = trustId('authority', '0198f1c2-0000-7000-8000-000000000001')
const house = openLogSigner({ seed: new Uint8Array(32).fill(41), name: 'grein.example/log' })
const logKey = parseVerifierKey(house.verifierKeyOf(authorityId))!
const folder = mkdtempSync(join(tmpdir(), 'grein-witness-'))
afterAll(() => rmSync(folder, { recursive: true }))
const signer = openWitnessKey(folder, 'witness.example/w')!

/** A log of leaves that begin alike and differ from `forkAt` on. */
function aLog(size: number, { forkAt = Number.POSITIVE_INFINITY } = {}) {
  const leaves = Array.from({ length: size }, (_, at) => leafHash(utf8(at < forkAt ? `${at}` : `other ${at}`)))
  const rootHash = treeRoot(leaves)
  return {
    size,
    rootHash,
    note: house.signCheckpoint(authorityId, { size, rootHash }),
    fetchPath: async (from: number, to: number) =>
      consistencyRanges({ from, to }).map((range) => toBase64(rangeHash(range, readerOf(leaves)))),
  }
}
const lookAt = (log: Pick<LookNeeds, 'note' | 'fetchPath'>, seen: Seen) =>
  look({ ...log, seen, logKey, ...signer, seconds: 1_800_000_000 })

describe('a witness', () => {
  test('signs the first state it sees, and each that grew out of it', async () => {
    let seen: Seen = null
    for (const size of [1, 7, 8, 300]) {
      const found = await lookAt(aLog(size), seen)
      if (found.kind !== 'signed') expect.fail(`${size}: ${JSON.stringify(found)}`)
      expect(checkCosignature(parseNote(found.note)!, signer.key)).toMatchObject({ kind: 'signed' })
      seen = found.seen
    }
    expect(seen).toMatchObject({ size: 300 })
  })
  test('says nothing new of a state that shows its line, and signs one that lost it or shows another in its name', async () => {
    const log = aLog(9)
    const first = await lookAt(log, null)
    if (first.kind !== 'signed') expect.fail(first.kind)
    expect(await lookAt({ ...log, note: first.note }, first.seen)).toEqual({ kind: 'same', size: 9 })
    expect(await lookAt(log, first.seen)).toMatchObject({ kind: 'signed' })
    const forged = `${log.note}— ${signer.key.name} ${toBase64(new Uint8Array(76).fill(7))}\n`
    expect(await lookAt({ ...log, note: forged }, first.seen)).toMatchObject({ kind: 'signed' })
    const spoilt = first.note.replace(/.{8}\n$/, 'AAAAAA==\n')
    const again = await lookAt({ ...log, note: spoilt }, first.seen)
    if (again.kind !== 'signed') expect.fail(again.kind)
    expect(checkCosignature(parseNote(again.note)!, signer.key)).toMatchObject({ kind: 'signed' })
  })
  test.each([
    ['that is shorter', aLog(6), 'shorter'],
    ['of the same size that says otherwise', aLog(9, { forkAt: 8 }), 'contradicts'],
    ['that changed what was there', aLog(20, { forkAt: 3 }), 'not-grown'],
    ['that grew, and shows no path', { ...aLog(20), fetchPath: async () => [] }, 'not-grown'],
    ['with a path that is no hash', { ...aLog(20), fetchPath: async () => ['AAAA', '?'] }, 'not-grown'],
    ['that nobody signed', { ...aLog(20), note: 'grein' }, 'not-signed'],
    [
      'that another key signed',
      {
        ...aLog(20),
        note: openLogSigner({ seed: new Uint8Array(32).fill(1), name: 'grein.example/log' }).signCheckpoint(
          authorityId,
          aLog(20),
        ),
      },
      'not-signed',
    ],
    ['whose number was changed', { ...aLog(20), note: aLog(20).note.replace('\n20\n', '\n21\n') }, 'not-signed'],
  ])('refuses a state %s', async (_, log, why) => {
    const { size, rootHash } = aLog(9)
    expect(await lookAt(log, { size, rootHash })).toMatchObject({ kind: 'refused', why })
  })
})

describe('what a witness keeps', () => {
  test('is found again, for each log apart', () => {
    const { size, rootHash } = aLog(5)
    expect(readSeen(folder, 'a/log')).toBeNull()
    writeSeen(folder, 'a/log', { size, rootHash })
    writeSeen(folder, 'b/log', { size: 6, rootHash })
    expect(readSeen(folder, 'a/log')).toEqual({ size, rootHash: new Uint8Array(rootHash) })
    expect(readSeen(folder, 'b/log')).toMatchObject({ size: 6 })
    expect(openWitnessKey(folder, 'witness.example/w')?.key).toEqual(signer.key)
  })
  test('never passes for nothing seen when it cannot be read', () => {
    writeFileSync(join(folder, 'seen.json'), '{"a/log": {"size": "5"}}')
    expect(() => readSeen(folder, 'a/log')).toThrow(SyntaxError)
    writeFileSync(join(folder, 'seen.json'), '{')
    expect(() => readSeen(folder, 'a/log')).toThrow(SyntaxError)
  })
  test('is no key when its file holds something else', () => {
    writeFileSync(join(folder, 'witness.key'), 'AAAA')
    expect(openWitnessKey(folder, 'witness.example/w')).toBeNull()
  })
})
