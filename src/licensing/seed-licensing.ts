// Brings registers in from elsewhere: the demo, or a cut-over. Idempotent. Not here: granting an exemption; that is a case of its own.
import {
  type ExemptionId,
  type PartyId,
  type Period,
  type PremisesId,
  parseGln,
  parseKvk,
  refuseNow,
  toDateRange,
  unwrap,
} from '#kernel'
import { type Actor, databaseError, type Tx } from '#platform'
import type { ConditionLimit, PartyKind } from './contract.ts'
import type { ScopeFact } from './facts.ts'
import { refuseTaken } from './glns.ts'
import { licensingProblems } from './problems.ts'
import { type Entries, onRecord } from './register-record.ts'
import { importLimits, importRegisters } from './store.ts'

export type SeedParty = {
  readonly partyId: PartyId
  readonly kind: PartyKind
  readonly name: string
  readonly kvk?: string | null
  readonly gln?: string | null
  /** Of that number; see `PrefixLength`. */
  readonly prefixLength?: number | null
  readonly country: string
  /** The inspectorate, the ministry: roles of staff count for whoever acts for it, as for the authority. */
  readonly isOfficial?: boolean
}
export type SeedPremises = {
  readonly premisesId: PremisesId
  readonly partyId: PartyId
  readonly name: string
  readonly gln?: string | null
  readonly prefixLength?: number | null
  readonly town: string
  readonly country: string
  readonly period: Period
}
export type SeedExemption = {
  readonly exemptionId: ExemptionId
  readonly number: string
  readonly holderId: PartyId
  readonly ground: string
  readonly basis: readonly string[]
  readonly withdrawnOn?: Temporal.PlainDate | null
  readonly versions: readonly {
    readonly period: Period
    readonly scope: readonly ScopeFact[]
    readonly conditions: readonly {
      readonly number: number
      readonly nl: string
      readonly en: string
      readonly basis: string
      /** Left out, or null: it limits no quantity. */
      readonly limit?: ConditionLimit | null
    }[]
  }[]
}
export type LicensingSeed = {
  readonly parties: readonly SeedParty[]
  readonly premises: readonly SeedPremises[]
  readonly exemptions: readonly SeedExemption[]
}

/** Needs an import that an administrator holds open (`openImport`). Refuses `licensing/import-closed`, a wrong KvK or GLN number, and a GLN of two (`gln-taken`). */
export async function seedLicensing(tx: Tx, actor: Actor, seed: LicensingSeed): Promise<void> {
  const { limits, ...rows } = registerRows(seed)
  await onRecord(tx, actor, entriesOf(seed), () =>
    orRefuse(async () => {
      await importRegisters(tx, actor.authorityId, rows)
      if (limits.length > 0) await importLimits(tx, actor.authorityId, limits)
    }),
  )
}

/** Whose entries bringing these in may change. */
export const entriesOf = ({ parties, premises, exemptions }: LicensingSeed): Entries => ({
  parties: [...parties, ...premises].map(({ partyId }) => partyId),
  exemptions: exemptions.map(({ exemptionId }) => exemptionId),
})

/** As the import refuses it, in words. */
export async function orRefuse(write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (databaseError(error)?.constraint === 'import_closed') refuseNow(licensingProblems['import-closed'], {})
    refuseTaken(error)
  }
}

/** The rows as the functions of the database take them in. Refuses a wrong KvK or GLN number. */
export function registerRows({ parties, premises, exemptions }: LicensingSeed) {
  const versions = exemptions.flatMap(({ exemptionId, versions }) =>
    versions.map((version) => ({ exemptionId, ...version })),
  )
  return {
    parties: parties.map(({ partyId, kind, name, kvk, gln, prefixLength, country, isOfficial }) => ({
      id: partyId,
      kind,
      name,
      kvk: kvk ? unwrap(parseKvk(kvk)) : null,
      gln: gln ? unwrap(parseGln(gln)) : null,
      prefixLength: gln ? (prefixLength ?? null) : null,
      country,
      isOfficial: isOfficial ?? false,
    })),
    premises: premises.map(({ premisesId, partyId, name, gln, prefixLength, town, country, period }) => ({
      id: premisesId,
      party: partyId,
      name,
      gln: gln ? unwrap(parseGln(gln)) : null,
      prefixLength: gln ? (prefixLength ?? null) : null,
      town,
      country,
      period: toDateRange(period),
    })),
    exemptions: exemptions.map(({ exemptionId, number, holderId, ground, basis, withdrawnOn }) => ({
      id: exemptionId,
      number,
      holder: holderId,
      ground,
      basis,
      withdrawn: withdrawnOn?.toString() ?? null,
    })),
    versions: versions.map(({ exemptionId, period }) => ({ id: exemptionId, period: toDateRange(period) })),
    scopes: versions.flatMap(({ exemptionId, period, scope }) =>
      scope.map((one, index) => ({
        id: exemptionId,
        period: toDateRange(period),
        line: index + 1,
        ...one,
        maxStockMg: one.maxStockMg?.toString() ?? null,
      })),
    ),
    conditions: versions.flatMap(({ exemptionId, period, conditions }) =>
      conditions.map(({ limit: _, ...one }) => ({ id: exemptionId, period: toDateRange(period), ...one })),
    ),
    limits: versions.flatMap(({ exemptionId, period, conditions }) =>
      conditions.flatMap(({ number, limit }) =>
        limit ? [{ id: exemptionId, period: toDateRange(period), number, ...limit }] : [],
      ),
    ),
  }
}
