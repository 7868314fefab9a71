// Where parties and premises are, as the register has it, for papers that must say so. Not here: names alone (refs.ts).
import { sql } from 'kysely'
import type { AuthorityId, PlainDate } from '#kernel'
import { glnOn } from '#licensing'
import type { Tx } from '#platform'

export type Address = {
  readonly premisesId: string
  readonly partyName: string
  readonly name: string
  readonly town: string
  readonly country: string
  readonly gln: string | null
}

/** The GLN is the one of the day `on` which the paper tells of, whenever it is printed. */
export async function selectAddresses(
  tx: Tx,
  authorityId: AuthorityId,
  { premisesIds, on }: { readonly premisesIds: readonly string[]; readonly on: PlainDate },
): Promise<Address[]> {
  const { rows } = await sql<Address>`
    select s.premises_id as "premisesId", p.name as "partyName", s.name, s.town, s.country, ${glnOn('s', true, sql`${on.toString()}::date`)} as gln
    from licensing.premises as s
    join licensing.party as p on p.authority_id = s.authority_id and p.party_id = s.party_id
    where s.authority_id = ${authorityId} and s.premises_id = any (${premisesIds}::uuid[])`.execute(tx)
  return rows
}
