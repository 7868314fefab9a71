// A real browser for tests: the system's Chromium, never a downloaded one. Not here: any test, and any server.
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { chromiumPath } from '#platform/testing'
import { watch } from './quiet.ts'
import { slowDown } from './slow.ts'

export { chromiumPath } from '#platform/testing'

/** Quiet and offline: a test's browser asks nobody for updates. As root Chromium needs `--no-sandbox`. */
const quietly = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** `more` are flags of Chromium's: a camera that plays a file, for one. */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  if (chromiumPath === null) throw new Error('no Chromium here: set CHROMIUM_PATH')
  return chromium.launch({ executablePath: chromiumPath, args: [...quietly, ...more] })
}

export type Appearance = { readonly width: number; readonly theme: 'light' | 'dark'; readonly language: 'nl' | 'en' }

/** Of a page or an element that must come: a machine may be slow, and who finds it waits no longer. */
const comesWithinMs = 120_000

/** A new page of one width, theme and language, with everything it complained about. */
export async function openPage(
  browser: Browser,
  { width, theme, language }: Appearance,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly complaints: readonly string[]; close(): Promise<void> }> {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 700 : 900 },
    colorScheme: theme,
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(comesWithinMs)
  watch(context)
  const page = await context.newPage()
  await slowDown(context, page)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints, close: () => context.close() }
}
