// Reads a JSON body strictly: UTF-8 or nothing, no key twice, no `__proto__`, no depth without end. Not here: whether it fits a schema.
import { ok, type Result, refuse } from '#kernel'
import { apiProblems } from './problems.ts'

/** The deepest request of this API nests five; this leaves room and still ends a depth bomb at once. */
export const maxJsonDepth = 32

const utf8 = new TextDecoder('utf-8', { fatal: true })
const none: ReadonlySet<string> = new Set()

/** The value, or the first thing that makes these bytes unfit to be read. Of a key in `lastCounts` the last one counts, as `JSON.parse` has it. */
export function readJson(bytes: Uint8Array, lastCounts: ReadonlySet<string> = none): Result<unknown> {
  let source: string
  try {
    source = utf8.decode(bytes)
  } catch {
    return refuse(apiProblems['text-unreadable'], { where: 'body' })
  }
  if (hasHalfCharacter(source)) return refuse(apiProblems['text-unreadable'], { where: 'body' })
  const shape = checkShape(source, lastCounts)
  if (!shape.ok) return shape
  try {
    return ok(JSON.parse(source))
  } catch (error) {
    return refuse(apiProblems['json-unreadable'], { at: positionIn(error) })
  }
}

/**
 * One pass over the text, before it is parsed: depth and keys. It looks at structure alone; what is not JSON at all
 * passes here and fails in `JSON.parse`, which is the better judge of it.
 */
function checkShape(source: string, lastCounts: ReadonlySet<string>): Result<null> {
  const open: (Set<string> | null)[] = [] // A set of keys for each open object, null for each open list.
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]
    if (sign === '{' || sign === '[') {
      if (open.push(sign === '{' ? new Set() : null) > maxJsonDepth) {
        return refuse(apiProblems['json-too-deep'], { maxDepth: maxJsonDepth })
      }
    } else if (sign === '}' || sign === ']') open.pop()
    else if (sign === '"') {
      const end = endOfString(source, at)
      const keys = open.at(-1)
      if (keys && isFollowedByColon(source, end)) {
        const checked = checkKey(source.slice(at, end), keys, lastCounts)
        if (!checked.ok) return checked
      }
      at = end - 1
    }
  }
  return ok(null)
}

function checkKey(quoted: string, keys: Set<string>, lastCounts: ReadonlySet<string>): Result<null> {
  let key: string
  try {
    key = JSON.parse(quoted) // "\u005f_proto__" is __proto__ too.
  } catch {
    return ok(null) // A broken string; `JSON.parse` of the whole says where.
  }
  const shown = key.slice(0, 60)
  if (key === '__proto__') return refuse(apiProblems['json-key-refused'], { key: shown })
  if (keys.has(key) && !lastCounts.has(key)) return refuse(apiProblems['json-key-twice'], { key: shown })
  keys.add(key)
  return ok(null)
}

/** An escape may write half of a character (`\ud83d` alone), which is no text in UTF-8; the bytes themselves were checked before. */
function hasHalfCharacter(source: string): boolean {
  const escapes = source.matchAll(/\\(?:u([0-9a-f]{4})|.)/gis)
  let awaited: number | null = null // Where the second half of a pair must stand.
  for (const { 1: hex, 0: text, index } of escapes) {
    const unit = hex === undefined ? 0 : Number.parseInt(hex, 16)
    const isSecond = unit >= 0xdc00 && unit <= 0xdfff
    if (awaited === null ? isSecond : !(isSecond && awaited === index)) return true
    awaited = unit >= 0xd800 && unit <= 0xdbff ? index + text.length : null
  }
  return awaited !== null
}

/** The place after the closing quote, or the end of the text when there is none. */
function endOfString(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === '"') return at + 1
  }
  return source.length
}

function isFollowedByColon(source: string, from: number): boolean {
  let at = from
  while (at < source.length && ' \t\r\n'.includes(source[at]!)) at++
  return source[at] === ':'
}

function positionIn(error: unknown): number | null {
  const found = /at position (\d+)/.exec(error instanceof Error ? error.message : '')
  return found ? Number(found[1]) : null
}
