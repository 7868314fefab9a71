// The record book over HTTP: the books there are, their lines a page at a time, and the whole of a period on paper or as a table.
// Not here: how a book follows from the ledger (chain/book).
import {
  type BookAsked,
  bookPaper,
  bookProblems,
  bookTable,
  chainProblems,
  type LawForChain,
  lawForChain,
  listBooks,
  monthOf,
  readBook,
  readWholeBook,
} from '#chain'
import { BookList, BookPage, BookQuery, bookSides } from '#chain/contract'
import { IdOf, type Locale, locales, OneOf, type Static, Strict, Type } from '#kernel'
import { citation, productCodesNamed } from '#law'
import { platformProblems, stateKnownBefore, typesetProblems } from '#platform'
import type { House } from '../house.ts'
import { addFileRoute } from '../http/file-route.ts'
import { bareId, dayOr } from '../http/ids.ts'
import { linkNext, pageParameters } from '../http/paging.ts'
import type { App, Request } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'
import { tableFile, tableFormats } from '../http/table-file.ts'

const noParams = Strict({})
const Asked = Strict(BookQuery)
/** A file is opened by a link, which cannot say a language in its headers. */
const language = { language: Type.Optional(OneOf(locales)) }
const refusals = [
  ...readRefusals,
  bookProblems['unknown-book'],
  bookProblems['book-unnamed'],
  bookProblems['book-period'],
  platformProblems['not-found'],
]

export function mountBooks(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)
  const asked = (query: Static<typeof Asked>): BookAsked => askedOf(query, { house, law })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/books',
    operationId: 'listBooks',
    tag: 'chain',
    summary:
      'The record books you may read: a holder’s material of a substance at a place, and product by product, with what is there now',
    action: 'chain:read-events',
    description:
      'With `q` those in which each of its words is found: in the name of the holder, of the place, its town, the product or its substance.',
    query: Strict({ holder: Type.Optional(IdOf('party')), q: Type.Optional(Type.String({ maxLength: 80 })) }),
    answer: BookList,
    refusals: readRefusals,
    handle: ({ transaction, actor, query }) =>
      transaction((tx) =>
        listBooks(tx, actor, {
          ...(query.holder ? { holderId: bareId('party', query.holder) } : {}),
          ...(query.q ? { words: wordsIn(query.q, house.law.corpus) } : {}),
          law,
          on: house.clock.today(),
        }),
      ),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/books/lines',
    operationId: 'readBook',
    tag: 'chain',
    summary: 'A period of a record book, oldest line first, with the stock after each (Owb 7)',
    description:
      'Follows from the ledger when it is asked. Without days it is the current month; `until` is the first day not in it. ' +
      'With `side` only the lines that came in or that left; the sums stay those of all lines.',
    action: 'chain:read-events',
    query: Strict({ ...BookQuery, side: Type.Optional(OneOf(bookSides)), ...pageParameters }),
    answer: BookPage,
    refusals: [...refusals, chainProblems['bad-cursor']],
    handle: async ({ transaction, actor, query, request, reply }) => {
      const { cursor, limit, side } = query
      const page = {
        ...(cursor === undefined ? {} : { cursor }),
        ...(limit === undefined ? {} : { limit }),
        ...(side === undefined ? {} : { side }),
      }
      return linkNext(request, reply, await transaction((tx) => readBook(tx, actor, { ...asked(query), ...page })))
    },
  })

  addFileRoute(app, house, {
    url: '/v1/books/paper',
    operationId: 'printBook',
    tag: 'chain',
    summary:
      'A period of a record book as PDF/A: pages with totals carried forward, and the checkpoint of the log it was made at',
    action: 'chain:read-events',
    params: noParams,
    query: Strict({ ...BookQuery, ...language }),
    produces: ['application/pdf'],
    refusals: [...refusals, bookProblems['book-too-long'], typesetProblems['typesetting-busy']],
    async handle({ transaction, actor, query, request }) {
      const { book, known } = await transaction(async (tx) => ({
        book: await readWholeBook(tx, actor, asked(query)),
        known: await stateKnownBefore(tx, actor, house.clock.now()),
      }))
      const locale = localeOf(query, request)
      const paper = bookPaper({
        book,
        checkpoint: known && { ...known, signedAt: known.signedAt.toString() },
        locale,
        publicUrl: house.config.publicUrl,
        cite: (basis) => citation(house.law.corpus, basis, house.clock.today())?.short ?? basis,
      })
      return {
        bytes: await house.typesetter.typeset(paper),
        mediaType: 'application/pdf',
        fileName: `${nameOf(book)}.pdf`,
      }
    },
  })

  addFileRoute(app, house, {
    url: '/v1/books/table',
    operationId: 'downloadBook',
    tag: 'chain',
    summary: 'A period of a record book as CSV or as a workbook, with grams as numbers',
    action: 'chain:read-events',
    params: noParams,
    query: Strict({ ...BookQuery, ...language, format: OneOf(tableFormats) }),
    produces: ['text/csv; charset=utf-8', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    refusals: [...refusals, bookProblems['book-too-long']],
    async handle({ transaction, actor, query, request }) {
      const book = await transaction((tx) => readWholeBook(tx, actor, asked(query)))
      const { holder, premises, productName, substanceName } = book.book
      return tableFile({
        table: bookTable(book, localeOf(query, request)),
        format: query.format,
        name: nameOf(book),
        about: [
          [holder.name],
          [premises.name],
          [productName ?? substanceName?.[localeOf(query, request)] ?? '–'],
          [book.from, book.until],
        ],
      })
    },
  })
}

/** More words narrow nothing further that a reader could still follow. */
const wordsMax = 8

const wordsIn = (q: string, corpus: House['law']['corpus']) =>
  [...new Set(q.split(/\s+/).filter(Boolean))]
    .slice(0, wordsMax)
    .map((text) => ({ text, productCodes: productCodesNamed(corpus, text) }))

type Language = { readonly language?: Locale }
const localeOf = ({ language: chosen }: Language, request: Request): Locale => chosen ?? request.locale

function askedOf(query: Static<typeof Asked>, { house, law }: { house: House; law: LawForChain }): BookAsked {
  const month = monthOf(house.clock.now())
  const from = dayOr(
    query.from,
    query.until === undefined ? month.from : dayOr(query.until, month.from).subtract({ months: 1 }),
  )
  return {
    premisesId: bareId('premises', query.premises),
    holderId: bareId('party', query.holder),
    ...(query.product === undefined ? {} : { productCode: query.product }),
    ...(query.substance === undefined ? {} : { substanceId: query.substance }),
    from,
    until: dayOr(query.until, month.until),
    law,
  }
}

/** A file's name is for the folder it lands in: the product or substance and the period, and nobody's name. */
const nameOf = ({ book, from, until }: Static<typeof BookPage>) =>
  `${(book.productCode ?? book.substanceId ?? '').replaceAll(/[^A-Za-z0-9-]/g, '-')}-${from}-${until}`
