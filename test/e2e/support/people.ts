// Logging in as the people of the demo, as a person would: the real broker, a real cookie. Not here: what they do then.
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { atRest } from './quiet.ts'

export const people = {
  chainManager: 'ketenbeheerder',
  decisionMaker: 'beslisser',
  inspector: 'inspecteur',
  grower: 'kweker',
  growerAdministrator: 'kwekerij-beheerder',
  laboratory: 'analist',
  secondAnalyst: 'tweede-analist',
  pharmacist: 'apotheker',
  distributor: 'distributeur',
  packer: 'verpakker',
  researcher: 'onderzoeker',
  hospitalPharmacist: 'ziekenhuisapotheker',
} as const

/** Ends on the start page of that person. */
export async function logIn(page: Page, url: string, persona: string, to = '/'): Promise<void> {
  await page.goto(`${url}/auth/login?${new URLSearchParams({ persona, to })}`)
  await page.waitForURL((at) => at.origin === new URL(url).origin && !/^\/(auth|broker)/.test(at.pathname))
  await settled(page)
}

/** What a person reads there: spaces that may not break are spaces. */
export async function textOf(place: Locator): Promise<string> {
  return (await place.innerText()).replaceAll(/[\u00a0\u202f]/g, ' ')
}

/** The screen shows what it came for: a title, and nothing that is still on its way. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await atRest(page)
}

/**
 * Takes one choice of the open list of a field by the arrow keys, whatever stands above it; the keyboard is in the field. Each press is seen to arrive
 * before the next: right after typing a field says half a second later where it is, for who listens, and keys pressed meanwhile go past the choice.
 */
export async function takeOption(option: Locator): Promise<void> {
  await option.waitFor()
  const page = option.page()
  const isThere = () =>
    option.evaluate((element) => document.activeElement?.getAttribute('aria-activedescendant') === element.id)
  const active = () => page.evaluate(() => document.activeElement?.getAttribute('aria-activedescendant') ?? null)
  for (let presses = 0; presses < optionsMax && !(await isThere()); presses += 1) {
    const before = await active()
    await page.keyboard.press('ArrowDown')
    await expect.poll(active, { message: 'the arrow key moves in the list' }).not.toBe(before)
  }
  expect(await isThere(), 'the arrow keys reach the choice').toBe(true)
  await page.keyboard.press('Enter')
}

/** More than any list of a field offers. */
const optionsMax = 60

/** Where the keyboard is: a page that has come to rest may give the focus a moment later. */
export async function hasFocus(place: Locator): Promise<void> {
  const where = () =>
    place.evaluate((element) => {
      const has = document.activeElement
      return has === element ? 'there' : `at ${has?.outerHTML.slice(0, 160) ?? 'nothing'}`
    })
  await expect.poll(where).toBe('there')
}

/** A link within a row of a table, as the keyboard reaches it: to the row, and then from cell to cell. */
export async function openInRow(row: Locator, path: string): Promise<void> {
  const { keyboard } = row.page()
  const isThere = () => row.page().evaluate((to) => document.activeElement?.matches(`a[href^="${to}"]`) ?? false, path)
  await atRest(row.page()) // Rows that are drawn anew lose the focus.
  await row.focus()
  for (let cells = 0; cells < 20 && !(await isThere()); cells += 1) await keyboard.press('ArrowRight')
  expect(await isThere(), `the arrow keys reach a link to ${path}`).toBe(true)
  await keyboard.press('Enter')
}
