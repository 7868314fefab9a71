// What the substance screens ask the API. Not here: what the law says; `law` answers.

import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Locale } from '#kernel'
import type { SubstanceAnswer, SubstanceSuggestion } from '#law/contract'
import { request, withQuery } from '../http.ts'

export type Asked = { readonly q: string; readonly on: string | null }

export const answer = ({ q, on }: Asked) =>
  queryOptions({
    queryKey: ['substance', q, on],
    queryFn: ({ signal }) => request<SubstanceAnswer>(withQuery('/v1/substances/check', { q, on }), { signal }),
    staleTime: 5 * 60_000,
    enabled: q !== '',
  })

export const suggestions = (q: string, locale: Locale) =>
  queryOptions({
    queryKey: ['substance-suggestions', q, locale],
    queryFn: ({ signal }) =>
      request<{ items: SubstanceSuggestion[] }>(withQuery('/v1/substances/suggest', { q }), { signal }),
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
    enabled: q.trim().length >= 2 && q.length <= 80,
  })
