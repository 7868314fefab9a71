// Which column of the record book a movement belongs in. Pure. Not here: finding the movements (store/book.ts), and whose duty the book is
// (acts/record-basis.ts).
import type { AccountKind, Act, BookEntry } from '../contract.ts'

/** The other end of what came into or left the stock. */
export type OtherEnd = {
  readonly eventKind: string
  readonly kind: AccountKind | null
  readonly state: string | null
  /** Stock of the same holder, elsewhere or of another batch. */
  readonly relation: 'own-place' | 'own-elsewhere' | 'another'
  readonly isIn: boolean
}

const ofWorld: Readonly<Record<string, BookEntry>> = {
  opening: 'opening',
  grown: 'harvest',
  harvested: 'harvest',
  imported: 'receipt',
  moisture: 'drying',
  converted: 'processing',
  carrier: 'processing',
  'processing-loss': 'processing-loss',
  dispensed: 'dispensing',
  'own-practice': 'administration',
  administered: 'administration',
  exported: 'export',
  'consumed-in-test': 'test',
  destroyed: 'destruction',
  lost: 'loss',
  stolen: 'theft',
  seized: 'other',
}

/** @basis opiumwetbesluit/7 */
export function entryOf({ eventKind, kind, state, relation, isIn }: OtherEnd): BookEntry {
  if (eventKind === 'correct') return 'correction'
  switch (kind) {
    case 'world':
      return (state && ofWorld[state]) || 'other'
    case 'difference':
      return 'difference'
    case 'transit':
      return isIn ? 'receipt' : 'supply'
    case 'stock':
      if (relation === 'own-place') return 'processing'
      return relation === 'own-elsewhere' ? 'moved' : isIn ? 'receipt' : 'supply'
    default: // The other end is behind the wall: somebody else's, so it was taken over or handed over.
      return isIn ? 'receipt' : 'supply'
  }
}

/** The staff numbers under what two people sign; null where the act asks no two. */
export function signersOf(act: Act | null): readonly string[] | null {
  if (act?.kind === 'destroy') return act.witnesses
  if (act?.kind === 'count') return act.countersigner === null ? [act.counter] : [act.counter, act.countersigner]
  return null
}

/** The keeper's own number or words for it, out of the act; null where the act has none. */
export function referenceOf(act: Act | null): string | null {
  switch (act?.kind) {
    case 'dispense':
    case 'own-practice':
      return act.recordNumber
    case 'administer':
      return `${act.study}, ${act.recordNumber}`
    case 'import':
      return act.importPermit
    case 'export':
      return act.exportPermit
    case 'seize':
      return act.caseNumber
    case 'ship':
      return act.orderNumber ?? null
    case 'release':
    case 'irradiate':
      return act.certificate
    case 'lose':
    case 'refuse':
    case 'settle-difference':
    case 'correct':
      return act.reason
    default:
      return null
  }
}
