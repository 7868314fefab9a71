// What stood where on a past day, and what of that was known on another: two times, never mixed. Not here: how it is added up.
import { Amount, Day, IdOf, Moment, Nullable, OneOf, SignedAmount, type Static, Strict, Type } from '#kernel'
import { batchStatuses } from './batches.ts'
import { AccountRef, BatchRef, PartyRef, PremisesRef } from './refs.ts'
import { accountKinds, ledgers } from './words.ts'

/** A day counts to its end in the Netherlands; a moment counts itself. */
export const DayOrMoment = Type.Union([Day, Moment])

/** `at`: how it stood in the world then. `knownAt`: counting only what was sealed in the log by the end of that day. */
export const StockTimes = {
  at: Type.Optional(DayOrMoment),
  knownAt: Type.Optional(Day),
} as const

/** The signed state of the log an answer rests on: anyone who kept it can check what was known then. */
export const KnownBy = Strict({
  knownAt: Day,
  /** Null: nothing had been signed by the end of that day, so nothing was known. */
  checkpoint: Nullable(
    Strict({
      origin: Type.String(),
      size: Type.Integer(),
      rootHash: Type.String({ description: 'base64' }),
      signedAt: Moment,
    }),
  ),
})
export type KnownBy = Static<typeof KnownBy>

export const StockAtRow = Strict({
  account: AccountRef,
  amount: SignedAmount,
  /** The newest of what was counted; null where nothing was. */
  lastAt: Nullable(Moment),
})
export type StockAtRow = Static<typeof StockAtRow>

/** One batch as it stood: per place and state, and what that makes of the batch as a whole. */
export const BatchStockAt = Strict({
  batch: BatchRef,
  /** Exclusive: everything that occurred before this moment was counted. */
  before: Moment,
  /** Null: everything that is known now was counted. */
  known: Nullable(KnownBy),
  unit: OneOf(['mg', 'pieces']),
  /** Null while it did not exist yet, or nobody knew it did. */
  status: Nullable(OneOf(batchStatuses)),
  leftAmount: Amount,
  rows: Type.Array(StockAtRow),
})
export type BatchStockAt = Static<typeof BatchStockAt>

export const StockQuery = Strict({
  holder: Type.Optional(IdOf('party')),
  premises: Type.Optional(IdOf('premises')),
  product: Type.Optional(Type.String({ maxLength: 40 })),
  ...StockTimes,
})
export type StockQuery = Static<typeof StockQuery>

/** One line of stock: the same place, product, ledger and state together. */
export const StockLine = Strict({
  holder: PartyRef,
  premises: Nullable(PremisesRef),
  productCode: Type.String(),
  productName: Type.String(),
  ledger: OneOf(ledgers),
  kind: OneOf(accountKinds),
  state: Type.String(),
  amount: SignedAmount,
  batches: Type.Integer(),
})
export type StockLine = Static<typeof StockLine>

export const StockAt = Strict({
  before: Moment,
  known: Nullable(KnownBy),
  lines: Type.Array(StockLine),
  /** More lines than one answer holds: name a holder, premises or product. */
  isCut: Type.Boolean(),
})
export type StockAt = Static<typeof StockAt>
