// Passkeys: enrolled once, shown again to decide. Not here: how long showing one counts (access) and the browser's side (web).
import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { type AuthorityId, type Instant, refuseNow, type UserId } from '#kernel'
import { isSteppedUp } from '../access/access.ts'
import type { Tx } from '../database/database.ts'
import { platformProblems } from '../problems.ts'
import { passkeyChallengeMinutes, passkeysPerPersonMax } from './limits.ts'
import { type LiveSession, stepUpSession } from './sessions.ts'
import type { IdentityTables } from './tables.ts'

export type PasskeyDesk = {
  readonly authorityId: AuthorityId
  readonly now: Instant
  /** Where people reach us: a passkey is bound to its host name, an answer to its origin. */
  readonly publicUrl: URL
}

export type ListedPasskey = {
  readonly credentialId: string
  readonly name: string
  readonly isSynced: boolean
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
}

/** What the browser needs to make a passkey. A new challenge each time; the one before it is void. */
export async function beginEnrolment(tx: Tx, desk: PasskeyDesk, session: LiveSession) {
  mustBeAllowedToEnrol(desk, session, await listPasskeys(tx, desk, session.person.userId))
  const passkeys = await loadPasskeys(tx, desk, session.person.userId)
  const options = await generateRegistrationOptions({
    rpName: 'Grein',
    rpID: desk.publicUrl.hostname,
    userID: Uint8Array.from(Buffer.from(session.person.userId.replaceAll('-', ''), 'hex')),
    userName: session.person.name,
    attestationType: 'none',
    excludeCredentials: passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    timeout: passkeyChallengeMinutes * 60_000,
  })
  await keepChallenge(tx, desk, { session, purpose: 'enrol', challenge: options.challenge })
  return options
}

export type NewPasskey = {
  readonly response: RegistrationResponseJSON
  readonly name: string
  /** From `takeChallenge`, in a transaction before this one. */
  readonly expectedChallenge: string
}

/** Keeps a passkey that the browser made. Refuses `platform/passkey-refused`, and `step-up-needed` when there is one already. */
export async function completeEnrolment(
  tx: Tx,
  desk: PasskeyDesk,
  session: LiveSession,
  { response, name, expectedChallenge }: NewPasskey,
): Promise<ListedPasskey> {
  mustBeAllowedToEnrol(desk, session, await listPasskeys(tx, desk, session.person.userId))
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge,
    expectedOrigin: desk.publicUrl.origin,
    expectedRPID: desk.publicUrl.hostname,
    requireUserVerification: true,
  }).catch(() => refusePasskey('answer'))
  if (!registrationInfo) return refusePasskey('answer')
  const { credential, credentialBackedUp } = registrationInfo
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<IdentityTables>()
    .insertInto('platform.passkey')
    .values({
      authority_id: desk.authorityId,
      credential_id: credential.id,
      user_id: session.person.userId,
      public_key: Buffer.from(credential.publicKey),
      counter: BigInt(credential.counter),
      transports: credential.transports ?? [],
      name,
      is_synced: credentialBackedUp,
      created_at: desk.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return refusePasskey('known')
  return { credentialId: credential.id, name, isSynced: credentialBackedUp, createdAt: desk.now, lastUsedAt: null }
}

/** What the browser needs to show a passkey. Refuses `platform/passkey-refused` when the person has none. */
export async function beginStepUp(tx: Tx, desk: PasskeyDesk, session: LiveSession) {
  const passkeys = await loadPasskeys(tx, desk, session.person.userId)
  if (passkeys.length === 0) return refusePasskey('none')
  const options = await generateAuthenticationOptions({
    rpID: desk.publicUrl.hostname,
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    userVerification: 'required',
    timeout: passkeyChallengeMinutes * 60_000,
  })
  await keepChallenge(tx, desk, { session, purpose: 'confirm', challenge: options.challenge })
  return options
}

/** Checks the passkey and gives the session's new token. A counter that did not rise is a copied key, and is refused. */
export async function completeStepUp(
  tx: Tx,
  desk: PasskeyDesk,
  session: LiveSession,
  {
    response,
    expectedChallenge,
  }: { readonly response: AuthenticationResponseJSON; readonly expectedChallenge: string },
): Promise<string> {
  const passkeys = await loadPasskeys(tx, desk, session.person.userId)
  const passkey = passkeys.find(({ credentialId }) => credentialId === response.id)
  if (!passkey) return refusePasskey('unknown')
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: desk.publicUrl.origin,
    expectedRPID: desk.publicUrl.hostname,
    credential: {
      id: passkey.credentialId,
      publicKey: Uint8Array.from(passkey.publicKey),
      counter: Number(passkey.counter),
      transports: passkey.transports,
    },
    requireUserVerification: true,
  }).catch(() => refusePasskey('answer'))
  if (!verified) return refusePasskey('answer')
  await tx
    .withTables<IdentityTables>()
    .updateTable('platform.passkey')
    .set({ counter: BigInt(authenticationInfo.newCounter), last_used_at: desk.now })
    .where('authority_id', '=', desk.authorityId)
    .where('credential_id', '=', passkey.credentialId)
    .execute()
  return stepUpSession(tx, desk, session.sessionId)
}

/** A person's own passkeys, in the order they came. */
export async function listPasskeys(
  tx: Tx,
  { authorityId }: Pick<PasskeyDesk, 'authorityId'>,
  userId: UserId,
): Promise<readonly ListedPasskey[]> {
  return tx
    .withTables<IdentityTables>()
    .selectFrom('platform.passkey')
    .select([
      'credential_id as credentialId',
      'name',
      'is_synced as isSynced',
      'created_at as createdAt',
      'last_used_at as lastUsedAt',
    ])
    .where('authority_id', '=', authorityId)
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('credential_id')
    .execute()
}

/** Takes away one of the person's own passkeys; says whether there was one. */
export async function removePasskey(
  tx: Tx,
  { authorityId, now }: PasskeyDesk,
  session: LiveSession,
  credentialId: string,
): Promise<boolean> {
  if (!isSteppedUp(session, now)) return refuseNow(platformProblems['step-up-needed'], {})
  const { numDeletedRows } = await tx
    .withTables<IdentityTables>()
    .deleteFrom('platform.passkey')
    .where('authority_id', '=', authorityId)
    .where('user_id', '=', session.person.userId)
    .where('credential_id', '=', credentialId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** All of somebody's: for who lost the last one, and can confirm nothing until a new one is added. How many there were. */
export async function forgetPasskeys(tx: Tx, { authorityId }: Pick<PasskeyDesk, 'authorityId'>, userId: UserId) {
  const { numDeletedRows } = await tx
    .withTables<IdentityTables>()
    .deleteFrom('platform.passkey')
    .where('authority_id', '=', authorityId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** The first passkey needs a login that counts; each next one a passkey, or a stolen session could add its own. */
function mustBeAllowedToEnrol(desk: PasskeyDesk, session: LiveSession, passkeys: readonly ListedPasskey[]): void {
  if (session.assurance === 'low') refuseNow(platformProblems['assurance-too-low'], {})
  if (passkeys.length > 0 && !isSteppedUp(session, desk.now)) refuseNow(platformProblems['step-up-needed'], {})
  if (passkeys.length >= passkeysPerPersonMax) refusePasskey('too-many')
}

type Purpose = 'enrol' | 'confirm'
type NewChallenge = { readonly session: LiveSession; readonly purpose: Purpose; readonly challenge: string }

async function keepChallenge(tx: Tx, desk: PasskeyDesk, { session, purpose, challenge }: NewChallenge): Promise<void> {
  const kept = { challenge, expires_at: desk.now.add({ minutes: passkeyChallengeMinutes }) }
  await tx
    .withTables<IdentityTables>()
    .insertInto('platform.passkey_challenge')
    .values({ authority_id: desk.authorityId, session_id: session.sessionId, purpose, ...kept })
    .onConflict((conflict) => conflict.columns(['authority_id', 'session_id', 'purpose']).doUpdateSet(kept))
    .execute()
}

/** Once, in a transaction of its own: an answer that is refused has used its challenge up. Only in the session it was made for. */
export async function takeChallenge(
  tx: Tx,
  desk: PasskeyDesk,
  session: LiveSession,
  purpose: Purpose,
): Promise<string | null> {
  const taken = await tx
    .withTables<IdentityTables>()
    .deleteFrom('platform.passkey_challenge')
    .where('authority_id', '=', desk.authorityId)
    .where('session_id', '=', session.sessionId)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', desk.now)
    .returning('challenge')
    .executeTakeFirst()
  return taken?.challenge ?? null
}

async function loadPasskeys(tx: Tx, { authorityId }: Pick<PasskeyDesk, 'authorityId'>, userId: UserId) {
  const rows = await tx
    .withTables<IdentityTables>()
    .selectFrom('platform.passkey')
    .select(['credential_id as credentialId', 'public_key as publicKey', 'counter', 'transports'])
    .where('authority_id', '=', authorityId)
    .where('user_id', '=', userId)
    .forUpdate() // Two answers with the same counter wait for each other; the second is then refused.
    .execute()
  return rows.map((row) => ({ ...row, transports: row.transports as AuthenticatorTransport[] })) // As the browser named them.
}

export function refusePasskey(because: string): never {
  return refuseNow(platformProblems['passkey-refused'], { because })
}
