// When a page has come to rest: nothing asked that was not answered, nothing left to compute, nothing that says it waits. An address alone
// tells nothing: it changes before the screen does. Not here: what the screen must then show.
import type { BrowserContext, Page, Request } from 'playwright-core'

const underWay = new WeakMap<Page, Set<Request>>()

/**
 * From here on it is known what each page of this context waits for. Of each page by itself: what a tab had asked when it was closed is
 * neither finished nor failed, ever, and no other tab waits for it.
 */
export function watch(context: BrowserContext): void {
  context.on('page', (page) => {
    const asked = new Set<Request>()
    underWay.set(page, asked)
    page.on('request', (request) => asked.add(request))
    page.on('requestfinished', (request) => asked.delete(request))
    page.on('requestfailed', (request) => asked.delete(request))
  })
}

const restWithinMs = 60_000
const looksMs = 50
const answerMs = 5_000
/** One quiet look may fall between an answer and what is made of it. */
const looksNeeded = 3

export async function atRest(page: Page): Promise<void> {
  const asked = underWay.get(page) ?? new Set()
  const end = Date.now() + restWithinMs
  for (let quiet = 0; quiet < looksNeeded; ) {
    if (Date.now() > end) throw new Error(`the page does not come to rest: ${await restless(page, asked)}`)
    const isIdle = asked.size === 0 && (await isDoneSoon(page))
    quiet = isIdle && asked.size === 0 ? quiet + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, looksMs))
  }
}

/** Answers when the browser has nothing better to do: whether anything there still says that it waits. A page that draws nothing may never say that it is idle. */
function isDone(): Promise<boolean> {
  return new Promise((resolve) => {
    requestIdleCallback(
      () => resolve(document.querySelector('.gr-waiting, .gr-table-waiting, [aria-busy=true]') === null),
      { timeout: 1_000 },
    )
  })
}

/** A page that is leaving answers nothing, not even that it left. */
const isDoneSoon = (page: Page): Promise<boolean> =>
  Promise.race([
    page.evaluate(isDone).catch(() => false), // Between two pages there is nothing to ask.
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), answerMs)),
  ])

async function restless(page: Page, asked: ReadonlySet<Request>): Promise<string> {
  const waiting = await page
    .locator('.gr-waiting, .gr-table-waiting, [aria-busy=true]')
    .evaluateAll((found) => found.map((one) => one.outerHTML.slice(0, 80)))
    .catch(() => [])
  return [...[...asked].map((request) => new URL(request.url()).pathname), ...waiting].join(', ')
}
