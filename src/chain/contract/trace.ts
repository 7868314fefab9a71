// Where a batch came from and where it went. Not here: the recall of what it became.
import { Amount, Day, IdOf, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { batchStatuses } from './batches.ts'
import { BatchRef, PartyRef, PremisesRef } from './refs.ts'

/** Exact; a screen rounds it, nobody else. */
const Fraction = Strict({ numerator: Type.String(), denominator: Type.String() })
/** Ancestors back to the plants, descendants to everyone who has or had it. Shares are exact fractions of the asked batch's mass. */
export const TraceNode = Strict({
  batch: BatchRef,
  depth: Type.Integer({ description: 'negative: ancestors; 0: asked; positive: descendants' }),
  productCode: Type.String(),
  openedOn: Day,
  /** Null: of an ancestor the reader never had, nothing is said of where it is, and it does not open. */
  status: Nullable(OneOf(batchStatuses)),
  premises: PremisesRef,
  /**
   * Of an ancestor: which part of the asked batch came from it. Of a descendant: which part of the asked batch went into it; null of what grew of
   * cuttings of it, for a cutting takes no part of its mother.
   */
  share: Nullable(Fraction),
})
export const TraceEdge = Strict({
  parentId: IdOf('batch'),
  childId: IdOf('batch'),
  /** Null for whoever had no part in it. */
  eventId: Nullable(IdOf('event')),
  amount: Amount,
  /** Which part of the child came from this parent, and which part of the parent, as it was opened, went into this child: none of it, of cuttings. */
  ofChild: Fraction,
  ofParent: Nullable(Fraction),
})
export const Whereabouts = Strict({
  batch: BatchRef,
  holder: PartyRef,
  premises: Nullable(PremisesRef),
  hasMassMg: Amount,
  hadMassMg: Amount,
  states: Type.Array(Type.String()),
})
export const Trace = Strict({
  asked: BatchRef,
  direction: OneOf(['back', 'forward', 'both']),
  nodes: Type.Array(TraceNode),
  edges: Type.Array(TraceEdge),
  whereabouts: Type.Array(Whereabouts),
  truncated: Type.Boolean(),
})
export type Trace = Static<typeof Trace>
export type TraceNode = Static<typeof TraceNode>
