// The proof of a batch and of its release, from the grower to a file that holds. Not here: the verifier's own cases (kernel/transparency).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, parseId, verifyProofSet } from '#kernel'
import { openLogSigner, sealOnce } from '#platform'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, type World } from '../testing/world.ts'
import { batchProof } from './batch-proof.ts'

const signer = openLogSigner({ seed: new Uint8Array(32).fill(9), name: 'grein.example/log' })
let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

type Asked = Omit<Parameters<typeof batchProof>[2], 'batchId'>
const proofOf = ({ actor }: Someone, { batchId }: { batchId: string }, asked: Asked = { of: 'batch' }) =>
  world.database.transaction(actor, (tx) => batchProof(tx, actor, { batchId: parseId('batch', batchId)!, ...asked }))
const kindsIn = (file: unknown) => {
  const verdict = verifyProofSet(JSON.stringify(file), { trustedKeys: [signer.verifierKeyOf(world.authorityId)] })
  if (!verdict.isValid) expect.fail(verdict.failed)
  return verdict.shown.entries.map(({ record }) => (record === null ? null : JSON.parse(record).act.kind))
}

test('waits for the seal, then proves every event of the batch, oldest first', async () => {
  await expect(proofOf(world.who.authority, made.bulk)).rejects.toThrow('platform/not-sealed-yet')
  while (await sealOnce(world.database, world.authorityId, { signer }));
  const file = await proofOf(world.who.authority, made.bulk)
  expect(file.about).toEqual({
    ...{ kind: 'batch', id: made.bulk.batchId, name: 'B1', part: 1, parts: 1 },
    notShown: expect.stringContaining('nothing was left out'),
  })
  const kinds = kindsIn(file)
  expect(kinds).toEqual(
    expect.arrayContaining(['process', 'sample', 'hand-over', 'ship', 'receive', 'irradiate', 'release', 'pack']),
  )
  expect(file.proofs.every(({ record }) => record?.includes('grein-event/1'))).toBe(true)
})

test('of a release holds the verdict, the sampling, what was measured, and what names the batch: under another name it is refused', async () => {
  const file = await proofOf(world.who.authority, made.bulk, { of: 'release' })
  expect(kindsIn(file).toSorted()).toEqual(['process', 'release', 'sample', 'test'])
  const called = (name: string, proofs = file.proofs) =>
    verifyProofSet({ ...file, about: { ...file.about, name }, proofs })
  expect(called('B1')).toMatchObject({ isValid: true, shown: { about: { name: 'B1', isNamed: true } } })
  expect(called('B2')).toMatchObject({ isValid: false, failed: 'about-differs' })
  // Without the record that opened it nothing gives it a name, and that is said.
  const unnamed = file.proofs.filter(({ record }) => !record?.includes('"kind":"process"'))
  expect(called('B2', unnamed)).toMatchObject({ isValid: true, shown: { about: { name: 'B2', isNamed: false } } })
})

test('of very many events comes in parts that together are all of them', async () => {
  const whole = await proofOf(world.who.authority, made.bulk)
  const eventsMax = 3
  const parts = Math.ceil(whole.proofs.length / eventsMax)
  const leaves: string[] = []
  for (let part = 1; part <= parts; part++) {
    const file = await proofOf(world.who.authority, made.bulk, { of: 'batch', part, eventsMax })
    expect(file.about).toMatchObject({ part, parts })
    kindsIn(file)
    leaves.push(...file.proofs.map(({ leaf }) => leaf))
  }
  expect(leaves).toEqual(whole.proofs.map(({ leaf }) => leaf))
  await expect(proofOf(world.who.authority, made.bulk, { of: 'batch', part: parts + 1, eventsMax })).rejects.toThrow(
    'platform/not-in-log',
  )
})

test('a holder proves its own part: others’ events are not in it, and what tells of others’ stock is there by its leaf', async () => {
  const { pharmacy, authority } = world.who
  const own = kindsIn(await proofOf(pharmacy, made.packs))
  expect(own).toEqual(expect.arrayContaining(['receive', 'dispense']))
  expect(own).not.toContain('pack')
  expect(own.length).toBeLessThan(kindsIn(await proofOf(authority, made.packs)).length)
  await expect(proofOf(pharmacy, made.harvest)).rejects.toThrow('chain/unknown-batch')
  await expect(proofOf(authority, { batchId: `bat_${newId('batch')}` })).rejects.toThrow('chain/unknown-batch')
})
