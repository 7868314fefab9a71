// Which account a reservation of this world stands in, so that it can be freed by that name. Not here: what is set aside, and for whom.
import { accountIdOf } from '#chain'
import type { ActOf } from '#chain/contract'
import { type AuthorityId, assert, type IdName, parseId, printId } from '#kernel'

const bareOf = <Name extends IdName>(name: Name, printed: string) => {
  const id = parseId(name, printed)
  assert(id, 'the simulator prints its ids')
  return id
}

/** The chain names an account by its place; of a reservation its event is part of that place. */
export function reservationAccount(
  authorityId: AuthorityId,
  { eventId, premisesId, batchId }: ActOf<'reserve'>,
  partyId: string,
): string {
  const account = accountIdOf(authorityId, {
    kind: 'stock',
    ledger: 'material_mg',
    holderId: bareOf('party', partyId),
    counterId: null,
    premisesId: bareOf('premises', premisesId),
    batchId: bareOf('batch', batchId),
    shipmentId: bareOf('shipment', eventId.replace('evt_', 'shp_')),
    state: 'reserved',
  })
  return printId('account', account)
}
