// The shape of every file in corpus/, published as JSON Schema in corpus/schema/. Not here: reading files, and what they mean together.
import { Day, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { ClauseFile, ExceptionFile } from './classifier/clause-definition.ts'
import { GroupFile } from './classifier/definition.ts'
import { FactFile, ReadingFile, RuleFile, SetFile } from './decision/rule.ts'
import { determinationIds, lists, productForms, unlimitedTests } from './vocabulary.ts'

const Words = Strict({ nl: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) })
const Schema = { $schema: Type.Optional(Type.String()) }
const SubstanceId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' })
const Span = Strict({ from: Day, until: Nullable(Day) })
/** `start`: the first day it held. `earliest-known`: it held on this day, and since when is not established here. */
const FromIs = OneOf(['start', 'earliest-known'])
const Certainty = OneOf(['text', 'title', 'inferred'])

/** corpus/substances/<kind>/<substanceId>.json: what a substance is and is called; which list it is on stands elsewhere. */
export const SubstanceFile = Strict({
  ...Schema,
  substanceId: SubstanceId,
  kind: OneOf(['compound', 'plant', 'fungus', 'material']),
  inn: Nullable(Type.String()),
  nameNl: Type.String({ minLength: 1 }),
  nameEn: Type.String({ minLength: 1 }),
  synonyms: Type.Array(Type.String({ minLength: 1 })),
  cas: Type.Array(Type.String({ pattern: '^[1-9][0-9]{1,6}-[0-9]{2}-[0-9]$' })),
  /** Null where we are not certain of one, or where there is none. */
  structure: Nullable(
    Strict({
      smiles: Type.String({ minLength: 1 }),
      inchiKey: Type.String({ pattern: '^[A-Z]{14}-[A-Z]{10}-[A-Z]$' }),
      formula: Type.String({ minLength: 1 }),
      molarMass: Type.Number({ exclusiveMinimum: 0, description: 'g/mol, rounded to 0.001' }),
      /** `not-recorded`: the entry is one of several spatial forms and this drawing does not tell which: it never identifies. */
      stereo: OneOf(['as-listed', 'not-recorded']),
    }),
  ),
  /** Salts that are traded under a number of their own; in law the substance itself (Ow 1(2)). */
  salts: Type.Optional(
    Type.Array(Strict({ name: Type.String(), cas: Type.String({ pattern: '^[1-9][0-9]{1,6}-[0-9]{2}-[0-9]$' }) })),
  ),
  /** Under which schedule of the UN conventions; null: on none of them. Left out: not looked up. */
  treaty: Type.Optional(
    Nullable(
      Strict({
        convention: OneOf(['1961', '1971']),
        schedule: OneOf(['I', 'II', 'III', 'IV']),
        /** Of 1961, the strictest of Schedule I stand on Schedule IV as well. */
        alsoScheduleIV: Type.Optional(Type.Boolean()),
        /** The year of the decision of the Commission on Narcotic Drugs; null where it is not recorded here. */
        decidedIn: Nullable(Type.Integer({ minimum: 1961, maximum: 2100 })),
        certainty: OneOf(['certain', 'verify']),
      }),
    ),
  ),
  note: Type.Optional(Words),
})
export type SubstanceFile = Static<typeof SubstanceFile>

const Mutation = Strict({
  substance: SubstanceId,
  action: OneOf(['add', 'remove', 'move', 'rename']),
  /** Where it is afterwards; for `remove` where it was. */
  list: OneOf(lists),
  /** As the list prints it, line breaks and typing errors repaired. */
  entry: Type.Optional(Strict({ inn: Nullable(Type.String()), otherNames: Type.Array(Type.String()) })),
  /** What stood in print where `entry` differs from it. */
  printed: Type.Optional(Strict({ inn: Nullable(Type.String()), otherNames: Nullable(Type.String()), why: Words })),
  inForce: Type.Optional(Span),
  fromIs: Type.Optional(FromIs),
  ground: Type.Optional(OneOf(['act', '3a(1)', '3a(2)', '3a(3)', '3a(5)', '3aa(1)', '3aa(2)', '3aa(3)'])),
  certainty: Type.Optional(Certainty),
  /** For an urgent order (3a(5)): the day it lapses at the latest. */
  latestEnd: Type.Optional(Day),
  note: Type.Optional(Words),
})

/** corpus/lists/<day>-<source>.json: what one decree, or one consolidated text, says of lists I, IA and II. */
export const ListFile = Strict({
  ...Schema,
  source: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', description: 'stb-2022-461' }),
  title: Words,
  /** Where the official text is to be found; null where the decree was not identified. */
  url: Nullable(Type.String()),
  knownOn: Day,
  /** `issue`: the day of the Staatsblad or Staatscourant. `at-latest`: that day is not established here. */
  knownOnIs: OneOf(['issue', 'at-latest']),
  inForce: Span,
  fromIs: FromIs,
  ground: OneOf(['act', '3a(1)', '3a(2)', '3a(3)', '3a(5)', '3aa(1)', '3aa(2)', '3aa(3)']),
  certainty: Certainty,
  note: Type.Optional(Words),
  /** In the order of the list. What a mutation does not say for itself, the file says for all. */
  mutations: Type.Array(Mutation),
})
export type ListFile = Static<typeof ListFile>

/** corpus/coverage.json: how much of each list's text was read, day by day. */
export const CoverageFile = Strict({
  ...Schema,
  intervals: Type.Array(
    Strict({
      list: OneOf(lists),
      from: Day,
      until: Nullable(Day),
      extent: OneOf(['text', 'partial', 'none']),
      /** Who accepts the risk of answering in this interval; null: nobody. */
      acceptedBy: Nullable(Type.String()),
      note: Words,
    }),
  ),
})
export type CoverageFile = Static<typeof CoverageFile>

/** corpus/acts/<act>.json: the articles this system cites, each with its period and our own summary; never the statute's wording. */
export const ActFile = Strict({
  ...Schema,
  act: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
  /** The act's id in the Basiswettenbestand; null for what is not in it. */
  bwb: Nullable(Type.String({ pattern: '^BWB[RV][0-9]{7}$' })),
  short: Type.String({ minLength: 1 }),
  title: Words,
  articles: Type.Array(
    Strict({
      /** The path after the act: `8i/5/a`. */
      path: Type.String({ pattern: '^[A-Za-z0-9:.]+(/[A-Za-z0-9]+)*$' }),
      short: Type.String({ minLength: 1, description: '8i(5)(a)' }),
      /** The place in a jci link: `artikel=8i&lid=5&o=a`. */
      place: Type.String({ minLength: 1 }),
      summary: Words,
      from: Day,
      until: Nullable(Day),
      fromIs: FromIs,
      status: Certainty,
      /** The day of the Staatsblad or Staatscourant. Absent: known by the day it began at the latest. */
      knownOn: Type.Optional(Day),
    }),
  ),
})
export type ActFile = Static<typeof ActFile>

export const TermValue = Type.Union([
  Strict({ kind: Type.Literal('months'), count: Type.Integer({ minimum: 1 }) }),
  Strict({ kind: Type.Literal('days'), count: Type.Integer({ minimum: 1 }) }),
  Strict({ kind: Type.Literal('working-days'), count: Type.Integer({ minimum: 1 }) }),
  Strict({ kind: Type.Literal('seconds'), count: Type.Integer({ minimum: 0 }) }),
  /** A share as millionths, so that it stays exact: 0.5 % is 5000. */
  Strict({ kind: Type.Literal('millionths'), min: Type.Integer({ minimum: 0 }), max: Type.Integer({ minimum: 0 }) }),
  Strict({ kind: Type.Literal('mass-mg'), max: Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$' }) }),
  /** A number without a unit, as a decimal: 2.66. */
  Strict({ kind: Type.Literal('figure'), value: Type.String({ pattern: '^(0|[1-9][0-9]{0,5})([.][0-9]{1,6})?$' }) }),
  Strict({ kind: Type.Literal('euro-cents'), amount: Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$' }) }),
])
export type TermValue = Static<typeof TermValue>

/** corpus/terms/<termId>.json: a figure of the law or of the house that can change, with the days on which each value holds. */
export const TermFile = Strict({
  ...Schema,
  termId: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
  title: Words,
  /** `statute`: the law says so. `policy`: a guideline does. `house`: we chose it, an authority may choose otherwise. */
  origin: OneOf(['statute', 'policy', 'house']),
  basis: Type.Array(Type.String()),
  values: Type.Array(
    Strict({ from: Day, until: Nullable(Day), fromIs: FromIs, value: TermValue, source: Type.String(), note: Words }),
    { minItems: 1 },
  ),
})
export type TermFile = Static<typeof TermFile>

/** `simple`: the rounded value against the limit. `guard-band`: the expanded uncertainty must fit in between too. */
const VerdictRule = OneOf(['simple', 'guard-band'])

/** As a laboratory writes them, or as one part between commas of what it writes. */
const Methods = Type.Array(Type.String({ pattern: '^[^,;]{2,60}$' }), { minItems: 1, maxItems: 10, uniqueItems: true })

/** corpus/products/<productCode>.json: a product of the chain, or of research beside it, and the ranges it is released within. */
export const ProductFile = Strict({
  ...Schema,
  productCode: Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$' }),
  name: Type.String({ minLength: 1 }),
  form: OneOf(productForms),
  substanceId: SubstanceId,
  /** Which substances it is extracted from; none: it is not made by extraction. */
  madeFrom: Type.Array(SubstanceId),
  gtin: Nullable(Type.String({ pattern: '^[0-9]{14}$' })),
  /** A number made up for the demonstration: it has a right check digit and belongs to nobody. */
  gtinIsDemo: Type.Boolean(),
  from: Day,
  until: Nullable(Day),
  fromIs: FromIs,
  nominal: Strict({
    thc: Type.Optional(Type.String()),
    cbd: Type.Optional(Type.String()),
    mdmaBase: Type.Optional(Type.String()),
  }),
  specification: Type.Array(
    Strict({
      analyte: OneOf([
        'total-thc',
        'total-cbd',
        'total-cbn',
        'loss-on-drying',
        'foreign-matter',
        'arsenic',
        'cadmium',
        'lead',
        'mercury',
        'mdma-base',
      ]),
      min: Nullable(Type.String({ pattern: '^[0-9]+([.][0-9]+)?$' })),
      max: Nullable(Type.String({ pattern: '^[0-9]+([.][0-9]+)?$' })),
      unit: OneOf(['%', 'ppm']),
      of: OneOf(['dried', 'as-is']),
      rule: VerdictRule,
      /** By which methods it is measured, any of them: a monograph's, or the code of a validated one. Left out, by whatever method. */
      methods: Type.Optional(Methods),
      source: Type.String(),
      from: Day,
      until: Nullable(Day),
    }),
  ),
  /** What a label may say: the content it names, and how far a pack may be from that. Another test than the range of release. */
  label: Type.Array(
    Strict({
      analyte: OneOf(['total-thc', 'total-cbd', 'mdma-base']),
      labelled: Type.String({ pattern: '^[0-9]+([.][0-9]+)?$' }),
      /** A share as millionths, so that it stays exact: 10 % is 100000. */
      toleranceMillionths: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
      unit: OneOf(['%']),
      of: OneOf(['dried', 'as-is']),
      rule: VerdictRule,
      source: Type.String(),
      from: Day,
      until: Nullable(Day),
    }),
  ),
  /** Tests a monograph names whose limit is not known here: they are shown as such and judged by a person. */
  unlimited: Type.Array(
    Strict({
      test: OneOf(unlimitedTests),
      source: Type.String(),
      from: Day,
      until: Nullable(Day),
    }),
  ),
  note: Type.Optional(Words),
})
export type ProductFile = Static<typeof ProductFile>

/** corpus/determinations/<determinationId>.json: what a laboratory measures, and how laboratories write its name and its unit. */
export const DeterminationFile = Strict({
  ...Schema,
  determinationId: OneOf(determinationIds),
  name: Words,
  /** As we keep it. */
  unit: OneOf(['%', 'ppm', 'ug/kg', 'cfu/g']),
  written: Type.Array(
    Strict({ as: Type.String({ minLength: 1 }), from: Day, until: Nullable(Day), source: Type.String() }),
  ),
  /** `factor` makes ours of theirs: 1 % is 10 mg/g, so mg/g has 0.1. */
  units: Type.Array(
    Strict({
      as: Type.String({ minLength: 1 }),
      factor: Type.String({ pattern: '^[0-9]+([.][0-9]+)?$' }),
      from: Day,
      until: Nullable(Day),
      source: Type.String(),
    }),
  ),
  note: Type.Optional(Words),
})
export type DeterminationFile = Static<typeof DeterminationFile>

/** Which schema a file answers to, by the folder it stands in. */
/** corpus/profiles/<day>-<profileId>.json: what an EPCIS event must say to be an act of the Dutch chain, from a day on. */
export const ProfileFile = Strict({
  ...Schema,
  profileId: OneOf(['epcis-chain']),
  title: Words,
  knownOn: Day,
  inForce: Span,
  fromIs: FromIs,
  origin: OneOf(['house']),
  basis: Type.Array(Type.String()),
  note: Words,
  acts: Type.Array(
    Strict({
      /** The act of the ledger it is. */
      act: Type.String({ pattern: '^[a-z][a-z-]*$' }),
      title: Words,
      /** Null: of any type, as an error declaration is. */
      type: Nullable(OneOf(['ObjectEvent', 'TransformationEvent', 'TransactionEvent'])),
      action: Nullable(OneOf(['ADD', 'OBSERVE', 'DELETE'])),
      /** Which steps say that it is this act; none: it is known otherwise. */
      bizSteps: Type.Array(Type.String()),
      requires: Type.Array(
        Strict({
          /** Into the event as JSON-LD; a star is every element of a list. */
          place: Type.String({ pattern: '^(/[A-Za-z*][A-Za-z:]*)+$' }),
          title: Words,
        }),
      ),
    }),
  ),
})
export type ProfileFile = Static<typeof ProfileFile>

export const fileKinds = {
  substances: SubstanceFile,
  lists: ListFile,
  coverage: CoverageFile,
  acts: ActFile,
  terms: TermFile,
  products: ProductFile,
  determinations: DeterminationFile,
  profiles: ProfileFile,
  stofgroepen: GroupFile,
  clauses: ClauseFile,
  exceptions: ExceptionFile,
  rules: RuleFile,
  penalties: RuleFile,
  facts: FactFile,
  sets: SetFile,
  readings: ReadingFile,
} as const
export type FileKind = keyof typeof fileKinds
