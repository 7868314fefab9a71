// Writes docs/reference/access.md: who may do what, by asking the policies themselves. Not here: any rule.
import { type AuthorityId, type ClientId, type Instant, newId, type PartyId } from '#kernel'
import type { Actor } from '../actor.ts'
import { type Role, roles, scopes } from '../contract.ts'
import { wallOf } from '../identity/walls.ts'
import { type Access, type AccessResource, createAccess } from './access.ts'
import { type Action, actions } from './actions.ts'
import { type PolicySet, readPolicies } from './policies.ts'

/** One cell: whether the role may act on its own party's things and on another's, and what that takes. */
type Right = {
  readonly own: boolean
  readonly other: boolean
  readonly needsPasskey: boolean
  readonly hasCircumstances: boolean
}

/** Role by action; the columns come in the order of the contract. */
function accessMatrix(policySet: PolicySet): ReadonlyMap<Action, ReadonlyMap<Role, Right>> {
  const at = Temporal.Instant.from('2026-01-05T09:00:00Z')
  const access = createAccess({ now: () => at, recordDenial: async () => {} }, policySet)
  return new Map(
    actions.map((action) => [action, new Map(roles.map((role) => [role, rightOf(access, { role, action, at })]))]),
  )
}

function rightOf(access: Access, { role, action, at }: { role: Role; action: Action; at: Instant }): Right {
  const authorityId = newId('authority')
  const partyId = newId('party')
  const otherId = newId('party')
  const actor = anActor({ role, authorityId, partyId, steppedUpAt: at })
  const may = (who: Actor, item: AccessResource) => access.check(who, action, item).allowed
  const isPersonal = action === 'platform:profile' || action === 'platform:saved-views'
  const own = { ...thing(partyId), ...(isPersonal ? { ownerId: actor.userId } : {}) }
  const other = { ...thing(otherId), ...(isPersonal ? { ownerId: newId('user') } : {}) }
  const favourable = { reason: 'return', state: 'sample', heldBy: partyId }
  const mayOwn = may(actor, { ...own, ...favourable })
  const mayOther = may(actor, { ...other, ...favourable })
  return {
    own: mayOwn,
    other: mayOther,
    needsPasskey: mayOwn && !may({ ...actor, steppedUpAt: null }, { ...own, ...favourable }),
    hasCircumstances: mayOwn && !may(actor, own),
  }
}

function thing(partyId: PartyId): AccessResource {
  return { kind: 'thing', id: 'thing', partyIds: [partyId] }
}

function anActor(given: { role: Role; authorityId: AuthorityId; partyId: PartyId; steppedUpAt: Instant }): Actor {
  const { role, authorityId, partyId, steppedUpAt } = given
  const trace = { traceId: '0'.repeat(32), spanId: '0'.repeat(16), isSampled: false }
  const noClient: ClientId | null = null
  const isAnonymous = role === 'public'
  return {
    kind: isAnonymous ? 'anonymous' : 'person',
    authorityId,
    userId: isAnonymous ? null : newId('user'),
    clientId: noClient,
    partyId: isAnonymous ? null : partyId,
    roles: [role],
    wall: wallOf([role]),
    assurance: 'substantial',
    steppedUpAt,
    trace,
  }
}

/** The whole page, byte for byte; a test compares it with what is committed. */
export function accessReference(policySet: PolicySet = readPolicies()): string {
  const matrix = accessMatrix(policySet)
  const columns = roles.map((role, index) => `${index + 1}. ${role}`)
  const rows = [...matrix].map(
    ([action, rights]) => `| \`${action}\` | ${[...rights.values()].map(cellOf).join(' | ')} |`,
  )
  const policies = [...policySet.policies.values()].map(
    ({ id, effect, why }) => `| \`${id}\` | ${effect === 'permit' ? 'allows' : '**forbids**'} | ${why} |`,
  )
  return `# Who may do what in the software

Generated from the Cedar policies in \`src/platform/access/policies\`; do not edit. This says what the software lets a role see
and do. What the law lets a party do with a substance is another question, asked of \`law\` and \`licensing\` at each act.

${columns.join(' · ')}

| action | ${roles.map((_, index) => index + 1).join(' | ')} |
| --- | ${roles.map(() => ':-:').join(' | ')} |
${rows.join('\n')}

**own**: things of one's own party, or oneself · **all**: everything of one's own authority, and what is public ·
**\\***: in some circumstances only, see the policy · **key**: after showing a passkey, for ten minutes · **–**: not at all.
Recording asks for a login at level substantial or higher. A machine client has the rights of its roles, for its own party
alone, within its scopes: ${scopes.map((scope) => `\`${scope}\``).join(', ')}.

Somebody else's thing is answered as absent (404), never as forbidden; every denial is recorded.

| policy | effect | why |
| --- | --- | --- |
${policies.join('\n')}
`
}

function cellOf({ own, other, needsPasskey, hasCircumstances }: Right): string {
  if (!own && !other) return '–'
  return `${other ? 'all' : 'own'}${hasCircumstances ? '\\*' : ''}${needsPasskey ? ' key' : ''}`
}
