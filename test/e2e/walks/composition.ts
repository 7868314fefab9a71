// Does a product stay the same: the chart's sentence, its table, the batch and the event behind a number. Not here: the arithmetic.
import { describe, expect, test } from 'vitest'
import { openInRow, people, settled } from '../support/people.ts'
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

    test('a grower sees its own batches alone', async () => {
      await using visit = await stage().visit(people.grower)
      await visit.go('/composition?product=bedrocan')
      const { body } = await ask<Composition>(visit.page, '/v1/products/bedrocan/composition')
      expect(new Set(body.points.map(({ grower }) => grower.name)).size).toBe(1)
    })
  })
}
