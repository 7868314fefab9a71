// What the screens ask and say about a session: who I am, where I am logged in, my passkeys, my programs, out. Not here: the login
// itself (identity.ts).
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { IdOf, Label, Moment, Nullable, OneOf, type PartyId, parseId, printId, refuseNow, Strict, Type } from '#kernel'
import { party } from '#licensing'
import { type Actor, type ListedClient, type ListedPasskey, type LiveSession, platformProblems } from '#platform'
import {
  MachineClients,
  type MachineRole,
  machineRoles,
  Persona,
  type Scope,
  Session,
  SessionRow,
  scopes,
} from '#platform/contract'
import type { House } from '../house.ts'
import type { App, Request } from '../http/request-context.ts'
import { addRoute } from '../http/route.ts'
import { checkClientWish, rolesOfKind, scopesOfRole } from './client-roles.ts'
import { cookieNames, writeCookie } from './cookies.ts'

const PasskeyRow = Strict({
  passkeyId: Type.String({ description: 'the credential id, base64url' }),
  name: Label(60),
  isSynced: Type.Boolean({ description: 'kept by its maker on several devices' }),
  createdAt: Moment,
  lastUsedAt: Nullable(Moment),
})
/** What WebAuthn itself defines: made by the server for the browser, or by the browser for the server. */
const WebAuthn = Type.Record(Type.String(), Type.Unknown(), { description: 'as WebAuthn Level 3 writes it in JSON' })
const PasskeyId = Type.String({ pattern: '^[A-Za-z0-9_-]{1,1400}$' })

const PublicKeys = Strict({
  keys: Type.Array(Type.Record(Type.String(), Type.Unknown()), { minItems: 1, maxItems: 5 }),
})

export function mountSession(app: App, house: House): void {
  const { identity } = house
  const names = cookieNames(house.config.publicUrl)

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/session',
    operationId: 'readSession',
    tag: 'identity',
    summary: 'Who I am here, and what I may do',
    description:
      'For a visitor too, who may do little. `csrfToken` goes into the header x-grein-csrf of every request that changes something.',
    action: null,
    answer: Session,
    refusals: [],
    handle: ({ actor, request }) => identity.describeSession(actor, request.session),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/personas',
    operationId: 'listPersonas',
    tag: 'identity',
    summary: 'Who you can be in the demo; empty elsewhere',
    action: null,
    answer: Strict({ items: Type.Array(Persona) }),
    refusals: [],
    handle: async () => ({
      items: (house.broker?.personas ?? []).map(({ persona, name, partyName, roles, task }) => ({
        persona,
        name,
        partyName,
        roles: [...roles],
        task,
      })),
    }),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/sessions',
    operationId: 'listSessions',
    tag: 'identity',
    summary: 'Where I am logged in',
    action: 'platform:profile',
    answer: Strict({ items: Type.Array(SessionRow) }),
    refusals: readRefusals,
    async handle({ request }) {
      const mine = sessionOf(request)
      const listed = await identity.listSessions(mine)
      return {
        items: listed.map(({ sessionId, startedAt, lastSeenAt, expiresAt, agent }) => ({
          sessionId: printId('session', sessionId),
          startedAt: startedAt.toString(),
          lastSeenAt: lastSeenAt.toString(),
          expiresAt: expiresAt.toString(),
          isThis: sessionId === mine.sessionId,
          agent,
        })),
      }
    },
  })

  addRoute(app, house, {
    method: 'DELETE',
    url: '/v1/sessions/:sessionId',
    operationId: 'endSession',
    tag: 'identity',
    summary: 'Log out somewhere else',
    action: 'platform:profile',
    params: Strict({ sessionId: IdOf('session') }),
    answer: Type.Null(),
    status: 204,
    refusals: [...changeRefusals, platformProblems['not-found']],
    async handle({ request, params, absent }) {
      const sessionId = parseId('session', params.sessionId)
      const hasEnded = sessionId !== null && (await identity.endSession(sessionOf(request), sessionId))
      if (!hasEnded) await absent({ kind: 'session', id: sessionId })
      return null
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/session/logout',
    operationId: 'logOut',
    tag: 'identity',
    summary: 'Log out here, or everywhere',
    description: 'After `everywhere`, go to `endSessionUrl`: there you log out at the broker too.',
    action: null,
    body: Strict({ where: OneOf(['here', 'everywhere']) }),
    answer: Strict({ endSessionUrl: Nullable(Type.String()) }),
    refusals: changeRefusals,
    async handle({ request, reply, body }) {
      const { endSessionUrl } = await identity.logout(sessionOf(request), body.where)
      reply.header('set-cookie', writeCookie(names.session, '', names, 0))
      return { endSessionUrl: endSessionUrl?.href ?? null }
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/passkeys',
    operationId: 'listPasskeys',
    tag: 'identity',
    summary: 'My passkeys',
    action: 'platform:profile',
    answer: Strict({ items: Type.Array(PasskeyRow) }),
    refusals: readRefusals,
    async handle({ request }) {
      const passkeys = await identity.listPasskeys(sessionOf(request))
      return { items: passkeys.map(passkeyRow) }
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/passkeys/options',
    operationId: 'beginPasskey',
    tag: 'identity',
    summary: 'What the browser needs to make a passkey',
    description: 'For navigator.credentials.create. Who has a passkey already shows it first: see /v1/session/step-up.',
    action: 'platform:profile',
    body: Strict({}),
    answer: WebAuthn,
    refusals: passkeyRefusals,
    handle: async ({ request }) => ({ ...(await identity.beginEnrolment(sessionOf(request))) }),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/passkeys',
    operationId: 'addPasskey',
    tag: 'identity',
    summary: 'Keep the passkey the browser made',
    action: 'platform:profile',
    body: Strict({ name: Label(60), response: WebAuthn }),
    answer: PasskeyRow,
    status: 201,
    refusals: passkeyRefusals,
    async handle({ request, body }) {
      const { name } = body
      const response = body.response as unknown as RegistrationResponseJSON // The ceremony itself checks every part of it.
      return passkeyRow(await identity.completeEnrolment(sessionOf(request), { name, response }))
    },
  })

  addRoute(app, house, {
    method: 'DELETE',
    url: '/v1/passkeys/:passkeyId',
    operationId: 'removePasskey',
    tag: 'identity',
    summary: 'Take away one of my passkeys',
    description: 'After showing one: see /v1/session/step-up.',
    action: 'platform:profile',
    params: Strict({ passkeyId: PasskeyId }),
    answer: Type.Null(),
    status: 204,
    refusals: [...changeRefusals, platformProblems['step-up-needed'], platformProblems['not-found']],
    async handle({ request, params, absent }) {
      const wasThere = await identity.removePasskey(sessionOf(request), params.passkeyId)
      if (!wasThere) await absent({ kind: 'passkey', id: null })
      return null
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/session/step-up/options',
    operationId: 'beginStepUp',
    tag: 'identity',
    summary: 'What the browser needs to show a passkey',
    description: 'For navigator.credentials.get.',
    action: 'platform:profile',
    body: Strict({}),
    answer: WebAuthn,
    refusals: passkeyRefusals,
    handle: async ({ request }) => ({ ...(await identity.beginStepUp(sessionOf(request))) }),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/session/step-up',
    operationId: 'stepUp',
    tag: 'identity',
    summary: 'Show a passkey; for ten minutes I may decide',
    description: 'The session gets a new cookie. Answers the session as it then is.',
    action: 'platform:profile',
    body: Strict({ response: WebAuthn }),
    answer: Session,
    refusals: passkeyRefusals,
    async handle({ request, reply, body }) {
      const response = body.response as unknown as AuthenticationResponseJSON // The ceremony itself checks every part of it.
      const sessionToken = await identity.completeStepUp(sessionOf(request), response)
      reply.header('set-cookie', writeCookie(names.session, sessionToken, names))
      const { trace } = request
      const { actor, session } = await identity.actorFromRequest({ sessionToken, authorization: null, trace })
      return identity.describeSession(actor, session)
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/machine-clients',
    operationId: 'listMachineClients',
    tag: 'identity',
    summary: 'The programs that act for my party',
    action: 'platform:manage-clients',
    answer: MachineClients,
    refusals: [...readRefusals, platformProblems.forbidden, platformProblems['assurance-too-low']],
    async handle({ actor }) {
      const partyId = partyOf(actor)
      const clients = await identity.listClients(partyId)
      const { kind } = await house.database.transaction(actor, (tx) => party(tx, actor, partyId), { readOnly: true })
      return {
        items: clients.map(clientRow),
        offers: rolesOfKind[kind].map((role) => ({ role, scopes: [...scopesOfRole[role]] })),
        tokenEndpoint: new URL('/oauth/token', house.config.publicUrl).href,
      }
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/machine-clients',
    operationId: 'registerMachineClient',
    tag: 'identity',
    summary: 'Let a program act for my party',
    description:
      'With its public keys. It then asks for tokens at /oauth/token with `private_key_jwt`; `clientId` is its `iss` and `sub`.',
    action: 'platform:manage-clients',
    body: Strict({
      name: Label(60),
      jwks: PublicKeys,
      roles: Type.Array(OneOf(machineRoles), { minItems: 1, maxItems: machineRoles.length }),
      scopes: Type.Array(OneOf(scopes), { minItems: 1, maxItems: scopes.length }),
    }),
    answer: Strict({ clientId: IdOf('client') }),
    status: 201,
    refusals: [
      ...changeRefusals,
      platformProblems.forbidden,
      platformProblems['assurance-too-low'],
      platformProblems['client-keys'],
      platformProblems['client-roles'],
    ],
    takesKey: true,
    async handle({ actor, body, key }) {
      const partyId = partyOf(actor)
      const { kind } = await house.database.transaction(actor, (tx) => party(tx, actor, partyId), { readOnly: true })
      checkClientWish(kind, body)
      const once = key === null ? null : { actor, key }
      const clientId = await identity.registerClient({ ...body, partyId }, once)
      return { clientId: printId('client', clientId) }
    },
  })

  addRoute(app, house, {
    method: 'PUT',
    url: '/v1/machine-clients/:clientId/keys',
    operationId: 'replaceMachineClientKeys',
    tag: 'identity',
    summary: 'Give a program of my party other public keys; its tokens end',
    description: 'The program keeps its `clientId`. Sending the same keys again changes nothing but the moment.',
    action: 'platform:manage-clients',
    params: Strict({ clientId: IdOf('client') }),
    body: Strict({ jwks: PublicKeys }),
    answer: Type.Null(),
    status: 204,
    refusals: [
      ...changeRefusals,
      platformProblems.forbidden,
      platformProblems['assurance-too-low'],
      platformProblems['client-keys'],
      platformProblems['not-found'],
    ],
    async handle({ actor, params, body: { jwks }, absent }) {
      const clientId = parseId('client', params.clientId)
      const isThere =
        clientId !== null && (await identity.replaceClientKeys({ clientId, partyId: partyOf(actor), jwks }))
      if (!isThere) await absent({ kind: 'machine-client', id: clientId })
      return null
    },
  })

  addRoute(app, house, {
    method: 'DELETE',
    url: '/v1/machine-clients/:clientId',
    operationId: 'withdrawMachineClient',
    tag: 'identity',
    summary: 'End a program of my party, and its tokens',
    action: 'platform:manage-clients',
    params: Strict({ clientId: IdOf('client') }),
    answer: Type.Null(),
    status: 204,
    refusals: [
      ...changeRefusals,
      platformProblems.forbidden,
      platformProblems['assurance-too-low'],
      platformProblems['not-found'],
    ],
    async handle({ actor, params, absent }) {
      const clientId = parseId('client', params.clientId)
      const isEnded = clientId !== null && (await identity.withdrawClient({ clientId, partyId: partyOf(actor) }))
      if (!isEnded) await absent({ kind: 'machine-client', id: clientId })
      return null
    },
  })
}

const readRefusals = [platformProblems['not-authenticated'], platformProblems['session-expired']]
const changeRefusals = [...readRefusals, platformProblems['request-not-yours']]
const passkeyRefusals = [
  ...changeRefusals,
  platformProblems['assurance-too-low'],
  platformProblems['step-up-needed'],
  platformProblems['passkey-refused'],
]

/** A person's session; a program has none, and access let it through to here only if it is a person. */
function sessionOf({ session }: Request): LiveSession {
  return session ?? refuseNow(platformProblems['not-authenticated'], {})
}

/** An administrator acts for a party: access has just said so. */
function partyOf({ partyId }: Actor): PartyId {
  return partyId ?? refuseNow(platformProblems.forbidden, { action: 'platform:manage-clients' })
}

function passkeyRow({ credentialId, name, isSynced, createdAt, lastUsedAt }: ListedPasskey) {
  return {
    passkeyId: credentialId,
    name,
    isSynced,
    createdAt: createdAt.toString(),
    lastUsedAt: lastUsedAt?.toString() ?? null,
  }
}

function clientRow({ clientId, name, roles, scopes: given, keys, createdAt, keysAt, withdrawnAt }: ListedClient) {
  return {
    clientId: printId('client', clientId),
    name,
    roles: roles as MachineRole[], // Written by `registerClient` alone, as are the scopes.
    scopes: given as Scope[],
    keys: [...keys],
    createdAt: createdAt.toString(),
    keysAt: keysAt?.toString() ?? null,
    withdrawnAt: withdrawnAt?.toString() ?? null,
  }
}
