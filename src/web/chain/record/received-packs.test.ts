import { expect, test } from 'vitest'
import type { ShipmentView } from '#chain/contract'
import { actOf } from './act-of.ts'
import type { Context } from './fields.ts'

const shipment = {
  shipmentId: 'shp_1',
  lines: [
    { batch: { batchId: 'bat_1' }, state: 'released', shippedMassMg: '25000', packMassMg: '5000' },
    { batch: { batchId: 'bat_2' }, state: 'released', shippedMassMg: '25000', packMassMg: null },
  ],
} as unknown as ShipmentView // Only what a receipt reads of it.

const context: Context = {
  kind: 'receive',
  eventId: 'evt_1',
  newBatchId: '',
  newShipmentId: '',
  moreBatchIds: [],
  occurredAt: '2026-03-02T09:00:00Z',
  premisesId: 'pre_1',
  batch: null,
  state: null,
  shipment,
  correctsId: null,
  holderId: null,
}

test('packs that arrive are counted in packs; of what is not packed, packs say nothing', () => {
  expect(actOf(context, { 'received.0': '4 pakken', 'received.1': '24,9 g' }).act).toMatchObject({
    lines: [{ receivedMassMg: '20000' }, { receivedMassMg: '24900' }],
  })
  expect(actOf(context, { 'received.0': '20 g', 'received.1': '4 pakken' }).missing).toEqual(['received.1'])
})
