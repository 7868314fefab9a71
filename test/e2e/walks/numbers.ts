// From a number down to what it sums, by keyboard: the sums of a record book, and what a call-off was used for. Not here: that each adds up,
// kind by kind (test/contract/numbers.test.ts).
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { hasFocus, openInRow, people, settled, textOf } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Books = {
  items: { book: { premises: { premisesId: string }; holder: { partyId: string }; productCode: string } }[]
}
type Book = {
  from: string
  until: string
  openingMg: string
  inMg: string
  closingMg: string
  lines: { inMg: string }[]
}
type Totals = { totals: { amount: string }[] }
type Allowances = { items: { number: string; usedMassMg: string; usedAccountId: string | null }[] }
type Limits = {
  items: { accountId: string | null; isNow: boolean; usedMassMg: string; exemption: { exemptionId: string } }[]
}
type Moves = { account: { amount: string }; items: { amount: string }[] }
type Exemptions = { items: { exemptionId: string }[] }

/** As a record book has it, in English: "1,234.500 g". */
const grams = (massMg: string) => `${(Number(massMg) / 1000).toFixed(3).replace(/\B(?=(\d{3})+\.)/g, ',')} g`

/** What the API says at the address the page is at, of the ledger. */
const ledgerHere = (page: Page) => ask<Totals>(page, `/v1/accounts${new URL(page.url()).search}`)

export function numbersWalk(stage: () => Stage): void {
  describe('a number, down to what it sums', () => {
    test('of a record book: what came in opens its lines, what was there the accounts of that day', async () => {
      await using visit = await stage().visit(people.pharmacist)
      const { page } = visit
      await visit.go('/books')
      const { body } = await ask<Books>(page, '/v1/books')
      const { premises, holder, productCode } = body.items[0]!.book
      // A month that is over: nobody writes in it while this walks.
      const month = Temporal.Now.plainDateISO('Europe/Amsterdam').with({ day: 1 })
      const period = `premises=${premises.premisesId}&holder=${holder.partyId}&product=${productCode}&from=${month.subtract({ months: 1 })}&until=${month}`
      const { body: book } = await ask<Book>(page, `/v1/books/lines?${period}&limit=200`)
      await visit.go(`/books/read?${period}`)
      const figures = page.locator('.gr-figures')
      await figures
        .getByRole('link', { name: grams(book.inMg) })
        .first()
        .press('Enter')
      await page.getByText('Only what came in.').waitFor()
      await settled(page)
      const came = book.lines.filter(({ inMg }) => inMg !== '0')
      expect(came.reduce((sum, { inMg }) => sum + BigInt(inMg), 0n)).toBe(BigInt(book.inMg))
      // One row for each line, under the row of names; none where nothing came.
      if (came.length > 0) expect(await page.getByRole('grid').getByRole('row').count()).toBe(came.length + 1)
      expect(await axeViolations(page)).toEqual([])
      await page.getByRole('link', { name: 'All lines' }).press('Enter')
      await page.getByText('Only what came in.').waitFor({ state: 'detached' })

      await figures.getByRole('link').last().press('Enter')
      await page.waitForURL(/\/ledger\?.*at=/)
      await page.getByRole('heading', { name: 'Ledger' }).waitFor()
      await settled(page)
      expect((await ledgerHere(page)).body.totals[0]?.amount ?? '0').toBe(book.closingMg)
      expect(await textOf(page.locator('.gr-picture-chosen'))).toContain('as it stood on')
      expect(await axeViolations(page)).toEqual([])
      if (book.closingMg === '0') return
      await page.getByRole('grid', { name: 'Ledger' }).getByRole('row').nth(1).focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/ledger\/acc_[^?]+\?at=/)
      await page.getByRole('link', { name: 'As it stands now' }).waitFor()
      await openInRow(page.getByRole('grid', { name: 'Movements' }).getByRole('row').nth(1), '/events/')
      await page.waitForURL(/\/events\/evt_/)
      expect(visit.complaints).toEqual([])
    })

    test('of a sentence: what came in opens the bands it sums, a band its events', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go('/flow')
      const came = page.locator('figcaption').getByRole('link').nth(1) // After what stood there.
      const said = await textOf(came)
      await came.press('Enter')
      await hasFocus(page.getByRole('heading', { level: 2, name: 'What came in' }))
      expect(
        await textOf(page.locator('section').filter({ has: page.getByRole('heading', { name: 'What came in' }) })),
      ).toContain(said)
      expect(await axeViolations(page)).toEqual([])
      await openInRow(page.getByRole('grid', { name: 'What came in' }).getByRole('row').nth(1), '/flow?')
      await page.waitForURL(/[?&]source=/)
      await hasFocus(page.getByRole('heading', { level: 2, name: '→' }))
      expect(visit.complaints).toEqual([])
    })

    test('of what waits: the number opens all of it, on the front page and on the day', async () => {
      await using visit = await stage().visit(people.chainManager, { width: 320 })
      const { page } = visit
      await page.locator('.gr-work-lead .gr-work-count a').press('Enter')
      await page.waitForURL(/\/waiting\/[a-z-]+$/)
      await page.locator('.gr-work-item').first().waitFor()
      await settled(page)
      // Both of one answer, so nobody writes in between.
      const shown = await page.locator('.gr-work-item').count()
      const said = (await textOf(page.getByRole('status').filter({ hasText: /\d|One/ }))).match(/\d[\d,]*|One/g) ?? []
      expect(said.map((text) => (text === 'One' ? 1 : Number(text.replaceAll(',', ''))))).toContain(shown)
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      await visit.go('/waiting/nothing-of-the-kind')
      await page.getByRole('link', { name: 'What there is to do' }).press('Enter')
      await page.waitForURL((at) => at.pathname === '/')
      expect(visit.complaints).toEqual([])
    })

    test('of a quantity a condition limits: what was used opens the acts that used it', async () => {
      await using visit = await stage().visit(people.grower, { width: 320 })
      const { page } = visit
      const { body } = await ask<Limits>(page, '/v1/limits')
      const one = body.items.find(({ accountId, isNow }) => accountId !== null && isNow)!
      await visit.go(`/exemptions/${one.exemption.exemptionId}`)
      const row = page
        .getByRole('grid', { name: 'Quantities' })
        .getByRole('row')
        .filter({ has: page.getByText('now', { exact: true }) })
      await row.waitFor()
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      await openInRow(row, `/ledger/${one.accountId}`)
      await page.getByRole('grid', { name: 'Movements' }).waitFor()
      await settled(page)
      const { body: used } = await ask<Moves>(page, `/v1/accounts/${one.accountId}/movements?limit=200`)
      expect(used.account.amount).toBe(one.usedMassMg)
      expect(used.items.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(BigInt(one.usedMassMg))
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('of a call-off: what was used opens the acts that used it', async () => {
      await using visit = await stage().visit(people.grower, { width: 320 })
      const { page } = visit
      const { body } = await ask<Allowances>(page, '/v1/allowances')
      const one = body.items.find(({ usedAccountId, usedMassMg }) => usedAccountId !== null && usedMassMg !== '0')!
      const { body: exemptions } = await ask<Exemptions>(page, '/v1/exemptions')
      await visit.go(`/exemptions/${exemptions.items[0]!.exemptionId}`)
      const table = page.getByRole('grid', { name: 'Call-offs and permits' })
      const row = table.getByRole('row').filter({ hasText: one.number })
      await row.waitFor()
      expect(await widerThanWindow(page)).toEqual([])
      await openInRow(row, `/ledger/${one.usedAccountId}`)
      await page.waitForURL(new RegExp(`/ledger/${one.usedAccountId}`))
      await page.getByRole('grid', { name: 'Movements' }).waitFor()
      await settled(page)
      const { body: used } = await ask<Moves>(page, `/v1/accounts/${one.usedAccountId}/movements?limit=200`)
      expect(used.items.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(BigInt(used.account.amount))
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      await openInRow(page.getByRole('grid', { name: 'Movements' }).getByRole('row').nth(1), '/events/')
      await page.waitForURL(/\/events\/evt_/)
      expect(visit.complaints).toEqual([])
    })
  })
}
