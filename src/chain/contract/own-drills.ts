// A holder's own drill: where what it had of a batch is, whom it sent the rest, and who of them said so. Not here: the authority's drills.
import { Amount, IdOf, Moment, Nullable, type Static, Strict, Type } from '#kernel'
import { AbroadRow } from './recall-abroad.ts'
import { RecallMass, RecallSummary } from './recalls.ts'
import { BatchRef, PartyRef } from './refs.ts'

/** Somebody who got the batches from whoever holds the drill; what they did with them is not asked. */
export const DrillReceiver = Strict({
  receiver: PartyRef,
  toldAt: Moment,
  dueAt: Moment,
  acknowledgedAt: Nullable(Moment),
  /** Under which the acknowledgement stands in the log. */
  acknowledgementId: Nullable(IdOf('document')),
  isLate: Type.Boolean(),
  reminders: Type.Integer(),
  sentMg: Amount,
  cameBackMg: Amount,
  comingMg: Amount,
  batches: Type.Array(Strict({ batch: BatchRef, sentMg: Amount, cameBackMg: Amount })),
})
export type DrillReceiver = Static<typeof DrillReceiver>

export const OwnDrillView = Strict({
  recall: RecallSummary,
  listedMs: Nullable(Type.Integer()),
  firstAcknowledgedAt: Nullable(Moment),
  lastAcknowledgedAt: Nullable(Moment),
  termHours: Type.Number(),
  batches: Type.Integer(),
  /** Its own share as it stood when the drill began; what it passed on is beside it. */
  mass: RecallMass,
  passedOnMg: Amount,
  /** Of that: with receivers who said that they received the notice. */
  answeredMg: Amount,
  /** All of it: its own share, and what it passed on. */
  everMg: Amount,
  /** Of all of it: in its own books, gone by a way it recorded, or with a receiver who answered. */
  accountedMg: Amount,
  receivers: Type.Array(DrillReceiver),
  /** Buyers in other countries to whom the holder had exported some itself: those who do not know yet first. */
  abroad: Type.Array(AbroadRow),
})
export type OwnDrillView = Static<typeof OwnDrillView>
export const OwnDrills = Strict({ items: Type.Array(RecallSummary) })
export type OwnDrills = Static<typeof OwnDrills>
