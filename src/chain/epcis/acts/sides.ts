// Between whom mass goes, as sources and destinations: who has it and where, at both ends, and at a sale whose it is. Not here: what it is.
import type { JsonObject } from '../json.ts'
import { urnOf } from './names.ts'
import { link } from './parts.ts'

/** A party and where it has it, by our printed ids; abroad no premises are known. */
export type Side = { readonly partyId: string; readonly premisesId: string | null }
export type Sides = {
  /** Null where the record does not tell. */
  readonly from: Side | null
  readonly to: Side | null
  /** Sold: from then on it is the receiver's. What goes out for a service, as a sample or back stays whose it was, and the record has no owner. */
  readonly isSold: boolean
}

/** By our ids, which are told as GLNs where there are any (places/told.ts). */
export function sidesOf({ from, to, isSold }: Sides): JsonObject {
  return {
    ...(from ? { sourceList: listOf('source', from, isSold) } : {}),
    ...(to ? { destinationList: listOf('destination', to, isSold) } : {}),
  }
}

function listOf(name: 'source' | 'destination', { partyId, premisesId }: Side, isSold: boolean): JsonObject[] {
  const party = urnOf('party', partyId)
  return [
    link(name, 'possessing_party', party),
    ...(isSold ? [link(name, 'owning_party', party)] : []),
    ...(premisesId === null ? [] : [link(name, 'location', urnOf('premises', premisesId))]),
  ]
}
