// Counts and differences as the people see them who count and explain. Not here: the act itself (acts.ts).
import { Amount, Day, IdOf, Moment, Nullable, OneOf, SignedAmount, type Static, Strict, Type } from '#kernel'
import { actKinds } from './acts.ts'
import { BatchRef, PartyRef, PremisesRef } from './refs.ts'
import { recordArticles, stockStates } from './words.ts'

/** Blind: which lots lie there, and nothing of how much the book says. */
export const CountSheet = Strict({
  holder: PartyRef,
  premises: PremisesRef,
  /** The article under which this holder keeps its record; null where that is not established. */
  basis: Nullable(OneOf(recordArticles)),
  lines: Type.Array(
    Strict({
      batch: BatchRef,
      state: OneOf(stockStates),
      productCode: Type.String(),
      productName: Type.String(),
      /** What one pack of it holds; null of what is not packed. */
      packMassMg: Nullable(Amount),
    }),
  ),
})
export type CountSheet = Static<typeof CountSheet>

export const CountPlaces = Strict({
  items: Type.Array(Strict({ holder: PartyRef, premises: PremisesRef, lines: Type.Integer() })),
})
export type CountPlaces = Static<typeof CountPlaces>

export const differenceKinds = ['count', 'receipt', 'packing', 'late'] as const
export const Difference = Strict({
  accountId: IdOf('account'),
  kind: OneOf(differenceKinds),
  batch: Nullable(BatchRef),
  holder: PartyRef,
  premises: PremisesRef,
  /** The other side of a shipment, who is told. */
  counter: Nullable(PartyRef),
  /** As who weighed or counted sees it: negative is less than the book said. */
  amountMg: SignedAmount,
  /** Of a count: what the book said, and what was there. */
  bookMg: Nullable(Amount),
  countedMg: Nullable(Amount),
  /** Within what the corpus lets pass without inquiry; null where no figure is asked. It is posted all the same. */
  isInside: Nullable(Type.Boolean()),
  since: Moment,
  /** Of what came late: from when on the book would have had too little. */
  shortAt: Nullable(Moment),
  /** Three working days (Owb 6), of what came late as the rule of its act says; null where nobody need be told. */
  dueOn: Nullable(Day),
  isOverdue: Type.Boolean(),
  eventId: Nullable(IdOf('event')),
  shipmentId: Nullable(IdOf('shipment')),
  /** The newest event that moved it, and the reason it gives: how it arose, or what came of it since. */
  lastEvent: Nullable(
    Strict({
      eventId: IdOf('event'),
      kind: OneOf(actKinds),
      at: Moment,
      by: Nullable(PartyRef),
      reason: Nullable(Type.String()),
    }),
  ),
})
export type Difference = Static<typeof Difference>

/** A count that no longer agrees with the book at its own moment, because something came in later for an hour before it. */
export const FollowUp = Strict({
  countEventId: IdOf('event'),
  countedAt: Moment,
  holder: PartyRef,
  premises: PremisesRef,
  lines: Type.Array(
    Strict({ batch: Nullable(BatchRef), state: OneOf(stockStates), countedMg: Amount, bookMg: SignedAmount }),
  ),
})
export type FollowUp = Static<typeof FollowUp>

export const DifferenceList = Strict({
  items: Type.Array(Difference),
  followUps: Type.Array(FollowUp),
  /** There are more than one answer tells: name a holder. */
  isCut: Type.Boolean(),
  /** The articles that ask for it. */
  basis: Type.Array(Type.String()),
})
export type DifferenceList = Static<typeof DifferenceList>
