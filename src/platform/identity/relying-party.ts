// We as a relying party of one OpenID Connect issuer: where a login goes and what comes back, checked. Not here: what is done with it.

import { importJWK, type JWK } from 'jose'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type ClientAuth,
  ClientSecretBasic,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  PrivateKeyJwt,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { ClaimsMapping } from './claims.ts'

export type IssuerConfig = {
  readonly issuer: URL
  readonly clientId: string
  readonly proof:
    | { readonly kind: 'secret'; readonly secret: string }
    | { readonly kind: 'private-key'; readonly jwk: JWK }
  readonly claims: ClaimsMapping
  /** How requests to the issuer go; ours in the demo, which never leave the process. */
  readonly fetch?: CustomFetch
}

/** What must be remembered between the two halves of a login. */
export type LoginSecrets = { readonly state: string; readonly nonce: string; readonly codeVerifier: string }

export type Wishes = {
  readonly locale: string
  /** Whom to log in as, where the issuer is the demo's. */
  readonly persona?: string
}

export type RelyingParty = {
  begin(wishes: Wishes): Promise<{ readonly url: URL; readonly secrets: LoginSecrets }>
  /** The claims of a valid ID token; throws when anything does not fit: state, nonce, issuer, audience, signature, time. */
  complete(callback: URL, secrets: LoginSecrets): Promise<unknown>
  /** Where to log out at the issuer, when it offers that. It is told who we are, not who the person is: that is in its own cookie. */
  logoutUrl(): Promise<URL | null>
}

type Given = { readonly issuer: IssuerConfig; readonly callbackUrl: URL; readonly homeUrl: URL }

/** The issuer is asked for its addresses and keys at the first login, and again after a failure: it may start after us. */
export function openRelyingParty({ issuer, callbackUrl, homeUrl }: Given): RelyingParty {
  let found: Promise<Configuration> | null = null
  const configuration = () => {
    found ??= discover(issuer).catch((error: unknown) => {
      found = null
      throw error
    })
    return found
  }

  return {
    async begin({ locale, persona }) {
      const secrets = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() }
      const url = buildAuthorizationUrl(await configuration(), {
        redirect_uri: callbackUrl.href,
        scope: 'openid',
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge: await calculatePKCECodeChallenge(secrets.codeVerifier),
        code_challenge_method: 'S256',
        ui_locales: locale,
        prompt: 'login', // Whoever logs in says so themselves: a session left open at the issuer is not enough here.
        ...(persona === undefined ? {} : { login_hint: persona }),
      })
      return { url, secrets }
    },
    async complete(callback, { state, nonce, codeVerifier }) {
      const answer = await authorizationCodeGrant(await configuration(), callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      })
      return answer.claims()
    },
    async logoutUrl() {
      const known = await configuration()
      if (known.serverMetadata().end_session_endpoint === undefined) return null
      return buildEndSessionUrl(known, { post_logout_redirect_uri: homeUrl.href }) // It adds our client_id.
    },
  }
}

async function discover({ issuer, clientId, proof, fetch }: IssuerConfig): Promise<Configuration> {
  // Without TLS only where the answer cannot be tampered with on the way: on this machine.
  const isLocal = issuer.protocol === 'http:' && (issuer.hostname === 'localhost' || fetch !== undefined)
  const known = await discovery(issuer, clientId, undefined, await clientAuth(proof), {
    execute: isLocal ? [allowInsecureRequests] : [],
    ...(fetch ? { [customFetch]: fetch } : {}),
  })
  enableNonRepudiationChecks(known) // Checks the ID token's signature too, not only the line it came over.
  return known
}

async function clientAuth(proof: IssuerConfig['proof']): Promise<ClientAuth> {
  if (proof.kind === 'secret') return ClientSecretBasic(proof.secret)
  const key = await importJWK(proof.jwk, proof.jwk.alg ?? 'ES256')
  if (key instanceof Uint8Array) throw new TypeError('the client key is a secret, not a private key')
  return PrivateKeyJwt(proof.jwk.kid === undefined ? key : { key, kid: proof.jwk.kid })
}
