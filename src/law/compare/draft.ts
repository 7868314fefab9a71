// A draft: what somebody would change in the law, as a file. Published as JSON Schema (corpus/schema/draft.json). Not here: laying it over
// the corpus (law-of.ts). A draft is nobody's law: it is kept in a file, an address or a saved view, never in corpus/ and never in a table.
import { Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { GroupFile } from '../classifier/definition.ts'
import { Rule } from '../decision/rule.ts'
import { TermValue } from '../files.ts'
import { lists } from '../vocabulary.ts'

const Key = Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 80 })
const Line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]+$' })
const Words = (maxLength: number) => Strict({ nl: Line(maxLength), en: Line(maxLength) })

/** Nobody writes a longer one by hand, and each row costs a look at every structure of the corpus. */
export const draftRowsMax = 300

/** A substance the corpus does not have, by its structure; null for a plant, a fungus or a material. */
export const DraftSubstance = Strict({
  substanceId: Key,
  kind: OneOf(['compound', 'plant', 'fungus', 'material']),
  nameNl: Line(120),
  nameEn: Line(120),
  smiles: Nullable(Type.String({ minLength: 1, maxLength: 2000 })),
})
export type DraftSubstance = Static<typeof DraftSubstance>

export const DraftMutation = Strict({
  action: OneOf(['add', 'remove', 'move']),
  substance: Key,
  /** Where it is afterwards; for `remove` where it was. */
  list: OneOf(lists),
})
export type DraftMutation = Static<typeof DraftMutation>

/** A version the corpus has, switched on (the other versions of the group end) or off. */
const GroupSwitch = Strict({ group: Key, version: Key, set: OneOf(['on', 'off']) })
/** A definition of one's own, in force in place of whatever the group had. */
const GroupReplacement = Strict({ definition: GroupFile })

export const DraftTerm = Strict({
  termId: Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 80 }),
  /** Null: the figure is dropped, and nothing comes in its place. */
  value: Nullable(TermValue),
})
export type DraftTerm = Static<typeof DraftTerm>

export const Maximum = Strict({
  custody: Nullable(
    Strict({
      kind: OneOf(['prison', 'detention']),
      count: Type.Integer({ minimum: 1, maximum: 100 }),
      unit: OneOf(['years', 'months']),
    }),
  ),
  fineCategory: Type.Integer({ minimum: 1, maximum: 6 }),
})

/** A rule that no longer holds, or a maximum penalty that is another. */
const RuleChanged = [
  Strict({ ruleId: Key, set: Type.Literal('off') }),
  Strict({ ruleId: Key, penalty: Maximum }),
] as const
/** A rule of one's own, in the place of the one with its id or beside the others. */
const RuleReplacement = Strict({ rule: Rule })

/** Substances that come into or go out of what a rule names together: an annex, a list of exceptions. */
const DraftSet = Strict({
  set: Key,
  add: Type.Optional(Type.Array(Key, { maxItems: 100 })),
  remove: Type.Optional(Type.Array(Key, { maxItems: 100 })),
})

const fields = {
  $schema: Type.Optional(Type.String()),
  format: Type.Literal('grein/law-draft/1'),
  title: Words(160),
  note: Type.Optional(Words(2000)),
  /** Where the idea comes from: a letter to the Chamber, a consultation. */
  source: Type.Optional(Line(160)),
  substances: Type.Optional(Type.Array(DraftSubstance, { maxItems: 100 })),
  mutations: Type.Optional(Type.Array(DraftMutation, { maxItems: draftRowsMax })),
  terms: Type.Optional(Type.Array(DraftTerm, { maxItems: 50 })),
  sets: Type.Optional(Type.Array(DraftSet, { maxItems: 20 })),
}

export const LawDraft = Strict({
  ...fields,
  groups: Type.Optional(Type.Array(Type.Union([GroupSwitch, GroupReplacement]), { maxItems: 20 })),
  rules: Type.Optional(Type.Array(Type.Union([...RuleChanged, RuleReplacement]), { maxItems: 50 })),
})
export type LawDraft = Static<typeof LawDraft>
export type DraftGroup = NonNullable<LawDraft['groups']>[number]
export type DraftRule = NonNullable<LawDraft['rules']>[number]
export type DraftSet = Static<typeof DraftSet>

/** As a stranger may send it: a definition of one's own can be made to cost without end, so that is for the command line and the library. */
export const SentDraft = Strict({
  ...fields,
  groups: Type.Optional(Type.Array(GroupSwitch, { maxItems: 20 })),
  rules: Type.Optional(Type.Array(Type.Union([...RuleChanged]), { maxItems: 50 })),
})
export type SentDraft = Static<typeof SentDraft>
