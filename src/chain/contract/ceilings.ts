// The most of a substance that may lie in one place, with what lies there. Not here: the exemption itself (licensing).
import { Amount, IdOf, type Static, Strict, Type } from '#kernel'
import { ExemptionRef, PartyRef, PremisesRef } from './refs.ts'

export const CeilingView = Strict({
  exemption: ExemptionRef,
  holder: PartyRef,
  premises: PremisesRef,
  substanceId: Type.String(),
  maxMassMg: Amount,
  /** All of the substance that the holder has there in stock, under whichever exemption it came. */
  liesMassMg: Amount,
  /** Nothing where more lies there than may: the ceiling was lowered since. */
  leftMassMg: Amount,
  /** What lies there, product by product: each is the sum of its accounts. */
  products: Type.Array(Strict({ productCode: Type.String(), productName: Type.String(), massMg: Amount })),
})
export type CeilingView = Static<typeof CeilingView>
export const CeilingFilter = Strict({
  holder: Type.Optional(IdOf('party')),
  exemption: Type.Optional(IdOf('exemption')),
})
export type CeilingFilter = Static<typeof CeilingFilter>
export const Ceilings = Strict({ items: Type.Array(CeilingView) })
export type Ceilings = Static<typeof Ceilings>
