// Finds things by what a person types: batches, parties, exemptions, substances. Not here: the screens, which the web knows itself.
import { listBatches } from '#chain'
import { type Locale, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { suggest } from '#law'
import { listExemptions, listParties } from '#licensing'
import type { Actor, Tx } from '#platform'
import type { House } from './house.ts'

export const SearchHit = Strict({
  kind: OneOf(['batch', 'exemption', 'party', 'substance']),
  title: Type.String(),
  subtitle: Nullable(Type.String()),
  href: Type.String({ pattern: '^/' }),
})
export type SearchHit = Static<typeof SearchHit>

/** Of each kind: more is a list, and a list has its own screen. */
const perKindMax = 6
/** Registers are small (hundreds); beyond this a screen with a filter is the place. */
const registerRowsMax = 200

type Asked = { readonly house: House; readonly actor: Actor; readonly locale: Locale; readonly q: string }
