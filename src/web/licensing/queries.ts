// What the screens of exemptions ask of the API: key and fetch.

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ExemptionView } from '#licensing/contract'
import { request, withQuery } from '../http.ts'
import { pageSize } from '../page-size.ts'

export type ExemptionPage = { readonly items: readonly ExemptionView[]; readonly nextCursor: string | null }

export type ExemptionsAsked = {
  readonly on: string | null
  /** Those alone that hold on this day; null: whatever there is. */
  readonly inForceOn: string | null
  readonly holder: string | null
}

export const exemptions = ({ on, inForceOn, holder }: ExemptionsAsked) =>
  infiniteQueryOptions({
    queryKey: ['exemptions', on, inForceOn, holder],
    queryFn: ({ signal, pageParam }) =>
      request<ExemptionPage>(
        withQuery('/v1/exemptions', { on, inForceOn, holder, cursor: pageParam, limit: pageSize() }),
        {
          signal,
        },
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }: ExemptionPage) => nextCursor,
  })

export const exemption = (exemptionId: string, on: string | null) =>
  queryOptions({
    queryKey: ['exemptions', exemptionId, on],
    queryFn: ({ signal }) => request<ExemptionView>(withQuery(`/v1/exemptions/${exemptionId}`, { on }), { signal }),
  })
