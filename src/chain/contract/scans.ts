// What a scan finds: batches, shipments and order forms. Not here: reading the code itself (kernel/gs1.ts).
import { IdOf, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { OrderNumber } from './order-number.ts'
import { BatchRef } from './refs.ts'

export const ScanHit = Type.Union([
  Strict({
    kind: Type.Literal('batch'),
    batch: BatchRef,
    productCode: Type.String(),
    href: Type.String({ pattern: '^/' }),
  }),
  Strict({
    kind: Type.Literal('order'),
    number: OrderNumber,
    /** The other side, as seen by the reader. */
    partyName: Type.String(),
    /** Asked of the reader, with something left to send. */
    isToSend: Type.Boolean(),
    href: Type.String({ pattern: '^/' }),
  }),
  Strict({
    kind: Type.Literal('shipment'),
    shipmentId: IdOf('shipment'),
    /** The other side, as seen by the reader; the receiver for who is neither. */
    partyName: Type.String(),
    isIncoming: Type.Boolean(),
    href: Type.String({ pattern: '^/' }),
  }),
])
export type ScanHit = Static<typeof ScanHit>

export const ScanAnswer = Strict({
  /** What was read; `text` is something typed, `faulty` a code with a digit lost or changed. */
  read: OneOf(['pack', 'transport', 'own', 'text', 'faulty']),
  /** As it stands on the label, for the eye; the text as it came for what is no label. */
  text: Type.String(),
  serial: Nullable(Type.String()),
  /** The first is what the code names; behind a batch come shipments under way with it. Empty: not there, or not the reader's. */
  hits: Type.Array(ScanHit),
})
export type ScanAnswer = Static<typeof ScanAnswer>
