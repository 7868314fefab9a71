// What the substance screens ask, of the API or of this device. Not here: what the law says; `law` answers.

import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Locale } from '#kernel'
import type { SubstanceAnswer, SubstanceSuggestion } from '#law/contract'
import { ProblemError, request, UnreachableError, withQuery } from '../http.ts'
import { session } from '../queries.ts'
import { type Here, here } from './here/engine.ts'

/** `structure` is what stands in no address: a drawing, a pasted or opened molfile. Then `q` is empty. */
export type Asked = { readonly q: string; readonly on: string | null; readonly structure: string | null }
/** Where an answer was made: an answer made here was sent nowhere. */
export type Answered = { readonly answer: SubstanceAnswer; readonly madeAt: 'server' | 'here' }

/** A name or a number stands in the address asked for, and so may be kept on the way; a structure is sent as a body. */
const isPlain = (q: string) => /^[\p{L}\d ,.'’-]+$/u.test(q)

/** `isPrivate`: only ever on this device. Else the server first, and this device when the line is cut. */
export const answer = (asked: Asked, isPrivate: boolean) =>
  queryOptions({
    queryKey: ['substance', asked.structure ?? asked.q, asked.on, isPrivate],
    queryFn: async ({ signal, client }): Promise<Answered> => {
      if (isPrivate) return { answer: await answerHere(await client.ensureQueryData(here), asked), madeAt: 'here' }
      try {
        return { answer: await answerOfServer(asked, signal, client), madeAt: 'server' }
      } catch (error) {
        const ready = error instanceof UnreachableError ? client.getQueryData(here.queryKey) : undefined
        if (!ready) throw error
        return { answer: await answerHere(ready, asked), madeAt: 'here' }
      }
    },
    staleTime: 5 * 60_000,
    networkMode: 'always', // Without a line this device may know.
    enabled: asked.q !== '' || asked.structure !== null,
  })

async function answerOfServer({ q, on, structure }: Asked, signal: AbortSignal, client: QueryClient) {
  if (structure === null && isPlain(q))
    return request<SubstanceAnswer>(withQuery('/v1/substances/check', { q, on }), { signal })
  const { csrfToken } = await client.ensureQueryData({ ...session, networkMode: 'always' })
  const body = { q: structure ?? q, ...(on === null ? {} : { on }) }
  return request<SubstanceAnswer>('/v1/substances/check', { method: 'POST', body, csrfToken, signal })
}

async function answerHere(engine: Here, { q, on, structure }: Asked): Promise<SubstanceAnswer> {
  const result = await engine.check({ q: structure ?? q, ...(on === null ? {} : { on }) })
  if (result.ok) return result.answer
  const said = document.documentElement.lang === 'nl' ? result.refusal.nl : result.refusal.en
  throw new ProblemError({ type: '/problems/law', status: 400, instance: '', basis: [], params: {}, ...said })
}

export const suggestions = (q: string, locale: Locale, isPrivate = false) =>
  queryOptions({
    queryKey: ['substance-suggestions', q, locale, isPrivate],
    queryFn: async ({ signal, client }): Promise<{ items: readonly SubstanceSuggestion[] }> => {
      const ready = client.getQueryData(here.queryKey)
      if (ready) return { items: await ready.suggest(q) }
      if (isPrivate) return { items: [] }
      return request<{ items: SubstanceSuggestion[] }>(withQuery('/v1/substances/suggest', { q }), { signal })
    },
    staleTime: 5 * 60_000,
    networkMode: 'always',
    placeholderData: keepPreviousData,
    enabled: q.trim().length >= 2 && q.length <= 80,
  })
