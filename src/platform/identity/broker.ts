// The demo's OpenID Connect broker: a real issuer inside the same process, with claims like those of eHerkenning, where you choose
// who you are instead of proving it. Not for production: there the issuer is somebody else's and this is never opened.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context, Interaction, Provider } from 'oidc-provider'
import type { CustomFetch } from 'openid-client'
import type { Locale } from '#kernel'
import { openBrokerMemory } from './broker-memory.ts'
import { brokerPagePolicy, brokerStyle, chooserPage, failedPage, logoutPage } from './broker-page.ts'
import { type Assurance, qualifiers } from './claims.ts'
import type { DemoPersona } from './demo-persona.ts'

export type Broker = {
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: string
  readonly personas: readonly DemoPersona[]
  /** Answers a request whose path begins with `brokerPath`; the body must not have been read. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** How the relying party reaches us without leaving the process; `mount` says through what. */
  readonly fetch: CustomFetch
  mount(through: CustomFetch): void
}

export const brokerPath = '/broker'
const clientId = 'grein'

/** The session at the broker, and its signature. */
const sessionCookies = ['broker_session', 'broker_session.sig'] as const

/** What the paths of a relying party are to its issuer. */
export const callbackPath = '/auth/callback'

const levels: Record<Assurance, string> = {
  low: 'urn:etoegang:core:assurance-class:loa2',
  substantial: 'urn:etoegang:core:assurance-class:loa3',
  high: 'urn:etoegang:core:assurance-class:loa4',
}

/** `publicUrl` is where people reach us, and the broker with us. Keys are made anew at each start. */
export async function openBroker(given: {
  readonly publicUrl: URL
  readonly personas: readonly DemoPersona[]
}): Promise<Broker> {
  const { publicUrl, personas } = given
  const { Provider } = await loadProvider()
  const issuer = new URL(brokerPath, publicUrl)
  const clientSecret = randomBytes(32).toString('base64url')
  const provider = new Provider(issuer.href, configure({ publicUrl, personas, clientSecret }))
  provider.proxy = true // We say host and protocol ourselves, below.
  const answer = provider.callback()
  let reach: CustomFetch | null = null

  return {
    issuer,
    clientId,
    clientSecret,
    personas,
    fetch: (url, options) => (reach ? reach(url, options) : Promise.reject(new Error('the broker is not mounted'))),
    mount(through) {
      reach = through
    },
    async handle(request, response) {
      const path = (request.url ?? '').split('?')[0] ?? ''
      // The addresses it writes follow from these: not from what a client wrote in its headers.
      request.headers.host = publicUrl.host
      request.headers['x-forwarded-proto'] = publicUrl.protocol.slice(0, -1)
      delete request.headers['x-forwarded-host']
      if (path === `${brokerPath}/page.css`) return sendStyle(response)
      if (path === `${brokerPath}/auth`) forgetEarlier(request)
      if (path.startsWith(`${brokerPath}/interaction/`)) return choose({ provider, personas, request, response })
      Object.assign(request, { originalUrl: request.url, url: (request.url ?? '').slice(brokerPath.length) || '/' })
      await answer(request, response)
    },
  }
}

/**
 * Loaded here, so that a production server never does. It warns on the console of every Node.js whose LTS name it does not know;
 * ours is pinned and its logins are tested, and a newcomer should not read a warning at the first start.
 */
async function loadProvider(): Promise<typeof import('oidc-provider')> {
  const { warn } = console
  console.warn = (...line: unknown[]) => {
    if (!String(line[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...line)
  }
  try {
    return await import('oidc-provider')
  } finally {
    console.warn = warn
  }
}

type Setting = { readonly publicUrl: URL; readonly personas: readonly DemoPersona[]; readonly clientSecret: string }

function configure({ publicUrl, personas, clientSecret }: Setting): Record<string, unknown> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const isHttps = publicUrl.protocol === 'https:'
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, secure: isHttps }
  return {
    adapter: openBrokerMemory(),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'demo' }] },
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [new URL(callbackPath, publicUrl).href],
        post_logout_redirect_uris: [new URL('/', publicUrl).href],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    acrValues: Object.values(levels),
    claims: { openid: ['sub', 'acr', ...Object.keys(claimsOf(undefined))] },
    conformIdTokenClaims: false, // The ID token carries the claims; nobody needs a second request.
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: sessionCookies[0], interaction: 'broker_interaction', resume: 'broker_resume' },
      long: cookie,
      short: cookie,
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx: Context, form: string) => sendPage(ctx, logoutPage(localeOf(ctx.req), form)),
        postLogoutSuccessSource: (ctx: Context) => sendPage(ctx, failedPage(localeOf(ctx.req))),
      },
    },
    findAccount: (_ctx: Context, accountId: string) => {
      const persona = personas.find(({ userId }) => userId === accountId)
      return persona && { accountId, claims: () => ({ sub: accountId, ...claimsOf(persona) }) }
    },
    interactions: { url: (_ctx: Context, { uid }: Interaction) => `${brokerPath}/interaction/${uid}` },
    loadExistingGrant: grantAtOnce,
    pkce: { required: () => true },
    renderError: (ctx: Context) => sendPage(ctx, failedPage(localeOf(ctx.req))),
    responseTypes: ['code'],
    scopes: ['openid'],
    ttl: { AuthorizationCode: 60, AccessToken: 60, IdToken: 300, Interaction: 900, Session: 3600, Grant: 3600 },
  }
}

/** As a broker of eHerkenning tells it: the legal subject, the acting person, that one acts for the other, and the roles given. */
function claimsOf(persona: DemoPersona | undefined): Record<string, unknown> {
  return {
    name: persona?.name,
    'urn:etoegang:core:LegalSubjectID': { qualifier: qualifiers.party, value: persona?.partyId },
    'urn:etoegang:core:ActingSubjectID': persona?.userId,
    act: { sub: persona?.userId },
    'urn:grein:roles': persona?.roles,
  }
}

/** There is one client and it is ours: nothing to consent to. */
async function grantAtOnce({ oidc }: Context) {
  const { client, session, provider } = oidc
  if (!client || !session?.accountId) return undefined
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
  grant.addOIDCScope('openid')
  await grant.save()
  return grant
}

type Choosing = {
  readonly provider: Provider
  readonly personas: readonly DemoPersona[]
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** The page to choose on, or straight on when the relying party named the persona (`login_hint`). */
async function choose({ provider, personas, request, response }: Choosing): Promise<void> {
  const interaction = await provider.interactionDetails(request, response).catch(() => null)
  if (!interaction) return sendHtml(response, 400, failedPage(localeOf(request)))
  const chosen = request.method === 'POST' ? await readForm(request) : new URLSearchParams()
  const hint = request.method === 'GET' ? interaction.params['login_hint'] : chosen.get('persona')
  const persona = personas.find((each) => each.persona === hint)
  if (persona) {
    const login = { accountId: persona.userId, acr: levels[persona.assurance], remember: false }
    const location = await provider.interactionResult(request, response, { login })
    response.setHeader(
      'set-cookie',
      sessionCookies.map((name) => `${name}=; Path=/; Max-Age=0`),
    )
    return goOn(response, location)
  }
  if (chosen.has('cancel')) {
    const refusal = { error: 'access_denied', error_description: 'the person did not log in' }
    return goOn(response, await provider.interactionResult(request, response, refusal))
  }
  const action = `${brokerPath}/interaction/${interaction.uid}`
  sendHtml(response, 200, chooserPage({ locale: localeOf(request, interaction), action, personas }))
}

/**
 * A login begins anew, whoever logged in here before: the page asks every time, and oidc-provider would first log the earlier
 * person out by a script, which our pages do not run. The cookie itself goes when the choice is made.
 */
function forgetEarlier(request: IncomingMessage): void {
  const kept = (request.headers.cookie ?? '')
    .split('; ')
    .filter((pair) => !sessionCookies.some((name) => pair.startsWith(`${name}=`)))
  request.headers.cookie = kept.join('; ')
}

/** A choice is some dozen bytes. */
const formBytesMax = 2_000

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    bytes += part.length
    if (bytes > formBytesMax) return new URLSearchParams()
    parts.push(part)
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'))
}

/** The language asked for on the page, by the relying party, by the cookie of the web, by the browser, in that order. */
function localeOf(request: IncomingMessage, interaction?: Interaction): Locale {
  const asked = new URLSearchParams((request.url ?? '').split('?')[1]).get('lang')
  const cookie = /(?:^|; )grein-language=(nl|en)(?:;|$)/.exec(request.headers.cookie ?? '')?.[1]
  const wishes = [asked, interaction?.params['ui_locales'], cookie, request.headers['accept-language']]
  const spoken = wishes
    .filter((wish) => typeof wish === 'string')
    .map((wish) => wish.slice(0, 2).toLowerCase())
    .find((wish) => wish === 'nl' || wish === 'en')
  return spoken ?? 'nl'
}

function goOn(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store' }).end()
}

function sendHtml(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': brokerPagePolicy,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    .end(html)
}

function sendPage(ctx: Context, html: string): void {
  ctx.set('content-security-policy', brokerPagePolicy)
  ctx.set('x-content-type-options', 'nosniff')
  ctx.type = 'html'
  ctx.body = html
}

function sendStyle(response: ServerResponse): void {
  response
    .writeHead(200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=3600' })
    .end(brokerStyle)
}
