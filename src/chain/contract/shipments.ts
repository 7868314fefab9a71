// A shipment as both its sides see it. Not here: the acts of sending and receiving.
import { Amount, Day, IdOf, Moment, Nullable, OneOf, PageOf, type Static, Strict, Type } from '#kernel'
import { shipReasons } from './acts.ts'
import { LogisticUnitView, TransportView } from './manifest.ts'
import { OrderNumber } from './order-number.ts'
import { BatchRef, PartyRef, PremisesRef } from './refs.ts'
import { stockStates } from './words.ts'

export const ShipmentView = Strict({
  shipmentId: IdOf('shipment'),
  status: OneOf(['in-transit', 'received', 'received-with-difference', 'refused', 'cancelled']),
  reason: OneOf(shipReasons),
  sender: PartyRef,
  fromPremises: PremisesRef,
  receiver: PartyRef,
  toPremises: PremisesRef,
  shippedAt: Moment,
  receivedAt: Nullable(Moment),
  shipEventId: IdOf('event'),
  receiveEventId: Nullable(IdOf('event')),
  lines: Type.Array(
    Strict({
      batch: BatchRef,
      state: OneOf(stockStates),
      shippedMassMg: Amount,
      receivedMassMg: Nullable(Amount),
      /** What one pack of it holds; null of what is not packed. */
      packMassMg: Nullable(Amount),
    }),
  ),
  /** Until when the supplier is told of a difference (Owb 6); null when there is none. */
  differenceDueOn: Nullable(Day),
  /** The last day by which it should have come, while it is on its way. */
  transitDueOn: Type.Optional(Day),
  /** How it travels; null where the sender did not say. */
  transport: Nullable(TransportView),
  units: Type.Array(LogisticUnitView),
  /** The order form it answers, where the sender named one. */
  orderNumber: Nullable(OrderNumber),
})
export type ShipmentView = Static<typeof ShipmentView>
export const ShipmentPage = PageOf(ShipmentView)
export type ShipmentPage = Static<typeof ShipmentPage>
