// What can be begun without a batch: planting a lot, bringing in from abroad. Not here: deciding it, and what can be done with a batch (options.ts).
import { Nullable, OneOf, type Static, Strict, Type } from '#kernel'

/** The acts that begin a batch out of none. */
export const beginningKinds = ['plant', 'import'] as const

export const Beginning = Strict({
  kind: OneOf(beginningKinds),
  /** Somewhere, with some product, today. */
  allowed: Type.Boolean(),
  basis: Type.Array(Type.String()),
  refusal: Nullable(
    Strict({ code: Type.String(), title: Type.String(), detail: Type.String(), basis: Type.Array(Type.String()) }),
  ),
})
export type Beginning = Static<typeof Beginning>
export const Beginnings = Strict({ items: Type.Array(Beginning) })
export type Beginnings = Static<typeof Beginnings>
