// A house of its own for a bench or a fault test: the embedded server with production's settings in a folder that goes away with it, and a
// grower with harvests to take from. Not here: anything measured, and the demo world.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Act, createImporter, type LawForChain, lawForChain } from '#chain'
import { type BatchId, newId, type PartyId, type PremisesId, printId } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { closeImport, openImport, seedLicensing } from '#licensing'
import { type Actor, type Admin, type Ground, newTrace, openAdminOf, openGround, systemActor } from '#platform'
import { makeTestFolder } from '#platform/testing'

export const projectRoot = join(import.meta.dirname, '..')

export type BenchHouse = AsyncDisposable & {
  readonly folder: string
  readonly ground: Ground
  readonly admin: Admin
}

/** Started as `serve` starts it, fsync and all; only the folder is new. One that is kept was or will be asked another time. */
export async function openBenchHouse({
  poolSize = 8,
  folder = makeTestFolder(),
  isKept = false,
} = {}): Promise<BenchHouse> {
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const config = { dataFolder: join(folder, 'data'), databaseUrl: null, databaseAdminUrl: null, databasePool: poolSize }
  const ground = await openGround(config)
  const admin = await openAdminOf(ground.source)
  return {
    folder,
    ground,
    admin,
    [Symbol.asyncDispose]: async () => {
      await admin.close()
      await ground.close()
      if (!isKept) rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const corpusLaw = async (): Promise<LawForChain> => lawForChain(await loadCorpus(join(projectRoot, 'corpus')))

/** One product and one list, always: for faults, where the law is not the question. */
export const plainLaw: LawForChain = {
  product: (productCode) => ({
    productCode,
    name: productCode,
    form: 'flos',
    substanceId: 'hennep',
    madeFrom: [],
    specification: [],
    label: [],
    unlimited: [],
    gtin: null,
    period: { from: '2015-01-01', until: null },
  }),
  productsOf: () => ['bedrocan'], // What is planted here.
  listOf: () => 'II',
  substanceName: (substanceId) => substanceId,
  tolerance: () => ({ min: 0n, max: 1_000_000n }),
  recording: () => ({ aheadSeconds: 300, lateDays: 31 }),
  sampleMaxMg: () => 250_000n,
  reservationDays: () => 14,
  recallSeconds: () => 86_400,
  lossNotice: (_cause, to) => (to === 'igj' ? 1 : null),
  transitWorkingDays: () => 3,
  differenceWorkingDays: () => 3,
  dryingDays: () => 28,
  transformationDays: () => 28,
  deliveryMonths: () => 4,
  harvestWarningDays: () => 14,
  expiryWarningDays: () => 90,
  secondSignature: () => null,
  lateDispute: () => null,
}

export type SmallChain = {
  readonly law: LawForChain
  readonly house: Actor
  readonly grower: Actor & { readonly partyId: PartyId }
  readonly premisesId: PremisesId
  /** Each with a hundred kilograms of wet mass. */
  readonly harvests: readonly BatchId[]
}

export const wetMgOfHarvest = 100_000_000n

/** One exempted grower and so many harvests. The smallest chain in which an act asks every safeguard. */
export async function plantSmallChain(
  { ground, admin }: Pick<BenchHouse, 'ground' | 'admin'>,
  harvestCount: number,
  law: LawForChain,
): Promise<SmallChain> {
  const authorityId = newId('authority')
  const house = systemActor(authorityId, newTrace())
  const [partyId, premisesId, minister] = [newId('party'), newId('premises'), newId('party')]
  const always = { from: Temporal.PlainDate.from('2015-01-01'), until: null }
  const grower = { ...house, kind: 'person', userId: newId('user'), partyId, wall: 'holder' } as const
  await openImport(admin, authorityId)
  await ground.database.transaction(house, (tx) =>
    seedLicensing(tx, house, {
      parties: [
        { partyId: minister, kind: 'authority', name: 'The Minister', country: 'NL' },
        { partyId, kind: 'grower', name: 'A grower', country: 'NL' },
      ],
      premises: [{ premisesId, partyId, name: 'Greenhouse', town: 'Veendam', country: 'NL', period: always }],
      exemptions: [
        {
          exemptionId: newId('exemption'),
          number: 'E-1',
          holderId: partyId,
          ground: 'opiumwet/8/2',
          basis: ['opiumwet/6/2', 'opiumwet/8i/2'],
          versions: [
            {
              period: always,
              conditions: [],
              scope: [
                {
                  acts: ['grow', 'process', 'supply', 'transport', 'have'],
                  substances: [{ substanceId: 'hennep', list: 'II' }],
                  purposes: ['medicinal-supply'],
                  premises: [],
                  maxStockMg: null,
                },
              ],
            },
          ],
        },
      ],
    }),
  )
  const harvests = Array.from({ length: harvestCount }, () => newId('batch'))
  const importer = await createImporter(ground.database, { actor: house, law, now: () => Temporal.Now.instant() })
  const lot = printId('batch', newId('batch'))
  await importer.add(grower, {
    kind: 'plant',
    ...envelope(premisesId, 240),
    batch: { batchId: lot, name: 'Lot 1' },
    productCode: 'bedrocan',
    cultivar: 'Afina',
    plants: harvestCount,
    room: '1',
  })
  for (const [at, harvest] of harvests.entries()) {
    await importer.add(grower, {
      kind: 'harvest',
      ...envelope(premisesId, 120),
      plantLotId: lot,
      plantsCut: 1,
      batch: { batchId: printId('batch', harvest), name: `Harvest ${at + 1}` },
      wetMassMg: `${wetMgOfHarvest}`,
    })
  }
  await importer.finish()
  await closeImport(admin, authorityId)
  return { law, house, grower, premisesId, harvests }
}

/** Destroys a milligram of a harvest: one movement out of one account, under an exemption, for two witnesses. */
export function destroyAct({ premisesId }: Pick<SmallChain, 'premisesId'>, harvest: BatchId): Act {
  return {
    kind: 'destroy',
    ...envelope(premisesId, 1),
    batchId: printId('batch', harvest),
    state: 'wet',
    massMg: '1',
    method: 'composting',
    witnesses: ['w-1', 'w-2'],
    documents: [],
  }
}

const envelope = (premisesId: PremisesId, minutesAgo: number) => ({
  eventId: printId('event', newId('event')),
  occurredAt: Temporal.Now.instant().subtract({ minutes: minutesAgo }).round('millisecond').toString(),
  premisesId: printId('premises', premisesId),
})
