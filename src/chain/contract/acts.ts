// Acts: what a person or a machine records. `eventId` is made by the client and is the idempotency key. Not here: what comes of it.
import {
  Amount,
  Day,
  Decimal,
  IdOf,
  Label,
  Moment,
  Nullable,
  OneOf,
  PositiveAmount,
  type Static,
  Strict,
  Type,
} from '#kernel'
import { determinationIds } from '#law/contract'
import { lossCauses, lossToldTo } from './losses.ts'
import { LogisticUnit, Transport, unitsMax } from './manifest.ts'
import { OrderNumber } from './order-number.ts'
import { Photograph, photographsMax } from './photographs.ts'
import { roomKinds, roomUses } from './rooms.ts'
import { StaffNumber } from './staff-number.ts'
import { allowanceKinds, stockStates } from './words.ts'

const act = { eventId: IdOf('event'), occurredAt: Moment, premisesId: IdOf('premises') }
const NewBatch = Strict({ batchId: IdOf('batch'), name: Label(40) })
/** Of a plant lot or a tagged plant: so many leave the count. `massMg` is then what they weighed together, on record and no harvest. */
const plantsGone = {
  plants: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100_000,
      description: 'of plants that were not cut: how many, whatever they weighed',
    }),
  ),
}
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
/** Cuttings of a mother plant become a lot of their own; the mother stays whole. */
export const PropagateAct = Strict({
  kind: Type.Literal('propagate'),
  ...act,
  motherId: IdOf('batch'),
  cuttings: Type.Integer({ minimum: 1, maximum: 100_000 }),
  batch: NewBatch,
  cultivar: Label(60),
  room: Label(40),
})
/** Plants that are followed one by one from here on, each by the number on its tag. */
export const TagAct = Strict({
  kind: Type.Literal('tag'),
  ...act,
  plantLotId: IdOf('batch'),
  plants: Type.Array(NewBatch, { minItems: 1, maxItems: 200 }),
})
/** Leaves and stems that are cut off before it dries: waste as it is, weighed wet, of the same harvest. */
export const TrimWetAct = Strict({
  kind: Type.Literal('trim-wet'),
  ...act,
  batchId: IdOf('batch'),
  wasteMassMg: PositiveAmount,
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
/** A part of a batch goes on under a name of its own, in the same state; nothing is done to it. */
export const SplitAct = Strict({
  kind: Type.Literal('split'),
  ...act,
  batchId: IdOf('batch'),
  state: OneOf(stockStates),
  massMg: PositiveAmount,
  part: NewBatch,
})
/**
 * Flower becomes oil: what went in leaves as converted, the extract enters from there; the exhausted material is weighed as waste. Carrier oil is
 * no hemp: so much of the output as was added of it comes from outside, and is no part of the yield.
 */
export const ExtractAct = Strict({
  kind: Type.Literal('extract'),
  ...act,
  solvent: OneOf(['co2', 'ethanol', 'carrier-oil', 'heat']),
  inputs: Type.Array(Portion, { minItems: 1, maxItems: 50 }),
  output: NewBatch,
  productCode: Type.String(),
  outputMassMg: PositiveAmount,
  /** Of the output, the carrier oil in it, as it was weighed in; left out, there is none. */
  carrierMassMg: Type.Optional(PositiveAmount),
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
  analyte: OneOf([...determinationIds, 'thc', 'thca', 'cbd', 'cbda']),
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
/** What the laboratory found in the batch becomes content of all its stock, whoever has it: dried drug, THC, CBD, base. */
export const AssayAct = Strict({ kind: Type.Literal('assay'), ...act, batchId: IdOf('batch') })
export const ReleaseAct = Strict({
  kind: Type.Literal('release'),
  ...act,
  batchId: IdOf('batch'),
  verdict: OneOf(['released', 'rejected']),
  certificate: Label(40),
  expiresOn: Type.Union([Day, Type.Null()], {
    description: 'until when a release holds; null of a rejection, and of packs, whose label says it',
  }),
  reason: Type.Union([Label(400), Type.Null()], { description: 'of a rejection it is asked' }),
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
  transport: Type.Optional(Transport),
  units: Type.Optional(Type.Array(LogisticUnit, { minItems: 1, maxItems: unitsMax })),
  /** Of the order form this answers: its product, for its receiver, and no more than is still asked. */
  orderNumber: Type.Optional(OrderNumber),
  /** Of what goes back: the number under which its receiver agreed to that (RMA). Theirs, as it stands on their paper. */
  returnNumber: Type.Optional(Label(40)),
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
/** Not taken in: it goes back as a shipment of its own, and was never the receiver's. */
export const RefuseAct = Strict({
  kind: Type.Literal('refuse'),
  ...act,
  shipmentId: IdOf('shipment'),
  returnShipmentId: IdOf('shipment'),
  reason: Label(400),
})
/** What comes from abroad begins here as a batch of ours, with the name it had there. */
export const ImportAct = Strict({
  kind: Type.Literal('import'),
  ...act,
  batch: NewBatch,
  productCode: Type.String(),
  massMg: PositiveAmount,
  sellerId: IdOf('party'),
  importPermit: Label(40),
  exportPermit: Label(40),
  foreignName: Label(60),
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
/** Used in the practice itself, for no named patient: the doctor's bag, a treatment on the spot. */
export const OwnPracticeAct = Strict({
  kind: Type.Literal('own-practice'),
  ...act,
  batchId: IdOf('batch'),
  massMg: PositiveAmount,
  recordNumber: Label(40),
})
/** Given to a subject of a trial: the study by its number, the subject by the site's own record number and never by name. */
export const AdministerAct = Strict({
  kind: Type.Literal('administer'),
  ...act,
  batchId: IdOf('batch'),
  massMg: PositiveAmount,
  study: Label(40),
  recordNumber: Label(40),
})
/** Set aside for somebody until a moment; the house frees it when that has passed. */
export const ReserveAct = Strict({
  kind: Type.Literal('reserve'),
  ...act,
  batchId: IdOf('batch'),
  massMg: PositiveAmount,
  forPartyId: Nullable(IdOf('party')),
  until: Moment,
})
export const FreeAct = Strict({ kind: Type.Literal('free'), ...act, accountId: IdOf('account') })
/** Taken by the authority or for the prosecution, from whoever has it, where it lies. */
export const SeizeAct = Strict({
  kind: Type.Literal('seize'),
  ...act,
  ...plantsGone,
  batchId: IdOf('batch'),
  holderId: IdOf('party'),
  state: OneOf(stockStates),
  massMg: PositiveAmount,
  caseNumber: Label(40),
  reason: Label(400),
})
/** So much may be delivered against a call-off, or brought in or out under a permit; what is done uses it up. */
export const GrantAct = Strict({
  kind: Type.Literal('grant'),
  ...act,
  allowance: OneOf(allowanceKinds),
  number: Label(40),
  holderId: IdOf('party'),
  counterId: Nullable(IdOf('party')),
  productCode: Nullable(Type.String()),
  massMg: PositiveAmount,
  from: Day,
  through: Nullable(Day),
})
export const DestroyAct = Strict({
  kind: Type.Literal('destroy'),
  ...act,
  ...plantsGone,
  batchId: IdOf('batch'),
  state: OneOf(stockStates),
  massMg: PositiveAmount,
  method: OneOf(['incineration', 'composting', 'chemical']),
  witnesses: Type.Array(StaffNumber, {
    minItems: 1,
    maxItems: 4,
    description: 'two different people; with one, somebody else signs with an event of their own (`countersign`)',
  }),
  documents: Type.Array(IdOf('document'), { maxItems: 10 }),
  /** Handed in before under this event's number; the hash of each is part of what is signed. */
  photographs: Type.Optional(Type.Array(Photograph, { minItems: 1, maxItems: photographsMax })),
})
export const LoseAct = Strict({
  kind: Type.Literal('lose'),
  ...act,
  ...plantsGone,
  batchId: IdOf('batch'),
  state: OneOf(stockStates),
  massMg: PositiveAmount,
  cause: OneOf(lossCauses),
  reason: Label(400),
  /** From when on it must be told; left out: it was seen as it happened. */
  discoveredAt: Type.Optional(Moment),
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
  /** Of what came late and was disputed: what was missing has come in since, so the stock gives back what it was lent. */
  fromStock: Type.Optional(Type.Boolean()),
})
/**
 * What is really there, counted or weighed by one and signed by another, of each lot in each state; blind, so the book is not in it. A
 * follow-up repeats an earlier count's figures at its own moment, after something came in late for an hour before.
 */
export const CountAct = Strict({
  kind: Type.Literal('count'),
  ...act,
  lines: Type.Array(Strict({ batchId: IdOf('batch'), state: OneOf(stockStates), countedMassMg: Amount }), {
    minItems: 1,
    maxItems: 200,
  }),
  counter: StaffNumber,
  /** An official without an account, by staff number; null: somebody else signs with an event of their own (`countersign`). */
  countersigner: Nullable(StaffNumber),
  followsId: Nullable(IdOf('event')),
})
/** That a theft or loss was told, and the number of the receipt that was given. */
export const NotifyLossAct = Strict({
  kind: Type.Literal('notify-loss'),
  ...act,
  lossId: IdOf('event'),
  to: OneOf(lossToldTo),
  reference: Label(60),
})
/** What a room or field at somebody's premises is for from that day on, by the authority; for nothing: closed. */
export const DesignateAct = Strict({
  kind: Type.Literal('designate'),
  ...act,
  forPremisesId: IdOf('premises'),
  room: Label(40),
  roomKind: OneOf(roomKinds),
  uses: Type.Array(OneOf(roomUses), { maxItems: roomUses.length }),
  from: Day,
})
/** All the holder has of a batch at the premises goes to another room there; no mass moves. */
export const MoveRoomAct = Strict({ kind: Type.Literal('move-room'), ...act, batchId: IdOf('batch'), room: Label(40) })
/** The second signature under a count or a destruction, by another person than recorded it, where that person is logged in. */
export const CountersignAct = Strict({ kind: Type.Literal('countersign'), ...act, signsId: IdOf('event') })
/** Takes an event back by an event that points at it: every movement reversed, where the mass is still there. */
export const CorrectAct = Strict({
  kind: Type.Literal('correct'),
  ...act,
  correctsId: IdOf('event'),
  reason: Label(400),
})

export const actSchemas = {
  plant: PlantAct,
  propagate: PropagateAct,
  tag: TagAct,
  harvest: HarvestAct,
  'trim-wet': TrimWetAct,
  dry: DryAct,
  process: ProcessAct,
  split: SplitAct,
  extract: ExtractAct,
  'hand-over': HandOverAct,
  sample: SampleAct,
  test: TestAct,
  assay: AssayAct,
  release: ReleaseAct,
  irradiate: IrradiateAct,
  pack: PackAct,
  ship: ShipAct,
  receive: ReceiveAct,
  refuse: RefuseAct,
  import: ImportAct,
  export: ExportAct,
  reserve: ReserveAct,
  free: FreeAct,
  dispense: DispenseAct,
  'own-practice': OwnPracticeAct,
  administer: AdministerAct,
  destroy: DestroyAct,
  lose: LoseAct,
  seize: SeizeAct,
  grant: GrantAct,
  hold: HoldAct,
  lift: LiftAct,
  'notify-loss': NotifyLossAct,
  designate: DesignateAct,
  'move-room': MoveRoomAct,
  count: CountAct,
  countersign: CountersignAct,
  'settle-difference': SettleDifferenceAct,
  correct: CorrectAct,
} as const
export type ActKind = keyof typeof actSchemas
export const actKinds = Object.keys(actSchemas) as readonly ActKind[] // The keys of a literal object.
export const Act = Type.Union(Object.values(actSchemas))
export type ActOf<Kind extends ActKind> = Static<(typeof actSchemas)[Kind]>
export type Act = { [Kind in ActKind]: ActOf<Kind> }[ActKind]
