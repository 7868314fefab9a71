// What the pictures ask the API. Not here: one batch (../queries.ts).
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  AccountMovements,
  BandEvents,
  FigureEvents,
  LedgerAccounts,
  National,
  PeriodFlow,
  RecallPartView,
  RoomFate,
  RoomHanded,
  RoomMap,
} from '#chain/contract'
import { request, withQuery } from '../../http.ts'
import { pageSize } from '../../page-size.ts'

export type FlowSearch = { readonly holder?: string; readonly from?: string; readonly until?: string }

export const periodFlow = (search: FlowSearch) =>
  queryOptions({
    queryKey: ['period-flow', search],
    queryFn: ({ signal }) => request<PeriodFlow>(withQuery('/v1/flow', { ...search }), { signal }),
  })

/** The events behind a band, page by page. */
export const bandEvents = (search: FlowSearch, band: { readonly source: string; readonly target: string }) =>
  infiniteQueryOptions({
    queryKey: ['band-events', search, band],
    queryFn: ({ pageParam, signal }) =>
      request<BandEvents>(withQuery('/v1/flow/events', { ...search, ...band, limit: 25, cursor: pageParam }), {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const national = (months: number) =>
  queryOptions({
    queryKey: ['national', months],
    queryFn: ({ signal }) => request<National>(withQuery('/v1/national', { months }), { signal }),
  })

export type FigureSearch = { readonly what?: string; readonly from?: string; readonly until?: string }

/** The events behind a figure of a month, page by page. */
export const figureEvents = (search: FigureSearch) =>
  infiniteQueryOptions({
    queryKey: ['figure-events', search],
    queryFn: ({ pageParam, signal }) =>
      request<FigureEvents>(withQuery('/v1/national/events', { ...search, limit: 25, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export type LedgerSearch = Readonly<
  Partial<
    Record<
      | 'holder'
      | 'holderKind'
      | 'product'
      | 'goods'
      | 'premises'
      | 'batch'
      | 'state'
      | 'kind'
      | 'ledger'
      | 'empty'
      | 'free'
      | 'back'
      | 'unmeasured'
      | 'recall'
      | 'family'
      | 'at',
      string
    >
  >
>

export const accounts = (search: LedgerSearch) =>
  infiniteQueryOptions({
    queryKey: ['accounts', search],
    queryFn: ({ pageParam, signal }) =>
      request<LedgerAccounts>(withQuery('/v1/accounts', { ...search, limit: pageSize(), cursor: pageParam }), {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** What came into the accounts of a filter, or left them, page by page. */
export type MovedSearch = LedgerSearch & {
  readonly moved: 'in' | 'out'
  readonly since?: string
  readonly with?: string
}

export const movedEvents = ({ moved: side, ledger: _, empty: __, ...search }: MovedSearch) =>
  infiniteQueryOptions({
    queryKey: ['moved-events', side, search],
    queryFn: ({ pageParam, signal }) =>
      request<FigureEvents>(withQuery('/v1/accounts/moved', { ...search, side, limit: 25, cursor: pageParam }), {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const movements = (accountId: string, at: string | null = null) =>
  infiniteQueryOptions({
    queryKey: ['account-movements', accountId, at],
    queryFn: ({ pageParam, signal }) =>
      request<AccountMovements>(
        withQuery(`/v1/accounts/${accountId}/movements`, { at, limit: 50, cursor: pageParam }),
        {
          signal,
        },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const rooms = queryOptions({
  queryKey: ['rooms'],
  queryFn: ({ signal }) => request<RoomMap>('/v1/rooms', { signal }),
})

/** The accounts behind one part of where a room went. */
export const roomFatePart = (premisesId: string, { room, on, part }: { room: string; on: string; part: string }) =>
  queryOptions({
    queryKey: ['room-fate', premisesId, room, on, part],
    queryFn: ({ signal }) =>
      request<RecallPartView>(withQuery(`/v1/rooms/${premisesId}/fate/parts/${part}`, { room, on }), { signal }),
  })

/** The events in which a room's mass passed to others. */
export const roomHanded = (premisesId: string, { room, on }: { room: string; on: string }) =>
  infiniteQueryOptions({
    queryKey: ['room-handed', premisesId, room, on],
    queryFn: ({ pageParam, signal }) =>
      request<RoomHanded>(
        withQuery(`/v1/rooms/${premisesId}/fate/handed`, { room, on, limit: 25, cursor: pageParam }),
        {
          signal,
        },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const roomFate = (premisesId: string, room: string, on = '') =>
  queryOptions({
    queryKey: ['room-fate', premisesId, room, on],
    queryFn: ({ signal }) =>
      request<RoomFate>(withQuery(`/v1/rooms/${premisesId}/fate`, { room, on: on || undefined }), { signal }),
  })
