// The house without a mouse: skip link, search palette, dialogs that keep and give back the focus. Not here: that focus shows (screens.ts).
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasFocus, people, settled, takeOption } from '../support/people.ts'
import type { Stage } from '../support/stage.ts'

export function keyboardWalk(stage: () => Stage): void {
  describe('by keyboard alone', () => {
    test('the first Tab offers to skip to the content', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/substances')
      await page.keyboard.press('Tab')
      expect(await focusedText(page)).toBe('Skip to content')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      expect(await isFocusWithin(page, 'main')).toBe(true)
    })

    test('Ctrl-K finds a batch by its name and opens it; Esc closes and gives the focus back', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go('/batches')
      const name = await page.getByRole('rowheader').first().getByRole('link').innerText()
      const search = page.getByRole('searchbox', { name: 'Search by name' })
      await search.focus()
      await page.keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: 'Search' })
      await typingIn(page, '[role=dialog] input')
      await page.keyboard.press('Escape')
      await palette.waitFor({ state: 'hidden' })
      await hasFocus(search)

      await page.keyboard.press('Control+k')
      await typingIn(page, '[role=dialog] input')
      await page.keyboard.type(name)
      await takeOption(palette.getByRole('option', { name }).first())
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await expect.poll(() => isFocusWithin(page, 'main')).toBe(true)
      expect(visit.complaints).toEqual([])
    })

    test('a dialog keeps the focus inside, and gives it back to the button that opened it', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go('/batches?status=quarantine')
      const opener = page.getByRole('button', { name: 'Save this view' })
      await opener.focus()
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog', { name: 'Save this view' })
      await dialog.waitFor()
      for (let stop = 0; stop < 8; stop += 1) {
        await page.keyboard.press('Tab')
        expect(await isFocusWithin(page, '[role=dialog]'), `after ${stop + 1} times Tab`).toBe(true)
      }
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      await settled(page)
      await hasFocus(opener)
    })
  })
}

const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

/** The cursor stands there: what is typed goes there. */
const typingIn = (page: Page, selector: string) => page.locator(`${selector}:focus`).waitFor()

const isFocusWithin = (page: Page, selector: string) =>
  page.evaluate((asked) => document.activeElement?.closest(asked) !== null, selector)
