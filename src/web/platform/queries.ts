// What the profile and the proof check ask of the API. Not here: what the shell needs as well (../queries.ts).

import { queryOptions } from '@tanstack/react-query'
import type { ProofFile, SignedCheckpoint } from '#platform/contract'
import { request, withQuery } from '../http.ts'

export type PasskeyRow = {
  readonly passkeyId: string
  readonly name: string
  readonly isSynced: boolean
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

export const passkeys = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => request<{ items: PasskeyRow[] }>('/v1/passkeys', { signal }),
})

/** The proof of one event, as the file a reader would download. */
export const eventProof = (eventId: string) =>
  queryOptions({
    queryKey: ['events', eventId, 'proof'],
    queryFn: ({ signal }) => request<ProofFile>(`/v1/events/${eventId}/proof`, { signal }),
  })

/** The proof of one version of a certificate, as anybody may have it while it is public. */
export const certificateProof = (number: string, version: string | undefined) =>
  queryOptions({
    queryKey: ['certificates', number, version ?? '', 'proof'],
    queryFn: ({ signal }) =>
      request<ProofFile>(withQuery(`/v1/certificates/${encodeURIComponent(number)}/proof`, { version }), { signal }),
  })

/** The key this server signs its log with; a check works without it. */
export const logKey = queryOptions({
  queryKey: ['log', 'key'],
  queryFn: async ({ signal }) => (await request<SignedCheckpoint>('/v1/log/checkpoint', { signal })).verifierKey,
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})
