// The first and the last thing done for every request: its language, its trace, its headers, its problem. Not here: who it is.
import { createHash } from 'node:crypto'
import { Refused, refuseNow } from '#kernel'
import { printTraceparent, traceFrom } from '#platform'
import type { House } from '../house.ts'
import { openFirstAnswer } from '../pages/first-answer.ts'
import { answerPage, readPage } from '../pages/static-web.ts'
import { localeFrom } from './negotiate.ts'
import { answerTo, sendProblem } from './problem.ts'
import { apiProblems } from './problems.ts'
import type { App, Reply, Request } from './request-context.ts'
import { toRefused } from './strict-input.ts'
import { apiVersion } from './version.ts'

/** Reads what every request tells of itself, before anything can refuse it. */
export function addContext(app: App, house: House): void {
  let isStopping = false
  app.addHook('preClose', async () => {
    isStopping = true
  })
  app.decorateRequest('locale', 'en')
  app.decorateRequest('trace')
  app.decorateRequest('actor')
  app.addHook('onRequest', async (request, reply) => {
    request.locale = localeFrom(request.headers['accept-language'])
    request.trace = traceFrom(request.headers['traceparent'])
    request.actor = house.identity.anonymous(request.trace)
    reply.header('traceparent', printTraceparent(request.trace))
    if (request.url.startsWith('/v1/')) {
      reply.header('api-version', apiVersion)
      reply.header('vary', 'Accept-Language, Authorization, Cookie')
    }
    if (isStopping) refuseNow(apiProblems.stopping, {})
  })
}

/** Every error of every route ends here: a refusal is told, a bug is written down under the id the person sees. */
export function answerProblems(app: App, { metrics }: House): void {
  app.setErrorHandler((error, request, reply) => {
    const told = toRefused(error)
    if (told instanceof Refused) metrics.countRefusal(told.refusal.problem.code)
    else request.log.error({ err: error, ...lineOf(request) }, 'a bug')
    return sendProblem(
      reply,
      answerTo(told, { locale: request.locale, traceId: request.trace.traceId }),
      request.locale,
    )
  })
}

/** An address without a route: a screen of the web, a method the address does not have, or nothing at all. */
export function answerTheRest(app: App, house: House, addresses: readonly Address[]): void {
  const page = readPage(house.webFolder)
  const firstAnswer = openFirstAnswer(app, house)
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const allowed = [
      ...new Set(addresses.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)),
    ].sort()
    if (allowed.length > 0) refuseNow(apiProblems['method-not-offered'], { allowed: allowed.join(', ') })
    if (await answerPage(request, reply, page, firstAnswer)) return reply
    refuseNow(apiProblems['no-such-route'], {})
  })
}

/** One address and one method it has, to tell "no such address" from "not by this method". */
export type Address = { readonly method: string; readonly pattern: RegExp }

/** Keeps the list of addresses while routes are added; call it before the first route. */
export function keepAddresses(app: App): readonly Address[] {
  const addresses: Address[] = []
  app.addHook('onRoute', ({ method, url }) => {
    const escaped = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    const pattern = new RegExp(`^${escaped.replace(/:[^/]+/g, '[^/]+').replace(/\*/g, '.*')}$`)
    for (const each of [method].flat()) addresses.push({ method: each, pattern })
  })
  return addresses
}

/** One line for each request: its route and never its address, for that may hold what someone typed. */
export function logRequests(app: App, { metrics }: House): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request
    const status = reply.statusCode
    metrics.countRequest({ method, route: request.routeOptions.url ?? null, status, seconds: reply.elapsedTime / 1000 })
    request.log.debug({ ...lineOf(request), status, durationMs: Math.round(reply.elapsedTime) }, 'answered')
  })
}

function lineOf({ method, routeOptions, trace }: Request) {
  return { method, route: routeOptions.url, traceId: trace.traceId }
}

/** An answer someone has already is not sent again: cheap, for it is hashed only after it was made. */
export function answerUnchanged(app: App): void {
  app.addHook('onSend', async (request: Request, reply: Reply, payload) => {
    const isAnswer = request.method === 'GET' && request.url.startsWith('/v1/') && reply.statusCode === 200
    if (!isAnswer || typeof payload !== 'string') return payload
    const tag = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`
    reply.header('etag', tag)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache')
    if (request.headers['if-none-match'] !== tag) return payload
    reply.code(304).removeHeader('content-type').removeHeader('content-length')
    return null
  })
}
