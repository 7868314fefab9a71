// Numbers by which the world outside names a party and its premises: GLNs, each from a day on. Not here: other numbers of GS1 (kernel).
import { Day, IdOf, Label, Moment, Nullable, OneOf, type Static, Strict, Type } from '#kernel'

/** What a number stands for: premises (Digital Link 414, SGLN), or the party itself (417, PGLN). */
export const numbered = ['premises', 'party'] as const

export const Gln = Type.String({ pattern: '^[0-9]{13}$' })
/** How many of its first digits are the company prefix GS1 gave out; without it the number cannot be written as an EPC URN. */
export const PrefixLength = Type.Integer({ minimum: 6, maximum: 12 })

/** The sender makes `glnId`, so that sending twice says it once. A number that is null says: none from that day on. */
export const NewGln = Strict({
  glnId: IdOf('gln'),
  of: OneOf(numbered),
  gln: Nullable(Type.String({ maxLength: 20, description: '13 digits, the last of which checks the others.' })),
  prefixLength: Nullable(PrefixLength),
  fromOn: Day,
  source: Label(200),
})
export type NewGln = Static<typeof NewGln>

export const GlnLine = Strict({
  of: OneOf(numbered),
  gln: Nullable(Gln),
  prefixLength: Nullable(PrefixLength),
  fromOn: Day,
  source: Label(200),
  recordedAt: Moment,
})
/** The numbers of premises and of whose they are, today's, and everything that was said of them, newest first. */
export const GlnDetail = Strict({
  premises: Strict({ premisesId: IdOf('premises'), name: Label(), gln: Nullable(Gln) }),
  party: Strict({ partyId: IdOf('party'), name: Label(), gln: Nullable(Gln) }),
  lines: Type.Array(GlnLine),
})
export type GlnDetail = Static<typeof GlnDetail>
