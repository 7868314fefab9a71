// Sessions: begun by a login, found by a token, turned at step-up, ended here or everywhere. Not here: cookies (api) and logging in (login.ts).
import { type AuthorityId, type Instant, newId, type PartyId, type SessionId, trustId, type UserId } from '#kernel'
import { clockSkewMax } from '../clock/clock.ts'
import type { Role, Wall } from '../contract.ts'
import type { Tx } from '../database/database.ts'
import type { Assurance } from './claims.ts'
import { rotationGraceSeconds, sessionHours, sessionIdleMinutes, sessionKeptDays, touchSeconds } from './limits.ts'
import { newSecret, sha256 } from './secrets.ts'
import type { IdentityTables } from './tables.ts'

export type Person = { readonly userId: UserId; readonly name: string }

/** A session as it is now. Its token is not in it: that is with the browser alone. */
export type LiveSession = {
  readonly sessionId: SessionId
  readonly person: Person
  readonly party: { readonly partyId: PartyId; readonly name: string } | null
  readonly roles: readonly Role[]
  readonly wall: Wall
  readonly assurance: Assurance
  readonly csrfToken: string
  readonly startedAt: Instant
  readonly lastSeenAt: Instant
  readonly expiresAt: Instant
  readonly steppedUpAt: Instant | null
}

export type NewSession = {
  readonly person: Person
  readonly party: LiveSession['party']
  readonly roles: readonly Role[]
  readonly wall: Wall
  readonly assurance: Assurance
  readonly agent: string
}

type At = { readonly authorityId: AuthorityId; readonly now: Instant }

/** Starts a session and gives the token, once. */
export async function beginSession(tx: Tx, { authorityId, now }: At, session: NewSession): Promise<string> {
  const token = newSecret()
  await tx
    .withTables<IdentityTables>()
    .insertInto('platform.session')
    .values({
      authority_id: authorityId,
      session_id: newId('session'),
      token_sha256: sha256(token),
      csrf_token: newSecret(),
      user_id: session.person.userId,
      party_id: session.party?.partyId ?? null,
      party_name: session.party?.name ?? null,
      roles: [...session.roles],
      wall: session.wall,
      assurance: session.assurance,
      agent: session.agent,
      started_at: now,
      last_seen_at: now,
      expires_at: now.add({ hours: sessionHours }),
    })
    .execute()
  return token
}

/** The live session of a token, or null when there is none: never was, ended, idle too long, too old, or of a day to come. One query. */
export async function findSession(tx: Tx, { authorityId, now }: At, token: string): Promise<LiveSession | null> {
  const hash = sha256(token)
  const found = await tx
    .withTables<IdentityTables>()
    .selectFrom('platform.session as session')
    .innerJoin('platform.person as person', (join) =>
      join.onRef('person.authority_id', '=', 'session.authority_id').onRef('person.user_id', '=', 'session.user_id'),
    )
    .select([
      'session.session_id as sessionId',
      'session.token_sha256 as tokenSha256',
      'session.user_id as userId',
      'person.name as name',
      'session.party_id as partyId',
      'session.party_name as partyName',
      'session.roles as roles',
      'session.wall as wall',
      'session.assurance as assurance',
      'session.csrf_token as csrfToken',
      'session.started_at as startedAt',
      'session.last_seen_at as lastSeenAt',
      'session.expires_at as expiresAt',
      'session.stepped_up_at as steppedUpAt',
    ])
    .where('session.authority_id', '=', authorityId)
    .where((where) =>
      where.or([
        where('session.token_sha256', '=', hash),
        where.and([
          where('session.previous_token_sha256', '=', hash),
          where('session.rotated_at', '>', now.subtract({ seconds: rotationGraceSeconds })),
        ]),
      ]),
    )
    .where('session.ended_at', 'is', null)
    .where('session.expires_at', '>', now)
    .where('session.last_seen_at', '>', now.subtract({ minutes: sessionIdleMinutes }))
    .where('session.last_seen_at', '<=', now.add(clockSkewMax)) // What ended must not live again when the clock is set back.
    .executeTakeFirst()
  if (!found) return null
  const isCurrent = found.tokenSha256.equals(hash)
  return {
    sessionId: trustId('session', found.sessionId),
    person: { userId: trustId('user', found.userId), name: found.name },
    party:
      found.partyId === null ? null : { partyId: trustId('party', found.partyId), name: found.partyName ?? found.name },
    roles: found.roles as Role[], // Written by `beginSession` alone, from roles of the contract.
    wall: found.wall as Wall, // The table's check allows no other.
    assurance: found.assurance,
    csrfToken: found.csrfToken,
    startedAt: found.startedAt,
    lastSeenAt: found.lastSeenAt,
    expiresAt: found.expiresAt,
    // A token from before the step-up may end its work, and decides nothing.
    steppedUpAt: isCurrent ? found.steppedUpAt : null,
  }
}

/** Whether this was the token of a session that lives on under another: a request was under way for longer than we believe it. */
export async function wasTurned(tx: Tx, { authorityId, now }: At, token: string): Promise<boolean> {
  const found = await tx
    .withTables<IdentityTables>()
    .selectFrom('platform.session')
    .select('session_id')
    .where('authority_id', '=', authorityId)
    .where('previous_token_sha256', '=', sha256(token))
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', now.subtract({ minutes: sessionIdleMinutes }))
    .executeTakeFirst()
  return found !== undefined
}

/** Whether it was neither ended nor grew too old. How long it lay idle is not asked: a line that stays open is no use of it. */
export async function isSessionLive(tx: Tx, { authorityId, now }: At, sessionId: SessionId): Promise<boolean> {
  const found = await tx
    .withTables<IdentityTables>()
    .selectFrom('platform.session')
    .select('session_id')
    .where('authority_id', '=', authorityId)
    .where('session_id', '=', sessionId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('last_seen_at', '<=', now.add(clockSkewMax))
    .executeTakeFirst()
  return found !== undefined
}

/** Notes that a session is used; not at each request, which would make every read a write. */
export async function touchSession(tx: Tx, { authorityId, now }: At, session: LiveSession): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('platform.session')
    .set({ last_seen_at: now })
    .where('authority_id', '=', authorityId)
    .where('session_id', '=', session.sessionId)
    .execute()
}

export function isTouchDue({ lastSeenAt }: Pick<LiveSession, 'lastSeenAt'>, now: Instant): boolean {
  return Temporal.Instant.compare(now, lastSeenAt.add({ seconds: touchSeconds })) >= 0
}

/** Marks that a passkey was shown and gives the session a new token: whoever has the old one gains nothing. */
export async function stepUpSession(tx: Tx, { authorityId, now }: At, sessionId: SessionId): Promise<string> {
  const token = newSecret()
  await tx
    .withTables<IdentityTables>()
    .updateTable('platform.session')
    .set((row) => ({
      previous_token_sha256: row.ref('token_sha256'),
      token_sha256: sha256(token),
      rotated_at: now,
      stepped_up_at: now,
      last_seen_at: now,
    }))
    .where('authority_id', '=', authorityId)
    .where('session_id', '=', sessionId)
    .execute()
  return token
}

export type ListedSession = Pick<LiveSession, 'sessionId' | 'startedAt' | 'lastSeenAt' | 'expiresAt'> & {
  readonly agent: string
}

/** A person's own live sessions, the newest first. */
export async function listSessions(
  tx: Tx,
  { authorityId, now }: At,
  userId: UserId,
): Promise<readonly ListedSession[]> {
  const rows = await tx
    .withTables<IdentityTables>()
    .selectFrom('platform.session')
    .select([
      'session_id as sessionId',
      'started_at as startedAt',
      'last_seen_at as lastSeenAt',
      'expires_at as expiresAt',
      'agent',
    ])
    .where('authority_id', '=', authorityId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', now.subtract({ minutes: sessionIdleMinutes }))
    .where('last_seen_at', '<=', now.add(clockSkewMax))
    .orderBy('started_at', 'desc')
    .orderBy('session_id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, sessionId: trustId('session', row.sessionId) }))
}

/** Ends one session of this person, or all of them; says how many. Another person's session is not found. */
export async function endSessions(
  tx: Tx,
  { authorityId, now }: At,
  whose: { readonly userId: UserId; readonly sessionId: SessionId | 'all' },
): Promise<number> {
  const query = tx
    .withTables<IdentityTables>()
    .updateTable('platform.session')
    .set({ ended_at: now })
    .where('authority_id', '=', authorityId)
    .where('user_id', '=', whose.userId)
    .where('ended_at', 'is', null)
  const chosen = whose.sessionId === 'all' ? query : query.where('session_id', '=', whose.sessionId)
  const { numUpdatedRows } = await chosen.executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Lets go of sessions that ended long ago; each login does, so nobody needs to remember to. */
export async function forgetSessions(tx: Tx, { authorityId, now }: At): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .deleteFrom('platform.session')
    .where('authority_id', '=', authorityId)
    .where('expires_at', '<', now.subtract({ hours: 24 * sessionKeptDays }))
    .execute()
}

/** Family of browser and system, enough to recognise a session and too little to follow anyone by. */
export function agentOf(userAgent: string | undefined): string {
  const text = userAgent ?? ''
  const family = agentFamilies.find(([pattern]) => pattern.test(text))?.[1] ?? 'Browser'
  const system = agentSystems.find(([pattern]) => pattern.test(text))?.[1]
  return system ? `${family}, ${system}` : family
}

// In this order: Edge and Opera say "Chrome" too, and Chrome says "Safari".
const agentFamilies: readonly (readonly [RegExp, string])[] = [
  [/\bEdg/, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/(Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const agentSystems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]
