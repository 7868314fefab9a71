// What is asked about holders: their names for a field. Not here: what a screen asks of its own list.
import { queryOptions } from '@tanstack/react-query'
import type { PartyView } from '#licensing/contract'
import { request, withQuery } from '../../http.ts'

type Found = { readonly items: readonly PartyView[] }

/** The few whose name or number fits what is typed: a country has more pharmacies than a list should hold. */
export const partiesNamed = (q: string) =>
  queryOptions({
    queryKey: ['parties-named', q],
    queryFn: ({ signal }) => request<Found>(withQuery('/v1/parties', { q, limit: 12 }), { signal }),
    staleTime: 60_000,
  })

/** The one that stands in the address; null where there is no such party. */
export const onlyParty = (partyId: string) =>
  queryOptions({
    queryKey: ['only-party', partyId],
    queryFn: async ({ signal }) =>
      (await request<Found>(withQuery('/v1/parties', { party: partyId }), { signal })).items[0] ?? null,
    staleTime: 60_000,
  })
