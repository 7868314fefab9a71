// The pictures from a number down to its event, and what a holder sees of them; a scan first thing in the morning. Not here: the sums.
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { hasFocus, openInRow, people, settled, textOf } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Rooms = { items: { premises: { premisesId: string }; rooms: { room: string; plants: number }[] }[] }
type Event = { occurredAt: string }
type Flow = { of: { name: string } | null; links: unknown[] }

export function picturesWalk(stage: () => Stage): void {
  describe('the pictures of the chain', () => {
    test('an inspector lays each grower’s harvests beside what that grower used to get, and opens one', async () => {
      await using visit = await stage().visit(people.inspector)
      const { page } = visit
      await visit.go('/national')
      type Grown = { holder: { name: string }; productName: string; driedMg: string | null }
      const { body } = await ask<{ harvests: Grown[] }>(page, '/v1/national?months=13')
      expect(new Set(body.harvests.map(({ holder }) => holder.name)).size).toBeGreaterThan(1)
      const titleOf = ({ holder, productName }: Grown) => `Yield per harvest of ${productName}, ${holder.name}`
      const titles = [...Map.groupBy(body.harvests, titleOf)]
      // More of them than one looks at together: each is a line that says who it is of, and opens.
      expect(titles.length).toBeGreaterThan(2)
      for (const [title, harvests] of titles) {
        const [{ holder, productName }] = harvests as [Grown]
        const figure = page.getByRole('figure', { name: title, exact: true })
        const line = page.locator('summary', { hasText: `${productName}, ${holder.name}` })
        await line.waitFor()
        if (!(await figure.isVisible())) await line.press('Enter')
        await figure.waitFor()
        if (harvests.filter(({ driedMg }) => driedMg !== null).length > 1)
          await figure.getByText(/By this grower’s own habit with this product [\d.]+ %–[\d.]+ %/).waitFor()
      }
      const [first] = body.harvests
      if (!first) throw new Error('the demo has harvests')
      const figure = page.getByRole('figure', { name: titleOf(first), exact: true })
      await figure.getByText('Show as a table').press('Enter')
      await figure.getByRole('columnheader', { name: 'Against its own habit' }).waitFor()
      await openInRow(figure.getByRole('row').nth(1), '/batches/')
      await page.waitForURL(/\/batches\/bat_/)
      await settled(page)
      expect(visit.complaints).toEqual([])
    })

    test('a number of the country opens its month, an account its movements, a movement its event', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go('/national')
      const flow = page.getByRole('grid', { name: 'Flow by month' })
      const row = flow.getByRole('row').nth(3)
      await row.getByRole('link').first().waitFor()
      expect(await axeViolations(page)).toEqual([])
      const month = /[A-Z][a-z]+ \d{4}/.exec(await textOf(row))?.[0]
      if (month === undefined) throw new Error('a row of the flow names its month')
      await openInRow(row, '/national?')
      const ofMonth = new RegExp(`, ${month.replace(' ', '\\s')}$`)
      await hasFocus(page.getByRole('heading', { level: 2, name: ofMonth }))
      const behind = page.getByRole('grid', { name: ofMonth }).getByRole('row').nth(1)
      await behind.getByRole('link').first().waitFor()
      await openInRow(behind, '/events/')
      await page.waitForURL(/\/events\/evt_/)
      const { body: event } = await ask<Event>(page, `/v1${new URL(page.url()).pathname}`)
      const day = Temporal.Instant.from(event.occurredAt).toZonedDateTimeISO('Europe/Amsterdam')
      expect(day.toPlainDate().toLocaleString('en-GB', { month: 'long', year: 'numeric' })).toBe(month)
      await visit.go('/ledger?kind=stock')
      const table = page.getByRole('grid', { name: 'Ledger' })
      await table.getByRole('row').nth(1).focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/ledger\/acc_/)
      const moves = page.getByRole('grid', { name: 'Movements' })
      await openInRow(moves.getByRole('row').nth(1), '/events/')
      await page.waitForURL(/\/events\/evt_/)
      expect(visit.complaints).toEqual([])
    })

    test('a grower taps a room and sees where it went; another’s rooms are not there', async () => {
      await using visit = await stage().visit(people.grower, { width: 320 })
      const { page } = visit
      const { body } = await ask<Rooms>(page, '/v1/rooms')
      expect(body.items.length).toBe(1)
      await visit.go('/rooms')
      expect(await widerThanWindow(page)).toEqual([])
      await page
        .getByRole('link', { name: /plants/ })
        .nth(1)
        .press('Enter')
      await page.getByRole('heading', { name: 'Where did this room go?' }).waitFor()
      expect(await axeViolations(page)).toEqual([])
      // Whatever it asks, a holder's flow is its own.
      const { body: flow } = await ask<Flow>(page, '/v1/flow')
      expect(flow.of).not.toBeNull()
      // An address without its room is the plan of all of them.
      await visit.go(new URL(page.url()).pathname)
      await page.waitForURL(/\/rooms$/)
      expect(visit.complaints).toEqual([])
    })

    test('the day begins with a scan: a batch is named, and its plants are one step away', async () => {
      await using visit = await stage().visit(people.pharmacist, { width: 320 })
      const { page } = visit
      const { body } = await ask<{ items: { name: string }[] }>(page, '/v1/batches?kind=pack-lot&limit=1')
      const name = body.items[0]!.name
      await visit.go('/day')
      await hasFocus(page.getByRole('textbox', { name: /Scan/ }).first())
      await page.keyboard.type(name)
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: 'Which plants are in this?' }).press('Enter')
      await page.getByRole('heading', { name: 'Which plants are in this?' }).waitFor()
      expect(await widerThanWindow(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })
  })
}
