// What the shell and several screens ask the API: key and fetch of each, and how a write is sent. Not here: HTTP itself; see http.ts.

import { MutationCache, QueryCache, QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ProblemBody } from '#kernel'
import type { Persona, Session, SessionRow, Work } from '#platform/contract'
import { ProblemError, request, type Sending, UnreachableError } from './http.ts'

/** Who is logged in by now, where that is no longer who this page is of: nobody, or somebody else, by another tab. */
export const sessionGone = queryOptions({
  queryKey: ['session-gone'],
  queryFn: (): Session | null => null,
  initialData: (): Session | null => null,
  staleTime: Number.POSITIVE_INFINITY,
})

export const session = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ client, signal }) => {
    const now = await request<Session>('/v1/session', { signal })
    const before = client.getQueryData<Session>(['session'])
    // What stands here was opened and filled in by that person: it stays until its reader has heard of it (shell/session-ended.tsx).
    const isGone = before?.user && before.user.userId !== now.user?.userId
    client.setQueryData(sessionGone.queryKey, isGone ? now : null)
    return isGone ? { ...before, now: now.now } : now
  },
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

/** One client a page: what the API said, kept for as long as a reader looks. */
export function openQueryClient(): QueryClient {
  /** Who was never logged in is asked by the screen itself; who was, is told that it ended. */
  const askWho = (error: Error) => {
    if (isUnknown(error) && client.getQueryData(session.queryKey)?.authenticated)
      void client.invalidateQueries({ queryKey: session.queryKey })
  }
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        askWho(error)
        // No answer says nothing of what was answered before: a form that stands on that would be gone with all that was typed into it.
        if (query.state.data !== undefined && !query.state.fetchMeta?.fetchMore && isNoAnswer(error))
          query.setState({ status: 'success', error: null })
      },
    }),
    mutationCache: new MutationCache({ onError: askWho }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        networkMode: 'always', // Without a line it fails and says so; it would wait, and nobody know for what.
        refetchOnWindowFocus: false,
        refetchOnReconnect: ({ state }) => state.status === 'error',
        retry: mayTryAgain,
        retryDelay: (times) => 400 * 2 ** times,
      },
      // What is pressed without a line is not sent by itself later, when nobody looks.
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  return client
}

const isUnknown = (error: Error) => error instanceof ProblemError && error.status === 401

const isNoAnswer = (error: Error) =>
  isUnknown(error) || error instanceof UnreachableError || (error instanceof ProblemError && error.status >= 500)

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
      const sendWith = (csrfToken: string | null) => request<Answer>(path, { method: 'POST', ...sending, csrfToken })
      const { csrfToken } = await client.ensureQueryData(session)
      return sendWith(csrfToken).catch(async (error: unknown) => {
        if (problemOf(error)?.type !== '/problems/platform/request-not-yours') throw error
        // The same person may have logged in anew in another window: refused as it was, it did not happen.
        const now = await client.fetchQuery({ ...session, staleTime: 0 })
        if (now.csrfToken === csrfToken) throw error
        return sendWith(now.csrfToken)
      })
    },
    [client],
  )
}

export function problemOf(error: unknown): ProblemBody | null {
  return error instanceof ProblemError ? error.problem : null
}
