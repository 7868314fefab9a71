// The SQL of parties, premises and exemptions: facts for a decision, rows for people, what is brought in. Not here: what an answer means
// (coverage-on.ts), and the tables of a subject that has a file of its own (locations.ts, glns.ts, limits.ts, keep-registers.ts).
import { type RawBuilder, sql } from 'kysely'
import {
  type AuthorityId,
  assert,
  type ExemptionId,
  fromDateRange,
  type PartyId,
  type PremisesId,
  trustId,
} from '#kernel'
import type { ListName } from '#law/contract'
import type { Tx } from '#platform'
import type { ConditionLimit, PartyKind } from './contract.ts'
import type { ExemptionFact, LicensingFacts, PartyFact, PremisesFact, Purpose, ScopeFact } from './facts.ts'
import { conditionsOfVersion, scopeOfVersion } from './version-content.ts'

type PartyJson = { partyId: string; kind: PartyKind; name: string; country: string }
type PremisesJson = { premisesId: string; partyId: string; name: string; from: string; until: string | null }
type ScopeJson = {
  acts: ScopeFact['acts']
  substances: { substanceId: string; list: ListName }[]
  purposes: Purpose[]
  premises: string[]
  maxStockMg: string | null
}
type ExemptionJson = {
  exemptionId: string
  number: string
  holderId: string
  ground: string
  basis: string[]
  withdrawnOn: string | null
  from: string
  until: string | null
  scope: ScopeJson[]
  hasLimits?: boolean
}
export type FactsJson = { parties: PartyJson[]; premises: PremisesJson[]; exemptions: ExemptionJson[] }

/** What a decision needs to know of these parties and premises (and of the Minister's), whoever asks. One statement. */
export async function loadLicensingFacts(
  tx: Tx,
  authorityId: AuthorityId,
  asked: { readonly parties: readonly PartyId[]; readonly premises: readonly PremisesId[] } | 'all',
): Promise<LicensingFacts> {
  const all = asked === 'all'
  const { parties, premises } = all ? { parties: [], premises: [] } : asked
  const { rows } = await sql<{ facts: FactsJson }>`
    select licensing.facts_for(${authorityId}, ${parties}::uuid[], ${premises}::uuid[], ${all}) as facts`.execute(tx)
  assert(rows[0], 'a function returns a row')
  return readFacts(rows[0].facts)
}

export function readFacts({ parties, premises, exemptions }: FactsJson): LicensingFacts {
  return {
    parties: new Map(parties.map((row) => [trustId('party', row.partyId), readParty(row)])),
    premises: new Map(premises.map((row) => [trustId('premises', row.premisesId), readPremises(row)])),
    exemptions: exemptions.map(readExemption),
  }
}

const day = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text))

function readParty({ partyId, kind, name, country }: PartyJson): PartyFact {
  return { partyId: trustId('party', partyId), kind, name, country }
}

function readPremises({ premisesId, partyId, name, from, until }: PremisesJson): PremisesFact {
  return {
    premisesId: trustId('premises', premisesId),
    partyId: trustId('party', partyId),
    name,
    period: { from: Temporal.PlainDate.from(from), until: day(until) },
  }
}

function readExemption(row: ExemptionJson): ExemptionFact {
  const { number, ground, basis } = row
  return {
    exemptionId: trustId('exemption', row.exemptionId),
    number,
    holderId: trustId('party', row.holderId),
    ground,
    basis,
    withdrawnOn: day(row.withdrawnOn),
    period: { from: Temporal.PlainDate.from(row.from), until: day(row.until) },
    scope: row.scope.map(({ acts, substances, purposes, premises, maxStockMg }) => ({
      acts,
      substances,
      purposes,
      premises: premises.map((id) => trustId('premises', id)),
      maxStockMg: maxStockMg === null ? null : BigInt(maxStockMg),
    })),
    ...(row.hasLimits ? { hasLimits: true } : {}),
  }
}

export async function importRegisters(tx: Tx, authorityId: AuthorityId, rows: object): Promise<void> {
  await sql`select licensing.import_registers(${authorityId}, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

export async function importLimits(tx: Tx, authorityId: AuthorityId, rows: readonly object[]): Promise<void> {
  await sql`select licensing.import_limits(${authorityId}, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

export type PartyRow = {
  partyId: string
  kind: PartyKind
  name: string
  kvk: string | null
  gln: string | null
  country: string
  premises: { premisesId: string; name: string; gln: string | null; town: string; country: string; period: string }[]
}

/** The number that stands today for the row `alias` of a statement: premises, or a party. For registers; what happened has its own day. */
export function glnToday(alias: 's' | 'p', isPremises: boolean): RawBuilder<string | null> {
  return glnOn(alias, isPremises, sql`(now() at time zone 'Europe/Amsterdam')::date`)
}

/** The number that stands on a day, a `date`, for the row `alias` of a statement. */
export function glnOn(alias: 's' | 'p', isPremises: boolean, on: RawBuilder<unknown>): RawBuilder<string | null> {
  const row = sql.raw(alias)
  return sql<string | null>`(select g.gln from licensing.gln_period as g
    where g.authority_id = ${row}.authority_id and g.party_id = ${row}.party_id
      and ${isPremises ? sql`g.premises_id = ${row}.premises_id` : sql`g.premises_id is null`}
      and daterange(g.from_on, g.until_on) @> ${on})`
}

export type PartyPlace = { readonly name: string; readonly id: string }

export async function selectParties(
  tx: Tx,
  authorityId: AuthorityId,
  filter: {
    readonly ids?: readonly PartyId[]
    readonly kinds?: readonly PartyKind[]
    readonly kvk?: string
    /** Part of the name, of the trade register's number, of the GLN that stands today, or of the name or town of its premises. */
    readonly text?: string
    readonly after?: PartyPlace
    readonly limit: number
  },
): Promise<PartyRow[]> {
  const { ids, kinds, kvk, text, after, limit } = filter
  const conditions: RawBuilder<unknown>[] = [sql`p.authority_id = ${authorityId}`]
  if (ids) conditions.push(sql`p.party_id = any (${ids}::uuid[])`)
  if (kinds) conditions.push(sql`p.kind = any (${[...kinds]}::text[])`)
  if (kvk) conditions.push(sql`p.kvk = ${kvk}`)
  if (text) {
    conditions.push(
      sql`(position(lower(${text}) in lower(p.name)) > 0 or position(${text} in p.kvk) > 0 or position(${text} in ${glnToday('p', false)}) > 0
        or exists (select from licensing.premises as s where s.authority_id = p.authority_id and s.party_id = p.party_id
          and (position(lower(${text}) in lower(s.name)) > 0 or position(lower(${text}) in lower(s.town)) > 0)))`,
    )
  }
  if (after) conditions.push(sql`(lower(p.name), p.party_id) > (${after.name}, ${after.id}::uuid)`)
  const { rows } = await sql<PartyRow>`
    select p.party_id as "partyId", p.kind, p.name, p.kvk, ${glnToday('p', false)} as gln, p.country, (
      select coalesce(jsonb_agg(jsonb_build_object('premisesId', s.premises_id, 'name', s.name, 'gln', ${glnToday('s', true)}, 'town', s.town,
        'country', s.country, 'period', s.period) order by s.name, s.premises_id), '[]')
      from licensing.premises as s
      where s.authority_id = p.authority_id and s.party_id = p.party_id) as premises
    from licensing.party as p
    where ${sql.join(conditions, sql` and `)}
    order by lower(p.name), p.party_id
    limit ${limit}`.execute(tx)
  return rows
}

export type ExemptionRow = {
  exemptionId: string
  number: string
  holderId: string
  holderName: string
  ground: string
  basis: string[]
  withdrawnOn: Temporal.PlainDate | null
  period: string
  scope: ScopeJson[]
  premisesNames: Record<string, string>
  conditions: { number: number; nl: string; en: string; basis: string; limit: ConditionLimit | null }[]
}

/** The version of each exemption that holds on `on`, or its latest before or first after. */
export async function selectExemptions(
  tx: Tx,
  authorityId: AuthorityId,
  filter: {
    readonly exemptionId?: ExemptionId
    readonly holderId?: PartyId
    readonly on: Temporal.PlainDate
    /** Those alone that hold on this day: a version of it covers the day, and it was not withdrawn by then. */
    readonly inForceOn?: Temporal.PlainDate
    /** Part of its number, or of the name of its holder. */
    readonly text?: string
    readonly after?: PartyPlace
    readonly limit: number
  },
): Promise<ExemptionRow[]> {
  const { exemptionId, holderId, on, inForceOn, text, after, limit } = filter
  const conditions: RawBuilder<unknown>[] = [sql`e.authority_id = ${authorityId}`]
  if (exemptionId) conditions.push(sql`e.exemption_id = ${exemptionId}`)
  if (holderId) conditions.push(sql`e.holder_id = ${holderId}`)
  if (after) conditions.push(sql`(e.number, e.exemption_id) > (${after.name}, ${after.id}::uuid)`)
  if (text) {
    conditions.push(
      sql`(position(lower(${text}) in lower(e.number)) > 0 or position(lower(${text}) in lower(p.name)) > 0)`,
    )
  }
  if (inForceOn) {
    conditions.push(sql`(e.withdrawn_on is null or e.withdrawn_on > ${inForceOn}::date) and exists (
      select from licensing.exemption_version as holds
      where holds.authority_id = e.authority_id and holds.exemption_id = e.exemption_id and holds.period @> ${inForceOn}::date)`)
  }
  const { rows } = await sql<ExemptionRow>`
    select e.exemption_id as "exemptionId", e.number, e.holder_id as "holderId", p.name as "holderName", e.ground, e.basis,
      e.withdrawn_on as "withdrawnOn", v.period::text as period,
      ${scopeOfVersion} as scope, (
        select coalesce(jsonb_object_agg(s.premises_id, s.name), '{}')
        from licensing.premises as s
        where s.authority_id = e.authority_id and s.party_id = e.holder_id) as "premisesNames",
      ${conditionsOfVersion} as conditions
    from licensing.exemption as e
    join licensing.party as p on p.authority_id = e.authority_id and p.party_id = e.holder_id
    cross join lateral (
      select version.authority_id, version.exemption_id, version.period
      from licensing.exemption_version as version
      where version.authority_id = e.authority_id and version.exemption_id = e.exemption_id
      order by version.period @> ${on}::date desc, lower(version.period) > ${on}::date, abs(lower(version.period) - ${on}::date)
      limit 1
    ) as v
    where ${sql.join(conditions, sql` and `)}
    order by e.number, e.exemption_id
    limit ${limit}`.execute(tx)
  return rows
}

/** A daterange column of ours always begins somewhere; the check constraint says so. */
export function readPeriod(text: string): { from: string; until: string | null } {
  const period = fromDateRange(text)
  assert(period, 'a period of ours has a beginning')
  return { from: period.from.toString(), until: period.until?.toString() ?? null }
}
