// Where a number leads: the accounts and events that are exactly what it sums. test/contract/numbers.test.ts follows each by the API and adds
// up. Pure; not here: the numbers, and bands of a flow, whose events hang on the band (picture/band-events.tsx).
import type { ContentRow, Difference, MapPlace, RoomMap, Trace } from '#chain/contract'
import { withQuery } from '../http.ts'

const material = 'material_mg'

/** Of the country's stock one product, one class of holder, or all. */
export const ofNationalStock = (product: string | null, holderKind: string | null): string =>
  withQuery('/ledger', { product, holderKind, goods: 'yes' })

/** Of what stands at premises one state. */
export const ofStanding = ({ premises }: RoomMap['items'][number], state: string): string =>
  withQuery('/ledger', { premises: premises.premisesId, kind: 'stock', state, ledger: material })

/** Of one batch in a room its plants, or its material. */
export const ofRoomLot = (
  { premises }: RoomMap['items'][number],
  batchId: string,
  ledger: 'plant_pieces' | 'material_mg',
): string => withQuery('/ledger', { premises: premises.premisesId, batch: batchId, kind: 'stock', ledger })

/** Of what is in the material at a place one ledger. */
export const ofContent = ({ holder, premises }: ContentRow, ledger: string): string =>
  withQuery('/ledger', { holder: holder.partyId, premises: premises.premisesId, goods: 'yes', ledger })

/** What a holder has of one batch at one place; with `empty` also where it had some. */
export const ofWhereabouts = (
  { holder, premises, batch }: Trace['whereabouts'][number],
  empty: 'yes' | null = null,
): string =>
  withQuery('/ledger', {
    ...{ holder: holder.partyId, premises: premises?.premisesId ?? null, batch: batch.batchId },
    ...{ kind: 'stock', ledger: material, empty },
  })

/** What stands of one batch at a place of the map. */
export const ofMapStand = ({ premises }: MapPlace, batchId: string): string =>
  withQuery('/ledger', { premises: premises.premisesId, batch: batchId, kind: 'stock', ledger: material })

/** The account of a difference: how it came about and what was settled of it, movement by movement. */
export const ofDifference = ({ accountId }: Pick<Difference, 'accountId'>): string => `/ledger/${accountId}`

export const ofAccount = ({ accountId }: { readonly accountId: string }): string => `/ledger/${accountId}`
