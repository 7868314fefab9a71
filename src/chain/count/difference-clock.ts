// Until when an open difference is explained or told, and what is let pass without inquiry: one rule for the list, a holder's page and the day's
// work. Pure. Not here: which differences are open.
import { legalDayOf, type PlainDate } from '#kernel'
import { bare } from '../bare-id.ts'
import type { Act, ActOf, Difference } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { differenceDueOn } from '../shipments/shipment-clock.ts'
import type { OpenDifference } from '../store/counts.ts'

export type Clocked = Pick<
  OpenDifference,
  'batchId' | 'shipmentId' | 'state' | 'amount' | 'since' | 'eventId' | 'disputeDueOn'
>
export type DifferenceClock = {
  readonly kind: Difference['kind']
  /** Of a count; else null. */
  readonly counted: bigint | null
  readonly book: bigint | null
  readonly isInside: boolean | null
  /** Null where nobody need be told. */
  readonly dueOn: PlainDate | null
}

/** `act` is the one that opened it, where the reader may know its words. @basis opiumwetbesluit/6 */
export function clockOf(row: Clocked, act: Act | null, law: LawForChain): DifferenceClock {
  const { amount, since, disputeDueOn } = row
  const kind = kindOf(row)
  const counted = kind === 'count' && act?.kind === 'count' ? countedIn(act, row) : null
  const book = counted === null ? null : counted + amount
  const isInside = book === null ? null : isWithin(amount, book, law.tolerance('count-difference', legalDayOf(since)))
  // What is let pass needs no inquiry, a packing run has its own tolerance; everything else is told in time.
  const isLetPass = kind === 'packing' || isInside === true
  const dueOn = disputeDueOn ?? (isLetPass ? null : differenceDueOn(legalDayOf(since), law))
  return { kind, counted, book, isInside, dueOn }
}

function kindOf({ shipmentId, state }: Pick<Clocked, 'shipmentId' | 'state'>): Difference['kind'] {
  if (shipmentId) return 'receipt'
  if (state.startsWith('late-')) return 'late'
  return state.startsWith('count-') ? 'count' : 'packing'
}

/** What was counted on the line whose difference this is; `count-<state>-<event>` says which. */
function countedIn(count: ActOf<'count'>, { batchId, state }: Pick<Clocked, 'batchId' | 'state'>): bigint | null {
  const line = count.lines.find(
    (one) => bare('batch', one.batchId) === batchId && state.startsWith(`count-${one.state}-`),
  )
  return line ? BigInt(line.countedMassMg) : null
}

const million = 1_000_000n

/** In parts of a million of what the book said, either way; where the book said nothing, nothing is let pass. */
export function isWithin(amount: bigint, book: bigint, { max }: { readonly max: bigint }): boolean {
  const size = amount < 0n ? -amount : amount
  return size * million <= book * max
}
