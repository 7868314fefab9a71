// Which premises and parties are meant by names in events, and by which names they go: looked up once for many, behind the reader's wall.
// Not here: how a name is written (forms.ts).
import { type AuthorityId, legalDayOf } from '#kernel'
import { type GlnFact, glnFacts } from '#licensing'
import type { Tx } from '#platform'
import { glnLink, isExtension, ourUrn, type PlaceName, readPlaceName } from './forms.ts'

export type Known = {
  /** Numbers of premises or of a party itself, by the id of that. */
  readonly ofId: ReadonlyMap<string, readonly GlnFact[]>
  readonly ofGln: ReadonlyMap<string, readonly GlnFact[]>
}

export const idOfFact = ({ partyId, premisesId }: GlnFact) => premisesId ?? partyId

/** Everything that is known of what these URIs name; what the reader may not know is as if it were not there. */
export async function knownPlaces(tx: Tx, authorityId: AuthorityId, uris: readonly string[]): Promise<Known> {
  const names = uris.map(readPlaceName)
  const facts = await glnFacts(tx, authorityId, {
    ids: names.flatMap((name) => (name.kind === 'ours' ? [name.id] : [])),
    glns: names.flatMap((name) => (name.kind === 'gln' ? [name.gln] : [])),
  })
  return { ofId: Map.groupBy(facts, idOfFact), ofGln: Map.groupBy(facts, ({ gln }) => gln) }
}

/**
 * Every way in which the same parties may stand in an event: by an id of ours, by their own number, and by that of a place of theirs, as it was
 * before EPCIS 2.0 and as `meantPlaces` understands it. So too when they are asked for by such a place.
 */
export async function sameParties(
  tx: Tx,
  authorityId: AuthorityId,
  uris: readonly string[],
): Promise<readonly string[]> {
  const asked = await knownPlaces(tx, authorityId, uris)
  const ids = uris.map(readPlaceName).flatMap((name) => {
    if (name.kind === 'ours') return [name.id]
    return name.kind === 'gln' ? (asked.ofGln.get(name.gln) ?? []).map(({ partyId }) => partyId) : []
  })
  const facts = await glnFacts(tx, authorityId, { ids: [], glns: [], parties: ids })
  const links = facts.flatMap(({ gln, premisesId }) =>
    premisesId === null ? [glnLink('417', gln), glnLink('414', gln)] : [glnLink('414', gln)],
  )
  return [...new Set([...uris, ...ids.map((id) => ourUrn(id)), ...links])]
}

export const dayOf = (at: string) => legalDayOf(Temporal.Instant.from(at)).toString()

export const holdsOn = ({ from, until }: GlnFact, day: string) => from <= day && (until === null || day < until)

/** Every way in which the same place or party may stand in an event, this one among them: for questions. */
export function sameNames(uri: string, known: Known): readonly string[] {
  const name = readPlaceName(uri)
  return [...new Set([uri, ...thingsOf(name, known).flatMap(([id, facts]) => namesOf(id, facts, roomOf(name)))])]
}

/** The newest number of a place that is named by an id of ours; null where there is none, and for any other name. */
export function newestLink(uri: string, { ofId }: Known): string | null {
  const name = readPlaceName(uri)
  const fact = name.kind === 'ours' ? ofId.get(name.id)?.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0] : undefined
  const room = roomOf(name)
  return fact
    ? glnLink(fact.premisesId === null ? '417' : '414', fact.gln, room !== null && isExtension(room) ? room : null)
    : null
}

/** Ids with their numbers. A number that was of two, one after the other, means both. */
function thingsOf(name: PlaceName, { ofId, ofGln }: Known): readonly (readonly [string, readonly GlnFact[]])[] {
  switch (name.kind) {
    case 'ours':
      return [[name.id, ofId.get(name.id) ?? []]]
    case 'gln':
      return [...new Set((ofGln.get(name.gln) ?? []).map(idOfFact))].map((id) => [id, ofId.get(id) ?? []] as const)
    default:
      return []
  }
}

/** A party may be called by its number as a place too, as it was before EPCIS 2.0. */
function namesOf(id: string, facts: readonly GlnFact[], room: string | null): readonly string[] {
  const links = facts.flatMap(({ gln, premisesId }) =>
    premisesId === null ? [glnLink('417', gln), glnLink('414', gln)] : [glnLink('414', gln, room)],
  )
  return [ourUrn(id, room), ...links]
}

export const roomOf = (name: PlaceName): string | null =>
  name.kind === 'ours' ? name.room : name.kind === 'gln' ? name.extension : null
