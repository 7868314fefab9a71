// Brings the registers to what an authority hands in, and says what that changes. What it does not name stays as it is, and what was in force on a
// past day stays as it was. Not here: the form of the file (register-file.ts), and who may (an administrator of the server: import-window.ts).
import { sql } from 'kysely'
import { type AuthorityId, canonicalJson, type Json, printId, toDateRange, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { listParties } from './party-views.ts'
import type { RegisterFault, Registers } from './register-file.ts'
import { onRecord } from './register-record.ts'
import { entriesOf, orRefuse, registerRows } from './seed-licensing.ts'
import { conditionsOfVersion, scopeOfVersion } from './version-content.ts'

/** One thing that becomes known or changes: `fields` that differ, none where it is new. */
export type RegisterChange = {
  readonly of: 'party' | 'premises' | 'exemption' | 'version'
  readonly name: string
  readonly id: string
  readonly fields: readonly string[]
}

type Known = {
  readonly parties: readonly {
    id: string
    kind: string
    name: string
    kvk: string | null
    country: string
    isOfficial: boolean
  }[]
  readonly premises: readonly {
    id: string
    party: string
    name: string
    town: string
    country: string
    period: string
  }[]
  readonly exemptions: readonly {
    id: string
    number: string
    holder: string
    ground: string
    basis: string[]
    withdrawn: string | null
    versions: { period: string; content: Json }[]
  }[]
}

/** What handing these in would change, and what cannot be: nothing is written here. */
export async function compareRegisters(
  tx: Tx,
  { authorityId }: Actor,
  registers: Registers,
): Promise<{ readonly changes: readonly RegisterChange[]; readonly faults: readonly RegisterFault[] }> {
  const known = await readKnown(tx, authorityId)
  const changes: RegisterChange[] = []
  const faults: RegisterFault[] = []
  const parties = new Map(known.parties.map((one) => [one.id, one]))
  const premises = new Map(known.premises.map((one) => [one.id, one]))
  const exemptions = new Map(known.exemptions.map((one) => [one.id, one]))
  for (const [index, party] of registers.parties.entries()) {
    const at = `/parties/${index}`
    const { kind, name, country, kvk = null, isOfficial = false } = party
    const before = parties.get(party.partyId)
    const [sameKvk, minister] = [
      known.parties.find((one) => kvk !== null && one.kvk === kvk && one.id !== party.partyId),
      known.parties.find((one) => kind === 'authority' && one.kind === kind && one.id !== party.partyId),
    ]
    if (sameKvk) faults.push({ at: `${at}/kvk`, fault: 'twice', value: `${kvk}, ${sameKvk.name}` })
    if (minister) faults.push({ at, fault: 'second-authority', value: name })
    if (before && before.kind !== kind) faults.push({ at: `${at}/kind`, fault: 'fixed', value: before.kind })
    if (before && before.country !== country)
      faults.push({ at: `${at}/country`, fault: 'fixed', value: before.country })
    const fields = before && differing(before, { name, kvk, isOfficial })
    note({ of: 'party', name, id: printId('party', party.partyId), fields })
  }
  for (const one of registers.premises) {
    const before = premises.get(one.premisesId)
    const at = `/parties/${registers.parties.findIndex(({ partyId }) => partyId === one.partyId)}/premises`
    const period = toDateRange(one.period)
    if (before && before.country !== one.country) faults.push({ at, fault: 'fixed', value: before.country })
    if (before && before.party !== one.partyId) faults.push({ at, fault: 'fixed', value: before.name })
    const fields = before && differing(before, { name: one.name, town: one.town, period })
    note({ of: 'premises', name: one.name, id: printId('premises', one.premisesId), fields })
  }
  for (const { at, holderId, premisesId, value } of registers.named)
    if (premises.get(premisesId)?.party !== holderId) faults.push({ at, fault: 'premises', value })
  const holders = new Set<string>([...parties.keys(), ...registers.parties.map(({ partyId }) => partyId)])
  for (const [index, exemption] of registers.exemptions.entries()) {
    const at = `/exemptions/${index}`
    if (!holders.has(exemption.holderId)) faults.push({ at: `${at}/holder`, fault: 'holder', value: exemption.number })
    const before = exemptions.get(exemption.exemptionId)
    const id = printId('exemption', exemption.exemptionId)
    if (before) {
      const { holderId: holder, ground, basis } = exemption
      for (const field of differing(before, { holder, ground, basis: [...basis] }))
        faults.push({ at: `${at}/${field}`, fault: 'fixed', value: exemption.number })
    }
    const fields = before && differing(before, { withdrawn: exemption.withdrawnOn?.toString() ?? null })
    note({ of: 'exemption', name: exemption.number, id, fields })
    compareVersions(at, exemption, before)
  }
  return { changes, faults }

  function note({
    fields,
    ...change
  }: Omit<RegisterChange, 'fields'> & { readonly fields: readonly string[] | undefined }) {
    if (fields === undefined || fields.length > 0) changes.push({ ...change, fields: fields ?? [] })
  }

  function compareVersions(
    at: string,
    { exemptionId, number, versions }: Registers['exemptions'][number],
    before: Known['exemptions'][number] | undefined,
  ) {
    const id = printId('exemption', exemptionId)
    const given = versions.map((version) => ({ period: toDateRange(version.period), content: contentOf(version) }))
    for (const held of before?.versions ?? [])
      if (!given.some(({ period }) => firstOf(period) === firstOf(held.period)))
        faults.push({ at: `${at}/versions`, fault: 'version-lost', value: firstOf(held.period) })
    for (const [place, { period, content }] of given.entries()) {
      const held = before?.versions.find((one) => firstOf(one.period) === firstOf(period))
      if (held && canonicalJson(held.content) !== canonicalJson(content))
        faults.push({ at: `${at}/versions/${place}`, fault: 'version', value: firstOf(period) })
      else if (before && held?.period !== period)
        changes.push({ of: 'version', name: `${number}, ${firstOf(period)}`, id, fields: held ? ['until'] : [] })
    }
  }
}

/** Needs an import that an administrator holds open. Refuses `import-closed`, and a GLN of two (`gln-taken`). */
export async function keepRegisters(tx: Tx, actor: Actor, registers: Registers): Promise<void> {
  const rows = JSON.stringify(registerRows(registers))
  await onRecord(tx, actor, entriesOf(registers), () =>
    orRefuse(async () => {
      await sql`select licensing.keep_registers(${actor.authorityId}, ${rows}::jsonb)`.execute(tx)
    }),
  )
}

/** Whether anybody can log in: the party that is the Minister, with the number people come with. */
export async function whoRuns(tx: Tx, actor: Actor): Promise<'nobody' | 'unnumbered' | 'somebody'> {
  const { items } = await listParties(tx, actor, { kinds: ['authority'], limit: 1 })
  const [minister] = items
  if (!minister) return 'nobody'
  return minister.kvk === null ? 'unnumbered' : 'somebody'
}

/** The party that people with this number of the trade register act for, as a login needs it. */
export async function partyOfKvk(tx: Tx, { authorityId }: Actor, kvk: string) {
  const { rows } = await sql<{ id: string; name: string; isOfficial: boolean }>`
    select p.party_id as id, p.name, p.is_official or p.kind = 'authority' as "isOfficial"
    from licensing.party as p
    where p.authority_id = ${authorityId} and p.kvk = ${kvk}
    order by p.kind = 'authority' desc, p.party_id
    limit 1`.execute(tx)
  const [row] = rows
  return row ? { partyId: trustId('party', row.id), name: row.name, isOfficial: row.isOfficial } : null
}

const firstOf = (period: string) => period.slice(1, 11)

function differing(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, Json>>): string[] {
  return Object.keys(now).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(now[field]))
}

type Version = Registers['exemptions'][number]['versions'][number]

/** What a version says, but for its days, in the shape in which the database answers it. */
function contentOf({ scope, conditions }: Version): Json {
  return {
    scope: scope.map(({ acts, substances, purposes, premises, maxStockMg }) => ({
      ...{ acts, purposes, premises, maxStockMg: maxStockMg?.toString() ?? null },
      substances: substances.map(({ substanceId, list }) => ({ substanceId, list })),
    })),
    conditions: conditions
      .toSorted((a, b) => a.number - b.number)
      .map(({ number, nl, en, basis, limit = null }) => ({
        ...{ number, nl, en, basis },
        limit: limit && {
          ...{ substanceId: limit.substanceId, productCode: limit.productCode, acts: limit.acts, per: limit.per },
          maxMassMg: limit.maxMassMg,
        },
      })),
  }
}

async function readKnown(tx: Tx, authorityId: AuthorityId): Promise<Known> {
  const { rows } = await sql<{ known: Known }>`
    select jsonb_build_object(
      'parties', (
        select coalesce(jsonb_agg(jsonb_build_object('id', p.party_id, 'kind', p.kind, 'name', p.name, 'kvk', p.kvk, 'country', p.country,
          'isOfficial', p.is_official)), '[]')
        from licensing.party as p where p.authority_id = ${authorityId}),
      'premises', (
        select coalesce(jsonb_agg(jsonb_build_object('id', s.premises_id, 'party', s.party_id, 'name', s.name, 'town', s.town,
          'country', s.country, 'period', s.period)), '[]')
        from licensing.premises as s where s.authority_id = ${authorityId}),
      'exemptions', (
        select coalesce(jsonb_agg(jsonb_build_object('id', e.exemption_id, 'number', e.number, 'holder', e.holder_id, 'ground', e.ground,
          'basis', e.basis, 'withdrawn', e.withdrawn_on, 'versions', (
            select coalesce(jsonb_agg(jsonb_build_object('period', v.period, 'content', jsonb_build_object(
              'scope', ${scopeOfVersion}, 'conditions', ${conditionsOfVersion}))), '[]')
            from licensing.exemption_version as v
            where v.authority_id = e.authority_id and v.exemption_id = e.exemption_id))), '[]')
        from licensing.exemption as e where e.authority_id = ${authorityId})) as known`.execute(tx)
  return rows[0]!.known // One row: it aggregates.
}
