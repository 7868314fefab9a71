// What may no longer be kept is drawn up by one person and erased by another, who shows a passkey; who has neither right finds no such screen. Not here:
// what may go (chain/retention).
import { expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { openInRow, people, settled } from '../support/people.ts'
import { ask, type Stage, type Visit } from '../support/stage.ts'

type Lists = {
  readonly due: number
  readonly erasures: readonly { readonly erasureId: string; readonly state: string; readonly erased: number }[]
}

/** `decider`: a decision maker whose passkey is at hand. */
export async function eraseWhatIsOver(stage: Stage, decider: Visit): Promise<void> {
  await using visit = await stage.visit(people.chainManager)
  const { page } = visit
  await visit.go('/')
  await page.getByRole('link', { name: 'Chain', exact: true }).first().press('Enter')
  await page.getByRole('link', { name: 'Retention', exact: true }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Retention' }).waitFor()
  await settled(page)
  const { body: before } = await ask<Lists>(page, '/v1/retention')
  expect(before.due).toBeGreaterThan(0) // The demo begins with some.
  await page
    .getByRole('main')
    .getByRole('link', { name: String(before.due), exact: true })
    .first()
    .press('Enter')
  const due = page.getByRole('grid', { name: 'All that is due' })
  await expect.poll(() => due.getByRole('row').count()).toBe(before.due + 1)
  expect(await axeViolations(page)).toEqual([])

  // One person draws up the list, not without saying why, and cannot decide.
  await page.getByRole('button', { name: /What goes on the list/ }).press('Enter')
  await page.getByRole('option', { name: 'all that is due' }).press('Enter')
  await page.getByRole('button', { name: 'Draw up the list' }).press('Enter')
  await page.getByText('Give a reason.').waitFor()
  await page.getByRole('textbox', { name: 'Reason' }).fill('the term is over')
  await page.getByRole('button', { name: 'Draw up the list' }).press('Enter')
  await page.getByText('You drew up this list. Another decision maker decides.').waitFor()
  expect(await page.getByRole('button', { name: 'Erase', exact: true }).count()).toBe(0)
  expect(visit.complaints).toEqual([])

  // Another erases it, with a passkey, after a second question; what went, when and by whom stands there with its leaf.
  await decider.go('/retention')
  const theirs = decider.page
  await theirs.getByRole('button', { name: 'Erase', exact: true }).press('Enter')
  const question = theirs.getByRole('alertdialog')
  await question.getByText('That does not come back', { exact: false }).waitFor()
  await question.getByRole('button', { name: 'Erase for good' }).press('Enter')
  const confirm = theirs.getByRole('button', { name: 'Confirm with passkey' })
  const erased = theirs.getByRole('grid', { name: 'Decisions' }).getByText('Erased', { exact: true })
  await confirm.or(erased.last()).first().waitFor() // Shown a moment ago, it is not asked again.
  if (await confirm.isVisible()) await confirm.press('Enter')
  const row = theirs.getByRole('grid', { name: 'Decisions' }).getByRole('row').filter({ hasText: 'the term is over' })
  await row.getByRole('link', { name: /^Save the proof of leaf/ }).waitFor()
  const { body: after } = await ask<Lists>(theirs, '/v1/retention')
  expect(after).toMatchObject({ due: 0, erasures: [{ state: 'erased', erased: before.due }] })
  await openInRow(row, `/retention?list=${after.erasures[0]?.erasureId}&erased`)
  const gone = theirs.getByRole('grid', { name: 'What was erased' }).getByRole('row')
  await expect.poll(() => gone.count()).toBe(before.due + 1)
  await openInRow(gone.nth(1), '/events/')
  await theirs.getByText('the retention term was over', { exact: false }).waitFor()
}

export function retentionWalk(stage: () => Stage): void {
  test('retention fits a telephone; to whoever has neither right the address leads nowhere', async () => {
    await using telephone = await stage().visit(people.chainManager, { width: 320, theme: 'dark', language: 'nl' })
    await telephone.go('/retention')
    expect(await widerThanWindow(telephone.page)).toEqual([])
    expect(await axeViolations(telephone.page)).toEqual([])
    expect(telephone.complaints).toEqual([])
    await using other = await stage().visit(people.inspector)
    await other.go('/retention')
    await other.page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor()
    expect(await other.page.getByRole('link', { name: 'Retention' }).count()).toBe(0)
    expect(other.complaints).toEqual([])
  })
}
