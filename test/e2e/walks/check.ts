// Someone who has a structure: why it is on a list, drawn and in words, from a file, without a line, and without sending anything. Not
// here: names and days (visitor.ts).
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, unseenStops, widerThanWindow } from '../support/checks.ts'
import { settled, textOf } from '../support/people.ts'
import type { Stage } from '../support/stage.ts'

const bupropion = 'CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1'
const ringHydroxy = 'CC(N)Cc1cccc(O)c1'
/** One structure for each ground the law has, and the ground as the page says it. */
const grounds = [
  ['MDMA', 'named'],
  ['CC(=O)O[C@H]1C=C[C@H]2[C@H]3Cc4ccc(O)c5O[C@@H]1[C@]2(CCN3C)c45', 'ester (closing clause)'],
  ['CN(C)CCc1c[nH]c2cccc(OC)c12', 'ether (closing clause)'],
  ['CN1CC[C@@]23[C@@H]4Oc5c(O)ccc(C[C@H]1[C@H]2C=C[C@H]4O)c35', 'mirror image (closing clause)'],
  ['CCCCCc1cc(O)c2[C@@H]3CC(C)=CC[C@H]3C(C)(C)Oc2c1', 'isomer (closing clause)'],
  ['CCN(CC)C(=O)[C@H]1CN(C)[C@@H]2Cc3cn(C)c4cccc(C2=C1)c34', 'derivative (closing clause)'],
  [bupropion, 'substance group'],
] as const

const molfile = `
  by hand

  3  2  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 C   0  0
    1.3000    0.7500    0.0000 C   0  0
    2.6000    0.0000    0.0000 O   0  0
  1  2  1  0
  2  3  1  0
M  END
`

export function checkWalk(stage: () => Stage): void {
  const address = (q: string) => `/substances?${new URLSearchParams({ q })}`

  describe('someone with a structure', () => {
    test('sees each ground of the law as a picture with its pieces in words', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      for (const [q, ground] of grounds) {
        await visit.go(address(q))
        const card = cardOf(page, ground)
        const picture = card.getByRole('img', { name: /^Structure with .* marked piece/ })
        await picture.locator('.gr-mark').first().waitFor()
        const signs = await picture.locator('.gr-sign text').allTextContents()
        const lines = await card.locator('.gr-clause-sign').allTextContents()
        expect(signs.length).toBeGreaterThan(0)
        for (const sign of signs) expect(lines).toContain(sign)
        const words = await card.locator('.gr-clause-outcome').allInnerTexts()
        expect(words.every((word) => word.trim() === 'met')).toBe(true)
      }
      expect(visit.complaints).toEqual([])
    })

    test('reads that a model stands in for the text, and when the ban does not apply', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go(address(bupropion))
      expect(await verdict(page)).toMatch(/^Yes, by our model\. .* falls in a group of list IA\.$/)
      const main = await textOf(page.getByRole('main'))
      expect(main).toContain('The ban does not apply if you show this')
      expect(main).toContain('The substance stays in the group')
      expect(main).not.toMatch(/not in the group/i)
    })

    test('sees which piece refused, and reaches each line by keyboard', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go(address(ringHydroxy))
      expect(await verdict(page)).toMatch(/^Not found on list I, IA or II/)
      const card = cardOf(page, 'substance group')
      await card.locator('.gr-sign-not-met').first().waitFor()
      const refusal = card.getByRole('button', { name: /hydroxy.*not met/ })
      await refusal.focus()
      await expect.poll(() => card.locator('.gr-mark-refused.gr-mark-active').count()).toBeGreaterThan(0)
      await page.keyboard.press('Enter')
      await expect.poll(() => refusal.getAttribute('aria-pressed')).toBe('true')
      expect(await unseenStops(page)).toEqual([])
    })

    test('pastes a molfile, which stands in no address', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/substances')
      await page.getByRole('button', { name: 'Molfile or SD file' }).click()
      await page.getByRole('textbox', { name: 'Molfile' }).fill(molfile)
      await page.getByRole('button', { name: 'Check this structure' }).click()
      expect(await verdict(page)).toMatch(/^Not found on/)
      expect(new URL(page.url()).search).toBe('')
      await page.getByRole('textbox', { name: 'Molfile' }).fill(molfile.replace(' O ', ' Qq'))
      await page.getByRole('button', { name: 'Check this structure' }).click()
      await page.getByText('We cannot read this.').waitFor()
      expect(await textOf(page.locator('.gr-law-fault'))).toMatch(/On line 7:/)
    })

    test('goes on checking when the line is cut, and is told so', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/substances')
      await page.getByText('checking works without internet too').waitFor({ timeout: 60_000 })
      await page.context().setOffline(true)
      for (const [q, said] of [
        ['MDMA', /^Yes\. .* is on list I\.$/],
        [bupropion, /^Yes, by our model/],
        ['42542-10-8', /^We cannot read this/],
        ['amfetaminne', /^We do not know this name/],
      ] as const) {
        await page.getByRole('combobox').fill(q)
        await page.keyboard.press('Enter')
        await page.waitForURL((at) => at.searchParams.get('q') === q)
        expect(await verdict(page)).toMatch(said)
        await page.getByText('Judged on this device').waitFor()
      }
      await page.context().setOffline(false)
    })

    test('who wishes sends nothing: no request leaves, and the address stays empty', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/substances')
      await page.getByText('Check on this device only').click()
      await page.getByText('checking works without internet too').waitFor({ timeout: 60_000 })
      await settled(page)
      const sent: string[] = []
      page.on('request', (request) => {
        if (new URL(request.url()).pathname.startsWith('/v1/substances')) sent.push(request.url())
      })
      await page.getByRole('combobox').fill(bupropion)
      await page.keyboard.press('Enter')
      expect(await verdict(page)).toMatch(/^Yes, by our model/)
      await cardOf(page, 'substance group').locator('.gr-sign').first().waitFor()
      expect(sent).toEqual([])
      expect(new URL(page.url()).search).toBe('')
    })

    test.each([
      ['nl', 'light', 1440],
      ['en', 'dark', 768],
      ['nl', 'dark', 320],
    ] as const)('finds nothing amiss in %s, %s, %i wide', async (language, theme, width) => {
      await using visit = await stage().visit(null, { language, theme, width })
      const { page } = visit
      for (const q of [
        bupropion,
        ringHydroxy,
        'O=c1[nH]c2ccccc2n1CCCN1CCC(CC1)n1c(=O)[nH]c2cc(Cl)ccc12',
        'CC(C)(c1ccccc1',
      ]) {
        await visit.go(address(q))
        await page.locator('.gr-law-verdict-sentence').waitFor()
        expect(await axeViolations(page)).toEqual([])
        expect(await widerThanWindow(page)).toEqual([])
      }
    })
  })
}

const cardOf = (page: Page, ground: string) =>
  page
    .locator('.gr-finding')
    .filter({ has: page.locator('.gr-finding-ground').getByText(ground, { exact: true }) })
    .first()

async function verdict(page: Page): Promise<string> {
  await settled(page)
  return textOf(page.locator('.gr-law-verdict-sentence'))
}
