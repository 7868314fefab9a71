// What a house takes in from witnesses and gives out: only of those it knows, only under its own checkpoints; and sets of proofs under one
// witnessed state. Not here: being a witness (cli/witness).
import { createPrivateKey, createPublicKey, sign as nodeSign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cosign, newId, printWitnessKey, setNotShown, verifyProofFile, verifyProofSet, witnessKeyOf } from '#kernel'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import type { Tx } from '../database/database.ts'
import { latestCheckpoint, proofFor, proofSet, type SetEntry } from './proofs.ts'
import { recordLeaf } from './record-leaf.ts'
import { readLogResource } from './resources.ts'
import { sealOnce } from './sealer.ts'
import { openLogSigner } from './signer.ts'
import { findRecords } from './store.ts'
import { addCosignatures } from './witnesses.ts'

const signer = openLogSigner({ seed: new Uint8Array(32).fill(21), name: 'grein.example/log' })
const pkcs8 = (seed: Uint8Array) => Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
function aWitness(name: string, fill: number) {
  const privateKey = createPrivateKey({ key: pkcs8(new Uint8Array(32).fill(fill)), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  const key = witnessKeyOf(name, new Uint8Array(publicKey))
  const under = (note: string) => {
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1)
    return note + cosign(text, { key, seconds: 1_800_000_000, sign: (message) => nodeSign(null, message, privateKey) })
  }
  return { key: printWitnessKey(key), under }
}
const known = aWitness('witness.example/a', 31)
const second = aWitness('witness.example/b', 32)
const stranger = aWitness('witness.example/c', 33)
const witnessKeys = [known.key, second.key]

let world: TestDatabase
const entries: string[] = []
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform' })
})
afterAll(() => world[Symbol.asyncDispose]())
const as = <Value>(work: (tx: Tx) => Promise<Value>) => world.database.transaction(world.staff, work)

async function grow(count: number) {
  await as(async (tx) => {
    for (let at = 0; at < count; at++) {
      entries.push(newId('event'))
      await recordLeaf(tx, world.staff, {
        entryId: entries.at(-1)!,
        record: { at: entries.length, batchId: 'bat_1', name: 'B1' },
      }) // Just pushed.
    }
  })
  await sealOnce(world.database, world.authorityId, { signer })
}
const latest = async () => (await as((tx) => latestCheckpoint(tx, world.staff)))!
/** Text, a blank line and our own signature: five lines. */
const withoutWitnesses = (note: string) => `${note.split('\n').slice(0, 5).join('\n')}\n`
const take = (note: string) => as((tx) => addCosignatures(tx, world.staff, { note, witnessKeys }))

describe('a line under a checkpoint', () => {
  test('is taken from whom the house knows, and goes out with the note', async () => {
    await grow(5)
    const { note } = await latest()
    expect(await take(known.under(note))).toEqual({ size: 5, witnesses: ['witness.example/a'] })
    expect(await take(second.under(stranger.under(note)))).toEqual({
      size: 5,
      witnesses: ['witness.example/a', 'witness.example/b'],
    })
    const now = await latest()
    expect(now.witnesses).toEqual([
      { name: 'witness.example/a', seenAt: '2027-01-15T08:00:00Z' },
      { name: 'witness.example/b', seenAt: '2027-01-15T08:00:00Z' },
    ])
    const resource = await as((tx) => readLogResource(tx, world.staff, { path: 'checkpoint' }))
    expect(Buffer.from(resource!.bytes).toString()).toBe(now.note)
    expect(now.note).not.toContain('witness.example/c')
  })
  test('that is there already stays as it was', async () => {
    const { note } = await latest()
    await take(known.under(note))
    expect((await latest()).note).toBe(note)
  })
  test.each([
    ['of a stranger', async () => stranger.under(withoutWitnesses((await latest()).note))],
    [
      'under another root',
      async () => known.under(signer.signCheckpoint(world.authorityId, { size: 5, rootHash: new Uint8Array(32) })),
    ],
    [
      'under a state that never was',
      async () => known.under(signer.signCheckpoint(world.authorityId, { size: 4, rootHash: new Uint8Array(32) })),
    ],
    ['that is none', async () => (await latest()).note.slice(0, 40)],
    ['changed on the way', async () => known.under((await latest()).note).replace(/(.{6})\n$/, 'AAAA==\n')],
  ])('%s is refused', async (_, note) => {
    await expect(take(await note())).rejects.toThrow('platform/cosignature-refused')
  })
})

describe('a proof', () => {
  test('leads to the newest state a witness saw, while there is a newer one that none did', async () => {
    await grow(3)
    const proof = await as((tx) => proofFor(tx, world.staff, entries[2]!)) // Of eight.
    const verdict = verifyProofFile(proof, { witnessKeys })
    expect(verdict).toMatchObject({
      isValid: true,
      shown: { size: 5, witnesses: [{ name: 'witness.example/a' }, { name: 'witness.example/b' }] },
    })
    const young = await as((tx) => proofFor(tx, world.staff, entries[6]!)) // Of eight.
    expect(verifyProofFile(young)).toMatchObject({ isValid: true, shown: { size: 8, witnesses: [] } })
    expect(verifyProofFile(young, { witnessKeys: [known.key] })).toMatchObject({ failed: 'witness-missing' })
    expect(verifyProofFile(proof, { witnessKeys: [stranger.key] })).toMatchObject({ failed: 'witness-missing' })
    expect(verifyProofFile(proof, { witnessKeys: ['nonsense'] })).toMatchObject({ failed: 'witness-key-malformed' })
  })

  const about = { kind: 'batch' as const, id: 'bat_1', name: 'B1', part: 1, parts: 1 }
  const setOf = (ids: readonly string[]) =>
    as(async (tx) => {
      const contents = await findRecords(tx, world.authorityId, ids)
      const leaves = await world.admin.query<{ id: string; leaf: Uint8Array }>(
        'select entry_id as id, leaf from log.record where entry_id = any ($1)',
        [ids],
      )
      const set: SetEntry[] = contents.map((content) => ({
        ...content,
        leaf: leaves.find(({ id }) => id === content.entryId)!.leaf, // Both read the same rows.
      }))
      return proofSet(tx, world.staff, { about, entries: set })
    })

  test('of several records holds for all of them, or for none', async () => {
    const set = await setOf(entries.slice(0, 4))
    expect(verifyProofSet(JSON.stringify(set), { witnessKeys })).toMatchObject({
      isValid: true,
      shown: { about, size: 5, entries: { length: 4 } },
    })
    const swap = structuredClone(set)
    swap.proofs[2]!.record = swap.proofs[1]!.record
    expect(verifyProofSet(swap)).toMatchObject({ failed: 'record-differs' })
    const moved = structuredClone(set)
    moved.proofs[0]!.index = moved.proofs[1]!.index
    expect(verifyProofSet(moved)).toMatchObject({ isValid: false })
    const twice = { ...set, proofs: [...set.proofs, set.proofs[0]] }
    expect(verifyProofSet(twice)).toMatchObject({ failed: 'bad-field' })
    expect(verifyProofSet({ ...set, proofs: [] })).toMatchObject({ failed: 'bad-field' })
    expect(verifyProofSet({ ...set, about: { ...about, part: 2 } })).toMatchObject({ failed: 'bad-field' })
    // It says what it does not show, in those words; a file of before says nothing of that, and none says anything else.
    expect(set.about.notShown).toBe(setNotShown)
    expect(verifyProofSet({ ...set, about })).toMatchObject({ isValid: true })
    const promise = { ...set.about, notShown: 'nothing' }
    expect(verifyProofSet({ ...set, about: promise })).toMatchObject({ failed: 'bad-field' })
    expect(verifyProofSet({ ...set, more: 1 })).toMatchObject({ failed: 'bad-field' })
    expect(verifyProofSet(set, { trustedKeys: ['other'] })).toMatchObject({ failed: 'key-not-trusted' })
  })
  test('of nothing, or of what waits, is refused', async () => {
    await expect(setOf([])).rejects.toThrow('platform/not-in-log')
    const waiting = newId('event')
    await as((tx) => recordLeaf(tx, world.staff, { entryId: waiting, record: {} }))
    await expect(setOf([entries[0]!, waiting])).rejects.toThrow('platform/not-sealed-yet') // Of eight.
  })
})
