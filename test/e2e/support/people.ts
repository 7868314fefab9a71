// Logging in as the people of the demo, as a person would: the real broker, a real cookie. Not here: what they do then.
import type { Locator, Page } from 'playwright-core'
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
  await page.waitForLoadState('networkidle')
  await atRest(page)
}

/** A link within a row of a table, as the keyboard reaches it: to the row, and then from cell to cell. */
export async function openInRow(row: Locator, path: string): Promise<void> {
  const { keyboard } = row.page()
  const isThere = () => row.page().evaluate((to) => document.activeElement?.matches(`a[href^="${to}"]`) ?? false, path)
  await row.focus()
  for (let cells = 0; cells < 20 && !(await isThere()); cells += 1) await keyboard.press('ArrowRight')
  await keyboard.press('Enter')
}
