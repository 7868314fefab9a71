// What is in the material, through the real door: posted by an assay, carried along by every act, to the microgram. Not here: the arithmetic alone.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AccountId, newId, parseId, printId } from '#kernel'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { to } from '../testing/refusals.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { goodResults, newBatch, openWorld, type Someone, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const withLoss = [
  ...goodResults,
  { analyte: 'loss-on-drying', value: '8.00', unit: '%', of: 'as-is', method: 'x', uncertainty: null },
] as typeof goodResults
/** 21.7 % of the dried drug, of which 92 % is left of the material: µg of THC in a milligram. */
const thcPerMg = { numerator: 1_000n * 217n * 92n, denominator: 1_000n * 100n }

type Row = { ledger: string; kind: string; state: string; holder: string; batch: string; amount: bigint }
async function standing(): Promise<Row[]> {
  return world.admin.query<Row>(
    `select a.ledger, a.kind, a.state, a.holder_id as holder, a.batch_id as batch, b.amount
     from chain.balance b join chain.account a using (authority_id, account_id) where b.amount <> 0`,
  )
}
const sumOf = (rows: readonly Row[], ledger: string, { partyId }: Someone) =>
  rows.filter((row) => row.ledger === ledger && row.holder === partyId).reduce((sum, { amount }) => sum + amount, 0n)
const assay = (batchId: string) => world.act(world.who.authority, 'assay', { batchId })

/** A laboratory's figures for a batch that the grower still has. */
async function tested(batchId: string, results: typeof goodResults) {
  const { grower, laboratory } = world.who
  const sample = newBatch(`S-${newId('batch')}`)
  const shipmentId = printId('shipment', newId('shipment'))
  await world.act(grower, 'sample', { batchId, state: 'quarantine', massMg: '10', sample })
  const line = { batchId: sample.batchId, state: 'sample' as const }
  await world.act(grower, 'ship', {
    shipmentId,
    ...to(laboratory),
    reason: 'sample',
    lines: [{ ...line, massMg: '10' }],
  })
  await world.act(laboratory, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '10' }] })
  await world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '5', results })
  return sample
}

test('how much THC stands where, before and after every act', async () => {
  const { authority } = world.who
  const { packs } = await growToPatient(world) // Its results are of the dried drug, and it knows no loss on drying.
  await expect(assay(packs.batchId)).rejects.toThrow('chain/content-unknown')
  expect((await standing()).filter(({ ledger }) => ledger.endsWith('_ug'))).toEqual([])

  const harvest = await dried(1_000_003n)
  await tested(harvest.batchId, withLoss)
  await assay(harvest.batchId)
  const { grower } = world.who
  const mg = 1_000_003n - 10n
  const thc = sumOf(await standing(), 'thc_ug', grower)
  expect(thc).toBe((2n * thcPerMg.numerator * mg + thcPerMg.denominator) / (2n * thcPerMg.denominator))
  expect(sumOf(await standing(), 'dried_mg', grower)).toBe((2n * 92n * mg + 100n) / 200n)

  await world.act(grower, 'destroy', {
    batchId: harvest.batchId,
    state: 'quarantine',
    massMg: '333331',
    method: 'composting',
    witnesses: ['st-1', 'st-2'],
    documents: [],
  })
  const left = sumOf(await standing(), 'thc_ug', grower)
  expect(left).toBe(thc - (thc * 333_331n) / mg)

  // It changes hands with the material, and what was taken back comes back.
  await world.act(grower, 'hand-over', { batchId: harvest.batchId, massMg: '333331', bags: 2 })
  const given = sumOf(await standing(), 'thc_ug', authority)
  expect(given + sumOf(await standing(), 'thc_ug', grower)).toBe(left)
  const lost = await world.act(grower, 'lose', {
    batchId: harvest.batchId,
    state: 'quarantine',
    massMg: '7',
    cause: 'loss',
    reason: 'x',
  })
  await world.act(grower, 'correct', { correctsId: lost.eventId, reason: 'found' })
  expect(given + sumOf(await standing(), 'thc_ug', grower)).toBe(left)
  const held = await world.act(authority, 'hold', { batchId: harvest.batchId, scope: 'batch', reason: 'x' })
  await world.act(authority, 'lift', { batchId: harvest.batchId, holdEventId: held.eventId, reason: 'x' })
  expect(sumOf(await standing(), 'thc_ug', authority)).toBe(given)
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

test('what was set aside is stopped with what is in it, and given back with it', async () => {
  const { grower, authority, packer } = world.who
  const harvest = await dried(10_000n)
  await tested(harvest.batchId, withLoss)
  await assay(harvest.batchId)
  await world.act(grower, 'hand-over', { batchId: harvest.batchId, massMg: '9000', bags: 1 })
  const verdict = { verdict: 'released' as const, certificate: 'C', expiresOn: '2099-01-01', reason: null }
  await world.act(authority, 'release', { batchId: harvest.batchId, ...verdict })
  const shipmentId = printId('shipment', newId('shipment'))
  const line = { batchId: harvest.batchId, state: 'released' as const }
  await world.act(authority, 'ship', {
    ...{ shipmentId, ...to(packer), reason: 'service', lines: [{ ...line, massMg: '1000' }] },
    premisesId: printId('premises', grower.premisesId),
  })
  await world.act(packer, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '1000' }] })
  const until = world.now.add({ hours: 2 }).toString()
  await world.act(packer, 'reserve', { batchId: harvest.batchId, massMg: '700', forPartyId: null, until })
  const of = async (state: string) =>
    (await standing())
      .filter(
        (row) =>
          row.state === state && row.holder === packer.partyId && row.batch === parseId('batch', harvest.batchId),
      )
      .map(({ ledger, amount }) => [ledger, amount])
      .sort()
  const all = [...(await of('reserved')), ...(await of('released'))]
  const sum = (ledger: string) =>
    all.reduce((total, [name, amount]) => (name === ledger ? total + (amount as bigint) : total), 0n)
  const whole = [...new Set(all.map(([name]) => name as string))].sort().map((ledger) => [ledger, sum(ledger)])
  expect(whole.map(([name]) => name)).toContain('thc_ug')
  const held = await world.act(authority, 'hold', { batchId: harvest.batchId, scope: 'batch', reason: 'x' })
  expect([await of('held'), await of('reserved'), await of('released')]).toEqual([whole, [], []])
  await world.act(authority, 'lift', { batchId: harvest.batchId, holdEventId: held.eventId, reason: 'x' })
  expect([await of('released'), await of('held')]).toEqual([whole, []])
})

test.each([
  ['short', 495n],
  ['over', 505n],
])(
  'a difference that was %s is settled with what was in it, and its accounts are closed empty',
  async (_what, receivedMg) => {
    const { grower, authority, packer } = world.who
    const harvest = await dried(20_000n)
    await tested(harvest.batchId, withLoss)
    await assay(harvest.batchId)
    await world.act(grower, 'hand-over', { batchId: harvest.batchId, massMg: '500', bags: 1 })
    const shipmentId = printId('shipment', newId('shipment'))
    const line = { batchId: harvest.batchId, state: 'quarantine' as const }
    await world.act(authority, 'ship', {
      shipmentId,
      premisesId: printId('premises', grower.premisesId),
      ...to(packer),
      reason: 'service',
      lines: [{ ...line, massMg: '500' }],
    })
    await world.act(packer, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: `${receivedMg}` }] })
    const differences = () =>
      world.admin.query<{ id: string; holder: string; ledger: string; amount: bigint; closed: boolean }>(
        `select a.account_id as id, a.holder_id as holder, a.ledger, b.amount, b.closed_at is not null as closed
       from chain.balance b join chain.account a using (authority_id, account_id)
       where a.kind = 'difference' and a.batch_id = $1`,
        [parseId('batch', harvest.batchId)],
      )
    const before = await differences()
    expect(before.filter(({ amount }) => amount !== 0n).map(({ ledger }) => ledger)).toContain('thc_ug')
    const material = before.find(({ ledger }) => ledger === 'material_mg')!
    const owner = Object.values(world.who).find(({ partyId }) => partyId === material.holder)!
    const content = before.find(({ ledger }) => ledger === 'thc_ug')!
    await expect(
      world.act(owner, 'settle-difference', { accountId: printId('account', content.id as AccountId), reason: 'x' }),
    ).rejects.toThrow('chain/unknown-account') // Only with its material.
    await world.act(owner, 'settle-difference', {
      accountId: printId('account', material.id as AccountId),
      reason: 'dust',
    })
    expect((await differences()).map(({ amount, closed }) => [amount, closed])).toEqual(before.map(() => [0n, true]))
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  },
)

test('a new assay moves the change to a place of its own, and nothing stays where nothing lies', async () => {
  const { grower } = world.who
  const harvest = await dried(10_000n)
  await tested(harvest.batchId, withLoss)
  await assay(harvest.batchId)
  await expect(assay(harvest.batchId)).rejects.toThrow('chain/content-as-booked')
  const before = await ofBatch(harvest.batchId, 'thc_ug')
  await tested(
    harvest.batchId,
    withLoss.map((row) => (row.analyte === 'total-thc' ? { ...row, value: '20.0' } : row)),
  )
  const between = await ofBatch(harvest.batchId, 'thc_ug') // The sample took its part along.
  await assay(harvest.batchId)
  const after = await ofBatch(harvest.batchId, 'thc_ug')
  expect(between).toBeLessThan(before)
  expect(after).toBe((9_980n * 184n * 2n + 1n) / 2n)
  const [difference] = await world.admin.query<{ ug: bigint }>(
    `select sum(m.amount)::bigint as ug from chain.movement m join chain.account t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
     where t.state = 'assay-difference' and m.ledger = 'thc_ug'`,
  )
  expect(difference?.ug).toBe(between - after)
  await world.act(grower, 'lose', {
    batchId: harvest.batchId,
    state: 'quarantine',
    massMg: '9980',
    cause: 'loss',
    reason: 'x',
  })
  expect(await ofBatch(harvest.batchId, 'thc_ug')).toBe(0n)
  expect(await ofBatch(harvest.batchId, 'dried_mg')).toBe(0n)
})

test('what is blended with something unknown is unknown, and says so', async () => {
  const { grower } = world.who
  const [known, unknown] = [await dried(1_000n), await dried(1_000n)]
  await tested(known.batchId, withLoss)
  await assay(known.batchId)
  const blend = newBatch(`X-${newId('batch')}`)
  await world.act(grower, 'process', {
    method: 'blend',
    inputs: [known, unknown].map(({ batchId }) => ({ batchId, state: 'quarantine' as const, massMg: '500' })),
    output: blend,
    productCode: 'flower',
    outputMassMg: '1000',
    wasteMassMg: '0',
  })
  expect(await ofBatch(blend.batchId, 'thc_ug')).toBe(0n)
  const [lost] = await world.admin.query<{ n: bigint }>(
    `select count(*) as n from chain.movement m join chain.account t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
     where t.state = 'unassayed' and m.ledger = 'thc_ug'`,
  )
  expect(lost?.n).toBe(1n)
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

test('an assay is the authority’s to post, and not taken back', async () => {
  const { grower, authority } = world.who
  const harvest = await dried(1_000n)
  await tested(harvest.batchId, withLoss)
  await expect(world.act(grower, 'assay', { batchId: harvest.batchId })).rejects.toThrow('chain/not-for-you')
  const posted = await assay(harvest.batchId)
  await expect(world.act(authority, 'correct', { correctsId: posted.eventId, reason: 'x' })).rejects.toThrow(
    'chain/not-correctable',
  )
})

/** So much dry material of a fresh harvest at the grower's. */
async function dried(mg: bigint) {
  const { grower } = world.who
  const [lot, harvest] = [newBatch(`L-${newId('batch')}`), newBatch(`H-${newId('batch')}`)]
  await world.act(grower, 'plant', { batch: lot, productCode: 'flower', cultivar: 'C', plants: 1, room: '1' })
  await world.act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 1, batch: harvest, wetMassMg: `${mg * 4n}` })
  await world.act(grower, 'dry', { batchId: harvest.batchId, driedMassMg: `${mg}` })
  return harvest
}

async function ofBatch(batchId: string, ledger: string): Promise<bigint> {
  const [row] = await world.admin.query<{ sum: bigint }>(
    `select coalesce(sum(b.amount), 0)::bigint as sum from chain.balance b join chain.account a using (authority_id, account_id)
     where a.ledger = $1 and a.batch_id = $2 and a.holder_id = $3`,
    [ledger, batchId.replace(/^.*_/, ''), world.who.grower.partyId],
  )
  return row?.sum ?? 0n
}
