// The two halves of a login: off to the issuer, and back with a session. Not here: the protocol (relying-party.ts) and cookies (api).
import { type AuthorityId, type Instant, type PartyId, refuseNow, type UserId, unwrap } from '#kernel'
import type { Database, Tx } from '../database/database.ts'
import { platformProblems } from '../problems.ts'
import { type ClaimsMapping, type LegalSubject, type Login, readClaims } from './claims.ts'
import { loginAttemptMinutes } from './limits.ts'
import { recognisePerson } from './persons.ts'
import type { LoginSecrets, RelyingParty, Wishes } from './relying-party.ts'
import { isSecret, newSecret, sha256 } from './secrets.ts'
import { beginSession, endSessions, findSession, forgetSessions } from './sessions.ts'
import type { IdentityTables } from './tables.ts'
import { rolesFor, wallOf } from './walls.ts'

/** A party as a login needs it. `isOfficial`: the authority, its inspectorate, its ministry; only there are roles of staff given out. */
export type KnownParty = { readonly partyId: PartyId; readonly name: string; readonly isOfficial: boolean }

/** Where a login stopped: asking the issuer for its addresses, or checking what it answered. */
export type LoginStep = 'issuer' | 'answer'

export type LoginDesk = {
  readonly database: Database
  readonly now: () => Instant
  readonly authorityId: AuthorityId
  /** The house itself, for transactions on tables that nobody else sees. */
  readonly house: Parameters<Database['transaction']>[0]
  readonly relyingParty: RelyingParty
  readonly claims: ClaimsMapping
  /** By which name the issuer's subjects are kept; stays when an address changes. */
  readonly issuerName: string
  /** Whom a legal subject is to us; null when it is not registered here. */
  readonly findParty: (subject: LegalSubject) => Promise<KnownParty | null>
  /** Tells the operator why a login failed; the person hears the step alone. */
  readonly reportFailure: (step: LoginStep, error: unknown) => void
  /** The id of a subject known beforehand: the demo's. */
  readonly userIdOf: (subject: string) => UserId | null
}

/** Where to send the browser, and the secret it must bring back. */
export async function beginLogin(
  desk: LoginDesk,
  { returnTo, ...wishes }: Wishes & { readonly returnTo: string },
): Promise<{ readonly url: URL; readonly browserSecret: string }> {
  const { url, secrets } = await desk.relyingParty.begin(wishes).catch((error: unknown) => {
    desk.reportFailure('issuer', error)
    return refuseLogin('issuer')
  })
  const browserSecret = newSecret()
  await desk.database.transaction(desk.house, (tx) => keepAttempt(tx, desk, { secrets, browserSecret, returnTo }))
  return { url, browserSecret }
}

export type Callback = {
  readonly url: URL
  readonly browserSecret: string | null
  /** The token of the session this browser already had; it ends here, so that nobody is two people at once. */
  readonly earlierToken: string | null
  readonly agent: string
}

/**
 * Turns the issuer's answer into a session, with a new token. Refuses `platform/login-refused` for whatever does not fit, naming
 * the step and not the value, and `platform/login-unknown` for someone without a party or a role here.
 */
export async function completeLogin(
  desk: LoginDesk,
  callback: Callback,
): Promise<{ readonly token: string; readonly returnTo: string }> {
  const attempt = await takeAttempt(desk, callback)
  if (!attempt) return refuseLogin('state')
  const claims = await desk.relyingParty
    .complete(callback.url, attempt.secrets)
    .catch((error: unknown) => explainFailure(desk, error))
  const login = unwrap(readClaims(desk.claims, claims))
  const party = await desk.findParty(login.legalSubject)
  const roles = party ? rolesFor(login.roles, party) : []
  if (!party || roles.length === 0) return refuseNow(platformProblems['login-unknown'], {})
  const at = { authorityId: desk.authorityId, now: desk.now() }
  const token = await desk.database.transaction(desk.house, async (tx) => {
    await endEarlier(tx, at, callback.earlierToken)
    await forgetSessions(tx, at)
    const person = await recognisePerson(tx, subjectOf(desk, login), at.now)
    const { assurance } = login
    const { agent } = callback
    return beginSession(tx, at, { person, party, roles, wall: wallOf(roles), assurance, agent })
  })
  return { token, returnTo: attempt.returnTo }
}

/** A path of ours, or the start page: an address to return to must never lead elsewhere. */
export function safeReturn(path: string | undefined, publicUrl: URL): string {
  if (path === undefined || path.length > returnMaxLength || !path.startsWith('/')) return '/'
  if (!URL.canParse(path, publicUrl)) return '/'
  const url = new URL(path, publicUrl)
  // "/..//elsewhere" is a path of ours until it is tidied up; then it begins with two slashes, which a browser reads as a host.
  const isOurs = url.origin === publicUrl.origin && !url.pathname.startsWith('//')
  return isOurs ? `${url.pathname}${url.search}` : '/'
}

/** The longest address of a screen with all its filters. */
const returnMaxLength = 1_500

function subjectOf(desk: LoginDesk, { subject, name }: Login) {
  const { authorityId, issuerName, userIdOf } = desk
  return { authorityId, issuer: issuerName, subject, name, userId: userIdOf(subject) }
}

type Attempt = { readonly secrets: LoginSecrets; readonly returnTo: string }

async function keepAttempt(
  tx: Tx,
  desk: Pick<LoginDesk, 'authorityId' | 'now'>,
  { secrets, returnTo, browserSecret }: Attempt & { readonly browserSecret: string },
): Promise<void> {
  const tables = tx.withTables<IdentityTables>()
  const now = desk.now()
  await tables
    .deleteFrom('platform.login_attempt')
    .where('authority_id', '=', desk.authorityId)
    .where('expires_at', '<', now)
    .execute()
  await tables
    .insertInto('platform.login_attempt')
    .values({
      authority_id: desk.authorityId,
      state_sha256: sha256(secrets.state),
      browser_sha256: sha256(browserSecret),
      nonce: secrets.nonce,
      code_verifier: secrets.codeVerifier,
      return_to: returnTo,
      expires_at: now.add({ minutes: loginAttemptMinutes }),
    })
    .execute()
}

/** Once: what is taken is gone, so a state that comes back a second time is a replay and finds nothing. */
async function takeAttempt(desk: LoginDesk, { url, browserSecret }: Callback): Promise<Attempt | null> {
  const state = url.searchParams.get('state')
  if (state === null || browserSecret === null || !isSecret(browserSecret)) return null
  const taken = await desk.database.transaction(desk.house, (tx) =>
    tx
      .withTables<IdentityTables>()
      .deleteFrom('platform.login_attempt')
      .where('authority_id', '=', desk.authorityId)
      .where('state_sha256', '=', sha256(state))
      .where('browser_sha256', '=', sha256(browserSecret))
      .where('expires_at', '>', desk.now())
      .returning(['nonce', 'code_verifier as codeVerifier', 'return_to as returnTo'])
      .executeTakeFirst(),
  )
  if (!taken) return null
  const { nonce, codeVerifier, returnTo } = taken
  return { secrets: { state, nonce, codeVerifier }, returnTo }
}

async function endEarlier(tx: Tx, at: { authorityId: AuthorityId; now: Instant }, token: string | null): Promise<void> {
  const earlier = token !== null && isSecret(token) ? await findSession(tx, at, token) : null
  if (earlier) await endSessions(tx, at, { userId: earlier.person.userId, sessionId: earlier.sessionId })
}

/** The issuer's own word when the person turned back; for all else the step alone. */
function explainFailure(desk: LoginDesk, error: unknown): never {
  const isTurnedBack = error instanceof Error && 'error' in error && error.error === 'access_denied'
  if (isTurnedBack) return refuseLogin('access_denied')
  desk.reportFailure('answer', error)
  return refuseLogin('answer')
}

function refuseLogin(because: string): never {
  return refuseNow(platformProblems['login-refused'], { because })
}
