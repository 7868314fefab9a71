// JSON whose numbers keep the digits they were written with, in and out. Not here: what a document means.

/** A number as it stood in the text: `JSON.rawJSON`, which prints itself again to the letter. An interface, so that it is no `JsonObject`. */
export interface NumberText {
  readonly rawJSON: string
}
export type JsonObject = { readonly [key: string]: JsonValue }
export type JsonValue = string | boolean | null | NumberText | readonly JsonValue[] | JsonObject

// Newer than the types of the language we compile with: the third argument of a reviver, and raw JSON.
type WithSource = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown
const raw = JSON as unknown as { rawJSON(text: string): NumberText; isRawJSON(value: unknown): value is NumberText }

/** Throws `SyntaxError` on what is no JSON, or is nested beyond reason. */
export function parseExact(text: string): JsonValue {
  const keep: WithSource = (_key, value, { source }) =>
    typeof value === 'number' ? raw.rawJSON(source ?? String(value)) : value
  try {
    return JSON.parse(text, keep as (key: string, value: unknown) => unknown) as JsonValue // What `keep` returns, all the way down.
  } catch (error) {
    // The parser runs out of stack: that is the text's fault and no bug.
    throw error instanceof RangeError ? new SyntaxError('nested too deeply') : error
  }
}

export const printExact = (value: JsonValue): string => JSON.stringify(value)
export const isNumber = (value: JsonValue | undefined): value is NumberText => raw.isRawJSON(value)
/** `text` is a number as JSON writes it. */
export const numberOf = (text: string): NumberText => raw.rawJSON(text)
export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value)
export const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value)
export const listed = (value: JsonValue | undefined): readonly JsonValue[] => (isList(value) ? value : [])
