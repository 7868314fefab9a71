// Questions with a name: kept, read, listed, forgotten, each its owner's. Not here: who is told of their answers (subscriptions.ts).
import { sql } from 'kysely'
import { decodeCursor, encodeCursor, refuseNow, unwrap } from '#kernel'
import type { Actor, Tx } from '#platform'
import { ownerOf, perPageDefault } from './ask-events.ts'
import type { EpcisQuery } from './condition.ts'
import { parseQuery } from './parse-query.ts'
import { contextPrefixes } from './prefixes.ts'
import { epcisQueryProblems } from './problems.ts'

/** As sent: names, values and `@context`. */
export type QueryDefinition = Readonly<Record<string, unknown>>
export type NamedQuery = { readonly name: string; readonly query: QueryDefinition }

/** Nobody finds their way among more. */
export const queriesMax = 200
/** Names the standard itself gives a meaning (EPCIS 2.0, the predefined queries): under them one of somebody's own would be taken for that. */
const reserved: ReadonlySet<string> = new Set(['SimpleEventQuery', 'SimpleMasterDataQuery'])
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/

/** The conditions of a definition. Refuses `epcis/query-parameter`. */
export function readDefinition(definition: QueryDefinition): EpcisQuery {
  const prefixes = contextPrefixes(definition['@context'])
  // The database keeps the whole of it, as text it can have.
  if (!prefixes || JSON.stringify(definition['@context'] ?? null).includes('\\u0000'))
    return refuseNow(epcisQueryProblems['query-parameter'], {
      faults: [{ fault: 'bad-value', name: '@context', expected: 'uris' }],
    })
  return unwrap(parseQuery({ parameters: definition, from: 'body', prefixes }))
}

/** Refuses `epcis/query-name`, `epcis/query-parameter`, `epcis/query-exists`, `epcis/too-many-queries`. */
export async function keepQuery(tx: Tx, actor: Actor, { name, query }: NamedQuery): Promise<void> {
  if (!namePattern.test(name) || reserved.has(name))
    refuseNow(epcisQueryProblems['query-name'], { reserved: reserved.has(name) ? name : null })
  readDefinition(query)
  const owner = ownerOf(actor)
  const { rows: counted } = await sql<{ count: bigint }>`
    select count(*) as count from chain.epcis_query as q where q.authority_id = ${actor.authorityId} and q.holder_id = ${owner}`.execute(
    tx,
  )
  if (Number(counted[0]?.count ?? 0n) >= queriesMax)
    refuseNow(epcisQueryProblems['too-many-queries'], { max: queriesMax })
  const { rows } = await sql<{ isNew: boolean }>`
    select chain.epcis_keep_query(${actor.authorityId}, ${owner}, ${name}, ${JSON.stringify(query)}::jsonb) as "isNew"`.execute(
    tx,
  )
  if (!rows[0]?.isNew) refuseNow(epcisQueryProblems['query-exists'], { name })
}

/** Refuses `epcis/unknown-query`. */
export async function readNamedQuery(tx: Tx, actor: Actor, name: string): Promise<NamedQuery> {
  const { rows } = await sql<NamedQuery>`
    select q.query_name as name, q.definition as query from chain.epcis_query as q
    where q.authority_id = ${actor.authorityId} and q.holder_id = ${ownerOf(actor)} and q.query_name = ${name}`.execute(
    tx,
  )
  return rows[0] ?? refuseNow(epcisQueryProblems['unknown-query'], {})
}

/** By name. Refuses `epcis/page-token`. */
export async function listQueries(
  tx: Tx,
  actor: Actor,
  { perPage = perPageDefault, token }: { readonly perPage?: number; readonly token?: string },
): Promise<{ readonly queries: readonly NamedQuery[]; readonly nextToken: string | null }> {
  const [kind, after] = token === undefined ? ['queries', ''] : (decodeCursor(token, 2) ?? [])
  if (kind !== 'queries' || typeof after !== 'string') return refuseNow(epcisQueryProblems['page-token'], {})
  const { rows } = await sql<NamedQuery>`
    select q.query_name as name, q.definition as query from chain.epcis_query as q
    where q.authority_id = ${actor.authorityId} and q.holder_id = ${ownerOf(actor)} and q.query_name collate "C" > ${after}
    order by q.query_name collate "C" limit ${perPage + 1}`.execute(tx)
  const queries = rows.slice(0, perPage)
  const last = queries.at(-1)
  return { queries, nextToken: rows.length > perPage && last ? encodeCursor(['queries', last.name]) : null }
}

/** Its subscriptions end with it. Refuses `epcis/unknown-query`. */
export async function dropQuery(tx: Tx, actor: Actor, name: string): Promise<void> {
  const { rows } = await sql<{ was: boolean }>`
    select chain.epcis_drop_query(${actor.authorityId}, ${ownerOf(actor)}, ${name}) as was`.execute(tx)
  if (!rows[0]?.was) refuseNow(epcisQueryProblems['unknown-query'], {})
}
