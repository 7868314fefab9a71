// What the comparison asks the API. Not here: what a draft is (draft.ts).
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ComparisonAsked, DraftExample, DraftParts, LawComparison, Touched } from '#law'
import { request } from '../../http.ts'
import type { useSend } from '../../queries.ts'

type Send = ReturnType<typeof useSend>

export const examples = queryOptions({
  queryKey: ['draft-examples'],
  queryFn: ({ signal }) => request<{ items: DraftExample[] }>('/v1/law/drafts/examples', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export const draftParts = queryOptions({
  queryKey: ['draft-parts'],
  queryFn: ({ signal }) => request<DraftParts>('/v1/law/drafts/parts', { signal }),
  staleTime: 5 * 60_000,
})

/** Sent as a write because a draft does not fit an address; it writes nothing. */
export const comparison = (asked: ComparisonAsked | null, send: Send) =>
  queryOptions({
    queryKey: ['law-comparison', JSON.stringify(asked)],
    queryFn: ({ signal }) => send<LawComparison>('/v1/law/compare', { body: asked, signal }),
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
    enabled: asked !== null,
  })

export const touched = (asked: ComparisonAsked, send: Send) =>
  queryOptions({
    queryKey: ['law-touched', JSON.stringify(asked)],
    queryFn: ({ signal }) => send<Touched>('/v1/law/compare/touched', { body: asked, signal }),
    staleTime: 60_000,
  })
