// A reader slides through the lists by keyboard, sees what changed on a day and finds a substance. Not here: one substance's answer.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { settled, textOf } from '../support/people.ts'
import type { Stage } from '../support/stage.ts'

const counted = (page: Page) => page.locator('.gr-lists-count').first()
const countOf = async (page: Page) => Number(/(\d+) substances?/.exec(await textOf(counted(page)))?.[1])

export function listsWalk(stage: () => Stage): void {
  describe('the lists', () => {
    test('are slid through from change to change by keyboard, and ask the server nothing more', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/law/lists')
      const today = await countOf(page)
      const slider = page.getByRole('slider', { name: 'Day of the lists' })
      const asked: string[] = []
      page.on('request', (request) => {
        if (request.url().includes('/v1/law/')) asked.push(request.url())
      })
      await slider.focus()
      await page.keyboard.press('Home')
      await page.waitForURL(/on=2008-12-01/)
      const spoken = async () => (await slider.getAttribute('aria-valuetext'))?.replaceAll(/[\u00a0\u202f]/g, ' ')
      await expect.poll(spoken).toMatch(/^1 December 2008: list I \d+, list II \d+/)
      await expect.poll(() => countOf(page)).toBeLessThan(today)
      await page.keyboard.press('ArrowRight')
      await page.waitForURL(/on=2012-05-08/)
      await page.keyboard.press('End')
      await page.waitForURL((at) => !at.searchParams.has('on'))
      await expect.poll(() => countOf(page)).toBe(today)
      expect(asked).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('tell what changed on a day, by which decree, and lead to the substance', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/law/lists?on=2024-04-16')
      await page.getByRole('tab', { name: 'What changed' }).press('Enter')
      await page.getByRole('heading', { name: 'From list II to list I: 1' }).waitFor()
      await page.getByRole('link', { name: 'Stb. 2024, 90' }).first().waitFor()
      await page.getByRole('main').getByRole('link', { name: '3-MMC', exact: true }).click()
      await page.waitForURL(/\/substances\?q=3-MMC&on=2024-04-16/)
      await settled(page)
    })

    test('are searched without minding accents, and say what is a model and what was not read', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/law/lists?on=2026-01-01')
      await page.getByRole('searchbox', { name: 'Search' }).fill('cocai')
      await page.getByRole('row', { name: /cocaine/ }).waitFor()
      await expect.poll(() => page.getByRole('row').count()).toBe(2)
      await page.getByRole('tab', { name: /Groups and closing clauses/ }).click()
      await expect.poll(() => page.getByText('model, not yet law').count()).toBeGreaterThanOrEqual(3)
      await page.getByText('partly read').first().waitFor()
    })
  })
}
