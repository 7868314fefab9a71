// What is asked about holders: their names for a field, one of them at a glance, and the first of each of its lists. Not here: those lists whole.
import { queryOptions } from '@tanstack/react-query'
import type { BatchPage, EventPage, HolderView, ShipmentView } from '#chain/contract'
import type { ExemptionView, PartyKind, PartyView } from '#licensing/contract'
import { request, withQuery } from '../../http.ts'

type Found = { readonly items: readonly PartyView[] }

/** The few whose name, number or place fits what is typed: a country has more pharmacies than a list should hold. */
export const partiesNamed = (q: string, kinds: readonly PartyKind[] = []) =>
  queryOptions({
    queryKey: ['parties-named', q, ...kinds],
    queryFn: ({ signal }) =>
      request<Found>(withQuery('/v1/parties', { q, kinds: kinds.join(','), limit: 12 }), { signal }),
    staleTime: 60_000,
  })

/** All laboratories, or all of another kind of which a country has a handful. */
export const partiesOfKind = (kind: PartyKind) =>
  queryOptions({
    queryKey: ['parties-of-kind', kind],
    queryFn: ({ signal }) => request<Found>(withQuery('/v1/parties', { kind, limit: 200 }), { signal }),
    staleTime: 5 * 60_000,
  })

/** The one that stands in the address; null where there is no such party. */
export const onlyParty = (partyId: string) =>
  queryOptions({
    queryKey: ['only-party', partyId],
    queryFn: async ({ signal }) =>
      (await request<Found>(withQuery('/v1/parties', { party: partyId }), { signal })).items[0] ?? null,
    staleTime: 60_000,
  })

export const holder = (partyId: string) =>
  queryOptions({
    queryKey: ['holder', partyId],
    queryFn: ({ signal }) => request<HolderView>(`/v1/holders/${partyId}`, { signal }),
  })

/** Of each list the first few: the rest is behind its link. */
export const shownOfList = 5

export const exemptionsNow = (partyId: string, today: Temporal.PlainDate) =>
  queryOptions({
    queryKey: ['holder', partyId, 'exemptions', today.toString()],
    queryFn: ({ signal }) =>
      request<{ readonly items: readonly ExemptionView[]; readonly nextCursor: string | null }>(
        withQuery('/v1/exemptions', {
          holder: partyId,
          inForceOn: today.toString(),
          limit: shownOfList,
        }),
        { signal },
      ),
  })

export const lastEvents = (partyId: string) =>
  queryOptions({
    queryKey: ['holder', partyId, 'events'],
    queryFn: ({ signal }) =>
      request<EventPage>(withQuery('/v1/events', { party: partyId, limit: shownOfList }), { signal }),
  })

export const batchesOf = (partyId: string) =>
  queryOptions({
    queryKey: ['holder', partyId, 'batches'],
    queryFn: ({ signal }) =>
      request<BatchPage>(
        withQuery('/v1/batches', { holder: partyId, sort: 'last', order: 'desc', limit: shownOfList }),
        {
          signal,
        },
      ),
  })

export const underWay = (partyId: string) =>
  queryOptions({
    queryKey: ['holder', partyId, 'under-way'],
    queryFn: ({ signal }) =>
      request<{ readonly items: readonly ShipmentView[] }>(
        withQuery('/v1/shipments', { party: partyId, status: 'in-transit', order: 'open-first', limit: shownOfList }),
        {
          signal,
        },
      ),
  })
