// What conditions of exemptions limit, with what was used of it and what is left. Not here: the exemption itself (licensing).
import { Amount, Day, IdOf, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { limitActs, limitPeriods } from '#licensing/contract'
import { ExemptionRef, PartyRef } from './refs.ts'

const ofCondition = {
  exemption: ExemptionRef,
  /** The number of the condition that sets it. */
  condition: Type.Integer(),
  /** The period: a calendar year as far as the exemption holds in it, or all of its days. */
  from: Day,
  through: Nullable(Day),
  maxMassMg: Amount,
}

/** One condition in one period. */
export const LimitView = Strict({
  ...ofCondition,
  holder: PartyRef,
  nl: Type.String(),
  en: Type.String(),
  basis: Type.String(),
  substanceId: Type.String(),
  /** Null: every product of the substance. */
  productName: Nullable(Type.String()),
  acts: Type.Array(OneOf(limitActs)),
  per: OneOf(limitPeriods),
  /** Today lies in it. */
  isNow: Type.Boolean(),
  /** What its account says, and what is untold. */
  usedMassMg: Amount,
  /** Nothing where a later condition allows less than was used. */
  leftMassMg: Amount,
  /** What was used since the limit is known stands here, act by act, and what was given back; null while nothing was. */
  accountId: Nullable(IdOf('account')),
  /** What acts used before the limit was known, or on days without one, stands in no account: each of them, the oldest first. */
  untold: Type.Array(Strict({ eventId: IdOf('event'), on: Day, massMg: Amount })),
})
export type LimitView = Static<typeof LimitView>
export const LimitFilter = Strict({
  holder: Type.Optional(IdOf('party')),
  exemption: Type.Optional(IdOf('exemption')),
})
export type LimitFilter = Static<typeof LimitFilter>
export const Limits = Strict({ items: Type.Array(LimitView) })

/** What an act would use of a limit: before it, and after. */
export const LimitUse = Strict({ ...ofCondition, beforeMassMg: Amount, afterMassMg: Amount })
export type LimitUse = Static<typeof LimitUse>
