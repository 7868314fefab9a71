// Where a number leads: the accounts and events that are exactly what it sums. test/contract/numbers.test.ts follows each by the API and adds
// up. Pure; not here: the numbers, and bands of a flow, whose events hang on the band (picture/band-events.tsx).
import type {
  AccountRef,
  AllowanceView,
  BookRef,
  CeilingView,
  ContentRow,
  Difference,
  Flow,
  LimitView,
  MapPlace,
  PeriodFlow,
  RoomMap,
  Trace,
} from '#chain/contract'
import { unseenState } from '#chain/contract'
import { withQuery } from '../http.ts'

const material = 'material_mg'

/** Of the country's stock one product, one class of holder, or all. */
export const ofNationalStock = (product: string | null, holderKind: string | null): string =>
  withQuery('/ledger', { product, holderKind, goods: 'yes' })

/** An end of the flow of a period: what stood with whoever it begins or ends with, on that day. What is under way is whose it comes to. */
export function ofFlowEnd({ of, from, until }: PeriodFlow, link: PeriodFlow['links'][number]): string {
  const [whose, day] = link.from === 'opening' ? [link.to, from] : [link.from, until]
  const [first, kind = null] = whose.split(':')
  return withQuery('/ledger', {
    ...{ holder: of?.partyId ?? null, holderKind: first === 'class' ? kind : null, goods: 'coming' },
    at: dayBefore(day),
  })
}

/** All of that end together. */
export const ofFlowStock = ({ of, from, until }: PeriodFlow, end: 'opening' | 'closing'): string =>
  withQuery('/ledger', {
    holder: of?.partyId ?? null,
    goods: 'coming',
    at: dayBefore(end === 'opening' ? from : until),
  })

/** What a book's holder has of its products there, or had at the end of a day. */
export const ofBookStock = ({ premises, holder, products }: BookRef, at: string | null = null): string =>
  withQuery('/ledger', {
    ...{
      holder: holder.partyId,
      premises: premises.premisesId,
      product: products.map(({ productCode }) => productCode).join(','),
      kind: 'stock',
      ledger: material,
    },
    at,
  })

/** What a holder has of a product, wherever it lies. */
export const ofHolderStock = (holderId: string, productCode: string): string =>
  withQuery('/ledger', { holder: holderId, product: productCode, kind: 'stock', ledger: material })

/** Plants in all rooms of a place. */
export const ofPlants = ({ premises }: RoomMap['items'][number]): string =>
  withQuery('/ledger', { premises: premises.premisesId, kind: 'stock', ledger: 'plant_pieces' })

/** Of what stands at premises one state. */
export const ofStanding = ({ premises }: RoomMap['items'][number], state: string): string =>
  withQuery('/ledger', { premises: premises.premisesId, kind: 'stock', state, ledger: material })

/** Of one batch in a room its plants, or its material. */
export const ofRoomLot = (
  { premises }: Pick<RoomMap['items'][number], 'premises'>,
  batchId: string,
  ledger: 'plant_pieces' | 'material_mg',
): string => withQuery('/ledger', { premises: premises.premisesId, batch: batchId, kind: 'stock', ledger })

/** Of what is in the material at a place one ledger. */
export const ofContent = ({ holder, premises }: ContentRow, ledger: string): string =>
  withQuery('/ledger', { holder: holder.partyId, premises: premises.premisesId, goods: 'yes', ledger })

/** Of what is in one batch at a place, in one state, one ledger: the accounts of all shipments together where it is under way. */
export const ofContentThere = ({ holder, premises, batch, kind, state, ledger }: AccountRef): string =>
  withQuery('/ledger', {
    ...{ holder: holder?.partyId ?? null, premises: premises?.premisesId ?? null, batch: batch?.batchId ?? null },
    ...{ kind, state, ledger },
  })

/** Of what is in the material at a place that of which a content was never measured. */
export const ofUnmeasured = ({ holder, premises }: ContentRow, ledger: string): string =>
  withQuery('/ledger', {
    ...{ holder: holder.partyId, premises: premises.premisesId, goods: 'yes', ledger: material, unmeasured: ledger },
  })

/** What somebody still has of all that came of a harvest, differences included. */
export const ofStillThere = (harvestId: string, holderId: string): string =>
  withQuery('/ledger', { family: harvestId, holder: holderId, goods: 'all', ledger: material })

/** What a holder has of one batch at one place. */
export const ofWhereabouts = ({ holder, premises, batch }: Trace['whereabouts'][number]): string =>
  withQuery('/ledger', {
    ...{ holder: holder.partyId, premises: premises?.premisesId ?? null, batch: batch.batchId },
    ...{ kind: 'stock', ledger: material },
  })

/** All that ever came in of it there. */
export const ofWhatCame = ({ holder, premises, batch }: Trace['whereabouts'][number]): string =>
  withQuery('/ledger', {
    ...{ holder: holder.partyId, premises: premises?.premisesId ?? null, batch: batch.batchId },
    ...{ kind: 'stock', moved: 'in' },
  })

/** What stands of one batch at a place of the map. */
export const ofMapStand = ({ premises }: MapPlace, batchId: string): string =>
  withQuery('/ledger', { premises: premises.premisesId, batch: batchId, kind: 'stock', ledger: material })

/** The account of a difference: how it came about and what was settled of it, movement by movement. */
export const ofDifference = ({ accountId }: Pick<Difference, 'accountId'>): string => `/ledger/${accountId}`

export const ofAccount = ({ accountId }: { readonly accountId: string }): string => `/ledger/${accountId}`

/** What stands of a batch in one state, wherever that is. */
export const ofBatchState = (batchId: string, state: string): string =>
  withQuery('/ledger', { batch: batchId, kind: 'stock', state, ledger: material })

/** What stands in one place of a batch's flow; nothing to open of what is outside, or behind the reader's wall. */
export const ofFlowStand = (batchId: string, { kind, state }: Flow['nodes'][number], unit: Flow['unit']) =>
  kind === 'batch' || kind === 'world' || state === unseenState
    ? null
    : withQuery('/ledger', { batch: batchId, kind, state, ledger: unit === 'mg' ? material : 'plant_pieces' })

/** What a laboratory has left of a sample. */
export const ofSample = (batchId: string, holderId: string | null, premisesId: string | null): string =>
  withQuery('/ledger', { holder: holderId, premises: premisesId, batch: batchId, kind: 'stock', ledger: material })

/** Of a call-off or permit what is left, and what used it act by act; nothing behind what nothing used. */
export const ofAllowanceLeft = ({ accountId }: AllowanceView): string => `/ledger/${accountId}`
export const ofAllowanceUsed = ({ usedAccountId }: AllowanceView): string | null =>
  usedAccountId === null ? null : `/ledger/${usedAccountId}`

/** Of what lies under a ceiling one product: where it is, in any state. */
export const ofCeilingProduct = (
  { holder, premises }: CeilingView,
  { productCode }: CeilingView['products'][number],
): string =>
  withQuery('/ledger', {
    ...{ holder: holder.partyId, premises: premises.premisesId, product: productCode, kind: 'stock', ledger: material },
  })

/** Of a limit what was used, act by act, with what was given back; nothing behind what nothing used. */
export const ofLimit = ({ accountId }: LimitView): string | null => (accountId === null ? null : `/ledger/${accountId}`)

/** What a recall told one holder, and what the holder has of it: of all its batches in that, or of one. */
export type Told = {
  readonly recallId: string
  readonly holderId: string | null
  readonly batchId?: string
  /** As it was told. */
  readonly at?: string
}
const told = ({ recallId, holderId, batchId, at }: Told, more: Readonly<Record<string, string>>): string =>
  withQuery('/ledger', { recall: recallId, holder: holderId, batch: batchId ?? null, ...more, at: at ?? null })
export const ofToldStock = (one: Told): string => told(one, { kind: 'stock', ledger: material })
export const ofToldBlocked = (one: Told): string => told(one, { kind: 'stock', state: 'held', ledger: material })
export const ofToldFree = (one: Told): string => told(one, { free: 'yes', ledger: material })
export const ofToldComing = (one: Told): string => told(one, { goods: 'coming', kind: 'transit', ledger: material })
/** Less what was taken back. */
export const ofToldDispensed = (one: Told): string => told(one, { kind: 'world', state: 'dispensed', ledger: material })
/** What ever came in of it until then. */
export const ofToldCame = (one: Told): string => told(one, { kind: 'stock', moved: 'in' })
/** Of that only what one party sent: whoever holds the drill. */
export const ofToldGot = (one: Told, senderId: string): string =>
  told(one, { kind: 'stock', moved: 'in', with: senderId })
/** What was sent back, and what was destroyed, since it was told. */
export const ofToldSentBack = (one: Told, since: string): string => told(one, { back: 'yes', moved: 'in', since })
export const ofToldDestroyed = (one: Told, since: string): string =>
  told(one, { kind: 'world', state: 'destroyed', moved: 'in', since })

/** What somebody has of all that descends from a batch. */
export const ofFamily = (batchId: string, holderId: string): string =>
  withQuery('/ledger', { family: batchId, holder: holderId, kind: 'stock', ledger: material })

/** The end of a day is where the next one begins. */
const dayBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
