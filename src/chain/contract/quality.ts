// Quality as others see it: orders at a laboratory, cases of a result outside, certificates, appointments. Not here: what may follow what
// (quality/), and the mass a test uses up (acts.ts).
import {
  Day,
  Decimal,
  IdOf,
  Label,
  Moment,
  Nullable,
  OneOf,
  PageOf,
  SignedAmount,
  type Static,
  Strict,
  Type,
} from '#kernel'
import { determinationIds, unlimitedTests } from '#law/contract'
import { TestResult } from './acts.ts'
import { BatchRef, PartyRef } from './refs.ts'

/** What a laboratory is asked: determinations with a number, and tests that are judged by looking. */
export const observations = [
  'appearance',
  'microscopy',
  'identity-tlc',
  'fineness',
  'pesticides',
  'related-substances',
] as const
export const determinations = determinationIds
export const testsToOrder = [...determinations, ...observations] as const
export type OrderTest = (typeof testsToOrder)[number]

/** Where an order stands. Those from `out-of-specification` on follow from its case, from the second test and from the verdict. */
export const orderStates = [
  'ordered',
  'received',
  'in-test',
  'result',
  'confirmed',
  'out-of-specification',
  'explained',
  'out-of-specification-confirmed',
  'retest',
  'released',
  'refused',
  'withdrawn',
] as const
export type OrderState = (typeof orderStates)[number]
export const caseStates = ['open', 'explained', 'retest', 'confirmed'] as const
export type CaseState = (typeof caseStates)[number]

export const NewOrder = Strict({
  sampleId: IdOf('batch'),
  laboratoryId: IdOf('party'),
  tests: Type.Array(OneOf(testsToOrder), { minItems: 1, maxItems: 30, uniqueItems: true }),
  /** Until when the result is wanted. */
  dueOn: Nullable(Day),
})
export type NewOrder = Static<typeof NewOrder>

/** A figure as the laboratory wrote it: its own name for what was measured, its own unit. Kept as received beside what it was read as. */
export const ReceivedResult = Strict({
  analyte: Label(60),
  value: Decimal,
  unit: Label(20),
  of: OneOf(['dried', 'as-is']),
  method: Label(60),
  /** Expanded (k = 2 unless the method says otherwise), in the unit of the value. */
  uncertainty: Nullable(Decimal),
  lod: Nullable(Decimal),
  loq: Nullable(Decimal),
  /** "< LOQ": the value is then the limit it was below. */
  isBelow: Type.Boolean(),
})
export type ReceivedResult = Static<typeof ReceivedResult>
export const Observation = Strict({ test: OneOf(observations), conforms: Type.Boolean(), method: Label(60) })
export type Observation = Static<typeof Observation>

export const OrderResult = Strict({
  /** The event of the ledger: what the tests used up of the sample, and the figures that speak. */
  eventId: IdOf('event'),
  occurredAt: Moment,
  premisesId: IdOf('premises'),
  consumedMassMg: Type.String({ pattern: '^[1-9][0-9]{0,17}$' }),
  results: Type.Array(ReceivedResult, { maxItems: 30 }),
  observations: Type.Array(Observation, { maxItems: 10 }),
})
export type OrderResult = Static<typeof OrderResult>
export const CorrectedResult = Strict({ report: OrderResult, reason: Label(400) })
export type CorrectedResult = Static<typeof CorrectedResult>
export const Reasoned = Strict({ reason: Label(400) })
export type Reasoned = Static<typeof Reasoned>

export const QualityStep = Strict({
  stepId: IdOf('step'),
  kind: Type.String(),
  state: Type.String(),
  at: Moment,
  by: PartyRef,
  reason: Nullable(Type.String()),
  eventId: Nullable(IdOf('event')),
  /** Its place in the log; null while it waits to be sealed. */
  leafIndex: Nullable(Type.Integer()),
})
export type QualityStep = Static<typeof QualityStep>

/** The laboratory could tell only that there was less than the value, its limit of quantification. */
const Below = Type.Literal(true)

/** A result beside its limit, as it was compared: both numbers, by which rule. */
export const ComparedRow = Strict({
  analyte: Type.String(),
  min: Nullable(Type.String()),
  max: Nullable(Type.String()),
  unit: Type.String(),
  of: OneOf(['dried', 'as-is']),
  rule: OneOf(['simple', 'guard-band']),
  /** By which methods the specification wants it measured, any of them; left out, by whatever method. */
  methods: Type.Optional(Type.Array(Type.String())),
  source: Type.String(),
  value: Nullable(Type.String()),
  measuredOf: Nullable(OneOf(['dried', 'as-is'])),
  uncertainty: Nullable(Type.String()),
  method: Nullable(Type.String()),
  compared: Nullable(Type.String()),
  accepted: Nullable(Strict({ min: Nullable(Type.String()), max: Nullable(Type.String()) })),
  verdict: OneOf(['inside', 'outside', 'missing']),
  why: Nullable(
    OneOf(['below', 'above', 'guard-band', 'no-result', 'unit', 'basis', 'uncertainty', 'less-than', 'method']),
  ),
  isBelow: Type.Optional(Below),
  testedAt: Nullable(Moment),
  eventId: Nullable(IdOf('event')),
})
export type ComparedRow = Static<typeof ComparedRow>

const ThreadRef = Strict({ id: IdOf('quality'), number: Type.String() })

export const OrderView = Strict({
  orderId: IdOf('quality'),
  number: Type.String(),
  state: OneOf(orderStates),
  /** Null for a laboratory, which has the sample alone. */
  batch: Nullable(BatchRef),
  sample: BatchRef,
  productCode: Type.String(),
  productName: Type.String(),
  orderer: PartyRef,
  laboratory: PartyRef,
  tests: Type.Array(OneOf(testsToOrder)),
  orderedAt: Moment,
  dueOn: Nullable(Day),
  /** The case a second test is for. */
  retestOf: Nullable(ThreadRef),
  /** The case its own result opened. */
  caseRef: Nullable(ThreadRef),
  received: Type.Array(ReceivedResult),
  /** Reports that were corrected before they were confirmed, oldest first. */
  earlier: Type.Array(
    Strict({ at: Moment, received: Type.Array(ReceivedResult), observations: Type.Array(Observation) }),
  ),
  /** Whether whoever asks entered the result: another confirms it. */
  isMine: Type.Boolean(),
  results: Type.Array(TestResult),
  observations: Type.Array(Observation),
  compared: Type.Array(ComparedRow),
  steps: Type.Array(QualityStep),
  /** What is left of the sample at the laboratory, for whoever has it. */
  sampleMassMg: Nullable(Type.String()),
  premisesId: Nullable(IdOf('premises')),
})
export type OrderView = Static<typeof OrderView>
export const OrderPage = PageOf(OrderView)

export const CaseView = Strict({
  caseId: IdOf('quality'),
  number: Type.String(),
  state: OneOf(caseStates),
  batch: Nullable(BatchRef),
  sample: Nullable(BatchRef),
  productCode: Type.String(),
  owner: PartyRef,
  laboratory: Nullable(PartyRef),
  order: Nullable(ThreadRef),
  retest: Nullable(ThreadRef),
  openedAt: Moment,
  dueOn: Nullable(Day),
  findings: Type.Array(
    Strict({
      analyte: Type.String(),
      value: Nullable(Type.String()),
      compared: Nullable(Type.String()),
      min: Nullable(Type.String()),
      max: Nullable(Type.String()),
      unit: Nullable(Type.String()),
    }),
  ),
  explanation: Nullable(Type.String()),
  steps: Type.Array(QualityStep),
})
export type CaseView = Static<typeof CaseView>

export const supersededHows = ['corrected', 'taken-back', 'invalidated', 'replaced'] as const
/** A figure, or what was judged by looking. */
const Figure = Strict({
  value: Nullable(Type.String()),
  uncertainty: Nullable(Type.String()),
  unit: Nullable(Type.String()),
  of: Nullable(OneOf(['dried', 'as-is'])),
  method: Type.String(),
  conforms: Nullable(Type.Boolean()),
  isBelow: Type.Optional(Below),
  eventId: Nullable(IdOf('event')),
})
/** A result that speaks no more: what it was, what speaks instead, who saw to that, when and why. */
export const SupersededResult = Strict({
  how: OneOf(supersededHows),
  test: Type.String(),
  was: Figure,
  /** What it said beside the specification of the day it was measured; null where no limit is known. */
  verdict: Nullable(OneOf(['inside', 'outside', 'missing'])),
  /** Null where nothing took its place yet. */
  became: Nullable(Figure),
  at: Moment,
  /** Null where the reader may not know. */
  by: Nullable(PartyRef),
  reason: Nullable(Type.String()),
  order: Nullable(ThreadRef),
  caseRef: Nullable(ThreadRef),
})
export type SupersededResult = Static<typeof SupersededResult>

/** Everything a release turns on, of one batch on one day. */
export const ReleaseDossier = Strict({
  batch: BatchRef,
  productCode: Type.String(),
  productName: Type.String(),
  on: Day,
  quarantineMassMg: Type.String(),
  releasedMassMg: Type.String(),
  premisesId: Nullable(IdOf('premises')),
  specification: Type.Array(ComparedRow),
  label: Type.Array(ComparedRow),
  unlimited: Type.Array(
    Strict({
      test: OneOf(unlimitedTests),
      source: Type.String(),
      conforms: Nullable(Type.Boolean()),
      value: Nullable(Type.String()),
      unit: Nullable(Type.String()),
      isBelow: Type.Optional(Below),
    }),
  ),
  /** In which event each of those was measured, where that is the reader's to open. */
  unlimitedEvents: Type.Array(Strict({ test: OneOf(unlimitedTests), eventId: IdOf('event') })),
  /** Orders and cases that stand in the way. */
  blocking: Type.Array(
    Strict({ id: IdOf('quality'), kind: OneOf(['order', 'case']), number: Type.String(), state: Type.String() }),
  ),
  /** Results of it, and of what it was made of, that were corrected, taken back, invalidated or replaced; the last first. */
  superseded: Type.Array(SupersededResult),
  /** What is not accounted for yet of it, with the account it stands in: it does not stop a release, and whoever decides knows of it. */
  differences: Type.Array(Strict({ accountId: IdOf('account'), state: Type.String(), amountMg: SignedAmount })),
  onHold: Type.Boolean(),
  verdict: OneOf(['inside', 'outside', 'missing']),
  certificates: Type.Array(Strict({ number: Type.String(), state: Type.String() })),
  /** Whether whoever asks has the capacity of qualified person today; null where none is asked. */
  isQualified: Nullable(Type.Boolean()),
  /** A release holds this long, unless whoever decides says otherwise. */
  expiresOn: Day,
  nextCertificate: Type.String(),
})
export type ReleaseDossier = Static<typeof ReleaseDossier>

export const certificateFormat = 'grein-certificate/1'
/** The certificate of analysis itself: this text, canonical, is what is hashed into the log. */
export const Certificate = Strict(
  {
    format: Type.Literal(certificateFormat),
    number: Type.String(),
    version: Type.Integer({ minimum: 1 }),
    authority: Type.String(),
    product: Strict({ productCode: Type.String(), name: Type.String(), form: Type.String() }),
    batch: Strict({ batchId: IdOf('batch'), name: Type.String() }),
    verdict: Type.Literal('released'),
    releasedAt: Moment,
    releaseEventId: IdOf('event'),
    /** The person who released, opaque, and in which capacity. */
    releasedBy: Strict({ person: Nullable(Type.String()), capacity: Nullable(Type.Literal('qualified-person')) }),
    expiresOn: Nullable(Day),
    publicUntil: Nullable(Day),
    lawVersion: Nullable(Type.String()),
    specification: Type.Array(ComparedRow),
    label: Type.Array(ComparedRow),
    unlimited: ReleaseDossier.properties.unlimited,
    replaces: Nullable(Type.Integer({ description: 'the version before' })),
  },
  { $id: 'https://grein.example/schemas/certificate-1', title: 'Certificate of analysis, version 1' },
)
export type Certificate = Static<typeof Certificate>

export const CertificateView = Strict({
  number: Type.String(),
  state: OneOf(['issued', 'withdrawn']),
  publicUntil: Nullable(Day),
  stepId: IdOf('step'),
  /** sha-256 of the canonical text of the certificate, hex. */
  sha256: Type.String(),
  certificate: Certificate,
  versions: Type.Array(Strict({ version: Type.Integer(), state: OneOf(['issued', 'withdrawn']), at: Moment })),
  leafIndex: Nullable(Type.Integer()),
})
export type CertificateView = Static<typeof CertificateView>

/** What a control chart sees, and what a stability study does. */
export const chartSignalKinds = ['outside', 'jump', 'drift', 'sum'] as const
export const studySignalKinds = ['out-of-limit', 'out-of-trend', 'significant-change'] as const
export type StudySignalKind = (typeof studySignalKinds)[number]

/** A batch in which a control chart of the house says that a product is not what it was, or a point of a stability study does. */
export const SignalView = Strict({
  signalId: IdOf('quality'),
  number: Type.String(),
  state: OneOf(['raised', 'seen']),
  productCode: Type.String(),
  productName: Type.String(),
  analyte: OneOf(testsToOrder),
  /** Whose batch it is; of a study: whose study. */
  grower: PartyRef,
  batch: Nullable(BatchRef),
  kinds: Type.Array(OneOf([...chartSignalKinds, ...studySignalKinds])),
  value: Type.String(),
  /** Null for a point that was taken over from a report. */
  eventId: Nullable(IdOf('event')),
  study: Nullable(ThreadRef),
  raisedAt: Moment,
  steps: Type.Array(QualityStep),
})
export type SignalView = Static<typeof SignalView>

export const Appointment = Strict({
  appointmentId: IdOf('quality'),
  userId: IdOf('user'),
  /** As the login service wrote it; null for who never logged in here. */
  name: Nullable(Type.String()),
  capacity: OneOf(['qualified-person']),
  from: Day,
  until: Nullable(Day),
  stands: Type.Boolean(),
})
export type Appointment = Static<typeof Appointment>
export const KnownPeople = Strict({ items: Type.Array(Strict({ userId: IdOf('user'), name: Type.String() })) })
export type KnownPeople = Static<typeof KnownPeople>
export const NewAppointment = Strict({ userId: IdOf('user'), from: Day, until: Nullable(Day) })
export type NewAppointment = Static<typeof NewAppointment>
