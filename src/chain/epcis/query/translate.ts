// Identifiers of an event in the form the asker wants: Digital Links, EPC URNs, or as they came. Not here: anybody's own fields, which stay as they are.
// URN to link always works; back only where the length of the company's number is known. It is never guessed.
import { canonicalLink } from '../digital-link.ts'
import { isNumber, isObject, type JsonObject, type JsonValue } from '../json.ts'

export type EpcFormat = 'No_Preference' | 'Always_GS1_Digital_Link' | 'Always_EPC_URN' | 'Never_Translates'

/** Fields that hold identifiers, themselves or as a list. */
const identifying: ReadonlySet<string> = new Set([
  ...['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList', 'parentID', 'transformationID', 'epcClass', 'id'],
  ...['source', 'destination', 'bizTransaction', 'deviceID'],
])
const urn = /^urn:epc:(?:id|class|idpat):/
const ourLink = 'https://id.gs1.org/'

/** The numbers of companies, as the URNs in these values write them: `urn:epc:id:sgtin:8712345.…`. */
export function companiesIn(value: JsonValue): ReadonlySet<string> {
  const found = new Set<string>()
  walk(value, (text) => {
    const company = /^urn:epc:(?:id|class|idpat):[a-z]+:(\d{4,12})\./.exec(text)?.[1]
    if (company) found.add(company)
    return text
  })
  return found
}

export type Translated = { readonly event: JsonValue; readonly stuck: string | null }

/** `stuck` is an identifier that cannot be written as URN; then the event is not to be answered in that form. */
export function translate(event: JsonValue, format: EpcFormat, companies: ReadonlySet<string>): Translated {
  let stuck: string | null = null
  switch (format) {
    case 'No_Preference':
    case 'Never_Translates':
      return { event, stuck }
    case 'Always_GS1_Digital_Link':
      return { event: walk(event, (text) => (urn.test(text) ? canonicalLink(text) : text)), stuck }
    case 'Always_EPC_URN': {
      const translated = walk(event, (text) => {
        const link = canonicalLink(text)
        if (urn.test(text) || !link.startsWith(ourLink)) return text
        const found = urnOf(link, companies)
        stuck ??= found === null ? text : null
        return found ?? text
      })
      return { event: translated, stuck }
    }
    default:
      return format satisfies never
  }
}

function walk(value: JsonValue, change: (text: string) => string, isIdentifier = false): JsonValue {
  if (typeof value === 'string') return isIdentifier ? change(value) : value
  if (value === null || typeof value === 'boolean' || isNumber(value)) return value
  if (!isObject(value)) {
    const list = value as readonly JsonValue[] // What is left.
    return isIdentifier ? eachOnce(list.map((one) => walk(one, change, true))) : list.map((one) => walk(one, change))
  }
  const entries = Object.entries(value).map(([name, part]): [string, JsonValue] => [
    name,
    name.includes(':') || name.startsWith('@') ? part : walk(part, change, identifying.has(name)),
  ])
  return Object.fromEntries(entries) as JsonObject
}

/** A list may name one thing as URN and as link. In one form they are one, and the standard's schema has each thing in a list once. */
function eachOnce(list: readonly JsonValue[]): readonly JsonValue[] {
  const seen = new Set<JsonValue>()
  return list.filter((one) => {
    const name = typeof one === 'string' ? canonicalLink(one) : one
    return !seen.has(name) && seen.add(name)
  })
}

/** The EPC URN of a canonical Digital Link, when the company is one of these; null when none of them begins the key, or several do. */
export function urnOf(link: string, companies: ReadonlySet<string>): string | null {
  const found = /^https:\/\/id\.gs1\.org\/(\d{2,4})\/([^/]+)(?:\/(\d{2,4})\/(.+))?$/.exec(link)
  if (!found) return null
  const [, key = '', value = '', qualifier, tail] = found
  const candidates = [...companies].flatMap(
    (company) => written(company, { key, value, qualifier, tail: tail && unescaped(tail) }) ?? [],
  )
  const right = candidates.filter((candidate) => canonicalLink(candidate) === link)
  return right.length === 1 ? (right[0] ?? null) : null
}

/** Every EPC URN that is this canonical link: one for each length the number of its company may have. */
export function urnsOf(link: string): readonly string[] {
  const value = /^https:\/\/id\.gs1\.org\/\d{2,4}\/([^/]+)/.exec(link)?.[1] ?? ''
  const companies = [0, 1].flatMap((from) => lengths.map((length) => value.slice(from, from + length)))
  return [...new Set(companies.flatMap((company) => urnOf(link, new Set([company])) ?? []))]
}
/** Of the number of a company, in an EPC. */
const lengths = [4, 5, 6, 7, 8, 9, 10, 11, 12]

type Parts = {
  readonly key: string
  readonly value: string
  readonly qualifier: string | undefined
  readonly tail: string | undefined
}

/** `null` where this company does not begin the key. What comes out is read back and compared, so a wrong guess is never told. */
function written(company: string, { key, value, qualifier, tail }: Parts): string | null {
  const after = (digits: string) => (digits.startsWith(company) ? digits.slice(company.length) : null)
  const plain = (scheme: string, length: number) => {
    const rest = after(value.slice(0, length))
    return rest === null ? null : `urn:epc:id:${scheme}:${company}.${rest}`
  }
  /** Without its number it is the class of all of them. */
  const numbered = (scheme: string, reference: string | null, number: string) => {
    if (reference === null) return null
    return `urn:epc:${number === '' ? 'idpat' : 'id'}:${scheme}:${company}.${reference}.${number === '' ? '*' : inUrn(unescaped(number))}`
  }
  switch (key) {
    case '01':
      return ofTradeItem(company, { item: after(value.slice(1, 13)), indicator: value.slice(0, 1), qualifier, tail })
    case '8006': {
      const item = after(value.slice(1, 13))
      const [piece, total] = [value.slice(14, 16), value.slice(16, 18)]
      return item === null || qualifier === '10'
        ? null
        : numbered('itip', `${value.slice(0, 1)}${item}.${piece}.${total}`, tail ?? '')
    }
    case '00': {
      const rest = after(value.slice(1, 17))
      return rest === null ? null : `urn:epc:id:sscc:${company}.${value.slice(0, 1)}${rest}`
    }
    case '414': {
      const place = plain('sgln', 12)
      return place && `${place}.${qualifier === '254' && tail ? inUrn(tail) : '0'}`
    }
    case '417':
      return plain('pgln', 12)
    case '8017':
      return plain('gsrnp', 17)
    case '8018':
      return plain('gsrn', 17)
    case '402':
      return plain('gsin', 16)
    case '253':
      return numbered('gdti', after(value.slice(0, 12)), value.slice(13))
    case '255':
      return numbered('sgcn', after(value.slice(0, 12)), value.slice(13))
    case '8003':
      return numbered('grai', after(value.slice(1, 13)), value.slice(14))
    case '8004':
    case '401': {
      const rest = after(unescaped(value))
      return rest ? `urn:epc:id:${key === '401' ? 'ginc' : 'giai'}:${company}.${inUrn(rest)}` : null
    }
    case '8010': {
      const part = after(unescaped(value))
      return part ? numbered('cpi', inUrn(part), qualifier === '8011' ? (tail ?? '') : '') : null
    }
    default:
      return null
  }
}

type TradeItem = Pick<Parts, 'qualifier' | 'tail'> & { readonly item: string | null; readonly indicator: string }

function ofTradeItem(company: string, { item, indicator, qualifier, tail }: TradeItem): string | null {
  if (item === null) return null
  const name = `${company}.${indicator}${item}`
  if (qualifier === undefined || tail === undefined) return `urn:epc:idpat:sgtin:${name}.*`
  if (qualifier === '21') return `urn:epc:id:sgtin:${name}.${inUrn(tail)}`
  if (qualifier === '10') return `urn:epc:class:lgtin:${name}.${inUrn(tail)}`
  if (qualifier === '235') return `urn:epc:id:upui:${name}.${inUrn(tail)}`
  return null
}

/** Signs a URN escapes. */
const inUrn = (text: string) =>
  text.replace(/["%&/<>?#]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
