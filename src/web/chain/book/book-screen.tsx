// One record book over a period: what was there, each line with the stock after it, and what is there at the end. Not here: adding up; the
// API answers, this shows.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Fragment } from 'react'
import { type BookLine, type BookPage, bookTexts, gramsIn, isOfSeveral, orderNumberPattern } from '#chain/contract'
import { capital } from '../../capital.ts'
import { useToday } from '../../house-clock.ts'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { bookMessages } from '../../messages/book.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Figure, Figures } from '../../parts/figure.tsx'
import { Link } from '../../parts/link.tsx'
import { PagesEnd } from '../../parts/paged-table.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { ofBookStock } from '../behind.ts'
import { RecordBasis } from '../record-basis.tsx'
import { StayLink } from '../stay-link.tsx'
import {
  type BookSearch,
  besideHref,
  bookLines,
  bookSideHref,
  dayAfter,
  dayBefore,
  monthBeside,
  searchOf,
} from './book-queries.ts'
import '../chain.css'

/** A despatch that answers an order names it. */
const isOrderNumber = new RegExp(orderNumberPattern)

const texts = { ...bookTexts, ...bookMessages }

export function BookScreen() {
  const { t, locale } = useLocale(texts)
  const search = searchOf(useSearch({ strict: false }))
  const found = useInfiniteQuery(bookLines(search))
  const crumbs = [
    { text: t('nav.chain'), href: '/batches' },
    { text: t('books.title'), href: '/books' },
  ]
  const pages = found.data?.pages ?? []
  const [first] = pages
  if (!first) {
    return (
      <Page title={t('book.screen.missing')} crumbs={crumbs}>
        {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : <Waiting lines={8} />}
      </Page>
    )
  }
  const { book } = first
  const { side: _, ...whole } = search // On paper a book is whole.
  const lines = pages.flatMap((page) => page.lines)
  return (
    <Page
      title={t('book.screen.title', {
        product: book.productName ?? capital(book.substanceName?.[locale] ?? ''),
        premises: book.premises.name,
      })}
      crumbs={crumbs}
      lead={t('book.lead', {
        holder: book.holder.name,
        substance: book.substanceName?.[locale] ?? null,
        list: book.list,
      })}
      actions={<Downloads search={{ ...whole, from: first.from, until: first.until }} />}
    >
      <RecordBasis article={book.basis} />
      <Beside page={first} />
      <Period search={search} page={first} />
      <Sums search={search} page={first} />
      <Lines search={search} page={first} lines={lines} />
      <PagesEnd found={found} shown={lines.length} />
    </Page>
  )
}

/** The law asks a book of each substance; a product of it may be read by itself. */
function Beside({ page }: { page: BookPage }) {
  const { t, locale } = useLocale(texts)
  const { productCode, products, substanceName } = page.book
  if (substanceName === null) return null
  if (productCode !== null)
    return (
      <p>
        <Link href={besideHref(page.book, null, page)}>{t('book.whole', { substance: substanceName[locale] })}</Link>
      </p>
    )
  return (
    <p>
      {t('book.of-products')}{' '}
      {products.map((one, at) => (
        <Fragment key={one.productCode}>
          {at > 0 ? ', ' : ''}
          <Link href={besideHref(page.book, one.productCode, page)}>{one.name}</Link>
        </Fragment>
      ))}
    </p>
  )
}

/** Plain addresses: a browser opens the paper in its own reader, from where it is printed. */
function Downloads({ search }: { search: BookSearch }) {
  const { t, locale } = useLocale(texts)
  const asked = { ...search, language: locale }
  return (
    <>
      <LinkButton look="primary" href={withQuery('/v1/books/paper', asked)} target="_blank">
        {t('book.print')}
      </LinkButton>
      <LinkButton href={withQuery('/v1/books/table', { ...asked, format: 'xlsx' })} download>
        {t('book.xlsx')}
      </LinkButton>
      <LinkButton href={withQuery('/v1/books/table', { ...asked, format: 'csv' })} download>
        {t('book.csv')}
      </LinkButton>
    </>
  )
}

function Period({ search, page }: { search: BookSearch; page: BookPage }) {
  const { t } = useLocale(texts)
  const navigate = useNavigate()
  const go = (change: Partial<Pick<BookSearch, 'from' | 'until'>>) =>
    void navigate({
      href: withQuery('/books/read', { ...search, from: page.from, until: page.until, ...change }),
      replace: true,
    })
  const today = useToday()
  const after = monthBeside(page.from, 1)
  const isLast = Temporal.PlainDate.compare(after.from, today) > 0
  return (
    <div className="gr-chain-filters gr-chain-filters-fit">
      <DateField label={t('book.from')} value={page.from} onChange={(from) => from && go({ from })} />
      <DateField
        label={t('book.last')}
        value={dayBefore(page.until)}
        onChange={(last) => last && go({ until: dayAfter(last) })}
      />
      <Button look="quiet" onPress={() => go(monthBeside(page.from, -1))}>
        {t('book.month.before')}
      </Button>
      <Button look="quiet" isDisabled={isLast} onPress={() => go(after)}>
        {t('book.month.after')}
      </Button>
    </div>
  )
}

/** What stood there opens the accounts as they were on that day; what moved opens its lines. */
function Sums({ search, page }: { search: BookSearch; page: BookPage }) {
  const { t, locale } = useLocale(texts)
  const grams = (massMg: string) => t('book.grams', { grams: gramsIn(massMg, locale) })
  return (
    <Figures>
      <Figure label={t('book.opening', { on: page.from })} href={ofBookStock(page.book, dayBefore(page.from))}>
        {grams(page.openingMg)}
      </Figure>
      {(['in', 'out'] as const).map((side) => (
        <Figure key={side} label={t(`book.${side}`)}>
          <StayLink href={bookSideHref(search, page, side)} look="text">
            {grams(side === 'in' ? page.inMg : page.outMg)}
          </StayLink>
        </Figure>
      ))}
      <Figure
        label={t('book.closing', { on: dayBefore(page.until) })}
        href={ofBookStock(page.book, dayBefore(page.until))}
      >
        {grams(page.closingMg)}
      </Figure>
    </Figures>
  )
}

type LinesProps = { readonly search: BookSearch; readonly page: BookPage; readonly lines: readonly BookLine[] }

function Lines({ search, page, lines }: LinesProps) {
  const { t } = useLocale(texts)
  return (
    <>
      {search.side ? (
        <p role="status">
          {t(`book.only.${search.side}`)} <StayLink href={bookSideHref(search, page, null)}>{t('book.all')}</StayLink>
        </p>
      ) : null}
      <DataTable
        label={t('book.lines')}
        columns={useColumns(isOfSeveral(page.book))}
        items={lines.map((line, at) => ({ ...line, key: `${line.eventId} ${String(at)}` }))}
        idOf={({ key }) => key}
        hrefOf={({ eventId }) => `/events/${eventId}`}
        empty={
          search.side ? (
            <Empty title={t(`book.empty.${search.side}`)} text={t('book.empty.side')} />
          ) : (
            <Empty title={t('book.empty')} text={t('book.empty.text')} />
          )
        }
      />
    </>
  )
}

/** In a book of several products each line says which. */
function useColumns(isOfSeveral: boolean): readonly TableColumn<BookLine>[] {
  const { t, instant, locale } = useLocale(texts)
  const grams = (massMg: string) => (massMg === '0' ? '' : gramsIn(massMg, locale))
  return [
    {
      id: 'at',
      text: t('book.column.at'),
      cell: (line) => (
        <span className="gr-row gr-nowrap">
          {instant(line.at)}
          {line.isLate ? <Badge tone="neutral">{t('book.late')}</Badge> : null}
        </span>
      ),
    },
    {
      id: 'entry',
      text: t('book.column.entry'),
      isFixed: true,
      cell: ({ entry, eventId }) => (
        <Link href={`/events/${eventId}`} look="plain">
          {t(`book.entry.${entry}`)}
        </Link>
      ),
    },
    {
      id: 'batch',
      text: t('book.column.batch'),
      cell: ({ batch }) => <span className="gr-nowrap">{batch?.name ?? '–'}</span>,
    },
    ...(isOfSeveral
      ? [{ id: 'product', text: t('book.column.product'), cell: ({ product }: BookLine) => product.name }]
      : []),
    { id: 'party', text: t('book.column.party'), width: 'wide', cell: ({ party }) => party?.name ?? '–' },
    {
      id: 'reference',
      text: t('book.column.reference'),
      width: 'wide',
      cell: ({ reference, signatures }) =>
        signatures ? (
          <>
            {reference ? `${reference}; ` : ''}
            {t('book.signatures', signatures)}
          </>
        ) : (
          <span className="gr-nowrap">
            {reference && isOrderNumber.test(reference) ? (
              <Link href={`/orders/${reference}`}>{reference}</Link>
            ) : (
              (reference ?? '–')
            )}
          </span>
        ),
    },
    { id: 'in', text: `${t('book.column.in')} (g)`, align: 'end', cell: ({ inMg }) => grams(inMg) },
    { id: 'out', text: `${t('book.column.out')} (g)`, align: 'end', cell: ({ outMg }) => grams(outMg) },
    {
      id: 'stock',
      text: `${t('book.column.stock')} (g)`,
      align: 'end',
      cell: ({ stockMg }) => gramsIn(stockMg, locale),
    },
  ]
}
