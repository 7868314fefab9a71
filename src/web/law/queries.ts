// What the substance screens ask the API. Not here: what the law says; `law` answers.

import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Locale } from '#kernel'
import type { SubstanceAnswer, SubstanceSuggestion } from '#law/contract'
import { request, withQuery } from '../http.ts'
import { session } from '../queries.ts'

/** `structure` is what stands in no address: a drawing, a pasted or opened molfile. Then `q` is empty. */
export type Asked = { readonly q: string; readonly on: string | null; readonly structure: string | null }

/** A name or a number stands in the address asked for, and so may be kept on the way; a structure is sent as a body. */
const isPlain = (q: string) => /^[\p{L}\d ,.'’-]+$/u.test(q)

export const answer = ({ q, on, structure }: Asked) =>
  queryOptions({
    queryKey: ['substance', structure ?? q, on],
    queryFn: async ({ signal, client }) => {
      if (structure === null && isPlain(q))
        return request<SubstanceAnswer>(withQuery('/v1/substances/check', { q, on }), { signal })
      const { csrfToken } = await client.ensureQueryData(session)
      const body = { q: structure ?? q, ...(on === null ? {} : { on }) }
      return request<SubstanceAnswer>('/v1/substances/check', { method: 'POST', body, csrfToken, signal })
    },
    staleTime: 5 * 60_000,
    enabled: q !== '' || structure !== null,
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
