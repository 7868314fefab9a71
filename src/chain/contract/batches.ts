// Batches as others see them: lists, one in full, its balances and its measured composition. Not here: where they came from.
import { Amount, Day, IdOf, Moment, Nullable, OneOf, SignedAmount, type Static, Strict, Type } from '#kernel'
import { productForms } from '#law/contract'
import { Flow } from './flow.ts'
import { AccountRef, BatchRef, PartyRef, PremisesRef } from './refs.ts'
import { batchKinds } from './words.ts'

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
  /** The event it began with was taken back; another of its holder's may bear its name since. */
  takenBack: Type.Boolean(),
})
export type BatchSummary = Static<typeof BatchSummary>
/** So many that fit a filter are counted; counting on, every page of a country's list would wait for all there ever were. */
export const batchesCountedMax = 10_000
export const BatchPage = Strict({
  items: Type.Array(BatchSummary),
  nextCursor: Nullable(Type.String()),
  total: Nullable(Type.Integer({ description: `How many there are. null: more than ${batchesCountedMax}` })),
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

export const BatchDetail = Strict({
  batch: BatchSummary,
  /** What its product looks like: dried drug is measured on the dried drug, anything else as it is. Null: no such product is known. */
  form: Nullable(OneOf(productForms)),
  cultivar: Nullable(Type.String()),
  gtin: Nullable(Type.String()),
  packs: Nullable(Type.Integer()),
  packMassMg: Nullable(Amount),
  /** Null where the reader came later, and may not open it. */
  openedByEventId: Nullable(IdOf('event')),
  balances: Type.Array(BalanceRow),
  composition: Type.Array(CompositionRow),
  flow: Flow,
  /** `isOpen`: the reader had some of it, so that its own page opens. */
  parents: Type.Array(Strict({ batch: BatchRef, amount: Amount, isOpen: Type.Boolean() })),
  children: Type.Array(Strict({ batch: BatchRef, amount: Amount, isOpen: Type.Boolean() })),
  /** More of its family is the reader's to see than stands in these two lists. */
  relativesCut: Type.Boolean(),
  certificate: Nullable(
    Strict({
      number: Type.String(),
      verdict: OneOf(['released', 'rejected']),
      eventId: Nullable(IdOf('event')),
      on: Day,
    }),
  ),
  /** Certificates of analysis that speak for it: its own, or of what it was made of. Readable by their number. */
  certificates: Type.Array(Strict({ number: Type.String(), state: OneOf(['issued', 'withdrawn']) })),
  hold: Nullable(
    Strict({ eventId: IdOf('event'), scope: OneOf(['batch', 'recall']), reason: Type.String(), at: Moment }),
  ),
  /** The four months of Ow 8i(4), for harvests alone. */
  deliveryClock: Nullable(
    Strict({
      harvestedOn: Day,
      dueOn: Day,
      openMassMg: Amount,
      /** Of it, what lies with a packer, an irradiator or another who works on it for the grower. */
      atServiceMassMg: Amount,
      growerId: IdOf('party'),
      basis: Type.String(),
    }),
  ),
  documents: Type.Array(
    Strict({ documentId: IdOf('document'), fileName: Type.String(), mediaType: Type.String(), size: Type.Integer() }),
  ),
})
export type BatchDetail = Static<typeof BatchDetail>
