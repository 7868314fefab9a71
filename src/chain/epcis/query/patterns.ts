// What an EPC or a class is matched with: one identifier, or a pattern that stands for many, as an anchored expression. Not here: where it is matched.
import { canonicalLink } from '../digital-link.ts'

/** The wildcard of a Digital Link: all serial numbers, or all lots, of one class. */
const linkPattern = /^(https?:\/\/.+)\/(21|10|235)\/\*$/

/** One identifier alone is written so; everything else is an anchored expression, which begins with `^`. */
export const isAlone = (read: string) => read.startsWith('=')

/**
 * `urn:epc:idpat:sgtin:8712345.012345.*` is the class itself and every one of it, `…:8712345.*.*` all of a company, `…:*.*.*` all of its
 * kind; everything else is itself alone. Null for a pattern that is none: `*` with something after it.
 */
export function matchExpression(text: string): string | null {
  const link = linkPattern.exec(text)
  if (link) return `^${escaped(canonicalLink(link[1] ?? ''))}/${link[2]}/.+$`
  const pattern = /^urn:epc:(idpat|class|id):([a-z]+):(.+)$/.exec(text)
  if (!pattern?.[3]?.includes('*')) return `=${canonicalLink(text)}`
  const [, , scheme = '', rest = ''] = pattern
  const parts = rest.split('.')
  const firstStar = parts.indexOf('*')
  if (parts.slice(firstStar).some((part) => part !== '*')) return null
  if (firstStar > 0 && firstStar === parts.length - 1 && parts.length > 2) return ofClass(text, scheme, parts)
  if (firstStar === 0) return parts.length === partsOf[scheme] ? keysOf(scheme, '') : null
  return firstStar === 1 && /^\d{4,12}$/.test(parts[0] ?? '') ? keysOf(scheme, parts[0] ?? '') : null
}

/** Of how many parts an identifier is: without a company nothing else tells `*.*` from `*.*.*`. */
const partsOf: Readonly<Record<string, number>> = {
  sgtin: 3,
  lgtin: 3,
  sscc: 2,
  sgln: 3,
  pgln: 2,
  grai: 3,
  giai: 2,
  gdti: 3,
}

/** Of these the serial number follows the key at once, without a stroke between them. */
const undivided: ReadonlySet<string> = new Set(['grai', 'gdti', 'sgcn'])

/** All of one class: the link of the class, and what continues it. */
function ofClass(text: string, scheme: string, parts: readonly string[]): string | null {
  const link = canonicalLink(text.replace(/^urn:epc:[a-z]+:/, 'urn:epc:idpat:'))
  if (link.startsWith('https:')) return `^${escaped(link)}${undivided.has(scheme) ? '.*' : '(/.+)?'}$`
  const probe = canonicalLink(`urn:epc:id:${scheme}:${[...parts.slice(0, -1), '0'].join('.')}`)
  return probe.endsWith('0') ? `^${escaped(probe.slice(0, -1))}.*$` : null
}

/** All of one company, or with none of everybody: between the key and the rest stand as many digits as the key leaves. */
function keysOf(scheme: string, company: string): string | null {
  const head = 'https://id\\.gs1\\.org'
  switch (scheme) {
    case 'sgtin':
    case 'lgtin':
      return `^${head}/01/[0-9]${company}[0-9]{${13 - company.length}}(/.+)?$`
    case 'sscc':
      return `^${head}/00/[0-9]${company}[0-9]{${17 - company.length}}$`
    case 'sgln':
      return `^${head}/414/${company}[0-9]{${13 - company.length}}(/.+)?$`
    case 'pgln':
      return `^${head}/417/${company}[0-9]{${13 - company.length}}$`
    case 'grai':
      return `^${head}/8003/0${company}[0-9]{${13 - company.length}}.*$`
    case 'giai':
      return `^${head}/8004/${company}.+$`
    case 'gdti':
      return `^${head}/253/${company}[0-9]{${13 - company.length}}.*$`
    default:
      return null
  }
}

/** Signs that mean something in an expression, in both dialects. */
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
