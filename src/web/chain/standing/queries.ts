// What these two pictures ask of the API. Not here: drawing.
import { queryOptions } from '@tanstack/react-query'
import type { AllowanceView, CeilingFilter, Ceilings, Contents, LimitFilter, LimitView } from '#chain/contract'
import { request, withQuery } from '../../http.ts'

export const contents = queryOptions({
  queryKey: ['contents'],
  queryFn: ({ signal }) => request<Contents>('/v1/contents', { signal }),
})

export const allowancesOf = (holder: string) =>
  queryOptions({
    queryKey: ['allowances', holder],
    queryFn: ({ signal }) => request<{ items: AllowanceView[] }>(withQuery('/v1/allowances', { holder }), { signal }),
  })

export const ceilingsOf = (filter: CeilingFilter) =>
  queryOptions({
    queryKey: ['ceilings', filter],
    queryFn: ({ signal }) => request<Ceilings>(withQuery('/v1/ceilings', { ...filter }), { signal }),
  })

export const limitsOf = (filter: LimitFilter) =>
  queryOptions({
    queryKey: ['limits', filter],
    queryFn: ({ signal }) => request<{ items: LimitView[] }>(withQuery('/v1/limits', { ...filter }), { signal }),
  })
