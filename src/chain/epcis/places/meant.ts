// The premises and parties an event of a known kind means, by our own ids, so that an act can be read from it; or where it names none and why.
// Not here: events of other kinds, which are kept in their sender's words.
import type { Localised } from '#kernel'
import type { Actor, Tx } from '#platform'
import { type ActKind, actSchemas } from '../../contract.ts'
import { ownKey } from '../acts/names.ts'
import { ownTexts } from '../acts/parts.ts'
import type { ExpandedEvent } from '../expanded.ts'
import type { JsonObject } from '../json.ts'
import { ourUrn, type PlaceName, readPlaceName } from './forms.ts'
import { dayOf, holdsOn, type Known, knownPlaces, roomOf } from './known.ts'
import { positionsIn, type Role, withPositions, writtenIn } from './positions.ts'

export type PlaceFault = { readonly pointer: string; readonly uri: string; readonly why: Localised }

/** `source` is the event as it was sent. Looked up on the day of the event. What the reader may not know of answers as what is not there. */
export async function meantPlaces(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  event: ExpandedEvent,
  source: JsonObject,
): Promise<{ readonly event: ExpandedEvent; readonly faults: readonly PlaceFault[] }> {
  const positions = positionsIn(event)
  const written = writtenIn(source)
  const known = await knownPlaces(
    tx,
    authorityId,
    positions.map(({ uri }) => uri),
  )
  const day = dayOf(event.eventTime)
  const faults = positions.flatMap(({ pointer, role, uri }): PlaceFault[] => {
    const sent = written.get(pointer) ?? uri
    const asSent = readPlaceName(sent)
    const found = asSent.kind === 'wrong' ? asSent : idMeant(readPlaceName(uri), { role, day, known })
    return 'why' in found ? [{ pointer, uri: sent, why: whys[found.why] }] : []
  })
  const meant = withPositions(event, (uri, role) => {
    const found = idMeant(readPlaceName(uri), { role, day, known })
    return 'id' in found ? ourUrn(found.id) : uri
  })
  return { event: meant, faults }
}

type Why = 'check' | 'form' | 'unknown' | 'several' | 'no-number'
type Asked = { readonly role: Role; readonly day: string; readonly known: Known }

function idMeant(name: PlaceName, { role, day, known }: Asked): { readonly id: string } | { readonly why: Why } {
  switch (name.kind) {
    case 'ours':
      return { id: name.id }
    case 'gln': {
      const facts = (known.ofGln.get(name.gln) ?? []).filter((fact) => holdsOn(fact, day))
      const places = facts.flatMap(({ premisesId }) => premisesId ?? [])
      // A party goes by its own number, else, as before EPCIS 2.0, by that of a place of its.
      const parties = facts.map(({ partyId }) => partyId)
      const ids = [...new Set(role === 'place' ? places : parties)]
      const [id] = ids
      return id === undefined ? { why: 'unknown' } : ids.length > 1 ? { why: 'several' } : { id }
    }
    case 'wrong':
      return { why: name.why }
    case 'other':
      return { why: 'no-number' }
    default:
      return name satisfies never
  }
}

const whys: Readonly<Record<Why, Localised>> = {
  check: {
    nl: 'het controlecijfer van dit GLN klopt niet; vergelijk elk cijfer met de bron',
    en: 'the check digit of this GLN is wrong; compare every digit with the source',
  },
  form: {
    nl: 'dit is geen heel GLN; als Digital Link zijn het dertien cijfers, als URN twaalf, met een prefix van zes tot twaalf',
    en: 'this is no whole GLN; as a Digital Link it has thirteen digits, as a URN twelve, with a prefix of six to twelve',
  },
  unknown: {
    nl: 'dit GLN staat op de dag van de gebeurtenis bij niemand die u kunt kennen; leg het vast bij de locatie of de partij, of noem de id van Grein',
    en: 'on the day of the event nobody you can know has this GLN; record it with the premises or the party, or give the id of Grein',
  },
  several: {
    nl: 'dit GLN staat op die dag bij meer dan één; noem de id van Grein, en laat de beheerder van het register kijken',
    en: 'on that day more than one have this GLN; give the id of Grein, and have the keeper of the register look',
  },
  'no-number': {
    nl: 'dit is geen GLN en geen id van Grein; schrijf het GLN als Digital Link of als URN, of "urn:uuid:" met de id',
    en: 'this is no GLN and no id of Grein; write the GLN as a Digital Link or as a URN, or "urn:uuid:" with the id',
  },
}

/** An act in a room says which; where the event does not, the extension of the place it was read at does, or the plot in `ilmd`. */
export function withRoom(event: ExpandedEvent, kind: ActKind): ExpandedEvent {
  const { properties } = actSchemas[kind] as { readonly properties?: object } // TypeBox is JSON Schema.
  const key = ownKey('room')
  if (event[key] !== undefined || kind === 'designate' || !('room' in (properties ?? {}))) return event
  const rooms = [event.readPoint, event.bizLocation].flatMap((uri) =>
    uri === undefined ? [] : (roomOf(readPlaceName(uri)) ?? []),
  )
  const room = rooms[0] ?? ownTexts(event.ilmd ?? {}, 'plot')[0]
  return room === undefined ? event : { ...event, [key]: [room] }
}
