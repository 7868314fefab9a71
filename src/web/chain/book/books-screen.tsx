// The record books there are: one for each product at each place. Not here: a book's lines (book-screen.tsx).
import { useQuery } from '@tanstack/react-query'
import { type BookList, gramsIn } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { bookMessages } from '../../messages/book.ts'
import { Alert } from '../../parts/alert.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Page } from '../../shell/page.tsx'
import { ofBookStock } from '../behind.ts'
import { bookHref, books } from './book-queries.ts'

type Row = BookList['items'][number]

export function BooksScreen() {
  const { t } = useLocale(bookMessages)
  const found = useQuery(books)
  const columns = useColumns()
  return (
    <Page title={t('books.title')} lead={t('books.lead')}>
      {found.data?.isCut ? <Alert tone="info" title={t('books.cut')} /> : null}
      {found.isError ? (
        <ProblemNotice error={found.error} onRetry={found.refetch} />
      ) : (
        <DataTable
          label={t('books.title')}
          columns={columns}
          items={found.data?.items ?? []}
          idOf={({ book }) => bookHref(book)}
          hrefOf={({ book }) => bookHref(book)}
          waitingRows={found.isPending ? 6 : 0}
          empty={<Empty title={t('books.none')} text={t('books.none.text')} />}
        />
      )}
    </Page>
  )
}

function useColumns(): readonly TableColumn<Row>[] {
  const { t, instant, number, locale } = useLocale(bookMessages)
  return [
    {
      id: 'product',
      text: t('books.product'),
      isFixed: true,
      cell: ({ book }) => (
        <Link href={bookHref(book)} look="plain">
          {book.productName}
        </Link>
      ),
    },
    { id: 'premises', text: t('books.premises'), width: 'wide', cell: ({ book }) => book.premises.name },
    { id: 'holder', text: t('books.holder'), width: 'wide', cell: ({ book }) => book.holder.name },
    {
      id: 'stock',
      text: t('books.stock'),
      align: 'end',
      cell: ({ book, stockMg }) => (
        <Link href={ofBookStock(book)} look="plain">
          {t('book.grams', { grams: gramsIn(stockMg, locale) })}
        </Link>
      ),
    },
    {
      id: 'batches',
      text: t('books.batches'),
      align: 'end',
      cell: ({ book, batches }) => (
        <Link href={ofBookStock(book)} look="plain">
          {number(batches)}
        </Link>
      ),
    },
    {
      id: 'last',
      text: t('books.last'),
      cell: ({ lastAt }) => <span className="gr-nowrap">{lastAt === null ? '–' : instant(lastAt)}</span>,
    },
  ]
}
