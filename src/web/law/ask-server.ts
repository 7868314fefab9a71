// Asks the server what the law says about a substance: as little as that takes, for the first page carries it. Not here: this device's own
// answer, and how long one is kept (queries.ts).
import type { QueryClient } from '@tanstack/react-query'
import type { SubstanceAnswer } from '#law/contract'
import { request, withQuery } from '../http.ts'
import { session } from '../queries.ts'

/** `structure` is what stands in no address: a drawing, a pasted or opened molfile. Then `q` is empty. */
export type Asked = { readonly q: string; readonly on: string | null; readonly structure: string | null }
/** Where an answer was made: an answer made here was sent nowhere. */
export type Answered = { readonly answer: SubstanceAnswer; readonly madeAt: 'server' | 'here' }

export const answerKey = ({ q, on, structure }: Asked, isPrivate: boolean) =>
  ['substance', structure ?? q, on, isPrivate] as const

/** A name or a number stands in the address asked for, and so may be kept on the way; a structure is sent as a body. */
const isPlain = (q: string) => /^[\p{L}\d ,.'’-]+$/u.test(q)

export async function answerOfServer({ q, on, structure }: Asked, signal: AbortSignal, client: QueryClient) {
  if (structure === null && isPlain(q))
    return request<SubstanceAnswer>(withQuery('/v1/substances/check', { q, on }), { signal })
  const { csrfToken } = await client.ensureQueryData(session)
  const body = { q: structure ?? q, ...(on === null ? {} : { on }) }
  return request<SubstanceAnswer>('/v1/substances/check', { method: 'POST', body, csrfToken, signal })
}

type Search = Readonly<Record<string, string | undefined>>

/** The question that stands in an address; a structure that was drawn stands in none and is given beside it. */
export const askedIn = ({ q = '', on }: Search, structure: string | null): Asked => ({
  q: structure === null ? q.trim() : '',
  on: on ?? null,
  structure,
})

/** Asks what the address asks before its screen has arrived. What the reader keeps on this device waits for the screen and its worker. */
export function askFirst(client: QueryClient, search: Search): void {
  const asked = askedIn(search, null)
  if (asked.q === '' || keptPrivate()) return
  void client.prefetchQuery({
    queryKey: answerKey(asked, false),
    queryFn: async ({ signal }): Promise<Answered> => ({
      answer: await answerOfServer(asked, signal, client),
      madeAt: 'server',
    }),
    retry: false, // A line that is cut is the screen's to mend: this device may know.
  })
}

export const keptPrivateAs = 'grein-check-here'
/** Whether the reader wants everything checked on this device alone; the server draws for nobody who does (web/drawn/). */
export const keptPrivate = (): boolean => !import.meta.env.SSR && localStorage.getItem(keptPrivateAs) === 'yes'
