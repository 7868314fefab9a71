// What occurs in the events one may see: their types, things, steps, places and states, page by page. Not here: the events themselves.
import { sql } from 'kysely'
import { decodeCursor, encodeCursor, refuseNow } from '#kernel'
import type { Actor, Tx } from '#platform'
import { canonicalLink } from '../digital-link.ts'
import { standardPrefixes, wholeValue } from '../prefixes.ts'
import { perPageDefault } from './ask-events.ts'
import type { Place } from './condition.ts'
import { findEvents, inTime } from './find-events.ts'
import { eventTypes } from './parse-query.ts'
import { matchPlaces } from './places.ts'
import { epcisQueryProblems } from './problems.ts'
import { path } from './to-sql.ts'
import { isUri, knownWord, shortWord, wordsOf } from './vocabulary.ts'

type Kind = {
  readonly places: readonly Place[]
  /** The parameter that asks for events with one of them. */
  readonly parameter: string
  /** Words of the standard, which are there whether or not an event has them. */
  readonly always: readonly string[]
  /** As the expanded form has it, or null for what cannot be one. */
  readonly whole: (text: string) => string | null
  readonly short: (whole: string) => string
}

const same = (text: string) => text
const uri = (text: string) => (isUri(text) ? canonicalLink(wholeValue(text, standardPrefixes)) : null)
const word = (field: 'bizStep' | 'disposition'): Pick<Kind, 'always' | 'whole' | 'short'> => ({
  always: wordsOf(field),
  whole: (text) => knownWord(wholeValue(text, standardPrefixes), field),
  short: (whole) => shortWord(whole, field),
})
const things: readonly Place[] = [...(matchPlaces['anyEPC'] ?? []), ...(matchPlaces['anyEPCClass'] ?? [])]

export const resourceKinds = {
  eventTypes: {
    places: [['type']],
    parameter: 'eventType',
    always: eventTypes,
    whole: (text) => (eventTypes.includes(text) || isUri(text) ? text : null),
    short: same,
  },
  epcs: { places: things, parameter: 'MATCH_anyEPC', always: [], whole: uri, short: same },
  bizSteps: { places: [['bizStep']], parameter: 'EQ_bizStep', ...word('bizStep') },
  bizLocations: { places: [['bizLocation']], parameter: 'EQ_bizLocation', always: [], whole: uri, short: same },
  readPoints: { places: [['readPoint']], parameter: 'EQ_readPoint', always: [], whole: uri, short: same },
  dispositions: { places: [['disposition']], parameter: 'EQ_disposition', ...word('disposition') },
} as const satisfies Record<string, Kind>

export type ResourceKind = keyof typeof resourceKinds
export const resourceNames = Object.keys(resourceKinds) as readonly ResourceKind[] // Its own keys.

export type ResourcePage = { readonly members: readonly string[]; readonly nextToken: string | null }

/** Sorted; the standard's own words on the first page, then what events have beside them. Refuses `epcis/page-token`. */
export async function listResources(
  tx: Tx,
  actor: Actor,
  {
    kind,
    perPage = perPageDefault,
    token,
  }: { readonly kind: ResourceKind; readonly perPage?: number; readonly token?: string },
): Promise<ResourcePage> {
  const { places, always, whole, short }: Kind = resourceKinds[kind]
  const [owner, after] = token === undefined ? [kind, ''] : (decodeCursor(token, 2) ?? [])
  if (owner !== kind || typeof after !== 'string') return refuseNow(epcisQueryProblems['page-token'], {})
  const known = always.flatMap((one) => whole(one) ?? [])
  const found = await selectValues(tx, actor, { places, after, not: known, limit: perPage + 1 })
  const page = found.slice(0, perPage)
  const last = page.at(-1)
  return {
    members: [...(after === '' ? always : []), ...page.map(short)],
    nextToken: found.length > perPage && last !== undefined ? encodeCursor([kind, last]) : null,
  }
}

/** The parameter that asks for events with this one. Refuses `epcis/unknown-resource` for what no event of the asker's has. */
export async function resourceParameter(
  tx: Tx,
  actor: Actor,
  { kind, value }: { readonly kind: ResourceKind; readonly value: string },
): Promise<{ readonly name: string; readonly value: string }> {
  const { places, always, whole, parameter }: Kind = resourceKinds[kind]
  const wanted = whole(value)
  const isThere =
    wanted !== null &&
    (always.some((one) => whole(one) === wanted) || (await hasValue(tx, actor, { places, value: wanted })))
  if (!isThere || wanted === null) return refuseNow(epcisQueryProblems['unknown-resource'], { kind })
  return { name: parameter, value: wanted }
}

type Selected = {
  readonly places: readonly Place[]
  readonly after: string
  readonly not: readonly string[]
  readonly limit: number
}

async function selectValues(tx: Tx, actor: Actor, { places, after, not, limit }: Selected): Promise<readonly string[]> {
  const { rows } = await inTime(tx, () =>
    sql<{ value: string }>`
    select distinct found.value #>> '{}' collate "C" as value
    from chain.epcis_event as e
    cross join unnest(${places.map(path)}::text[]) as place(path)
    cross join lateral jsonb_path_query(e.expanded, place.path::jsonpath) as found(value)
    where e.authority_id = ${actor.authorityId} and found.value #>> '{}' collate "C" > ${after} and found.value #>> '{}' <> all (${not}::text[])
    order by 1 limit ${limit}`.execute(tx),
  )
  return rows.map(({ value }) => value)
}

async function hasValue(
  tx: Tx,
  actor: Actor,
  { places, value }: { places: readonly Place[]; value: string },
): Promise<boolean> {
  const query = { conditions: [{ kind: 'text' as const, places, values: [value] }], order: null }
  const found = await inTime(tx, () => findEvents(tx, { authorityId: actor.authorityId, query, limit: 1 }))
  return found.length > 0
}
