// EPCIS capture as others see it: a capture and how far it is, what became of each event, and the check of a document. Not here: EPCIS itself,
// whose shapes are the standard's.
import { Day, IdOf, Moment, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { type ActKind, actKinds } from './acts.ts'

const uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' })
export const massVerdicts = ['balanced', 'imbalance', 'not-decidable', 'open', 'none'] as const

/** RFC 9457, with the place in the document. */
export const CaptureProblem = Strict({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  pointer: Type.String({ description: 'JSON pointer into the document as JSON-LD' }),
  /** Which event of the document, from 0. */
  eventIndex: Nullable(Type.Integer()),
  instance: Type.Optional(Type.String({ description: 'of a fault of ours: the number to name when asking for help' })),
})
export type CaptureProblem = Static<typeof CaptureProblem>

/** As EPCIS 2.0 has it; the numbers of events are ours. */
export const CaptureJob = Strict({
  captureID: uuid,
  createdAt: Moment,
  finishedAt: Type.Optional(Moment),
  running: Type.Boolean(),
  success: Type.Boolean({ description: 'while running: no error so far; after: everything was captured' }),
  captureErrorBehaviour: OneOf(['rollback', 'proceed']),
  errors: Type.Array(CaptureProblem),
  eventCount: Type.Integer(),
  doneCount: Type.Integer(),
})
export type CaptureJob = Static<typeof CaptureJob>
export const CaptureJobs = Type.Array(CaptureJob)

/** What became of an event: an act of the ledger, or kept, moving nothing. */
export const EventFate = Strict({
  eventID: Type.String(),
  eventIndex: Nullable(Type.Integer()),
  type: Type.String(),
  eventTime: Moment,
  became: OneOf(['act', 'kept']),
  act: Nullable(OneOf(actKinds as readonly ActKind[])),
  mass: OneOf(massVerdicts),
  /** The event of the ledger it became. */
  chainEventId: Nullable(IdOf('event')),
})
export type EventFate = Static<typeof EventFate>
export const EventFates = Strict({ items: Type.Array(EventFate) })
export type EventFates = Static<typeof EventFates>

const Mg = Type.String({ pattern: '^[0-9]+$' })
export const MassLineView = Strict({
  /** Which events of the document, from 0. */
  eventIndexes: Type.Array(Type.Integer()),
  transformationID: Nullable(Type.String()),
  verdict: OneOf(massVerdicts),
  inMg: Nullable(Mg),
  outMg: Nullable(Mg),
  /** What has no mass in the document. */
  lacking: Type.Array(Type.String()),
})
const Placed = Strict({ pointer: Type.String(), code: Type.String(), detail: Type.String() })
/** Whether a document follows EPCIS 2.0, and whether its mass balances. */
export const EpcisCheck = Strict({
  valid: Type.Boolean(),
  events: Type.Integer(),
  faults: Type.Array(Placed, {
    description: 'the first 200 of them; those of the document itself before those of events',
  }),
  faultCount: Type.Integer({ description: 'of all faults' }),
  faultyEvents: Type.Integer({ description: 'how many events have one or more' }),
  remarks: Type.Array(Placed, { description: 'what is odd and no fault: the document is taken as it is' }),
  mass: Type.Array(MassLineView),
  /** What each event would become, for who asks; not whether the ledger would take it. */
  foreseen: Type.Array(
    Strict({
      eventIndex: Type.Integer(),
      eventID: Type.String(),
      type: Type.String(),
      act: Nullable(OneOf(actKinds as readonly ActKind[])),
      mass: OneOf(massVerdicts),
      refusal: Nullable(Strict({ type: Type.String(), title: Type.String(), detail: Type.String() })),
    }),
  ),
})
export type EpcisCheck = Static<typeof EpcisCheck>

/** Which versions of the authority's profile there are. */
export const EpcisProfiles = Strict({
  items: Type.Array(
    Strict({ from: Day, until: Nullable(Day), knownOn: Day, title: Type.String(), address: Type.String() }),
  ),
})
