// Questions about master data looked up first: which places lie below a place, which things have an attribute. Not here: the question itself.
// What a sender said of its places and things stands in `chain.epcis_master`, behind the wall: one reads one's own.
import { sql } from 'kysely'
import { type AuthorityId, refuseNow } from '#kernel'
import type { Tx } from '#platform'
import type { Condition, EpcisQuery } from './condition.ts'
import { valuesMax } from './parse-query.ts'
import { epcisQueryProblems } from './problems.ts'

/** The same question with identifiers in the place of what was to be looked up. Refuses `epcis/query-too-complex`. */
export async function resolveQuery(tx: Tx, authorityId: AuthorityId, query: EpcisQuery): Promise<EpcisQuery> {
  const conditions: Condition[] = []
  for (const condition of query.conditions) conditions.push(await resolve(tx, authorityId, condition))
  return { ...query, conditions }
}

async function resolve(tx: Tx, authorityId: AuthorityId, condition: Condition): Promise<Condition> {
  switch (condition.kind) {
    case 'descendants': {
      const { places, values } = condition
      return { kind: 'text', places, values: within(await selectBelow(tx, authorityId, values)) }
    }
    case 'attribute':
      return {
        kind: 'text',
        places: condition.places,
        values: within(await selectDescribed(tx, authorityId, condition)),
      }
    default:
      return condition
  }
}

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
