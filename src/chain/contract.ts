// The chain as others see it: acts that go in, batches, events, traces and balances that come out. Not here: how mass is moved.
import {
  Amount,
  Day,
  Decimal,
  IdOf,
  Label,
  Moment,
  Nullable,
  OneOf,
  PageOf,
  PositiveAmount,
  SignedAmount,
  type Static,
  Strict,
  Type,
} from '#kernel'
import { LawActSchema } from '#law/contract'

/** Units live in the ledger's name: mg of material, µg of an active moiety, pieces. */
export const ledgers = ['material_mg', 'thc_ug', 'cbd_ug', 'plant_pieces'] as const
export type Ledger = (typeof ledgers)[number]

export const stockStates = ['growing', 'wet', 'quarantine', 'released', 'held', 'rejected', 'waste', 'sample'] as const
export type StockState = (typeof stockStates)[number]

export const worldStates = [
  'grown',
  'moisture',
  'destroyed',
  'dispensed',
  'exported',
  'consumed-in-test',
  'lost',
  'stolen',
  'processing-loss',
  'assayed',
  'harvested',
  'opening',
] as const
export type WorldState = (typeof worldStates)[number]

export const accountKinds = ['stock', 'transit', 'difference', 'world'] as const
export type AccountKind = (typeof accountKinds)[number]

export const batchKinds = ['plant-lot', 'harvest', 'bulk', 'sample', 'pack-lot'] as const
export type BatchKind = (typeof batchKinds)[number]

// ── Acts: what a person or a machine records. `eventId` is made by the client and is the idempotency key. ──────────────────

const act = { eventId: IdOf('event'), occurredAt: Moment, premisesId: IdOf('premises') }
const NewBatch = Strict({ batchId: IdOf('batch'), name: Label(40) })
/** As an employer numbers its people. A record is hashed and kept, so no name goes in: without a digit it is not a number. */
export const staffNumberPattern = '^(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9.-]{2,39}$'
const StaffNumber = Type.String({
  pattern: staffNumberPattern,
  description: 'an opaque staff number: 3 to 40 letters, digits, dots or hyphens, with a digit; never a name',
})
const Portion = Strict({ batchId: IdOf('batch'), state: OneOf(stockStates), massMg: PositiveAmount })

export const PlantAct = Strict({
  kind: Type.Literal('plant'),
  ...act,
  batch: NewBatch,
  productCode: Type.String(),
  cultivar: Label(60),
  plants: Type.Integer({ minimum: 1, maximum: 100_000 }),
  room: Label(40),
})
export const HarvestAct = Strict({
  kind: Type.Literal('harvest'),
  ...act,
  plantLotId: IdOf('batch'),
  plantsCut: Type.Integer({ minimum: 1, maximum: 100_000 }),
  batch: NewBatch,
  wetMassMg: PositiveAmount,
})
/** All that is wet is put to dry and weighed back; the rest is moisture. */
export const DryAct = Strict({ kind: Type.Literal('dry'), ...act, batchId: IdOf('batch'), driedMassMg: PositiveAmount })
/** Trimming, granulating or blending: inputs = output + waste + loss, all weighed. */
export const ProcessAct = Strict({
  kind: Type.Literal('process'),
  ...act,
  method: OneOf(['trim', 'granulate', 'blend']),
  inputs: Type.Array(Portion, { minItems: 1, maxItems: 50 }),
  output: NewBatch,
  productCode: Type.String(),
  outputMassMg: PositiveAmount,
  wasteMassMg: Amount,
})
/** The grower delivers to the Minister, at the grower's own premises: bags weighed one by one (Ow 8i(4)). */
export const HandOverAct = Strict({
  kind: Type.Literal('hand-over'),
  ...act,
  batchId: IdOf('batch'),
  massMg: PositiveAmount,
  bags: Type.Integer({ minimum: 1, maximum: 10_000 }),
})
export const SampleAct = Strict({
  kind: Type.Literal('sample'),
  ...act,
  batchId: IdOf('batch'),
  state: OneOf(stockStates),
  massMg: PositiveAmount,
  sample: NewBatch,
})
export const TestResult = Strict({
  analyte: OneOf([
    'total-thc',
    'total-cbd',
    'total-cbn',
    'loss-on-drying',
    'foreign-matter',
    'arsenic',
    'cadmium',
    'lead',
    'mercury',
    'aflatoxins',
    'microbial-count',
  ]),
  value: Decimal,
  unit: OneOf(['%', 'ppm', 'ug/kg', 'cfu/g']),
  of: OneOf(['dried', 'as-is']),
  method: Label(60),
  uncertainty: Nullable(Decimal),
})
export const TestAct = Strict({
  kind: Type.Literal('test'),
  ...act,
  sampleId: IdOf('batch'),
  consumedMassMg: PositiveAmount,
  results: Type.Array(TestResult, { minItems: 1, maxItems: 30 }),
})
export const ReleaseAct = Strict({
  kind: Type.Literal('release'),
  ...act,
  batchId: IdOf('batch'),
  verdict: OneOf(['released', 'rejected']),
  certificate: Label(40),
  expiresOn: Nullable(Day),
  reason: Nullable(Label(400)),
})
export const IrradiateAct = Strict({
  kind: Type.Literal('irradiate'),
  ...act,
  batchId: IdOf('batch'),
  doseKGy: Decimal,
  certificate: Label(40),
})
export const PackAct = Strict({
  kind: Type.Literal('pack'),
  ...act,
  batchId: IdOf('batch'),
  inputMassMg: PositiveAmount,
  pack: NewBatch,
  gtin: Type.String({ pattern: '^[0-9]{14}$' }),
  expiresOn: Day,
  packs: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  packMassMg: PositiveAmount,
  wasteMassMg: Amount,
})
export const shipReasons = ['supply', 'service', 'sample', 'return', 'recall'] as const
export const ShipAct = Strict({
  kind: Type.Literal('ship'),
  ...act,
  shipmentId: IdOf('shipment'),
  receiverId: IdOf('party'),
  toPremisesId: IdOf('premises'),
  reason: OneOf(shipReasons),
  lines: Type.Array(Portion, { minItems: 1, maxItems: 200 }),
})
export const ReceiveAct = Strict({
  kind: Type.Literal('receive'),
  ...act,
  shipmentId: IdOf('shipment'),
  lines: Type.Array(Strict({ batchId: IdOf('batch'), state: OneOf(stockStates), receivedMassMg: Amount }), {
    minItems: 1,
    maxItems: 200,
  }),
})
export const ExportAct = Strict({
  kind: Type.Literal('export'),
  ...act,
  buyerId: IdOf('party'),
  exportPermit: Label(40),
  importPermit: Label(40),
  lines: Type.Array(Portion, { minItems: 1, maxItems: 200 }),
})
/** No prescription and no patient: `recordNumber` is the pharmacy's own, opaque to us. */
export const DispenseAct = Strict({
  kind: Type.Literal('dispense'),
  ...act,
  batchId: IdOf('batch'),
  massMg: PositiveAmount,
  recordNumber: Label(40),
})
export const DestroyAct = Strict({
  kind: Type.Literal('destroy'),
  ...act,
  batchId: IdOf('batch'),
  state: OneOf(stockStates),
  massMg: PositiveAmount,
  method: OneOf(['incineration', 'composting', 'chemical']),
  witnesses: Type.Array(StaffNumber, { minItems: 2, maxItems: 4, description: 'two different people' }),
  documents: Type.Array(IdOf('document'), { maxItems: 10 }),
})
export const LoseAct = Strict({
  kind: Type.Literal('lose'),
  ...act,
  batchId: IdOf('batch'),
  state: OneOf(stockStates),
  massMg: PositiveAmount,
  cause: OneOf(['loss', 'theft']),
  reason: Label(400),
})
/** The authority or the holder stops a batch; a recall takes everything that descends from it, wherever it is. */
export const HoldAct = Strict({
  kind: Type.Literal('hold'),
  ...act,
  batchId: IdOf('batch'),
  scope: OneOf(['batch', 'recall']),
  reason: Label(400),
})
export const LiftAct = Strict({
  kind: Type.Literal('lift'),
  ...act,
  batchId: IdOf('batch'),
  holdEventId: IdOf('event'),
  reason: Label(400),
})
/** What was left over or short on a shipment line or packing run, written off with its reason; ends that difference. */
export const SettleDifferenceAct = Strict({
  kind: Type.Literal('settle-difference'),
  ...act,
  accountId: IdOf('account'),
  reason: Label(400),
})
/** Takes an event back by an event that points at it: every movement reversed, where the mass is still there. */
export const CorrectAct = Strict({
  kind: Type.Literal('correct'),
  ...act,
  correctsId: IdOf('event'),
  reason: Label(400),
})

export const actSchemas = {
  plant: PlantAct,
  harvest: HarvestAct,
  dry: DryAct,
  process: ProcessAct,
  'hand-over': HandOverAct,
  sample: SampleAct,
  test: TestAct,
  release: ReleaseAct,
  irradiate: IrradiateAct,
  pack: PackAct,
  ship: ShipAct,
  receive: ReceiveAct,
  export: ExportAct,
  dispense: DispenseAct,
  destroy: DestroyAct,
  lose: LoseAct,
  hold: HoldAct,
  lift: LiftAct,
  'settle-difference': SettleDifferenceAct,
  correct: CorrectAct,
} as const
export type ActKind = keyof typeof actSchemas
export const actKinds = Object.keys(actSchemas) as readonly ActKind[] // The keys of a literal object.
export const Act = Type.Union(Object.values(actSchemas))
export type ActOf<Kind extends ActKind> = Static<(typeof actSchemas)[Kind]>
export type Act = { [Kind in ActKind]: ActOf<Kind> }[ActKind]

// ── What comes out ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const PartyRef = Strict({ partyId: IdOf('party'), name: Type.String() })
const PremisesRef = Strict({ premisesId: IdOf('premises'), name: Type.String() })
const BatchRef = Strict({ batchId: IdOf('batch'), name: Type.String(), kind: OneOf(batchKinds) })
export type BatchRef = Static<typeof BatchRef>

/** Where mass stands or passes. For a world account holder, premises and batch say whose and what it was. */
export const AccountRef = Strict({
  accountId: IdOf('account'),
  kind: OneOf(accountKinds),
  ledger: OneOf(ledgers),
  state: Type.String(),
  holder: Nullable(PartyRef),
  premises: Nullable(PremisesRef),
  batch: Nullable(BatchRef),
})
export type AccountRef = Static<typeof AccountRef>

export const Movement = Strict({
  line: Type.Integer(),
  ledger: OneOf(ledgers),
  from: AccountRef,
  to: AccountRef,
  amount: Amount,
})
export type Movement = Static<typeof Movement>

/** The answer to a recorded act. `outcome` "already" is the same event sent again: nothing happened twice. */
export const Recorded = Strict({
  eventId: IdOf('event'),
  outcome: OneOf(['recorded', 'already']),
  recordedAt: Moment,
  leaf: Type.String({ description: 'base64 of the leaf this event is in the log' }),
  /** Our signature over the leaf until the tree is sealed (Ed25519, base64). */
  promise: Nullable(Type.String()),
  basis: Type.Array(Type.String()),
  exemptionId: Nullable(IdOf('exemption')),
})
export type Recorded = Static<typeof Recorded>

/** What an act would do: its movements and balances after, or the refusals with their way out. Nothing is written. */
export const Preview = Strict({
  movements: Type.Array(Movement),
  balances: Type.Array(Strict({ account: AccountRef, beforeAmount: SignedAmount, afterAmount: SignedAmount })),
  basis: Type.Array(Type.String()),
  exemption: Nullable(Strict({ exemptionId: IdOf('exemption'), number: Type.String() })),
  refusal: Nullable(
    Strict({ code: Type.String(), title: Type.String(), detail: Type.String(), basis: Type.Array(Type.String()) }),
  ),
})
export type Preview = Static<typeof Preview>

export const EventView = Strict({
  eventId: IdOf('event'),
  kind: OneOf(Object.keys(actSchemas) as ActKind[]),
  occurredAt: Moment,
  recordedAt: Moment,
  holder: Nullable(PartyRef),
  premises: Nullable(PremisesRef),
  batches: Type.Array(BatchRef),
  /** The act as it was recorded; null when it was erased, and where it is about what others have and nothing of the reader's. */
  act: Nullable(Type.Unsafe<Act>({ type: 'object', additionalProperties: true })),
  erased: Type.Boolean(),
  movements: Type.Array(Movement),
  basis: Type.Array(Type.String()),
  exemption: Nullable(Strict({ exemptionId: IdOf('exemption'), number: Type.String() })),
  correctsId: Nullable(IdOf('event')),
  correctedById: Nullable(IdOf('event')),
  /** Brought in as history, while an administrator held an import open; recorded long after it happened. */
  imported: Type.Optional(Type.Boolean()),
  leafIndex: Nullable(Type.Integer()),
  leaf: Type.String(),
})
export type EventView = Static<typeof EventView>
export const EventPage = PageOf(EventView)
export type EventPage = Static<typeof EventPage>

export const batchStatuses = [
  'growing',
  'wet',
  'quarantine',
  'released',
  'held',
  'rejected',
  'in-transit',
  'used-up',
  'sample',
] as const
export const BatchSummary = Strict({
  batchId: IdOf('batch'),
  name: Type.String(),
  kind: OneOf(batchKinds),
  productCode: Type.String(),
  productName: Type.String(),
  status: OneOf(batchStatuses),
  openedOn: Day,
  openedAtPremises: PremisesRef,
  holders: Type.Array(PartyRef),
  /** What is left of it, wherever the reader may look, and what it began with. Plants for a plant lot, else mg. */
  unit: OneOf(['mg', 'pieces']),
  openedAmount: Amount,
  leftAmount: Amount,
  expiresOn: Nullable(Day),
  lastEventAt: Moment,
  recalled: Type.Boolean(),
})
export type BatchSummary = Static<typeof BatchSummary>
export const BatchPage = Strict({
  items: Type.Array(BatchSummary),
  nextCursor: Nullable(Type.String()),
  total: Type.Integer(),
})
export type BatchPage = Static<typeof BatchPage>

export const BatchFilter = Strict({
  q: Type.Optional(Type.String({ maxLength: 80 })),
  kind: Type.Optional(OneOf(batchKinds)),
  status: Type.Optional(OneOf(batchStatuses)),
  product: Type.Optional(Type.String({ maxLength: 40 })),
  holder: Type.Optional(IdOf('party')),
  sort: Type.Optional(OneOf(['opened', 'name', 'left', 'last'])),
  order: Type.Optional(OneOf(['asc', 'desc'])),
  cursor: Type.Optional(Type.String({ maxLength: 600 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export type BatchFilter = Static<typeof BatchFilter>

export const BalanceRow = Strict({ account: AccountRef, amount: SignedAmount, lastAt: Moment, closed: Type.Boolean() })
export type BalanceRow = Static<typeof BalanceRow>

/** A result beside what the product's specification asks on the day of release. */
export const CompositionRow = Strict({
  analyte: Type.String(),
  value: Type.String(),
  unit: Type.String(),
  of: OneOf(['dried', 'as-is']),
  method: Type.String(),
  uncertainty: Nullable(Type.String()),
  min: Nullable(Type.String()),
  max: Nullable(Type.String()),
  source: Nullable(Type.String()),
  verdict: OneOf(['inside', 'outside', 'no-limit']),
  /** Null where the measuring is another's event: the figure travels, the event does not. */
  eventId: Nullable(IdOf('event')),
  testedAt: Moment,
})
export type CompositionRow = Static<typeof CompositionRow>

/** The figures control charts are drawn with, as decimals; dated terms of the house. */
export const ChartRules = Strict({
  baseline: Type.Integer({ minimum: 2, description: 'how many of the first released batches set the limits' }),
  limits: Decimal,
  ewmaWeight: Decimal,
  ewmaLimits: Decimal,
  cusumAllowance: Decimal,
  cusumLimit: Decimal,
})
export type ChartRules = Static<typeof ChartRules>

/** What was measured in every batch of a product that was decided on, in the order of measuring, in % of the dried drug. */
export const ProductComposition = Strict({
  productCode: Type.String(),
  productName: Type.String(),
  /** What the product is released within on the day asked. */
  analytes: Type.Array(
    Strict({
      analyte: OneOf(['total-thc', 'total-cbd']),
      min: Nullable(Decimal),
      max: Nullable(Decimal),
      source: Nullable(Type.String()),
    }),
  ),
  rules: ChartRules,
  points: Type.Array(
    Strict({
      batch: BatchRef,
      grower: Strict({ partyId: IdOf('party'), name: Type.String() }),
      /** Null for whoever is not told: staff, the grower and the laboratory are. */
      laboratory: Nullable(Strict({ partyId: IdOf('party'), name: Type.String() })),
      verdict: OneOf(['released', 'rejected']),
      decidedAt: Moment,
      values: Type.Array(
        Strict({
          analyte: OneOf(['total-thc', 'total-cbd']),
          value: Decimal,
          uncertainty: Nullable(Decimal),
          method: Type.String(),
          eventId: IdOf('event'),
          testedAt: Moment,
        }),
      ),
    }),
  ),
})
export type ProductComposition = Static<typeof ProductComposition>

/** The balance as a flow picture: from where it came, through which accounts, to where it went. Amounts conserve at every node. */
export const Flow = Strict({
  unit: OneOf(['mg', 'pieces']),
  nodes: Type.Array(
    Strict({
      id: Type.String(),
      kind: OneOf(['batch', 'account', 'world']),
      state: Type.String(),
      label: Type.String(),
      batchId: Nullable(IdOf('batch')),
    }),
  ),
  links: Type.Array(
    Strict({
      from: Type.String(),
      to: Type.String(),
      amount: PositiveAmount,
      eventIds: Type.Array(IdOf('event'), { maxItems: 50 }),
      events: Type.Integer(),
    }),
  ),
})
export type Flow = Static<typeof Flow>

export const BatchDetail = Strict({
  batch: BatchSummary,
  cultivar: Nullable(Type.String()),
  gtin: Nullable(Type.String()),
  packs: Nullable(Type.Integer()),
  packMassMg: Nullable(Amount),
  /** Null where the reader came later, and may not open it. */
  openedByEventId: Nullable(IdOf('event')),
  balances: Type.Array(BalanceRow),
  composition: Type.Array(CompositionRow),
  flow: Flow,
  parents: Type.Array(Strict({ batch: BatchRef, amount: Amount })),
  children: Type.Array(Strict({ batch: BatchRef, amount: Amount })),
  certificate: Nullable(
    Strict({
      number: Type.String(),
      verdict: OneOf(['released', 'rejected']),
      eventId: Nullable(IdOf('event')),
      on: Day,
    }),
  ),
  hold: Nullable(
    Strict({ eventId: IdOf('event'), scope: OneOf(['batch', 'recall']), reason: Type.String(), at: Moment }),
  ),
  /** The four months of Ow 8i(4), for harvests alone. */
  deliveryClock: Nullable(Strict({ harvestedOn: Day, dueOn: Day, openMassMg: Amount, basis: Type.String() })),
  documents: Type.Array(
    Strict({ documentId: IdOf('document'), fileName: Type.String(), mediaType: Type.String(), size: Type.Integer() }),
  ),
})
export type BatchDetail = Static<typeof BatchDetail>

/** Ancestors back to the plants, descendants to everyone who has or had it. Shares are exact fractions of the asked batch's mass. */
export const TraceNode = Strict({
  batch: BatchRef,
  depth: Type.Integer({ description: 'negative: ancestors; 0: asked; positive: descendants' }),
  productCode: Type.String(),
  openedOn: Day,
  /** Null: of an ancestor the reader never had, nothing is said of where it is. */
  status: Nullable(OneOf(batchStatuses)),
  premises: PremisesRef,
  /** Of an ancestor: which part of the asked batch came from it. Of a descendant: which part of the asked batch went into it. */
  share: Strict({ numerator: Type.String(), denominator: Type.String() }),
})
export const TraceEdge = Strict({
  parentId: IdOf('batch'),
  childId: IdOf('batch'),
  eventId: IdOf('event'),
  amount: Amount,
})
export const Whereabouts = Strict({
  batch: BatchRef,
  holder: PartyRef,
  premises: Nullable(PremisesRef),
  hasMassMg: Amount,
  hadMassMg: Amount,
  states: Type.Array(Type.String()),
})
export const Trace = Strict({
  asked: BatchRef,
  direction: OneOf(['back', 'forward', 'both']),
  nodes: Type.Array(TraceNode),
  edges: Type.Array(TraceEdge),
  whereabouts: Type.Array(Whereabouts),
  truncated: Type.Boolean(),
})
export type Trace = Static<typeof Trace>
export type TraceNode = Static<typeof TraceNode>

export const ShipmentView = Strict({
  shipmentId: IdOf('shipment'),
  status: OneOf(['in-transit', 'received', 'received-with-difference', 'cancelled']),
  reason: OneOf(shipReasons),
  sender: PartyRef,
  fromPremises: PremisesRef,
  receiver: PartyRef,
  toPremises: PremisesRef,
  shippedAt: Moment,
  receivedAt: Nullable(Moment),
  shipEventId: IdOf('event'),
  receiveEventId: Nullable(IdOf('event')),
  lines: Type.Array(
    Strict({ batch: BatchRef, state: OneOf(stockStates), shippedMassMg: Amount, receivedMassMg: Nullable(Amount) }),
  ),
  /** Three working days after receipt to tell the supplier of a difference (Owb 6), null when there is none. */
  differenceDueOn: Nullable(Day),
})
export type ShipmentView = Static<typeof ShipmentView>
export const ShipmentPage = PageOf(ShipmentView)

/** What can be done with a batch, here and now, by the reader: the form is built from this. */
export const ActOption = Strict({
  kind: OneOf(Object.keys(actSchemas) as ActKind[]),
  lawActs: Type.Array(LawActSchema),
  premises: PremisesRef,
  holder: PartyRef,
  state: Nullable(OneOf(stockStates)),
  maxAmount: Nullable(Amount),
  unit: OneOf(['mg', 'pieces']),
  allowed: Type.Boolean(),
  exemption: Nullable(Strict({ exemptionId: IdOf('exemption'), number: Type.String() })),
  basis: Type.Array(Type.String()),
  refusal: Nullable(
    Strict({ code: Type.String(), title: Type.String(), detail: Type.String(), basis: Type.Array(Type.String()) }),
  ),
})
export type ActOption = Static<typeof ActOption>
export const ActOptions = Strict({ options: Type.Array(ActOption) })
