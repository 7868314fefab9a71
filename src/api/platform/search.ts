// Finds things by what a person types: batches, exemptions, parties, substances. Not here: the screens, which the web knows itself.
import { searchBatches } from '#chain'
import { type Locale, Nullable, OneOf, printId, type Static, Strict, Type } from '#kernel'
import { suggest } from '#law'
import { listExemptions, listParties } from '#licensing'
import type { Actor, Tx } from '#platform'
import type { House } from '../house.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'

export const SearchHit = Strict({
  kind: OneOf(['batch', 'exemption', 'party', 'substance']),
  title: Type.String(),
  subtitle: Nullable(Type.String()),
  /** Of the screen that shows it. */
  href: Type.String({ pattern: '^/' }),
})
export type SearchHit = Static<typeof SearchHit>

/** Of each kind: more is a list, and a list has its own screen. */
const perKindMax = 6

export function mountSearch(app: App, house: House): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/search',
    operationId: 'search',
    tag: 'platform',
    summary: 'Batches, exemptions, parties and substances whose name or number holds a text',
    description: 'What the asker may not see is not found; for a visitor that leaves the law.',
    action: 'law:check-substance',
    query: Strict({ q: Type.String({ minLength: 1, maxLength: 80 }) }),
    answer: Strict({ items: Type.Array(SearchHit) }),
    refusals: readRefusals,
    async handle({ actor, query, request, transaction }) {
      const asked = { house, actor, locale: request.locale, q: query.q.trim() }
      const own = actor.kind === 'anonymous' ? [] : await transaction((tx) => searchOwn(tx, asked))
      return { items: [...own, ...searchLaw(asked)] }
    },
  })
}

type Asked = { readonly house: House; readonly actor: Actor; readonly locale: Locale; readonly q: string }

/** What stands behind the wall, as far as access lets this person look at all; a search is no denial, so nothing is recorded. */
async function searchOwn(tx: Tx, { house, actor, q }: Asked): Promise<SearchHit[]> {
  const may = (action: Parameters<House['access']['check']>[1]) => house.access.check(actor, action).allowed
  const batches = may('chain:read-batches') ? await searchBatches(tx, actor, q) : []
  const page = { q, limit: perKindMax }
  const on = house.clock.today()
  const exemptions = may('licensing:read-exemptions') ? (await listExemptions(tx, actor, { ...page, on })).items : []
  const parties = may('licensing:read-parties') ? (await listParties(tx, actor, page)).items : []
  const own = actor.partyId && printId('party', actor.partyId)
  // What another has is no page of a holder's: there it finds what it dealt with the other.
  const hrefOf = (partyId: string) =>
    actor.wall === 'staff' || partyId === own ? `/holders/${partyId}` : `/events?party=${partyId}`
  return [
    ...batches.slice(0, perKindMax).map(({ batchId, name, kind }) => hit('batch', name, kind, `/batches/${batchId}`)),
    ...exemptions.map(({ exemptionId, number, holder }) =>
      hit('exemption', number, holder.name, `/exemptions/${exemptionId}`),
    ),
    ...parties.map(({ partyId, name, kind }) => hit('party', name, kind, hrefOf(partyId))),
  ]
}

function searchLaw({ house, locale, q }: Asked): SearchHit[] {
  const { corpus } = house.law
  return suggest(corpus, q, house.clock.today())
    .slice(0, perKindMax)
    .map(({ substanceId, name, list }) => {
      const card = corpus.substanceById.get(substanceId)
      const title = (locale === 'nl' ? card?.nameNl : card?.nameEn) ?? name
      return hit('substance', title, list && `Opiumwet ${list}`, `/substances?q=${encodeURIComponent(title)}`)
    })
}

function hit(kind: SearchHit['kind'], title: string, subtitle: string | null, href: string): SearchHit {
  return { kind, title, subtitle, href }
}
