// A list that comes by the page: what went wrong, the rows, how many there are and the next of them. Not here: asking for them (a `queries.ts`),
// what stands in a row (data-table.tsx).
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { DataTable, type TableProps } from './data-table.tsx'
import { LoadMore } from './load-more.tsx'
import { ProblemNotice } from './problem-notice.tsx'

export type Found = Pick<
  UseInfiniteQueryResult,
  | 'error'
  | 'fetchNextPage'
  | 'hasNextPage'
  | 'isError'
  | 'isFetchNextPageError'
  | 'isFetchingNextPage'
  | 'isLoadingError'
  | 'isPending'
  | 'refetch'
>
type Props<Item> = Omit<TableProps<Item>, 'waitingRows'> & {
  readonly found: Found
  /** How many grey rows stand there while the first page is on its way. */
  readonly waitingRows?: number
  /** How many came, where a row may be more than one of them. */
  readonly shown?: number
  /** How many there are, where the API says so; a sentence where it did not count to the end. */
  readonly total?: number | string | undefined
}

export function PagedTable<Item extends object>({ found, waitingRows = 8, shown, total, ...table }: Props<Item>) {
  if (found.isLoadingError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  return (
    <>
      <DataTable {...table} waitingRows={found.isPending ? waitingRows : 0} />
      <PagesEnd found={found} shown={shown ?? table.items.length} total={total} />
    </>
  )
}

type EndProps = { readonly found: Found; readonly shown: number; readonly total?: number | string | undefined }

/** Under what was read already, which stays when its next page does not come, or when it is asked again in vain. */
export function PagesEnd({ found, shown, total }: EndProps) {
  const again = found.isFetchNextPageError ? found.fetchNextPage : found.refetch
  return (
    <>
      {found.isError ? <ProblemNotice error={found.error} onRetry={again} isNews /> : null}
      {shown > 0 ? (
        <LoadMore
          shown={shown}
          {...(total === undefined ? {} : { total })}
          hasMore={found.hasNextPage && !found.isError}
          isLoading={found.isFetchingNextPage}
          onMore={found.fetchNextPage}
        />
      ) : null}
    </>
  )
}
