// What the record book's screens ask, and how a book stands in an address. Pure but for the fetch. Not here: the screens.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { type BookList, type BookPage, type BookRef, type BookSide, bookSides } from '#chain/contract'
import { parseDay } from '#kernel'
import { request, withQuery } from '../../http.ts'

export type BooksSearch = Readonly<Partial<Record<'q' | 'holder' | 'by', string>>>

export const books = ({ by: _, ...search }: BooksSearch) =>
  queryOptions({
    queryKey: ['books', search],
    queryFn: ({ signal }) => request<BookList>(withQuery('/v1/books', search), { signal }),
  })

export type BookSearch = {
  readonly premises: string
  readonly holder: string
  /** One of the two. */
  readonly product?: string
  readonly substance?: string
  readonly from?: string
  /** The first day that is not in it, as the API has it; the screen shows the last day that is. */
  readonly until?: string
  /** Only the lines of one sum. */
  readonly side?: BookSide
}

export function searchOf({
  premises = '',
  holder = '',
  product,
  substance,
  from,
  until,
  side,
}: Readonly<Record<string, string>>): BookSearch {
  const isSide = (text: string | undefined): text is BookSide => bookSides.some((one) => one === text)
  const isDay = (text: string | undefined): text is string => text !== undefined && parseDay(text) !== null
  return {
    premises,
    holder,
    ...(product ? { product } : substance ? { substance } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(until) ? { until } : {}),
    ...(isSide(side) ? { side } : {}),
  }
}

const placeOf = ({ premises, holder }: BookRef) => ({ premises: premises.premisesId, holder: holder.partyId })

export const bookHref = (book: BookRef): string =>
  withQuery('/books/read', {
    ...placeOf(book),
    ...(book.productCode === null ? { substance: book.substanceId } : { product: book.productCode }),
  })

/** Beside this book, of the same place and period: of one of its products, or of the whole substance. */
export const besideHref = (
  book: BookRef,
  productCode: string | null,
  { from, until }: Pick<BookPage, 'from' | 'until'>,
) =>
  withQuery('/books/read', {
    ...placeOf(book),
    ...(productCode === null ? { substance: book.substanceId } : { product: productCode }),
    from,
    until,
  })

export const bookLines = (search: BookSearch) =>
  infiniteQueryOptions({
    queryKey: ['book', search],
    queryFn: ({ pageParam, signal }) =>
      request<BookPage>(withQuery('/v1/books/lines', { ...search, limit: 100, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** A sum of what came in or left: on this very screen, its lines. */
export const bookSideHref = (search: BookSearch, { from, until }: BookPage, side: BookSide | null): string =>
  withQuery('/books/read', { ...search, from, until, side })

/** The month before or after the one in which a period begins. */
export function monthBeside(from: string, months: number): { readonly from: string; readonly until: string } {
  const first = Temporal.PlainDate.from(from).with({ day: 1 }).add({ months })
  return { from: first.toString(), until: first.add({ months: 1 }).toString() }
}

export const dayBefore = (day: string) => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
export const dayAfter = (day: string) => Temporal.PlainDate.from(day).add({ days: 1 }).toString()
