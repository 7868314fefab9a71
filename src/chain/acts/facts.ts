// What rules of the chain decide from: batches, accounts, shipments, events and results as they stand. Plain data. Not here: fetching it
// (store/), and who acts under which law (situation.ts).
import type { AccountId, BatchId, EventId, Instant, PartyId, Period, PlainDate, PremisesId, ShipmentId } from '#kernel'
import type { ExemptionLimit } from '#licensing'
import type { Act, AllowanceKind, BatchKind, LossToldTo, StockState, shipReasons } from '../contract.ts'
import type { Place } from '../place.ts'

export type ShipReason = (typeof shipReasons)[number]

export type AccountFact = Place & { readonly accountId: AccountId; readonly amount: bigint; readonly isClosed: boolean }

export type HoldFact = {
  readonly eventId: EventId
  readonly scope: 'batch' | 'recall'
  readonly rootId: BatchId
  /** Whose stock it binds; null: everyone's, as the authority's holds and recalls do. */
  readonly holderId: PartyId | null
  /** It binds the holder of this decision. */
  readonly isBinding: boolean
  /** Since when, by the clock of the world. */
  readonly heldAt: Instant
}

export type BatchFact = {
  readonly batchId: BatchId
  readonly name: string
  readonly kind: BatchKind
  readonly productCode: string
  readonly holderId: PartyId
  readonly premisesId: PremisesId
  readonly openedAt: Instant
  readonly openedAmount: bigint
  readonly unit: 'mg' | 'pieces'
  /** On the label of a pack. */
  readonly expiresOn: PlainDate | null
  /** Until when the last release holds, where the Minister named a day. */
  readonly releaseExpiresOn: PlainDate | null
  /** The holder of this decision has or had it. */
  readonly isMine: boolean
  readonly holds: readonly HoldFact[]
}

export type ShipmentLineFact = {
  readonly line: number
  readonly batchId: BatchId
  readonly state: StockState
  readonly shippedMg: bigint
  /** How often it was settled, receipts that were taken back included. */
  readonly rounds: number
  readonly isSettled: boolean
}

export type ShipmentFact = {
  readonly shipmentId: ShipmentId
  readonly reason: ShipReason
  readonly senderId: PartyId
  readonly fromPremisesId: PremisesId
  readonly receiverId: PartyId
  readonly toPremisesId: PremisesId
  readonly eventId: EventId
  readonly shippedAt: Instant
  readonly isCancelled: boolean
  readonly lines: readonly ShipmentLineFact[]
}

export type EventFact = {
  readonly eventId: EventId
  readonly kind: Act['kind']
  readonly holderId: PartyId
  readonly counterId: PartyId | null
  readonly premisesId: PremisesId | null
  readonly occurredAt: Instant
  readonly correctedById: EventId | null
  /** It asks for a second signature, given or not. */
  readonly isToSign: boolean
  /** Of a theft or loss: who must be told of it. */
  readonly lossDueTo: readonly LossToldTo[]
  readonly parties: readonly PartyId[]
  readonly batches: readonly BatchId[]
  readonly holds: readonly {
    readonly batchId: BatchId
    readonly rootId: BatchId
    readonly holderId: PartyId | null
    readonly isLifted: boolean
  }[]
  readonly movements: readonly { readonly amount: bigint; readonly from: AccountFact; readonly to: AccountFact }[]
}

export type ResultFact = {
  readonly eventId: EventId
  /** Null where the sample is not this reader's to know. */
  readonly sampleId: BatchId | null
  readonly analyte: string
  readonly value: string
  readonly unit: string
  readonly of: 'dried' | 'as-is'
  readonly method: string
  readonly uncertainty: string | null
  readonly testedAt: Instant
  /** 0: a sample of this batch; 1: of its parent; and so on. The nearest speaks. */
  readonly depth: number
}

/** What the study of a batch's product concluded, and since when that counts for the batch. */
export type ShelfLifeFact = {
  readonly number: string
  readonly kind: 'shelf-life' | 'retest-period'
  readonly months: number
  /** Null before its first release. */
  readonly releasedOn: PlainDate | null
}

/** Stands held: where, and what it was before (or would have come in as). */
export type OriginFact = { readonly accountId: AccountId; readonly state: string; readonly amount: bigint }

/** What was granted to a holder, and what is left of it. */
export type AllowanceFact = {
  readonly kind: AllowanceKind
  readonly number: string
  readonly holderId: PartyId
  readonly counterId: PartyId | null
  readonly productCode: string | null
  readonly period: Period
  readonly leftMg: bigint
  readonly place: Place
}

/** What a condition of an exemption lets an act use in the period of its day, and what was used of that before. */
export type LimitFact = ExemptionLimit & {
  /** The days of the period. */
  readonly days: Period
  readonly usedMg: bigint
  readonly place: Place
}

/** What an exemption lets lie at the premises of the act, and how much lay there when it came nearest to that, at or since the moment of the act. */
export type CeilingFact = {
  readonly exemptionId: string
  readonly substanceId: string
  readonly maxMg: bigint
  readonly liesMg: bigint
}

export type ChainFacts = {
  /** Of the holder, of the kind the act uses up; else none. */
  readonly allowances: readonly AllowanceFact[]
  readonly batches: ReadonlyMap<BatchId, BatchFact>
  readonly accounts: readonly AccountFact[]
  readonly shipment: ShipmentFact | null
  readonly event: EventFact | null
  readonly account: AccountFact | null
  readonly results: readonly ResultFact[]
  /** Of the hold that is lifted; else none. */
  readonly origins: readonly OriginFact[]
  /** For counts: what stood at the premises at that moment, by its place. */
  readonly stockThen?: ReadonlyMap<string, bigint>
  /** For counts: of the batches counted, those whose beginning was taken back. */
  readonly takenBack?: ReadonlySet<BatchId>
}
