// Which wall a person's roles put them behind. Not here: what each role may do (access).
import type { Role, Wall } from '../contract.ts'

const staffRoles: readonly Role[] = [
  'authority-case-worker',
  'authority-decision-maker',
  'authority-chain-manager',
  'inspector',
  'policy-officer',
]
const holderRoles: readonly Role[] = [
  'holder-administrator',
  'holder-chain-officer',
  'holder-reader',
  'pharmacist',
  'laboratory-analyst',
  'researcher',
]

/** A policy officer stands with the staff, for totals are counted over everything; Cedar lets them see no more than totals. */
export function wallOf(roles: readonly Role[]): Wall {
  if (roles.some((role) => staffRoles.includes(role))) return 'staff'
  return roles.some((role) => holderRoles.includes(role)) ? 'holder' : 'public'
}

/**
 * Mandates at a broker are given out by each organisation to its own people, so a company could write "inspector" there. A role
 * of staff counts only for who acts for the authority, its inspectorate or its ministry.
 */
export function rolesFor(roles: readonly Role[], { isOfficial }: { readonly isOfficial: boolean }): readonly Role[] {
  return isOfficial ? roles : roles.filter((role) => !staffRoles.includes(role))
}
