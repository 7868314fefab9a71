// How premises, rooms in them and parties are named in EPCIS: by GLN as Digital Link or EPC URN, or by an id of ours. Pure. Not here: which
// number is whose (known.ts), and where in an event they stand (positions.ts).
import { parseGln } from '#kernel'
import { greinNamespace, uuidIn } from '../acts/names.ts'
import { canonicalLink } from '../digital-link.ts'
import { urnOf } from '../query/translate.ts'

export type PlaceName =
  | { readonly kind: 'ours'; readonly id: string; readonly room: string | null }
  /** `extension` is a room in premises; of a party there is none. */
  | { readonly kind: 'gln'; readonly of: '414' | '417'; readonly gln: string; readonly extension: string | null }
  /** Written as a GLN, and none: wrong digits, or parts of a URN that do not fit. */
  | { readonly kind: 'wrong'; readonly why: 'check' | 'form' }
  | { readonly kind: 'other' }

/** What a URI names, whatever the way it is written; canonical or not. */
export function readPlaceName(uri: string): PlaceName {
  const id = uuidIn(uri)
  if (id !== null) return { kind: 'ours', id, room: null }
  const room = ourRoom(uri)
  if (room) return room
  if (/^urn:epc:id:(sgln|pgln):/.test(uri) && !isWholeUrn(uri)) return { kind: 'wrong', why: 'form' }
  const found = /^https:\/\/id\.gs1\.org\/(414|417)\/([0-9]+)(?:\/254\/(.+))?/.exec(canonicalLink(uri))
  if (!found) return { kind: 'other' }
  const [, of, gln = '', tail] = found
  if (gln.length !== 13) return { kind: 'wrong', why: 'form' }
  if (!parseGln(gln).ok) return { kind: 'wrong', why: 'check' }
  const extension = tail === undefined ? null : unescaped(tail)
  return of === '417' ? { kind: 'gln', of, gln, extension: null } : { kind: 'gln', of: '414', gln, extension }
}

/** A company prefix of 6 to 12 digits, twelve digits with what follows it; an SGLN has its extension, `0` for none. */
function isWholeUrn(urn: string): boolean {
  const found = /^urn:epc:id:(sgln|pgln):([0-9]{6,12})\.([0-9]*)(?:\.(.+))?$/.exec(urn)
  return found !== null && `${found[2]}${found[3]}`.length === 12 && (found[1] === 'pgln') === (found[4] === undefined)
}

const roomStart = `${greinNamespace}room:`

/** A room where no GLN is known, or kept before one was: our own name for it. */
export const roomUrn = (premisesId: string, room: string) => `${roomStart}${premisesId}:${encodeURIComponent(room)}`

function ourRoom(uri: string): (PlaceName & { kind: 'ours' }) | null {
  if (!uri.startsWith(roomStart)) return null
  const rest = uri.slice(roomStart.length)
  const id = uuidIn(`urn:uuid:${rest.slice(0, 36)}`)
  return id === null || rest[36] !== ':' ? null : { kind: 'ours', id, room: unescaped(rest.slice(37)) }
}

/**
 * Whether a room's name is an extension of a GLN: up to twenty signs of those GS1 allows. `0` means none there, `*` any, and dots alone get
 * lost in an address. Such a room goes by the GLN of its premises, and by its name beside it.
 */
export const isExtension = (room: string) =>
  /^[A-Za-z0-9!"%&'()*+,\-./:;<=>?_]{1,20}$/.test(room) && room !== '0' && room !== '*' && !/^\.+$/.test(room)

export const ourUrn = (id: string, room: string | null = null) => (room === null ? `urn:uuid:${id}` : roomUrn(id, room))

export const glnLink = (of: '414' | '417', gln: string, extension: string | null = null) =>
  canonicalLink(`https://id.gs1.org/${of}/${gln}${extension === null ? '' : `/254/${encodeURIComponent(extension)}`}`)

/** Null where nobody said how long the company prefix is. */
export const glnUrn = (link: string, { gln, prefixLength }: { gln: string; prefixLength: number | null }) =>
  prefixLength === null ? null : urnOf(link, new Set([gln.slice(0, prefixLength)]))

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
