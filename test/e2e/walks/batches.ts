// Finding a batch and understanding it: filter, sort, more, kept views, its tabs, where it came from and went. Not here: recording.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations } from '../support/checks.ts'
import { hasFocus, openInRow, people, settled, textOf } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Batches = { items: { batchId: string; name: string }[]; total: number }

type Flowing = {
  batch: { batchId: string }
  flow: { links: { from: string; to: string; amount: string; events: number; parts: { amount: string }[] }[] }
}

export function batchesWalk(stage: () => Stage): void {
  describe('batches', () => {
    test('are filtered by status, sorted by a header with the keyboard, and shown page by page', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go('/batches')
      await chooseStatus(page, 'Quarantine')
      await page.waitForURL(/status=quarantine/)
      await settled(page)
      expect(new Set(await column(page, 'Status'))).toEqual(new Set(['Quarantine']))

      await visit.go('/batches?status=released')
      const header = page.getByRole('columnheader', { name: 'Batch', exact: true })
      await header.focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/sort=name&order=asc/)
      await settled(page)
      const rising = await column(page, 'Batch')
      expect(rising).toEqual([...rising].sort())
      await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending')
      await page.keyboard.press('Enter')
      await page.waitForURL(/order=desc/)
      await settled(page)
      expect((await column(page, 'Batch'))[0]! > rising[0]!).toBe(true)

      await visit.go('/batches')
      const { body } = await ask<Batches>(page, '/v1/batches?limit=1')
      const rows = page.getByRole('rowheader')
      const before = await rows.count()
      await page
        .getByRole('status')
        .filter({ hasText: `${before} of ${body.total} shown` })
        .waitFor()
      await page.getByRole('button', { name: 'Show more' }).press('Enter')
      await page
        .getByRole('status')
        .filter({ hasText: `${before * 2} of ${body.total} shown` })
        .waitFor()
      expect(await rows.count()).toBe(before * 2)
      expect(new Set(await rows.allInnerTexts()).size).toBe(before * 2)
      expect(visit.complaints).toEqual([])
    })

    test('a view is kept by name, opened again, and removed', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go('/batches?status=held&sort=name&order=asc')
      await page.getByRole('button', { name: 'Save this view' }).press('Enter')
      await page.getByRole('textbox', { name: 'Name of the view' }).fill('On hold, by name')
      await page.getByRole('dialog').getByRole('button', { name: 'Save this view' }).press('Enter')
      const kept = page.getByRole('link', { name: 'On hold, by name' })
      await kept.waitFor()
      await visit.go('/batches')
      await kept.press('Enter')
      await page.waitForURL(/status=held&sort=name&order=asc/)
      await page.getByRole('button', { name: 'Remove view On hold, by name' }).press('Enter')
      await kept.waitFor({ state: 'detached' })
      await page.reload()
      await settled(page)
      expect(await kept.count()).toBe(0)
      expect(visit.complaints).toEqual([])
    })

    test('one opens with Enter, its tabs follow the arrow keys, and each picture has its table', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go('/batches?kind=pack-lot&status=released')
      const name = (await column(page, 'Batch'))[0]!
      await page.getByRole('row').nth(1).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await settled(page)
      const flow = page.getByRole('figure', { name: 'Where every milligram went' })
      await flow.locator('svg.gr-flow').waitFor()
      expect(await tableOf(page, 'Where every milligram went')).toBeGreaterThan(0)

      await page.getByRole('tab', { name: 'Overview' }).focus()
      await page.keyboard.press('ArrowRight')
      await page.waitForURL(/tab=trace/)
      await settled(page)
      await page.getByRole('figure', { name: 'The batches and how they are joined' }).locator('svg').first().waitFor()
      expect(await tableOf(page, 'The batches and how they are joined')).toBeGreaterThan(1)

      await page.getByRole('tab', { name: 'Origin and destination' }).focus()
      await page.keyboard.press('ArrowRight')
      await page.waitForURL(/tab=events/)
      await page.getByRole('list', { name: 'Events' }).getByRole('link', { name: 'Pack' }).first().waitFor()

      // A part that is not there, or is called otherwise now: an empty page said nothing.
      await visit.go(`${new URL(page.url()).pathname}?tab=gone`)
      await flow.locator('svg.gr-flow').waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('a band of several events opens them as a list with their sum, and one of them its event', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      const packs = await ask<Batches>(page, '/v1/batches?kind=pack-lot&limit=40&sort=opened&order=asc') // Old enough to be at pharmacies.
      const flows = await Promise.all(
        packs.body.items.slice(0, 10).map(({ batchId }) => ask<Flowing>(page, `/v1/batches/${batchId}`)),
      )
      const found = flows.find(({ body }) => body.flow.links.some(({ events }) => events > 1))!.body
      const link = found.flow.links.find(({ events }) => events > 1)!
      await visit.go(`/batches/${found.batch.batchId}`)
      const flow = page.getByRole('figure', { name: 'Where every milligram went' })
      await flow.getByText('Show as a table').press('Enter')
      const band = flow
        .getByRole('row')
        .filter({ hasText: `${link.events} events` })
        .first()
      await openInRow(band, `/batches/${found.batch.batchId}?from=`)
      await page.waitForURL(/from=.*to=/)
      const opened = page.getByRole('heading', { level: 2, name: '→' })
      await hasFocus(opened)
      const { searchParams } = new URL(page.url())
      const shown = found.flow.links.find(
        ({ from, to }) => from === searchParams.get('from') && to === searchParams.get('to'),
      )!
      const list = page.getByRole('grid', { name: (await textOf(opened)).trim() })
      expect(await list.getByRole('rowheader').count()).toBe(shown.parts.length)
      expect(shown.parts.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(BigInt(shown.amount))
      await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' })) // Looked at from the top: the header covers what is scrolled under it.
      expect(await axeViolations(page)).toEqual([])
      await openInRow(list.getByRole('row').nth(1), '/events/')
      await page.waitForURL(/\/events\/evt_/)
      expect(visit.complaints).toEqual([])
    })

    test('a pack is traced back to the plants it came from, and a plant lot forward to pharmacies', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go('/')
      const packs = await ask<Batches>(page, '/v1/batches?kind=pack-lot&limit=1&sort=opened&order=asc') // Old enough to be at pharmacies.
      await visit.go(`/batches/${packs.body.items[0]!.batchId}?tab=trace`)
      await page.getByRole('radio', { name: 'Back to the plants' }).press('Space')
      await page.waitForURL(/direction=back/)
      await settled(page)
      const picture = page.getByRole('figure', { name: 'The batches and how they are' })
      await picture.getByText('Show as a table').press('Enter')
      const back = page.getByRole('grid', { name: 'Batches', exact: true })
      await back.waitFor()
      const plantLots = back.getByRole('row').filter({ has: page.getByRole('gridcell', { name: 'plant lot' }) })
      expect(await plantLots.count()).toBeGreaterThan(0)
      await openInRow(plantLots.first(), '/batches/')
      await page.waitForURL((at) => !at.search.includes('tab'))
      await settled(page)
      await page.getByText('plant lot').first().waitFor()

      await visit.go(`${new URL(page.url()).pathname}?tab=trace&direction=forward`)
      const holders = page.getByRole('grid', { name: 'Who has or had some of it?' })
      await holders.waitFor()
      expect((await holders.getByRole('rowheader').allInnerTexts()).join('; ')).toMatch(/Apotheek/)
      expect(visit.complaints).toEqual([])
    })
  })
}

async function chooseStatus(page: Page, status: string): Promise<void> {
  await page.getByRole('button', { name: /Status$/ }).press('Enter')
  await page.getByRole('option', { name: status, exact: true }).press('Enter')
}

/** What stands in one column, as it is read. */
async function column(page: Page, title: string): Promise<readonly string[]> {
  const titles = await page.getByRole('columnheader').allInnerTexts()
  const at = titles.findIndex((each) => each.trim() === title)
  return page
    .locator('.gr-table-body [role=row]')
    .evaluateAll((rows, index) => rows.map((row) => (row.children[index] as HTMLElement).innerText.trim()), at)
}

/** Opens the table under a picture and counts its rows. */
async function tableOf(page: Page, title: string): Promise<number> {
  const figure = page.getByRole('figure', { name: title })
  await figure.getByText('Show as a table').press('Enter')
  await figure.getByRole('rowheader').first().waitFor()
  return figure.getByRole('rowheader').count()
}
