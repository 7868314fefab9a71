// Identity put together: who asks, logging in and out, stepping up. Not here: what they may do (access) and HTTP (api).
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import {
  type AuthorityId,
  type ClientId,
  type Instant,
  type PartyId,
  parseId,
  printId,
  type SessionId,
  type UserId,
} from '#kernel'
import { type Access, isSteppedUp, stepUpMinutes } from '../access/access.ts'
import { type Actor, systemActor, type TraceContext } from '../actor.ts'
import type { Session } from '../contract.ts'
import type { Database, Tx } from '../database/database.ts'
import { idempotent } from '../database/idempotent.ts'
import { type Broker, callbackPath } from './broker.ts'
import { eHerkenningClaims, type LegalSubject, qualifiers } from './claims.ts'
import type { DemoPersona } from './demo-persona.ts'
import { beginLogin, type Callback, completeLogin, type KnownParty, type LoginDesk } from './login.ts'
import {
  type ClientDesk,
  findClient,
  issueToken,
  type ListedClient,
  listClients,
  type NewClient,
  registerClient,
  replaceClientKeys,
  type TokenAnswer,
  type TokenRequest,
  withdrawClient,
  withdrawnClients,
} from './machine-clients.ts'
import {
  beginEnrolment,
  beginStepUp,
  completeEnrolment,
  completeStepUp,
  type ListedPasskey,
  listPasskeys,
  type PasskeyDesk,
  refusePasskey,
  removePasskey,
  takeChallenge,
} from './passkeys.ts'
import { type IssuerConfig, openRelyingParty, type Wishes } from './relying-party.ts'
import { isSecret } from './secrets.ts'
import {
  endSessions,
  findSession,
  isSessionLive,
  isTouchDue,
  type ListedSession,
  type LiveSession,
  listSessions,
  touchSession,
  wasTurned,
} from './sessions.ts'
import { rolesFor, wallOf } from './walls.ts'

export type IdentityGiven = {
  readonly database: Database
  readonly access: Pick<Access, 'permissionsOf'>
  readonly now: () => Instant
  /** Whose installation this is: everybody who comes in over this address stands before this authority. */
  readonly authority: { readonly authorityId: AuthorityId; readonly name: string }
  readonly publicUrl: URL
  readonly issuer: IssuerConfig
  /** By which name the issuer's subjects are kept: its address, or 'demo'. */
  readonly issuerName: string
  readonly findParty: (subject: LegalSubject) => Promise<KnownParty | null>
  readonly userIdOf?: (subject: string) => UserId | null
  readonly reportFailure?: LoginDesk['reportFailure']
}

/** What a request brings along to say who it is from. */
export type Credentials = {
  /** The value of our cookie. */
  readonly sessionToken: string | null
  /** The whole Authorization header. */
  readonly authorization: string | null
  readonly trace: TraceContext
}

/** Who it is; `ended` when a session or token was brought that does not hold (any more), `turned` when the session has another token by now. */
export type Recognised = {
  readonly actor: Actor
  readonly session: LiveSession | null
  readonly ended: 'session' | 'turned' | 'token' | null
}

export type Identity = ReturnType<typeof createIdentity>

export function createIdentity(given: IdentityGiven) {
  const { database, authority, publicUrl, now } = given
  const { authorityId } = authority
  const noTrace = { traceId: '0'.repeat(32), spanId: '0'.repeat(16), isSampled: false }
  const house = systemActor(authorityId, noTrace)
  const asHouse = <Value>(work: (tx: Tx) => Promise<Value>) => database.transaction(house, work)
  const reading = <Value>(work: (tx: Tx) => Promise<Value>) => database.transaction(house, work, { readOnly: true })
  const at = () => ({ authorityId, now: now() })
  const passkeyDesk = (): PasskeyDesk => ({ authorityId, now: now(), publicUrl })
  const clientDesk = (): ClientDesk => ({
    authorityId,
    now: now(),
    audiences: [publicUrl.origin, new URL(tokenPath, publicUrl).href],
  })
  const relyingParty = openRelyingParty({
    issuer: given.issuer,
    callbackUrl: new URL(callbackPath, publicUrl),
    homeUrl: new URL('/', publicUrl),
  })
  const desk: LoginDesk = {
    database,
    now,
    authorityId,
    house,
    relyingParty,
    claims: given.issuer.claims,
    issuerName: given.issuerName,
    findParty: given.findParty,
    userIdOf: given.userIdOf ?? (() => null),
    reportFailure: given.reportFailure ?? (() => {}),
  }

  return {
    anonymous: (trace: TraceContext): Actor => anonymousActor(authorityId, trace),

    /** One query for whoever brings something, none for whoever brings nothing. */
    async actorFromRequest({ sessionToken, authorization, trace }: Credentials): Promise<Recognised> {
      const anonymous = anonymousActor(authorityId, trace)
      if (authorization !== null) {
        const token = /^Bearer ([A-Za-z0-9_-]+)$/i.exec(authorization)?.[1] ?? ''
        const client = isSecret(token) ? await reading((tx) => findClient(tx, at(), token)) : null
        if (!client) return { actor: anonymous, session: null, ended: 'token' }
        return { actor: machineActor(authorityId, client, trace), session: null, ended: null }
      }
      if (sessionToken === null) return { actor: anonymous, session: null, ended: null }
      const session = isSecret(sessionToken) ? await reading((tx) => findSession(tx, at(), sessionToken)) : null
      if (!session) {
        const isTurned = isSecret(sessionToken) && (await reading((tx) => wasTurned(tx, at(), sessionToken)))
        return { actor: anonymous, session: null, ended: isTurned ? 'turned' : 'session' }
      }
      if (isTouchDue(session, now())) await asHouse((tx) => touchSession(tx, at(), session))
      return { actor: personActor(authorityId, session, trace), session, ended: null }
    },

    /** Whether who opened a line may keep it: the session lives on, under whatever token, or the program was not withdrawn. */
    async stillHolds({ actor, session }: Pick<Recognised, 'actor' | 'session'>): Promise<boolean> {
      const { clientId } = actor
      if (session) return reading((tx) => isSessionLive(tx, at(), session.sessionId))
      if (clientId === null) return false
      return !(await reading((tx) => withdrawnClients(tx, authorityId, [clientId]))).has(clientId)
    },

    beginLogin: (wishes: Wishes & { readonly returnTo: string }) => beginLogin(desk, wishes),
    completeLogin: (callback: Callback) => completeLogin(desk, callback),

    /** Ends this session, or all of the person's; for all, also says where to log out at the issuer. */
    async logout(session: LiveSession, where: 'here' | 'everywhere'): Promise<{ readonly endSessionUrl: URL | null }> {
      const sessionId = where === 'here' ? session.sessionId : 'all'
      await asHouse((tx) => endSessions(tx, at(), { userId: session.person.userId, sessionId }))
      // Here we are out already; an issuer that cannot be reached changes nothing about that.
      const endSessionUrl = where === 'everywhere' ? await relyingParty.logoutUrl().catch(() => null) : null
      return { endSessionUrl }
    },
    listSessions: (session: LiveSession): Promise<readonly ListedSession[]> =>
      reading((tx) => listSessions(tx, at(), session.person.userId)),
    /** Another session of the same person; false when there is none such, also when it is someone else's. */
    endSession: async (session: LiveSession, sessionId: SessionId): Promise<boolean> =>
      (await asHouse((tx) => endSessions(tx, at(), { userId: session.person.userId, sessionId }))) > 0,

    listPasskeys: (session: LiveSession): Promise<readonly ListedPasskey[]> =>
      reading((tx) => listPasskeys(tx, { authorityId }, session.person.userId)),
    beginEnrolment: (session: LiveSession) => asHouse((tx) => beginEnrolment(tx, passkeyDesk(), session)),
    async completeEnrolment(session: LiveSession, answer: { response: RegistrationResponseJSON; name: string }) {
      const taken = await asHouse((tx) => takeChallenge(tx, passkeyDesk(), session, 'enrol'))
      const expectedChallenge = taken ?? refusePasskey('challenge')
      return asHouse((tx) => completeEnrolment(tx, passkeyDesk(), session, { ...answer, expectedChallenge }))
    },
    removePasskey: (session: LiveSession, credentialId: string) =>
      asHouse((tx) => removePasskey(tx, passkeyDesk(), session, credentialId)),
    beginStepUp: (session: LiveSession) => asHouse((tx) => beginStepUp(tx, passkeyDesk(), session)),
    /** The session's new token; the old one ends with the requests that are on their way. */
    async completeStepUp(session: LiveSession, response: AuthenticationResponseJSON): Promise<string> {
      const taken = await asHouse((tx) => takeChallenge(tx, passkeyDesk(), session, 'confirm'))
      const expectedChallenge = taken ?? refusePasskey('challenge')
      return asHouse((tx) => completeStepUp(tx, passkeyDesk(), session, { response, expectedChallenge }))
    },

    issueToken: (request: TokenRequest): Promise<TokenAnswer> => asHouse((tx) => issueToken(tx, clientDesk(), request)),
    /** `once`: whoever sends the same under the same key again gets the first program, not a second. */
    registerClient: (client: NewClient, once: { actor: Actor; key: string } | null = null): Promise<ClientId> =>
      asHouse((tx) => {
        const register = () => registerClient(tx, clientDesk(), client)
        if (once === null) return register()
        const content = { operation: 'registerClient', client: JSON.stringify(client) }
        return idempotent(tx, once.actor, { key: once.key, content }, register)
      }),
    replaceClientKeys: (which: Pick<NewClient, 'partyId' | 'jwks'> & { clientId: ClientId }): Promise<boolean> =>
      asHouse((tx) => replaceClientKeys(tx, clientDesk(), which)),
    withdrawClient: (which: { clientId: ClientId; partyId: PartyId }): Promise<boolean> =>
      asHouse((tx) => withdrawClient(tx, clientDesk(), which)),
    listClients: (partyId: PartyId): Promise<readonly ListedClient[]> =>
      reading((tx) => listClients(tx, clientDesk(), partyId)),

    /** What the screens know of whoever is looking. */
    async describeSession(actor: Actor, session: LiveSession | null): Promise<Session> {
      const permissions = [...given.access.permissionsOf(actor)]
      const at = now()
      const here = { permissions, now: at.toString() }
      if (session === null) return { ...nobody, wall: actor.wall, roles: [...actor.roles], ...here }
      const passkeys = await reading((tx) => listPasskeys(tx, { authorityId }, session.person.userId))
      return {
        authenticated: true,
        user: {
          userId: printId('user', session.person.userId),
          name: session.person.name,
          assurance: session.assurance,
        },
        party: session.party && { partyId: printId('party', session.party.partyId), name: session.party.name },
        authority: { authorityId: printId('authority', authorityId), name: authority.name },
        roles: [...session.roles],
        wall: session.wall,
        csrfToken: session.csrfToken,
        expiresAt: session.expiresAt.toString(),
        steppedUpUntil: steppedUpUntil(session, at),
        passkeys: passkeys.length,
        ...here,
      }
    },
  }
}

export const tokenPath = '/oauth/token'

const nobody: Omit<Session, 'permissions' | 'now'> = {
  authenticated: false,
  user: null,
  party: null,
  authority: null,
  roles: [],
  wall: 'public',
  csrfToken: null,
  expiresAt: null,
  steppedUpUntil: null,
  passkeys: 0,
}

function steppedUpUntil({ steppedUpAt }: LiveSession, at: Instant): string | null {
  return steppedUpAt && isSteppedUp({ steppedUpAt }, at) ? steppedUpAt.add({ minutes: stepUpMinutes }).toString() : null
}

/** What the demo's broker brings: an issuer whose people and parties are those of the demo's world. */
export function demoIssuer(broker: Broker): Pick<IdentityGiven, 'issuer' | 'issuerName' | 'findParty' | 'userIdOf'> {
  const { personas, issuer, clientId, clientSecret, fetch } = broker
  return {
    issuer: { issuer, clientId, proof: { kind: 'secret', secret: clientSecret }, claims: eHerkenningClaims, fetch },
    issuerName: 'demo',
    findParty: async ({ kind, number }) => (kind === qualifiers.party ? partyOf(personas, number) : null),
    userIdOf: (subject) => parseId('user', subject),
  }
}

/** In the demo a party is official when a persona of it is: nobody registers mandates there. */
function partyOf(personas: readonly DemoPersona[], printed: string): KnownParty | null {
  const partyId = parseId('party', printed)
  const people = personas.filter((persona) => persona.partyId === printed)
  if (partyId === null || people.length === 0) return null
  const isOfficial = people.some(({ roles }) => rolesFor(roles, { isOfficial: false }).length < roles.length)
  return { partyId, name: people[0]!.partyName, isOfficial } // There is at least one: checked above.
}

function anonymousActor(authorityId: AuthorityId, trace: TraceContext): Actor {
  return {
    kind: 'anonymous',
    authorityId,
    userId: null,
    clientId: null,
    partyId: null,
    roles: ['public'],
    wall: 'public',
    assurance: 'low',
    steppedUpAt: null,
    trace,
  }
}

function personActor(authorityId: AuthorityId, session: LiveSession, trace: TraceContext): Actor {
  return {
    kind: 'person',
    authorityId,
    userId: session.person.userId,
    clientId: null,
    partyId: session.party?.partyId ?? null,
    roles: session.roles,
    wall: session.wall,
    assurance: session.assurance,
    steppedUpAt: session.steppedUpAt,
    trace,
  }
}

function machineActor(
  authorityId: AuthorityId,
  client: NonNullable<Awaited<ReturnType<typeof findClient>>>,
  trace: TraceContext,
): Actor {
  return {
    kind: 'machine',
    authorityId,
    userId: null,
    clientId: client.clientId,
    partyId: client.partyId,
    roles: client.roles,
    wall: wallOf(client.roles),
    assurance: 'substantial',
    steppedUpAt: null,
    scopes: client.scopes,
    trace,
  }
}
