// What the screens of exemptions ask of the API: key and fetch.

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ExemptionView } from '#licensing/contract'
import { request, withQuery } from '../http.ts'

export type ExemptionPage = { readonly items: readonly ExemptionView[]; readonly nextCursor: string | null }

export const exemptions = (on: string | null) =>
  infiniteQueryOptions({
    queryKey: ['exemptions', on],
    queryFn: ({ signal, pageParam }) =>
      request<ExemptionPage>(withQuery('/v1/exemptions', { on, cursor: pageParam, limit: 50 }), { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }: ExemptionPage) => nextCursor,
  })

export const exemption = (exemptionId: string, on: string | null) =>
  queryOptions({
    queryKey: ['exemptions', exemptionId, on],
    queryFn: ({ signal }) => request<ExemptionView>(withQuery(`/v1/exemptions/${exemptionId}`, { on }), { signal }),
  })
