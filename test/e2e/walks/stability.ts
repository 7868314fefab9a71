// How long a product keeps: what the study of the demo says, the line it is read from, its table, and what is to be drawn; another begun, and the
// term established. Not here: the arithmetic (src/chain/stability).
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { hasFocus, people, settled, takeOption, textOf } from '../support/people.ts'
import { ask, type Stage, type Visit } from '../support/stage.ts'

type Studies = { items: { studyId: string; number: string; batches: { batchId: string; name: string }[] }[] }
type Batches = { items: { batchId: string; name: string }[] }
type Study = { support: { months: number; measuredMonths: number }; points: { state: string }[]; state: string }

export function stabilityWalk(stage: () => Stage): void {
  describe('how long a product keeps', () => {
    test('a study says its months, how they were got, and shows the line as a table too', async () => {
      await using visit = await stage().visit(people.decisionMaker)
      const { page } = visit
      const { body } = await ask<Studies>(page, '/v1/quality/stability')
      const one = body.items.at(-1)! // The demo begins one; other walks may begin more.
      const { body: study } = await ask<Study>(page, `/v1/quality/stability/${one.studyId}`)
      await visit.go('/quality/stability')
      await page.getByRole('rowheader', { name: one.number }).waitFor()
      expect(await axeViolations(page)).toEqual([])
      await visit.go(`/quality/stability/${one.studyId}`)
      await page.getByRole('heading', { level: 1, name: one.number }).waitFor()
      await settled(page)
      const says = page.locator('section', { has: page.getByRole('heading', { name: 'What the study says' }) })
      expect(await textOf(says)).toContain(`${study.support.months} months`)
      expect(await textOf(says)).toContain(`${study.support.measuredMonths} months`)
      const figure = page.getByRole('figure').first()
      await figure.getByText('Show as a table').press('Enter')
      await figure.getByRole('rowheader').first().waitFor()
      await settled(page)
      await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' })) // Looked at from the top: the header covers what is scrolled under it.
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('a batch names the study that follows it', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      const { body } = await ask<Studies>(page, '/v1/quality/stability')
      const one = body.items.at(-1)! // As above.
      await visit.go(`/batches/${one.batches[0]!.batchId}`)
      await page.getByRole('link', { name: one.number }).first().press('Enter')
      await page.getByRole('heading', { level: 1, name: one.number }).waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('an oil is followed by form: measured as it is, by a method its report names', async () => {
      await using visit = await stage().visit(people.packer)
      const { page } = visit
      const { body: batches } = await ask<Batches>(page, '/v1/batches?product=thc-olie-2&kind=bulk&limit=1')
      const { name } = batches.items[0]! // The demo extracts one.
      await visit.go('/quality/stability/new')
      const batch = page.getByRole('combobox', { name: 'Batch 1' })
      await batch.fill(name)
      await takeOption(page.getByRole('option', { name: new RegExp(`^${name}\\s`) }).first())
      const container = page.getByRole('textbox', { name: 'Container' })
      await expect.poll(() => container.inputValue()).toBe('amber glass bottle')
      await container.fill('bottle of the walk')
      // What is proposed is what oil is released by; nothing of flower.
      await page.getByRole('checkbox', { name: 'Loss on drying', exact: true, checked: false }).waitFor()
      await page.getByRole('checkbox', { name: 'Total CBN', exact: true, checked: false }).waitFor()
      await page.getByRole('checkbox', { name: 'Appearance', exact: true, checked: true }).press('Space')
      await page.getByRole('button', { name: 'Begin', exact: true }).press('Enter')
      await page.waitForURL(/\/quality\/stability\/(?!new)/)
      await settled(page)
      await page.getByText('Record a point').press('Enter')
      await page.getByText('Take over from a report').click()
      const report = page.getByRole('textbox', { name: 'Number of the report' })
      await report.waitFor()
      await page.getByRole('button', { name: 'Take over', exact: true }).press('Enter')
      await hasFocus(report) // Nothing is sent that is not whole.
      await report.fill('OIL-WALK')
      const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
      for (const part of ['day', 'month', 'year'] as const) {
        await page.getByRole('spinbutton', { name: new RegExp(`^${part}, Measured on`) }).focus()
        await page.keyboard.type(`${today[part]}`.padStart(2, '0'))
      }
      await page.getByRole('textbox', { name: 'Total THC (%, as is)' }).fill('2.04')
      await page.getByRole('textbox', { name: 'Method of Total THC' }).fill('HPLC of the walk')
      await page.getByRole('textbox', { name: 'Total CBD (%, as is)' }).fill('0.11')
      await page.getByRole('textbox', { name: 'Method of Total CBD' }).fill('HPLC of the walk')
      await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' })) // As above.
      expect(await axeViolations(page)).toEqual([])
      await page.getByRole('button', { name: 'Take over', exact: true }).press('Enter')
      await page.getByText('The point is recorded.').waitFor()
      const measured = page.getByRole('grid', { name: 'Measurements' })
      await measured.getByText('OIL-WALK').waitFor()
      await measured.getByText('2.04').waitFor()
      expect(visit.complaints).toEqual([])
    })
  })
}

/** By a decision maker whose passkey is at hand (decide.ts): begins a study of a batch, and says how long the demo's product keeps. */
export async function beginAndConclude({ go, page }: Visit): Promise<void> {
  const { body } = await ask<Studies>(page, '/v1/quality/stability')
  const followed = body.items.at(-1)! // The demo's own, as above.
  const { name } = followed.batches[0]!
  await go('/quality/stability')
  await page.getByRole('link', { name: 'Begin a study' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Begin a study' }).waitFor()
  await settled(page)
  await page.getByRole('button', { name: 'Begin', exact: true }).press('Enter')
  const batch = page.getByRole('combobox', { name: 'Batch 1' })
  await hasFocus(batch) // Nothing is sent that is not whole, and one goes on where something is missing.
  await page.getByText('Choose a batch.').waitFor()
  await batch.fill(name)
  await takeOption(page.getByRole('option', { name: new RegExp(`^${name}\\s`) }))
  await page.getByRole('textbox', { name: 'Container' }).fill('jar of the walk')
  await page.getByRole('button', { name: 'Begin', exact: true }).press('Enter')
  await page.waitForURL(/\/quality\/stability\/(?!new)/)
  await page.getByText('jar of the walk', { exact: false }).first().waitFor()
  await settled(page)
  await page.locator('.gr-page-beside').getByText('Running', { exact: true }).waitFor()
  await page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(`^${name}, placed on`) })
    .waitFor()
  expect(await axeViolations(page)).toEqual([])

  const { body: study } = await ask<Study>(page, `/v1/quality/stability/${followed.studyId}`)
  await go(`/quality/stability/${followed.studyId}`)
  await page.getByRole('button', { name: 'Establish the term' }).press('Enter')
  const reason = page.locator('form').filter({ hasText: 'How many months?' }).getByRole('textbox', { name: 'Reason' })
  await hasFocus(reason)
  await reason.fill('What three batches of the walk carry.')
  const answer = page.waitForResponse((sent) => sent.url().endsWith('/conclude') && sent.ok())
  await page.getByRole('button', { name: 'Establish the term' }).press('Enter')
  const confirm = page.getByRole('button', { name: 'Confirm with passkey' })
  await confirm.or(page.getByText('The term is established.')).first().waitFor()
  if (await confirm.isVisible()) await confirm.press('Enter')
  const said = (await answer).request().postDataJSON()
  expect(said).toMatchObject({ kind: 'shelf-life', months: study.support.months })
  await page.locator('.gr-page-beside').getByText('Concluded', { exact: true }).waitFor()
  const says = page.locator('section', { has: page.getByRole('heading', { name: 'What the study says' }) })
  await says.getByText(/^Shelf life/).waitFor()
  await settled(page)
  expect(await axeViolations(page)).toEqual([])
}
