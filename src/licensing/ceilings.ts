// The most of a substance that exemptions let their holders have in one place on a day. Not here: how much lies there (chain), and whether an act
// fits under it; the ledger's door judges that.
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, type ExemptionId, type PartyId, type PlainDate, type PremisesId, trustId } from '#kernel'
import type { Tx } from '#platform'

export type ExemptionCeiling = {
  readonly exemptionId: ExemptionId
  /** As the exemption is called. */
  readonly exemption: string
  readonly holderId: PartyId
  readonly premisesId: PremisesId
  readonly substanceId: string
  readonly maxMg: bigint
}

export type CeilingsAsked = {
  readonly holderId?: PartyId
  readonly exemptionId?: ExemptionId
  readonly on: PlainDate
}

type Row = Omit<ExemptionCeiling, 'exemptionId' | 'holderId' | 'premisesId'> & {
  readonly exemptionId: string
  readonly holderId: string
  readonly premisesId: string
}

/**
 * Through the reader's wall: a holder's own, staff all. By exemption, place and substance. Of several lines that reach a place the widest counts, and
 * one that names no most sets none, as the door has it (chain.ceiling_of). @basis opiumwet/8a
 */
export async function exemptionCeilings(
  tx: Tx,
  authorityId: AuthorityId,
  { holderId, exemptionId, on }: CeilingsAsked,
): Promise<ExemptionCeiling[]> {
  const where: RawBuilder<unknown>[] = [sql`e.authority_id = ${authorityId}`]
  if (holderId) where.push(sql`e.holder_id = ${holderId}`)
  if (exemptionId) where.push(sql`e.exemption_id = ${exemptionId}`)
  const day = on.toString()
  const { rows } = await sql<Row>`
    select e.exemption_id as "exemptionId", e.number as exemption, e.holder_id as "holderId", s.premises_id as "premisesId",
      one.substance as "substanceId", max(c.max_stock_mg) as "maxMg"
    from licensing.exemption as e
    join licensing.exemption_scope as c on c.authority_id = e.authority_id and c.exemption_id = e.exemption_id
      and c.period @> ${day}::date and c.acts && '{have,grow}'
    join licensing.premises as s on s.authority_id = e.authority_id and s.party_id = e.holder_id and s.period @> ${day}::date
      and (c.premises = '{}' or s.premises_id = any (c.premises))
    cross join lateral (
      select distinct named ->> 'substanceId' as substance from jsonb_array_elements(c.substances) as named) as one
    where ${sql.join(where, sql` and `)} and (e.withdrawn_on is null or e.withdrawn_on > ${day}::date)
    group by e.exemption_id, e.number, e.holder_id, s.premises_id, s.name, one.substance
    having bool_and(c.max_stock_mg is not null)
    order by e.number, s.name, s.premises_id, one.substance`.execute(tx)
  return rows.map((row) => ({
    ...row,
    exemptionId: trustId('exemption', row.exemptionId),
    holderId: trustId('party', row.holderId),
    premisesId: trustId('premises', row.premisesId),
  }))
}
