// What the capture screen asks the API: key and fetch of each. Not here: sending a document.
import { queryOptions } from '@tanstack/react-query'
import type { CaptureJob, EventFates } from '#chain/contract'
import { request } from '../../http.ts'

const root = '/v1/epcis/capture'
/** While work is under way: often enough to see it move, seldom enough for a slow line. */
const askAgainMs = 1_000

export const captures = (locale: string) =>
  queryOptions({
    queryKey: ['epcis-captures', locale],
    queryFn: ({ signal }) => request<CaptureJob[]>(`${root}?perPage=20`, { signal }),
  })

export const capture = (captureId: string, locale: string) =>
  queryOptions({
    queryKey: ['epcis-capture', captureId, locale],
    queryFn: ({ signal }) => request<CaptureJob>(`${root}/${captureId}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.running === false || state.error ? false : askAgainMs),
  })

export const fates = (captureId: string) =>
  queryOptions({
    queryKey: ['epcis-fates', captureId],
    queryFn: ({ signal }) => request<EventFates>(`${root}/${captureId}/events`, { signal }),
    staleTime: Number.POSITIVE_INFINITY, // Asked when the work is done; then nothing changes.
  })
