// The record books there are, one for each substance at each place, or for each product of it, narrowed by words and holder in the address. Not here: a book's lines (book-screen.tsx).
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type BookList, gramsIn } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { bookMessages } from '../../messages/book.ts'
import { pageSize } from '../../page-size.ts'
import { Alert } from '../../parts/alert.tsx'
import { Button } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { LoadMore } from '../../parts/load-more.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Renewing } from '../../parts/renewing.tsx'
import { Select } from '../../parts/select.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { Page } from '../../shell/page.tsx'
import { ofBookStock } from '../behind.ts'
import { HolderField, partyIn } from '../holder/holder-field.tsx'
import { AboutHolder } from '../holder/of-holder.tsx'
import { type BooksSearch, bookHref, books } from './book-queries.ts'
import '../chain.css'

type Row = BookList['items'][number]

/** In the address; without it the books are those the law asks, of each substance. */
const byProduct = 'product'

export function BooksScreen() {
  const { t } = useLocale(bookMessages)
  const search = searchIn(useSearch({ strict: false }))
  const found = useQuery({ ...books(search), placeholderData: keepPreviousData })
  const columns = useColumns(search.by === byProduct)
  const [shown, setShown] = useState(pageSize)
  const isByProduct = search.by === byProduct
  const items = (isByProduct ? found.data?.items : found.data?.substances) ?? []
  const isFiltered = Boolean(search.q || search.holder)
  return (
    <Page title={t('books.title')} lead={t('books.lead')}>
      <Filters search={search} isFiltered={isFiltered} />
      <AboutHolder partyId={search.holder ?? null} />
      {found.data?.isCut ? <Alert tone="info" title={t('books.cut')} /> : null}
      {found.isError ? (
        <ProblemNotice error={found.error} onRetry={found.refetch} />
      ) : (
        <Renewing isOld={found.isPlaceholderData}>
          <DataTable
            label={t('books.title')}
            columns={columns}
            items={items.slice(0, shown)}
            idOf={({ book }) => bookHref(book)}
            hrefOf={({ book }) => bookHref(book)}
            waitingRows={found.isPending ? 6 : 0}
            empty={
              <Empty
                title={t(isFiltered ? 'books.none.filter' : 'books.none')}
                text={t(isFiltered ? 'books.none.filter.text' : 'books.none.text')}
              />
            }
          />
          {items.length > 0 ? (
            <LoadMore
              shown={Math.min(shown, items.length)}
              total={items.length}
              hasMore={shown < items.length}
              isLoading={false}
              onMore={() => setShown(shown + 2 * pageSize())}
            />
          ) : null}
        </Renewing>
      )}
    </Page>
  )
}

/** What of an address is a filter: words, and the number of a party. */
function searchIn({ q, holder, by }: Readonly<Record<string, string>>): BooksSearch {
  return {
    ...(by === byProduct ? { by } : {}),
    ...(q?.trim() ? { q: q.slice(0, wordsLengthMax) } : {}),
    ...(partyIn(holder) && holder ? { holder } : {}),
  }
}

/** As the API has it. */
const wordsLengthMax = 80

function Filters({ search, isFiltered }: { search: BooksSearch; isFiltered: boolean }) {
  const { t } = useLocale(bookMessages)
  const navigate = useNavigate()
  const [typed, setTyped] = useState(search.q ?? '')
  const go = (change: Readonly<Partial<Record<keyof BooksSearch, string | null>>>) =>
    void navigate({ href: withQuery('/books', { ...search, ...change }), replace: true })
  const seek = () => typed.trim() !== (search.q ?? '') && go({ q: typed.trim() || null })
  return (
    <form
      className="gr-chain-filters"
      onSubmit={(submitted) => {
        submitted.preventDefault()
        seek()
      }}
    >
      <TextField
        label={t('books.search')}
        type="search"
        maxLength={wordsLengthMax}
        value={typed}
        onChange={setTyped}
        onBlur={seek}
      />
      <Select
        label={t('books.by')}
        choices={(['substance', byProduct] as const).map((id) => ({ id, text: t(`books.by.${id}`) }))}
        value={search.by ?? 'substance'}
        onChange={(by) => go({ by: by === byProduct ? by : null })}
      />
      {search.holder ? (
        <HolderField label={t('books.holder')} value={search.holder} onChange={(holder) => go({ holder })} />
      ) : null}
      {isFiltered ? (
        <Button
          look="quiet"
          onPress={() => {
            setTyped('')
            go({ q: null, holder: null })
          }}
        >
          {t('books.clear')}
        </Button>
      ) : null}
    </form>
  )
}

function useColumns(isByProduct: boolean): readonly TableColumn<Row>[] {
  const { t, instant, number, locale } = useLocale(bookMessages)
  return [
    {
      id: 'product',
      text: t(isByProduct ? 'books.product' : 'books.substance'),
      isFixed: true,
      cell: ({ book }) => (
        <Link href={bookHref(book)} look="plain">
          {book.productName ?? book.substanceName?.[locale]}
        </Link>
      ),
    },
    {
      id: 'premises',
      text: t('books.premises'),
      onCard: 'brief',
      width: 'wide',
      cell: ({ book }) => book.premises.name,
    },
    { id: 'holder', text: t('books.holder'), onCard: 'brief', width: 'wide', cell: ({ book }) => book.holder.name },
    {
      id: 'stock',
      text: t('books.stock'),
      onCard: 'brief',
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
      onCard: 'aside',
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
      onCard: 'brief',
      cell: ({ lastAt }) => <span className="gr-nowrap">{lastAt === null ? '–' : instant(lastAt)}</span>,
    },
  ]
}
