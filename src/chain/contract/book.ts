// The record book (opiumadministratie) as its keeper and the inspector read it. Not here: how it follows from the ledger (book/).
import {
  Amount,
  Day,
  IdOf,
  type Locale,
  Moment,
  Nullable,
  OneOf,
  SignedAmount,
  type Static,
  Strict,
  Type,
} from '#kernel'
import { BatchRef, PartyRef, PremisesRef } from './refs.ts'
import { recordArticles } from './words.ts'

/** What the law asks to be told apart (Owb 7 says it in so many words), and what our ledger knows besides. */
export const bookEntries = [
  'opening',
  'harvest',
  'receipt',
  'supply',
  'dispensing',
  'administration',
  'export',
  'processing',
  'drying',
  'processing-loss',
  'test',
  'destruction',
  'loss',
  'theft',
  'difference',
  'moved',
  'correction',
  'other',
] as const
export type BookEntry = (typeof bookEntries)[number]

/** One book: one holder's material of one substance at one place (Owb 7), or of one product of it. */
export const BookRef = Strict({
  premises: PremisesRef,
  holder: PartyRef,
  /** Both null where the book is of the whole substance. */
  productCode: Nullable(Type.String()),
  productName: Nullable(Type.String()),
  /** Every product that is counted in it. */
  products: Type.Array(Strict({ productCode: Type.String(), name: Type.String() })),
  /** Null where the product is of no substance the corpus knows on that day. */
  substanceId: Nullable(Type.String()),
  substanceName: Nullable(Strict({ nl: Type.String(), en: Type.String() })),
  list: Nullable(Type.String()),
  /** The article that asks for this book of this holder; null where that is not established. */
  basis: Nullable(OneOf(recordArticles)),
})
export type BookRef = Static<typeof BookRef>

const KnownBook = Strict({ book: BookRef, stockMg: Amount, batches: Type.Integer(), lastAt: Nullable(Moment) })
export const BookList = Strict({
  /** Product by product. */
  items: Type.Array(KnownBook),
  /** The same, the products of one substance at one place taken together. What is of no substance is of none of these. */
  substances: Type.Array(KnownBook),
  /** There are more books than one answer tells: name a holder. */
  isCut: Type.Boolean(),
})
export type BookList = Static<typeof BookList>

export const BookLine = Strict({
  at: Moment,
  on: Day,
  recordedAt: Moment,
  /** Written down on another day than it happened; what was imported as history is not called late. */
  isLate: Type.Boolean(),
  eventId: IdOf('event'),
  entry: OneOf(bookEntries),
  batch: Nullable(BatchRef),
  /** Of the batch, as it is called on the last day of the period: the book of a substance has several. */
  product: Strict({ productCode: Type.String(), name: Type.String() }),
  /** Where it came from or went to, where that is a party. */
  party: Nullable(PartyRef),
  /** The keeper's own number: of a dispensing, a permit, a certificate; a reason where there is no number. */
  reference: Nullable(Type.String()),
  /** Of a count or destruction: the staff numbers on it, and the second person's signature where that is an event of its own. */
  signatures: Type.Optional(
    Strict({
      by: Type.Array(Type.String()),
      signedOn: Nullable(Day),
      /** The last day for it, while it is waited for. */
      dueOn: Nullable(Day),
    }),
  ),
  inMg: Amount,
  outMg: Amount,
  /** What was there after this line. */
  stockMg: SignedAmount,
})
export type BookLine = Static<typeof BookLine>

export const BookPage = Strict({
  book: BookRef,
  from: Day,
  /** The first day that is not in it. */
  until: Day,
  /** At the beginning of the period, before this page, and at the end of the period. */
  openingMg: SignedAmount,
  broughtForwardMg: SignedAmount,
  closingMg: SignedAmount,
  /** Of the whole period. */
  inMg: Amount,
  outMg: Amount,
  lines: Type.Array(BookLine),
  nextCursor: Nullable(Type.String()),
})
export type BookPage = Static<typeof BookPage>

/** The book of a substance, in which a line may be of one product or another. */
export const isOfSeveral = ({ productCode, products }: BookRef) => productCode === null && products.length > 1

export const BookQuery = {
  premises: IdOf('premises'),
  holder: IdOf('party'),
  /** One of the two. */
  product: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  substance: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  from: Type.Optional(Day),
  until: Type.Optional(Day),
}
/** Only what came in, or only what left; the sums stay those of the whole period. */
export const bookSides = ['in', 'out'] as const
export type BookSide = (typeof bookSides)[number]

/** Grams to the milligram, always three places: a column of them stands in line, and nothing is rounded away. */
export function gramsIn(massMg: string, locale: Locale): string {
  const mass = BigInt(massMg)
  const text = (mass < 0n ? -mass : mass).toString().padStart(4, '0')
  const whole = text.slice(0, -3).replace(/\B(?=(\d{3})+$)/g, locale === 'nl' ? '.' : ',')
  return `${mass < 0n ? '−' : ''}${whole}${locale === 'nl' ? ',' : '.'}${text.slice(-3)}`
}
