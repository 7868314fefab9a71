// A signed reading of a chemist or a lawyer, as others see it and as it is sent. Not here: what an answer makes of it (law).
import { Day, IdOf, Label, Moment, Nullable, OneOf, PageOf, type Static, Strict, Type } from '#kernel'
import type { ExpertRecord } from '#law/contract'

/** Some lines of text that people read; no control characters but the end of a line. */
const Text = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]+$' })
const ArticleId = Type.String({ pattern: '^[a-z][a-z0-9-]*(/[A-Za-z0-9:]+)*$', maxLength: 100 })
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** Whether a structure is in what a definition describes, or what a named entry covers. */
export const findingAbout = '^(group|named|derivative|isomer|ester|ether|enantiomer):[a-z0-9][a-z0-9-]*$'
const FindingSubject = Strict({
  kind: Type.Literal('finding'),
  about: Type.String({ pattern: findingAbout, maxLength: 80, description: 'group:fenethylaminen, named:ghb' }),
  says: OneOf(['in', 'out']),
  /** The corpus' key, where the substance has one. */
  substanceId: Nullable(Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 80 })),
  /** SMILES or molfile as sent; kept without counter-ions, with its InChIKey. Null for what has no structure. */
  structure: Nullable(Type.String({ minLength: 1, maxLength: 20_000 })),
})
/** How a doubtful point of law is taken. */
const ReadingSubject = Strict({
  kind: Type.Literal('reading'),
  readingId: Type.String({ pattern: '^[a-z][a-z0-9-]{1,60}$' }),
  accepts: Type.Boolean(),
})

export const professions = ['chemist', 'lawyer'] as const

/** Professional data and public: who answers for a reading is part of it. */
const Expert = Strict({ name: Label(), profession: OneOf(professions), organisation: Label() })

export const NewExpertDecision = Strict({
  subject: Type.Union([FindingSubject, ReadingSubject]),
  /** What was asked. */
  question: Text(500),
  /** The answer, in words. */
  conclusion: Text(2_000),
  grounds: Text(8_000),
  basis: Type.Array(ArticleId, { maxItems: 20 }),
  /** The days of the law it speaks of. */
  from: Day,
  until: Nullable(Day),
  expert: Expert,
  documents: Type.Array(IdOf('document'), { maxItems: 20 }),
  /** The record this one takes the place of. */
  replaces: Nullable(IdOf('expertDecision')),
})
export type NewExpertDecision = Static<typeof NewExpertDecision>

/** Who takes a reading back answers for that too. */
export const Withdrawal = Strict({ grounds: Text(8_000), expert: Expert })
export type Withdrawal = Static<typeof Withdrawal>

export const expertStates = ['standing', 'replaced', 'withdrawn', 'withdrawal'] as const

const Reference = Strict({ expertDecisionId: IdOf('expertDecision'), number: Type.String() })

export const ExpertDecision = Strict({
  expertDecisionId: IdOf('expertDecision'),
  number: Type.String({ description: 'D-2026-0001' }),
  /** `withdrawal`: this record takes another back and says nothing more. */
  state: OneOf(expertStates),
  subject: Type.Union([
    Strict({
      kind: Type.Literal('finding'),
      about: Type.String(),
      says: OneOf(['in', 'out']),
      substanceId: Nullable(Type.String()),
      structure: Nullable(Strict({ smiles: Type.String(), inchiKey: Type.String() })),
    }),
    ReadingSubject,
  ]),
  question: Type.String(),
  conclusion: Type.String(),
  grounds: Type.String(),
  basis: Type.Array(Type.String()),
  from: Day,
  until: Nullable(Day),
  decidedOn: Day,
  decidedAt: Moment,
  /** When whoever recorded it had shown a passkey. */
  steppedUpAt: Moment,
  expert: Expert,
  documents: Type.Array(Strict({ documentId: IdOf('document'), sha256: Sha256 })),
  follows: Nullable(Reference),
  followedBy: Nullable(Reference),
  /** Its place in the log; null while it waits to be sealed. */
  leafIndex: Nullable(Type.Integer()),
})
export type ExpertDecision = Static<typeof ExpertDecision>
export const ExpertDecisionPage = PageOf(ExpertDecision)

const Words = Strict({ nl: Type.String(), en: Type.String() })
/** What there is to decide about, for who makes a decision. */
export const ExpertSubjects = Strict({
  groups: Type.Array(Strict({ about: Type.String(), title: Words, status: OneOf(['model', 'official']) })),
  clauses: Type.Array(Strict({ about: Type.String(), title: Words })),
  readings: Type.Array(Strict({ readingId: Type.String(), question: Words, basis: Type.Array(Type.String()) })),
})
export type ExpertSubjects = Static<typeof ExpertSubjects>

/** As a question about a party and an act cites it: by its number, never by a name. Null for a reading, and for what no longer stands. */
export function asExpertRecord({ number, expert, decidedOn, subject, state }: ExpertDecision): ExpertRecord | null {
  if (subject.kind !== 'finding' || state !== 'standing') return null
  const { about, says } = subject
  return { id: number, by: expert.profession, on: decidedOn, about, says }
}
