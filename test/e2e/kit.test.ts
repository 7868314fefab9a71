// Every part in every state, as /kit shows it: nothing axe can fault, in light and dark, no wider than a phone, under the strict policy.
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Appearance, chromiumPath, openBrowser, openPage } from './support/browser.ts'
import { answerAsVisitor, openBuiltWeb } from './support/built-web.ts'
import { axeViolations, unseenStops, widerThanWindow } from './support/checks.ts'
import { atRest } from './support/quiet.ts'

const hasFocusNow = (element: Element) => element === document.activeElement

// Skipped by name where there is no Chromium: CHROMIUM_PATH, or one of the usual places.
describe.skipIf(chromiumPath === null)('the kit, in a browser', () => {
  let browser: Browser
  let web: Awaited<ReturnType<typeof openBuiltWeb>>

  beforeAll(async () => {
    web = await openBuiltWeb()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await web?.close()
  })

  async function onKit(appearance: Appearance, look: (page: Page) => Promise<void>): Promise<readonly string[]> {
    const { page, complaints, close } = await openPage(browser, appearance)
    await answerAsVisitor(page)
    await page.goto(`${web.url}/kit`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('heading', { name: 'Picture MoleculeSlot' }).waitFor()
    await atRest(page)
    await look(page)
    await close()
    return complaints
  }

  test.each<Appearance>([
    { width: 1280, theme: 'light', language: 'nl' },
    { width: 1280, theme: 'dark', language: 'en' },
    { width: 320, theme: 'light', language: 'en' },
    { width: 320, theme: 'dark', language: 'nl' },
  ])('at $width px, $theme, in $language: no violation, and no sideways scroll', async (appearance) => {
    const complaints = await onKit(appearance, async (page) => {
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
    })
    expect(complaints).toEqual([])
  })

  const opened = [
    ['the menu', (page: Page) => page.getByRole('button', { name: 'Batch', exact: true }).first().click(), 'menu'],
    [
      'a select',
      (page: Page) =>
        page
          .getByRole('button', { name: /Bedrocan Product/ })
          .first()
          .click(),
      'listbox',
    ],
    [
      'a calendar',
      (page: Page) =>
        page
          .getByRole('button', { name: /Open calendar/ })
          .nth(1)
          .click(),
      'dialog',
    ],
    ['a dialog', (page: Page) => page.getByRole('button', { name: 'Destroy this batch?' }).click(), 'dialog'],
    [
      'an article',
      (page: Page) =>
        page
          .getByRole('button', { name: /^Ow 8i/ })
          .first()
          .click(),
      'dialog',
    ],
    ['the search palette', (page: Page) => page.keyboard.press('Control+k'), 'dialog'],
    ['the account menu', (page: Page) => page.getByRole('button', { name: 'Language and appearance' }).click(), 'menu'],
  ] as const

  test.each(opened)('%s opens, is in order, and closes with Esc', async (_what, open, role) => {
    const complaints = await onKit({ width: 1280, theme: 'light', language: 'en' }, async (page) => {
      await open(page)
      const shown = page.getByRole(role).last()
      await shown.waitFor()
      expect(await axeViolations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await shown.waitFor({ state: 'hidden' })
    })
    expect(complaints).toEqual([])
  })

  test('the official text of an article opens in its window by keyboard, says that it is Dutch, and since when it reads so', async () => {
    const complaints = await onKit({ width: 320, theme: 'dark', language: 'en' }, async (page) => {
      await page
        .getByRole('button', { name: /^Ow 8i/ })
        .first()
        .press('Enter')
      const shown = page.getByRole('dialog').last()
      // A long text waits for whoever wants it.
      expect(await shown.getByText('een appel in een doos;').first().isVisible()).toBe(false)
      await shown.getByText('Official text (Dutch)').press('Enter')
      await shown.getByText('een appel in een doos;').first().waitFor()
      expect(await shown.locator('[lang="nl"]').count()).toBe(1)
      expect(await shown.getByText(/since 1\sJuly\s2025 \(Stb\. 2025, 32\)/).isVisible()).toBe(true)
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
    })
    expect(complaints).toEqual([])
  })

  test('on a telephone a wide table is a card for each row, and stays a table for the keyboard, a screen reader and paper', async () => {
    await onKit({ width: 320, theme: 'light', language: 'en' }, async (page) => {
      const table = page.getByRole('grid', { name: 'Batch 1' })
      const header = (name: string) => table.getByRole('columnheader', { name, exact: true })
      const topOf = (place: Locator) => place.evaluate((element) => Math.round(element.getBoundingClientRect().top))
      const row = table.getByRole('row').nth(1)
      const cells = row.getByRole('gridcell')
      expect(await table.evaluate((element) => element.scrollWidth <= (element.parentElement?.clientWidth ?? 0))).toBe(
        true,
      )
      expect(await topOf(cells.last())).toBeGreaterThan(await topOf(row.getByRole('rowheader')))
      // Every column has its header, and every cell says nothing it did not say: its column's name is drawn, not written.
      expect(await table.getByRole('columnheader').count()).toBe(4)
      expect(await cells.allInnerTexts()).toHaveLength(3)
      expect(await cells.last().innerText()).not.toContain('Mass')
      await row.focus()
      await page.keyboard.press('ArrowDown')
      expect(await table.getByRole('row').nth(2).evaluate(hasFocusNow)).toBe(true)
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      expect(await table.getByRole('row').nth(2).getByRole('gridcell').first().evaluate(hasFocusNow)).toBe(true)
      // A header that sorts is in sight; another shows itself when the arrow keys come by.
      const widthOf = (place: Locator) => place.evaluate((element) => element.getBoundingClientRect().width)
      expect(await widthOf(header('Status'))).toBeLessThan(2)
      await header('Batch').focus()
      expect(await widthOf(header('Batch'))).toBeGreaterThan(24)
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      expect(await header('Status').evaluate(hasFocusNow)).toBe(true)
      expect(await widthOf(header('Status'))).toBeGreaterThan(24)
      await page.emulateMedia({ media: 'print' })
      expect(await row.evaluate((element) => getComputedStyle(element).display)).toBe('table-row')
    })
  })

  test('on a telephone what speaks for itself stands in a line or two, and what the page of a row says is there for the keyboard', async () => {
    await onKit({ width: 320, theme: 'light', language: 'nl' }, async (page) => {
      const row = page.getByRole('grid', { name: /4$/ }).getByRole('row').nth(1)
      const boxOf = async (place: Locator) => (await place.boundingBox())!
      const name = await boxOf(row.getByRole('rowheader'))
      const [from, to, status, mass, stock] = await row.getByRole('gridcell').all()
      const state = await boxOf(status!)
      expect(state.y).toBeLessThan(name.y + name.height) // Beside the name.
      expect(state.x).toBeGreaterThan(name.x + name.width - 1)
      expect((await boxOf(from!)).y).toBeGreaterThanOrEqual(name.y + name.height)
      expect((await boxOf(to!)).x).toBeGreaterThan((await boxOf(from!)).x)
      expect((await boxOf(mass!)).x + (await boxOf(mass!)).width).toBeCloseTo(state.x + state.width, 0)
      expect((await boxOf(row)).height).toBeLessThan(90)
      expect((await boxOf(stock!)).width).toBeLessThan(2)
      await row.focus()
      for (const _ of ['name', 'from', 'to', 'status', 'mass', 'stock']) await page.keyboard.press('ArrowRight')
      expect(await stock!.evaluate(hasFocusNow)).toBe(true)
      expect((await boxOf(stock!)).width).toBeGreaterThan(100)
      expect(await axeViolations(page)).toEqual([])
    })
  })

  test('the first stop is the way past the navigation; a link puts the keyboard at the new screen', async () => {
    await onKit({ width: 1280, theme: 'light', language: 'en' }, async (page) => {
      const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className)
      await page.keyboard.press('Tab')
      expect(await focused()).toBe('gr-skip')
      await page.keyboard.press('Enter')
      expect(await focused()).toBe('content')
      await page.getByRole('link', { name: 'Check a proof' }).first().click()
      await page.getByRole('heading', { level: 1, name: 'Check a proof' }).waitFor()
      await page.waitForFunction(() => document.activeElement?.id === 'content')
    })
  })

  test('every stop of the Tab key shows where it is', async () => {
    await onKit({ width: 1280, theme: 'light', language: 'en' }, async (page) => {
      expect(await unseenStops(page)).toEqual([])
    })
  })
})
