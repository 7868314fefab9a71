// A value as the one byte string everyone computes alike: RFC 8785 (JCS). Not here: hashing it (transparency/hash.ts).
import canonicalize from 'canonicalize'
import { assert } from './assert.ts'

/** What JSON can say and what comes back the same. No bigint, Date or undefined: whoever hashes must choose the text first. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined }

/**
 * The canonical text. Members that are undefined are left out, as JSON does. What JSON would quietly change (a bigint, a Date,
 * a Map, a number without exact spelling, half a surrogate pair) is a bug of the caller and raises.
 */
export function canonicalJson(value: Json): string {
  assertPlain(value, 0)
  const text = canonicalize(value)
  assert(text !== undefined, 'there is something to write')
  return text
}

/** Whether a text is already the canonical spelling of what it says; of two spellings only one may be hashed. */
export function isCanonicalJson(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text)) === text
  } catch {
    return false
  }
}

/** Deeper than any record of ours; a bound so that hostile nesting ends in a refusal and not in a full stack. */
const depthMax = 64

function assertPlain(value: unknown, depth: number): void {
  assert(depth <= depthMax, 'a record is not nested without end')
  if (typeof value === 'string') assert(value.isWellFormed(), 'text is whole Unicode')
  if (typeof value === 'number') assert(Number.isFinite(value), 'a number is finite')
  if (value === null || ['boolean', 'string', 'number'].includes(typeof value)) return
  assert(typeof value === 'object', 'a record holds only what JSON can say')
  if (Array.isArray(value)) {
    for (const item of value) assertPlain(item, depth + 1)
    return
  }
  const parent = Object.getPrototypeOf(value)
  assert(parent === Object.prototype || parent === null, 'a record is made of plain objects')
  for (const member of Object.values(value)) if (member !== undefined) assertPlain(member, depth + 1)
}
