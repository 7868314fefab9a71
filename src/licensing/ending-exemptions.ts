// Exemptions that hold on a day and end soon after it, the first to end first, and whose ended before it, through the reader's own wall: a holder's own
// alone. One that goes on in another version does not end. Not here: how soon is soon (a dated term), and asking for a new one.
import { sql } from 'kysely'
import { type PartyId, type PlainDate, printId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'

export type EndingExemption = {
  readonly exemptionId: string
  readonly number: string
  readonly holder: { readonly partyId: string; readonly name: string }
  /** The last day on which it holds. */
  readonly lastOn: PlainDate
}
type Row = {
  readonly id: string
  readonly number: string
  readonly holderId: PartyId
  readonly holderName: string
  readonly lastOn: PlainDate
  readonly count: bigint
}

/** Whose last day comes before `lastBefore`; `count` is of all of them. */
export async function endingExemptions(
  tx: Tx,
  { authorityId }: Actor,
  { on, lastBefore, limit }: { readonly on: PlainDate; readonly lastBefore: PlainDate; readonly limit: number },
): Promise<{ readonly count: number; readonly items: readonly EndingExemption[] }> {
  const { rows } = await sql<Row>`
    select e.exemption_id as id, e.number, e.holder_id as "holderId", p.name as "holderName", v.ends_on - 1 as "lastOn", count(*) over () as count
    from licensing.exemption as e
    join licensing.party as p on p.authority_id = e.authority_id and p.party_id = e.holder_id
    cross join lateral (
      select max(upper(version.period)) as ends_on, bool_or(version.period @> ${on}::date) as holds, bool_or(upper_inf(version.period)) as goes_on
      from licensing.exemption_version as version
      where version.authority_id = e.authority_id and version.exemption_id = e.exemption_id
    ) as v
    where e.authority_id = ${authorityId} and e.withdrawn_on is null and v.holds and not v.goes_on and v.ends_on - 1 < ${lastBefore}::date
    order by v.ends_on, e.number, e.exemption_id
    limit ${limit}`.execute(tx)
  return {
    count: Number(rows[0]?.count ?? 0n),
    items: rows.map(({ id, number, holderId, holderName, lastOn }) => ({
      exemptionId: printId('exemption', trustId('exemption', id)),
      number,
      holder: { partyId: printId('party', holderId), name: holderName },
      lastOn,
    })),
  }
}

/** Of whom an exemption ended or was withdrawn, or a version of one gave way to another: what they have, they may have no longer. */
export async function lapsedHolders(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  on: PlainDate,
): Promise<PartyId[]> {
  const { rows } = await sql<{ holderId: string }>`
    select distinct e.holder_id as "holderId"
    from licensing.exemption as e
    where e.authority_id = ${authorityId}
      and (e.withdrawn_on <= ${on}::date or exists (
        select from licensing.exemption_version as version
        where version.authority_id = e.authority_id and version.exemption_id = e.exemption_id and upper(version.period) <= ${on}::date))`.execute(
    tx,
  )
  return rows.map(({ holderId }) => trustId('party', holderId))
}
