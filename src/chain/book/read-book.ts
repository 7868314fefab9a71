// The record book of a place and a substance, or one product of it, for any period: a fold over the ledger, worked out when it is asked and never stored.
// Not here: SQL (store/book.ts), and the book on paper (print-book.ts).
import {
  decodeCursor,
  encodeCursor,
  type Instant,
  legalDayOf,
  type PartyId,
  type PlainDate,
  type PremisesId,
  printId,
  refuseNow,
  startOfLegalDay,
  trustId,
} from '#kernel'
import type { Actor, Tx } from '#platform'
import type { Act, BookLine, BookList, BookPage, BookRef, BookSide, RecordArticle } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { isInstant, pageDefault, pageMax } from '../paging.ts'
import { chainProblems } from '../problems.ts'
import { lookUp, type Names, nothingWanted } from '../refs.ts'
import {
  type BookKey,
  type BookPlace,
  type BookRow,
  type BookWord,
  type KnownBook,
  selectActs,
  selectBatchProducts,
  selectBookLines,
  selectBooks,
  stockBefore,
  sumBook,
} from '../store/book.ts'
import { type KnownHolder, loadRecordBasis } from '../store/keepers.ts'
import { type SignatureRow, selectSignatures } from '../store/signatures.ts'
import { entryOf, referenceOf, signersOf } from './entry.ts'
import { bookProblems } from './problems.ts'

/** One answer stays readable; staff who see everybody's name a holder. */
const booksMax = 500

export type BooksAsked = {
  readonly holderId?: PartyId
  /** Each is found in the name of the holder, of the place or its town, or of the product. */
  readonly words?: readonly BookWord[]
  readonly law: LawForChain
  readonly on: PlainDate
}

export async function listBooks(tx: Tx, actor: Actor, { holderId, words, law, on }: BooksAsked): Promise<BookList> {
  const rows = await selectBooks(tx, actor.authorityId, {
    ...(holderId ? { holderId } : {}),
    ...(words ? { words } : {}),
    limit: booksMax + 1,
  })
  const shown = rows.slice(0, booksMax)
  const names = await namesOf(tx, actor, shown)
  const basisOf = await loadRecordBasis(tx, actor, { holders: shown.map(holderOf), on })
  const view = (known: readonly KnownBook[], substanceId: string | null): BookList['items'][number] => {
    const [first] = known as [KnownBook] // Of a book there is one at least.
    const last = known
      .flatMap(({ lastAt }) => lastAt ?? [])
      .toSorted(Temporal.Instant.compare)
      .at(-1)
    return {
      book: bookRef(known, { names, law, on, basis: basisOf(holderOf(first)), substanceId }),
      stockMg: `${known.reduce((sum, { stockMg }) => sum + stockMg, 0n)}`,
      batches: known.reduce((sum, { batches }) => sum + batches, 0),
      lastAt: last?.toString() ?? null,
    }
  }
  return {
    items: shown.map((row) => view([row], null)),
    substances: [...bySubstance(shown, { law, on })].map(([, { substanceId, known }]) => view(known, substanceId)),
    isCut: rows.length > booksMax,
  }
}

/** In the order in which they come: the most of one product first. */
function bySubstance(rows: readonly KnownBook[], { law, on }: Pick<Told, 'law' | 'on'>) {
  const together = new Map<string, { readonly substanceId: string; readonly known: KnownBook[] }>()
  for (const row of rows) {
    const substanceId = law.product(row.productCode, on)?.substanceId
    if (!substanceId) continue
    const key = [row.holderId, row.premisesId, substanceId].join(' ')
    const so = together.get(key) ?? { substanceId, known: [] }
    so.known.push(row)
    together.set(key, so)
  }
  return together
}

export type BookAsked = {
  readonly premisesId: PremisesId
  readonly holderId: PartyId
  /** One of the two: a product, or a substance with every product of it that lay there. */
  readonly productCode?: string
  readonly substanceId?: string
  readonly from: PlainDate
  /** The first day that is not in it. */
  readonly until: PlainDate
  readonly law: LawForChain
}

/**
 * Refuses `chain/unknown-book`, `chain/book-unnamed`, `chain/book-period` and `chain/bad-cursor`.
 * @basis opiumwetbesluit/7
 */
export async function readBook(
  tx: Tx,
  actor: Actor,
  asked: BookAsked & { readonly side?: BookSide; readonly cursor?: string; readonly limit?: number },
): Promise<BookPage> {
  const { from, until, side, law } = asked
  if (Temporal.PlainDate.compare(from, until) >= 0) refuseNow(bookProblems['book-period'], {})
  const after = asked.cursor === undefined ? undefined : placeOf(asked.cursor)
  const { key, known } = await findBook(tx, actor, asked)
  const limit = Math.min(asked.limit ?? pageDefault, pageMax)
  const period = { from: startOfLegalDay(from), until: startOfLegalDay(until) }
  const opening = await stockBefore(tx, key, { before: period.from })
  const brought = after ? await stockBefore(tx, key, { upTo: after }) : opening
  const { inMg, outMg } = await sumBook(tx, key, period)
  const rows = await selectBookLines(tx, key, { ...period, after, side, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const on = until.subtract({ days: 1 })
  const holder = holderOf(known[0])
  const basis = (await loadRecordBasis(tx, actor, { holders: [holder], on }))(holder)
  const { substanceId = null } = asked
  return {
    book: bookRef(known, { names: await namesOf(tx, actor, known), law, on, basis, substanceId }),
    from: from.toString(),
    until: until.toString(),
    openingMg: `${opening}`,
    broughtForwardMg: `${brought}`,
    closingMg: `${opening + inMg - outMg}`,
    inMg: `${inMg}`,
    outMg: `${outMg}`,
    lines: await viewLines(tx, actor, page, { brought: side === undefined ? brought : opening, law, on }),
    nextCursor: last && rows.length > limit ? encodeCursor([last.at.toString(), last.eventId, last.tie]) : null,
  }
}

type Found = { readonly key: BookKey; readonly known: readonly [KnownBook, ...KnownBook[]] }

/** Which product is of which substance is as on the last day of the period. */
async function findBook(tx: Tx, { authorityId }: Actor, asked: BookAsked): Promise<Found> {
  const { premisesId, holderId, productCode, substanceId, law, until } = asked
  if ((productCode === undefined) === (substanceId === undefined)) refuseNow(bookProblems['book-unnamed'], {})
  const wanted = { holderId, premisesId, ...(productCode === undefined ? {} : { productCodes: [productCode] }) }
  const on = until.subtract({ days: 1 })
  const rows = (await selectBooks(tx, authorityId, { ...wanted, limit: null })).filter(
    (row) => substanceId === undefined || law.product(row.productCode, on)?.substanceId === substanceId,
  )
  const [first, ...others] = rows
  if (!first) return refuseNow(bookProblems['unknown-book'], {})
  return {
    key: { authorityId, premisesId, holderId, productCodes: rows.map((row) => row.productCode) },
    known: [first, ...others],
  }
}

/** So many lines are some two hundred pages: more is asked a quarter at a time. */
export const bookLinesMax = 5_000

/** The whole period at once, for paper and spreadsheets. Refuses `chain/book-too-long` besides. */
export async function readWholeBook(tx: Tx, actor: Actor, asked: BookAsked): Promise<BookPage> {
  const first = await readBook(tx, actor, { ...asked, limit: 1 })
  const period = { from: startOfLegalDay(asked.from), until: startOfLegalDay(asked.until) }
  const { key } = await findBook(tx, actor, asked)
  const rows = await selectBookLines(tx, key, { ...period, limit: bookLinesMax + 1 })
  if (rows.length > bookLinesMax) refuseNow(bookProblems['book-too-long'], { linesMax: bookLinesMax })
  const told = { brought: BigInt(first.openingMg), law: asked.law, on: asked.until.subtract({ days: 1 }) }
  const lines = await viewLines(tx, actor, rows, told)
  return { ...first, lines, nextCursor: null }
}

/** A cursor is anyone's to write: each part is looked at before it goes near SQL. */
function placeOf(cursor: string): BookPlace {
  const [at, eventId, tie] = decodeCursor(cursor, 3) ?? []
  const isPlace =
    typeof at === 'string' &&
    isInstant(at) &&
    typeof eventId === 'string' &&
    /^[0-9a-f-]{36}$/.test(eventId) &&
    typeof tie === 'string'
  return isPlace && !tie.includes('\0') ? { at, eventId, tie } : refuseNow(chainProblems['bad-cursor'], {})
}

type LinesTold = Pick<Told, 'law' | 'on'> & {
  /** What was there before the first of them. */
  readonly brought: bigint
}

async function viewLines(
  tx: Tx,
  actor: Actor,
  rows: readonly BookRow[],
  { brought, law, on }: LinesTold,
): Promise<BookLine[]> {
  const wanted = nothingWanted()
  for (const { batchId, partyId } of rows) {
    wanted.batches.add(batchId)
    if (partyId) wanted.parties.add(partyId)
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  const productOf = await selectBatchProducts(tx, actor.authorityId, [...wanted.batches])
  const eventIds = [...new Set(rows.map(({ eventId }) => eventId))]
  const acts = await selectActs(tx, actor.authorityId, eventIds)
  const second = await selectSignatures(tx, actor, eventIds)
  let stock = brought
  return rows.map((row): BookLine => {
    stock = row.running === null ? stock + row.amount : brought + row.running
    const isIn = row.amount > 0n
    const signatures = signaturesOf(acts.get(row.eventId) ?? null, second.get(row.eventId))
    return {
      at: row.at.toString(),
      on: legalDayOf(row.at).toString(),
      recordedAt: row.recordedAt.toString(),
      isLate: !row.isImported && !legalDayOf(row.recordedAt).equals(legalDayOf(row.at)),
      eventId: printId('event', trustId('event', row.eventId)),
      entry: entryOf({
        eventKind: row.eventKind,
        kind: row.otherKind,
        state: row.otherState,
        relation: row.relation,
        isIn,
      }),
      batch: names.batch(row.batchId),
      product: productRef(productOf(row.batchId), law, on),
      party: row.partyId ? names.party(row.partyId) : null,
      reference: referenceOf(acts.get(row.eventId) ?? null),
      ...(signatures ? { signatures } : {}),
      inMg: isIn ? `${row.amount}` : '0',
      outMg: isIn ? '0' : `${-row.amount}`,
      stockMg: `${stock}`,
    }
  })
}

/** Who signed, and the second person's signature where it comes as an event of its own. @basis opiumwetbesluit/7 */
function signaturesOf(act: Act | null, second: SignatureRow | undefined): BookLine['signatures'] {
  const by = signersOf(act)
  if (by === null && !second) return undefined
  const isAwaited = second && second.signedAt === null && !second.isTakenBack
  return {
    by: [...(by ?? [])],
    signedOn: second?.signedAt ? legalDayOf(second.signedAt).toString() : null,
    dueOn: isAwaited ? second.dueOn.toString() : null,
  }
}

async function namesOf(tx: Tx, actor: Actor, rows: readonly Pick<KnownBook, 'holderId' | 'premisesId'>[]) {
  const wanted = nothingWanted()
  for (const { holderId, premisesId } of rows) {
    wanted.parties.add(holderId)
    wanted.premises.add(premisesId)
  }
  return lookUp(tx, actor.authorityId, wanted)
}

type Told = {
  readonly names: Names
  readonly law: LawForChain
  readonly on: PlainDate
  readonly basis: RecordArticle | null
  /** Of a book of the whole substance; null: of the one product. */
  readonly substanceId: string | null
}

const holderOf = ({ holderId, holderKind }: KnownBook): KnownHolder => ({
  holderId: trustId('party', holderId),
  holderKind,
})

function bookRef(known: readonly KnownBook[], { names, law, on, basis, substanceId }: Told): BookRef {
  const [{ holderId, premisesId, productCode }] = known as [KnownBook] // Of a book there is one at least.
  const product = law.product(productCode, on)
  const of = substanceId ?? product?.substanceId ?? null
  return {
    premises: names.premises(premisesId),
    holder: names.party(holderId),
    productCode: substanceId === null ? productCode : null,
    productName: substanceId === null ? (product?.name ?? productCode) : null,
    products: known
      .map((one) => productRef(one.productCode, law, on))
      .toSorted((one, two) => (one.productCode < two.productCode ? -1 : 1)),
    substanceId: of,
    substanceName: of === null ? null : { nl: law.substanceName(of, 'nl'), en: law.substanceName(of, 'en') },
    list: of === null ? null : law.listOf(of, on),
    basis,
  }
}

const productRef = (productCode: string, law: LawForChain, on: PlainDate): BookLine['product'] => ({
  productCode,
  name: law.product(productCode, on)?.name ?? productCode,
})

/** The month of a day, as books are kept. */
export function monthOf(at: Instant): { readonly from: PlainDate; readonly until: PlainDate } {
  const on = legalDayOf(at)
  const from = on.with({ day: 1 })
  return { from, until: from.add({ months: 1 }) }
}
