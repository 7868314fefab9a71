// What counting asks the API: key and fetch of each. Not here: recording the count (count-screen.tsx).
import { queryOptions } from '@tanstack/react-query'
import type { CountPlaces, CountSheet, DifferenceList } from '#chain/contract'
import { request, withQuery } from '../../http.ts'

export const countPlaces = queryOptions({
  queryKey: ['count-places'],
  queryFn: ({ signal }) => request<CountPlaces>('/v1/counts/places', { signal }),
})

export type PlaceAsked = { readonly premises: string; readonly holder: string }

export const countSheet = (place: PlaceAsked) =>
  queryOptions({
    queryKey: ['count-sheet', place],
    queryFn: ({ signal }) => request<CountSheet>(withQuery('/v1/counts/sheet', place), { signal }),
  })

export type DifferencesSearch = Readonly<Partial<Record<'holder' | 'since', string>>>

export const differences = (search: DifferencesSearch) =>
  queryOptions({
    queryKey: ['differences', search],
    queryFn: ({ signal }) => request<DifferenceList>(withQuery('/v1/differences', search), { signal }),
  })
