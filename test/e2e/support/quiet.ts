// When a page has come to rest: nothing asked that was not answered, nothing left to compute, nothing that says it waits, nothing that fades or
// moves. An address alone tells nothing: it changes before the screen does. Not here: what the screen must then show.
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

const restWithinMs = 120_000
const looksMs = 50
const answerMs = 5_000
/** One quiet look may fall between an answer and what is made of it. */
const looksNeeded = 3

/** What says that it waits, or is dimmed while it does; where the kit shows how waiting looks, nothing is waited for. */
const waiting = ':is(.gr-waiting, .gr-table-waiting, [aria-busy=true]):not(.gr-shelf *)'

export const atRest = (page: Page): Promise<void> => rest(page, underWay.get(page) ?? new Set(), waiting)

/** Of a page whose scripts or questions a walk holds back: it waits, and what it shows meanwhile stands still. */
export const standsStill = (page: Page): Promise<void> => rest(page, new Set(), ':not(*)')

async function rest(page: Page, asked: ReadonlySet<Request>, waiting: string): Promise<void> {
  const end = Date.now() + restWithinMs
  for (let quiet = 0; quiet < looksNeeded; ) {
    if (Date.now() > end) throw new Error(`the page does not come to rest: ${await restless(page, asked, waiting)}`)
    const isIdle = asked.size === 0 && (await isDoneSoon(page, waiting))
    quiet = isIdle && asked.size === 0 ? quiet + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, looksMs))
  }
}

/** Answers when the browser has nothing better to do: what there still says that it waits, fades, moves or is about to. A page that draws nothing may never say that it is idle. */
function stillGoingOn(waiting: string): Promise<readonly string[]> {
  return new Promise((resolve) => {
    requestIdleCallback(
      () => {
        const waits = [...document.querySelectorAll(waiting)].map((one) => one.outerHTML.slice(0, 80))
        // What goes on for ever is no way to somewhere.
        const moves = document
          .getAnimations()
          .filter(
            ({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
          )
          .map((one) => `moves: ${'transitionProperty' in one ? one.transitionProperty : one.id}`)
        const isReading = [...document.fonts].some(({ status }) => status === 'loading') // Of them all it is said only once every script is there.
        resolve([...waits, ...moves, ...(isReading ? ['letters'] : [])])
      },
      { timeout: 1_000 },
    )
  })
}

/** A page that is leaving answers nothing, not even that it left. */
const isDoneSoon = (page: Page, waiting: string): Promise<boolean> =>
  Promise.race([
    page.evaluate(stillGoingOn, waiting).then(
      ({ length }) => length === 0,
      () => false, // Between two pages there is nothing to ask.
    ),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), answerMs)),
  ])

async function restless(page: Page, asked: ReadonlySet<Request>, waiting: string): Promise<string> {
  const goesOn = await page.evaluate(stillGoingOn, waiting).catch(() => [])
  return [...[...asked].map((request) => new URL(request.url()).pathname), ...goesOn].join(', ')
}
