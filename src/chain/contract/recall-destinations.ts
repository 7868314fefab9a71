// Where a holder wants notices of recalls posted, what came of each call, and the message itself. Not here: the notice (recalls.ts).
import { IdOf, Moment, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { RecallNotice } from './recalls.ts'

export const postingOutcomes = ['delivered', 'failed'] as const
export const RecallPosting = Strict({
  at: Moment,
  outcome: OneOf(postingOutcomes),
  /** The status that was answered, or why nothing was: `503`, `ECONNREFUSED`, `not-allowed: private`. */
  detail: Type.String(),
  /** Null: a test. */
  recallId: Nullable(IdOf('recall')),
})
export type RecallPosting = Static<typeof RecallPosting>

export const RecallDestination = Strict({
  destinationId: IdOf('destination'),
  dest: Type.String(),
  createdAt: Moment,
  endedAt: Nullable(Moment),
  /** The last ten calls, newest first. */
  postings: Type.Array(RecallPosting, { maxItems: 10 }),
})
export type RecallDestination = Static<typeof RecallDestination>
export const RecallDestinations = Strict({ items: Type.Array(RecallDestination) })
export type RecallDestinations = Static<typeof RecallDestinations>

/** `destinationId` is made by the sender (UUIDv7), so that registering twice is once. */
export const NewRecallDestination = Strict({
  destinationId: IdOf('destination'),
  dest: Type.String({ maxLength: 2_048, description: 'an address that begins with https://' }),
  signatureToken: Type.String({
    minLength: 16,
    maxLength: 512,
    description: 'calls are signed with it; it is never shown again',
  }),
})
export type NewRecallDestination = Static<typeof NewRecallDestination>

/** What is posted. A test has no notice; `postingId` is new with each call, `notice.recallId` says that two calls are about one recall. */
export const RecallMessage = Strict({
  format: OneOf(['grein-recall-notice/1']),
  kind: OneOf(['recall', 'drill', 'test']),
  postingId: IdOf('document'),
  destinationId: IdOf('destination'),
  sentAt: Moment,
  notice: Nullable(RecallNotice),
})
export type RecallMessage = Static<typeof RecallMessage>
