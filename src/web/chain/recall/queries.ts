// What the recall screens ask the API. Not here: ordering a recall (record/).
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  BandEvents,
  OwnDrills,
  OwnDrillView,
  RecallNotice,
  RecallPartView,
  RecallSummary,
  RecallView,
} from '#chain/contract'
import { request, withQuery } from '../../http.ts'

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

/** `moment`: as it was after that event of its course, or as it began. */
export const recallPart = (recallId: string, part: string, moment: string | null = null) =>
  queryOptions({
    queryKey: ['recall', recallId, 'part', part, moment ?? ''],
    queryFn: ({ signal }) =>
      request<RecallPartView>(withQuery(`/v1/recalls/${recallId}/parts/${part}`, { moment }), { signal }),
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

/** What one receiver of a drill got, or sent back, event by event. */
export const sentEvents = (recallId: string, receiverId: string, what: 'sent' | 'back') =>
  infiniteQueryOptions({
    queryKey: ['own-drill', recallId, 'receiver', receiverId, what],
    queryFn: ({ pageParam, signal }) =>
      request<BandEvents>(
        withQuery(`/v1/own-drills/${recallId}/receivers/${receiverId}/events`, { what, limit: 25, cursor: pageParam }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
