// Readings of the law by experts: found by who looks, recorded and taken back by a decision maker. Not here: what answers make of them.
import { describe, expect, test } from 'vitest'
import { openInRow, people, settled, textOf } from '../support/people.ts'
import type { Stage, Visit } from '../support/stage.ts'

const subject = new URLSearchParams({
  about: 'group:fenethylaminen',
  structure: 'CC(NC)C(=O)c1ccccc1Cl',
  question: 'Is 2-CMC in the group?',
})

export function expertsWalk(stage: () => Stage): void {
  describe('expert decisions', () => {
    test('a visitor finds one by its structure as a salt, and what replaced another', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/experts')
      await page.getByRole('textbox', { name: /^Structure/ }).fill('CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1.Cl')
      await page.keyboard.press('Enter')
      await page.getByRole('row').filter({ hasText: 'Bupropion is' }).waitFor()
      expect(await page.getByRole('row').filter({ hasText: 'Bupropion is' }).count()).toBe(1)
      await visit.go('/experts?q=tranylcypromine')
      await openInRow(page.getByRole('row').filter({ hasText: 'replaced' }), '/experts/')
      await page.getByText('Answers no longer refer to it.', { exact: false }).waitFor()
      await page.getByRole('link', { name: 'See that decision' }).press('Enter')
      await page.locator('.gr-page-beside').getByText('holds').waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('who may not decide is told so, and is offered no form', async () => {
      await using visit = await stage().visit(people.grower)
      await visit.go('/experts/new')
      await visit.page.getByText('Only a decision maker', { exact: false }).waitFor()
      expect(await visit.page.getByRole('textbox').count()).toBe(0)
    })
  })
}

/** By a decision maker whose passkey is at hand; the second passkey of a person needs the first, so this goes along with the first decision. */
export async function recordAndWithdraw({ go, page }: Visit): Promise<void> {
  await go(`/experts/new?${subject}`)
  await page.getByRole('button', { name: 'Record', exact: true }).press('Enter')
  await page.getByText('Fill this in.').first().waitFor() // Nothing is sent that is not whole.
  await page
    .getByRole('radiogroup', { name: 'Is the substance covered?' })
    .getByRole('radio', { name: 'Yes' })
    .press('Space')
  await page.getByRole('textbox', { name: 'Conclusion' }).fill('Yes, it is a cathinone.')
  await page.getByRole('textbox', { name: 'Why' }).fill('Each part was compared.')
  await page.getByRole('textbox', { name: /^Articles/ }).fill('opiumwet/2a/1')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Dr. A. Walker')
  await page.getByRole('textbox', { name: 'Organisation' }).fill('Laboratory of the walk')
  await page.getByRole('button', { name: 'Record', exact: true }).press('Enter')
  const confirm = page.getByRole('button', { name: 'Confirm with passkey' })
  const title = page.getByRole('heading', { level: 1, name: /^Expert decision D-/ })
  await confirm.or(title).first().waitFor()
  if (await confirm.isVisible()) await confirm.press('Enter')
  await title.waitFor()
  await settled(page)
  await page.getByText(/^Number .* in the log/).waitFor()
  const number = /D-\d{4}-\d{4}/.exec(await textOf(title))![0]

  await page.getByRole('button', { name: 'Withdraw', exact: true }).press('Enter')
  const dialog = page.getByRole('dialog', { name: `Withdraw ${number}` })
  await dialog.getByRole('textbox', { name: 'Why do you withdraw it?' }).fill('The sample was another.')
  await dialog.getByRole('button', { name: 'Withdraw', exact: true }).press('Enter')
  await page.locator('.gr-page-beside').getByText('withdrawal').waitFor()
  await page.getByRole('link', { name: number, exact: true }).press('Enter')
  await page.locator('.gr-page-beside').getByText('withdrawn').waitFor()
}
