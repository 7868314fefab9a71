// What a question means that must be looked up first: by which names a place or a party goes, which places lie below a place, which things
// have an attribute. Not here: the question itself. What a sender said of its places and things stands in `chain.epcis_master`, behind the
// wall: one reads one's own.
import { sql } from 'kysely'
import { type AuthorityId, refuseNow } from '#kernel'
import type { Tx } from '#platform'
import { readPlaceName, roomUrn } from '../places/forms.ts'
import { knownPlaces, sameNames, sameParties } from '../places/known.ts'
import { roleOf } from '../places/positions.ts'
import { isOwn } from '../tree.ts'
import type { Condition, EpcisQuery, Place } from './condition.ts'
import { valuesMax } from './parse-query.ts'
import { epcisQueryProblems } from './problems.ts'
import { urnsOf } from './translate.ts'

/** The same question with identifiers in the place of what was to be looked up. Refuses `epcis/query-too-complex`. */
export async function resolveQuery(tx: Tx, authorityId: AuthorityId, query: EpcisQuery): Promise<EpcisQuery> {
  return { ...query, conditions: await resolveAll(tx, authorityId, query.conditions) }
}

async function resolveAll(tx: Tx, authorityId: AuthorityId, all: readonly Condition[]): Promise<readonly Condition[]> {
  const conditions: Condition[] = []
  for (const condition of all) conditions.push(await resolve(tx, authorityId, condition))
  return conditions
}

async function resolve(tx: Tx, authorityId: AuthorityId, condition: Condition): Promise<Condition> {
  switch (condition.kind) {
    case 'text':
      return { ...condition, values: await asKept(condition.places, condition.values) }
    case 'typed':
      return roleOf(condition.type) === 'party'
        ? { ...condition, values: within(await sameParties(tx, authorityId, condition.values)) }
        : { ...condition, values: await asKept([condition.place], condition.values) }
    case 'any':
      return { kind: 'any', of: await resolveAll(tx, authorityId, condition.of) }
    case 'descendants': {
      const { places } = condition
      const below = within(await selectBelow(tx, authorityId, within(await asKept(places, condition.values))))
      const rooms = await selectRooms(tx, authorityId, within(await asKept(places, below)))
      return { kind: 'text', places, values: within([...new Set([...(await asKept(places, below)), ...rooms])]) }
    }
    case 'attribute': {
      const described = within(await selectDescribed(tx, authorityId, condition))
      // Somebody's own field is kept as it was written: an identifier may stand there as a URN.
      const written = condition.places.every(isOwnPlace)
        ? within([...new Set(described.flatMap((id) => [id, ...urnsOf(id)]))])
        : described
      return { kind: 'text', places: condition.places, values: await asKept(condition.places, written) }
    }
    default:
      return condition
  }

  /** A place or a party goes by several names, and an event has one of them: all are asked for. */
  async function asKept(places: readonly Place[], values: readonly string[]): Promise<readonly string[]> {
    if (!places.every(isOfPlaces)) return values
    const known = await knownPlaces(tx, authorityId, values)
    return within([...new Set(values.flatMap((value) => sameNames(value, known)))])
  }
}

const placed: ReadonlySet<string> = new Set(['readPoint', 'bizLocation', 'sourceList', 'destinationList'])
const isOwnPlace = ([first = '']: Place) => isOwn(first)
const isOfPlaces = ([first = '']: Place) => placed.has(first)

function within(values: readonly string[]): readonly string[] {
  return values.length <= valuesMax ? values : refuseNow(epcisQueryProblems['query-too-complex'], { max: valuesMax })
}

/** The places themselves and all below them, however deep. */
async function selectBelow(tx: Tx, authorityId: AuthorityId, values: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below(id) as (
      select unnest(${values}::text[])
      union
      select child.id
      from below
      join chain.epcis_master as m on m.authority_id = ${authorityId} and m.element_id = below.id
      cross join lateral unnest(m.children) as child(id)
    )
    select id from below limit ${valuesMax + 1}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Rooms of these premises that occur in events one may see, by whatever name: they lie below them although nobody sent master data. */
async function selectRooms(tx: Tx, authorityId: AuthorityId, values: readonly string[]): Promise<readonly string[]> {
  const starts = values.flatMap((value) => {
    const name = readPlaceName(value)
    if (name.kind === 'ours') return name.room === null ? [roomUrn(name.id, '')] : []
    return name.kind === 'gln' && name.of === '414' && name.extension === null ? [`${value}/254/`] : []
  })
  if (starts.length === 0) return []
  const { rows } = await sql<{ value: string }>`
    select distinct v.value from chain.epcis_value as v
    where v.authority_id = ${authorityId} and v.kind in ('readPoints', 'bizLocations')
      and exists (select from unnest(${starts}::text[]) as start(text) where starts_with(v.value, start.text))
    limit ${valuesMax + 1}`.execute(tx)
  return rows.map(({ value }) => value)
}

async function selectDescribed(
  tx: Tx,
  authorityId: AuthorityId,
  { attributes, values }: Condition & { kind: 'attribute' },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct m.element_id as id
    from chain.epcis_master as m
    cross join lateral jsonb_each(m.attributes) as attribute(name, value)
    where m.authority_id = ${authorityId} and attribute.name = any (${attributes}::text[])
      and (${values === null} or attribute.value ?| ${values ?? []}::text[])
    limit ${valuesMax + 1}`.execute(tx)
  return rows.map(({ id }) => id)
}
