// How what became of a shipment looks. Not here: its words (messages/chain.ts).
import type { ShipmentView } from '#chain/contract'
import type { BadgeTone } from '../../parts/badge.tsx'

export const shipmentTone: Record<ShipmentView['status'], BadgeTone> = {
  'in-transit': 'info',
  received: 'positive',
  'received-with-difference': 'warning',
  refused: 'negative',
  cancelled: 'neutral',
}
