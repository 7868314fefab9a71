// One holder as an inspector looks at it: found by name, all of it on one page, each part leading to its list; and for who may not know of it, nothing.
// Not here: those lists (events.ts, books.ts).
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { hasFocus, openInRow, people, settled, takeOption } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Differences = { items: { holder: { partyId: string; name: string } }[] }
type Stock = { stock: { productName: string }[] }
type Denials = { items: { resource: string | null }[] }

export function holderWalk(stage: () => Stage): void {
  describe('a holder', () => {
    test('is found by its name, and its page leads to its stock, its events and its books', async () => {
      await using visit = await stage().visit(people.inspector)
      const { page } = visit
      const { body } = await ask<Differences>(page, '/v1/differences')
      const { holder } = body.items[0]!
      await page.keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: 'Search' })
      await hasFocus(palette.locator('input'))
      await page.keyboard.type(holder.name)
      await takeOption(palette.getByRole('option', { name: new RegExp(`^${holder.name}`) }).first()) // Not its exemption.
      await page.waitForURL(/\/holders\/par_/)
      await page.getByRole('heading', { level: 1, name: holder.name }).waitFor()
      for (const part of ['Open differences', 'Notices', 'Stock by product', 'Last events', 'Record books'])
        await page.getByRole('heading', { level: 2, name: part }).waitFor()
      expect(await axeViolations(page)).toEqual([])
      const { stock } = (await ask<Stock>(page, `/v1/holders/${holder.partyId}`)).body
      const rows = page.getByRole('grid', { name: 'Stock by product' }).getByRole('row')
      await openInRow(rows.filter({ hasText: stock[0]!.productName }).first(), '/ledger?')
      await page.waitForURL(/\/ledger\?.*product=/)
      await settled(page)
      await visit.go(`/holders/${holder.partyId}`)
      await page.getByRole('link', { name: 'All events of this holder' }).press('Enter')
      await page.waitForURL((at) => at.searchParams.get('party') === holder.partyId)
      const field = page.getByRole('combobox', { name: 'Holder concerned' })
      await expect.poll(() => field.inputValue()).toBe(holder.name)
      await page.getByRole('link', { name: 'All about this holder' }).press('Enter')
      await page.getByRole('heading', { level: 1, name: holder.name }).waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('fits a phone, and says so where there is nothing', async () => {
      await using visit = await stage().visit(people.inspector, { width: 320, theme: 'dark' })
      const { body } = await ask<{ items: { partyId: string }[] }>(visit.page, '/v1/parties?kind=carrier&limit=1')
      await visit.go(`/holders/${body.items[0]!.partyId}`)
      await visit.page.getByText('No difference is open.').waitFor()
      await visit.page.getByText('There is no stock now.').waitFor()
      expect(await widerThanWindow(visit.page)).toEqual([])
      expect(await axeViolations(visit.page)).toEqual([])
    })

    test('is for another holder as one that does not exist, and the inspector sees that it was tried', async () => {
      await using inspector = await stage().visit(people.inspector)
      const { body } = await ask<Differences>(inspector.page, '/v1/differences')
      await using grower = await stage().visit(people.grower)
      const other = body.items.find(({ holder }) => !holder.name.startsWith('Kwekerij'))!.holder
      const nobody = 'par_01976bbc-6c00-7000-8000-000000000000'
      const answers: unknown[] = []
      for (const partyId of [other.partyId, nobody]) {
        const { status, body: said } = await ask<Record<string, unknown>>(grower.page, `/v1/holders/${partyId}`)
        expect(status).toBe(404)
        answers.push({ code: said['code'], type: said['type'], title: said['title'], detail: said['detail'] })
      }
      expect(answers[0]).toEqual(answers[1])
      await grower.go(`/holders/${other.partyId}`)
      expect(await grower.page.getByRole('main').innerText()).not.toContain(other.name)
      const tried = async () =>
        (await ask<Denials>(inspector.page, '/v1/denials?limit=50')).body.items.map(({ resource }) => resource)
      await expect.poll(tried).toContain(`holder ${other.partyId.replace('par_', '')}`)
    })
  })
}
