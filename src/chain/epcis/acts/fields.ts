// An act's own fields as fields of our namespace, and back into the shape its schema asks. Not here: the fields the standard has itself.
import type { TSchema } from '#kernel'
import type { ExpandedValue } from '../expanded.ts'
import { type JsonObject, type JsonValue, numberOf } from '../json.ts'
import { greinNamespace, ownField, ownKey } from './names.ts'

/** What an act may hold: JSON, its masses and ids being texts. */
type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

/** `{ room: "3" }` is `{ "grein:room": "3" }`, to any depth; what is null is left out. */
export function writeOwn(fields: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [ownField(name), written(value as Plain)]), // An act is JSON by its schema.
  )
}

function written(value: Plain): JsonValue {
  if (typeof value === 'number') return numberOf(`${value}`)
  if (typeof value !== 'object' || value === null) return value
  return Array.isArray(value)
    ? value.map((one: Plain) => written(one))
    : writeOwn(value as Readonly<Record<string, Plain>>)
}

type AnySchema = {
  readonly type?: string
  readonly properties?: Readonly<Record<string, AnySchema>>
  readonly items?: AnySchema
  readonly anyOf?: readonly AnySchema[]
  readonly minItems?: number
}

type Own = { readonly [name: string]: unknown }

/** The fields of `schema` that stand in our namespace, as its types. What is not there is left out, or null where it may be. */
export function readOwn(schema: TSchema, own: Own): Record<string, unknown> {
  const { properties = {} } = schema as AnySchema // TypeBox is JSON Schema; of it these few words are read.
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, part]) => {
      const values = own[ownKey(name)]
      if (Array.isArray(values)) return [[name, read(part, values)]]
      if (part.type === 'array' && part.minItems === undefined) return [[name, []]] // An empty list is not written down.
      return isNullable(part) ? [[name, null]] : []
    }),
  )
}

function read(schema: AnySchema, values: readonly ExpandedValue[]): unknown {
  const [first] = values
  const inner = schema.anyOf?.find(({ type }) => type !== 'null')
  if (inner) return read(inner, values)
  if (schema.type === 'array') return values.map((one) => read(schema.items ?? {}, [one]))
  if (values.length > 1) return values // More than one of what there is one of: no value of this field.
  if (schema.type === 'object') return typeof first === 'object' ? readOwn(schema as TSchema, first) : first
  if (typeof first !== 'string') return first
  if (schema.type === 'integer' || schema.type === 'number') return isNumberText.test(first) ? Number(first) : first
  return schema.type === 'boolean' && (first === 'true' || first === 'false') ? first === 'true' : first
}
const isNumberText = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/

const isNullable = ({ anyOf }: AnySchema) => anyOf?.some(({ type }) => type === 'null') ?? false

/** Whether an event says anything in our namespace. */
export function speaksOurs(own: Own): boolean {
  const ilmd = own['ilmd']
  const isOurs = (key: string) => key.startsWith(`{${greinNamespace}}`)
  return Object.keys(own).some(isOurs) || (typeof ilmd === 'object' && ilmd !== null && Object.keys(ilmd).some(isOurs))
}
