// Two laws side by side, as the answer crosses every boundary. Not here: working it out (compare.ts), what it touches in the system (api).
import { Day, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { Decision, DecisionQuestion, decisionActs, PenaltyView } from '../decision/contract.ts'
import { TermValue } from '../files.ts'
import { Citation, lists } from '../vocabulary.ts'
import { Maximum, SentDraft } from './draft.ts'

export { DraftMutation, DraftSubstance, DraftTerm, LawDraft, Maximum, SentDraft } from './draft.ts'

const Words = Strict({ nl: Type.String(), en: Type.String() })

/** Which law: its days, and whether it is one. */
export const LawNamed = Strict({
  on: Day,
  knownOn: Day,
  lawVersion: Type.String({ description: 'sha-256 of the corpus, or `hypothetical:` and a hash' }),
  hypothetical: Nullable(
    Strict({ hash: Type.String({ description: 'sha-256 of the draft, canonical JSON' }), title: Words }),
  ),
})
export type LawNamed = Static<typeof LawNamed>

/** Where something stands under one law: what decides, in the law's order. */
export const Place = Strict({
  verdict: OneOf(['controlled', 'needs-expert', 'not-controlled']),
  list: Nullable(OneOf(lists)),
  basis: Nullable(OneOf(['named', 'enantiomer', 'isomer', 'ester', 'ether', 'derivative', 'group'])),
  rule: Nullable(Type.String({ description: 'the substance, clause or group that brings it there' })),
  ruleName: Nullable(Words),
  status: Nullable(OneOf(['text', 'title', 'inferred', 'model', 'official'])),
  /** The ban of list IA does not apply to this substance; what it must be shown with, if anything. */
  lifted: Nullable(Strict({ title: Words, needsEvidence: Nullable(Words) })),
})
export type Place = Static<typeof Place>

/** `I`, `IA`, `II`, `none`, or `expert` where the recorded law does not say. */
export const standings = ['I', 'IA', 'II', 'expert', 'none'] as const
export type Standing = (typeof standings)[number]

export const Moved = Strict({
  key: Type.String(),
  /** `mirror-forms`: the pure forms in space of a substance that is drawn flat. `structure`: one that was sent along. */
  what: OneOf(['substance', 'mirror-forms', 'structure']),
  substanceId: Nullable(Type.String()),
  nameNl: Type.String(),
  nameEn: Type.String(),
  smiles: Nullable(Type.String()),
  from: OneOf(standings),
  to: OneOf(standings),
  a: Place,
  b: Place,
  /** Where the text can be read in two ways: the other reading. */
  doubt: Nullable(Words),
})
export type Moved = Static<typeof Moved>

export const changeKinds = ['begins', 'ends', 'changes', 'not-recorded'] as const
/** A provision that is not the same under both; null where it does not hold. `not-recorded`: what held before is not in the corpus. */
export const ArticleChange = Strict({
  article: Type.String(),
  short: Type.String(),
  change: OneOf(changeKinds),
  a: Nullable(Words),
  b: Nullable(Words),
})
export const RuleChange = Strict({
  id: Type.String(),
  kind: Type.String({ description: 'the kind of rule; `group` or `clause` for a definition' }),
  title: Words,
  change: OneOf(changeKinds),
  a: Nullable(Type.String({ description: 'its version' })),
  b: Nullable(Type.String()),
  basis: Type.Array(Type.String()),
})
export type RuleChange = Static<typeof RuleChange>
export const TermChange = Strict({
  termId: Type.String(),
  title: Words,
  change: OneOf(changeKinds),
  a: Nullable(Words),
  b: Nullable(Words),
  basis: Type.Array(Type.String()),
})

/** The maxima for one act in one case, under both laws; every provision that is met, the heaviest marked. */
export const PenaltyRow = Strict({
  act: OneOf(decisionActs),
  case: OneOf(['intent', 'business', 'large', 'small-own-use', 'no-intent', 'preparing', 'preparing-large']),
  label: Words,
  a: Type.Array(PenaltyView),
  b: Type.Array(PenaltyView),
  /** Sides on which it cannot be decided whether the act is forbidden at all: no maximum there is not "no penalty". */
  open: Type.Array(OneOf(['a', 'b'])),
  differs: Type.Boolean(),
})
export type PenaltyRow = Static<typeof PenaltyRow>
export const PenaltyTable = Strict({
  from: OneOf(standings),
  to: OneOf(standings),
  /** Asked for this one; how many more move the same way. */
  substance: Strict({ substanceId: Type.String(), nameNl: Type.String(), nameEn: Type.String() }),
  others: Type.Integer(),
  rows: Type.Array(PenaltyRow),
})
export type PenaltyTable = Static<typeof PenaltyTable>

export const consequenceKinds = ['prescribing', 'dispensing', 'duties', 'exemption', 'treaty', 'medicines'] as const
/** One consequence for one substance that moves, as the law itself answers it. `same` says plainly that nothing changes. */
export const Consequence = Strict({
  kind: OneOf(consequenceKinds),
  substance: Strict({ substanceId: Type.String(), nameNl: Type.String(), nameEn: Type.String() }),
  a: Words,
  b: Words,
  same: Type.Boolean(),
  citations: Type.Array(Citation),
})
export type Consequence = Static<typeof Consequence>

export const questionParts = ['outcome', 'articles', 'penalty', 'duties', 'missing'] as const
export const QuestionCompared = Strict({
  question: DecisionQuestion,
  /** The question in a few words: who does what with which substance, and what for. */
  words: Words,
  a: Decision,
  b: Decision,
  differs: Type.Array(OneOf(questionParts)),
})
export type QuestionCompared = Static<typeof QuestionCompared>

export const LawComparison = Strict({
  a: LawNamed,
  b: LawNamed,
  /** What changes, in one sentence. */
  sentence: Words,
  /** One row per way, the largest first: how many go from where to where. */
  ways: Type.Array(Strict({ from: OneOf(standings), to: OneOf(standings), count: Type.Integer({ minimum: 1 }) })),
  moved: Type.Array(Moved),
  rules: Type.Array(RuleChange),
  articles: Type.Array(ArticleChange),
  terms: Type.Array(TermChange),
  penalties: Type.Array(PenaltyTable),
  consequences: Type.Array(Consequence),
  questions: Type.Array(QuestionCompared),
  /** What a reader must know before relying on it: what the recorded law does not reach, what is a model. */
  notices: Type.Array(Words),
})
export type LawComparison = Static<typeof LawComparison>

const Side = { on: Type.Optional(Day), knownOn: Type.Optional(Day) }
const SentStructure = Strict({
  name: Type.String({ minLength: 1, maxLength: 120 }),
  smiles: Type.String({ minLength: 1, maxLength: 2000 }),
})

/** What is asked: two laws, and what to look at beside the corpus. `draft` lies over `b`; a day left out is today. */
export const ComparisonAsked = Strict({
  a: Type.Optional(Strict(Side)),
  b: Type.Optional(Strict({ ...Side, draft: Type.Optional(SentDraft) })),
  structures: Type.Optional(Type.Array(SentStructure, { maxItems: 500 })),
  questions: Type.Optional(Type.Array(DecisionQuestion, { maxItems: 20 })),
})
export type ComparisonAsked = Static<typeof ComparisonAsked>

export const DraftExample = Strict({ id: Type.String(), draft: SentDraft, questions: Type.Array(DecisionQuestion) })
export type DraftExample = Static<typeof DraftExample>

/** What a draft can change by choosing, as it stands today. */
export const DraftParts = Strict({
  groups: Type.Array(
    Strict({
      group: Type.String(),
      version: Type.String(),
      title: Words,
      status: OneOf(['model', 'official']),
      inForce: Type.Boolean(),
    }),
  ),
  terms: Type.Array(
    Strict({
      termId: Type.String(),
      title: Words,
      origin: OneOf(['statute', 'policy', 'house']),
      basis: Type.Array(Type.String()),
      value: TermValue,
      words: Words,
    }),
  ),
  maxima: Type.Array(
    Strict({ ruleId: Type.String(), title: Words, basis: Type.Array(Type.String()), ...Maximum.properties }),
  ),
})
export type DraftParts = Static<typeof DraftParts>

/** Rooms of the system a change of law may reach. */
export const touchedRooms = [
  'exemptions',
  'premises',
  'products',
  'batches',
  'shipments',
  'exports',
  'studies',
  'applications',
] as const

/** What becomes of one thing. `uncovered`: an exemption was given for another list (8a(2)a), and no transition rule carries it over. */
export const touchedEffects = [
  'uncovered',
  'still-covered',
  'not-needed',
  'newly-controlled',
  'other-list',
  'released',
  'above',
  'below',
] as const

export const TouchedItem = Strict({
  title: Type.String(),
  subtitle: Nullable(Type.String()),
  massMg: Nullable(Type.String({ pattern: '^[0-9]+$' })),
  effect: OneOf(touchedEffects),
  href: Nullable(Type.String({ pattern: '^/' })),
})
export type TouchedItem = Static<typeof TouchedItem>

/** One room: how many things it touches and which. `kept` false: this system does not record such things yet. */
export const TouchedRoom = Strict({
  room: OneOf(touchedRooms),
  kept: Type.Boolean(),
  count: Type.Integer({ minimum: 0 }),
  /** How many of them are worse off. */
  hurt: Type.Integer({ minimum: 0 }),
  massMg: Nullable(Type.String({ pattern: '^[0-9]+$' })),
  /** The whole list, where a screen has it. */
  href: Nullable(Type.String({ pattern: '^/' })),
  items: Type.Array(TouchedItem),
})
export type TouchedRoom = Static<typeof TouchedRoom>

/** What a change of law touches among what the reader may see: staff everything, a holder its own. */
export const Touched = Strict({
  a: LawNamed,
  b: LawNamed,
  /** The named substances that move: what is looked for. */
  substances: Type.Array(
    Strict({
      substanceId: Type.String(),
      nameNl: Type.String(),
      nameEn: Type.String(),
      from: OneOf(standings),
      to: OneOf(standings),
    }),
  ),
  rooms: Type.Array(TouchedRoom),
})
export type Touched = Static<typeof Touched>
