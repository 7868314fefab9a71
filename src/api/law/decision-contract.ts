// What crosses HTTP about a decision: asked, recorded, replayed, and the words a question is made of. Not here: the decision (law).
import { IdOf, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { Citation, Decision, DecisionQuestion, Receipt } from '#law/contract'
import { ProofFile } from '#platform/contract'

export const DecisionAsked = Strict({
  question: DecisionQuestion,
  /** Whether the answer is put on record. Left out: yes for who is logged in, no for a visitor. */
  record: Type.Optional(Type.Boolean()),
})

/** Whoever asked keeps these: with them anyone can check the record offline. */
export const DecisionRecord = Strict({
  decisionId: IdOf('decision'),
  receipt: Receipt,
  receiptHash: Type.String({ description: 'sha-256 of the canonical receipt' }),
  salt: Type.String({ description: 'base64; with the canonical receipt it gives the leaf' }),
  leaf: Type.String({ description: 'base64; what stands in the log' }),
})
export type DecisionRecord = Static<typeof DecisionRecord>

export const DecisionAnswer = Strict({ decision: Decision, record: Nullable(DecisionRecord) })

export const RecordedDecision = Strict({
  decisionId: IdOf('decision'),
  /** For staff and for the party that asked; others see the proof alone. */
  receipt: Nullable(Receipt),
  /** Null while the leaf waits to be sealed. */
  proof: Nullable(ProofFile),
})

export const ReplayAnswer = Strict({
  same: Type.Boolean({ description: 'the same question on the law of now gives the same bytes' }),
  differs: Type.Array(OneOf(['law', 'engine', 'answer'])),
  receiptHash: Type.String(),
  decision: Decision,
})

const Words = Strict({ nl: Type.String(), en: Type.String() })
/** What a form needs to ask: every fact with its question, every doubtful point. */
export const DecisionWords = Strict({
  facts: Type.Array(
    Strict({
      fact: Type.String(),
      kind: OneOf(['yes-no', 'choice', 'day', 'number', 'mass']),
      label: Words,
      question: Words,
      choices: Type.Array(Strict({ value: Type.String(), label: Words })),
    }),
  ),
  readings: Type.Array(
    Strict({
      reading: Type.String(),
      nature: OneOf(['doubtful', 'lacuna', 'conflict', 'coverage']),
      question: Words,
      acceptedBy: Nullable(Words),
      citations: Type.Array(Citation),
    }),
  ),
})
