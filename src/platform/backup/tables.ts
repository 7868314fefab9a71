// What a database of ours consists of, read from its catalogs. Not here: what the tables mean.
import type { ClientBase } from 'pg'
import { assert } from '#kernel'
import { roleNames } from '../database/roles.ts'
import { jobSchema } from '../jobs/install.ts'

export type Table = {
  readonly schema: string
  readonly name: string
  readonly columns: readonly string[]
  /** A condition on the rows that are worth keeping; null for all. */
  readonly where: string | null
}

/** A partition that was made while running, beside those of the migrations. */
export type Partition = {
  readonly schema: string
  readonly name: string
  readonly parent: string
  readonly bound: string
}
export type Sequence = {
  readonly schema: string
  readonly name: string
  readonly lastValue: string
  readonly isCalled: boolean
}

export const fullName = ({ schema, name }: { readonly schema: string; readonly name: string }) =>
  `${quoted(schema)}.${quoted(name)}`
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Every table of the schemas that our owner owns, a table after those it points at. */
export async function findTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Omit<Table, 'where'> & { id: number; pointsAt: number[] }>(`
    select class.oid::int as id, namespace.nspname as schema, class.relname as name,
      (select array_agg(attname::text order by attnum) from pg_attribute
        where attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      array(select distinct confrelid::int from pg_constraint
        where conrelid = class.oid and contype = 'f' and confrelid <> class.oid and conparentid = 0) as "pointsAt"
    from pg_class as class
    join pg_namespace as namespace on namespace.oid = class.relnamespace
    where namespace.nspowner = '${roleNames.owner}'::regrole
      and class.relkind in ('r', 'p') and not class.relispartition and class.relpersistence = 'p'
    order by namespace.nspname, class.relname`)
  return [
    ...inOrder(rows).map(({ schema, name, columns }) => ({ schema, name, columns, where: null })),
    ...(await jobTables(client)),
  ]
}

/** Of the job queue: its queues, its schedules, and what is not done yet. */
async function jobTables(client: ClientBase): Promise<Table[]> {
  const wanted = [
    { name: 'queue', where: null },
    { name: 'schedule', where: null },
    { name: 'job', where: `state < 'completed'` },
  ]
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select class.relname as name, array_agg(attribute.attname::text order by attribute.attnum) as columns
     from pg_class as class join pg_attribute as attribute on attribute.attrelid = class.oid
     where class.relnamespace = to_regnamespace('${jobSchema}') and class.relname = any ($1)
       and attribute.attnum > 0 and not attribute.attisdropped and attribute.attgenerated = ''
     group by class.relname`,
    [wanted.map(({ name }) => name)],
  )
  return wanted.flatMap(({ name, where }) => {
    const columns = rows.find((row) => row.name === name)?.columns
    return columns ? [{ schema: jobSchema, name, columns, where }] : []
  })
}

function inOrder<Row extends { id: number; schema: string; name: string; pointsAt: number[] }>(
  rows: readonly Row[],
): Row[] {
  const placed = new Map<number, Row>()
  const known = new Set(rows.map((row) => row.id))
  for (let left = [...rows]; left.length > 0; ) {
    const ready = left.filter((row) => row.pointsAt.every((id) => placed.has(id) || !known.has(id)))
    assert(ready.length > 0, `tables do not point at each other in a circle: ${left.map(fullName).join(', ')}`)
    for (const row of ready) placed.set(row.id, row)
    left = left.filter((row) => !placed.has(row.id))
  }
  return [...placed.values()]
}

export async function findPartitions(client: ClientBase): Promise<Partition[]> {
  const { rows } = await client.query<Partition>(`
    select namespace.nspname as schema, class.relname as name,
      format('%I.%I', parent_namespace.nspname, parent.relname) as parent,
      pg_get_expr(class.relpartbound, class.oid) as bound
    from pg_class as class
    join pg_namespace as namespace on namespace.oid = class.relnamespace
    join pg_inherits as inherits on inherits.inhrelid = class.oid
    join pg_class as parent on parent.oid = inherits.inhparent
    join pg_namespace as parent_namespace on parent_namespace.oid = parent.relnamespace
    where namespace.nspowner = '${roleNames.owner}'::regrole and class.relispartition and class.relkind = 'r'
    order by 1, 2`)
  return rows
}

export async function findSequences(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select namespace.nspname as schema, class.relname as name
    from pg_class as class join pg_namespace as namespace on namespace.oid = class.relnamespace
    where namespace.nspowner = '${roleNames.owner}'::regrole and class.relkind = 'S'
    order by 1, 2`)
  const found: Sequence[] = []
  for (const row of rows) {
    const state = await client.query<{ lastValue: string; isCalled: boolean }>(
      `select last_value::text as "lastValue", is_called as "isCalled" from ${fullName(row)}`,
    )
    found.push({ ...row, ...state.rows[0]! })
  }
  return found
}
