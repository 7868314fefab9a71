// The balance as a flow picture. Not here: how it is drawn.
import { IdOf, Moment, Nullable, OneOf, PositiveAmount, type Static, Strict, Type } from '#kernel'
import { accountKinds } from './words.ts'

/** The balance as a flow picture: from where it came, through which accounts, to where it went. Amounts conserve at every node. */
export const Flow = Strict({
  unit: OneOf(['mg', 'pieces']),
  nodes: Type.Array(
    Strict({
      id: Type.String(),
      /** Another batch, or of this one the kind of its accounts, which are all in this state. */
      kind: OneOf(['batch', ...accountKinds]),
      state: Type.String(),
      label: Type.String(),
      batchId: Nullable(IdOf('batch')),
    }),
  ),
  links: Type.Array(
    Strict({
      from: Type.String(),
      to: Type.String(),
      amount: PositiveAmount,
      /** The newest of its events, each with its part of the amount; `events` says how many there are. */
      parts: Type.Array(Strict({ eventId: IdOf('event'), at: Moment, amount: PositiveAmount }), { maxItems: 200 }),
      events: Type.Integer(),
    }),
  ),
})
export type Flow = Static<typeof Flow>
