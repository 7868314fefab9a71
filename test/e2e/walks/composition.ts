// Does a product stay the same: the chart's sentence, its table, the batch and the event behind a number. Not here: the arithmetic.
import { describe, expect, test } from 'vitest'
import { axeViolations } from '../support/checks.ts'
import { hasFocus, openInRow, people, settled, textOf } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Composition = { points: { verdict: string; grower: { name: string } }[] }

export function compositionWalk(stage: () => Stage): void {
  describe('the composition of a product over the years', () => {
    test('says for each grower whether there is a signal, and every number leads to its event', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go('/composition?product=bedrocan')
      const { body } = await ask<Composition>(page, '/v1/products/bedrocan/composition')
      const growers = [...new Set(body.points.map(({ grower }) => grower.name))]
      expect(growers.length).toBe(2)
      for (const name of growers) {
        const count = body.points.filter(({ grower, verdict }) => grower.name === name && verdict === 'released').length
        const figure = page.getByRole('figure', { name })
        await figure.getByText(new RegExp(`${count} released|of ${count} released`)).waitFor()
        await figure.getByText('Show as a table').press('Enter')
        const rows = figure.getByRole('rowheader')
        await rows.first().waitFor()
        expect(await rows.count()).toBe(body.points.filter(({ grower }) => grower.name === name).length)
      }
      await openInRow(page.getByRole('figure', { name: growers[0]! }).getByRole('row').nth(1), '/events/') // Of two growers.
      await page.waitForURL(/\/events\/evt_/)
      await settled(page)
      expect(visit.complaints).toEqual([])
    })

    test('a number worked out of many batches opens them: of Cpk all it is of, of a moving average those up to its batch', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go('/composition?product=bedrocan')
      const figure = page.getByRole('figure').filter({ hasText: 'Show as a table' }).first()
      const released = Number(await textOf(figure.locator('.gr-figure-value').last()))
      const cpk = figure.locator('.gr-figure-value').first().getByRole('link')
      const value = await textOf(cpk)
      await cpk.press('Enter')
      const opened = page.getByRole('heading', { level: 2, name: `What Cpk ${value} follows from` })
      await hasFocus(opened)
      const list = page.getByRole('grid', { name: `What Cpk ${value} follows from` })
      // Of one laboratory and one method, as this grower's chart is: the last phase is all of it.
      expect(await list.getByRole('rowheader').count()).toBe(released)
      expect(await axeViolations(page)).toEqual([])

      await figure.getByText('Show as a table').press('Enter')
      const second = figure.getByRole('row').nth(2) // Under the names of the columns the newest, and then the one before it.
      const name = await textOf(second.getByRole('rowheader'))
      await openInRow(second, '/composition?')
      const average = page.getByRole('grid', { name: `Moving average after ${name}` })
      await average.waitFor()
      expect(await textOf(average.getByRole('rowheader').first())).toBe(name)
      await openInRow(average.getByRole('row').nth(1), '/events/')
      await page.waitForURL(/\/events\/evt_/)
      await settled(page)
      expect(visit.complaints).toEqual([])
    })

    test('a batch whose cause was found is left out of the baseline, stays on the chart with why, and is counted again', async () => {
      await using visit = await stage().visit(people.decisionMaker)
      const { page } = visit
      await visit.go('/composition?product=bedrocan')
      const figure = page.getByRole('figure').filter({ hasText: 'Show as a table' }).first()
      await figure.getByText('Show as a table').press('Enter')
      await figure
        .getByRole('button', { name: /^Leave out of the baseline: / })
        .first()
        .click()
      const form = page.getByRole('dialog')
      await form.getByRole('button', { name: 'Leave out of the baseline' }).press('Enter')
      await form.getByText('Write down why.').waitFor()
      await form.getByRole('textbox', { name: 'Finding' }).fill('a worn column, OOS-2026-0001')
      expect(await axeViolations(page)).toEqual([])
      await form.getByRole('button', { name: 'Leave out of the baseline' }).press('Enter')
      await figure.getByText(/they follow from 19 of the first 20 released batches/).waitFor()
      await figure
        .getByText(/measurement: a worn column, OOS-2026-0001/)
        .first()
        .waitFor()
      expect(await axeViolations(page)).toEqual([])
      await figure
        .getByRole('button', { name: /^Count it again: / })
        .first()
        .click()
      await form.getByRole('textbox', { name: 'Reason' }).fill('the column was in order')
      await form.getByRole('button', { name: 'Count it again' }).press('Enter')
      await figure.getByText(/they follow from the first 20 released batches/).waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('a grower sees its own batches alone', async () => {
      await using visit = await stage().visit(people.grower)
      await visit.go('/composition?product=bedrocan')
      const { body } = await ask<Composition>(visit.page, '/v1/products/bedrocan/composition')
      expect(new Set(body.points.map(({ grower }) => grower.name)).size).toBe(1)
    })
  })
}
