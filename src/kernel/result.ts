// What a pure rule answers: a value or a refusal. Not here: throwing; an operation does that with `unwrap`.
import { type Refusal, Refused } from './refusal.ts'

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }

export function ok<Value>(value: Value): Result<Value> {
  return { ok: true, value }
}

/** The value, or the refusal thrown, which rolls the transaction back. */
export function unwrap<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value
  throw new Refused(result.refusal)
}
