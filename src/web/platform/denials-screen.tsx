// Who was refused what, newest first, for who looks after the software. Not here: why; the policy of that action says so.

import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import type { DenialRow } from '#platform/contract'
import { request, withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { denialMessages } from '../messages/denials.ts'
import { CopyId } from '../parts/copy-id.tsx'
import { DataTable, type TableColumn } from '../parts/data-table.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Page } from '../shell/page.tsx'

type DenialPage = { readonly items: readonly DenialRow[]; readonly nextCursor: string | null }

const denials = infiniteQueryOptions({
  queryKey: ['denials'],
  queryFn: ({ signal, pageParam }) =>
    request<DenialPage>(withQuery('/v1/denials', { cursor: pageParam, limit: 50 }), { signal }),
  initialPageParam: '',
  getNextPageParam: ({ nextCursor }: DenialPage) => nextCursor,
})

export function DenialsScreen() {
  const { t } = useLocale(denialMessages)
  const data = useInfiniteQuery(denials)
  const columns = useColumns()
  const items = data.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={t('denials.title')} lead={t('denials.lead')}>
      {data.isError ? (
        <ProblemNotice error={data.error} onRetry={data.refetch} />
      ) : (
        <DataTable
          label={t('denials.title')}
          columns={columns}
          items={items}
          idOf={({ at, traceId, action }) => `${at} ${traceId} ${action}`}
          waitingRows={data.isPending ? 6 : 0}
          empty={t('denials.none')}
        />
      )}
      {data.isSuccess ? (
        <LoadMore
          shown={items.length}
          hasMore={data.hasNextPage}
          isLoading={data.isFetchingNextPage}
          onMore={data.fetchNextPage}
        />
      ) : null}
    </Page>
  )
}

function useColumns(): readonly TableColumn<DenialRow>[] {
  const { t, instant } = useLocale(denialMessages)
  return [
    { id: 'at', text: t('denials.at'), isFixed: true, cell: ({ at }) => instant(at) },
    { id: 'action', text: t('denials.action'), cell: ({ action }) => <code>{action}</code> },
    { id: 'resource', text: t('denials.resource'), cell: ({ resource }) => <code>{resource}</code>, width: 'wide' },
    {
      id: 'user',
      text: t('denials.user'),
      cell: ({ userId }) => (userId ? <code>{userId}</code> : t('denials.visitor')),
    },
    {
      id: 'trace',
      text: t('denials.trace'),
      cell: ({ traceId }) => <CopyId value={traceId} shown={`${traceId.slice(0, 8)}…`} what={t('denials.trace')} />,
    },
  ]
}
