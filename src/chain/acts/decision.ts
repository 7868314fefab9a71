// What a rule of the chain answers: which mass moves, and what else an act says. Plain data. Not here: writing it (record/posting.ts).
import type { BatchId, EventId, Instant, PartyId, PlainDate, PremisesId, ShipmentId } from '#kernel'
import type { BatchKind, LossToldTo, RoomUse, StockState } from '../contract.ts'
import type { Move, Place } from '../place.ts'
import type { AllowanceFact, LimitFact, ResultFact, ShipmentFact } from './facts.ts'

/** What a difference account lends to stock that would have been short, first at that moment. */
export type Dispute = {
  readonly stock: Place
  readonly difference: Place
  readonly amount: bigint
  readonly shortAt: Instant
  readonly dueOn: PlainDate
}

/** An exemption, in the version that began on that day: an act and an amendment cannot pass each other. */
export type ReliedOn = { readonly exemptionId: string; readonly since: PlainDate }

/** Which products are of what a limit is of: the law's to know, and the door's to be told. */
export type LimitSaid = { readonly products: readonly string[] }

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
  /** What came in under exemptions that name the most that may lie there: of which substance, and which products are of it. The door judges. */
  readonly ceilings?: readonly {
    readonly exemptionId: string
    readonly substanceId: string
    readonly products: readonly string[]
  }[]
  /** Exemptions of others it leans on, who receive or carry: the door locks each and reads it again, and names none. */
  readonly leansOn?: readonly ReliedOn[]
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
  /** Differences that a settlement closed, which is taken back. */
  readonly reopens?: readonly Place[]
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
  /** What it uses of limits that conditions set: by how much, and on which day. The door judges it against the register. */
  readonly limits?: readonly (LimitFact & LimitSaid & { readonly on: PlainDate; readonly addsMg: bigint })[]
  /** The other limits of those exemptions for such an act, of which it uses nothing: the door looks whether that is so. */
  readonly unused?: readonly (LimitFact & LimitSaid)[]
  /** Every exemption it relies on: named in its record, locked and read again by the door. None where an article allows it. */
  readonly exemptions: readonly (ReliedOn & { readonly number: string })[]
  readonly basis: readonly string[]
}

export type ResultRow = Pick<ResultFact, 'analyte' | 'value' | 'unit' | 'of' | 'method' | 'uncertainty'>

/** The batches that begin with an event. */
export function openedBy({ batchOpened, batchesOpened = [] }: Decision): readonly NewBatch[] {
  return batchOpened ? [batchOpened, ...batchesOpened] : batchesOpened
}
