// What the shell and several screens ask the API: key and fetch of each, and how a write is sent. Not here: HTTP itself; see http.ts.

import { MutationCache, QueryCache, QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ProblemBody } from '#kernel'
import type { Persona, Session, SessionRow, Work } from '#platform/contract'
import { ProblemError, request, type Sending, UnreachableError } from './http.ts'

export const session = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<Session>('/v1/session', { signal }),
  staleTime: 60_000,
  refetchOnWindowFocus: 'always', // Someone may have logged in, or out, in another tab.
})

export const sessions = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => request<{ items: SessionRow[] }>('/v1/sessions', { signal }),
})

export const personas = queryOptions({
  queryKey: ['personas'],
  queryFn: ({ signal }) => request<{ items: Persona[] }>('/v1/personas', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export const work = queryOptions({
  queryKey: ['work'],
  queryFn: ({ signal }) => request<Work>('/v1/work', { signal }),
  staleTime: 15_000,
})

/** True from the moment the API no longer knows who we are until the reader logs in or waves it away. */
export const sessionEnded = queryOptions({
  queryKey: ['session-ended'],
  queryFn: () => false,
  initialData: false,
  staleTime: Number.POSITIVE_INFINITY,
})

/** One client a page: what the API said, kept for as long as a reader looks. */
export function openQueryClient(): QueryClient {
  const noticeEnd = async (error: Error) => {
    if (!(error instanceof ProblemError) || error.status !== 401) return
    const before = client.getQueryData(session.queryKey)
    // Who was never logged in is asked by the screen itself; who was, is told that it ended.
    if (!before?.authenticated) return
    // A question that was long under way may have come with a key the session no longer has. What stands here stays, so this is kept nowhere.
    const now = await request<Session>('/v1/session').catch(() => null)
    if (!now?.authenticated) client.setQueryData(sessionEnded.queryKey, true)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: noticeEnd }),
    mutationCache: new MutationCache({ onError: noticeEnd }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: false,
        retry: mayTryAgain,
        retryDelay: (times) => 400 * 2 ** times,
      },
      mutations: { retry: false },
    },
  })
  return client
}

const triesMax = 2

/** A refusal stays a refusal; only a server that did not answer, or said "later", is asked again. */
export function mayTryAgain(times: number, error: Error): boolean {
  if (times >= triesMax) return false
  return error instanceof UnreachableError || (error instanceof ProblemError && error.status === 503)
}

/** Sends a write with the session's CSRF token; `key` makes sending twice harmless. */
export function useSend() {
  const client = useQueryClient()
  return useCallback(
    async <Answer>(path: string, sending: Omit<Sending, 'csrfToken'>): Promise<Answer> => {
      const { csrfToken } = await client.ensureQueryData(session)
      return request<Answer>(path, { method: 'POST', ...sending, csrfToken })
    },
    [client],
  )
}

export function problemOf(error: unknown): ProblemBody | null {
  return error instanceof ProblemError ? error.problem : null
}
