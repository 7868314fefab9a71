// Places and parties in the events we write down of our own acts, as the world outside names them: kept by our ids, told by GLN. Not here:
// events others sent, which are told in their words.
//
// What is kept never changes, so the hash of an event does not either; the name a place goes by is looked up when it is told: the number it
// has on the day of the event. Who reads it and sends it back sends the same event (`asKept`).
import { type AuthorityId, type Instant, legalDayOf } from '#kernel'
import type { Tx } from '#platform'
import type { ExpandedEvent } from '../expanded.ts'
import { eventsOf } from '../from-json.ts'
import { hashId } from '../hash-id.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import type { EpcFormat } from '../query/translate.ts'
import { glnLink, glnUrn, isExtension, ourUrn, readPlaceName } from './forms.ts'
import { dayOf, holdsOn, idOfFact, type Known, knownPlaces, roomOf } from './known.ts'
import { positionsIn, withPlaces } from './positions.ts'

/** The name of a place or a party, by ours; as URN where the length of the company prefix is known. */
export type ToldName = { readonly link: string; readonly urn: string | null }
export type ToldNames = ReadonlyMap<string, ToldName>

type OfOurs = { readonly origin: 'captured' | 'act'; readonly eventTime: Instant; readonly expanded: ExpandedEvent }

/** For each of these events the names of what it names by our ids; none for what was captured. */
export async function toldNames(
  tx: Tx,
  authorityId: AuthorityId,
  events: readonly OfOurs[],
): Promise<readonly ToldNames[]> {
  const urisOf = ({ origin, expanded }: OfOurs) => (origin === 'act' ? positionsIn(expanded).map(({ uri }) => uri) : [])
  const known = await knownPlaces(tx, authorityId, events.flatMap(urisOf))
  return events.map((event) => {
    const day = legalDayOf(event.eventTime).toString()
    return new Map(urisOf(event).flatMap((uri) => toldName(uri, day, known) ?? []))
  })
}

function toldName(uri: string, day: string, { ofId }: Known): readonly [readonly [string, ToldName]] | null {
  const name = readPlaceName(uri)
  if (name.kind !== 'ours') return null
  const fact = ofId.get(name.id)?.find((one) => holdsOn(one, day))
  if (!fact) return null
  const room = name.room !== null && isExtension(name.room) ? name.room : null
  const link = glnLink(fact.premisesId === null ? '417' : '414', fact.gln, room)
  return [[uri, { link, urn: glnUrn(link, fact) }]]
}

/** A document of ours as it is told. Where a number cannot be written as URN it stays a link, which `translate` then says of. */
export function withToldNames(event: JsonObject, names: ToldNames, format: EpcFormat): JsonObject {
  if (names.size === 0) return event
  return withPlaces(event, (uri) => {
    const name = names.get(uri)
    return name === undefined ? uri : ((format === 'Always_EPC_URN' ? name.urn : null) ?? name.link)
  })
}

/** The hash of an event that came back, with our ids where it names places by a number: what the event we wrote down has. */
export async function hashAsKept(
  tx: Tx,
  authorityId: AuthorityId,
  { expanded, source, context }: { expanded: ExpandedEvent; source: JsonObject; context: JsonValue },
): Promise<string | null> {
  const known = await knownPlaces(
    tx,
    authorityId,
    positionsIn(expanded).map(({ uri }) => uri),
  )
  const day = dayOf(expanded.eventTime)
  const ours = withPlaces(source, (uri) => ourName(uri, day, known) ?? uri)
  const [event] = eventsOf({ '@context': context, ...ours })
  return event ? hashId(event) : null
}

/** Of a number that changed since it was told, the thing that had it. */
function ourName(uri: string, day: string, { ofGln }: Known): string | null {
  const name = readPlaceName(uri)
  if (name.kind !== 'gln') return null
  const facts = (ofGln.get(name.gln) ?? []).filter(({ premisesId }) => (premisesId === null) === (name.of === '417'))
  const then = facts.filter((fact) => holdsOn(fact, day))
  const [id, ...others] = new Set((then.length > 0 ? then : facts).map(idOfFact))
  return id === undefined || others.length > 0 ? null : ourUrn(id, roomOf(name))
}
