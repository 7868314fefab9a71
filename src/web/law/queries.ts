// What the substance screens ask, of the API or of this device. Not here: what the law says; `law` answers.

import { queryOptions } from '@tanstack/react-query'
import type { Locale } from '#kernel'
import type { SubstanceAnswer, SubstanceSuggestion } from '#law/contract'
import { ProblemError, request, UnreachableError, withQuery } from '../http.ts'
import { type Answered, type Asked, answerKey, answerOfServer } from './ask-server.ts'
import { type Here, here } from './here/engine.ts'

export type { Answered, Asked } from './ask-server.ts'

/** `isPrivate`: only ever on this device. Else the server first, and this device when the line is cut. */
export const answer = (asked: Asked, isPrivate: boolean) =>
  queryOptions({
    queryKey: answerKey(asked, isPrivate),
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
    enabled: asked.q !== '' || asked.structure !== null,
  })

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
    // Of what was offered for the letters before, what also fits these: Enter must never take another substance.
    placeholderData: (earlier) => earlier && { items: earlier.items.filter(fits(q)) },
    enabled: q.trim().length >= 2 && q.length <= 80,
  })

const fits =
  (q: string) =>
  ({ matched, name }: SubstanceSuggestion): boolean =>
    `${matched} ${name}`.toLowerCase().includes(q.trim().toLowerCase())
