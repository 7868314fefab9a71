// What is no flower, as people do it: a packer extracts oil and sees its yield, its plants and what is in it; a trial gives MDMA by the milligram and its
// pharmacist destroys what is left over. In Dutch. Not here: the rules (src/chain/record/oil-and-powder.test.ts).
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { people, settled, textOf } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Batches = { items: { batchId: string; name: string; kind: string }[] }
type Detail = {
  parents: { batch: { batchId: string; name: string } }[]
  balances: { account: { kind: string; ledger: string; state: string }; amount: string }[]
}

export function besideFlowerWalk(stage: () => Stage): void {
  describe('beside flower', () => {
    test('a packer extracts oil: refused as flower and for its yield, then recorded, back to the plants', async () => {
      await using visit = await stage().visit(people.packer, { language: 'nl' })
      const { page } = visit
      const made = await bulkOf(page, 'thc-olie-2')
      const part = (await detailOf(page, made)).parents[0]!.batch // The demo made it of one.
      await record(page, () => visit.go(`/batches/${part.batchId}`), /^Extraheren/)
      await choose(page, /Waarmee geëxtraheerd\?$/, 'koolstofdioxide')
      await page.getByRole('textbox', { name: 'Gewicht dat erin gaat' }).fill('20 g')
      await page.getByRole('textbox', { name: 'Gewicht dat eruit komt' }).fill('120 g')
      await page.getByRole('textbox', { name: 'Afval' }).fill('16 g')
      const name = `OLIE-E2E-${Date.now()}`
      await page.getByRole('textbox', { name: 'Naam van de nieuwe partij' }).fill(name)
      await choose(page, /Product$/, 'Bedrocan')
      await page.getByText(/is geen extract uit/).waitFor()
      await choose(page, /Product$/, 'THC-olie 2 %')
      await page.getByText(/extract verwacht/).waitFor() // Without its carrier it would be six times what went in.
      await page.getByRole('textbox', { name: 'Waarvan dragerolie' }).fill('116,72 g')
      await page.getByRole('grid', { name: 'Wat er verandert' }).waitFor()
      await send(page)

      await page.getByRole('link', { name: 'Naar de partij' }).press('Enter')
      await settled(page)
      const { body } = await ask<Batches>(page, '/v1/batches?product=thc-olie-2&limit=50')
      const oil = body.items.find((one) => one.name === name)!
      await visit.go(`/batches/${oil.batchId}`)
      const main = page.getByRole('main')
      expect(await textOf(main)).toMatch(/120 g[\s\S]*Gemaakt uit/)
      expect(await textOf(main)).toContain(`${part.name} 20 g`)
      await page.getByText('Toon als tabel').first().press('Enter')
      await expect.poll(() => textOf(main)).toMatch(/dragerolie\s+quarantaine\s+116,72 g/)
      expect(await axeViolations(page)).toEqual([])
      await page.getByRole('tab', { name: 'Herkomst en bestemming' }).press('Enter')
      await settled(page)
      await page.getByText('kweekpartij').first().waitFor()
      expect(await textOf(main)).toContain(part.name)

      // Of the one that was measured: what is in it, as it is.
      await visit.go(`/batches/${made}`)
      await openContents(page)
      const said = await textOf(main)
      expect(said).toMatch(/zoals het is/)
      expect(said).toMatch(/[\d.,]+ (µg|g) THC/)
      expect(said).not.toMatch(/gedroogd/)
    })

    test('a trial gives MDMA by the milligram, and its pharmacist destroys what is left over', async () => {
      await using visit = await stage().visit(people.researcher, { language: 'nl', width: 320 })
      const { page } = visit
      const lot = await bulkOf(page, 'mdma-hcl')
      const before = await standingOf(page, lot)
      await record(page, () => visit.go(`/batches/${lot}`), /^Toedienen in een onderzoek/)
      await page.getByRole('textbox', { name: 'Gewicht', exact: true }).fill('90 g')
      await page.getByRole('textbox', { name: 'Nummer van het onderzoek' }).fill('2026-512345-20-00')
      await page.getByRole('textbox', { name: 'Uw eigen registratienummer' }).fill('PP-201')
      await page
        .getByText(/minder/)
        .first()
        .waitFor() // More than there is: take less.
      await page.getByRole('textbox', { name: 'Gewicht', exact: true }).fill('0,143 g')
      await page.getByText('Wat erin zit, gaat mee').press('Enter')
      await page
        .getByText(/g MDMA-base/)
        .first()
        .waitFor()
      await send(page)
      const given = await standingOf(page, lot)
      expect(before.massMg - given.massMg).toBe(143n)
      const share = (before.baseUg * 143n) / before.massMg
      expect(before.baseUg - given.baseUg).toBe(share)
      await visit.go(`/batches/${lot}`)
      await openContents(page)
      expect(await widerThanWindow(page)).toEqual([])
      expect(await axeViolations(page)).toEqual([])
      expect(await textOf(page.getByRole('main'))).toMatch(/(µg|g) MDMA-base/)

      await using other = await stage().visit(people.hospitalPharmacist, { language: 'nl' })
      await record(other.page, () => other.go(`/batches/${lot}`), /^Vernietigen/)
      await other.page.getByRole('textbox', { name: 'Gewicht', exact: true }).fill('57 mg')
      await choose(other.page, /Hoe vernietigd\?$/, 'chemisch')
      await other.page.getByRole('textbox', { name: /eerste getuige/ }).fill('AZM-112')
      await other.page.getByRole('textbox', { name: /tweede getuige/ }).fill('AZM-138')
      await other.page.getByRole('grid', { name: 'Wat er verandert' }).waitFor()
      await send(other.page)
      expect(given.massMg - (await standingOf(other.page, lot)).massMg).toBe(57n)
    })
  })
}

async function record(page: Page, open: () => Promise<void>, act: RegExp): Promise<void> {
  await open()
  await page.getByRole('main').getByRole('link', { name: 'Gebeurtenis vastleggen' }).press('Enter')
  await page.getByRole('radio', { name: act }).press('Space')
}

/** The goods stand first; what is in them is folded under them. */
async function openContents(page: Page): Promise<void> {
  await page.getByRole('main').locator('summary', { hasText: 'Wat erin zit' }).press('Enter')
  await page.getByRole('grid', { name: 'Wat erin zit' }).waitFor()
}

async function choose(page: Page, field: RegExp, option: string): Promise<void> {
  await page.getByRole('button', { name: field }).press('Enter')
  await page.getByRole('option', { name: option }).press('Enter')
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Vastleggen', exact: true }).press('Enter')
  await page.getByRole('alert').filter({ hasText: 'Vastgelegd' }).waitFor()
}

/** The first that was opened: the demo's own. */
async function bulkOf(page: Page, product: string): Promise<string> {
  const { body } = await ask<Batches>(page, `/v1/batches?product=${product}&kind=bulk&limit=50&sort=opened&order=asc`)
  return body.items[0]!.batchId
}

const detailOf = async (page: Page, batchId: string) => (await ask<Detail>(page, `/v1/batches/${batchId}`)).body

async function standingOf(page: Page, batchId: string): Promise<{ massMg: bigint; baseUg: bigint }> {
  const { balances } = await detailOf(page, batchId)
  const released = (of: string) =>
    balances
      .filter(({ account: { kind, state, ledger } }) => kind === 'stock' && state === 'released' && ledger === of)
      .reduce((sum, { amount }) => sum + BigInt(amount), 0n)
  return { massMg: released('material_mg'), baseUg: released('mdma_base_ug') }
}
