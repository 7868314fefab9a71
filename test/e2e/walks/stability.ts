// How long a product keeps: what the study of the demo says, the line it is read from, its table, and what is to be drawn. Not here: the
// arithmetic, and concluding (src/chain/stability).
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { people, settled, textOf } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Studies = { items: { studyId: string; number: string; batches: { batchId: string; name: string }[] }[] }
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
  })
}
