// Someone who opens a link with a question in it: the answer stands in the page before any script, without one too, and is taken over
// without a trace. Not here: what the page holds (test/contract/drawn-page.test.ts), and how long it takes (bench/first-answer.ts).
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { settled, textOf } from '../support/people.ts'
import { standsStill } from '../support/quiet.ts'
import type { Stage } from '../support/stage.ts'

const busyMostMs = 60_000
const address = (q: string) => `/substances?${new URLSearchParams({ q })}`
const verdictOf = (page: Page) => textOf(page.locator('.gr-law-verdict'))

export function firstAnswerWalk(stage: () => Stage): void {
  /** A busy server may answer with the plain page: a link is then opened again, as a person would. */
  async function openDrawn(page: Page, q: string): Promise<void> {
    const end = Date.now() + busyMostMs
    while (Date.now() < end) {
      await page.goto(stage().url + address(q), { waitUntil: 'commit' })
      await page.locator('#drawn, #app:empty').first().waitFor({ state: 'attached' }) // Scripts may be held back.
      if ((await page.locator('#drawn').count()) > 0) return
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    throw new Error('the server drew no answer in a minute')
  }

  describe('someone who opens a link with a question', () => {
    test('reads the answer without any script, and asks the next question by the form', async () => {
      await using visit = await stage().visit(null, { language: 'nl', width: 320 }, { javaScriptEnabled: false })
      const { page } = visit
      await openDrawn(page, 'MDMA')
      expect(await verdictOf(page)).toMatch(/^I\s+MDMA\s+Ja\. .*lijst I/)
      await page.getByLabel('Naam, CAS-nummer of SMILES').fill('aspartaam')
      await page.getByRole('button', { name: 'Controleren' }).click()
      await page.getByRole('heading', { level: 2, name: 'aspartaam' }).waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('keeps reading: the same elements stay when the script arrives, nothing moves, nothing complains', async () => {
      await using visit = await stage().visit(null, { language: 'en' })
      const { page } = visit
      // Whatever the application needs is held back, so that what the server drew can be looked at.
      const { promise: arrive, resolve: letArrive } = Promise.withResolvers<void>()
      await page.route(/\/assets\/(?!after-paint).*\.js$/, async (route) => {
        await arrive
        await route.continue()
      })
      await openDrawn(page, 'CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1')
      const drawn = await verdictOf(page)
      expect(drawn).toContain('Yes, by our model.')
      expect(await axeViolations(page, standsStill)).toEqual([])
      expect(await widerThanWindow(page, standsStill)).toEqual([])
      // Someone reads and has the focus on an article; both must outlive what comes.
      const article = page.locator('.gr-law-verdict .gr-article').first()
      await article.focus()
      const place = await article.boundingBox()
      await page.evaluate(() => document.querySelector('.gr-law-verdict')?.setAttribute('data-read', 'yes'))
      letArrive()
      await page.getByRole('combobox', { name: 'Name, CAS number or SMILES' }).waitFor()
      await settled(page)
      expect(await verdictOf(page)).toBe(drawn)
      expect(await page.locator('.gr-law-verdict[data-read=yes]').count()).toBe(1)
      expect(await article.evaluate((element) => element === document.activeElement)).toBe(true)
      expect((await article.boundingBox())?.y).toBe(place?.y)
      expect(await axeViolations(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('goes on with what was typed before the script arrived', async () => {
      await using visit = await stage().visit(null, { language: 'en' })
      const { page } = visit
      const { promise: arrive, resolve: letArrive } = Promise.withResolvers<void>()
      await page.route(/\/assets\/(?!after-paint).*\.js$/, async (route) => {
        await arrive
        await route.continue()
      })
      await openDrawn(page, 'MDMA')
      await page.getByLabel('Name, CAS number or SMILES').fill('aspartame')
      letArrive()
      const field = page.getByRole('combobox', { name: 'Name, CAS number or SMILES' })
      await field.waitFor()
      await expect.poll(() => field.inputValue()).toBe('aspartame')
      expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
      expect(visit.complaints).toEqual([])
    })
  })
}
