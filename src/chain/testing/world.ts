// A small chain for tests: one of each party, exempted for what it does, and short ways to write acts. Not here: the demo.
import { type BatchId, type EventId, newId, type PartyId, type PremisesId, printId } from '#kernel'
import type { LawAct, Product } from '#law/contract'
import { type LicensingSeed, openImport, type PartyKind, type Purpose, seedLicensing } from '#licensing'
import type { Actor } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import type { Act, ActKind, ActOf, Recorded } from '../contract.ts'
import type { LawForChain, Tolerance, ToleranceName } from '../law.ts'
import { recordAct } from '../record/record-act.ts'

export const flower: Product = {
  productCode: 'flower',
  name: 'Flower',
  form: 'flos',
  substanceId: 'hennep',
  madeFrom: [],
  specification: [
    { analyte: 'total-thc', min: '17.6', max: '26.4', unit: '%', of: 'dried', rule: 'simple', source: 'test' },
    { analyte: 'total-cbd', min: null, max: '1.0', unit: '%', of: 'dried', rule: 'simple', source: 'test' },
  ],
  label: [],
  unlimited: [],
  gtin: null,
  period: { from: '2015-01-01', until: null },
}

const asItIs = { of: 'as-is', unit: '%', rule: 'simple', source: 'test' } as const
/** Extracted from flower, on list I. */
export const oil: Product = {
  ...flower,
  ...{ productCode: 'oil', name: 'Oil', form: 'oil', substanceId: 'hennepolie', madeFrom: ['hennep'] },
  specification: [{ analyte: 'total-thc', min: '1.8', max: '2.2', ...asItIs }],
}
/** A salt, on list I. */
export const powder: Product = {
  ...flower,
  ...{ productCode: 'powder', name: 'Powder', form: 'powder', substanceId: 'mdma' },
  specification: [{ analyte: 'mdma-base', min: '82.4', max: '85.8', ...asItIs }],
}
const testProducts: readonly Product[] = [flower, oil, powder]

const testTolerances: Record<ToleranceName, Tolerance> = {
  'drying-yield': { min: 100_000n, max: 350_000n },
  'processing-loss': { min: 0n, max: 20_000n },
  'extraction-yield': { min: 20_000n, max: 500_000n },
  'pack-difference': { min: 0n, max: 20_000n },
  'count-difference': { min: 0n, max: 1_000n },
}

export const testLaw: LawForChain = {
  product: (code, on) =>
    testProducts.find(({ productCode }) => productCode === code && on.toString() >= '2015-01-01') ?? null,
  productsOf: (substanceId) =>
    testProducts.filter((one) => one.substanceId === substanceId).map(({ productCode }) => productCode),
  listOf: (substanceId) => (substanceId === 'hennep' ? 'II' : 'I'),
  substanceName: (substanceId, locale) => (substanceId === 'hennep' && locale === 'en' ? 'cannabis' : substanceId),
  tolerance: (name) => testTolerances[name],
  sampleMaxMg: () => 250_000n,
  reservationDays: () => 14,
  recording: () => ({ aheadSeconds: 300, lateDays: 31 }),
  recallSeconds: () => 86_400,
  lossNotice: (_cause, to) => (to === 'igj' ? 1 : null),
  transitWorkingDays: () => 3,
  differenceWorkingDays: () => 3,
  dryingDays: () => 28,
  transformationDays: () => 28,
  deliveryMonths: () => 4,
  harvestWarningDays: () => 14,
  expiryWarningDays: () => 90,
  secondSignature: (kind) => (kind === 'count' || kind === 'destroy' ? 1 : null),
  lateDispute: (kind) => (['dispense', 'own-practice', 'administer', 'destroy', 'lose'].includes(kind) ? 5 : null),
}

const kinds = [
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
const actsOf: Partial<Record<PartyKind, readonly LawAct[]>> = {
  grower: ['grow', 'process', 'supply', 'transport', 'have'],
  laboratory: ['have', 'supply', 'transport'],
  irradiator: ['have', 'process', 'supply', 'transport'],
  packer: ['have', 'prepare', 'process', 'supply', 'transport'],
  wholesaler: ['import', 'have', 'supply', 'transport'],
  institution: ['have', 'supply', 'transport'],
  carrier: ['transport'],
}

/** Beside hemp: who may have what of list I. */
const listIOf: Partial<
  Record<PartyKind, { readonly substances: readonly string[]; readonly acts: readonly LawAct[] }>
> = {
  laboratory: { substances: ['hennepolie', 'mdma'], acts: ['have', 'supply', 'transport'] },
  packer: { substances: ['hennepolie'], acts: ['have', 'prepare', 'process', 'supply', 'transport'] },
  institution: { substances: ['mdma'], acts: ['import', 'have', 'supply', 'transport'] },
}

const purposeFor: Partial<Record<PartyKind, Purpose>> = { laboratory: 'quality-control', institution: 'research' }

export type Someone = { readonly partyId: PartyId; readonly premisesId: PremisesId; readonly actor: Actor }
export type World = TestDatabase & {
  readonly who: Record<(typeof kinds)[number], Someone>
  readonly now: Temporal.Instant
  /** Records an act of someone; `at` minutes before now. */
  act<Kind extends ActKind>(who: Someone, kind: Kind, fields: FieldsOf<Kind>): Promise<Recorded>
  make<Kind extends ActKind>(who: Someone, kind: Kind, fields: FieldsOf<Kind>): ActOf<Kind>
  record(who: Someone, act: Act): Promise<Recorded>
}
type FieldsOf<Kind extends ActKind> = Omit<ActOf<Kind>, 'kind' | 'eventId' | 'occurredAt' | 'premisesId'> &
  Partial<Pick<ActOf<Kind>, 'eventId' | 'occurredAt' | 'premisesId'>>

export async function openWorld({ maxStockMg = null as bigint | null } = {}): Promise<World> {
  const test = await openTestDatabase({ upTo: 'chain' })
  const now = Temporal.Now.instant().round('millisecond')
  const who = Object.fromEntries(
    kinds.map((kind): [string, Someone] => {
      const partyId = newId('party')
      const wall = kind === 'authority' ? ('staff' as const) : ('holder' as const)
      return [kind, { partyId, premisesId: newId('premises'), actor: test.actorFor({ partyId, wall }) }]
    }),
  ) as World['who'] // One entry for each kind.
  await openImport(test.admin, test.authorityId)
  await test.database.transaction(test.staff, (tx) => seedLicensing(tx, test.staff, seedOf(who, maxStockMg)))
  const make: World['make'] = (someone, kind, fields) =>
    ({
      kind,
      eventId: printId('event', newId('event')),
      occurredAt: now.subtract({ minutes: 1 }).toString(),
      premisesId: printId('premises', someone.premisesId),
      ...fields,
    }) as never // The fields of this kind, completed.
  const record: World['record'] = (someone, act) =>
    test.database.transaction(someone.actor, (tx) => recordAct(tx, someone.actor, { act, law: testLaw, now }))
  return {
    ...test,
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
    who,
    now,
    make,
    record,
    act: (someone, kind, fields) => record(someone, make(someone, kind, fields) as Act),
  }
}

function seedOf(who: World['who'], maxStockMg: bigint | null): LicensingSeed {
  const always = { from: Temporal.PlainDate.from('2015-01-01'), until: null }
  const people = Object.entries(who) as [PartyKind, Someone][] // The keys are the kinds.
  return {
    parties: people.map(([kind, { partyId }]) => ({
      partyId,
      kind,
      name: `The ${kind}`,
      country: kind === 'foreign-buyer' ? 'DE' : 'NL',
    })),
    premises: people.map(([kind, { partyId, premisesId }]) => ({
      premisesId,
      partyId,
      name: `Premises of the ${kind}`,
      town: 'Veendam',
      country: 'NL',
      period: always,
    })),
    exemptions: people.flatMap(([kind, { partyId }]) => {
      const acts = actsOf[kind]
      if (!acts) return []
      const purposes: Purpose[] = [purposeFor[kind] ?? 'medicinal-supply']
      const listI = listIOf[kind]
      const more = listI?.substances.map((substanceId) => ({ substanceId, list: 'I' as const })) ?? []
      const scope = [
        { acts, substances: [{ substanceId: 'hennep', list: 'II' as const }], purposes, premises: [], maxStockMg },
        ...(listI ? [{ acts: listI.acts, substances: more, purposes, premises: [], maxStockMg: null }] : []),
      ]
      const number = `E-${kind}`
      return [
        {
          exemptionId: newId('exemption'),
          number,
          holderId: partyId,
          ground: 'opiumwet/8/1/a',
          basis: ['opiumwet/6/2'],
          versions: [{ period: always, scope, conditions: [] }],
        },
      ]
    }),
  }
}

export const newBatch = (name: string) => ({ batchId: printId('batch', newId('batch') as BatchId), name })
export const newEvent = (): string => printId('event', newId('event') as EventId)

/** Good results for `flower`. */
export const goodResults = [
  { analyte: 'total-thc', value: '21.7', unit: '%', of: 'dried', method: 'HPLC', uncertainty: '0.8' },
  { analyte: 'total-cbd', value: '0.4', unit: '%', of: 'dried', method: 'HPLC', uncertainty: null },
] satisfies ActOf<'test'>['results']
