// Machine clients: a program with its own key, acting for one party within scopes (OAuth 2.0 client credentials, RFC 7523).
// Not here: what a scope allows (access), and people.

import { createLocalJWKSet, decodeJwt, importJWK, type JSONWebKeySet, type JWK, jwtVerify } from 'jose'
import { sql } from 'kysely'
import {
  type AuthorityId,
  type ClientId,
  type Instant,
  newId,
  type PartyId,
  parseId,
  refuseNow,
  trustId,
} from '#kernel'
import { clockSkewMax } from '../clock/clock.ts'
import type { MachineRole, Role, Scope } from '../contract.ts'
import type { Tx } from '../database/database.ts'
import { platformProblems } from '../problems.ts'
import { accessTokenMinutes, assertionMinutesMax, clientKeysMax, clockToleranceSeconds } from './limits.ts'
import { isSecret, newSecret, sha256 } from './secrets.ts'
import type { IdentityTables } from './tables.ts'

export type ClientDesk = {
  readonly authorityId: AuthorityId
  readonly now: Instant
  /** Both names of the token endpoint that an assertion may be made out to. */
  readonly audiences: readonly string[]
}

export type ListedClient = {
  readonly clientId: ClientId
  readonly name: string
  readonly roles: readonly string[]
  readonly scopes: readonly string[]
  /** Of its public keys, the names. */
  readonly keys: readonly string[]
  readonly createdAt: Instant
  /** When its keys were last replaced; null: they are those it came with. */
  readonly keysAt: Instant | null
  readonly withdrawnAt: Instant | null
}

export type NewClient = {
  readonly partyId: PartyId
  readonly name: string
  readonly jwks: { readonly keys: readonly JWK[] }
  readonly roles: readonly MachineRole[]
  readonly scopes: readonly Scope[]
}

/** Registers a program of a party. Refuses `platform/client-keys` for keys that are not public, not signing, or too many. */
export async function registerClient(tx: Tx, { authorityId, now }: ClientDesk, client: NewClient): Promise<ClientId> {
  if (!(await arePublicKeys(client.jwks.keys))) refuseNow(platformProblems['client-keys'], { keysMax: clientKeysMax })
  const clientId = newId('client')
  await tx
    .withTables<IdentityTables>()
    .insertInto('platform.machine_client')
    .values({
      authority_id: authorityId,
      client_id: clientId,
      party_id: client.partyId,
      name: client.name,
      jwks: JSON.stringify(client.jwks),
      roles: [...client.roles],
      scopes: [...client.scopes],
      created_at: now,
    })
    .execute()
  return clientId
}

/**
 * Gives a program of this party other public keys; what was proved with the old ones ends with them. Says whether there was such a program.
 * Refuses `platform/client-keys` like `registerClient`.
 */
export async function replaceClientKeys(
  tx: Tx,
  { authorityId, now }: ClientDesk,
  { clientId, partyId, jwks }: Pick<NewClient, 'partyId' | 'jwks'> & { readonly clientId: ClientId },
): Promise<boolean> {
  if (!(await arePublicKeys(jwks.keys))) refuseNow(platformProblems['client-keys'], { keysMax: clientKeysMax })
  const tables = tx.withTables<IdentityTables>()
  const { numUpdatedRows } = await tables
    .updateTable('platform.machine_client')
    .set({ jwks: JSON.stringify(jwks), keys_at: now })
    .where('authority_id', '=', authorityId)
    .where('client_id', '=', clientId)
    .where('party_id', '=', partyId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await tables
    .deleteFrom('platform.access_token')
    .where('authority_id', '=', authorityId)
    .where('client_id', '=', clientId)
    .execute()
  return true
}

/** Ends a program of this party and every token it has; says whether there was one to end. */
export async function withdrawClient(
  tx: Tx,
  { authorityId, now }: ClientDesk,
  { clientId, partyId }: { readonly clientId: ClientId; readonly partyId: PartyId },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<IdentityTables>()
    .updateTable('platform.machine_client')
    .set({ withdrawn_at: now })
    .where('authority_id', '=', authorityId)
    .where('client_id', '=', clientId)
    .where('party_id', '=', partyId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The programs of a party, the withdrawn among them, in the order they came. */
export async function listClients(
  tx: Tx,
  { authorityId }: ClientDesk,
  partyId: PartyId,
): Promise<readonly ListedClient[]> {
  const rows = await tx
    .withTables<IdentityTables>()
    .selectFrom('platform.machine_client')
    .select([
      'client_id as clientId',
      'name',
      'roles',
      'scopes',
      'jwks',
      'created_at as createdAt',
      'keys_at as keysAt',
      'withdrawn_at as withdrawnAt',
    ])
    .where('authority_id', '=', authorityId)
    .where('party_id', '=', partyId)
    .orderBy('created_at')
    .orderBy('client_id')
    .execute()
  return rows.map(({ jwks, ...row }) => ({
    ...row,
    clientId: trustId('client', row.clientId),
    keys: (jwks as JSONWebKeySet).keys.map(({ kid = '' }) => kid), // Checked key by key when they were handed in.
  }))
}

export type TokenRequest = Readonly<Partial<Record<string, string>>>

/** As RFC 6749 says it, for the token endpoint speaks OAuth and not our problems. */
export type TokenAnswer =
  | {
      readonly kind: 'token'
      readonly accessToken: string
      readonly expiresInSeconds: number
      readonly scope: string
    }
  | {
      readonly kind: 'refused'
      readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope'
      readonly description: string
    }

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Checks the proof of a program and gives it a token. The proof counts once, also when the scope is then refused. */
export async function issueToken(tx: Tx, desk: ClientDesk, request: TokenRequest): Promise<TokenAnswer> {
  if (request['grant_type'] !== 'client_credentials') {
    return refused('unsupported_grant_type', 'only client_credentials is offered')
  }
  const assertion = request['client_assertion']
  if (request['client_assertion_type'] !== assertionType || assertion === undefined) {
    return refused('invalid_request', `client_assertion with client_assertion_type ${assertionType} is needed`)
  }
  const client = await proveClient(tx, desk, assertion)
  if (client === null || (request['client_id'] ?? client.printedId) !== client.printedId) {
    return refused('invalid_client', 'the client assertion was not accepted')
  }
  const asked = request['scope']?.split(' ').filter((scope) => scope !== '') ?? client.scopes
  if (asked.length === 0 || !asked.every((scope) => client.scopes.includes(scope))) {
    return refused('invalid_scope', `this client has: ${client.scopes.join(' ')}`)
  }
  const accessToken = newSecret()
  const tables = tx.withTables<IdentityTables>()
  await tables
    .insertInto('platform.access_token')
    .values({
      authority_id: desk.authorityId,
      token_sha256: sha256(accessToken),
      client_id: client.clientId,
      scopes: [...asked],
      expires_at: desk.now.add({ minutes: accessTokenMinutes }),
    })
    .execute()
  await tables
    .deleteFrom('platform.access_token')
    .where('authority_id', '=', desk.authorityId)
    .where('expires_at', '<', desk.now)
    .execute()
  return { kind: 'token', accessToken, expiresInSeconds: accessTokenMinutes * 60, scope: asked.join(' ') }
}

export type LiveClient = {
  readonly clientId: ClientId
  readonly partyId: PartyId
  readonly roles: readonly Role[]
  readonly scopes: readonly string[]
}

/** The program of a bearer token, or null when the token is unknown, over, or its client withdrawn. One query. */
export async function findClient(
  tx: Tx,
  { authorityId, now }: Pick<ClientDesk, 'authorityId' | 'now'>,
  accessToken: string,
): Promise<LiveClient | null> {
  if (!isSecret(accessToken)) return null
  const found = await tx
    .withTables<IdentityTables>()
    .selectFrom('platform.access_token as token')
    .innerJoin('platform.machine_client as client', (join) =>
      join.onRef('client.authority_id', '=', 'token.authority_id').onRef('client.client_id', '=', 'token.client_id'),
    )
    .select([
      'client.client_id as clientId',
      'client.party_id as partyId',
      'client.roles as roles',
      'token.scopes as scopes',
    ])
    .where('token.authority_id', '=', authorityId)
    .where('token.token_sha256', '=', sha256(accessToken))
    .where('token.expires_at', '>', now)
    .where('token.expires_at', '<=', now.add({ minutes: accessTokenMinutes }).add(clockSkewMax)) // Not again when the clock is set back.
    .where('client.withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!found) return null
  return {
    clientId: trustId('client', found.clientId),
    partyId: trustId('party', found.partyId),
    roles: found.roles as Role[], // Written by `registerClient` alone, from `machineRoles`.
    scopes: found.scopes,
  }
}

type Proven = { readonly clientId: ClientId; readonly printedId: string; readonly scopes: readonly string[] }

/** Asymmetric signatures alone: "none" and shared secrets are not in the list, so they cannot be asked for. */
const algorithms = ['ES256', 'ES384', 'EdDSA', 'Ed25519', 'PS256', 'RS256']

async function proveClient(tx: Tx, desk: ClientDesk, assertion: string): Promise<Proven | null> {
  const printedId = readIssuer(assertion)
  const clientId = printedId === null ? null : parseId('client', printedId)
  if (printedId === null || clientId === null) return null
  const tables = tx.withTables<IdentityTables>()
  const client = await tables
    .selectFrom('platform.machine_client')
    .select(['jwks', 'scopes'])
    .where('authority_id', '=', desk.authorityId)
    .where('client_id', '=', clientId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!client) return null
  const keys = createLocalJWKSet(client.jwks as JSONWebKeySet) // Checked key by key when the client was registered.
  const verified = await jwtVerify(assertion, keys, {
    algorithms,
    issuer: printedId,
    subject: printedId,
    audience: [...desk.audiences],
    requiredClaims: ['exp', 'jti', 'aud'],
    clockTolerance: clockToleranceSeconds,
    currentDate: new Date(desk.now.epochMilliseconds),
  }).catch(() => null)
  const { exp = 0, jti, aud } = verified?.payload ?? {}
  const expiresAt = Temporal.Instant.fromEpochMilliseconds(exp * 1000)
  const latest = desk.now.add({ minutes: assertionMinutesMax, seconds: clockToleranceSeconds })
  // One audience: a proof that another server may use too could be played on to us from there.
  if (typeof aud !== 'string' || typeof jti !== 'string' || jti.length === 0) return null
  if (Temporal.Instant.compare(expiresAt, latest) > 0) return null
  return (await countOnce(tx, desk, { clientId, jti, expiresAt }))
    ? { clientId, printedId, scopes: client.scopes }
    : null
}

/** Whether this proof was not used before; from now on it was. */
async function countOnce(
  tx: Tx,
  desk: ClientDesk,
  { clientId, jti, expiresAt }: { readonly clientId: ClientId; readonly jti: string; readonly expiresAt: Instant },
): Promise<boolean> {
  const tables = tx.withTables<IdentityTables>()
  await tables
    .deleteFrom('platform.client_assertion')
    .where('authority_id', '=', desk.authorityId)
    .where('expires_at', '<', desk.now)
    .execute()
  const { numInsertedOrUpdatedRows } = await tables
    .insertInto('platform.client_assertion')
    .values({
      authority_id: desk.authorityId,
      client_id: clientId,
      jti_sha256: sha256(jti),
      expires_at: expiresAt.add({ seconds: clockToleranceSeconds }), // For as long as it would still be accepted.
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Who says to have made it, before anything is believed: only to know whose keys to try. */
function readIssuer(assertion: string): string | null {
  try {
    return decodeJwt(assertion).iss ?? null
  } catch {
    return null
  }
}

async function arePublicKeys(keys: readonly JWK[]): Promise<boolean> {
  if (keys.length === 0 || keys.length > clientKeysMax) return false
  const secretParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth']
  if (keys.some((key) => secretParts.some((part) => part in key))) return false
  if (keys.some((key) => !algorithms.includes(key.alg ?? ''))) return false
  if (new Set(keys.map(({ kid }) => kid)).size !== keys.length || keys.some(({ kid }) => !kid)) return false
  const read = await Promise.allSettled(keys.map((key) => importJWK(key)))
  return read.every(({ status }) => status === 'fulfilled')
}

function refused(error: Extract<TokenAnswer, { kind: 'refused' }>['error'], description: string): TokenAnswer {
  return { kind: 'refused', error, description }
}

/** Which of these ids are programs whose access was withdrawn. */
export async function withdrawnClients(
  tx: Tx,
  authorityId: AuthorityId,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select client.client_id as id from platform.machine_client as client
    where client.authority_id = ${authorityId} and client.client_id::text = any (${ids}::text[]) and client.withdrawn_at is not null`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}
