// How much of what is in the material lies with whom: dried drug, THC, CBD, base. Not here: which batch it is in; the batch page says that.
import { Amount, IdOf, OneOf, type Static, Strict, Type } from '#kernel'
import { PartyRef, PremisesRef } from './refs.ts'
import { contentLedgers } from './words.ts'

export const ContentRow = Strict({
  holder: PartyRef,
  premises: PremisesRef,
  materialMassMg: Amount,
  contents: Type.Array(
    Strict({
      ledger: OneOf(contentLedgers),
      amount: Amount,
      /** Material there of which this was never measured, or is no longer known: unknown is not nothing. */
      unknownMassMg: Amount,
    }),
  ),
})
export type ContentRow = Static<typeof ContentRow>
export const ContentFilter = Strict({ holder: Type.Optional(IdOf('party')) })
export type ContentFilter = Static<typeof ContentFilter>
export const Contents = Strict({ items: Type.Array(ContentRow), truncated: Type.Boolean() })
export type Contents = Static<typeof Contents>
