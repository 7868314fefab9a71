// What is to be counted at a place. Blind: whoever counts does not see the book, here or in any answer before the count is recorded.
// Not here: the count (acts/count.ts).
import { type PartyId, type PlainDate, type PremisesId, printId, refuseNow, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { bookProblems } from '../book/problems.ts'
import type { CountPlaces, CountSheet } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { selectBooks } from '../store/book.ts'
import { selectSheet } from '../store/counts.ts'
import { loadRecordBasis } from '../store/keepers.ts'

export type SheetAsked = {
  readonly holderId: PartyId
  readonly premisesId: PremisesId
  readonly law: LawForChain
  readonly on: PlainDate
}

/** Refuses `chain/unknown-book` where this holder never had anything at the place, or the reader may not look. */
export async function countSheet(tx: Tx, actor: Actor, asked: SheetAsked): Promise<CountSheet> {
  const { holderId, premisesId, law, on } = asked
  const [known] = await selectBooks(tx, actor.authorityId, { holderId, premisesId, limit: 1 })
  if (!known) return refuseNow(bookProblems['unknown-book'], {})
  const rows = await selectSheet(tx, actor.authorityId, { holderId, premisesId })
  const wanted = nothingWanted()
  wanted.parties.add(holderId)
  wanted.premises.add(premisesId)
  for (const { batchId } of rows) wanted.batches.add(batchId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  const holder = { holderId, holderKind: known.holderKind }
  return {
    holder: names.party(holderId),
    premises: names.premises(premisesId),
    basis: (await loadRecordBasis(tx, actor, { holders: [holder], on }))(holder),
    lines: rows.flatMap(({ batchId, state, productCode, packMassMg }) => {
      const batch = names.batch(batchId)
      if (!batch) return []
      const productName = law.product(productCode, on)?.name ?? productCode
      return [{ batch, state, productCode, productName, packMassMg: packMassMg === null ? null : `${packMassMg}` }]
    }),
  }
}

/** Where the reader's own stock lies, or everybody's for staff: every place, for what is on no list is not counted. */
export async function countPlaces(tx: Tx, actor: Actor): Promise<CountPlaces> {
  const mine = actor.wall === 'staff' || actor.partyId === null ? {} : { holderId: actor.partyId }
  const rows = await selectBooks(tx, actor.authorityId, { ...mine, limit: null })
  const wanted = nothingWanted()
  const places = new Map<string, { holderId: string; premisesId: string; lines: number }>()
  for (const { holderId, premisesId, batches } of rows) {
    wanted.parties.add(holderId)
    wanted.premises.add(premisesId)
    const key = `${holderId} ${premisesId}`
    places.set(key, { holderId, premisesId, lines: (places.get(key)?.lines ?? 0) + batches })
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    items: [...places.values()].map(({ holderId, premisesId, lines }) => ({
      holder: { ...names.party(holderId), partyId: printId('party', trustId('party', holderId)) },
      premises: names.premises(premisesId),
      lines,
    })),
  }
}
