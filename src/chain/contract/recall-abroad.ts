// Who abroad is to know of a recall, and who there was told and when: each buyer, whoever supplied what it was made of, and for each country its
// authority. They read nothing in Grein; staff tell them. Not here: holders in the country, who get a notice (recalls.ts).
import { Amount, IdOf, Label, Moment, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { BatchRef, PartyRef } from './refs.ts'
import { recallOutcomes, recallWays } from './words.ts'

const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' })
export const crossingWays = ['exported', 'imported'] as const
const said = {
  /** Who was spoken to or written to: of an authority its name, for no register here has it. */
  recipient: Label(200),
  way: OneOf(recallWays),
  outcome: OneOf(recallOutcomes),
  remark: Type.String({ maxLength: 400 }),
}
export const AbroadTelling = Strict({ tellingId: IdOf('document'), ...said, at: Moment })
export type AbroadTelling = Static<typeof AbroadTelling>

/** `tellingId` is made by the sender (a document id), so that sending twice is once. */
export const NewAbroadTelling = Strict({
  tellingId: IdOf('document'),
  country: Country,
  /** Who bought or supplied; null: the authority of that country. */
  partyId: Nullable(IdOf('party')),
  ...said,
})
export type NewAbroadTelling = Static<typeof NewAbroadTelling>

export const AbroadRow = Strict({
  country: Country,
  /** Who bought or supplied; null: the authority of that country, which is told of all that crossed its border. */
  party: Nullable(PartyRef),
  exportedMg: Amount,
  importedMg: Amount,
  /** Batch by batch, the newest first. */
  crossings: Type.Array(
    Strict({
      way: OneOf(crossingWays),
      eventId: IdOf('event'),
      batch: BatchRef,
      /** What it was called where it came from. */
      foreignName: Nullable(Type.String()),
      at: Moment,
      massMg: Amount,
    }),
  ),
  dueAt: Moment,
  /** When it first said that it received this; null: not yet. */
  heardAt: Nullable(Moment),
  isLate: Type.Boolean(),
  /** Newest first. */
  tellings: Type.Array(AbroadTelling),
})
export type AbroadRow = Static<typeof AbroadRow>

/** How many abroad are to be told, who said so, and of whom the term is over. */
export const AbroadCount = Strict({ toTell: Type.Integer(), heard: Type.Integer(), late: Type.Integer() })
export type AbroadCount = Static<typeof AbroadCount>
