// One harvest from the plants to a patient, every act once, for tests that look at what came of it. Not here: what goes wrong.
import { newId, printId } from '#kernel'
import { goodResults, newBatch, type Someone, type World } from './world.ts'

/** Returns the batches by their prefixed ids, and the answer to the dispensing. */
export async function growToPatient({ who, act }: Pick<World, 'who' | 'act'>) {
  const { grower, authority, laboratory, irradiator, packer, wholesaler, pharmacy } = who
  const lot = newBatch('L1')
  const harvest = newBatch('H1')
  const bulk = newBatch('B1')
  const sample = newBatch('S1')
  const packs = newBatch('P1')
  const to = ({ partyId, premisesId }: Someone) => ({
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
    witnesses: ['st-1', 'st-2'],
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
    expiresOn: '2099-01-01',
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
  return { lot, harvest, bulk, sample, packs, dispensed, toLab, toPharmacy }
}
