// What a decision knows of parties, premises and exemptions: plain data. Not here: who may look at them on a screen.
import type { ExemptionId, PartyId, Period, PlainDate, PremisesId } from '#kernel'
import type { LawAct, ListName } from '#law/contract'
import type { PartyKind, purposes } from './contract.ts'

export type Purpose = (typeof purposes)[number]

export type PartyFact = {
  readonly partyId: PartyId
  readonly kind: PartyKind
  readonly name: string
  readonly country: string
}

export type PremisesFact = {
  readonly premisesId: PremisesId
  readonly partyId: PartyId
  readonly name: string
  readonly period: Period
}

export type ScopeFact = {
  readonly acts: readonly LawAct[]
  readonly substances: readonly { readonly substanceId: string; readonly list: ListName }[]
  readonly purposes: readonly Purpose[]
  /** Empty: every premises of the holder. */
  readonly premises: readonly PremisesId[]
  readonly maxStockMg: bigint | null
}

/** One version of an exemption, in force in `period`. */
export type ExemptionFact = {
  readonly exemptionId: ExemptionId
  readonly number: string
  readonly holderId: PartyId
  readonly ground: string
  readonly basis: readonly string[]
  readonly withdrawnOn: PlainDate | null
  readonly period: Period
  readonly scope: readonly ScopeFact[]
  /** A condition limits a quantity (limits.ts); left out where none does. */
  readonly hasLimits?: boolean
}

export type LicensingFacts = {
  readonly parties: ReadonlyMap<PartyId, PartyFact>
  readonly premises: ReadonlyMap<PremisesId, PremisesFact>
  readonly exemptions: readonly ExemptionFact[]
}
