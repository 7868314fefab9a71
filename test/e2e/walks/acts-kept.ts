// What is kept by two people or by a clock: a count signed by a second person, a loss that is told, a room designated and moved into, a
// dispute with its last day. Not here: differences of a receipt (record.ts), and the day's other work. It comes last of all walks: once one
// room of the grower is designated, nothing is planted in another.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { people, takeOption } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'
import { recorded } from './record.ts'

type Batches = { items: { batchId: string; name: string }[] }
type Options = { options: { kind: string; allowed: boolean; premises: { name: string } }[] }
type Losses = { items: { eventId: string; lossNotices?: { to: string; told: object | null }[] }[] }
type Differences = { items: { kind: string; dueOn: string | null; batch: { name: string } | null }[] }

export function actsKeptWalk(stage: () => Stage): void {
  describe('what is kept by two people or by a clock', () => {
    test('a count waits for a second person: the first may not sign, a colleague on a phone does', async () => {
      await using first = await stage().visit(people.grower)
      const { page } = first
      await first.go('/count')
      // Counted at what is there: read beside the screen, for the screen is blind on purpose.
      const { name, grams } = await someStock(page)
      await page.getByRole('textbox', { name: new RegExp(`^${name},`) }).fill(`${grams} g`)
      await page.getByRole('textbox', { name: 'Counted by' }).fill('E2E-01')
      await looksRight(page)
      await page.getByRole('button', { name: 'Record the count' }).press('Enter')
      await page.getByText('The count is on record').waitFor()
      await page.getByText('Everything agrees with the book.').waitFor()
      await page.getByRole('link', { name: 'The count itself' }).press('Enter')
      await page.getByText(/Waits for the second signature, by/).waitFor()
      await page.getByText('You recorded this yourself.', { exact: false }).waitFor()
      const counted = page.getByRole('grid', { name: 'What was counted' })
      await counted.getByRole('rowheader', { name }).waitFor()
      expect(await page.getByRole('button', { name: 'Countersign' }).count()).toBe(0)
      await looksRight(page)
      const eventPath = new URL(page.url()).pathname

      await using second = await stage().visit(people.growerAdministrator, { width: 320, theme: 'dark' })
      await second.go('/day')
      await second.page.getByText('Waits for the second signature').first().waitFor()
      await looksRight(second.page)
      await second.go(eventPath)
      await second.page.getByText('Counted by E2E-01.').waitFor()
      await looksRight(second.page)
      await second.page.getByRole('button', { name: 'Countersign' }).press('Enter')
      await second.page.getByText(/Countersigned by a second person, for/).waitFor()
      await looksRight(second.page)
      await first.go(eventPath)
      await page.getByText(/Countersigned by a second person, for/).waitFor()
      expect([...first.complaints, ...second.complaints]).toEqual([])
    })

    test('a pharmacist keeps with a loss that the inspectorate was told, under which number', async () => {
      await using visit = await stage().visit(people.pharmacist, { width: 320 })
      const { page } = visit
      const { body } = await ask<Losses>(page, '/v1/events?kind=lose&limit=20')
      const loss = body.items.find(({ lossNotices }) => lossNotices?.some(({ to, told }) => to === 'igj' && !told))
      await visit.go(`/events/${loss!.eventId}`)
      await page.getByText(/Tell the inspectorate of this, by/).waitFor()
      await looksRight(page)
      const record = page.getByRole('button', { name: 'Record the notice to the inspectorate' })
      await record.press('Enter')
      await page.getByText('Enter the number you were given.').waitFor()
      await page.getByRole('textbox', { name: 'Number of the confirmation of receipt' }).fill('IGJ-E2E-1')
      await record.press('Enter')
      await page.getByText(/Told to the inspectorate$/).waitFor()
      await page.getByText(/number IGJ-E2E-1/).waitFor()
      await looksRight(page)
      expect(visit.complaints).toEqual([])
    })

    test('what was dispensed before it came is in dispute, with the day it must be explained by', async () => {
      await using visit = await stage().visit(people.chainManager, { width: 768, theme: 'dark' })
      const { page } = visit
      const { body } = await ask<Differences>(page, '/v1/differences')
      const late = body.items.find(({ kind }) => kind === 'late')
      await visit.go('/differences')
      const [year, month, day] = late!.dueOn!.split('-')
      const row = page
        .getByRole('row')
        .filter({ hasText: /in dispute: book short from/ })
        .filter({ hasText: late!.batch!.name })
        .filter({ hasText: `${day}-${month}-${year}` })
        .first() // A batch may be in dispute twice.
      await row.waitFor()
      await looksRight(page)
      expect(visit.complaints).toEqual([])
    })

    test('the authority designates a room; a lot moves into it, and nowhere that nobody designated', async () => {
      await using grower = await stage().visit(people.grower)
      const { batchId, place } = await movable(grower.page)
      const room = 'E2E-droog'

      await using office = await stage().visit(people.chainManager, { width: 768 })
      await office.go('/rooms')
      await office.page.locator('summary').filter({ hasText: 'Designate a room' }).press('Enter')
      const premises = office.page.getByRole('combobox', { name: 'At which premises?' })
      await premises.scrollIntoViewIfNeeded() // A list that opens closes again when the page is scrolled.
      await premises.focus()
      await premises.fill(place)
      await takeOption(office.page.getByRole('option').filter({ hasText: place }).first())
      await office.page.getByRole('textbox', { name: 'Name or number' }).fill(room)
      for (const use of ['growing', 'drying', 'storage', 'waste'])
        await office.page.getByRole('checkbox', { name: use }).press('Space')
      await looksRight(office.page)
      await office.page.getByRole('button', { name: 'Record the designation' }).press('Enter')
      await office.page.getByText('The designation is on record').waitFor()
      await office.page.getByRole('link', { name: new RegExp(`^Room ${room}`) }).waitFor()
      await looksRight(office.page)

      const { page } = grower
      await grower.go(`/record?batch=${batchId}&kind=move-room`)
      // Only what is designated for it is offered; what to do where nothing fits is one link away.
      const to = page.getByRole('button', { name: /To which room\?/ })
      await to.press('Enter')
      const choice = page.getByRole('option', { name: new RegExp(`^${room}`) })
      await choice.waitFor()
      expect(await page.getByRole('option', { name: /zolder/ }).count()).toBe(0)
      await choice.press('Enter')
      await page
        .getByText(/^Designated for (drying|storage|waste)/)
        .first()
        .waitFor()
      await page.getByRole('link', { name: 'All rooms and what they are for' }).waitFor()
      const preview = page.locator('section').filter({ has: page.getByRole('heading', { name: 'What changes' }) })
      await preview.getByText('Legal basis').waitFor()
      await looksRight(page)
      await page.getByRole('button', { name: 'Record', exact: true }).press('Enter')
      await recorded(page)
      await grower.go('/rooms')
      await page.getByRole('link', { name: new RegExp(`^Room ${room}`) }).press('Enter')
      await page.getByRole('heading', { level: 1, name: new RegExp(`^Room ${room}`) }).waitFor()
      await page.getByRole('grid', { name: 'Batches in this room' }).getByRole('rowheader').first().waitFor()
      await looksRight(page)
      expect([...office.complaints, ...grower.complaints]).toEqual([])
    })
  })
}

/** From the top: what a scrolled page has half behind its bar, axe calls too small. */
async function looksRight(page: Page): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0))
  expect(await axeViolations(page)).toEqual([])
  expect(await widerThanWindow(page)).toEqual([])
}

type Work = { sections: { kind: string; items: { title: string; href: string; massMg?: string }[] }[] }

/** Some batch of the grower's that is still there whole, and its mass. */
async function someStock(page: Page): Promise<{ readonly name: string; readonly grams: string }> {
  const { body } = await ask<Work>(page, '/v1/work')
  await page.getByText(/^0 of \d+ counted$/).waitFor()
  // The clock of a harvest tells the mass of all that came of it.
  const here = body.sections.filter(({ kind }) => kind !== 'harvest-clocks')
  for (const { href, massMg, title } of here.flatMap(({ items }) => items)) {
    if (!href.startsWith('/batches/') || massMg === undefined) continue
    // In two states a batch has two lines, and the work tells the mass of one.
    if ((await page.getByRole('textbox', { name: new RegExp(`^${title},`) }).count()) !== 1) continue
    const mass = massMg.padStart(4, '0')
    return { name: title, grams: `${mass.slice(0, -3)}.${mass.slice(-3)}` }
  }
  throw new Error('the grower has nothing to count')
}

/** A batch the grower has, that may go to another room. */
async function movable(page: Page): Promise<{ readonly batchId: string; readonly place: string }> {
  const { body } = await ask<Batches>(page, '/v1/batches?kind=harvest&limit=40')
  for (const { batchId } of body.items) {
    const { body: found } = await ask<Options>(page, `/v1/batches/${batchId}/acts`)
    const option = found.options.find(({ kind, allowed }) => kind === 'move-room' && allowed)
    if (option) return { batchId, place: option.premises.name }
  }
  throw new Error('no batch of the grower may be moved')
}
