// From the plants to the patient: every act once, through the real door. Not here: refusals (refusals.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import { goodResults, newBatch, openWorld, type World } from './testing/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

test('a gram grown is a gram dispensed, destroyed, lost or still there', async () => {
  const { who, act } = world
  const { grower, authority, laboratory, irradiator, packer, wholesaler, pharmacy } = who
  const lot = newBatch('L1')
  const harvest = newBatch('H1')
  const bulk = newBatch('B1')
  const sample = newBatch('S1')
  const packs = newBatch('P1')
  const to = ({ partyId, premisesId }: typeof grower) => ({
    receiverId: printId('party', partyId),
    toPremisesId: printId('premises', premisesId),
  })
  const shipment = () => printId('shipment', newId('shipment'))
  const atGrower = { premisesId: printId('premises', grower.premisesId) }

  await act(grower, 'plant', { batch: lot, productCode: 'flower', cultivar: 'C', plants: 100, room: '1' })
  await act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 100, batch: harvest, wetMassMg: '100000000' })
  await act(grower, 'dry', { batchId: harvest.batchId, driedMassMg: '25000000' })
  await act(grower, 'process', {
    method: 'trim',
    inputs: [{ batchId: harvest.batchId, state: 'quarantine', massMg: '25000000' }],
    output: bulk,
    productCode: 'flower',
    outputMassMg: '20000000',
    wasteMassMg: '4900000',
  })
  await act(grower, 'destroy', {
    batchId: harvest.batchId,
    state: 'waste',
    massMg: '4900000',
    method: 'composting',
    witnesses: ['a', 'b'],
    documents: [],
  })
  await act(grower, 'sample', { batchId: bulk.batchId, state: 'quarantine', massMg: '10000', sample })
  const toLab = shipment()
  await act(grower, 'ship', {
    shipmentId: toLab,
    ...to(laboratory),
    reason: 'sample',
    lines: [{ batchId: sample.batchId, state: 'sample', massMg: '10000' }],
  })
  await act(laboratory, 'receive', {
    shipmentId: toLab,
    lines: [{ batchId: sample.batchId, state: 'sample', receivedMassMg: '10000' }],
  })
  await act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '9000', results: goodResults })
  await act(grower, 'hand-over', { batchId: bulk.batchId, massMg: '19990000', bags: 80 })
  const toIrradiator = shipment()
  const bulkLine = { batchId: bulk.batchId, state: 'quarantine' as const }
  await act(authority, 'ship', {
    ...atGrower,
    shipmentId: toIrradiator,
    ...to(irradiator),
    reason: 'service',
    lines: [{ ...bulkLine, massMg: '19990000' }],
  })
  await act(irradiator, 'receive', { shipmentId: toIrradiator, lines: [{ ...bulkLine, receivedMassMg: '19989000' }] })
  await act(irradiator, 'irradiate', { batchId: bulk.batchId, doseKGy: '10', certificate: 'G1' })
  const toPacker = shipment()
  await act(irradiator, 'ship', {
    shipmentId: toPacker,
    ...to(packer),
    reason: 'service',
    lines: [{ ...bulkLine, massMg: '19989000' }],
  })
  await act(packer, 'receive', { shipmentId: toPacker, lines: [{ ...bulkLine, receivedMassMg: '19989500' }] })
  await act(authority, 'release', {
    batchId: bulk.batchId,
    verdict: 'released',
    certificate: 'C1',
    expiresOn: null,
    reason: null,
  })
  await act(packer, 'pack', {
    batchId: bulk.batchId,
    inputMassMg: '19989500',
    pack: packs,
    gtin: '08712345678906',
    expiresOn: '2099-01-01',
    packs: 3990,
    packMassMg: '5000',
    wasteMassMg: '30000',
  })
  const toWholesaler = shipment()
  const packLine = { batchId: packs.batchId, state: 'released' as const }
  await act(packer, 'ship', {
    shipmentId: toWholesaler,
    ...to(wholesaler),
    reason: 'supply',
    lines: [{ ...packLine, massMg: '19950000' }],
  })
  await act(wholesaler, 'receive', { shipmentId: toWholesaler, lines: [{ ...packLine, receivedMassMg: '19950000' }] })
  const toPharmacy = shipment()
  await act(wholesaler, 'ship', {
    shipmentId: toPharmacy,
    ...to(pharmacy),
    reason: 'supply',
    lines: [{ ...packLine, massMg: '500000' }],
  })
  await act(pharmacy, 'receive', { shipmentId: toPharmacy, lines: [{ ...packLine, receivedMassMg: '500000' }] })
  const dispensed = await act(pharmacy, 'dispense', { batchId: packs.batchId, massMg: '5000', recordNumber: 'R1' })
  expect(dispensed.basis).toContain('opiumwet/5/1/a')

  const held = await act(authority, 'hold', { batchId: harvest.batchId, scope: 'recall', reason: 'mould' })
  const [heldStock] = await world.admin.query<{ mg: bigint }>(
    `select sum(b.amount)::bigint as mg from chain.balance b join chain.account a using (authority_id, account_id) where a.state = 'held'`,
  )
  expect(heldStock?.mg).toBe(19_945_000n)
  await act(authority, 'lift', { batchId: harvest.batchId, holdEventId: held.eventId, reason: 'no mould' })

  const differences = await world.admin.query<{ id: string; state: string; amount: bigint }>(
    `select a.account_id as id, a.state, b.amount from chain.balance b join chain.account a using (authority_id, account_id) where a.kind = 'difference' and b.amount <> 0`,
  )
  expect(differences.map(({ amount }) => amount).sort()).toEqual([-500n, 1000n, 9500n].sort())
  const irradiatorLoss = differences.find(({ amount }) => amount === 1000n)
  await act(irradiator, 'settle-difference', {
    accountId: printId('account', irradiatorLoss?.id as never),
    reason: 'dried a little',
  })
  await act(authority, 'export', {
    ...atGrower,
    premisesId: printId('premises', authority.premisesId),
    buyerId: printId('party', who['foreign-buyer'].partyId),
    exportPermit: 'X',
    importPermit: 'Y',
    lines: [{ ...packLine, massMg: '1' }],
  }).catch(({ message }) => expect(message).toBe('chain/stock-short'))
  await act(wholesaler, 'lose', {
    batchId: packs.batchId,
    state: 'released',
    massMg: '5000',
    cause: 'theft',
    reason: 'break-in',
  }).then(async (lost) => {
    await act(wholesaler, 'correct', { correctsId: lost.eventId, reason: 'found' })
  })

  const [sums] = await world.admin.query<{ stands: bigint; came: bigint }>(`
    select (select sum(b.amount)::bigint from chain.balance b join chain.account a using (authority_id, account_id) where a.ledger = 'material_mg') as stands,
      (select sum(case when f.kind = 'world' then m.amount else 0 end - case when t.kind = 'world' then m.amount else 0 end)::bigint
       from chain.movement m join chain.account f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
       join chain.account t on t.authority_id = m.authority_id and t.account_id = m.to_account_id where m.ledger = 'material_mg') as came`)
  expect(sums?.stands).toBe(sums?.came)
})
