// All that happened: from the start page to the list, narrowed to what one looks for, and one of them opened. Not here: recording.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations } from '../support/checks.ts'
import { hasFocus, openInRow, people, settled, takeOption } from '../support/people.ts'
import type { Stage } from '../support/stage.ts'

export function eventsWalk(stage: () => Stage): void {
  describe('events', () => {
    test('are reached from the start page, narrowed by kind and period, and opened by the keyboard', async () => {
      await using visit = await stage().visit(people.pharmacist)
      const { page } = visit
      await visit.go('/')
      await page.getByRole('link', { name: 'See all events' }).press('Enter')
      await page.waitForURL(/\/events$/)
      await settled(page)
      await page.getByRole('button', { name: /Kind of act/ }).press('Enter')
      await page.getByRole('option', { name: 'Dispense' }).press('Enter')
      await page.waitForURL(/kind=dispense/)
      await settled(page)
      expect(new Set(await column(page, 'What'))).toEqual(new Set(['Dispense']))
      expect(new Set(await column(page, 'Recorded for')).size).toBe(1) // What others dispensed is theirs.
      expect(await axeViolations(page)).toEqual([])

      await visit.go('/events?kind=dispense&from=2015-10-02&until=2015-10-03')
      await page.getByText('Nothing found', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Show all' }).press('Enter')
      await page.waitForURL(/\/events$/)
      await settled(page)
      const one = page.getByRole('row').filter({ has: page.locator('a[href^="/events/"]') }) // Not many at once.
      const name = await one.first().getByRole('rowheader').getByRole('link').innerText()
      await openInRow(one.first(), '/events/')
      await page.waitForURL(/\/events\/evt_/)
      await page.getByRole('heading', { level: 1 }).filter({ hasText: name }).waitFor() // The address changes before the screen.
      await settled(page)
      expect(visit.complaints).toEqual([])
    })

    test('of one holder are found by typing its name, also those another recorded; Back and the address keep it', async () => {
      await using visit = await stage().visit(people.inspector)
      const { page } = visit
      await visit.go('/events?kind=receive')
      const holder = (await column(page, 'Recorded for'))[0]!
      await visit.go('/events')
      const field = page.getByRole('combobox', { name: 'Holder concerned' })
      await field.focus()
      await page.keyboard.type(holder)
      await takeOption(page.getByRole('option', { name: holder }))
      await page.waitForURL(/party=par_/)
      await hasFocus(field)
      const address = page.url()
      await visit.go(`${new URL(address).pathname}${new URL(address).search}&kind=ship`)
      await expect.poll(() => field.inputValue()).toBe(holder)
      expect((await column(page, 'Recorded for')).length).toBeGreaterThan(0) // Sent to it, by others.
      expect(await axeViolations(page)).toEqual([])
      await field.focus()
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Delete')
      await page.keyboard.press('Tab')
      await page.waitForURL((at) => !at.searchParams.has('party'))
      expect(visit.complaints).toEqual([])
    })

    test('that are one act for many batches in one minute are one line, which opens in its place', async () => {
      await using visit = await stage().visit(people.inspector)
      const { page } = visit
      await visit.go('/events?kind=designate')
      const many = page.getByRole('link', { name: /, \d+ times$/ }).first()
      await many.waitFor()
      const count = Number(/(\d+) times$/.exec(await many.innerText())?.[1])
      const before = await page.getByRole('rowheader').count()
      await openInRow(page.getByRole('row').filter({ has: many }).first(), '/events?')
      await page.waitForURL(/open=evt_/)
      await expect.poll(() => page.getByRole('rowheader').count()).toBe(before + count - 1)
      expect(await axeViolations(page)).toEqual([])
      await page.goBack()
      await expect.poll(() => page.getByRole('rowheader').count()).toBe(before)
      expect(visit.complaints).toEqual([])
    })

    test('words in the address that are no filter do no harm', async () => {
      await using visit = await stage().visit(people.pharmacist)
      await visit.go('/events?kind=nonsense&party=nobody&from=yesterday&until=2026-02-30')
      expect(await visit.page.getByRole('rowheader').count()).toBeGreaterThan(5)
      expect(visit.complaints).toEqual([])
    })
  })
}

async function column(page: Page, name: string): Promise<string[]> {
  const headers = await page.getByRole('columnheader').allInnerTexts()
  const place = headers.findIndex((text) => text.trim() === name)
  const rows = await page.locator('tbody [role=row], tbody tr').all()
  return Promise.all(
    rows.map(async (row) =>
      (await row.locator('td, th, [role=gridcell], [role=rowheader]').nth(place).innerText()).trim(),
    ),
  )
}
