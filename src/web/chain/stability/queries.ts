// What the screens of stability ask the API: key and fetch of each. Not here: what may follow what.
import { queryOptions } from '@tanstack/react-query'
import type { BatchStability, StudySummary, StudyView } from '#chain/contract'
import { request } from '../../http.ts'

export const studies = queryOptions({
  queryKey: ['quality', 'stability'],
  queryFn: ({ signal }) => request<{ readonly items: readonly StudySummary[] }>('/v1/quality/stability', { signal }),
})

export const study = (studyId: string) =>
  queryOptions({
    queryKey: ['quality', 'stability', studyId],
    queryFn: ({ signal }) => request<StudyView>(`/v1/quality/stability/${studyId}`, { signal }),
  })

export const batchStability = (batchId: string) =>
  queryOptions({
    queryKey: ['quality', 'stability-of', batchId],
    queryFn: ({ signal }) => request<BatchStability>(`/v1/batches/${batchId}/stability`, { signal }),
  })
