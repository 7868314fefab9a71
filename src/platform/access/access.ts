// "May this user see or do this in the software?", answered by Cedar. Not here: "may this party do this by law?" (that is `law`),
// and the wall in the database beneath, which holds when a question is forgotten.
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { type AuthorityId, assert, type Instant, type PartyId, refuseNow, type UserId } from '#kernel'
import type { Actor } from '../actor.ts'
import { isAheadOfClock } from '../clock/clock.ts'
import { scopes } from '../contract.ts'
import { platformProblems } from '../problems.ts'
import { type Action, actions, recordedActs } from './actions.ts'
import { type PolicySet, readPolicies } from './policies.ts'

/** What is acted upon. Without one, the question is "may they do this at all, with what is their own?". */
export type AccessResource = {
  /** For the record of a denial: 'batch', 'shipment', 'document'. */
  readonly kind: string
  /** Opaque; null for a list. */
  readonly id: string | null
  /** The actor's own, when left out. */
  readonly authorityId?: AuthorityId
  /** Whom it concerns: the holder, both ends of a shipment, whoever held the batch. */
  readonly partyIds?: readonly PartyId[]
  /** Whose it is, for what belongs to a person: a session, a saved view. */
  readonly ownerId?: UserId | null
  /** Of a shipment: why it is sent. */
  readonly reason?: string
  /** Of stock: the state it is taken from. */
  readonly state?: string
  /** Of a hold that is lifted: who placed it. */
  readonly heldBy?: PartyId
}

export type DenialReason = 'not-authenticated' | 'not-found' | 'assurance-too-low' | 'step-up-needed' | 'forbidden'

export type Verdict =
  | { readonly allowed: true; readonly policyIds: readonly string[]; readonly reason: null }
  | { readonly allowed: false; readonly policyIds: readonly string[]; readonly reason: DenialReason }

/** What is written down of every denial: opaque ids alone. */
export type Denial = {
  readonly actor: Actor
  readonly action: Action
  readonly resourceKind: string
  readonly resourceId: string | null
  readonly policyIds: readonly string[]
  readonly reason: DenialReason
}

export type Access = {
  /** The answer, and nothing written. */
  check(actor: Actor, action: Action, resource?: AccessResource): Verdict
  /** As `check`; a no is recorded in a transaction of its own and thrown. Ask before the work's transaction begins. */
  require(actor: Actor, action: Action, resource?: AccessResource): Promise<void>
  /** For a thing that was not found behind the wall: it may be someone else's, so this too is recorded, and the answer is 404. */
  denyAbsent(actor: Actor, action: Action, resource: Pick<AccessResource, 'kind' | 'id'>): Promise<never>
  /** By action name, what this actor may do at all, a passkey shown if need be; `chain:record` when any act is among them. */
  permissionsOf(actor: Actor): readonly string[]
}

/** How long a passkey counts: long enough to read the file and decide, too short to leave for lunch. */
export const stepUpMinutes = 10

/** Kinds of actor whose permissions are kept; there are a few dozen combinations in practice. */
const permissionsKeptMax = 500

type Needs = {
  readonly now: () => Instant
  /** Writes a denial durably, outside the caller's transaction. */
  readonly recordDenial: (denial: Denial) => Promise<void>
}

export function createAccess({ now, recordDenial }: Needs, policySet: PolicySet = readPolicies()): Access {
  const permissionsKept = new Map<string, readonly string[]>()

  const askedOf = (actor: Actor, action: Action, resource: AccessResource | undefined): Asked => ({
    ...{ policySet, actor, action, item: resource ?? ownItem(actor), isSteppedUp: isSteppedUp(actor, now()) },
  })

  const check: Access['check'] = (actor, action, resource) => {
    const asked = askedOf(actor, action, resource)
    const { isAllowed, policyIds } = evaluate(asked)
    if (isAllowed) return { allowed: true, policyIds, reason: null }
    return { allowed: false, policyIds, reason: whyNot(asked, policyIds) }
  }

  async function deny(denial: Denial, scope: string | null): Promise<never> {
    await recordDenial(denial)
    return refuseFor(denial, scope)
  }

  return {
    check,
    async require(actor, action, resource) {
      const { allowed, policyIds, reason } = check(actor, action, resource)
      if (allowed) return
      const denial = { actor, action, resourceKind: resource?.kind ?? 'any', resourceId: resource?.id ?? null }
      await deny({ ...denial, policyIds, reason }, missingScope(askedOf(actor, action, resource)))
    },
    denyAbsent: (actor, action, { kind, id }) =>
      deny({ actor, action, resourceKind: kind, resourceId: id, policyIds: [], reason: 'not-found' }, null),
    permissionsOf(actor) {
      const key = shapeOf(actor)
      const kept = permissionsKept.get(key)
      if (kept) return kept
      const permissions = listPermissions(policySet, actor)
      if (permissionsKept.size >= permissionsKeptMax) permissionsKept.clear()
      permissionsKept.set(key, permissions)
      return permissions
    },
  }
}

/** Whether a passkey was shown recently enough to decide. */
export function isSteppedUp({ steppedUpAt }: Pick<Actor, 'steppedUpAt'>, at: Instant): boolean {
  if (steppedUpAt === null || isAheadOfClock(steppedUpAt, at)) return false // Shown on a day to come, where the clock was set back.
  return Temporal.Instant.compare(at, steppedUpAt.add({ minutes: stepUpMinutes })) < 0
}

type Asked = {
  readonly policySet: PolicySet
  readonly actor: Actor
  readonly action: Action
  readonly item: AccessResource
  readonly isSteppedUp: boolean
}

/** The most honest answer that gives nothing away: someone else's thing is absent, whatever else is wrong. */
function whyNot(asked: Asked, policyIds: readonly string[]): DenialReason {
  const { policySet, actor, item } = asked
  if (actor.kind === 'anonymous') return 'not-authenticated'
  if (!mayKnowOf(actor, item)) return 'not-found'
  const refusals = policyIds.map((id) => policySet.policies.get(id)?.refusal ?? null)
  // A hint at the passkey or the login helps only someone who could do it with that.
  const wouldHelp = evaluate({ ...asked, actor: { ...actor, assurance: 'high' }, isSteppedUp: true }).isAllowed
  if (wouldHelp && refusals.includes('assurance-too-low')) return 'assurance-too-low'
  if (wouldHelp && refusals.includes('step-up-needed')) return 'step-up-needed'
  return 'forbidden'
}

/** The scope a program would need to be let through as it is; null where that would not help. */
function missingScope(asked: Asked): string | null {
  const { actor } = asked
  if (actor.kind !== 'machine') return null
  const given = actor.scopes ?? []
  const helps = (scope: string) => evaluate({ ...asked, actor: { ...actor, scopes: [...given, scope] } }).isAllowed
  return scopes.find((scope) => !given.includes(scope) && helps(scope)) ?? null
}

/** Whether the actor's wall lets them know that the thing exists. */
function mayKnowOf(actor: Actor, { authorityId, partyIds, ownerId }: AccessResource): boolean {
  if (authorityId !== undefined && authorityId !== actor.authorityId) return false
  if (ownerId !== undefined) return ownerId === actor.userId
  if (actor.wall === 'staff' || partyIds === undefined) return true
  return actor.partyId !== null && partyIds.includes(actor.partyId)
}

function refuseFor({ action, resourceKind, reason }: Denial, scope: string | null): never {
  switch (reason) {
    case 'not-authenticated':
      return refuseNow(platformProblems['not-authenticated'], {})
    case 'not-found':
      return refuseNow(platformProblems['not-found'], { what: resourceKind })
    case 'assurance-too-low':
      return refuseNow(platformProblems['assurance-too-low'], {})
    case 'step-up-needed':
      return refuseNow(platformProblems['step-up-needed'], {})
    case 'forbidden':
      return refuseNow(platformProblems.forbidden, { action, scope })
    default:
      return reason satisfies never
  }
}

/** A thing of the actor's own: their authority, their party, themselves. */
function ownItem(actor: Actor): AccessResource {
  const partyIds = actor.partyId === null ? [] : [actor.partyId]
  return { kind: 'any', id: null, authorityId: actor.authorityId, partyIds, ownerId: actor.userId }
}

function listPermissions(policySet: PolicySet, actor: Actor): readonly string[] {
  const own = ownItem(actor)
  // The circumstances under which a rule with circumstances says yes: "at all" means "in some case".
  const cases: readonly AccessResource[] = [
    own,
    { ...own, reason: 'return', state: 'sample', ...(actor.partyId === null ? {} : { heldBy: actor.partyId }) },
  ]
  const allowed = actions.filter((action) =>
    cases.some((item) => evaluate({ policySet, actor, action, item, isSteppedUp: true }).isAllowed),
  )
  const recordsAny = recordedActs.some((act) => allowed.includes(`chain:record:${act}`))
  return recordsAny ? [...allowed, 'chain:record'] : allowed
}

/** Actors with the same shape have the same permissions: who they are does not matter, only what they are. */
function shapeOf(actor: Actor): string {
  const { kind, roles, wall, assurance, partyId, scopes = [] } = actor
  return JSON.stringify([kind, [...roles].sort(), wall, assurance, partyId !== null, [...scopes].sort()])
}

const assuranceRank: Record<Actor['assurance'], number> = { low: 1, substantial: 2, high: 3 }

function evaluate({ policySet, actor, action, item, isSteppedUp }: Asked): {
  isAllowed: boolean
  policyIds: readonly string[]
} {
  const principal = principalOf(actor)
  // What the schema keeps for other kinds of principal, such as a decision from a machine, is no question to Cedar at all.
  if (!policySet.principals.get(action)?.includes(principal.uid.type)) return { isAllowed: false, policyIds: [] }
  const resource = uid('Item', item.id ?? 'any')
  const answer = cedar.statefulIsAuthorized({
    preparsedPolicySetId: policySet.name,
    preparsedSchemaName: policySet.name,
    validateRequest: true,
    principal: principal.uid,
    action: uid('Action', action),
    resource,
    context: circumstances(item, isSteppedUp),
    entities: [principal, { uid: resource, attrs: itemAttributes(actor, item), parents: [] }],
  })
  assert(answer.type === 'success', 'a question fits the schema')
  // A policy that fails is skipped by Cedar; a skipped `forbid` would open a door, so a failure is a bug of ours.
  assert(answer.response.diagnostics.errors.length === 0, 'no policy fails')
  return { isAllowed: answer.response.decision === 'allow', policyIds: answer.response.diagnostics.reason }
}

function principalOf(actor: Actor): cedar.EntityJson & { readonly uid: cedar.TypeAndId } {
  const authority = reference('Authority', actor.authorityId)
  const parents = actor.roles.map((role) => uid('Role', role))
  const party = actor.partyId === null ? {} : { party: reference('Party', actor.partyId) }
  switch (actor.kind) {
    case 'person':
      assert(actor.userId !== null, 'a person has an id')
      return {
        uid: uid('User', actor.userId),
        attrs: { authority, ...party, assurance: assuranceRank[actor.assurance] },
        parents,
      }
    case 'machine':
      assert(actor.clientId !== null && actor.partyId !== null, 'a machine has an id and a party')
      return {
        uid: uid('Machine', actor.clientId),
        attrs: { authority, ...party, scopes: [...(actor.scopes ?? [])] },
        parents,
      }
    case 'system':
      return { uid: uid('System', 'house'), attrs: { authority }, parents: [] }
    case 'anonymous':
      return { uid: uid('Visitor', 'anyone'), attrs: {}, parents: [] }
    default:
      return actor.kind satisfies never
  }
}

function itemAttributes(
  actor: Actor,
  { authorityId, partyIds = [], ownerId = null }: AccessResource,
): Record<string, cedar.CedarValueJson> {
  return {
    authority: reference('Authority', authorityId ?? actor.authorityId),
    parties: partyIds.map((partyId) => reference('Party', partyId)),
    ...(ownerId === null ? {} : { owner: reference('User', ownerId) }),
  }
}

function circumstances({ reason, state, heldBy }: AccessResource, isSteppedUp: boolean): cedar.Context {
  return {
    steppedUp: isSteppedUp,
    ...(reason === undefined ? {} : { reason }),
    ...(state === undefined ? {} : { state }),
    ...(heldBy === undefined ? {} : { heldBy: reference('Party', heldBy) }),
  }
}

const uid = (type: string, id: string): cedar.TypeAndId => ({ type: `Grein::${type}`, id })
const reference = (type: string, id: string): cedar.CedarValueJson => ({ __entity: uid(type, id) })
