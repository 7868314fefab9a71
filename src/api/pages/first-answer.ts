// Whether a page comes with its answer drawn: a question about a substance stands in its address, the API answers it as it answers anyone, and
// all that in time. Not here: drawing it (page-drawer.ts), and the plain page (static-web.ts).

import type { House } from '../house.ts'
import { accepts, languagesFrom } from '../http/negotiate.ts'
import type { App, Request } from '../http/request-context.ts'
import { readCookie } from '../identity/cookies.ts'
import { styleSourceOf } from './drawn-page.ts'
import { type DrawnPage, openPageDrawer, readDrawer } from './page-drawer.ts'

export type FirstPage = DrawnPage & { readonly encoding: 'br' | 'gzip' | null; readonly styleSource: string }
/** Null where the plain page is the right one, or the quicker. */
export type FirstAnswer = (request: Request) => Promise<FirstPage | null>

/** Longer than law and drawing take on a busy machine, and shorter than what the plain page takes to come as far by itself. */
const answerMsMax = 600
/** A large answer is quicker drawn by the browser, and costs the thread of others. */
const answerCharsMax = 250_000

/** The one screen whose question stands in its address, and what else may stand around it. */
const askedAt = /^\/substances\/?\?/

export const mayBeDrawn = ({ method, url }: Pick<Request, 'method' | 'url'>): boolean =>
  method === 'GET' && askedAt.test(url)

/** Null where the build left nothing to draw with. */
export function openFirstAnswer(app: App, house: House): FirstAnswer | null {
  const data = readDrawer(house.webFolder)
  if (data === null) return null
  let isClosing = false
  const tell = (error: unknown) => {
    // Who is drawn a page while the house closes gets the plain one, and that is no fault.
    if (!isClosing) house.logger.error({ err: error }, 'a page was not drawn')
    return null // The plain page does without.
  }
  const drawer = openPageDrawer(data, tell)
  const styleSource = styleSourceOf(data.page)
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onClose', async () => drawer[Symbol.asyncDispose]())

  const drawn: FirstAnswer = async (request) => {
    const question = isClosing ? null : questionIn(request)
    if (question === null) return null
    const answer = await answerOf(request, question)
    if (answer === null || answer.length > answerCharsMax) return null
    const encoding = encodingFor(request)
    const { cookie, 'accept-language': languages } = request.headers
    const page = await drawer.draw({
      address: request.url,
      languages: languagesFrom(languages),
      cookies: `grein-language=${readCookie(cookie, 'grein-language')}`,
      theme: themeIn(cookie),
      answer,
      answeredAt: house.clock.now().epochMilliseconds,
      encoding,
    })
    return page && { ...page, encoding, styleSource }
  }
  const draw: FirstAnswer = (request) => drawn(request).catch(tell)
  warmUp(app, draw)
  return (request) => within(house.config.firstAnswerMsMax ?? answerMsMax, draw(request))
}

type Question = { readonly q: string; readonly on?: string }

/** As the screen reads it from the address (web/law/ask-server.ts); who has all checked on their own device is not answered here. */
function questionIn({ url, headers }: Request): Question | null {
  const { q = '', on } = Object.fromEntries(new URLSearchParams(url.slice(url.indexOf('?'))))
  if (q.trim() === '' || readCookie(headers.cookie, 'grein-check-here') === 'yes') return null
  return { q: q.trim(), ...(on ? { on } : {}) }
}

/** By the API's own door and in nobody's name: the same answer, the same bounds, counted with the asker's other requests. Null: refused. */
async function answerOf({ server, ip }: Request, question: Question): Promise<string | null> {
  const url = `/v1/substances/check?${new URLSearchParams(question)}`
  const { statusCode, body } = await server.inject({ method: 'GET', url, remoteAddress: ip })
  return statusCode === 200 ? body : null
}

function encodingFor({ headers }: Request): 'br' | 'gzip' | null {
  const accepted = headers['accept-encoding']
  if (accepted === undefined) return null
  return (['br', 'gzip'] as const).find((encoding) => accepts(String(accepted), [encoding])) ?? null
}

function themeIn(cookie: string | undefined): 'light' | 'dark' | null {
  const kept = readCookie(cookie, 'grein-theme')
  return kept === 'light' || kept === 'dark' ? kept : null
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value | null> {
  const { promise, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(resolve, ms, null)
  return await Promise.race([work, promise]).finally(() => clearTimeout(timer))
}

/** A structure in a group: the longest way an answer goes. */
const warmQuestion = '/substances?q=CC(NC(C)(C)C)C(%3DO)c1cccc(Cl)c1'
const warmTimes = 3

/** Once it listens: the thread and its program are there before the first visitor is. */
function warmUp(app: App, draw: FirstAnswer): void {
  app.addHook('onListen', () => {
    const request = { server: app, url: warmQuestion, ip: '127.0.0.1', headers: {} } as unknown as Request // All that is read of it.
    void (async () => {
      for (let time = 0; time < warmTimes; time++) await draw(request)
    })()
  })
}
