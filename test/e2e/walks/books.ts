// The record book read, printed and taken along; a count by keyboard, its difference with its clock, and the line it leaves in the book.
// Not here: arithmetic and refusals (src/chain/book, src/chain/count).
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { hasFocus, openInRow, people, settled, takeOption, textOf } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Books = {
  items: { book: { productName: string; productCode: string; holder: { name: string } }; stockMg: string }[]
}
type Differences = { items: { holder: { partyId: string; name: string }; batch: { name: string } | null }[] }
type Sheet = { lines: { batch: { name: string }; state: string }[] }
type Places = { items: { premises: { premisesId: string }; holder: { partyId: string } }[] }

export function booksWalk(stage: () => Stage): void {
  describe('the record book', () => {
    test('is found, opened, and its stock is what the balances say; a line opens its event', async () => {
      await using visit = await stage().visit(people.pharmacist)
      const { page } = visit
      await visit.go('/books')
      const { body } = await ask<Books>(page, '/v1/books')
      const [first] = body.items
      // The law asks one of each substance; a product of it is read by itself.
      await page.getByRole('rowheader', { name: 'cannabis', exact: true }).first().press('Enter')
      await page.waitForURL(/\/books\/read.*substance=hennep/)
      await settled(page)
      await page.getByRole('link', { name: first!.book.productName, exact: true }).press('Enter')
      await page.waitForURL(/product=/)
      await page.getByRole('link', { name: 'The book of the whole substance: cannabis' }).waitFor()
      await settled(page)
      const grams = (Number(first!.stockMg) / 1000).toFixed(3).replace(/\B(?=(\d{3})+\.)/g, ',')
      expect(await textOf(page.locator('.gr-figures'))).toContain(`${grams} g`)
      const paper = await page.getByRole('link', { name: 'Print (PDF)' }).getAttribute('href')
      const printed = await page.request.get(new URL(paper!, page.url()).toString())
      expect(printed.headers()['content-type']).toBe('application/pdf')
      await page.getByRole('rowheader').first().press('Enter')
      await page.waitForURL(/\/events\/evt_/)
      await settled(page)
      expect(visit.complaints).toEqual([])
    })
  })

  describe('many record books', () => {
    test('are narrowed by words of holder, place and product, in an address that can be sent on', async () => {
      await using visit = await stage().visit(people.inspector)
      const { page } = visit
      const { body } = await ask<Books>(visit.page, '/v1/books')
      const { book } = body.items.find(({ book: { holder } }) => holder.name.startsWith('Apotheek'))!
      await visit.go('/books')
      await page.getByRole('button', { name: /A book/ }).press('Enter')
      await page.getByRole('option', { name: 'of each product' }).press('Enter')
      await page.waitForURL(/by=product/)
      const field = page.getByRole('searchbox', { name: 'Search by holder, place or product' })
      await field.fill(`${book.holder.name} ${book.productName.toLowerCase()}`)
      await field.press('Enter')
      await page.waitForURL(/q=/)
      await hasFocus(field)
      const headers = page.getByRole('rowheader')
      await expect.poll(() => headers.allInnerTexts()).toEqual([book.productName])
      expect(await axeViolations(page)).toEqual([])
      await visit.go(`/books?q=no-such-thing&holder=nonsense&by=product`)
      await page.getByText('No book found').waitFor()
      await page.getByRole('button', { name: 'Show all' }).press('Enter')
      await page.waitForURL(/\/books(\?by=product)?$/)
      await expect.poll(() => headers.count()).toBeGreaterThan(5)
      expect(visit.complaints).toEqual([])
    })
  })

  describe('open differences', () => {
    test('are narrowed to a holder by typing its name, and each leads to what made it', async () => {
      await using visit = await stage().visit(people.inspector, { width: 320 })
      const { page } = visit
      const { body } = await ask<Differences>(visit.page, '/v1/differences')
      const { holder } = body.items[0]!
      await visit.go('/differences')
      const field = page.getByRole('combobox', { name: 'Holder' })
      await field.focus()
      await page.keyboard.type(holder.name)
      await takeOption(page.getByRole('option', { name: holder.name }))
      await page.waitForURL((at) => at.searchParams.get('holder') === holder.partyId)
      await hasFocus(field)
      const mine = body.items.filter((one) => one.holder.partyId === holder.partyId)
      const rows = page.getByRole('row')
      // Of others nothing is left: whatever neighbours add, it is this holder's.
      const own = new Set(mine.map(({ batch }) => batch?.name))
      for (const { batch } of body.items.filter((one) => !own.has(one.batch?.name)))
        await expect.poll(() => page.getByRole('rowheader', { name: batch!.name, exact: true }).count()).toBe(0)
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      await openInRow(rows.filter({ hasText: mine[0]!.batch!.name }).first(), '/events/')
      await page.waitForURL(/\/events\/evt_/)
      await settled(page)
      expect(visit.complaints).toEqual([])
    })
  })

  describe('a count', () => {
    test('is blind, by two, by keyboard, and its difference waits with its clock', async () => {
      await using visit = await stage().visit(people.pharmacist, { width: 320 })
      const { page } = visit
      await visit.go('/count')
      const places = await ask<Places>(page, '/v1/counts/places')
      const [place] = places.body.items
      const asked = `premises=${place!.premises.premisesId}&holder=${place!.holder.partyId}`
      const { body } = await ask<Sheet>(page, `/v1/counts/sheet?${asked}`)
      const line = body.lines.find(({ state }) => state === 'released')!
      await page.getByLabel('Scan or type the batch you count now').fill(line.batch.name)
      await page.keyboard.press('Enter')
      const field = page.getByLabel(new RegExp(`^${line.batch.name}, released`))
      await hasFocus(field)
      await page.keyboard.type('1 g')
      await page.getByLabel('Counted by').fill('ST-1')
      await page.getByRole('radio', { name: /Somebody without a login/ }).press('Space')
      await page.getByLabel('Countersigned by').fill('ST-1')
      await page.getByRole('button', { name: 'Record the count' }).press('Enter')
      await page.getByText('This must be somebody else than who counted.').waitFor()
      await page.getByLabel('Countersigned by').fill('ST-2')
      await page.getByRole('button', { name: 'Record the count' }).press('Enter')
      await page.getByText('The count is on record').waitFor()
      await page.locator('.gr-came-of:focus').waitFor() // The sheet is gone; the keyboard is at what came of it.
      await page.getByRole('link', { name: 'See the differences' }).press('Enter')
      await page.waitForURL(/\/differences/)
      await settled(page)
      await page.getByRole('rowheader', { name: line.batch.name }).first().waitFor()
      expect(visit.complaints).toEqual([])
    })
  })
}
