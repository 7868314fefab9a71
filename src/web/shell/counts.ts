// How much stands behind a screen, for the side navigation. Not here: where the numbers are drawn.

import { queryOptions, useQuery } from '@tanstack/react-query'
import type { BatchPage } from '#chain/contract'
import { request } from '../http.ts'
import { session } from '../queries.ts'

const batchCount = queryOptions({
  queryKey: ['counts', 'batches'],
  queryFn: async ({ signal }) => (await request<BatchPage>('/v1/batches?limit=1', { signal })).total,
  staleTime: 60_000,
})

/** A count that is not known (yet), or not to its end, is absent: the navigation never waits for it, and never says nought for "not known". */
export function useCounts(): { readonly batches?: number | null | undefined } {
  const { data: who } = useQuery(session)
  const batches = useQuery({
    ...batchCount,
    enabled: who?.permissions.includes('chain:read-batches') ?? false,
    retry: false,
  })
  return { batches: batches.data }
}
