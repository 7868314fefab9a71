// A party whose acts stand in several exemptions at once: one for bringing in, one for having, one for supplying, one for carrying. For tests.
import { newId, printId } from '#kernel'
import { type LicensingSeed, seedLicensing } from '#licensing'
import type { ActOf } from '../contract.ts'
import { to } from './refusals.ts'
import { newBatch, type Someone, type World } from './world.ts'

const grants = { 'T-import': ['import'], 'T-have': ['have'], 'T-supply': ['supply'], 'T-carry': ['transport'] } as const
export type TraderGrant = keyof typeof grants

export type Trader = Someone & {
  readonly exemptionOf: ReadonlyMap<TraderGrant, string>
  /** Brings flower in, that then waits in quarantine. */
  readonly bringing: (massMg: string) => ActOf<'import'>
  /** Sends some of it to whoever works on it, with nobody else to carry it. */
  readonly sending: (imported: ActOf<'import'>, massMg: string) => ActOf<'ship'>
}

export async function openTrader(world: World): Promise<Trader> {
  const [partyId, premisesId] = [newId('party'), newId('premises')]
  const always = { from: Temporal.PlainDate.from('2015-01-01'), until: null }
  const exemptions = Object.entries(grants).map(([number, acts]): LicensingSeed['exemptions'][number] => ({
    ...{ exemptionId: newId('exemption'), number, holderId: partyId },
    ...{ ground: 'opiumwet/8/1/a', basis: ['opiumwet/6/2'] },
    versions: [
      {
        ...{ period: always, conditions: [] },
        scope: [
          {
            ...{ acts: [...acts], substances: [{ substanceId: 'hennep', list: 'II' }], purposes: ['medicinal-supply'] },
            ...{ premises: [], maxStockMg: null },
          },
        ],
      },
    ],
  }))
  await world.database.transaction(world.staff, (tx) =>
    seedLicensing(tx, world.staff, {
      parties: [{ partyId, kind: 'packer', name: 'The trader', country: 'NL' }],
      premises: [{ premisesId, partyId, name: 'The store', town: 'Veendam', country: 'NL', period: always }],
      exemptions,
    }),
  )
  const trader = { partyId, premisesId, actor: world.actorFor({ partyId, wall: 'holder' }) }
  return {
    ...trader,
    exemptionOf: new Map(exemptions.map(({ number, exemptionId }) => [number as TraderGrant, exemptionId])), // The keys of `grants`.
    bringing: (massMg) =>
      world.make(trader, 'import', {
        ...{ batch: newBatch(newId('batch')), productCode: 'flower', massMg, importPermit: 'I', exportPermit: 'E' },
        ...{ sellerId: printId('party', world.who['foreign-buyer'].partyId), foreignName: 'X' },
      }),
    sending: ({ batch: { batchId } }, massMg) =>
      world.make(trader, 'ship', {
        ...{ shipmentId: printId('shipment', newId('shipment')), reason: 'service', ...to(world.who.irradiator) },
        lines: [{ batchId, state: 'quarantine', massMg }],
      }),
  }
}
