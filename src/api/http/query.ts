// Reads the parameters of an address strictly. Not here: whether they fit their schema.
import { type Localised, ok, type Result, refuse, type TSchema } from '#kernel'
import { apiProblems } from './problems.ts'
import type { Misfit } from './schema-check.ts'

/** For Fastify's router, which may not throw: what can be read; `checkQuery` refuses the rest before any route runs. */
export function readQuery(source: string): Record<string, string> {
  const values: Record<string, string> = Object.create(null)
  for (const [name, value] of pairs(source)) {
    const decodedName = decode(name)
    if (decodedName !== null) values[decodedName] = decode(value) ?? ''
  }
  return values
}

/** Each parameter once, each byte UTF-8. */
export function checkQuery(url: string): Result<null> {
  const start = url.indexOf('?')
  const seen = new Set<string>()
  for (const [rawName, rawValue] of pairs(start < 0 ? '' : url.slice(start + 1))) {
    const name = decode(rawName)
    if (name === null || decode(rawValue) === null) return refuse(apiProblems['text-unreadable'], { where: 'address' })
    if (seen.has(name)) return refuse(apiProblems['parameter-twice'], { parameter: name.slice(0, 60) })
    seen.add(name)
  }
  return ok(null)
}

/**
 * A text becomes the number or truth value its schema asks for, if it is exactly one; else it stays a text and the schema refuses it.
 * "1.5" never becomes 1, nor "" null: that would be guessing.
 */
export function coerceTexts(schema: TSchema, values: Record<string, unknown>): Record<string, unknown> {
  const fields = (schema as { properties?: Record<string, { type?: string }> }).properties ?? {}
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, coerce(fields[name]?.type, value)]))
}

/** What is wrong with the parameters of an address, each by its name; of one that is not there, which ones are. */
export function misfitsOfQuery(schema: TSchema, misfits: readonly Misfit[]): readonly Misfit[] {
  const names = Object.keys((schema as { properties?: object }).properties ?? {})
  return misfits.map((misfit) => {
    const name = nameIn(misfit)
    return name === '' || names.includes(name) ? misfit : { ...misfit, detail: notAmong(names) }
  })
}

export const nameIn = ({ pointer }: Misfit): string =>
  (pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~')

function notAmong(names: readonly string[]): Localised {
  if (names.length === 0)
    return { nl: 'Hier zijn geen parameters. Laat hem weg.', en: 'There are no parameters here. Leave it out.' }
  const list = names.join(', ')
  return {
    nl: `Deze parameter is er niet; wel zijn er: ${list}.`,
    en: `There is no such parameter; there are: ${list}.`,
  }
}

function coerce(type: string | undefined, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (type === 'integer' && /^-?(0|[1-9]\d{0,14})$/.test(value)) return Number(value)
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

function pairs(source: string): readonly (readonly [string, string])[] {
  return source
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const sign = part.indexOf('=')
      return sign < 0 ? [part, ''] : [part.slice(0, sign), part.slice(sign + 1)]
    })
}

/** Null for what is no text: broken UTF-8, and the byte 0, which no text of the database can hold. */
function decode(text: string): string | null {
  try {
    const decoded = decodeURIComponent(text.replaceAll('+', ' '))
    return decoded.includes('\0') ? null : decoded
  } catch {
    return null
  }
}
