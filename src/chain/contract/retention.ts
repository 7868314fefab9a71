// What may no longer be kept: how much is due under which term, what still waits and for what, and the lists by which it is erased. Not here:
// what stands after it (events.ts says of each event that it was erased).
import { Day, IdOf, Label, Moment, Nullable, OneOf, PageOf, type Static, Strict, Type } from '#kernel'
import { type ActKind, actSchemas } from './acts.ts'

/** Why an event whose term is over is not due: what stands on one of its batches, or on the event itself. */
export const retentionStops = [
  'stock', // some of a batch of it is still there
  'on-its-way', // or under way
  'difference', // a difference or a dispute is not closed
  'hold', // a hold or a recall was not lifted
  'trial', // an institution did it or was named in it, and the file of a trial is kept longer
  'quality', // an order, a case, a signal or a study is open
  'signature', // a second person must still sign
  'notice', // somebody must still be told of a theft or loss
  'permit', // a call-off or permit that it granted is not over as long ago
  'room', // the room it designated is designated so still
  'younger', // an event that is not as old takes it back, signs under it or tells of it
] as const
export type RetentionStop = (typeof retentionStops)[number]

const Kind = OneOf(Object.keys(actSchemas) as ActKind[])
/** One list, one decision, one transaction: what a person can look through by kind and by year, and a database does in a second. */
export const listedMax = 10_000
export const erasureStates = ['proposed', 'erased', 'declined'] as const

/** A list of events to erase: one person draws it up, another decides. */
export const ErasureView = Strict({
  erasureId: IdOf('erasure'),
  state: OneOf(erasureStates),
  termId: Type.String(),
  months: Type.Integer(),
  /** Everything on it happened before this day. */
  before: Day,
  basis: Type.Array(Type.String()),
  reason: Type.String(),
  listed: Type.Integer(),
  /** Of those on it: how many were erased. What was no longer due when it was decided stayed. */
  erased: Type.Integer(),
  proposedAt: Moment,
  proposedBy: Nullable(Type.String({ description: 'the name of the person, where it is known' })),
  /** The reader drew it up, so somebody else decides. */
  isYours: Type.Boolean(),
  decidedAt: Nullable(Moment),
  decidedBy: Nullable(Type.String()),
  decision: Nullable(Type.String({ description: 'what the person who decided said beside it' })),
  /** The place of the decision in the log; null until it is sealed. */
  leafIndex: Nullable(Type.Integer()),
})
export type ErasureView = Static<typeof ErasureView>

export const RetentionView = Strict({
  on: Day,
  termId: Type.String(),
  months: Type.Integer(),
  /** What happened before this day has been kept as long as it must be. */
  before: Day,
  basis: Type.Array(Type.String()),
  /** What an institution did, or was named in, is kept until it did nothing since this day. */
  trial: Strict({ months: Type.Integer(), before: Day, basis: Type.Array(Type.String()) }),
  due: Type.Integer(),
  oldestAt: Nullable(Moment),
  /** `keptThrough`: the last day on which the oldest had to be kept. */
  kinds: Type.Array(Strict({ kind: Kind, count: Type.Integer(), oldestAt: Moment, keptThrough: Day })),
  waiting: Type.Array(Strict({ why: OneOf(retentionStops), count: Type.Integer() })),
  /** More of that age than one answer counts, some five million: the oldest are counted. */
  isMore: Type.Boolean(),
  /** Newest first. */
  erasures: Type.Array(ErasureView),
})
export type RetentionView = Static<typeof RetentionView>

/** `keptThrough`: the last day on which it had, or has, to be kept by its term alone. */
export const RetentionEvent = Strict({ eventId: IdOf('event'), kind: Kind, occurredAt: Moment, keptThrough: Day })
export type RetentionEvent = Static<typeof RetentionEvent>
export const RetentionPage = PageOf(RetentionEvent)
export type RetentionPage = Static<typeof RetentionPage>

/** Of one kind of event or of all; why it is done now, without a name of anybody. */
export const NewErasure = Strict({ erasureId: IdOf('erasure'), kind: Type.Optional(Kind), reason: Label(400) })
export type NewErasure = Static<typeof NewErasure>
export const ErasureDecision = Strict({
  outcome: OneOf(['erased', 'declined']),
  reason: Type.String({ maxLength: 400 }),
})
export type ErasureDecision = Static<typeof ErasureDecision>
