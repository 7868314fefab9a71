// Parties, premises and exemptions as others see them. Not here: applications and their clocks; those come with the cases.

import {
  Amount,
  Day,
  DayPeriod,
  IdOf,
  Label,
  Nullable,
  OneOf,
  PageOf,
  PositiveAmount,
  type Static,
  Strict,
  Type,
} from '#kernel'
import { LawActSchema, lists } from '#law/contract'

export * from './expert-contract.ts'
export * from './gln-contract.ts'
export * from './location-contract.ts'

export const partyKinds = [
  'authority',
  'grower',
  'laboratory',
  'irradiator',
  'packer',
  'wholesaler',
  'pharmacy',
  'institution',
  'foreign-buyer',
  'carrier',
] as const
export type PartyKind = (typeof partyKinds)[number]

export const PremisesView = Strict({
  premisesId: IdOf('premises'),
  partyId: IdOf('party'),
  name: Label(),
  gln: Nullable(Type.String({ pattern: '^[0-9]{13}$' })),
  town: Label(),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  period: DayPeriod,
})
export type PremisesView = Static<typeof PremisesView>

export const PartyView = Strict({
  partyId: IdOf('party'),
  kind: OneOf(partyKinds),
  name: Label(),
  kvk: Nullable(Type.String({ pattern: '^[0-9]{8}$' })),
  gln: Nullable(Type.String({ pattern: '^[0-9]{13}$' })),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  premises: Type.Array(PremisesView),
})
export type PartyView = Static<typeof PartyView>

export const purposes = [
  'medicinal-supply',
  'quality-control',
  'research',
  'product-development',
  'export',
  'supervision',
] as const

/** The acts of the chain that use a limit up: what was cut, what was weighed back dry, what was extracted, what came in. */
export const limitActs = ['harvest', 'dry', 'extract', 'import', 'receive'] as const
export type LimitAct = (typeof limitActs)[number]
/** A calendar year, or as long as the exemption holds. */
export const limitPeriods = ['year', 'validity'] as const

/** How much of a substance these acts may bring in a period: what was used of it lies in the ledger. */
export const ConditionLimit = Strict({
  substanceId: Type.String(),
  /** Null: every product of the substance. */
  productCode: Nullable(Type.String()),
  acts: Type.Array(OneOf(limitActs), { minItems: 1 }),
  per: OneOf(limitPeriods),
  maxMassMg: PositiveAmount,
})
export type ConditionLimit = Static<typeof ConditionLimit>

/** One version of an exemption: acts × substances × purposes × premises × period, with the ground it was given on. */
export const ExemptionView = Strict({
  exemptionId: IdOf('exemption'),
  number: Label(40),
  holder: Strict({ partyId: IdOf('party'), name: Label() }),
  period: DayPeriod,
  ground: Type.String({ description: 'opiumwet/8/2' }),
  basis: Type.Array(Type.String()),
  scope: Type.Array(
    Strict({
      acts: Type.Array(LawActSchema),
      substances: Type.Array(Strict({ substanceId: Type.String(), list: OneOf(lists) })),
      purposes: Type.Array(OneOf(purposes)),
      premises: Type.Array(Strict({ premisesId: IdOf('premises'), name: Label() })),
      maxStockMg: Nullable(Amount),
    }),
  ),
  conditions: Type.Array(
    Strict({
      number: Type.Integer(),
      nl: Type.String(),
      en: Type.String(),
      basis: Type.String(),
      /** Of a condition that limits a quantity; else null. */
      limit: Nullable(ConditionLimit),
    }),
  ),
  withdrawnOn: Nullable(Day),
})
export type ExemptionView = Static<typeof ExemptionView>

/** The answer to "does an exemption cover this act, here, today?", with which one, or the nearest and what it lacks. */
export const Coverage = Strict({
  covered: Type.Boolean(),
  exemptionId: Nullable(IdOf('exemption')),
  number: Nullable(Type.String()),
  basis: Type.Array(Type.String()),
  maxStockMg: Nullable(Amount),
  /** Without an exemption but lawful: an exception of the act itself (a pharmacist, Ow 5(1)a; an authority, Ow 8i(5)). */
  exception: Nullable(Type.String()),
  lacking: Nullable(OneOf(['holder', 'period', 'act', 'substance', 'purpose', 'premises', 'withdrawn'])),
})
export type Coverage = Static<typeof Coverage>

export const PartyPage = PageOf(PartyView)
export const ExemptionPage = PageOf(ExemptionView)
