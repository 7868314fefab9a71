// What the recall screens ask the API. Not here: ordering a recall (record/).
import { queryOptions } from '@tanstack/react-query'
import type { OwnDrills, OwnDrillView, RecallNotice, RecallPartView, RecallSummary, RecallView } from '#chain/contract'
import { request } from '../../http.ts'

export const recalls = queryOptions({
  queryKey: ['recalls'],
  queryFn: ({ signal }) => request<{ items: RecallSummary[] }>('/v1/recalls', { signal }),
})

/** Looked at while it happens: asked again every half minute. */
export const recall = (recallId: string) =>
  queryOptions({
    queryKey: ['recall', recallId],
    queryFn: ({ signal }) => request<RecallView>(`/v1/recalls/${recallId}`, { signal }),
    refetchInterval: 30_000,
  })

export const recallPart = (recallId: string, part: string) =>
  queryOptions({
    queryKey: ['recall', recallId, 'part', part],
    queryFn: ({ signal }) => request<RecallPartView>(`/v1/recalls/${recallId}/parts/${part}`, { signal }),
    refetchInterval: 30_000,
  })

export const notices = queryOptions({
  queryKey: ['recall-notices'],
  queryFn: ({ signal }) => request<{ items: RecallNotice[] }>('/v1/recall-notices', { signal }),
})

export const notice = (recallId: string) =>
  queryOptions({
    queryKey: ['recall-notice', recallId],
    queryFn: ({ signal }) => request<RecallNotice>(`/v1/recall-notices/${recallId}`, { signal }),
  })

export const ownDrills = queryOptions({
  queryKey: ['own-drills'],
  queryFn: ({ signal }) => request<OwnDrills>('/v1/own-drills', { signal }),
})

export const ownDrill = (recallId: string) =>
  queryOptions({
    queryKey: ['own-drill', recallId],
    queryFn: ({ signal }) => request<OwnDrillView>(`/v1/own-drills/${recallId}`, { signal }),
    refetchInterval: 30_000,
  })

export const ownDrillPart = (recallId: string, part: string) =>
  queryOptions({
    queryKey: ['own-drill', recallId, 'part', part],
    queryFn: ({ signal }) => request<RecallPartView>(`/v1/own-drills/${recallId}/parts/${part}`, { signal }),
  })
