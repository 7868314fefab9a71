// Everyone the register knows, to choose a party, its places, a laboratory or a holder from. Not here: finding a few by name (holder/queries.ts).
import { queryOptions } from '@tanstack/react-query'
import type { PartyView } from '#licensing/contract'
import { request, withQuery } from '../http.ts'

type Page = { readonly items: readonly PartyView[]; readonly nextCursor: string | null }

export const parties = queryOptions({
  queryKey: ['parties'],
  queryFn: ({ signal }) => everyParty(signal),
  staleTime: 5 * 60_000,
})

/** To the last page: who is not among the choices could be sent nothing, and could record nothing of its own. */
export async function everyParty(signal?: AbortSignal): Promise<{ readonly items: readonly PartyView[] }> {
  const items: PartyView[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page = await request(withQuery('/v1/parties', { limit: 200, cursor }), signal ? { signal } : {})
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return { items }
}
