// What occurs in the events one may see: their types, things, steps, places and states, page by page. Not here: the events themselves.
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, encodeCursor, refuseNow } from '#kernel'
import type { Actor, Tx } from '#platform'
import { canonicalLink } from '../digital-link.ts'
import { knownPlaces, newestLink, sameNames } from '../places/known.ts'
import { standardPrefixes, wholeValue } from '../prefixes.ts'
import { perPageDefault, perPageMax } from './ask-events.ts'
import type { Condition, Place } from './condition.ts'
import { inTime } from './find-events.ts'
import { nameKey } from './name-index.ts'
import { eventTypes } from './parse-query.ts'
import { matchPlaces } from './places.ts'
import { epcisQueryProblems } from './problems.ts'
import { isUri, knownWord, shortWord, wordsOf } from './vocabulary.ts'

type Kind = {
  /** Where an event says it: chain.epcis_values_in of 0069 lists the same. */
  readonly places: readonly Place[]
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
    always: eventTypes,
    whole: (text) => (eventTypes.includes(text) || isUri(text) ? text : null),
    short: same,
  },
  epcs: { places: things, always: [], whole: uri, short: same },
  bizSteps: { places: [['bizStep']], ...word('bizStep') },
  bizLocations: { places: [['bizLocation']], always: [], whole: uri, short: same },
  readPoints: { places: [['readPoint']], always: [], whole: uri, short: same },
  dispositions: { places: [['disposition']], ...word('disposition') },
} as const satisfies Record<string, Kind>

export type ResourceKind = keyof typeof resourceKinds
export const resourceNames = Object.keys(resourceKinds) as readonly ResourceKind[] // Its own keys.

export type ResourcePage = { readonly members: readonly string[]; readonly nextToken: string | null }

/**
 * The standard's own words on the first page, then what events have beside them, each once, in the order of their hashes: a walk along an
 * index. Refuses `epcis/page-token`.
 */
export async function listResources(
  tx: Tx,
  actor: Actor,
  {
    kind,
    perPage: asked = perPageDefault,
    token,
  }: { readonly kind: ResourceKind; readonly perPage?: number; readonly token?: string },
): Promise<ResourcePage> {
  const { always, whole, short }: Kind = resourceKinds[kind]
  const [owner, after] = token === undefined ? [kind, ''] : (decodeCursor(token, 2) ?? [])
  if (owner !== kind || typeof after !== 'string' || !/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/.test(after)) {
    return refuseNow(epcisQueryProblems['page-token'], {})
  }
  const perPage = Math.min(asked, perPageMax)
  const known = new Set(always.flatMap((one) => whole(one) ?? []))
  // Words of the standard are there already; what is known is few, so a page with them in it is read whole and shortened.
  const found = await selectValues(tx, actor, { kind, after, limit: perPage + 1 + known.size })
  const unknown = found.filter(({ value }) => !known.has(value))
  const page = unknown.slice(0, perPage)
  const last = page.at(-1)
  const told = await toldValues(
    tx,
    actor,
    kind,
    page.map(({ value }) => value),
  )
  return {
    members: [...(after === '' ? always : []), ...told.map(short)],
    nextToken: unknown.length > perPage && last !== undefined ? encodeCursor([kind, last.key]) : null,
  }
}

/** What asks for events with this one. Refuses `epcis/unknown-resource` for what no event of the asker's has. */
export async function resourceCondition(
  tx: Tx,
  actor: Actor,
  { kind, value }: { readonly kind: ResourceKind; readonly value: string },
): Promise<Condition> {
  const { always, places, whole }: Kind = resourceKinds[kind]
  const wanted = whole(value)
  const isThere =
    wanted !== null &&
    (always.some((one) => whole(one) === wanted) ||
      (await valuesThere(tx, actor, { kind, values: await namesOf(tx, actor, kind, wanted) })).size > 0)
  if (!isThere || wanted === null) return refuseNow(epcisQueryProblems['unknown-resource'], { kind })
  return { kind: 'text', places, values: [wanted] }
}

type Selected = { readonly kind: ResourceKind; readonly after: string; readonly limit: number }
type Value = { readonly key: string; readonly value: string }

const nothing = '00000000-0000-0000-0000-000000000000'

/** From one to the next along the index, so that what a thousand holders have costs one step. The wall stands beneath. */
async function selectValues(tx: Tx, actor: Actor, { kind, after, limit }: Selected): Promise<readonly Value[]> {
  const next = (than: RawBuilder<unknown>) => sql`(
    select v.value_key as key, v.value from chain.epcis_value as v
    where v.authority_id = ${actor.authorityId} ${mine(actor)} and v.kind = ${kind} and v.value_key > ${than}
    order by v.value_key limit 1)`
  const { rows } = await inTime(tx, () =>
    sql<Value>`
    with recursive page as (
      ${next(sql`${after === '' ? nothing : after}::uuid`)}
      union all
      select later.key, later.value from page cross join lateral ${next(sql`page.key`)} as later
    )
    select key, value from page limit ${limit}`.execute(tx),
  )
  return rows
}

/** Who is behind a wall of its own has rows of its own; naming it picks the right index. */
const mine = ({ wall, partyId }: Actor): RawBuilder<unknown> =>
  wall === 'staff' ? sql`` : sql`and v.holder_id = ${partyId}`

const isPlaces = (kind: ResourceKind) => kind === 'bizLocations' || kind === 'readPoints'

/** Whichever way a place was named, its events are asked for by any of its names. */
async function namesOf(tx: Tx, actor: Actor, kind: ResourceKind, value: string): Promise<readonly string[]> {
  return isPlaces(kind) ? sameNames(value, await knownPlaces(tx, actor.authorityId, [value])) : [value]
}

/**
 * Places kept by an id of ours as they are told, by the newest number; each once, also where somebody sent that number too, or where it went
 * from one place to another.
 */
async function toldValues(
  tx: Tx,
  actor: Actor,
  kind: ResourceKind,
  values: readonly string[],
): Promise<readonly string[]> {
  if (!isPlaces(kind)) return values
  const own = await knownPlaces(tx, actor.authorityId, values)
  const links = values.flatMap((value) => newestLink(value, own) ?? [])
  if (links.length === 0) return values
  // Who else had one of these numbers goes by it too.
  const known = await knownPlaces(tx, actor.authorityId, [...values, ...links])
  const othersAs = (link: string) => sameNames(link, known).filter((name) => newestLink(name, known) === link)
  const there = await valuesThere(tx, actor, { kind, values: links.flatMap((link) => [link, ...othersAs(link)]) })
  return values.flatMap((value) => {
    const link = newestLink(value, known)
    if (link === null) return [value]
    const isTold = there.has(link) || othersAs(link).some((name) => name < value && there.has(name))
    return isTold ? [] : [link]
  })
}

/** Which of these occur. */
async function valuesThere(
  tx: Tx,
  actor: Actor,
  { kind, values }: { kind: ResourceKind; values: readonly string[] },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ value: string }>`
    select distinct v.value from chain.epcis_value as v
    where v.authority_id = ${actor.authorityId} ${mine(actor)} and v.kind = ${kind} and v.value_key = any (${values.map(nameKey)}::uuid[])
      and v.value = any (${values}::text[])`.execute(tx)
  return new Set(rows.map(({ value }) => value))
}
