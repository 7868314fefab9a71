// A recall and its drill: whom it reaches, who was told and said so, and where every milligram of it is by now. Not here: stopping stock.
import { Amount, IdOf, Label, Moment, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { AbroadCount, AbroadRow } from './recall-abroad.ts'
import { AccountRef, BatchRef, PartyRef } from './refs.ts'
import { recallOutcomes, recallWays } from './words.ts'

export const recallKinds = ['recall', 'drill'] as const

/** Where mass of a recall stands or went; together they are all of it. */
export const recallParts = [
  'blocked', // held where it was
  'on-the-way-back', // sent back and not yet there
  'returned', // held by whoever it was sent back to
  'destroyed', // since the recall
  'free', // not stopped: in a drill all stock, in a recall nothing
  'under-way', // between two doors when it began; held on arrival
  'set-apart', // rejected or waste: near no patient
  'sample',
  'dispensed', // beyond the chain: with patients, whom pharmacies reach by their own records
  'exported',
  'tested',
  'lost', // lost, stolen or seized
  'gone-before', // destroyed before the recall, and what drying and processing took
  'difference', // short at a door or in a packing run, not yet explained
  'elsewhere', // by a way this list does not know
] as const
export type RecallPart = (typeof recallParts)[number]

const Part = Strict({ part: OneOf(recallParts), massMg: Amount })
/** Every milligram that ever came into these batches, once. The parts are the whole, or `isWhole` says that they are not. */
export const RecallMass = Strict({ totalMg: Amount, parts: Type.Array(Part), isWhole: Type.Boolean() })
export type RecallMass = Static<typeof RecallMass>

export const RecallSummary = Strict({
  /** Null: a recall without notices, because it was brought in as history. */
  recallId: Nullable(IdOf('recall')),
  kind: OneOf(recallKinds),
  /** Whose own drill it is; null: the authority's. */
  heldBy: Nullable(PartyRef),
  root: BatchRef,
  reason: Type.String(),
  startedAt: Moment,
  /** The hold that stopped the stock; null for a drill, which stops nothing. */
  holdEventId: Nullable(IdOf('event')),
  isLifted: Type.Boolean(),
  told: Type.Integer(),
  acknowledged: Type.Integer(),
  late: Type.Integer({ description: 'told, not acknowledged, and past the term' }),
  /** Buyers and suppliers in other countries and the authorities there, whom staff tell; of a drill that a holder held itself the buyers alone, whom it tells. */
  abroad: AbroadCount,
})
export type RecallSummary = Static<typeof RecallSummary>
export const RecallList = Strict({ items: Type.Array(RecallSummary) })

const told = { way: OneOf(recallWays), outcome: OneOf(recallOutcomes), remark: Type.String({ maxLength: 400 }) }
export const RecallAttempt = Strict({ ...told, at: Moment })
/** `attemptId` is made by the sender (a document id), so that sending twice is once. "received" acknowledges for the holder. */
export const NewRecallAttempt = Strict({ attemptId: IdOf('document'), ...told })
export type NewRecallAttempt = Static<typeof NewRecallAttempt>

/** How the notice fared with the holder's program, which is no answer of a person: null where the holder wants none so. */
export const MachineState = Strict({
  state: OneOf(['delivered', 'waiting', 'failed']),
  /** When it was taken, or last tried. */
  at: Nullable(Moment),
  /** Of the last call that failed: the status, or why there was none. */
  detail: Nullable(Type.String()),
  calls: Type.Integer(),
})

export const NoticeRow = Strict({
  holder: PartyRef,
  toldAt: Moment,
  dueAt: Moment,
  acknowledgedAt: Nullable(Moment),
  /** Under which the acknowledgement stands in the log. */
  acknowledgementId: Nullable(IdOf('document')),
  /** By our clock: the term is over, and nobody said so yet. */
  isLate: Type.Boolean(),
  /** Of an acknowledgement that staff recorded: how the holder said so. Null where it did so itself, or not yet. */
  acknowledgedBy: Nullable(OneOf(recallWays)),
  attempts: Type.Array(RecallAttempt),
  machine: Nullable(MachineState),
  reminders: Type.Integer(),
  remindedAt: Nullable(Moment),
  /** As it was told: what the holder had then, was being sent, and had dispensed; and when that was. */
  countedAt: Moment,
  hadThenMg: Amount,
  comingThenMg: Amount,
  dispensedThenMg: Amount,
  hasNowMg: Amount,
  batches: Type.Array(Strict({ batch: BatchRef, hadThenMg: Amount, hasNowMg: Amount, everHadMg: Amount })),
})
export type NoticeRow = Static<typeof NoticeRow>

/** The mass at a moment since the beginning, for the picture of how it fills. */
export const RecallMoment = Strict({ at: Moment, eventId: Nullable(IdOf('event')), parts: Type.Array(Part) })

export const RecallView = Strict({
  recall: RecallSummary,
  /** From the order to the list of holders with their quantities, by our own clock. */
  listedMs: Nullable(Type.Integer()),
  firstAcknowledgedAt: Nullable(Moment),
  lastAcknowledgedAt: Nullable(Moment),
  termHours: Type.Number(),
  batches: Type.Integer(),
  mass: RecallMass,
  course: Type.Array(RecallMoment),
  notices: Type.Array(NoticeRow),
  /** Who in other countries is to know: those who do not yet first. */
  abroad: Type.Array(AbroadRow),
  /** Hold some of it now, and were not told: came in since, or the recall has no notices yet. */
  untold: Type.Array(Strict({ holder: PartyRef, hasNowMg: Amount })),
})
export type RecallView = Static<typeof RecallView>

/** What a part of the mass is made of: the accounts it stands on or went through, each with its movements behind it. */
export const RecallPartView = Strict({
  part: OneOf(recallParts),
  massMg: Amount,
  count: Type.Integer({ description: 'accounts; those beyond the first two hundred are counted and not named' }),
  accounts: Type.Array(Strict({ account: AccountRef, massMg: Amount }), { maxItems: 200 }),
})
export type RecallPartView = Static<typeof RecallPartView>

/** A drill orders nothing: the client makes its id, so that sending it twice runs it once. */
export const NewDrill = Strict({ recallId: IdOf('recall'), batchId: IdOf('batch'), reason: Label(400) })
export type NewDrill = Static<typeof NewDrill>
export const Reminded = Strict({
  told: Type.Integer({ description: 'holders found since, and told now' }),
  reminded: Type.Integer(),
})

/** What a holder reads: its own part of a recall, and nobody else's. */
export const RecallNotice = Strict({
  recallId: IdOf('recall'),
  kind: OneOf(recallKinds),
  /** Who holds the drill, where that is not the authority: whoever sent the reader these batches. */
  heldBy: Nullable(PartyRef),
  reason: Type.String(),
  toldAt: Moment,
  /** What its batches ever came to was counted then. */
  countedAt: Moment,
  dueAt: Moment,
  acknowledgedAt: Nullable(Moment),
  acknowledgementId: Nullable(IdOf('document')),
  /** By our clock: the term is over, and it was not acknowledged. */
  isLate: Type.Boolean(),
  remindedAt: Nullable(Moment),
  isLifted: Type.Boolean(),
  holdEventId: Nullable(IdOf('event')),
  comingMg: Amount,
  /** Of all its batches in this recall, as its own accounts stand now. */
  blockedMg: Amount,
  freeMg: Amount,
  sentBackMg: Amount,
  destroyedMg: Amount,
  dispensedMg: Amount,
  lines: Type.Array(
    Strict({ batch: BatchRef, everHadMg: Amount, blockedMg: Amount, freeMg: Amount, dispensedMg: Amount }),
  ),
})
export type RecallNotice = Static<typeof RecallNotice>
export const RecallNotices = Strict({ items: Type.Array(RecallNotice) })
