// How the things of our ledger are named in EPCIS, and back. Not here: which acts say what about them (table.ts).
import { createHash } from 'node:crypto'
import { type IdName, parseId, printId, trustId } from '#kernel'
import { canonicalLink } from '../digital-link.ts'

/** Of this namespace are our own fields and words; it is a name, not an address. */
export const greinNamespace = 'urn:grein:epcis:'
export const greinPrefix = 'grein'
/** An own field in the expanded form. */
export const ownKey = (name: string) => `{${greinNamespace}}${name}`
/** An own field in a document. */
export const ownField = (name: string) => `${greinPrefix}:${name}`
/** A business step, a disposition, a type of transaction or a class of matter of our own. */
export const ownWord = (word: string) => `${greinNamespace}${word}`

const uuidUrn = 'urn:uuid:'

/** Our printed id as a name anybody may keep: `bat_0198…` is `urn:uuid:0198…`. */
export function urnOf(name: IdName, printed: string): string {
  return `${uuidUrn}${parseId(name, printed) ?? printed}`
}

/**
 * The printed id of what a name means to us: the id in a `urn:uuid:`, else one that follows from the name, so that whoever names a lot by
 * its own LGTIN gets the same lot each time.
 */
export function idOf(name: IdName, uri: string): string {
  const known = uri.startsWith(uuidUrn) ? uuidIn(uri) : null
  return printId(name, trustId(name, known ?? uuidFrom(canonicalLink(uri))))
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** The UUID in a `urn:uuid:`, or null. */
export function uuidIn(uri: string): string | null {
  const uuid = uri.slice(uuidUrn.length).toLowerCase()
  return uri.startsWith(uuidUrn) && uuidPattern.test(uuid) ? uuid : null
}

/** UUID version 8 of a name. */
function uuidFrom(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(hash[16]!, 16) & 3) | 8).toString(16) // sha256 in hex has 64 digits.
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** Of what is told beside an act: a name of its own, always the same, that stands after the act in the order of ids. */
export function idAfter(eventId: string, text: string): string {
  const bare = parseId('event', eventId) ?? eventId
  return `${bare.slice(0, 13)}${uuidFrom(`${bare}/${text}`).slice(13)}`
}

export const ssccLink = (sscc: string) => `https://id.gs1.org/00/${sscc}`

/** A number others gave (a permit, a certificate, a record) as a URI, and back. */
export const numberUrn = (kind: string, number: string) => `${greinNamespace}${kind}:${encodeURIComponent(number)}`
export function numberIn(kind: string, uri: string): string | null {
  const start = `${greinNamespace}${kind}:`
  if (!uri.startsWith(start)) return null
  try {
    return decodeURIComponent(uri.slice(start.length))
  } catch {
    return null
  }
}

/** A lot with a GTIN by its Digital Link; every other by our id. */
export function lotUri({ batchId, gtin, name }: { batchId: string; gtin: string | null; name: string }): string {
  return gtin === null
    ? urnOf('batch', batchId)
    : canonicalLink(`https://id.gs1.org/01/${gtin}/10/${encodeURIComponent(name)}`)
}

/** GTIN and lot in a canonical Digital Link, or null. */
export function lotIn(uri: string): { readonly gtin: string; readonly name: string } | null {
  const found = /^https:\/\/id\.gs1\.org\/01\/(\d{14})\/10\/([^/]+)$/.exec(canonicalLink(uri))
  if (!found) return null
  try {
    return { gtin: found[1]!, name: decodeURIComponent(found[2]!) } // Both groups are in every match.
  } catch {
    return null
  }
}
