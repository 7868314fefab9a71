// Serves the built screens: files under their hash for ever, the page itself afresh each time. Not here: building them (cli/build.ts).
import { existsSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { refuseNow } from '#kernel'
import { accepts } from '../http/negotiate.ts'
import { apiProblems } from '../http/problems.ts'
import type { Reply, Request } from '../http/request-context.ts'
import { type FirstAnswer, mayBeDrawn } from './first-answer.ts'
import { unfilledPage } from './page-drawer.ts'
import { type Ahead, readAhead } from './screens-ahead.ts'

const aYear = 31_536_000

/** Addresses of the server itself: a wrong one is an error of a program, and gets no page. */
const ownRoots =
  /^\/(v1|log|auth|oauth|broker|assets|healthz|readyz|metrics|openapi\.json|problems|\.well-known)(\/|\?|$)/

export async function serveWeb(app: FastifyInstance, webFolder: string | null): Promise<void> {
  if (webFolder === null || !existsSync(join(webFolder, 'index.html'))) return
  await app.register(staticFiles, {
    root: webFolder,
    wildcard: false, // The files there are at start, each its own route; everything else goes to `answerPage`.
    preCompressed: true,
    index: false,
    globIgnore: [unfilledPage],
    cacheControl: false,
    setHeaders(reply, path) {
      const isHashed = path.includes(`${sep}assets${sep}`)
      reply.header('cache-control', isHashed ? `public, max-age=${aYear}, immutable` : 'no-cache')
    },
  })
}

/** The page as it was when the server began, with the files it names: screens that are built meanwhile are the next start's. */
export type WebPage = { readonly html: Buffer; readonly ahead: Ahead }

/** Null where nothing was built. */
export function readPage(webFolder: string | null): WebPage | null {
  const file = webFolder === null ? null : join(webFolder, 'index.html')
  return file !== null && existsSync(file) ? { html: readFileSync(file), ahead: readAhead(webFolder) } : null
}

const policy = 'content-security-policy'
/** What a page with an answer depends on besides its address. */
const varies = 'Accept, Accept-Encoding, Accept-Language, Cookie'

/** For every address no route has: a screen when a person asks for one, else false. A question in the address is answered with the page. */
export async function answerPage(
  request: Request,
  reply: Reply,
  page: WebPage | null,
  firstAnswer: FirstAnswer | null,
): Promise<boolean> {
  const isPage = (request.method === 'GET' || request.method === 'HEAD') && !ownRoots.test(request.url)
  if (!isPage || !accepts(request.headers.accept, ['text/html'])) return false
  if (page === null) refuseNow(apiProblems['web-not-built'], {})
  reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8')
  if (firstAnswer !== null && mayBeDrawn(request)) {
    reply.header('cache-control', 'private, no-cache').header('vary', varies)
    const drawn = await firstAnswer(request)
    if (drawn !== null) {
      if (drawn.encoding !== null) reply.header('content-encoding', drawn.encoding)
      reply.header(policy, String(reply.getHeader(policy)).replace("style-src 'self'", `$& ${drawn.styleSource}`))
      reply.header('content-language', drawn.locale).send(Buffer.from(drawn.bytes))
      return true
    }
  }
  const link = page.ahead(request.url.split('?')[0] ?? '')
  if (link !== null) reply.header('link', link)
  reply.send(page.html)
  return true
}
