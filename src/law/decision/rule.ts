// The shape of a rule, a fact, a set of substances and a reading: data that an authority can replace. Published as JSON Schema in
// corpus/schema. Not here: any rule of law, and what becomes of them (compile.ts, decide.ts).

import { Day, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { lists } from '../vocabulary.ts'
import { Condition } from './condition-shape.ts'
import { decisionActs, medicineRouteNames, ruleKinds } from './contract.ts'

const Words = Strict({ nl: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) })
const Schema = { $schema: Type.Optional(Type.String()) }
const Id = Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' })
const FactName = Type.String({ pattern: '^[a-z][a-z0-9-]*([.][a-z][a-z0-9-]*)?$' })
const Article = Type.String({ pattern: '^[a-z0-9-]+(/[A-Za-z0-9:.]+)+$', description: 'opiumwet/5/1/a' })
const FromIs = OneOf(['start', 'earliest-known'])
const Certainty = OneOf(['text', 'title', 'inferred'])
const Substance = Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' })

/** What the classifier says of the substance on the list in question. */
export const bases = ['named', 'enantiomer', 'isomer', 'ester', 'ether', 'derivative', 'group'] as const

export const Rule = Strict({
  id: Id,
  kind: OneOf(ruleKinds),
  title: Words,
  /** What it says when it applies, one sentence of our own. */
  sentence: Words,
  basis: Type.Array(Article, { minItems: 1 }),
  /** Of this version. A later version of the same id ends it; `until` is for a rule that ended without one. */
  from: Day,
  until: Nullable(Day),
  fromIs: FromIs,
  knownOn: Day,
  certainty: Certainty,
  source: Type.String({ minLength: 1 }),
  /** Which acts and lists it speaks of; left out: all. */
  acts: Type.Optional(Type.Array(OneOf(decisionActs), { minItems: 1 })),
  lists: Type.Optional(Type.Array(OneOf(lists), { minItems: 1 })),
  /** Left out: it always applies where it speaks. */
  when: Type.Optional(Condition),
  /** The rules that lose their force where this one stands. */
  defeats: Type.Array(Id),
  /** A duty or condition that rides along with one of these. */
  with: Type.Optional(Type.Array(Id)),
  /** Words of the law that no program can weigh, and what is done about it. */
  untranslatable: Type.Optional(Type.Array(Strict({ words: Type.String(), why: Words }))),
  penalty: Type.Optional(
    Strict({
      offence: OneOf(['crime', 'contravention']),
      custody: Nullable(
        Strict({
          kind: OneOf(['prison', 'detention']),
          count: Type.Integer({ minimum: 1 }),
          unit: OneOf(['years', 'months']),
        }),
      ),
      fineCategory: Type.Integer({ minimum: 1, maximum: 6 }),
      /** Shown only when the case is stated to be so: preparing, an organisation. */
      onlyWhenStated: Type.Optional(Type.Boolean()),
    }),
  ),
  route: Type.Optional(
    Strict({
      name: OneOf(medicineRouteNames),
      needs: Type.Array(Strict({ words: Words, basis: Type.Array(Article) })),
      /** What is on record for one substance; it goes before the condition. */
      known: Type.Array(
        Strict({
          substances: Type.Array(Substance, { minItems: 1 }),
          state: OneOf(['open', 'closed', 'unknown']),
          words: Words,
          source: Type.String({ minLength: 1 }),
          from: Day,
          until: Nullable(Day),
        }),
      ),
    }),
  ),
})
export type Rule = Static<typeof Rule>

/** corpus/rules/<topic>.json and corpus/penalties/<topic>.json */
export const RuleFile = Strict({ ...Schema, title: Words, rules: Type.Array(Rule, { minItems: 1 }) })
export type RuleFile = Static<typeof RuleFile>

const Fact = Strict({
  fact: FactName,
  kind: OneOf(['yes-no', 'choice', 'day', 'number', 'mass']),
  /** As part of a sentence: "hoedanigheid". */
  label: Words,
  /** As put to a person: "In welke hoedanigheid handelt u?" */
  question: Words,
  choices: Type.Optional(Type.Array(Strict({ value: Type.String(), label: Words }), { minItems: 1 })),
})
export type Fact = Static<typeof Fact>
/** corpus/facts/<topic>.json: every fact a rule may ask for, and how a person is asked. */
export const FactFile = Strict({ ...Schema, title: Words, facts: Type.Array(Fact, { minItems: 1 }) })
export type FactFile = Static<typeof FactFile>

/** corpus/sets/<set>.json: substances that a rule names together. */
export const SetFile = Strict({
  ...Schema,
  set: Id,
  title: Words,
  basis: Type.Array(Article, { minItems: 1 }),
  versions: Type.Array(
    Strict({
      from: Day,
      until: Nullable(Day),
      fromIs: FromIs,
      knownOn: Day,
      certainty: Certainty,
      /** Whole lists, and who is left out of them. */
      lists: Type.Array(OneOf(lists)),
      except: Type.Array(Substance),
      substances: Type.Array(Substance),
      /** Whether what a closing clause makes of a member is a member too. */
      closing: Type.Array(OneOf(bases)),
    }),
    { minItems: 1 },
  ),
})
export type SetFile = Static<typeof SetFile>

/** corpus/readings/<reading>.json: a point where the law is doubtful, silent or at odds with itself, and whether somebody took a stand. */
export const ReadingFile = Strict({
  ...Schema,
  reading: Id,
  nature: OneOf(['doubtful', 'lacuna', 'conflict', 'coverage']),
  question: Words,
  basis: Type.Array(Article),
  source: Type.String({ minLength: 1 }),
  /** By whom and why the corpus takes it so; null: whoever asks must say. */
  accepted: Nullable(Strict({ by: Words, why: Words, from: Day })),
})
export type ReadingFile = Static<typeof ReadingFile>
