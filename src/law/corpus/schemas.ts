// The published form of the schemas: what stands in corpus/schema/, so that an authority can check its own files with any tool.
import { GroupFile } from '../classifier/definition.ts'
import { LawDraft } from '../compare/index.ts'
import { Condition, publishedCondition } from '../decision/condition-shape.ts'
import { Rule } from '../decision/rule.ts'
import { fileKinds } from '../files.ts'

/** File name → text. A test compares these with corpus/schema/; `grein generate` or the test's message says how to renew them. */
export function publishedSchemas(): ReadonlyMap<string, string> {
  const files = Object.entries(fileKinds).map(
    ([kind, schema]) => [`${kind}.json`, published(kind, schema, conditionIn(kind))] as const,
  )
  // A draft is no part of the corpus, but whoever writes one wants its shape from the same place.
  return new Map([...files, ['draft.json', published('draft', LawDraft, elsewhere)]])
}

/** What has a file of its own is not written out again. */
const elsewhere = (_: string, value: unknown) =>
  value === GroupFile
    ? { $ref: 'stofgroepen.json' }
    : value === Rule
      ? { $ref: 'rules.json#/properties/rules/items' }
      : value

/** A condition refers to itself: it is defined once, beside the rules. */
const conditionIn = (kind: string) => (_: string, value: unknown) =>
  value === Condition ? { $ref: `${kind === 'rules' ? '' : 'rules.json'}#/$defs/condition` } : value

function published(kind: string, schema: object, replace?: (key: string, value: unknown) => unknown): string {
  const $schema = 'https://json-schema.org/draft/2020-12/schema'
  const $defs = kind === 'rules' ? { $defs: { condition: publishedCondition('#/$defs/condition') } } : {}
  return `${JSON.stringify({ $schema, title: `Grein corpus: ${kind}`, ...schema, ...$defs }, replace, 2)}\n`
}
