// A list that comes by the page: what went wrong, the rows, how many there are and the next of them. Not here: asking for them (a `queries.ts`),
// what stands in a row (data-table.tsx).
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { DataTable, type TableProps } from './data-table.tsx'
import { LoadMore } from './load-more.tsx'
import { ProblemNotice } from './problem-notice.tsx'

type Found = Pick<
  UseInfiniteQueryResult,
  | 'error'
  | 'fetchNextPage'
  | 'hasNextPage'
  | 'isError'
  | 'isFetchNextPageError'
  | 'isFetchingNextPage'
  | 'isPending'
  | 'refetch'
>
type Props<Item> = Omit<TableProps<Item>, 'waitingRows'> & {
  readonly found: Found
  /** How many grey rows stand there while the first page is on its way. */
  readonly waitingRows?: number
  /** How many came, where a row may be more than one of them. */
  readonly shown?: number
  /** How many there are, where the API says so. */
  readonly total?: number | undefined
}

export function PagedTable<Item extends object>({ found, waitingRows = 8, shown, total, ...table }: Props<Item>) {
  const count = shown ?? table.items.length
  // What was read already stays when its next page does not come.
  const isKept = found.isFetchNextPageError
  return (
    <>
      {found.isError && !isKept ? (
        <ProblemNotice error={found.error} onRetry={found.refetch} />
      ) : (
        <DataTable {...table} waitingRows={found.isPending ? waitingRows : 0} />
      )}
      {isKept ? <ProblemNotice error={found.error} onRetry={found.fetchNextPage} isNews /> : null}
      {count > 0 ? (
        <LoadMore
          shown={count}
          {...(total === undefined ? {} : { total })}
          hasMore={found.hasNextPage && !found.isError}
          isLoading={found.isFetchingNextPage}
          onMore={found.fetchNextPage}
        />
      ) : null}
    </>
  )
}
