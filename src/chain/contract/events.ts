// What was recorded: the answer to an act, its preview, an event as it is read. Not here: the acts themselves.
import { Day, IdOf, Moment, Nullable, OneOf, PageOf, SignedAmount, type Static, Strict, Type } from '#kernel'
import { type Act, type ActKind, actSchemas } from './acts.ts'
import { LimitUse } from './limits.ts'
import { LossNotice } from './losses.ts'
import { AccountRef, BatchRef, ExemptionRef, Movement, PartyRef, PremisesRef } from './refs.ts'

/** The answer to a recorded act. `outcome` "already" is the same event sent again: nothing happened twice. */
export const Recorded = Strict({
  eventId: IdOf('event'),
  outcome: OneOf(['recorded', 'already']),
  recordedAt: Moment,
  leaf: Type.String({ description: 'base64 of the leaf this event is in the log' }),
  /** Our signature over the leaf until the tree is sealed (Ed25519, base64). */
  promise: Nullable(Type.String()),
  basis: Type.Array(Type.String()),
  exemptionId: Nullable(IdOf('exemption')),
})
export type Recorded = Static<typeof Recorded>

/** What an act would do: its movements and balances after, or the refusals with their way out. Nothing is written. */
export const Preview = Strict({
  movements: Type.Array(Movement),
  balances: Type.Array(Strict({ account: AccountRef, beforeAmount: SignedAmount, afterAmount: SignedAmount })),
  /** What it would use of limits that conditions of the exemption set. */
  limits: Type.Array(LimitUse),
  basis: Type.Array(Type.String()),
  exemption: Nullable(ExemptionRef),
  /** Every other exemption it relies on: what needs several activities may need several. */
  exemptionsBeside: Type.Array(ExemptionRef),
  refusal: Nullable(
    Strict({ code: Type.String(), title: Type.String(), detail: Type.String(), basis: Type.Array(Type.String()) }),
  ),
})
export type Preview = Static<typeof Preview>

/** Until when it is waited for; then who signed, for whom and when. `isYours`: the reader recorded the first, so somebody else must sign. */
export const SecondSignature = Strict({
  dueOn: Day,
  isYours: Type.Boolean(),
  signed: Nullable(Strict({ eventId: IdOf('event'), at: Moment, party: Nullable(PartyRef) })),
})
export type SecondSignature = Static<typeof SecondSignature>

export const EventView = Strict({
  eventId: IdOf('event'),
  kind: OneOf(Object.keys(actSchemas) as ActKind[]),
  occurredAt: Moment,
  recordedAt: Moment,
  holder: Nullable(PartyRef),
  premises: Nullable(PremisesRef),
  batches: Type.Array(BatchRef),
  /** The act as it was recorded; null when it was erased, and where it is about what others have and nothing of the reader's. */
  act: Nullable(Type.Unsafe<Act>({ type: 'object', additionalProperties: true })),
  erased: Type.Boolean(),
  /** When it was erased and under which articles, of what was erased by a decision; what moved stays. */
  erasure: Type.Optional(Strict({ at: Moment, basis: Type.Array(Type.String()) })),
  movements: Type.Array(Movement),
  basis: Type.Array(Type.String()),
  exemption: Nullable(ExemptionRef),
  /** Every other exemption it relies on: what needs several activities may need several. */
  exemptionsBeside: Type.Array(ExemptionRef),
  correctsId: Nullable(IdOf('event')),
  correctedById: Nullable(IdOf('event')),
  /** Brought in as history, while an administrator held an import open; recorded long after it happened. */
  imported: Type.Optional(Type.Boolean()),
  /** Where a second person signs with an event of their own. */
  secondSignature: Type.Optional(SecondSignature),
  /** Of a theft or loss: who must be told of it. */
  lossNotices: Type.Optional(Type.Array(LossNotice)),
  leafIndex: Nullable(Type.Integer()),
  leaf: Type.String(),
})
export type EventView = Static<typeof EventView>
export const EventPage = PageOf(EventView)
export type EventPage = Static<typeof EventPage>
