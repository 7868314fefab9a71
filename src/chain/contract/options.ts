// What can be done with a batch, here and now, by the reader. Not here: deciding it.
import { Amount, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { LawActSchema } from '#law/contract'
import { type ActKind, actSchemas } from './acts.ts'
import { ExemptionRef, PartyRef, PremisesRef } from './refs.ts'
import { stockStates } from './words.ts'

/** What can be done with a batch, here and now, by the reader: the form is built from this. */
export const ActOption = Strict({
  kind: OneOf(Object.keys(actSchemas) as ActKind[]),
  lawActs: Type.Array(LawActSchema),
  premises: PremisesRef,
  holder: PartyRef,
  state: Nullable(OneOf(stockStates)),
  maxAmount: Nullable(Amount),
  unit: OneOf(['mg', 'pieces']),
  allowed: Type.Boolean(),
  exemption: Nullable(ExemptionRef),
  /** Every other exemption it would rely on. */
  exemptionsBeside: Type.Array(ExemptionRef),
  basis: Type.Array(Type.String()),
  refusal: Nullable(
    Strict({ code: Type.String(), title: Type.String(), detail: Type.String(), basis: Type.Array(Type.String()) }),
  ),
})
export type ActOption = Static<typeof ActOption>
export const ActOptions = Strict({ options: Type.Array(ActOption) })
