// What the screens of expert decisions ask the API: key and fetch, and storing a document. Not here: what a decision is.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { newId, printId } from '#kernel'
import type { ExpertDecision, ExpertSubjects } from '#licensing/contract'
import { request, withQuery } from '../../http.ts'
import { pageSize } from '../../page-size.ts'

export type ExpertSearch = {
  readonly q?: string
  readonly structure?: string
  readonly substanceId?: string
  readonly standing?: string
}
export type ExpertPage = { readonly items: readonly ExpertDecision[]; readonly nextCursor: string | null }

export const expertDecisions = (search: ExpertSearch) =>
  infiniteQueryOptions({
    queryKey: ['expert-decisions', search],
    queryFn: ({ signal, pageParam }) =>
      request<ExpertPage>(withQuery('/v1/expert-decisions', { ...search, cursor: pageParam, limit: pageSize() }), {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }: ExpertPage) => nextCursor,
  })

/** What stands on the day about this substance or structure: for the answer of a check. */
export const expertDecisionsOn = (asked: {
  readonly substanceId: string | null
  readonly inchiKey: string | null
  readonly on: string
  readonly knownOn: string
}) =>
  queryOptions({
    queryKey: ['expert-decisions-on', asked],
    queryFn: ({ signal }) =>
      request<ExpertPage>(withQuery('/v1/expert-decisions', { ...asked, standing: 'yes', limit: 10 }), { signal }),
    enabled: asked.substanceId !== null || asked.inchiKey !== null,
    staleTime: 60_000,
    select: ({ items }) => items,
  })

export const expertDecision = (expertDecisionId: string) =>
  queryOptions({
    queryKey: ['expert-decision', expertDecisionId],
    queryFn: ({ signal }) => request<ExpertDecision>(`/v1/expert-decisions/${expertDecisionId}`, { signal }),
    // Until it has its place in the log: the sealer needs seconds.
    refetchInterval: ({ state }) => (state.data?.leafIndex === null ? 3_000 : false),
  })

export const expertSubjects = queryOptions({
  queryKey: ['expert-subjects'],
  queryFn: ({ signal }) => request<ExpertSubjects>('/v1/expert-decisions/subjects', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export type StoredFile = { readonly documentId: string; readonly fileName: string }

/** The file itself as the body, under an id made here: sending it twice changes nothing. */
export async function storeFile(file: File, csrfToken: string | null): Promise<StoredFile> {
  const documentId = printId('document', newId('document'))
  const sending = { method: 'PUT', body: file, fileName: file.name, csrfToken } as const
  await request(`/v1/documents/${documentId}`, sending)
  return { documentId, fileName: file.name }
}
