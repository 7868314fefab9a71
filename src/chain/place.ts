// Places, what moves between them, and the accounts they are. An account's id follows from its place, so nobody has to look it up or race
// to make it. Not here: balances.
import { createHash } from 'node:crypto'
import {
  type AccountId,
  type AuthorityId,
  type BatchId,
  type PartyId,
  type PremisesId,
  type ShipmentId,
  trustId,
} from '#kernel'
import type { PartyFact } from '#licensing'
import type { AccountKind, Ledger, StockState, WorldState } from './contract.ts'

/** Where mass stands: the same place is the same account, whoever names it. */
export type Place = {
  readonly kind: AccountKind
  readonly ledger: Ledger
  readonly holderId: PartyId
  readonly counterId: PartyId | null
  readonly premisesId: PremisesId | null
  readonly batchId: BatchId | null
  readonly shipmentId: ShipmentId | null
  readonly state: string
}

/** `amount` from one place to another: never signed, so never out of balance. */
export type Move = { readonly from: Place; readonly to: Place; readonly amount: bigint }

/** One text for one place. `counterId` follows from the shipment and is left out. */
export function placeKey({ kind, ledger, holderId, premisesId, batchId, shipmentId, state }: Place): string {
  return [kind, ledger, holderId, premisesId ?? '', batchId ?? '', shipmentId ?? '', state].join('|')
}

/** UUID version 8: the time of its batch first, so that accounts of one time lie together in the index, then a hash of the place. */
export function accountIdOf(authorityId: AuthorityId, place: Place): AccountId {
  const hash = createHash('sha256')
    .update(`${authorityId}|${placeKey(place)}`)
    .digest('hex')
  const time = (place.batchId ?? hash).replaceAll('-', '').slice(0, 12)
  const variant = ((Number.parseInt(hash[3]!, 16) & 3) | 8).toString(16) // sha256 in hex has 64 digits.
  const id = `${time.slice(0, 8)}-${time.slice(8)}-8${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`
  return trustId('account', id)
}

type AtHand = { readonly holder: Pick<PartyFact, 'partyId'>; readonly premisesId: PremisesId }

/** Stock of the holder at the premises of the act. */
export function stockOf(hand: AtHand, batchId: BatchId, state: StockState, ledger: Ledger = 'material_mg'): Place {
  return placeAt(hand, { kind: 'stock', batchId, state, ledger })
}

/** Where mass comes from or goes to outside the chain, kept apart by whose and which batch. */
export function worldOf(hand: AtHand, batchId: BatchId, state: WorldState, ledger: Ledger = 'material_mg'): Place {
  return placeAt(hand, { kind: 'world', batchId, state, ledger })
}

function placeAt({ holder, premisesId }: AtHand, what: Pick<Place, 'kind' | 'batchId' | 'state' | 'ledger'>): Place {
  return { ...what, holderId: holder.partyId, counterId: null, premisesId, shipmentId: null }
}
