// What others are named by in an answer: parties, premises, batches, accounts, and a movement between two. Not here: their details.
import { Amount, IdOf, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { accountKinds, batchKinds, ledgers } from './words.ts'

export const PartyRef = Strict({ partyId: IdOf('party'), name: Type.String() })
export const PremisesRef = Strict({ premisesId: IdOf('premises'), name: Type.String() })
export const ExemptionRef = Strict({ exemptionId: IdOf('exemption'), number: Type.String() })
export const BatchRef = Strict({ batchId: IdOf('batch'), name: Type.String(), kind: OneOf(batchKinds) })
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
