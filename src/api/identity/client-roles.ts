// What a program of a party may be given: by the kind of the party, and by the roles it gets. Not here: what a role may do (platform/access).
import { refuseNow } from '#kernel'
import type { PartyKind } from '#licensing/contract'
import { platformProblems } from '#platform'
import { type MachineRole, machineRoles, type Scope, scopes } from '#platform/contract'

/** An authority decides through people alone, and a buyer abroad has no chain here. */
export const rolesOfKind: Readonly<Record<PartyKind, readonly MachineRole[]>> = {
  authority: [],
  grower: ['holder-chain-officer', 'holder-reader'],
  laboratory: ['laboratory-analyst', 'holder-reader'],
  irradiator: ['holder-chain-officer', 'holder-reader'],
  packer: ['holder-chain-officer', 'holder-reader'],
  wholesaler: ['holder-chain-officer', 'holder-reader'],
  pharmacy: ['pharmacist', 'holder-reader'],
  institution: ['researcher', 'holder-reader'],
  'foreign-buyer': [],
  carrier: ['holder-reader'],
}

/** A program that only reads is given nothing to record with. */
export const scopesOfRole: Readonly<Record<MachineRole, readonly Scope[]>> = {
  'holder-chain-officer': scopes,
  'holder-reader': scopes.filter((scope) => scope !== 'chain:record'),
  pharmacist: scopes,
  'laboratory-analyst': scopes,
  researcher: scopes,
}

export type Wish = { readonly roles: readonly MachineRole[]; readonly scopes: readonly Scope[] }

/** An administrator gives what the party's programs may have, not whatever there is. Refuses `platform/client-roles`. */
export function checkClientWish(kind: PartyKind, wish: Wish): void {
  const roles = rolesOfKind[kind]
  const given = machineRoles.filter((role) => wish.roles.includes(role))
  const isRoleAllowed = given.every((role) => roles.includes(role))
  const isScopeAllowed = wish.scopes.every((scope) => given.some((role) => scopesOfRole[role].includes(scope)))
  if (!isRoleAllowed || !isScopeAllowed) refuseNow(platformProblems['client-roles'], { roles })
}
