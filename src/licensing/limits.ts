// What conditions of exemptions limit: how much of a substance named acts may bring in a year, or while the exemption holds; and which period a day
// lies in. Not here: what was used of it (chain), and the most that may lie in one place (coverage-on.ts).
import { type RawBuilder, sql } from 'kysely'
import {
  type AuthorityId,
  type ExemptionId,
  overlap,
  type PartyId,
  type Period,
  type PlainDate,
  trustId,
} from '#kernel'
import type { Tx } from '#platform'
import type { LimitAct, limitPeriods } from './contract.ts'

/** A limit as one version of the exemption has it. */
export type ExemptionLimit = {
  readonly exemptionId: ExemptionId
  /** As the exemption is called. */
  readonly exemption: string
  readonly holderId: PartyId
  /** Of the condition that sets it, with its words and the article it rests on. */
  readonly number: number
  readonly nl: string
  readonly en: string
  readonly basis: string
  readonly substanceId: string
  /** Null: every product of the substance. */
  readonly productCode: string | null
  readonly acts: readonly LimitAct[]
  readonly per: (typeof limitPeriods)[number]
  readonly maxMg: bigint
  /** In which days this version holds, and the exemption as a whole. */
  readonly version: Period
  readonly validity: Period
}

/** The period of a limit that a day lies in: its key among the limit's periods, and its days as far as the exemption holds in them. */
export type LimitPeriod = { readonly key: string; readonly days: Period }

/** A calendar year, by the legal day; or all of the exemption's days. */
export function limitPeriodOf({ per, validity }: Pick<ExemptionLimit, 'per' | 'validity'>, on: PlainDate): LimitPeriod {
  if (per === 'validity') return { key: 'validity', days: validity }
  const from = on.with({ month: 1, day: 1 })
  const year = { from, until: from.add({ years: 1 }) }
  return { key: `${on.year}`, days: overlap(year, validity) ?? year }
}

type Row = Omit<ExemptionLimit, 'exemptionId' | 'holderId' | 'version' | 'validity'> & {
  readonly exemptionId: string
  readonly holderId: string
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly validFrom: PlainDate
  readonly validUntil: PlainDate | null
}

export type LimitsAsked = {
  readonly holderId?: PartyId
  readonly exemptionId?: ExemptionId
  /** In the version of this day alone. */
  readonly on?: PlainDate
}

/** Through the reader's wall: a holder's own, staff all. By exemption and condition, the oldest version first. */
export async function exemptionLimits(
  tx: Tx,
  authorityId: AuthorityId,
  { holderId, exemptionId, on }: LimitsAsked,
): Promise<ExemptionLimit[]> {
  const where: RawBuilder<unknown>[] = [sql`l.authority_id = ${authorityId}`]
  if (holderId) where.push(sql`e.holder_id = ${holderId}`)
  if (exemptionId) where.push(sql`l.exemption_id = ${exemptionId}`)
  if (on) where.push(sql`l.period @> ${on}::date`)
  const { rows } = await sql<Row>`
    select l.exemption_id as "exemptionId", e.number as exemption, e.holder_id as "holderId", l.number, c.nl, c.en, c.basis,
      l.substance_id as "substanceId", l.product_code as "productCode", l.acts, l.per, l.max_mg as "maxMg",
      lower(l.period) as "from", upper(l.period) as until, v.first_on as "validFrom",
      case when v.goes_on then e.withdrawn_on else least(v.ends_on, e.withdrawn_on) end as "validUntil"
    from licensing.exemption_limit as l
    join licensing.exemption as e on e.authority_id = l.authority_id and e.exemption_id = l.exemption_id
    join licensing.exemption_condition as c
      on c.authority_id = l.authority_id and c.exemption_id = l.exemption_id and c.number = l.number and c.period @> lower(l.period)
    cross join lateral (
      select min(lower(version.period)) as first_on, max(upper(version.period)) as ends_on, bool_or(upper_inf(version.period)) as goes_on
      from licensing.exemption_version as version
      where version.authority_id = l.authority_id and version.exemption_id = l.exemption_id
    ) as v
    where ${sql.join(where, sql` and `)}
    order by e.number, l.exemption_id, l.number, lower(l.period)`.execute(tx)
  return rows.map(({ from, until, validFrom, validUntil, ...row }) => ({
    ...row,
    exemptionId: trustId('exemption', row.exemptionId),
    holderId: trustId('party', row.holderId),
    version: { from, until },
    validity: { from: validFrom, until: validUntil },
  }))
}
