// Says of each request who it is from, and lets people and programs log in. Not here: the screens' own questions about a session
// (session-routes.ts), and what somebody may do (access).
import type { IncomingMessage } from 'node:http'
import { Refused } from '#kernel'
import {
  agentOf,
  brokerPath,
  callbackPath,
  csrfHeader,
  isOwnRequest,
  type LiveSession,
  loginAttemptMinutes,
  platformProblems,
  safeReturn,
  tokenPath,
} from '#platform'
import type { House } from '../house.ts'
import { refused } from '../http/problem.ts'
import type { App, Reply, Request } from '../http/request-context.ts'
import { cookieNames, readCookie, writeCookie } from './cookies.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The session behind the cookie; null for visitors and programs. */
    session: LiveSession | null
    /** Why what this request brought does not count; told by `refuseUnrecognised`. */
    refusal: Refused | null
  }
}

export const loginPath = '/auth/login'

/**
 * Before every other route: after this, `request.actor` and `request.session` are who it is. `refuseUnrecognised` comes after it, with
 * the limit on requests between the two: who tries tokens is counted like everyone.
 */
export async function mountIdentity(app: App, house: House): Promise<void> {
  app.decorateRequest('session', null)
  app.decorateRequest('refusal', null)
  app.addHook('onRequest', (request, reply) => recognise(house, request, reply))
  addLogin(app, house)
  await addTokenEndpoint(app, house)
  await addBroker(app, house)
}

/** Tells what `recognise` found wrong. */
export function refuseUnrecognised(app: App): void {
  app.addHook('onRequest', async ({ refusal }) => {
    if (refusal) throw refusal
  })
}

/** These say "nobody" to whoever's session has ended, so that the screens can start; all else says that it ended. */
const openToAnyCookie = ['/v1/session', '/v1/personas']

async function recognise(house: House, request: Request, reply: Reply): Promise<void> {
  const [path = ''] = request.url.split('?')
  if (!path.startsWith('/v1/')) return
  const names = cookieNames(house.config.publicUrl)
  const found = await house.identity.actorFromRequest({
    sessionToken: readCookie(request.headers.cookie, names.session),
    authorization: request.headers.authorization ?? null,
    trace: request.trace,
  })
  request.actor = found.actor
  request.session = found.session
  if (found.ended === 'token') request.refusal = refused(platformProblems['token-refused'], {})
  // The browser has the new token: taking its cookie away, or saying "nobody", would log out who is logged in.
  if (found.ended === 'turned') request.refusal = refused(platformProblems['session-expired'], {})
  if (found.ended === 'session') {
    reply.header('set-cookie', writeCookie(names.session, '', names, 0))
    const isOpen = request.method === 'GET' && openToAnyCookie.includes(path)
    if (!isOpen) request.refusal = refused(platformProblems['session-expired'], {})
  }
  if (found.session && !isOwnRequest(signsOf(request), expectedOf(house, found.session))) {
    request.refusal = refused(platformProblems['request-not-yours'], {})
  }
}

function signsOf({ method, headers }: Request) {
  return {
    method,
    origin: headers.origin ?? null,
    secFetchSite: oneOf(headers['sec-fetch-site']),
    csrfToken: oneOf(headers[csrfHeader]),
  }
}

function expectedOf({ config }: House, { csrfToken }: LiveSession) {
  return { csrfToken, origin: config.publicUrl.origin }
}

/** A header that is there twice counts as another text, which fits nothing. */
function oneOf(header: string | string[] | undefined): string | null {
  return Array.isArray(header) ? header.join(',') : (header ?? null)
}

/** Off to the issuer and back. Both are pages a browser goes to, so a refusal leads to the login screen, which tells it. */
function addLogin(app: App, house: House): void {
  const { publicUrl } = house.config
  const names = cookieNames(publicUrl)

  app.get<{ Querystring: { to?: string; persona?: string } }>(loginPath, async (request, reply) => {
    const elsewhere = sameMachine(request, publicUrl)
    if (elsewhere) return reply.redirect(elsewhere.href, 303) // The cookie below must be kept for the name we come back to.
    const { to, persona } = request.query
    return orLoginScreen(reply, async () => {
      const { url, browserSecret } = await house.identity.beginLogin({
        locale: request.locale,
        returnTo: safeReturn(to, publicUrl),
        ...(persona === undefined ? {} : { persona }),
      })
      reply.header('set-cookie', writeCookie(names.login, browserSecret, names, loginAttemptMinutes * 60))
      return url.href
    })
  })

  app.get(callbackPath, async (request, reply) =>
    orLoginScreen(reply, async () => {
      reply.header('set-cookie', writeCookie(names.login, '', names, 0))
      const { token, returnTo } = await house.identity.completeLogin({
        url: new URL(request.url, publicUrl),
        browserSecret: readCookie(request.headers.cookie, names.login),
        earlierToken: readCookie(request.headers.cookie, names.session),
        agent: agentOf(request.headers['user-agent']),
      })
      reply.header('set-cookie', writeCookie(names.session, token, names))
      return returnTo
    }),
  )
}

async function orLoginScreen(reply: Reply, go: () => Promise<string>) {
  reply.header('cache-control', 'no-store')
  try {
    return reply.redirect(await go(), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { problem, params } = error.refusal
    const said = new URLSearchParams({ problem: problem.code })
    if (typeof params['because'] === 'string') said.set('because', params['because'])
    return reply.redirect(`/login?${said}`, 303)
  }
}

const namesOfThisMachine = ['localhost', '127.0.0.1', '[::1]']

/** The same page under the name of `publicUrl`, when the browser used another name of this very machine. */
function sameMachine(request: Request, publicUrl: URL): URL | null {
  const isHere = namesOfThisMachine.includes(request.hostname) && namesOfThisMachine.includes(publicUrl.hostname)
  return isHere && request.hostname !== publicUrl.hostname ? new URL(request.url, publicUrl) : null
}

/** A proof of a program is under 2 kB. */
const tokenRequestBytesMax = 10_000

/** Speaks OAuth (RFC 6749): a form in, its own words for errors out. */
async function addTokenEndpoint(app: App, house: House): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser<string>(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: tokenRequestBytesMax },
      async (_request: Request, body: string) => new URLSearchParams(body),
    )
    scope.post(tokenPath, async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
      if (new Set(form.keys()).size !== form.size) {
        return reply.code(400).send({ error: 'invalid_request', error_description: 'a parameter is there twice' })
      }
      const answer = await house.identity.issueToken(Object.fromEntries(form))
      if (answer.kind === 'refused') {
        const { error, description } = answer
        return reply.code(error === 'invalid_client' ? 401 : 400).send({ error, error_description: description })
      }
      const { accessToken, expiresInSeconds, scope: given } = answer
      return reply.send({ access_token: accessToken, token_type: 'Bearer', expires_in: expiresInSeconds, scope: given })
    })
  })
}

/** The demo's issuer under our own address; it reads its requests itself. */
async function addBroker(app: App, { broker }: House): Promise<void> {
  if (broker === null) return
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all(`${brokerPath}/*`, async (request, reply) => {
      reply.hijack()
      await broker.handle(request.raw, reply.raw).catch((error: unknown) => {
        request.log.error({ err: error, traceId: request.trace.traceId }, 'a bug at the broker')
        reply.raw.destroy() // The answer is the broker's own and may be half written.
      })
    })
  })
  broker.mount(async (url, { method, headers, body }) => {
    const { pathname, search } = new URL(url)
    const answer = await app.inject({
      method: method as 'GET' | 'POST', // openid-client uses no other.
      url: pathname + search,
      headers,
      ...(body ? { payload: String(body) } : {}),
    })
    return new Response(answer.rawPayload, {
      status: answer.statusCode,
      headers: plainHeaders(answer.headers),
    })
  })
}

function plainHeaders(headers: IncomingMessage['headers'] | Record<string, unknown>): [string, string][] {
  return Object.entries(headers).map(([name, value]) => [name, String(value)])
}
