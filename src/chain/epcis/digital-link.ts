// An identifier of GS1, as EPC URN or as any Digital Link, made the one canonical Digital Link. Not here: the way back, which is not always known.
import { gs1CheckDigit } from '#kernel'
import { entryOf } from './entry.ts'

const root = 'https://id.gs1.org'

/** A value as a part of an address, escaped as the Digital Link standard's table asks: `'`, `;` and `=` stand as they are. */
function escaped(value: string): string {
  return encodeURIComponent(unescaped(value))
    .replace(/[!()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3B', ';')
    .replaceAll('%3D', '=')
}

/** An escape that is none stays what it is: a stranger's text is never a fault of ours. */
function unescaped(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

const withCheck = (digits: string) => digits + gs1CheckDigit(digits)
/** The indicator or extension digit stands before the item reference in a URN and before the company in a key. */
const digitFirst = (company: string, reference: string) =>
  withCheck(reference.slice(0, 1) + company + reference.slice(1))

type Parts = readonly [string, string, string, string, string]
const serial = (ai: string, value: string) => (value === '' || value === '*' ? '' : `/${ai}/${escaped(value)}`)

const ofUrn: Readonly<Record<string, (parts: Parts) => string>> = {
  sgtin: ([company, item, number]) => `/01/${digitFirst(company, item)}${serial('21', number)}`,
  lgtin: ([company, item, lot]) => `/01/${digitFirst(company, item)}${serial('10', lot)}`,
  upui: ([company, item, extension]) => `/01/${digitFirst(company, item)}${serial('235', extension)}`,
  sscc: ([company, reference]) => `/00/${digitFirst(company, reference)}`,
  sgln: ([company, place, extension]) =>
    `/414/${withCheck(company + place)}${extension === '0' ? '' : serial('254', extension)}`,
  pgln: ([company, party]) => `/417/${withCheck(company + party)}`,
  grai: ([company, asset, number]) => `/8003/0${withCheck(company + asset)}${number === '*' ? '' : escaped(number)}`,
  giai: ([company, asset]) => `/8004/${company}${escaped(asset)}`,
  gsrn: ([company, reference]) => `/8018/${withCheck(company + reference)}`,
  gsrnp: ([company, reference]) => `/8017/${withCheck(company + reference)}`,
  gdti: ([company, type, number]) => `/253/${withCheck(company + type)}${number === '*' ? '' : escaped(number)}`,
  sgcn: ([company, coupon, number]) => `/255/${withCheck(company + coupon)}${number === '*' ? '' : escaped(number)}`,
  cpi: ([company, part, number]) => `/8010/${company}${escaped(part)}${serial('8011', number)}`,
  ginc: ([company, consignment]) => `/401/${company}${escaped(consignment)}`,
  gsin: ([company, shipper]) => `/402/${withCheck(company + shipper)}`,
  itip: ([company, item, piece, total, number]) =>
    `/8006/${digitFirst(company, item)}${piece}${total}${serial('21', number)}`,
}
/** Where the company's digits and the next part's have to be digits, for a check digit is computed over them. */
const numeric: ReadonlySet<string> = new Set(
  'sgtin lgtin upui sscc sgln pgln grai gsrn gsrnp gdti sgcn gsin itip'.split(' '),
)

/** The keys a link can begin with, and the qualifiers that may follow, finest first: only the finest is kept. */
const qualifiers: Readonly<Record<string, readonly string[]>> = {
  '00': [],
  '01': ['21', '235', '10'],
  '253': [],
  '255': [],
  '401': [],
  '402': [],
  '414': ['254', '7040'],
  '417': ['7040'],
  '8003': [],
  '8004': ['7040'],
  '8006': ['21', '10'],
  '8010': ['8011'],
  '8013': [],
  '8017': ['8019'],
  '8018': ['8019'],
}
/** The words links were written with before the numbers. */
const wordOf: Readonly<Record<string, string>> = {
  gtin: '01', itip: '8006', cpid: '8010', gln: '414', party: '417', gsrnp: '8017', gsrn: '8018', gcn: '255', sscc: '00',
  gdti: '253', ginc: '401', gsin: '402', grai: '8003', giai: '8004', gmn: '8013', ser: '21', lot: '10', cpv: '22',
  glnx: '254', cpsn: '8011', srin: '8019', uic: '7040', tpx: '235',
} // biome-ignore format: a table of pairs reads as one

const aiOf = (part: string) => entryOf(wordOf, part) ?? part

/** The canonical Digital Link of an EPC URN or of a Digital Link of any domain; anything else comes back as it is. */
export function canonicalLink(text: string): string {
  const urn = /^urn:epc:(?:id|class|idpat):([a-z]+):(.+)$/.exec(text)
  if (urn) return ofEpcUrn(urn[1]!, urn[2]!) ?? text // Both groups are in every match.
  const link = /^https?:\/\/[^/?#]+(\/[^?#]*)/i.exec(text)
  return link ? (ofLink(link[1]!) ?? text) : text
}

function ofEpcUrn(scheme: string, rest: string): string | null {
  const make = entryOf(ofUrn, scheme)
  if (!make) return null
  const [company = '', reference = '', ...more] = rest.split('.')
  if (numeric.has(scheme) && !/^\d+$/.test(company + reference)) return null
  // A serial number may hold dots: what is left belongs together, but for the piece and total of an itip.
  const tail = scheme === 'itip' ? [more[0] ?? '', more[1] ?? '', more.slice(2).join('.')] : [more.join('.'), '', '']
  return root + make([company, reference, tail[0]!, tail[1]!, tail[2]!]) // Three, as just made.
}

function ofLink(path: string): string | null {
  const parts = path.split('/').slice(1)
  for (let at = 0; at + 1 < parts.length; at += 1) {
    const key = aiOf(parts[at]!) // Within the bounds of the loop.
    const finest = entryOf(qualifiers, key)
    const value = parts[at + 1]!
    if (!finest || !/^[0-9A-Za-z]/.test(value)) continue
    if ((key === '01' || key === '00' || key === '414' || key === '417') && !/^\d+$/.test(value)) continue
    const rest = new Map<string, string>()
    for (let next = at + 2; next + 1 < parts.length; next += 2) rest.set(aiOf(parts[next]!), parts[next + 1]!)
    const kept = finest.find((ai) => rest.has(ai))
    const padded = key === '01' ? value.padStart(14, '0') : escaped(value)
    return `${root}/${key}/${padded}${kept ? `/${kept}/${escaped(rest.get(kept)!)}` : ''}` // `kept` is in the map.
  }
  return null
}
