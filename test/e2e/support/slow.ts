// A slow machine on a slow line, for who wants to see that a walk holds there: E2E_SLOW=<seed>. Not here: what a walk waits for.
import type { BrowserContext, Page } from 'playwright-core'

const seed = process.env['E2E_SLOW'] ?? ''

export const isSlow = seed !== ''

const timesSlower = 6
const [shortestMs, longestMs] = [300, 1500] as const

/** The browser counts six times as slowly, and each question to the API waits before it goes: how long follows from the seed, the address and how often it was asked. */
export async function slowDown(context: BrowserContext, page: Page): Promise<void> {
  if (!isSlow) return
  context.on('page', (tab) => void throttle(context, tab).catch(ignore))
  await throttle(context, page)
  const asked = new Map<string, number>()
  await context.route(/\/v1\//, async (route) => {
    const { pathname, search } = new URL(route.request().url())
    const what = `${route.request().method()} ${pathname}${search}`
    const times = (asked.get(what) ?? 0) + 1
    asked.set(what, times)
    await new Promise((resolve) => setTimeout(resolve, waitOf(`${seed} ${times} ${what}`)))
    await route.fallback().catch(ignore)
  })
}

/** Whoever left the page waits for no answer. */
const ignore = () => {}

async function throttle(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: timesSlower })
}

/** FNV-1a: the same text always waits equally long. */
function waitOf(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return shortestMs + (hash % (longestMs - shortestMs))
}
