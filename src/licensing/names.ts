// Names of parties and premises by id, for screens of other rooms. Not here: anything else about them (party-views.ts).
import { sql } from 'kysely'
import type { AuthorityId } from '#kernel'
import type { Tx } from '#platform'

export type RegisterNames = {
  readonly parties: ReadonlyMap<string, string>
  readonly premises: ReadonlyMap<string, string>
}

/** By bare id. What the reader may not see, or what is not there, has no name. */
export async function registerNames(
  tx: Tx,
  authorityId: AuthorityId,
  ids: { readonly parties: Iterable<string>; readonly premises: Iterable<string> },
): Promise<RegisterNames> {
  const { rows } = await sql<{ of: 'party' | 'premises'; id: string; name: string }>`
    select 'party' as of, p.party_id as id, p.name from licensing.party as p
      where p.authority_id = ${authorityId} and p.party_id = any (${[...new Set(ids.parties)]}::uuid[])
    union all
    select 'premises', p.premises_id, p.name from licensing.premises as p
      where p.authority_id = ${authorityId} and p.premises_id = any (${[...new Set(ids.premises)]}::uuid[])`.execute(tx)
  const named = (kind: string) => new Map(rows.filter((row) => row.of === kind).map(({ id, name }) => [id, name]))
  return { parties: named('party'), premises: named('premises') }
}

/** The numbers of exemptions, for the events that relied on them. */
export async function exemptionNumbers(
  tx: Tx,
  authorityId: AuthorityId,
  exemptionIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (exemptionIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; number: string }>`
    select e.exemption_id as id, e.number from licensing.exemption as e
    where e.authority_id = ${authorityId} and e.exemption_id = any (${[...new Set(exemptionIds)]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, number }) => [id, number]))
}
