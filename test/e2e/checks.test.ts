// What the checks of every screen look at: a page at rest, whatever it was doing when they were asked. Not here: any screen of the house.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openBrowser, openPage } from './support/browser.ts'
import { axeViolations, widerThanWindow } from './support/checks.ts'

/** As a panel of ours: what stood there before is dimmed while the next answer is under way. */
const panel = (colour: string) => `<!doctype html>
  <html lang="en"><head><title>A panel</title><style>
    p { color: ${colour}; background: #fff }
    section[aria-busy="true"] { opacity: 0.4 }
    @keyframes appear { from { opacity: 0.1 } }
    .appears { animation: appear 400ms both }
  </style></head><body><main><h1>A panel</h1><section aria-label="Answer"><p>An answer.</p></section></main></body></html>`
const muted = '#4d5b69'

// Skipped by name where there is no Chromium: CHROMIUM_PATH, or one of the usual places.
describe.skipIf(chromiumPath === null)('what is looked at', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  async function on(colour: string, look: (page: Page) => Promise<void>): Promise<void> {
    const { page, close } = await openPage(browser, { width: 1280, theme: 'light', language: 'en' })
    await page.setContent(panel(colour))
    await look(page)
    await close()
  }
  const dimmed = (page: Page) =>
    page.evaluate(() => {
      const section = document.querySelector('section')
      section?.setAttribute('aria-busy', 'true')
      setTimeout(() => section?.setAttribute('aria-busy', 'false'), 700)
    })

  test('a colour that cannot be read is found', () =>
    on('#b8bdc3', async (page) => {
      expect(await axeViolations(page)).toEqual([expect.stringContaining('color-contrast: p')])
    }))

  test('what is dimmed while it waits has its colours when the answer is there', () =>
    on(muted, async (page) => {
      await dimmed(page)
      expect(await axeViolations(page)).toEqual([])
    }))

  test('what appears slowly has its colours when it is there', () =>
    on(muted, async (page) => {
      await page.evaluate(() => document.querySelector('section')?.classList.add('appears'))
      expect(await axeViolations(page)).toEqual([])
    }))

  test('what is dimmed while it is looked at is looked at again', () =>
    on(muted, async (page) => {
      expect(await axeViolations(page)).toEqual([])
      await page.evaluate(() => {
        const { axe } = globalThis as unknown as { axe: { run(...args: unknown[]): Promise<unknown> } }
        const section = document.querySelector('section')
        const run = axe.run.bind(axe)
        let isFirst = true
        axe.run = async (...args) => {
          section?.setAttribute('aria-busy', String(isFirst))
          isFirst = false
          return run(...args).finally(() => section?.setAttribute('aria-busy', 'false'))
        }
      })
      expect(await axeViolations(page)).toEqual([])
    }))

  test('what is wider than the window is so when everything is there', () =>
    on(muted, async (page) => {
      const width = (px: number) =>
        page.evaluate((to) => document.querySelector('section')?.style.setProperty('width', `${to}px`), px)
      await width(3_000)
      expect(await widerThanWindow(page)).not.toEqual([])
      await dimmed(page)
      await page.evaluate(() => setTimeout(() => document.querySelector('section')?.removeAttribute('style'), 300))
      expect(await widerThanWindow(page)).toEqual([])
    }))
})
