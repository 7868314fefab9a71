// A schema as a reader wants it: names, kinds, what is required, level by level, and an example made of it. Pure. Not here: showing it.
import { type ApiDocument, refName, resolve, type Schema } from './openapi.ts'

export type OutlineRow = {
  readonly name: string
  readonly kind: string
  readonly isRequired: boolean
  readonly description: string
  readonly below: readonly OutlineRow[]
}

/** Deeper than this a reader is better served by opening the schema of that name. */
const depthMax = 5

/** The fields of an object (or of the objects in a list); none where the schema is no object. */
export function outlineOf(document: ApiDocument, schema: Schema, seen: readonly string[] = []): readonly OutlineRow[] {
  const name = refName(schema)
  if (name !== null && seen.includes(name)) return []
  const within = name === null ? seen : [...seen, name]
  const found = resolve(document, schema)
  if (!found || within.length > depthMax) return []
  if (found.items) return outlineOf(document, found.items, within)
  const only = onlyRealChoice(found)
  if (only) return outlineOf(document, only, within)
  return Object.entries(found.properties ?? {}).map(([field, below]) => ({
    name: field,
    kind: kindOf(document, below),
    isRequired: found.required?.includes(field) ?? false,
    description: below.description ?? resolve(document, below)?.description ?? '',
    below: outlineOf(document, below, within),
  }))
}

/** In a word or a few: "text", "list of Batch", "one of: nl, en", "text or nothing". */
export function kindOf(document: ApiDocument, schema: Schema): string {
  const name = refName(schema)
  if (name !== null) return name
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map((choice) => kindOf(document, choice)))].join(' | ')
  if (schema.items) return `${kindOf(document, schema.items)}[]`
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any')
  return schema.format ? `${type} (${schema.format})` : String(type)
}

/** The one thing a field can be besides nothing. */
function onlyRealChoice({ anyOf, oneOf }: Schema): Schema | null {
  const real = (anyOf ?? oneOf ?? []).filter(({ type }) => type !== 'null')
  return real.length === 1 ? real[0]! : null
}

/** A value that fits the schema, as far as its form can tell; for reading, not for sending unread. */
export function exampleOf(document: ApiDocument, schema: Schema, seen: readonly string[] = []): unknown {
  const name = refName(schema)
  if (name !== null && seen.includes(name)) return {}
  const within = name === null ? seen : [...seen, name]
  const found = resolve(document, schema)
  if (!found || within.length > depthMax) return {}
  if (found.examples?.[0] !== undefined) return found.examples[0]
  if (found.example !== undefined) return found.example
  if (found.const !== undefined) return found.const
  if (found.enum) return found.enum[0]
  const choices = found.anyOf ?? found.oneOf
  if (choices) return exampleOf(document, choices.find(({ type }) => type !== 'null') ?? choices[0] ?? {}, within)
  if (found.items) return [exampleOf(document, found.items, within)]
  if (found.properties) {
    return Object.fromEntries(
      Object.entries(found.properties).map(([field, below]) => [field, exampleOf(document, below, within)]),
    )
  }
  return scalarExample(found)
}

const patternExamples: readonly (readonly [RegExp, string])[] = [
  [/^\^([a-z]{3})_\[0-9a-f\]/, '_0198f1c2-7d3a-7000-8000-0123456789ab'],
  [/\[0-9\]\{4\}-\[0-9\]\{2\}-\[0-9\]\{2\}T/, '2026-11-20T09:30:00Z'],
  [/^\^\[0-9\]\{4\}-\[0-9\]\{2\}-\[0-9\]\{2\}\$/, '2026-11-20'],
  [/^\^(\(0\||\[1-9\]|\(0\|-\?)/, '12500'],
  [/^\^-\?\[0-9\]\{1,12\}/, '21.70'],
]

function scalarExample({ type, pattern = '', format, minimum }: Schema): unknown {
  const kind = Array.isArray(type) ? type[0] : type
  if (kind === 'integer' || kind === 'number') return minimum ?? 1
  if (kind === 'boolean') return true
  if (kind === 'null') return null
  if (kind === 'object') return {}
  for (const [form, example] of patternExamples) {
    const found = form.exec(pattern)
    if (found) return example.startsWith('_') ? `${found[1] ?? ''}${example}` : example
  }
  return format === 'date' ? '2026-11-20' : 'text'
}
