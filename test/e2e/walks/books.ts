// The record book read, printed and taken along; a count by keyboard, its difference with its clock, and the line it leaves in the book.
// Not here: arithmetic and refusals (src/chain/book, src/chain/count).
import { describe, expect, test } from 'vitest'
import { hasFocus, people, settled, textOf } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Books = { items: { book: { productName: string; productCode: string }; stockMg: string }[] }
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
      await page.getByRole('rowheader', { name: first!.book.productName, exact: true }).first().press('Enter')
      await page.waitForURL(/\/books\/read/)
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
      await page.getByRole('link', { name: 'See the differences' }).press('Enter')
      await page.waitForURL(/\/differences/)
      await settled(page)
      await page.getByRole('rowheader', { name: line.batch.name }).first().waitFor()
      expect(visit.complaints).toEqual([])
    })
  })
}
