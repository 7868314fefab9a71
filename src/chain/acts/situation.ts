// What one act is decided in: who does it, where and when, what stands there, and the law of that day. Plain data. Not here: fetching it
// (record/record-act.ts, store/), and what a rule answers (decision.ts).
import type { AuthorityId, BatchId, Instant, PlainDate, PremisesId } from '#kernel'
import type { LicensingFacts, PartyFact } from '#licensing'
import type { RoomUse } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import type { OrderFact } from '../orders/order-facts.ts'
import type { CeilingFact, ChainFacts, LimitFact, ShelfLifeFact } from './facts.ts'

/** What a verdict is decided from besides the ledger. */
export type ReleaseFacts = {
  readonly blocking: readonly { readonly kind: 'order' | 'case'; readonly number: string; readonly state: string }[]
  /** Null where nobody is asked: no term asks it on that day, or the house itself decides. */
  readonly isQualified: boolean | null
  readonly releasedAt: Instant | null
}

export type Situation = {
  readonly authorityId: AuthorityId
  readonly holder: PartyFact
  /** Brought in as history: its clocks ran out or were kept elsewhere. */
  readonly isHistory: boolean
  /** A person acts, and no machine. */
  readonly isPerson: boolean
  /** Staff of the authority act over every holder's stock where the act says so. */
  readonly isStaff: boolean
  readonly premisesId: PremisesId
  readonly at: Instant
  /** The legal day on which it happened. */
  readonly on: PlainDate
  readonly now: Instant
  readonly licensing: LicensingFacts
  readonly facts: ChainFacts
  /** For verdicts alone. */
  readonly release?: ReleaseFacts
  /** For acts that set a day until which something keeps; left out where no study concluded, or nobody holds it to that. */
  readonly shelfLife?: ShelfLifeFact
  /** Only where the law lets this act go to dispute when it comes late: within how many working days, and what stood there since. */
  readonly late?: { readonly workingDays: number; readonly stock: ReadonlyMap<string, LateStock> }
  /** Rooms that are designated at the premises on that day, for acts that name one; none: nothing is known of rooms there. */
  readonly rooms?: readonly { readonly name: string; readonly uses: readonly RoomUse[] }[]
  /** What conditions of the holder's exemptions limit of such acts, in the period of that day; left out where none does. */
  readonly limits?: readonly LimitFact[]
  /** For a receipt that uses limits: how much of each of its batches the holder sent out, and may have back. */
  readonly mayComeBack?: ReadonlyMap<BatchId, bigint>
  /** Only where the holder has several exemptions to choose from, and one names the most that may lie there; else the door alone judges. */
  readonly ceilings?: readonly CeilingFact[]
  /** The order form a despatch names, as far as this reader knows it. */
  readonly order?: OrderFact
  readonly law: LawForChain
}

/** What stood at a place at a moment in the past and after each movement since, oldest first. */
export type LateStock = readonly { readonly at: Instant; readonly level: bigint }[]
