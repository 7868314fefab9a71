// One holder at a glance, for who supervises it: what it has and what waits. Not here: the lists themselves, which are filtered by holder.

import { Amount, Day, IdOf, Moment, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { PartyView } from '#licensing/contract'
import { BookRef } from './book.ts'
import { lossCauses, lossToldTo } from './losses.ts'
import { recallKinds } from './recalls.ts'
import { BatchRef, PremisesRef } from './refs.ts'

export const HolderView = Strict({
  party: PartyView,
  /** Material it has now, by product and wherever it lies; waste and samples are stock too. */
  stock: Type.Array(Strict({ productCode: Type.String(), productName: Type.String(), stockMg: Amount })),
  /** The record books it keeps, those that moved last first. */
  books: Type.Array(Strict({ book: BookRef, lastAt: Nullable(Moment) })),
  /** There are more books than one answer tells; then the stock above is not whole either. */
  isCut: Type.Boolean(),
  /** Losses and thefts of which somebody is still to be told. */
  lossNotices: Type.Array(
    Strict({
      eventId: IdOf('event'),
      cause: OneOf(lossCauses),
      to: OneOf(lossToldTo),
      premises: PremisesRef,
      /** Null for plants, which are counted. */
      massMg: Nullable(Amount),
      dueOn: Day,
      isOverdue: Type.Boolean(),
    }),
  ),
  /** Notices of recalls and drills it was sent, those it did not answer first. */
  recallNotices: Type.Array(
    Strict({
      recallId: IdOf('recall'),
      kind: OneOf(recallKinds),
      /** A drill of another holder, which is that holder's to follow. */
      isOwnDrill: Type.Boolean(),
      reason: Type.String(),
      batches: Type.Array(BatchRef),
      toldAt: Moment,
      dueAt: Moment,
      acknowledgedAt: Nullable(Moment),
      isOverdue: Type.Boolean(),
      isLifted: Type.Boolean(),
    }),
  ),
})
export type HolderView = Static<typeof HolderView>
