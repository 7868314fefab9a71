// Somebody asks what if the law were different: two days, a worked example, a draft of one's own, and whom it touches. Not here: the law's tests.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, unseenStops, widerThanWindow } from '../support/checks.ts'
import { people, settled, textOf } from '../support/people.ts'
import type { Stage } from '../support/stage.ts'

const mdma = '/law/compare?example=mdma-naar-lijst-ii'

export function compareWalk(stage: () => Stage): void {
  describe('what if the law were different', () => {
    test('a visitor sees by keyboard what MDMA on list II would change, marked on every panel and on paper', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/law/compare')
      const example = page.getByRole('link', { name: 'MDMA from list I to list II' })
      await example.focus()
      await page.keyboard.press('Enter')
      await page.getByText('MDMA goes from list I to list II').waitFor()
      await settled(page)
      const panels = page.locator('.gr-compare-result > section')
      expect(await panels.count()).toBeGreaterThan(4)
      for (const panel of await panels.all()) expect(await textOf(panel)).toContain('Hypothetical')
      const row = page
        .getByRole('row', { name: /bringing in or out of the territory \(A\), with intent (?!.*large)/ })
        .first()
      expect(await textOf(row)).toMatch(/12 years of prison.*10\(5\)[\s\S]*4 years of prison.*11\(4\)/)
      await page.emulateMedia({ media: 'print' })
      for (const panel of await panels.all())
        expect(await panel.getByText('Hypothetical').first().isVisible()).toBe(true)
      expect(visit.complaints).toEqual([])
    })

    test('two days stand in the address, and neither is called hypothetical', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/law/compare')
      await typeDay(page, 'The law of', '30062025')
      await typeDay(page, 'beside that of', '01072025')
      await page.getByRole('button', { name: 'Compare', exact: true }).press('Enter')
      await page.waitForURL(/from=2025-06-30&to=2025-07-01/)
      await page.getByRole('rowheader', { name: 'aspartame' }).waitFor()
      expect(await page.getByText('Hypothetical', { exact: true }).count()).toBe(0)
      expect(visit.complaints).toEqual([])
    })

    test('a draft is made, compared, changed, kept in the address, and never leaks into a real answer', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/law/compare?mode=draft')
      await page.getByRole('textbox', { name: 'What is it called?' }).fill('Trial')
      await addSubstance(page, 'fentanyl', 'list II')
      await page.getByRole('button', { name: 'Compare with today' }).press('Enter')
      await page.waitForURL(/draft=/)
      await page.getByText(/^Fentanyl goes from list I to list II/).waitFor()
      const shared = page.url()
      await visit.go('/substances?q=fentanyl')
      await page.getByText(/this substance is on list I\./).waitFor()
      await page.goto(shared)
      await page.getByText(/^Fentanyl goes from list I to list II/).waitFor()
      await page.getByText('Change this draft').press('Enter')
      await expect.poll(() => page.getByRole('textbox', { name: 'What is it called?' }).inputValue()).toBe('Trial')
      await page.getByRole('button', { name: /^Remove: fentanyl/ }).press('Enter')
      await page.getByText('Nothing yet. Add a change below.').waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('an inspector sees whom it touches, each number with its list; a visitor is told to log in', async () => {
      await using visit = await stage().visit(people.inspector)
      const { page } = visit
      await visit.go('/law/compare?mode=draft')
      await addSubstance(page, 'hennep', 'list I')
      await page.getByRole('button', { name: 'Compare with today' }).press('Enter')
      await page.locator('summary', { hasText: /^Exemptions: \d+/ }).press('Enter')
      const uncovered = page.getByRole('listitem').filter({ hasText: 'no longer covers' }).getByRole('link').first()
      await uncovered.waitFor()
      await expect.poll(() => uncovered.getAttribute('href')).toMatch(/^\/exemptions\//)
      expect(await page.getByText('This system does not keep these yet.').count()).toBe(2)
      expect(visit.complaints).toEqual([])

      await using stranger = await stage().visit()
      await stranger.go(mdma)
      await stranger.page.getByRole('link', { name: 'Log in' }).last().waitFor()
      expect(await stranger.page.getByText(/^Exemptions:/).count()).toBe(0)
    })

    test.each([
      { width: 1440, theme: 'light', language: 'nl' },
      { width: 768, theme: 'dark', language: 'en' },
      { width: 320, theme: 'light', language: 'en' },
    ] as const)('in order at $width px, $theme, in $language', async (appearance) => {
      await using visit = await stage().visit(people.inspector, appearance)
      const { page } = visit
      for (const path of ['/law/compare?mode=draft', mdma, '/law/compare?from=2015-10-02&to=2026-01-01']) {
        await visit.go(path)
        expect([path, await axeViolations(page)]).toEqual([path, []])
        expect([path, await widerThanWindow(page)]).toEqual([path, []])
      }
      await visit.go(mdma)
      expect(await unseenStops(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })
  })
}

async function typeDay(page: Page, label: string, digits: string): Promise<void> {
  const day = page.getByRole('group', { name: label }).getByRole('spinbutton', { name: /^day/ })
  await day.focus()
  await page.keyboard.type(digits)
}

async function addSubstance(page: Page, name: string, list: string): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Substance' })
  await box.fill(name)
  await page
    .getByRole('option', { name: new RegExp(`^${name}`, 'i') })
    .first()
    .click()
  await page.getByRole('button', { name: /Goes to/ }).click()
  await page.getByRole('option', { name: list, exact: true }).click()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: /^Remove:/ }).waitFor()
}
