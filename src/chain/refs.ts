// From ids to what a screen names: parties, premises, batches and accounts, looked up together. Not here: amounts.
import { type AuthorityId, assert, printId, trustId } from '#kernel'
import { registerNames } from '#licensing'
import type { Tx } from '#platform'
import type { AccountRef, BatchRef, Ledger, Movement } from './contract.ts'
import { type NamedBatch, selectBatchNames } from './store/batches.ts'
import type { End, MovementRow } from './store/movements.ts'

/** What must be named before anything can be shown; gather first, look up once. */
export type Wanted = { readonly parties: Set<string>; readonly premises: Set<string>; readonly batches: Set<string> }
export const nothingWanted = (): Wanted => ({ parties: new Set(), premises: new Set(), batches: new Set() })

export type Names = {
  party(id: string): { partyId: string; name: string }
  premises(id: string): { premisesId: string; name: string }
  /** Null where the reader may not see the batch. */
  batch(id: string): BatchRef | null
}

export async function lookUp(tx: Tx, authorityId: AuthorityId, wanted: Wanted): Promise<Names> {
  const { parties, premises } = await registerNames(tx, authorityId, wanted)
  const batches =
    wanted.batches.size > 0 ? await selectBatchNames(tx, authorityId, wanted.batches) : new Map<string, NamedBatch>()
  return {
    party: (id) => ({ partyId: printId('party', trustId('party', id)), name: parties.get(id) ?? '' }),
    premises: (id) => ({ premisesId: printId('premises', trustId('premises', id)), name: premises.get(id) ?? '' }),
    batch: (id) => {
      const found = batches.get(id)
      return found ? batchRef(found) : null
    },
  }
}

export function batchRef({ batchId, name, kind }: NamedBatch): BatchRef {
  return { batchId: printId('batch', batchId), name, kind }
}

type AccountIds = Omit<End, 'isVisible'> & { readonly ledger: Ledger }

export function wantAccount(
  wanted: Wanted,
  { holderId, premisesId, batchId }: Pick<End, 'holderId' | 'premisesId' | 'batchId'>,
): void {
  if (holderId) wanted.parties.add(holderId)
  if (premisesId) wanted.premises.add(premisesId)
  if (batchId) wanted.batches.add(batchId)
}

export function accountRef(
  names: Names,
  { accountId, kind, ledger, state, holderId, premisesId, batchId }: AccountIds,
): AccountRef {
  return {
    accountId: printId('account', trustId('account', accountId)),
    kind,
    ledger,
    state,
    holder: holderId ? names.party(holderId) : null,
    premises: premisesId ? names.premises(premisesId) : null,
    batch: batchId ? names.batch(batchId) : null,
  }
}

export function wantMovements(wanted: Wanted, movements: readonly MovementRow[]): void {
  for (const { from, to } of movements) {
    wantAccount(wanted, from)
    wantAccount(wanted, to)
  }
}

/** `partner` is who stands behind the end the reader may not see. */
export function viewMovement(
  names: Names,
  { line, ledger, amount, from, to }: MovementRow,
  partner: string | null,
): Movement {
  assert(from.isVisible || to.isVisible, 'a movement is shown to whoever stands at one of its ends')
  const end = (side: End) => accountRef(names, { ...side, ledger, holderId: side.isVisible ? side.holderId : partner })
  return { line, ledger, from: end(from), to: end(to), amount: `${amount}` }
}
