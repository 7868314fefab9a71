// What a rule decides from and what it answers: plain data. Not here: fetching it (store/) and writing it (posting.ts).
import type {
  AccountId,
  AuthorityId,
  BatchId,
  EventId,
  Instant,
  PartyId,
  Period,
  PlainDate,
  PremisesId,
  ShipmentId,
} from '#kernel'
import type { ListName, Product } from '#law/contract'
import type { LicensingFacts, PartyFact } from '#licensing'
import type {
  AccountKind,
  Act,
  ActKind,
  AllowanceKind,
  BatchKind,
  Ledger,
  LossCause,
  LossToldTo,
  RoomUse,
  StockState,
  shipReasons,
} from './contract.ts'
import type { OrderFact } from './orders/order-facts.ts'
import type { QualityTerms } from './quality/terms.ts'

export type ShipReason = (typeof shipReasons)[number]

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
  /** The most material the holder had at the premises at any moment since the act, where a ceiling may hold; else null. */
  readonly premisesStockMg: bigint | null
}

/** The figures the chain weighs by; each a file of corpus/terms. */
export type ToleranceName =
  | 'drying-yield'
  | 'extraction-yield'
  | 'processing-loss'
  | 'pack-difference'
  | 'count-difference'

/** Parts of a million, both ends included. */
export type Tolerance = { readonly min: bigint; readonly max: bigint }

/** What the chain asks of the law: products, lists and tolerances on a day. */
export type LawForChain = {
  tolerance(name: ToleranceName, on: PlainDate): Tolerance
  /** The largest sample for a laboratory: more leaves as what it is. */
  sampleMaxMg(on: PlainDate): bigint
  /** For how many days stock may be set aside. */
  reservationDays(on: PlainDate): number
  /** When something may be recorded on that day: so far ahead of our clock, and so long after it happened. */
  recording(on: PlainDate): { readonly aheadSeconds: number; readonly lateDays: number }
  /** Within which the notice of a recall is acknowledged. */
  recallSeconds(on: PlainDate): number
  /** Within how many working days of its discovery somebody is told of a theft or loss; null: nothing is known that asks it. */
  lossNotice(cause: LossCause, to: LossToldTo, on: PlainDate): number | null
  /** Within how many working days a shipment comes. */
  transitWorkingDays(on: PlainDate): number
  /** Within how many working days of its receipt a supplier is told of a difference. */
  differenceWorkingDays(on: PlainDate): number
  /** Within how many days what was cut is weighed back dry. */
  dryingDays(on: PlainDate): number
  /** Within how many days the other part of a transformation told in parts comes. */
  transformationDays(on: PlainDate): number
  /** In how many months a harvest goes to the Minister. */
  deliveryMonths(on: PlainDate): number
  /** How many days before their end the months of a harvest ring. */
  harvestWarningDays(on: PlainDate): number
  /** How many days before its date stock asks to be used. */
  expiryWarningDays(on: PlainDate): number
  /** Within how many working days the second signature under this act may come as an event of its own; null: it must be on the act. */
  secondSignature(kind: ActKind, on: PlainDate): number | null
  /** Within how many working days what is short is explained when this act, recorded on that day, comes late; null: it is refused. */
  lateDispute(kind: ActKind, on: PlainDate): number | null
  product(code: string, on: PlainDate): Product | null
  listOf(substanceId: string, on: PlainDate): ListName | null
  /** Clocks, capacities and names of quality; left out where a house has no quality room, and for history. */
  readonly quality?: QualityTerms
}

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
  /** The order form a despatch names, as far as this reader knows it. */
  readonly order?: OrderFact
  readonly law: LawForChain
}

/** What stood at a place at a moment in the past and after each movement since, oldest first. */
export type LateStock = readonly { readonly at: Instant; readonly level: bigint }[]

/** What a difference account lends to stock that would have been short, first at that moment. */
export type Dispute = {
  readonly stock: Place
  readonly difference: Place
  readonly amount: bigint
  readonly shortAt: Instant
  readonly dueOn: PlainDate
}

export type NewBatch = {
  readonly batchId: BatchId
  readonly name: string
  readonly kind: BatchKind
  readonly productCode: string
  readonly amount: bigint
  readonly unit: 'mg' | 'pieces'
  readonly cultivar?: string
  readonly room?: string
  readonly gtin?: string
  readonly packs?: number
  readonly packMassMg?: bigint
  readonly expiresOn?: string
}

/** What an act does. Mass moves by `moves` alone; the rest says what it was about. */
export type Decision = {
  readonly moves: readonly Move[]
  readonly batchOpened?: NewBatch
  /** Of the same event too: plants that are tagged. */
  readonly batchesOpened?: readonly NewBatch[]
  /** Under which exemption to have it, when that is another than the one relied on: its ceiling is judged by the door. */
  readonly comesUnder?: string
  readonly edges?: readonly { readonly parentId: BatchId; readonly childId: BatchId; readonly amount: bigint }[]
  /** Batches it is about that no movement names. */
  readonly touched?: readonly BatchId[]
  readonly counterId?: PartyId
  /** Parties it concerns that no movement names. */
  readonly parties?: readonly PartyId[]
  readonly correctsId?: EventId
  readonly shipment?: Omit<ShipmentFact, 'eventId' | 'shippedAt' | 'isCancelled' | 'lines'> & {
    readonly lines: readonly {
      readonly batchId: BatchId
      readonly state: StockState
      readonly shippedMg: bigint
      readonly transit: Place
    }[]
  }
  readonly settlements?: readonly {
    readonly shipmentId: ShipmentId
    readonly line: number
    readonly round: number
    readonly receivedMg: bigint
  }[]
  readonly results?: { readonly sampleId: BatchId; readonly rows: readonly ResultRow[] }
  readonly verdict?: {
    readonly batchId: BatchId
    readonly verdict: 'released' | 'rejected'
    readonly certificate: string
    readonly expiresOn: string | null
  }
  readonly holds?: readonly {
    readonly batchId: BatchId
    readonly rootId: BatchId
    readonly scope: 'batch' | 'recall'
    readonly reason: string
    readonly holderId: PartyId | null
  }[]
  readonly lifts?: readonly { readonly batchId: BatchId; readonly holdEventId: EventId }[]
  readonly closes?: readonly Place[]
  /** Accounts that are there from now on, though nothing may have moved: what is known to hold none of something. */
  readonly opens?: readonly Place[]
  readonly documents?: readonly string[]
  readonly disputes?: readonly Dispute[]
  /** Until when a second person signs for this. */
  readonly toSignBy?: PlainDate
  readonly lossDues?: readonly { readonly to: LossToldTo; readonly discoveredAt: Instant; readonly dueOn: PlainDate }[]
  readonly lossNotice?: { readonly lossId: EventId; readonly to: LossToldTo; readonly reference: string }
  readonly room?: {
    readonly premisesId: PremisesId
    readonly holderId: PartyId
    readonly name: string
    readonly kind: 'room' | 'field'
    readonly uses: readonly RoomUse[]
    readonly from: PlainDate
  }
  /** Where all of it at the premises of the act stands from now on. */
  readonly stay?: { readonly batchId: BatchId; readonly room: string }
  readonly countersigns?: { readonly signsId: EventId; readonly holderId: PartyId }
  readonly allowance?: Omit<AllowanceFact, 'period' | 'leftMg'> & {
    readonly massMg: bigint
    readonly from: PlainDate
    readonly until: PlainDate | null
  }
  /** The exemption relied on, when the act needs one; the door reads it again. */
  readonly exemption: { readonly exemptionId: string; readonly number: string } | null
  readonly basis: readonly string[]
}

export type ResultRow = Pick<ResultFact, 'analyte' | 'value' | 'unit' | 'of' | 'method' | 'uncertainty'>

/** The batches that begin with an event. */
export function openedBy({ batchOpened, batchesOpened = [] }: Decision): readonly NewBatch[] {
  return batchOpened ? [batchOpened, ...batchesOpened] : batchesOpened
}
