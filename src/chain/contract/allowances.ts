// What was called off, and what permits allow: granted, used up by movements, left. Not here: the act that grants (acts.ts).
import { Amount, Day, IdOf, Moment, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { PartyRef } from './refs.ts'
import { allowanceKinds } from './words.ts'

export const AllowanceView = Strict({
  /** The event that granted it is its number in the ledger. */
  grantEventId: IdOf('event'),
  kind: OneOf(allowanceKinds),
  number: Type.String(),
  holder: PartyRef,
  counter: Nullable(PartyRef),
  productCode: Nullable(Type.String()),
  productName: Nullable(Type.String()),
  from: Day,
  through: Nullable(Day),
  grantedMassMg: Amount,
  usedMassMg: Amount,
  leftMassMg: Amount,
  /** What is left stands here: granted, used, and given back by a correction. */
  accountId: IdOf('account'),
  /** What used it stands here, act by act; null while nothing did. */
  usedAccountId: Nullable(IdOf('account')),
  /** Newest first, at most fifty; what was taken back is not among them. */
  uses: Type.Array(Strict({ eventId: IdOf('event'), occurredAt: Moment, massMg: Amount })),
})
export type AllowanceView = Static<typeof AllowanceView>
export const AllowanceFilter = Strict({
  holder: Type.Optional(IdOf('party')),
  kind: Type.Optional(OneOf(allowanceKinds)),
})
export type AllowanceFilter = Static<typeof AllowanceFilter>
export const Allowances = Strict({ items: Type.Array(AllowanceView) })
