// Who acts: every operation takes one. Not here: how someone became this actor (identity) and what they may do (access).
import { type AuthorityId, type ClientId, type Instant, type PartyId, trustId, type UserId } from '#kernel'
import type { Role, Wall } from './contract.ts'

/** W3C trace context of the request or job; joins the four streams. */
export type TraceContext = { readonly traceId: string; readonly spanId: string; readonly isSampled: boolean }

export type Actor = {
  readonly kind: 'person' | 'machine' | 'system' | 'anonymous'
  readonly authorityId: AuthorityId
  /** The acting person, opaque; the machine client's id stands in `clientId`. */
  readonly userId: UserId | null
  readonly clientId: ClientId | null
  /** Whom they act for. */
  readonly partyId: PartyId | null
  readonly roles: readonly Role[]
  readonly wall: Wall
  readonly assurance: 'low' | 'substantial' | 'high'
  /** When this person last showed a passkey in this session. */
  readonly steppedUpAt: Instant | null
  /** Of a machine: what its token was asked for; a person has no scopes. */
  readonly scopes?: readonly string[]
  readonly trace: TraceContext
}

/** Under whom the database sees a transaction. Whoever names nobody owns nothing. */
export type Standing = Pick<Actor, 'authorityId' | 'partyId' | 'wall'> & Partial<Pick<Actor, 'userId' | 'clientId'>>

/** Under no authority at all there are no rows; for functions that tell numbers and ids of all, and no content. */
export const underNoAuthority: Standing = {
  authorityId: trustId('authority', '00000000-0000-0000-0000-000000000000'), // Not an id of ours: the nil UUID.
  partyId: null,
  wall: 'public',
}

/** Whose rows are one's own: a person's, a program's, or the house's; empty for a visitor. */
export function subjectOf({ userId, clientId, wall }: Pick<Standing, 'userId' | 'clientId' | 'wall'>): string {
  return userId ?? clientId ?? (wall === 'staff' ? 'system' : '')
}

/** For migrations of data, jobs and the demo: the house itself, under a named authority. */
export function systemActor(authorityId: AuthorityId, trace: TraceContext): Actor {
  return {
    kind: 'system',
    authorityId,
    userId: null,
    clientId: null,
    partyId: null,
    roles: [],
    wall: 'staff',
    assurance: 'high',
    steppedUpAt: null,
    trace,
  }
}
