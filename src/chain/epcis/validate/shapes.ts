// The parts an EPCIS document is made of, as checks that name each fault with its place. Not here: which event has which parts (events.ts).
import { canonicalLink } from '../digital-link.ts'
import { isList, isNumber, isObject, type JsonObject, type JsonValue, printExact } from '../json.ts'
import { massOf, massUnits } from '../quantity.ts'
import { type Fault, faultOf } from './fault.ts'
import { quantityUnits } from './vocabulary.ts'

/** Faults of a value at a place; none when it is as it should be. */
export type Check = (value: JsonValue, pointer: string) => readonly Fault[]

const uriPattern = /^[a-z][a-z0-9+.-]*:(?:[a-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+$/i
const timePattern = /^\d{4}-\d{2}-\d{2}[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/
const offsetPattern = /^[+-]((0\d|1[0-3]):[0-5]\d|14:00)$/

/** No question takes a longer one (query/parse-query.ts), and no index of the database. */
const uriMax = 2_048
/** What a prefix stands for goes before each name it is used in. */
const namespaceMax = 500

export const isUri = (text: string) => uriPattern.test(text)
export const escapedKey = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
export const below = (pointer: string, key: string | number) => `${pointer}/${escapedKey(shortened(String(key)))}`
/** A pointer is for finding what it points at; a name of megabytes is found by its beginning. */
const shortened = (key: string) =>
  key.length > uriMax ? `${key.slice(0, uriMax).replace(/[\ud800-\udbff]$/, '')}…` : key

/** A text that passes `is`, else the fault `fail` makes of it. */
function text(fail: (given: string, pointer: string) => Fault, is: (given: string) => boolean): Check {
  return (value, pointer) => {
    if (typeof value !== 'string') return [faultOf(pointer, 'not-text')]
    return is(value) ? [] : [fail(value, pointer)]
  }
}

export const anyText: Check = (value, pointer) => (typeof value === 'string' ? [] : [faultOf(pointer, 'not-text')])
export const uri: Check = text(
  (given, pointer) => faultOf(pointer, isUri(given) ? 'too-long' : 'not-uri', given),
  (given) => isUri(given) && given.length <= uriMax && canonicalLink(given).length <= uriMax,
)
export const time: Check = text((given, pointer) => faultOf(pointer, 'not-time', given), isTime)
export const offset: Check = text(
  (given, pointer) => faultOf(pointer, 'not-offset', given),
  (given) => offsetPattern.test(given),
)
export const hex: Check = text(
  (_, pointer) => faultOf(pointer, 'not-hex'),
  (given) => /^[A-Fa-f0-9]+$/.test(given),
)
export const decimal: Check = (value, pointer) => (isNumber(value) ? [] : [faultOf(pointer, 'not-number')])
export const boolean: Check = (value, pointer) => (typeof value === 'boolean' ? [] : [faultOf(pointer, 'not-boolean')])
export const anything: Check = () => []

/** Digits, hours and an offset alone are not enough: the 30th of February is no moment. */
export function isTime(given: string): boolean {
  if (!timePattern.test(given)) return false
  try {
    const { year } = Temporal.Instant.from(given).toZonedDateTimeISO('UTC')
    return year >= 1 && year <= 9999 // In UTC, as it is kept and compared: what lies beyond is no moment to the database.
  } catch {
    return false
  }
}

const cbvUrn = /^(urn:epcglobal:cbv|https?:\/\/ns\.gs1\.org\/cbv\/)/
const gs1Voc = /^https?:\/\/(www\.)?gs1\.org\/voc\//

/** A bare word of its list, or anybody's own address that does not pretend to be one. */
export function word(known: ReadonlySet<string>, pretends: RegExp = cbvUrn): Check {
  return text(
    (given, pointer) =>
      pretends.test(given) ? faultOf(pointer, 'word-as-urn', given) : faultOf(pointer, 'unknown-word', given),
    (given) => known.has(given) || (isUri(given) && !pretends.test(given)),
  )
}
export const gs1Word = (known: ReadonlySet<string>): Check => word(known, gs1Voc)
export function oneOf(known: ReadonlySet<string>): Check {
  return text(
    (given, pointer) => faultOf(pointer, 'unknown-word', given),
    (given) => known.has(given),
  )
}

export function list(
  item: Check,
  { isFilled = false, isUnique = false }: { readonly isFilled?: boolean; readonly isUnique?: boolean } = {},
): Check {
  return (value, pointer) => {
    if (!isList(value)) return [faultOf(pointer, 'not-list')]
    if (isFilled && value.length === 0) return [faultOf(pointer, 'empty')]
    const faults = value.flatMap((one, index) => item(one, below(pointer, index)))
    return isUnique ? [...faults, ...twice(value, pointer)] : faults
  }
}

function twice(items: readonly JsonValue[], pointer: string): readonly Fault[] {
  const seen = new Set<JsonValue>()
  return items.flatMap((one, index) => {
    if (typeof one !== 'string') return []
    if (seen.has(one)) return [faultOf(below(pointer, index), 'twice', one)]
    seen.add(one)
    return []
  })
}

export const either =
  (single: Check, many: Check): Check =>
  (value, pointer) =>
    isList(value) ? many(value, pointer) : single(value, pointer)

export type Fields = Readonly<Record<string, Check>>
type ObjectRules = {
  readonly required?: readonly string[]
  /** Whether anybody's own fields, named by CURIE or address, may stand beside the standard's. */
  readonly takesOwn?: boolean
  /** What is to be true of the whole, once its parts are right by themselves. */
  readonly rules?: (object: JsonObject, pointer: string) => readonly Fault[]
}

export function object(fields: Fields, { required = [], takesOwn = false, rules }: ObjectRules = {}): Check {
  return (value, pointer) => {
    if (!isObject(value)) return [faultOf(pointer, 'not-object')]
    const missing = required
      .filter((name) => value[name] === undefined)
      .map((name) => faultOf(pointer, 'missing', name))
    const inside = Object.entries(value).flatMap(([name, part]) => {
      const check = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (check) return check(part, below(pointer, name))
      return takesOwn && isUri(name) ? [] : [faultOf(below(pointer, name), 'unknown-field', name)]
    })
    return [...missing, ...inside, ...(rules?.(value, pointer) ?? [])]
  }
}

/** It is kept with each event of its document, of which there may be thousands. */
const contextMax = 65_536

export const context: Check = (value, pointer) => {
  const isShort = (meaning: JsonValue) => typeof meaning !== 'string' || meaning.length <= namespaceMax
  const isPart = (part: JsonValue) =>
    (typeof part === 'string' && isUri(part)) || (isObject(part) && Object.values(part).every(isShort))
  const isWhole = isList(value) ? value.length > 0 && value.every(isPart) : isPart(value)
  return isWhole && printExact(value).length <= contextMax ? [] : [faultOf(pointer, 'not-context')]
}

/** Negative, of an unknown unit, or finer than a milligram: nothing an account could hold. */
export const quantityElement = object(
  { epcClass: uri, quantity: decimal, uom: anyText },
  {
    required: ['epcClass'],
    rules({ quantity, uom }, pointer) {
      const faults: Fault[] = []
      if (typeof uom === 'string' && !quantityUnits.has(uom))
        faults.push(faultOf(below(pointer, 'uom'), 'unknown-unit', uom))
      if (uom !== undefined && quantity === undefined) faults.push(faultOf(pointer, 'unit-alone'))
      if (!isNumber(quantity)) return faults
      const at = below(pointer, 'quantity')
      if (quantity.rawJSON.startsWith('-') && /[1-9]/.test(quantity.rawJSON))
        return [...faults, faultOf(at, 'negative')]
      if (typeof uom !== 'string' || !massUnits.includes(uom)) return faults
      const mass = massOf(quantity.rawJSON, uom)
      if (mass.kind === 'remainder') faults.push(faultOf(at, 'too-fine'))
      if (mass.kind === 'not-mass' || (mass.kind === 'mass' && mass.mg > massMgMax))
        faults.push(faultOf(at, 'too-many-digits'))
      return faults
    },
  },
)
/** What the ledger's column holds. */
const massMgMax = 2n ** 63n - 1n
