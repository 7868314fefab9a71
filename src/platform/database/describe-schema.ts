// The schema that the migrations add up to, as one readable text: docs/reference/schema.sql. Not here: a script to run; the
// migrations are that. Made from the catalogs, because the server Grein brings along has no pg_dump.
import type { ClientBase } from 'pg'
import type { Admin } from './admin.ts'
import { roleNames } from './roles.ts'

const ours = `namespace.nspowner = '${roleNames.owner}'::regrole and namespace.nspname <> 'extensions'`

/** The same schema gives the same text, on whatever server and in whatever order it came about. */
export async function describeSchema(admin: Admin): Promise<string> {
  return admin.withClient(async (client) => {
    await client.query(`set search_path = ''`) // Every name is then printed with its schema.
    const lines = [
      '-- The schema of Grein, from the catalogs of a migrated database. Generated (npm run generate); do not edit.',
      '-- Read it to review a migration. The job queue (schema pgboss) belongs to its library and is not shown.',
    ]
    const { rows: schemas } = await client.query<{ name: string; grants: string | null }>(`
      select nspname as name, ${grantsOf('nspacl', 'nspowner')} as grants
      from pg_namespace as namespace where ${ours} order by nspname`)
    for (const { name, grants } of schemas) {
      lines.push(
        '',
        `-- ${name} ${'-'.repeat(100 - name.length)}`,
        `create schema ${name};`,
        ...grantLines(`schema ${name}`, grants),
      )
      lines.push(...(await functions(client, name)), ...(await tables(client, name)), ...(await views(client, name)))
    }
    return `${lines.join('\n')}\n`
  })
}

/** Privileges of everyone but the owner, sorted: "grein_app:select,insert grein_door:insert". */
function grantsOf(acl: string, owner: string): string {
  return `(
    select string_agg(format('%s:%s', who, what), ' ' order by who)
    from (
      select case when grantee = 0 then 'public' else grantee::regrole::text end as who,
        string_agg(lower(privilege_type), ',' order by privilege_type) as what
      from aclexplode(${acl}) where grantee <> ${owner} group by grantee
    ) as granted)`
}

function grantLines(on: string, grants: string | null): string[] {
  return (grants ?? '')
    .split(' ')
    .filter(Boolean)
    .map((grant) => {
      const [who, what] = grant.split(':')
      return `grant ${what?.replaceAll(',', ', ')} on ${on} to ${who};`
    })
}

async function functions(client: ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ definition: string; signature: string; owner: string; grants: string | null }>(
    `select pg_get_functiondef(function.oid) as definition, function.oid::regprocedure::text as signature,
       function.proowner::regrole::text as owner, ${grantsOf('function.proacl', 'function.proowner')} as grants
     from pg_proc as function join pg_namespace as namespace on namespace.oid = function.pronamespace
     where namespace.nspname = $1 and function.prokind in ('f', 'p')
     order by function.oid::regprocedure::text collate "C"`,
    [schema],
  )
  return rows.flatMap(({ definition, signature, owner, grants }) => [
    '',
    `${definition.trimEnd()};`,
    ...(owner === roleNames.owner ? [] : [`alter function ${signature} owner to ${owner};`]),
    ...grantLines(`function ${signature}`, grants),
  ])
}

type TableRow = {
  readonly id: number
  readonly name: string
  readonly kind: 'r' | 'p' | 'S'
  readonly partitionOf: string | null
  readonly bound: string | null
  readonly by: string | null
  readonly options: string | null
  readonly isWalled: boolean
  readonly isForced: boolean
  readonly grants: string | null
}

async function tables(client: ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<TableRow>(
    `select class.oid::int as id, class.oid::regclass::text as name, class.relkind as kind,
       inherits.inhparent::regclass::text as "partitionOf", pg_get_expr(class.relpartbound, class.oid) as bound,
       case class.relkind when 'p' then pg_get_partkeydef(class.oid) end as by,
       array_to_string(class.reloptions, ', ') as options,
       class.relrowsecurity as "isWalled", class.relforcerowsecurity as "isForced",
       ${grantsOf('class.relacl', 'class.relowner')} as grants
     from pg_class as class
     join pg_namespace as namespace on namespace.oid = class.relnamespace
     left join pg_inherits as inherits on inherits.inhrelid = class.oid
     where namespace.nspname = $1 and class.relkind in ('r', 'p')
     order by class.relname collate "C"`,
    [schema],
  )
  const lines: string[] = []
  for (const table of rows) lines.push('', ...(await tableLines(client, table)))
  return lines
}

async function tableLines(client: ClientBase, table: TableRow): Promise<string[]> {
  const { name, partitionOf, bound, by, options, isWalled, isForced, grants } = table
  const lines: string[] = []
  if (partitionOf !== null) lines.push(`create table ${name} partition of ${partitionOf} ${bound};`)
  else {
    const inside = [...(await columns(client, table)), ...(await constraints(client, table))]
    lines.push(`create table ${name} (`, inside.map((line) => `  ${line}`).join(',\n'))
    lines.push(`)${by === null ? '' : ` partition by ${by.toLowerCase()}`}${options ? ` with (${options})` : ''};`)
    lines.push(...(await indexes(client, table)), ...(await triggers(client, table)))
  }
  if (isWalled)
    lines.push(`alter table ${name} enable row level security${isForced ? ', force row level security' : ''};`)
  return [
    ...lines,
    ...(await policies(client, table)),
    ...grantLines(name, grants),
    ...(await columnGrants(client, table)),
  ]
}

async function columns(client: ClientBase, { id }: TableRow): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select concat_ws(' ', quote_ident(attribute.attname), format_type(attribute.atttypid, attribute.atttypmod),
       case when attribute.attnotnull then 'not null' end,
       case attribute.attidentity when 'a' then 'generated always as identity' when 'd' then 'generated by default as identity' end,
       case when fallback.oid is not null then
         case attribute.attgenerated when 's' then format('generated always as (%s) stored', pg_get_expr(fallback.adbin, fallback.adrelid))
           when 'v' then format('generated always as (%s) virtual', pg_get_expr(fallback.adbin, fallback.adrelid))
           else 'default ' || pg_get_expr(fallback.adbin, fallback.adrelid) end end) as line
     from pg_attribute as attribute
     left join pg_attrdef as fallback on fallback.adrelid = attribute.attrelid and fallback.adnum = attribute.attnum
     where attribute.attrelid = $1 and attribute.attnum > 0 and not attribute.attisdropped
     order by attribute.attnum`,
    [id],
  )
  return rows.map(({ line }) => line)
}

async function constraints(client: ClientBase, { id }: TableRow): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select format('constraint %I %s', conname, pg_get_constraintdef(oid)) as line from pg_constraint
     where conrelid = $1 and contype <> 'n' and conparentid = 0
     order by array_position(array['p', 'u', 'x', 'f', 'c'], contype::text), conname collate "C"`,
    [id],
  )
  return rows.map(({ line }) => line)
}

async function indexes(client: ClientBase, { id }: TableRow): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select pg_get_indexdef(indexrelid) || ';' as line from pg_index
     where indrelid = $1 and not exists (select from pg_constraint where conindid = indexrelid and conrelid = $1)
     order by indexrelid::regclass::text collate "C"`,
    [id],
  )
  return rows.map(({ line }) => line)
}

async function triggers(client: ClientBase, { id, name }: TableRow): Promise<string[]> {
  const { rows } = await client.query<{ line: string; trigger: string; mode: string }>(
    `select pg_get_triggerdef(oid) || ';' as line, quote_ident(tgname) as trigger, tgenabled as mode from pg_trigger
     where tgrelid = $1 and not tgisinternal and tgparentid = 0 order by tgname collate "C"`,
    [id],
  )
  return rows.flatMap(({ line, trigger, mode }) => [
    line,
    ...(mode === 'A' ? [`alter table ${name} enable always trigger ${trigger};`] : []),
  ])
}

async function policies(client: ClientBase, { id, name }: TableRow): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select format('create policy %I on ${name}%s for %s to %s%s%s;', polname,
       case when polpermissive then '' else ' as restrictive' end,
       case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
       (select string_agg(case when member = 0 then 'public' else member::regrole::text end, ', ' order by member::regrole::text)
        from unnest(polroles) as member),
       E'\\n  using (' || pg_get_expr(polqual, polrelid) || ')',
       E'\\n  with check (' || pg_get_expr(polwithcheck, polrelid) || ')') as line
     from pg_policy where polrelid = $1 order by polname collate "C"`,
    [id],
  )
  return rows.map(({ line }) => line)
}

async function columnGrants(client: ClientBase, { id, name }: TableRow): Promise<string[]> {
  const { rows } = await client.query<{ who: string; what: string; columns: string }>(
    `select granted.grantee::regrole::text as who, lower(granted.privilege_type) as what,
       string_agg(quote_ident(attribute.attname), ', ' order by attribute.attnum) as columns
     from pg_attribute as attribute, aclexplode(attribute.attacl) as granted
     where attribute.attrelid = $1 and not attribute.attisdropped
     group by granted.grantee, granted.privilege_type order by 1, 2`,
    [id],
  )
  return rows.map(({ who, what, columns: list }) => `grant ${what} (${list}) on ${name} to ${who};`)
}

async function views(client: ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{
    name: string
    definition: string
    options: string | null
    grants: string | null
  }>(
    `select class.oid::regclass::text as name, pg_get_viewdef(class.oid, true) as definition,
       array_to_string(class.reloptions, ', ') as options, ${grantsOf('class.relacl', 'class.relowner')} as grants
     from pg_class as class join pg_namespace as namespace on namespace.oid = class.relnamespace
     where namespace.nspname = $1 and class.relkind = 'v' order by class.relname collate "C"`,
    [schema],
  )
  return rows.flatMap(({ name, definition, options, grants }) => [
    '',
    `create view ${name}${options ? ` with (${options})` : ''} as`,
    definition,
    ...grantLines(name, grants),
  ])
}
