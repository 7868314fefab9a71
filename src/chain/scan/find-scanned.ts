// From a scanned code to the batch, the shipment or the order form it names, as far as the reader may see it. Not here: reading the code (kernel/gs1.ts).
import {
  type PackCode,
  type PlainDate,
  parseId,
  printId,
  readScan,
  type Scanned,
  trustId,
  unreachable,
  writeBracketed,
} from '#kernel'
import type { Actor, Tx } from '#platform'
import { orderNumberPattern, type ScanAnswer, type ScanHit } from '../contract.ts'
import { selectOrders } from '../orders/order-facts.ts'
import { searchBatches } from '../read/batch-views.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { type ScannedBatch, selectScannedBatches, selectUnderWayWith } from '../store/scanned.ts'
import { selectShipments } from '../store/shipments.ts'

export type ScanAsked = { readonly code: string; readonly on: PlainDate }

/** Never refuses: a code that names nothing the reader may see has no hits. */
export async function findScanned(tx: Tx, actor: Actor, { code, on }: ScanAsked): Promise<ScanAnswer> {
  const scanned = readScan(code, on.year)
  const hits = await hitsOf(tx, actor, scanned)
  const isPack = scanned.kind === 'pack'
  return {
    read: scanned.kind,
    text: isPack ? writeBracketed(scanned) : code.replaceAll(/\p{Cc}/gu, ' ').trim(),
    serial: isPack ? serialOf(scanned, hits) : null,
    hits,
  }
}

async function hitsOf(tx: Tx, actor: Actor, scanned: Scanned): Promise<ScanHit[]> {
  switch (scanned.kind) {
    case 'pack':
      return packHits(tx, actor, scanned)
    case 'own':
      return ownHits(tx, actor, scanned)
    case 'text':
      return textHits(tx, actor, scanned.text)
    case 'transport': // No shipment carries a number of its carrier's yet.
    case 'faulty':
      return []
    default:
      return unreachable(scanned)
  }
}

/** The lot by GTIN and number. A scanner that loses the separator runs lot and serial number together: then the longest lot that fits. */
async function packHits(tx: Tx, actor: Actor, { gtin, lot, serial }: PackCode): Promise<ScanHit[]> {
  if (lot === null) return []
  const names = serial === null ? [lot, ...lotsWithin(lot)] : [lot]
  const found = await selectScannedBatches(tx, actor.authorityId, { names, gtin })
  const [best] = found.toSorted((a, b) => b.name.length - a.name.length)
  return best ? batchHits(tx, actor, best) : []
}

/** "VD-12100421" may be lot "VD-1" with serial number "00421", or lot "VD-12100421": every 21 may be where the lot ended. */
function lotsWithin(text: string): string[] {
  return [...text.matchAll(/(?=21)/g)].flatMap(({ index }) =>
    index > 0 && index + 2 < text.length ? [text.slice(0, index)] : [],
  )
}

/** What stood behind the lot when the separator was lost. */
function serialOf({ lot, serial }: PackCode, [hit]: readonly ScanHit[]): string | null {
  if (serial !== null || lot === null || hit?.kind !== 'batch' || hit.batch.name.length >= lot.length) return serial
  return lot.slice(hit.batch.name.length + 2)
}

async function ownHits(tx: Tx, actor: Actor, { name, id }: Extract<Scanned, { kind: 'own' }>): Promise<ScanHit[]> {
  const batchId = name === 'batch' ? parseId('batch', id) : null
  if (batchId) {
    const [found] = await selectScannedBatches(tx, actor.authorityId, { batchId })
    return found ? batchHits(tx, actor, found) : []
  }
  const shipmentId = name === 'shipment' ? parseId('shipment', id) : null
  if (!shipmentId) return []
  return shipmentHits(tx, actor, await selectShipments(tx, actor.authorityId, { shipmentId, limit: 1 }))
}

/** The exact name is the answer; else what the text is a part of, to choose from. */
async function textHits(tx: Tx, actor: Actor, text: string): Promise<ScanHit[]> {
  if (text === '') return []
  if (isOrderNumber.test(text)) return orderHits(tx, actor, text)
  const [exact] = await selectScannedBatches(tx, actor.authorityId, { names: [text] })
  if (exact) return batchHits(tx, actor, exact)
  const refs = await searchBatches(tx, actor, text)
  const batches = await selectScannedBatches(tx, actor.authorityId, { names: refs.map(({ name }) => name) })
  return batches.map(batchHit)
}

const isOrderNumber = new RegExp(orderNumberPattern)

async function orderHits(tx: Tx, actor: Actor, number: string): Promise<ScanHit[]> {
  const [order] = await selectOrders(tx, actor, { numbers: [number], limit: 1 })
  if (!order) return []
  const isAsked = order.supplierId === actor.partyId
  const otherId = isAsked ? order.ordererId : order.supplierId
  const wanted = nothingWanted()
  wanted.parties.add(otherId)
  const { name } = (await lookUp(tx, actor.authorityId, wanted)).party(otherId)
  const isToSend = isAsked && order.openMg > 0n
  return [{ kind: 'order', number, partyName: name, isToSend, href: `/orders/${number}` }]
}

async function batchHits(tx: Tx, actor: Actor, batch: ScannedBatch): Promise<ScanHit[]> {
  const underWay = await selectUnderWayWith(tx, actor, batch.batchId)
  const rows = await Promise.all(
    underWay.map((shipmentId) =>
      selectShipments(tx, actor.authorityId, { shipmentId: trustId('shipment', shipmentId), limit: 1 }),
    ),
  )
  return [batchHit(batch), ...(await shipmentHits(tx, actor, rows.flat()))]
}

function batchHit({ batchId, name, kind, productCode }: ScannedBatch): ScanHit {
  const id = printId('batch', trustId('batch', batchId))
  return { kind: 'batch', batch: { batchId: id, name, kind }, productCode, href: `/batches/${id}` }
}

type Shipped = { readonly shipmentId: string; readonly senderId: string; readonly receiverId: string }

async function shipmentHits(tx: Tx, actor: Actor, rows: readonly Shipped[]): Promise<ScanHit[]> {
  const wanted = nothingWanted()
  for (const { senderId, receiverId } of rows) wanted.parties.add(senderId).add(receiverId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  return rows.map(({ shipmentId, senderId, receiverId }) => {
    const id = printId('shipment', trustId('shipment', shipmentId))
    const isIncoming = receiverId === actor.partyId
    const { name } = names.party(isIncoming ? senderId : receiverId)
    return { kind: 'shipment', shipmentId: id, partyName: name, isIncoming, href: `/shipments/${id}` }
  })
}
