// The number of an order form, as it stands on the paper, on the shipment and in a scan. Not here: the form (order-forms.ts).
import { Type } from '#kernel'

/** B-2026-0007. */
export const orderNumberPattern = '^B-[0-9]{4}-[0-9]{4,9}$'
export const OrderNumber = Type.String({ pattern: orderNumberPattern, description: 'the number of an order form' })
