// What the map asks the API. Not here: writes.
import { queryOptions } from '@tanstack/react-query'
import type { Trace, TraceMap } from '#chain/contract'
import type { Place, PlaceDetail } from '#licensing/contract'
import { request, withQuery } from '../../http.ts'

export const batchMap = (batchId: string, direction: Trace['direction']) =>
  queryOptions({
    queryKey: ['batch', batchId, 'map', direction],
    queryFn: ({ signal }) => request<TraceMap>(withQuery(`/v1/batches/${batchId}/map`, { direction }), { signal }),
  })

export const places = (party: string | null) =>
  queryOptions({
    queryKey: ['places', party],
    queryFn: ({ signal }) => request<{ items: Place[] }>(withQuery('/v1/places', { party }), { signal }),
  })

export const placeDetail = (premisesId: string) =>
  queryOptions({
    queryKey: ['place', premisesId],
    queryFn: ({ signal }) => request<PlaceDetail>(`/v1/premises/${premisesId}/location`, { signal }),
  })
