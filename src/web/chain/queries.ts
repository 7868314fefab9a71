// What the chain's screens ask the API: key and fetch of each. Not here: writes; see record/.

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  ActOption,
  BatchDetail,
  BatchPage,
  Beginnings,
  EventPage,
  EventView,
  Preview,
  ShipmentView,
  Trace,
} from '#chain/contract'
import type { Product } from '#law/contract'
import type { SavedView } from '#platform/contract'
import { request, withQuery } from '../http.ts'
import { pageSize } from '../page-size.ts'

export type BatchSearch = Readonly<
  Partial<Record<'q' | 'kind' | 'status' | 'product' | 'holder' | 'sort' | 'order', string>>
>

export const batches = (search: BatchSearch) =>
  infiniteQueryOptions({
    queryKey: ['batches', search],
    queryFn: ({ pageParam, signal }) =>
      request<BatchPage>(withQuery('/v1/batches', { ...search, limit: pageSize(), cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** The few batches whose name fits what is typed, for choosing one. */
export const batchesNamed = (q: string) =>
  queryOptions({
    queryKey: ['batches-named', q],
    queryFn: ({ signal }) =>
      request<BatchPage>(withQuery('/v1/batches', { q, limit: 12, sort: 'last', order: 'desc' }), { signal }),
  })

/** Of the packs of a product that were packed last and that the reader may see: each GTIN with what such a pack holds, once. */
export const gtinsUsed = (product: string) =>
  queryOptions({
    queryKey: ['gtins-used', product],
    queryFn: async ({ client, signal }) => {
      const page = await request<BatchPage>(withQuery('/v1/batches', { product, kind: 'pack-lot', limit: 3 }), {
        signal,
      })
      const details = await Promise.all(page.items.map(({ batchId }) => client.fetchQuery(batch(batchId))))
      const used = details.flatMap(({ gtin, packMassMg }) => (gtin && packMassMg ? [{ gtin, packMassMg }] : []))
      return [...new Map(used.map((one) => [one.gtin, one])).values()]
    },
  })

/** Of which something is left to test: what was used up comes last of all, and is not offered. */
export const samplesNamed = (q: string) =>
  queryOptions({
    queryKey: ['samples-named', q],
    queryFn: async ({ signal }) => {
      const asked = withQuery('/v1/batches', { q, kind: 'sample', limit: 12, sort: 'left', order: 'desc' })
      const page = await request<BatchPage>(asked, { signal })
      return { ...page, items: page.items.filter(({ leftAmount }) => leftAmount !== '0') }
    },
  })

export const batch = (batchId: string) =>
  queryOptions({
    queryKey: ['batch', batchId],
    queryFn: ({ signal }) => request<BatchDetail>(`/v1/batches/${batchId}`, { signal }),
  })

export const batchEvents = (batchId: string) =>
  infiniteQueryOptions({
    queryKey: ['batch', batchId, 'events'],
    queryFn: ({ pageParam, signal }) =>
      request<EventPage>(withQuery(`/v1/batches/${batchId}/events`, { limit: 25, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export type Direction = Trace['direction']

export const batchTrace = (batchId: string, direction: Direction) =>
  queryOptions({
    queryKey: ['batch', batchId, 'trace', direction],
    queryFn: ({ signal }) => request<Trace>(withQuery(`/v1/batches/${batchId}/trace`, { direction }), { signal }),
  })

export const event = (eventId: string) =>
  queryOptions({
    queryKey: ['event', eventId],
    queryFn: ({ signal }) => request<EventView>(`/v1/events/${eventId}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.leafIndex === null ? 3_000 : false), // Until it has its place in the log.
  })

export const actOptions = (batchId: string) =>
  queryOptions({
    queryKey: ['batch', batchId, 'acts'],
    queryFn: ({ signal }) => request<{ options: ActOption[] }>(`/v1/batches/${batchId}/acts`, { signal }),
    staleTime: 0,
  })

export const beginnings = queryOptions({
  queryKey: ['beginnings'],
  queryFn: ({ signal }) => request<Beginnings>('/v1/acts/beginnings', { signal }),
})

export const shipment = (shipmentId: string) =>
  queryOptions({
    queryKey: ['shipment', shipmentId],
    queryFn: ({ signal }) => request<ShipmentView>(`/v1/shipments/${shipmentId}`, { signal }),
  })

export const products = queryOptions({
  queryKey: ['products'],
  queryFn: ({ signal }) => request<{ readonly items: readonly Product[] }>('/v1/products', { signal }),
  staleTime: 5 * 60_000,
})

export const savedViews = (screen: string) =>
  queryOptions({
    queryKey: ['saved-views', screen],
    queryFn: ({ signal }) => request<{ items: SavedView[] }>(withQuery('/v1/saved-views', { screen }), { signal }),
  })

export type { Preview }
