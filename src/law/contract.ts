// The question "what is this substance by law, on this day?" and its answer. Not here: who may do what with it.
import { Day, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { NearMiss, SubstanceException, SubstanceFinding } from './finding-contract.ts'
import { TreatySchedule } from './list-contract.ts'
import { Citation, lists, productForms, unlimitedTests } from './vocabulary.ts'

export * from './decision/contract.ts'
export * from './finding-contract.ts'
export * from './list-contract.ts'
export * from './vocabulary.ts'

const asks = {
  as: Type.Optional(OneOf(['auto', 'name', 'cas', 'smiles', 'inchi', 'molfile'])),
  on: Type.Optional(Day),
  knownOn: Type.Optional(Day),
}

export const SubstanceQuestion = Strict({
  q: Type.String({
    minLength: 1,
    maxLength: 2000,
    description: 'A name (nl, en, INN, synonym), a CAS number, a SMILES, an InChI or an InChIKey',
  }),
  ...asks,
})

/** The same for what is too long, or too secret, for an address: a molfile, the first structure of an SD file. */
export const LongSubstanceQuestion = Strict({
  q: Type.String({ minLength: 1, maxLength: 200_000, description: 'As `checkSubstance`, and a molfile or an SD file' }),
  ...asks,
})
export type SubstanceQuestion = Static<typeof LongSubstanceQuestion>

export const SubstanceCard = Strict({
  substanceId: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', description: 'a readable key from the corpus: mdma' }),
  inn: Nullable(Type.String()),
  nameNl: Type.String(),
  nameEn: Type.String(),
  synonyms: Type.Array(Type.String()),
  cas: Type.Array(Type.String()),
  smiles: Nullable(Type.String()),
  inchiKey: Nullable(Type.String()),
  formula: Nullable(Type.String()),
  molarMass: Nullable(Type.Number({ description: 'g/mol' })),
  kind: OneOf(['compound', 'plant', 'fungus', 'material']),
  /** Null: on no schedule of the conventions. */
  treaty: Nullable(TreatySchedule),
})
export type SubstanceCard = Static<typeof SubstanceCard>

export const Listing = Strict({
  list: OneOf(lists),
  from: Day,
  until: Nullable(Day),
  knownOn: Day,
  source: Type.String(),
  certainty: OneOf(['text', 'title', 'inferred']),
  note: Nullable(Strict({ nl: Type.String(), en: Type.String() })),
  citation: Citation,
})
export type Listing = Static<typeof Listing>

/** How the input led to the substance, step by step, each step a sentence in both languages. */
export const Step = Strict({
  kind: OneOf([
    'read',
    'salt-stripped',
    'preparation', // a tablet or a solution counts as the substance
    'isotopes',
    'matched-name',
    'matched-cas',
    'matched-structure',
    'not-matched',
    'note', // what the corpus remarks on this substance
    'listed',
    'judged', // by a closing clause or a group
    'coverage',
  ]),
  nl: Type.String(),
  en: Type.String(),
})

export const verdicts = [
  'controlled',
  'not-controlled',
  'needs-expert',
  'unknown-substance',
  'ambiguous',
  'unreadable',
] as const
export const SubstanceAnswer = Strict({
  question: Strict({
    q: Type.String(),
    readAs: OneOf(['name', 'cas', 'smiles', 'inchi', 'molfile']),
    on: Day,
    knownOn: Day,
  }),
  /** Of the structure and the lists as recorded; not yet of anybody's act, and whatever `exceptions` say. */
  verdict: OneOf(verdicts),
  substance: Nullable(SubstanceCard),
  /** In force on the day; more than one is a fault of the corpus and shown as such. */
  listings: Type.Array(Listing),
  /** All of them, for the timeline. */
  history: Type.Array(Listing),
  /** All of them, in the law's order: named, the closing clauses, the groups of list IA. */
  findings: Type.Array(SubstanceFinding),
  /** Where a ban of list IA may not apply. What falls in a group stays in it. */
  exceptions: Type.Array(SubstanceException),
  /** Definitions whose core was found and that refused: why it is not in there. */
  nearMisses: Type.Array(NearMiss),
  citations: Type.Array(Citation),
  steps: Type.Array(Step),
  /** What else is to be known of the structure: drawn as an enol, with isotopes, beyond what can be judged. */
  messages: Type.Array(Strict({ code: Type.String(), nl: Type.String(), en: Type.String() })),
  /** For a name that is ambiguous or misspelt: what it may have meant; never assumed. */
  suggestions: Type.Array(
    Strict({ substanceId: Type.String(), name: Type.String(), why: OneOf(['same-name', 'similar']) }),
  ),
  /** How far the recorded law goes on that day. */
  coverage: Type.Array(
    Strict({
      list: OneOf(lists),
      extent: OneOf(['text', 'partial', 'none']),
      note: Strict({ nl: Type.String(), en: Type.String() }),
    }),
  ),
  /** For a structure that was typed or drawn: its canonical form; null where no toolkit was there to write it. */
  structure: Nullable(
    Strict({ smiles: Type.String(), inchiKey: Nullable(Type.String()), strippedSmiles: Type.String() }),
  ),
  /** What was judged, as the atoms of the clauses are numbered; null for what has no structure. */
  drawing: Nullable(
    Strict({
      structure: Type.String({ description: 'a SMILES or a molfile' }),
      elements: Type.Array(Type.String(), { description: 'by the place an atom is written at' }),
    }),
  ),
  /** Where reading failed, as an offset into `q`. */
  error: Nullable(Strict({ at: Nullable(Type.Integer()), nl: Type.String(), en: Type.String() })),
  lawVersion: Type.String({ description: 'sha-256 of the corpus that answered' }),
})
export type SubstanceAnswer = Static<typeof SubstanceAnswer>

export const SubstanceSuggestion = Strict({
  substanceId: Type.String(),
  name: Type.String(),
  matched: Type.String({ description: 'the name or number that matched' }),
  list: Nullable(OneOf(lists)),
})
export type SubstanceSuggestion = Static<typeof SubstanceSuggestion>

export const Product = Strict({
  productCode: Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$' }),
  name: Type.String(),
  form: OneOf(productForms),
  substanceId: Type.String(),
  /** Which substances it is extracted from; none: it is not made by extraction. */
  madeFrom: Type.Array(Type.String()),
  /** Released ranges, of dried drug or of the product as it is; null where no number is known. */
  specification: Type.Array(
    Strict({
      analyte: Type.String(),
      min: Nullable(Type.String()),
      max: Nullable(Type.String()),
      unit: Type.String(),
      of: OneOf(['dried', 'as-is']),
      /** How a result is held against the limit: by its rounded value alone, or with its uncertainty (a guard band). */
      rule: OneOf(['simple', 'guard-band']),
      /** By which methods it is measured, any of them; left out, by whatever method. */
      methods: Type.Optional(Type.Array(Type.String())),
      source: Type.String(),
    }),
  ),
  /** What the label names on the day, and how far a pack may be from it. A test of its own: release asks the range above. */
  label: Type.Array(
    Strict({
      analyte: Type.String(),
      labelled: Type.String(),
      toleranceMillionths: Type.Integer(),
      unit: Type.String(),
      of: OneOf(['dried', 'as-is']),
      rule: OneOf(['simple', 'guard-band']),
      source: Type.String(),
    }),
  ),
  /** Tests of the monograph whose limit is unknown here: a person judges them. */
  unlimited: Type.Array(Strict({ test: OneOf(unlimitedTests), source: Type.String() })),
  gtin: Nullable(Type.String()),
  period: Strict({ from: Day, until: Nullable(Day) }),
})
export type Product = Static<typeof Product>
