// A party with exemptions of the same acts, each with its own limit and ceiling, so that an act of it may stand on either. For tests.
import { type ExemptionId, newId, printId } from '#kernel'
import type { LawAct } from '#law/contract'
import { type LicensingSeed, type PartyKind, seedLicensing } from '#licensing'
import type { ActOf } from '../contract.ts'
import { newBatch, type Someone, type World } from './world.ts'

export type GrantSaid = {
  readonly number: string
  readonly acts: readonly LawAct[]
  readonly substanceId?: 'hennep' | 'hennepolie' | 'mdma'
  readonly maxStockMg?: bigint
  /** The most of it for a year, by condition 1. */
  readonly limit?: {
    readonly acts: readonly ('harvest' | 'dry' | 'extract' | 'import' | 'receive')[]
    readonly maxMg: bigint
  }
  readonly from?: string
  readonly until?: string
}

export type SeveralHolder = Someone & {
  readonly exemptionOf: ReadonlyMap<string, ExemptionId>
  readonly bringing: (massMg: string, more?: Partial<ActOf<'import'>>) => ActOf<'import'>
}

export async function openSeveral(
  world: World,
  grants: readonly GrantSaid[],
  kind: PartyKind = 'packer',
): Promise<SeveralHolder> {
  const [partyId, premisesId] = [newId('party'), newId('premises')]
  const always = { from: Temporal.PlainDate.from('2015-01-01'), until: null }
  const exemptions = grants.map((one): LicensingSeed['exemptions'][number] => {
    const { number, acts, substanceId = 'hennep', maxStockMg = null, limit, from = '2015-01-01', until } = one
    const list = substanceId === 'hennep' ? ('II' as const) : ('I' as const)
    const words = { number: 1, nl: 'Niet meer.', en: 'No more.', basis: 'opiumwet/8a/2/b' }
    return {
      ...{
        exemptionId: newId('exemption'),
        number,
        holderId: partyId,
        ground: 'opiumwet/8/1/a',
        basis: ['opiumwet/6/2'],
      },
      versions: [
        {
          period: { from: Temporal.PlainDate.from(from), until: until ? Temporal.PlainDate.from(until) : null },
          scope: [
            { acts, substances: [{ substanceId, list }], purposes: ['medicinal-supply'], premises: [], maxStockMg },
          ],
          conditions: limit
            ? [
                {
                  ...words,
                  limit: {
                    ...{
                      substanceId,
                      productCode: null,
                      acts: [...limit.acts],
                      per: 'year',
                      maxMassMg: `${limit.maxMg}`,
                    },
                  },
                },
              ]
            : [],
        },
      ],
    }
  })
  await world.database.transaction(world.staff, (tx) =>
    seedLicensing(tx, world.staff, {
      parties: [{ partyId, kind, name: 'Of several', country: 'NL' }],
      premises: [{ premisesId, partyId, name: 'The store', town: 'Veendam', country: 'NL', period: always }],
      exemptions,
    }),
  )
  const holder = { partyId, premisesId, actor: world.actorFor({ partyId, wall: 'holder' }) }
  return {
    ...holder,
    exemptionOf: new Map(exemptions.map(({ number, exemptionId }) => [number, exemptionId])),
    bringing: (massMg, more = {}) =>
      world.make(holder, 'import', {
        ...{ batch: newBatch(newId('batch')), productCode: 'flower', massMg, importPermit: 'I', exportPermit: 'E' },
        ...{ sellerId: printId('party', world.who['foreign-buyer'].partyId), foreignName: 'X' },
        ...more,
      }),
  }
}
