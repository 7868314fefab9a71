// Where in an event places and parties stand, in the expanded form and in a document, and the same event with others there. Not here: what
// they mean (known.ts).
import type { ExpandedEvent, ExpandedLink } from '../expanded.ts'
import { isList, isObject, type JsonObject, type JsonValue, listed } from '../json.ts'

/** What stands at a position: premises where it happened, or by the type of a source or destination a place or a party. */
export type Role = 'place' | 'party'

const cbv = 'https://ref.gs1.org/cbv/SDT-'

/** Null for a type of somebody's own: what that means is theirs. */
export function roleOf(type: string | undefined): Role | null {
  switch (type) {
    case `${cbv}location`:
      return 'place'
    case `${cbv}possessing_party`:
    case `${cbv}owning_party`:
      return 'party'
    default:
      return null
  }
}

export type Position = { readonly pointer: string; readonly role: Role; readonly uri: string }

export function positionsIn(event: ExpandedEvent): readonly Position[] {
  const { readPoint, bizLocation } = event
  const links = (list: 'sourceList' | 'destinationList') =>
    (event[list] ?? []).flatMap(({ type, id }, at) => {
      const role = roleOf(type)
      return role === null ? [] : [{ pointer: `/${list}/${at}/${list.slice(0, -'List'.length)}`, role, uri: id }]
    })
  return [
    ...(readPoint === undefined ? [] : [{ pointer: '/readPoint/id', role: 'place' as const, uri: readPoint }]),
    ...(bizLocation === undefined ? [] : [{ pointer: '/bizLocation/id', role: 'place' as const, uri: bizLocation }]),
    ...links('sourceList'),
    ...links('destinationList'),
  ]
}

/** By the same pointers, what a document says there as it was sent: the expanded form makes a link of a URN, and with that a whole one of a broken one. */
export function writtenIn(event: JsonObject): ReadonlyMap<string, string> {
  const texts = (list: 'sourceList' | 'destinationList', name: string) =>
    listed(event[list]).map((one, at): [string, JsonValue | undefined] => [
      `/${list}/${at}/${name}`,
      isObject(one) ? one[name] : undefined,
    ])
  const id = (place: JsonValue | undefined) => (isObject(place) ? place['id'] : undefined)
  const all: readonly (readonly [string, JsonValue | undefined])[] = [
    ['/readPoint/id', id(event['readPoint'])],
    ['/bizLocation/id', id(event['bizLocation'])],
    ...texts('sourceList', 'source'),
    ...texts('destinationList', 'destination'),
  ]
  return new Map(all.filter((pair): pair is readonly [string, string] => typeof pair[1] === 'string'))
}

/** The expanded event with others in those positions. */
export function withPositions(event: ExpandedEvent, change: (uri: string, role: Role) => string): ExpandedEvent {
  const changed = (list: readonly ExpandedLink[] | undefined) =>
    list?.map((one) => {
      const role = roleOf(one.type)
      return role === null ? one : { ...one, id: change(one.id, role) }
    })
  const { readPoint, bizLocation } = event
  const [sourceList, destinationList] = [changed(event.sourceList), changed(event.destinationList)]
  return {
    ...event,
    ...(readPoint === undefined ? {} : { readPoint: change(readPoint, 'place') }),
    ...(bizLocation === undefined ? {} : { bizLocation: change(bizLocation, 'place') }),
    ...(sourceList === undefined ? {} : { sourceList }),
    ...(destinationList === undefined ? {} : { destinationList }),
  }
}

/** The same of a document; every source and destination is handed over, whatever its type. */
export function withPlaces(event: JsonObject, change: (uri: string) => string): JsonObject {
  const one = (value: JsonValue | undefined, name: string): JsonValue | undefined =>
    isObject(value) && typeof value[name] === 'string' ? { ...value, [name]: change(value[name]) } : value
  const all = (value: JsonValue | undefined, name: string): JsonValue | undefined =>
    isList(value) ? value.map((each) => one(each, name) ?? each) : value
  const told = {
    readPoint: one(event['readPoint'], 'id'),
    bizLocation: one(event['bizLocation'], 'id'),
    sourceList: all(event['sourceList'], 'source'),
    destinationList: all(event['destinationList'], 'destination'),
  }
  return Object.fromEntries(
    Object.entries(event).map(([name, value]): [string, JsonValue] => [
      name,
      told[name as keyof typeof told] ?? value, // Any other name has nothing there.
    ]),
  )
}
