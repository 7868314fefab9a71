// The same conditions as PostgreSQL over the column `expanded`. Not here: whose rows one sees; that is the wall of the table.
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId } from '#kernel'
import { type Compare, type Condition, decimalPattern, momentPattern, type Place } from './condition.ts'
import { nameKey, namesAsked } from './name-index.ts'

const signs: Readonly<Record<Compare, RawBuilder<unknown>>> = {
  EQ: sql`=`,
  GT: sql`>`,
  GE: sql`>=`,
  LT: sql`<`,
  LE: sql`<=`,
}

/** Over a row of `chain.epcis_event as e`. Values travel as parameters, never as text of the statement. */
export function conditionSql(condition: Condition, authorityId: AuthorityId): RawBuilder<unknown> {
  const names = namesAsked(condition)
  const exactly = exactSql(condition)
  return names === null
    ? exactly
    : sql`(e.row_id in (select n.row_id from chain.epcis_name as n
        where n.authority_id = ${authorityId} and n.name_key = any (${names.map(nameKey)}::uuid[])) and ${exactly})`
}

function exactSql(condition: Condition): RawBuilder<unknown> {
  switch (condition.kind) {
    case 'text':
      return anyOf(
        condition.places.map(
          (place) => sql`jsonb_path_query_array(e.expanded, ${path(place)}::jsonpath) ?| ${condition.values}::text[]`,
        ),
      )
    case 'pattern':
      return found(condition.places, sql`found.value #>> '{}' ~ any (${condition.expressions}::text[])`)
    case 'number':
      return found(
        condition.places,
        sql`case when jsonb_typeof(found.value) = 'string' and found.value #>> '{}' ~ ${decimalPattern}
          then ${compared(sql`(found.value #>> '{}')::numeric`, condition, 'numeric')} else false end`,
      )
    case 'moment':
      return found(
        condition.places,
        sql`case when jsonb_typeof(found.value) = 'string' and found.value #>> '{}' ~ ${momentPattern}
            and pg_input_is_valid(found.value #>> '{}', 'timestamptz')
          then ${compared(sql`(found.value #>> '{}')::timestamptz`, condition, 'timestamptz')} else false end`,
      )
    case 'measure':
      return measured(condition)
    case 'exists':
      return anyOf(
        condition.places.map((place) => sql`jsonb_path_exists(e.expanded, ${`${path(place)}${filled}`}::jsonpath)`),
      )
    case 'typed':
      return found(
        [condition.place],
        sql`found.value ->> 'type' = ${condition.type} and found.value ->> 'id' = any (${condition.values}::text[])`,
      )
    case 'event-time':
      return sql`e.event_time ${signs[condition.compare]} ${condition.value}::timestamptz`
    case 'record-time':
      return sql`e.record_time ${signs[condition.compare]} ${condition.value}::timestamptz`
    case 'event-id':
      return sql`e.epcis_event_id = any (${condition.values}::text[])`
    case 'any':
      return anyOf(condition.of.map(exactSql))
    case 'descendants':
    case 'attribute':
      return sql`false`
    default:
      return condition satisfies never
  }
}

const anyOf = (parts: readonly RawBuilder<unknown>[]) =>
  parts.length === 0 ? sql`false` : sql`(${sql.join([...parts], sql` or `)})`

function found(places: readonly Place[], test: RawBuilder<unknown>): RawBuilder<unknown> {
  return anyOf(
    places.map(
      (place) =>
        sql`exists (select from jsonb_path_query(e.expanded, ${path(place)}::jsonpath) as found(value) where ${test})`,
    ),
  )
}

type Comparing = { readonly compare: Compare; readonly values: readonly string[] }

function compared(left: RawBuilder<unknown>, { compare, values }: Comparing, type: 'numeric' | 'timestamptz') {
  return sql`${left} ${signs[compare]} any (${values}::${sql.raw(type)}[])`
}

function measured(condition: Condition & { kind: 'measure' }): RawBuilder<unknown> {
  const { name, units, places } = condition
  const list = sql.join(units.map(({ code, factor, zero }) => sql`(${code}, ${factor}::numeric, ${zero}::numeric)`))
  return found(
    places,
    sql`case when found.value ->> ${name}::text ~ ${decimalPattern} then exists (
        select from (values ${list}) as unit(code, factor, zero)
        where unit.code = coalesce(found.value ->> 'uom', 'C62')
          and ${compared(sql`(found.value ->> ${name}::text)::numeric * unit.factor + unit.zero`, condition, 'numeric')})
      else false end`,
  )
}

/** A place as the database's own path language, which reads lists and single things alike. */
export function path(place: Place): string {
  return `$${place.map(step).join('')}`
}

/** A field of somebody's own that says nothing stands there as an empty text. */
const filled = ' ? (@.type() != "string" || @ != "")'

function step(name: string): string {
  if (name === '*') return '[*]'
  if (name === '**') return '.keyvalue() ? (@.key starts with "{").value.**'
  return `.${JSON.stringify(name)}`
}
