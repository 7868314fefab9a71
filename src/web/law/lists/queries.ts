// What the lists browser asks the API: the whole register, once. Not here: which of it holds on a day; see on-day.ts.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ListRegister } from '#law/contract'
import { request, withQuery } from '../../http.ts'

/** The law does not change while one reads: moving the slider asks nothing. */
export const register = (knownOn: string | null) =>
  queryOptions({
    queryKey: ['list-register', knownOn],
    queryFn: ({ signal }) => request<ListRegister>(withQuery('/v1/law/lists/register', { knownOn }), { signal }),
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
  })
