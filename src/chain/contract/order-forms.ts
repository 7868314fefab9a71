// Order forms: what one party orders of another, and what has come of it. Not here: tests ordered at a laboratory (quality.ts), and the
// despatch that answers an order (acts.ts).
import { Amount, Day, IdOf, Label, Moment, Nullable, OneOf, PositiveAmount, type Static, Strict, Type } from '#kernel'
import { OrderNumber } from './order-number.ts'
import { QualityStep } from './quality.ts'
import { PartyRef, PremisesRef } from './refs.ts'
import { ShipmentView } from './shipments.ts'

/** Where an order form stands; those between `open` and `received` follow from the shipments that answer it. */
export const orderFormStates = ['open', 'part', 'sent', 'received', 'declined', 'withdrawn'] as const
export type OrderFormState = (typeof orderFormStates)[number]

/** One product a form. */
export const NewOrderForm = Strict({
  fromPremisesId: IdOf('premises'),
  supplierId: IdOf('party'),
  toPremisesId: IdOf('premises'),
  productCode: Label(40),
  massMg: PositiveAmount,
  /** Until when it is wanted. */
  wantedOn: Nullable(Day),
})
export type NewOrderForm = Static<typeof NewOrderForm>

export const OrderFormView = Strict({
  orderId: IdOf('quality'),
  number: OrderNumber,
  state: OneOf(orderFormStates),
  /** Whose it is to the reader: placed by them, asked of them, or others' altogether. */
  side: OneOf(['placed', 'asked', 'others']),
  orderer: PartyRef,
  toPremises: PremisesRef,
  supplier: PartyRef,
  fromPremises: PremisesRef,
  productCode: Type.String(),
  productName: Type.String(),
  massMg: PositiveAmount,
  orderedAt: Moment,
  wantedOn: Nullable(Day),
  /** What left for it, what of that was weighed in, and what is still to be sent. */
  sentMg: Amount,
  receivedMg: Amount,
  openMg: Amount,
  shipments: Type.Array(
    Strict({
      shipmentId: IdOf('shipment'),
      status: ShipmentView.properties.status,
      shippedAt: Moment,
      sentMg: Amount,
      receivedMg: Nullable(Amount),
    }),
  ),
  steps: Type.Array(QualityStep),
  basis: Type.Array(Type.String()),
})
export type OrderFormView = Static<typeof OrderFormView>
export const OrderFormList = Strict({ items: Type.Array(OrderFormView) })
export type OrderFormList = Static<typeof OrderFormList>
