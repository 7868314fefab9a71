// What a scanner or a label says, in GS1's own form: element strings and Digital Links, read and written. Not here: whose pack it is, and drawing.
import { type Gtin, gs1CheckDigit, parseGtin, parseSscc, type Sscc } from './external-ids.ts'
import { type IdName, idPrefixes, parseId } from './ids.ts'

/** What a pack says of itself. A pack lot without serial numbers has none. */
export type PackCode = {
  readonly gtin: Gtin
  readonly lot: string | null
  readonly expiresOn: Temporal.PlainDate | null
  readonly serial: string | null
}

/** What was read. `text` is what somebody may have typed: a name, or part of one. */
export type Scanned =
  | ({ readonly kind: 'pack' } & PackCode)
  | { readonly kind: 'transport'; readonly sscc: Sscc }
  | { readonly kind: 'own'; readonly name: IdName; readonly id: string }
  | { readonly kind: 'text'; readonly text: string }
  /** It is GS1's, and it is wrong: a digit was lost or typed over. */
  | { readonly kind: 'faulty'; readonly ai: string }

/** FNC1 as every scanner passes it on: the group separator, ASCII 29. */
export const groupSeparator = '\x1d'

/** GS1's character set 82: what a lot or a serial number may be written with. */
const characters82 = /^[!"%-?A-Z_a-z]{1,20}$/

/** Whether a name can stand on a label as (10) or (21): twenty signs, no space, no accent. */
export function isLabelText(text: string): boolean {
  return characters82.test(text)
}

/** How long an element without FNC1 behind it is, by the first two digits of its identifier (GS1 General Specifications 7.8.5). */
const lengths: Readonly<Record<string, number>> = {
  '00': 20, '01': 16, '02': 16, '03': 16, '04': 18, '11': 8, '12': 8, '13': 8, '14': 8, '15': 8, '16': 8, '17': 8, '18': 8, '19': 8,
  '20': 4, '31': 10, '32': 10, '33': 10, '34': 10, '35': 10, '36': 10, '41': 16,
} // biome-ignore format: a table of pairs reads as one

/** How many digits an identifier has, by its first two. */
function identifierLength(two: string): number {
  if (/^(23|24|25|40|41|42|71)$/.test(two)) return 3
  return /^(3[1-69]|43|7[02]|8[0-2])$/.test(two) ? 4 : 2
}

/** Reads whatever came in: `year` settles the century of two-digit years, as GS1 has it (fifty years either way). */
export function readScan(scanned: string, year: number): Scanned {
  // ]d2, ]C1, ]Q3, ]e0: some scanners say first which symbology it was.
  const text = scanned.trim().replace(/^\](d2|C1|Q3|e0|d1|Q1)/, '')
  return readOwn(text) ?? readLink(text, year) ?? readElements(text, year) ?? { kind: 'text', text }
}

/** An id of ours, bare or at the end of an address of a screen. */
function readOwn(text: string): Scanned | null {
  const last = /^https?:\/\/[^?#]*\/([a-z]{3}_[0-9a-f-]{36})(?:[/?#].*)?$/.exec(text)?.[1] ?? text
  for (const name of Object.keys(idPrefixes) as IdName[]) {
    if (parseId(name, last)) return { kind: 'own', name, id: last }
  }
  return null
}

type Elements = ReadonlyMap<string, string>

function readLink(text: string, year: number): Scanned | null {
  const found = /^https?:\/\/[^/?#]+((?:\/[^/?#]+)*)\/?(?:\?([^#]*))?/i.exec(text)
  if (!found) return null
  const parts = found[1]!.split('/').slice(1)
  const elements = new Map<string, string>()
  const start = parts.findIndex(
    (part, at) => (part === '01' || part === '00' || part === 'gtin') && at + 1 < parts.length,
  )
  if (start < 0) return null
  for (let at = start; at + 1 < parts.length; at += 2) {
    const ai = parts[at]! === 'gtin' ? '01' : parts[at]! // Both are within the bounds of the loop.
    elements.set(ai, unescaped(parts[at + 1]!))
  }
  for (const [ai, value] of new URLSearchParams(found[2] ?? '')) if (/^\d{2,4}$/.test(ai)) elements.set(ai, value)
  return meaningOf(elements, year)
}

/** An escape that is none stays what it is. */
function unescaped(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function readElements(text: string, year: number): Scanned | null {
  const elements = text.startsWith('(')
    ? bracketed(text)
    : plain(text.startsWith(groupSeparator) ? text.slice(1) : text)
  return elements && meaningOf(elements, year)
}

/** As people write it under a symbol: (01)08712345678906(17)270101(10)LOT. */
function bracketed(text: string): Elements | null {
  if (!/^(\(\d{2,4}\)[^(]+)+$/.test(text)) return null
  return new Map([...text.matchAll(/\((\d{2,4})\)([^(]+)/g)].map(([, ai, value]) => [ai!, value!]))
}

/** As a symbol holds it. Only what begins as a pack or a transport unit is taken for one: a name may be digits too. */
function plain(text: string): Elements | null {
  if (!/^(01\d{14}|02\d{14}|00\d{18})/.test(text)) return null
  const elements = new Map<string, string>()
  let at = 0
  while (at < text.length) {
    const two = text.slice(at, at + 2)
    const ai = text.slice(at, at + identifierLength(two))
    const fixed = lengths[two]
    const separator = text.indexOf(groupSeparator, at)
    const end = fixed ? at + fixed : separator < 0 ? text.length : separator
    const value = text.slice(at + ai.length, end)
    if (!/^\d{2,4}$/.test(ai) || value === '' || (fixed && end > text.length)) return null
    elements.set(ai, value)
    at = text[end] === groupSeparator ? end + 1 : end
  }
  return elements
}

function meaningOf(elements: Elements, year: number): Scanned | null {
  const sscc = elements.get('00')
  if (sscc !== undefined) {
    const parsed = parseSscc(sscc)
    return parsed.ok ? { kind: 'transport', sscc: parsed.value } : { kind: 'faulty', ai: '00' }
  }
  const number = elements.get('01') ?? elements.get('02')
  if (number === undefined) return null
  const gtin = parseGtin(number)
  if (!gtin.ok) return { kind: 'faulty', ai: '01' }
  const expiry = elements.get('17')
  const expiresOn = expiry === undefined ? null : dayOf(expiry, year)
  if (expiry !== undefined && expiresOn === null) return { kind: 'faulty', ai: '17' }
  return {
    kind: 'pack',
    gtin: gtin.value,
    lot: elements.get('10') ?? null,
    expiresOn,
    serial: elements.get('21') ?? null,
  }
}

/** YYMMDD; day 00 is the last of the month. Null where there is no such day. */
function dayOf(text: string, year: number): Temporal.PlainDate | null {
  if (!/^\d{6}$/.test(text)) return null
  const [yy, month, day] = [text.slice(0, 2), text.slice(2, 4), text.slice(4)].map(Number) as [number, number, number] // Three slices.
  const near = Math.floor(year / 100) * 100 + yy
  const full = near - year >= 51 ? near - 100 : near - year <= -50 ? near + 100 : near
  if (month < 1 || month > 12) return null
  const first = Temporal.PlainDate.from({ year: full, month, day: 1 })
  if (day === 0) return first.with({ day: first.daysInMonth })
  return day <= first.daysInMonth ? first.with({ day }) : null
}

/** The element string of a pack, FNC1 as ASCII 29 and only behind a variable field that is not the last. */
export function writeElements({ gtin, expiresOn, lot, serial }: PackCode): string {
  const fixed = `01${gtin}${expiresOn ? `17${shortDay(expiresOn)}` : ''}`
  const variable = [...(lot === null ? [] : [`10${lot}`]), ...(serial === null ? [] : [`21${serial}`])]
  return fixed + variable.join(groupSeparator)
}

/** The same for people, as it stands beside the symbol. */
export function writeBracketed({ gtin, expiresOn, lot, serial }: PackCode): string {
  return [
    `(01)${gtin}`,
    ...(expiresOn ? [`(17)${shortDay(expiresOn)}`] : []),
    ...(lot === null ? [] : [`(10)${lot}`]),
    ...(serial === null ? [] : [`(21)${serial}`]),
  ].join('')
}

/** The same as a canonical Digital Link: lot and serial number are part of the key, the expiry is told beside it. */
export function writeLink({ gtin, expiresOn, lot, serial }: PackCode): string {
  const path = [
    `/01/${gtin}`,
    ...(lot === null ? [] : [`/10/${encodeURIComponent(lot)}`]),
    ...(serial === null ? [] : [`/21/${encodeURIComponent(serial)}`]),
  ].join('')
  return `https://id.gs1.org${path}${expiresOn ? `?17=${shortDay(expiresOn)}` : ''}`
}

function shortDay(on: Temporal.PlainDate): string {
  return on.toString().slice(2).replaceAll('-', '')
}

/** A GTIN-14 of thirteen digits and the check digit that follows from them. */
export function gtinOf(thirteen: string): Gtin {
  return (thirteen + gs1CheckDigit(thirteen)) as Gtin // Its check digit was just computed.
}
