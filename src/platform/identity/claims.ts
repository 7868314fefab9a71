// Reads an issuer's claims into who logged in, by a mapping that each broker has its own of. Not here: whether they may do anything.
import { Value } from 'typebox/value'
import { OneOf, ok, type Result, refuse, type Static, Strict, Type } from '#kernel'
import { assuranceLevels, type Role, roles } from '../contract.ts'
import { platformProblems } from '../problems.ts'

export type Assurance = (typeof assuranceLevels)[number]

const Path = Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 8 })

/** Where a broker puts things: each a path of keys into the claims, because names of claims have dots and colons. */
export const ClaimsMapping = Strict({
  /** Whom the person acts for: the number, and which kind of number it is. */
  legalSubject: Path,
  legalSubjectKind: Path,
  /** The pseudonym of the acting person, stable at this issuer. */
  actingPerson: Path,
  name: Path,
  roles: Path,
  assurance: Path,
  /** Each value of the assurance claim we know; any other is refused. */
  assuranceLevels: Type.Record(Type.String(), OneOf(assuranceLevels)),
})
export type ClaimsMapping = Static<typeof ClaimsMapping>

/** A mapping an operator wrote, or null when it is none. */
export function readClaimsMapping(text: string): ClaimsMapping | null {
  try {
    const mapping: unknown = JSON.parse(text)
    return Value.Check(ClaimsMapping, mapping) ? mapping : null
  } catch {
    return null
  }
}

/** The claims of the NL eHerkenning interface as the demo's broker writes them; a production broker names its own paths. */
export const eHerkenningClaims: ClaimsMapping = {
  legalSubject: ['urn:etoegang:core:LegalSubjectID', 'value'],
  legalSubjectKind: ['urn:etoegang:core:LegalSubjectID', 'qualifier'],
  actingPerson: ['urn:etoegang:core:ActingSubjectID'],
  name: ['name'],
  roles: ['urn:grein:roles'],
  assurance: ['acr'],
  assuranceLevels: {
    'urn:etoegang:core:assurance-class:loa2': 'low',
    'urn:etoegang:core:assurance-class:loa2plus': 'low',
    'urn:etoegang:core:assurance-class:loa3': 'substantial',
    'urn:etoegang:core:assurance-class:loa4': 'high',
  },
}

export const qualifiers = {
  kvk: 'urn:etoegang:1.9:EntityConcernedID:KvKnr',
  rsin: 'urn:etoegang:1.9:EntityConcernedID:RSIN',
  /** Our own id of a party: of use to an issuer that is ours, such as the demo's. */
  party: 'urn:grein:party',
} as const

export type LegalSubject = { readonly kind: string; readonly number: string }

/** Who logged in, as the issuer says it. */
export type Login = {
  readonly subject: string
  readonly legalSubject: LegalSubject
  readonly name: string
  readonly roles: readonly Role[]
  readonly assurance: Assurance
}

/** Roles we do not know are no roles; nothing else is guessed. Refuses `platform/login-refused` naming the claim, never its value. */
export function readClaims(mapping: ClaimsMapping, claims: unknown): Result<Login> {
  const subject = textAt(claims, mapping.actingPerson)
  if (subject === null) return refuseClaim(mapping.actingPerson)
  const number = textAt(claims, mapping.legalSubject)
  if (number === null) return refuseClaim(mapping.legalSubject)
  const kind = textAt(claims, mapping.legalSubjectKind)
  if (kind === null) return refuseClaim(mapping.legalSubjectKind)
  const name = textAt(claims, mapping.name)
  if (name === null) return refuseClaim(mapping.name)
  const level = textAt(claims, mapping.assurance) ?? ''
  const assurance = Object.hasOwn(mapping.assuranceLevels, level) ? mapping.assuranceLevels[level] : undefined
  if (assurance === undefined) return refuseClaim(mapping.assurance)
  const given = valueAt(claims, mapping.roles)
  const known = roles.filter((role) => role !== 'public' && Array.isArray(given) && given.includes(role))
  return ok({ subject, legalSubject: { kind, number }, name, roles: known, assurance })
}

function refuseClaim(path: readonly string[]): Result<never> {
  return refuse(platformProblems['login-refused'], { because: `claim ${path.join('/')}` })
}

const textMaxLength = 120

function textAt(claims: unknown, path: readonly string[]): string | null {
  const found = valueAt(claims, path)
  return typeof found === 'string' && found.length > 0 && found.length <= textMaxLength ? found : null
}

function valueAt(claims: unknown, path: readonly string[]): unknown {
  let at: unknown = claims
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<string, unknown>)[key] // An object that has this key: checked on the line above.
  }
  return at
}
