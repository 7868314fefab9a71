// The shape of a condition: what a rule may ask of a case. A condition holds conditions, so it is checked by hand, part by part.
// Not here: what becomes of it (condition.ts).
import { Value } from 'typebox/value'
import { OneOf, type Static, Strict, Type } from '#kernel'
import { decisionActs, officials } from './contract.ts'

const Words = Strict({ nl: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) })
const Id = Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' })
const FactName = Type.String({ pattern: '^[a-z][a-z0-9-]*([.][a-z][a-z0-9-]*)?$' })
const Article = Type.String({ pattern: '^[a-z0-9-]+(/[A-Za-z0-9:.]+)+$', description: 'opiumwet/5/1/a' })

/** Leaves may say in `words` what they ask; else the catalogue's label says it. */
const say = { words: Type.Optional(Words) }
const Leaf = [
  Strict({ ...say, fact: FactName, is: Type.Array(Type.Union([Type.String(), Type.Boolean()]), { minItems: 1 }) }),
  Strict({
    ...say,
    fact: FactName,
    /** The limits belong to it. */
    atLeast: Type.Optional(Type.Number()),
    atMost: Type.Optional(Type.Number()),
    /** The limit does not belong to it. */
    over: Type.Optional(Type.Number()),
  }),
  /** So many days lie between the day of the fact and the day asked about. */
  Strict({ ...say, daysSince: FactName, atLeast: Type.Integer({ minimum: 0 }) }),
  Strict({ ...say, inSet: Id }),
  /** What no program computes: an official says it, or the question states what was said. */
  Strict({ ...say, judgement: Id, by: OneOf(officials), question: Words, given: FactName }),
  Strict({ ...say, reading: Id }),
  /** One exemption held covers all of: act, list, substance, purpose, place, mass, the day; and what is asked here. */
  Strict({
    ...say,
    exemption: Strict({
      grounds: Type.Array(Article, { minItems: 1 }),
      perCase: Type.Optional(Type.Boolean()),
      monthsMax: Type.Optional(Type.Integer({ minimum: 1 })),
      /** It also covers one of these acts. */
      alsoActs: Type.Optional(Type.Array(OneOf(decisionActs))),
      /** What became of it: by default it is in force. */
      state: Type.Optional(OneOf(['in-force', 'withdrawn', 'lapsed'])),
    }),
  }),
  /** Another rule stands. */
  Strict({ ...say, stands: Id }),
] as const

export type LeafExpr = Static<(typeof Leaf)[number]>
export type Expr =
  | { readonly all: readonly Expr[]; readonly words?: Static<typeof Words> }
  | { readonly any: readonly Expr[]; readonly words?: Static<typeof Words> }
  | { readonly not: Expr; readonly words?: Static<typeof Words> }
  | LeafExpr

/** Deeper than any rule we have; a bound so that a hostile draft ends in a refusal and not in a full stack. */
const depthMax = 8

/** Written out in every schema that holds a rule it would be megabytes; `conditionFault` is what checks it. */
export const Condition = Type.Unsafe<Expr>(
  Type.Object({}, { description: 'a condition: corpus/schema/rules.json#/$defs/condition' }),
)

/** The first thing wrong with any condition (`when`) in a value that holds rules, with its place; null when there is none. */
export function conditionFault(
  value: unknown,
  pointer = '',
): { readonly pointer: string; readonly what: string } | null {
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const here = `${pointer}/${key}`
    if (key === 'when') {
      const fault = faultIn(inner, here, 0)
      if (fault) return fault
    } else {
      const deeper = conditionFault(inner, here)
      if (deeper) return deeper
    }
  }
  return null
}

type ConditionFault = { readonly pointer: string; readonly what: string }

function faultIn(value: unknown, pointer: string, depth: number): ConditionFault | null {
  if (depth > depthMax) return { pointer, what: `is nested more than ${depthMax} deep` }
  if (typeof value !== 'object' || value === null) return { pointer, what: 'must be a condition' }
  const group = (['all', 'any', 'not'] as const).find((name) => name in value)
  if (group === undefined) return leafFault(value, pointer)
  const { [group]: held, words, ...rest } = value as Record<string, unknown>
  const [other] = Object.keys(rest)
  if (other !== undefined) return { pointer: `${pointer}/${other}`, what: `does not go with "${group}"` }
  const inWords = words === undefined ? undefined : Value.Errors(Words, words)[0]
  if (inWords) return { pointer: `${pointer}/words${inWords.instancePath}`, what: inWords.message }
  if (group === 'not') return faultIn(held, `${pointer}/not`, depth + 1)
  if (!Array.isArray(held) || held.length === 0)
    return { pointer: `${pointer}/${group}`, what: 'must be a list of conditions' }
  for (const [index, part] of held.entries()) {
    const fault = faultIn(part, `${pointer}/${group}/${index}`, depth + 1)
    if (fault) return fault
  }
  return null
}

/** Told by the one field that only this kind of leaf has. */
const leafByField = {
  is: 0,
  daysSince: 2,
  inSet: 3,
  judgement: 4,
  reading: 5,
  exemption: 6,
  stands: 7,
  fact: 1,
} as const

function leafFault(value: object, pointer: string): ConditionFault | null {
  const field = (Object.keys(leafByField) as (keyof typeof leafByField)[]).find((name) => name in value)
  if (field === undefined) return { pointer, what: 'must be a condition' }
  const [fault] = Value.Errors(Leaf[leafByField[field]], value)
  return fault ? { pointer: `${pointer}${fault.instancePath}`, what: fault.message } : null
}

/** For corpus/schema: the definition as any tool reads it. */
export function publishedCondition(at: string): object {
  const inner = { $ref: at }
  const head = { type: 'object', additionalProperties: false }
  const group = (name: string, schema: object) => ({
    ...head,
    required: [name],
    properties: { words: Words, [name]: schema },
  })
  const many = { type: 'array', minItems: 1, items: inner }
  return { anyOf: [...Leaf, group('all', many), group('any', many), group('not', inner)] }
}
