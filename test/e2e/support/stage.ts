// What every walk stands on: one house and one browser for all of them, and a page of someone's own. Not here: what they do there.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type Appearance, openBrowser, openPage } from './browser.ts'
import { openDemoHouse } from './house.ts'
import { logIn, settled } from './people.ts'

export type Visit = {
  readonly page: Page
  /** Errors of the page and its console so far. An answer that refuses is one too, so only walks without refusals ask for none. */
  readonly complaints: readonly string[]
  /** Goes to an address of the house and waits until its screen is there. */
  go(path: string): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export type Stage = {
  readonly url: string
  /** A new visitor, or one of the demo's people already logged in; each with cookies of their own. */
  visit(who?: string | null, appearance?: Partial<Appearance>, options?: BrowserContextOptions): Promise<Visit>
  close(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  await using opened = new AsyncDisposableStack()
  const running = process.env['E2E_URL'] // A demo that already runs, for who writes a walk: it saves the start.
  const house = running ? { url: running, close: async () => {} } : await openDemoHouse()
  opened.defer(() => house.close())
  const browser: Browser = await openBrowser()
  opened.defer(() => browser.close())
  const toClose = opened.move()
  return {
    url: house.url,
    visit: (who = null, appearance = {}, options = {}) =>
      openVisit({ browser, url: house.url, who }, appearance, options),
    close: () => toClose.disposeAsync(),
  }
}

type Asked = { readonly browser: Browser; readonly url: string; readonly who: string | null }

async function openVisit(
  { browser, url, who }: Asked,
  appearance: Partial<Appearance>,
  options: BrowserContextOptions,
) {
  const { page, complaints, close } = await openPage(
    browser,
    { width: 1440, theme: 'light', language: 'en', ...appearance },
    options,
  )
  if (who !== null) await logIn(page, url, who)
  return {
    page,
    complaints,
    async go(path: string) {
      await page.goto(url + path)
      await settled(page)
    },
    [Symbol.asyncDispose]: close,
  }
}

/** A question to the API as the page's own user, beside the screen: for what a screen does not show. */
export async function ask<Answer>(
  page: Page,
  path: string,
): Promise<{ readonly status: number; readonly body: Answer }> {
  const response = await page.request.get(new URL(path, page.url()).toString())
  return { status: response.status(), body: (await response.json()) as Answer }
}
