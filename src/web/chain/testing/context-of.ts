// What the form of an act knows when it is filled in, made up: for tests of what becomes of it. Not here: any test.
import type { ActKind } from '#chain/contract'
import { newId, printId } from '#kernel'
import type { Context } from '../record/fields.ts'

export const idOf = (name: Parameters<typeof newId>[0]) => printId(name, newId(name))
export const batchId = idOf('batch')

export const contextOf = (kind: ActKind): Context => ({
  kind,
  eventId: idOf('event'),
  newBatchId: idOf('batch'),
  newShipmentId: idOf('shipment'),
  moreBatchIds: [idOf('batch'), idOf('batch')],
  occurredAt: '2026-11-21T09:30:00Z',
  premisesId: idOf('premises'),
  batch: { batch: { batchId }, hold: { eventId: idOf('event') } } as NonNullable<Context['batch']>, // The two fields the forms read.
  state: 'quarantine',
  shipment: {
    shipmentId: idOf('shipment'),
    lines: [{ batch: { batchId }, state: 'released', packMassMg: null }],
  } as NonNullable<Context['shipment']>,
  correctsId: idOf('event'),
  holderId: idOf('party'),
})
