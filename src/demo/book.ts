// The simulator's own ledger: who has how much of what, so that no act takes more than there is. Not here: the real ledger (chain);
// the two are kept apart on purpose, so that each finds the other's faults.
import { assert } from '#kernel'

export type Place = {
  readonly partyId: string
  readonly premisesId: string
  readonly batchId: string
  readonly state: string
}
export type Stock = Place & { readonly amount: bigint }

export type Book = {
  readonly put: (place: Place, amount: bigint) => void
  readonly take: (place: Place, amount: bigint) => void
  readonly amount: (place: Place) => bigint
  /** Wherever this batch is now. */
  readonly whereabouts: (batchId: string) => readonly Stock[]
  /** All that stands at one party's premises in one state. */
  readonly standing: (of: Pick<Place, 'partyId' | 'premisesId' | 'state'>) => readonly Stock[]
  readonly total: () => bigint
}

export function emptyBook(): Book {
  // Empty accounts are dropped: the book is as large as the stock, not as the history.
  const byBatch = new Map<string, Map<string, Stock>>()
  const byPlace = new Map<string, Map<string, Stock>>()
  let total = 0n

  const set = (place: Place, amount: bigint) => {
    const account = accountOf(place)
    const shelf = shelfOf(place)
    const ofBatch = byBatch.get(place.batchId) ?? new Map<string, Stock>()
    const ofShelf = byPlace.get(shelf) ?? new Map<string, Stock>()
    if (amount === 0n) {
      ofBatch.delete(account)
      ofShelf.delete(account)
    } else {
      const { partyId, premisesId, batchId, state } = place
      const stock: Stock = { partyId, premisesId, batchId, state, amount }
      ofBatch.set(account, stock)
      ofShelf.set(account, stock)
    }
    if (ofBatch.size > 0) byBatch.set(place.batchId, ofBatch)
    else byBatch.delete(place.batchId)
    if (ofShelf.size > 0) byPlace.set(shelf, ofShelf)
    else byPlace.delete(shelf)
  }
  const amountAt = (place: Place) => byBatch.get(place.batchId)?.get(accountOf(place))?.amount ?? 0n
  return {
    amount: amountAt,
    put: (place, amount) => {
      assert(amount >= 0n, 'what is put down is not negative')
      set(place, amountAt(place) + amount)
      total += amount
    },
    take: (place, amount) => {
      const there = amountAt(place)
      assert(
        amount > 0n && amount <= there,
        `no act takes more than there is: ${accountOf(place)} ${there} < ${amount}`,
      )
      set(place, there - amount)
      total -= amount
    },
    whereabouts: (batchId) => [...(byBatch.get(batchId)?.values() ?? [])],
    standing: (of) => [...(byPlace.get(shelfOf(of))?.values() ?? [])],
    total: () => total,
  }
}

const shelfOf = ({ partyId, premisesId, state }: Pick<Place, 'partyId' | 'premisesId' | 'state'>) =>
  `${partyId} ${premisesId} ${state}`
const accountOf = (place: Place) => `${shelfOf(place)} ${place.batchId}`
