// A visitor asks whether a substance is controlled: by name, number, structure or drawing, on a day, in a language. Not here: logging in.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { settled, textOf } from '../support/people.ts'
import type { Stage } from '../support/stage.ts'

const mdmaHydrochloride = 'CC(Cc1ccc2c(c1)OCO2)NC.Cl'

export function visitorWalk(stage: () => Stage): void {
  describe('a visitor', () => {
    test('gets the list and the article of MDMA by its name, its CAS number and the SMILES of its salt', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/')
      for (const [way, q] of [
        ['the front page', 'MDMA'],
        ['the screen', '42542-10-9'],
        ['the screen', mdmaHydrochloride],
      ] as const) {
        await askBy(page, q, way === 'the front page')
        await page.getByRole('heading', { name: 'MDMA', exact: true, level: 2 }).waitFor()
        expect(await verdict(page)).toMatch(/^Yes\. On .* this substance is on list I\.$/)
        await page
          .getByRole('button', { name: /^Ow lijst I:/ })
          .first()
          .waitFor()
        await page.getByRole('img', { name: 'Structure of MDMA' }).locator('svg, path').first().waitFor()
        await page.getByRole('img', { name: /^Structure with one marked piece: MDMA/ }).waitFor()
      }
      expect(await page.getByRole('main').innerText()).toContain('C11H15NO2')
      expect(visit.complaints).toEqual([])
    })

    test('learns that the same substance stood on another list on another day', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/substances?q=3-MMC')
      expect(await verdict(page)).toMatch(/is on list I\.$/)
      const then = page.getByRole('group', { name: /On which day/ })
      await then.getByRole('spinbutton', { name: /^day/ }).focus()
      await page.keyboard.type('01062023')
      await page.getByRole('button', { name: 'Check', exact: true }).click()
      await page.waitForURL(/on=2023-06-01/)
      expect(await verdict(page)).toBe('Yes. On 1 June 2023 this substance is on list II.')
    })

    test('is offered what a mistyped name may mean, and told nothing more', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/substances?q=amfetaminne')
      expect(await verdict(page)).toBe('We do not know this name or number.')
      expect(await page.getByRole('main').innerText()).toContain('does not mean the substance is free')
      await page.getByRole('link', { name: 'amfetamine', exact: true }).click()
      await page.waitForURL(/q=amfetamine&?|q=amfetamine$/)
      expect(await verdict(page)).toMatch(/^Yes\./)
    })

    test('reads where a structure cannot be read', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go(`/substances?${new URLSearchParams({ q: 'CC(C)(c1ccccc1' })}`)
      expect(await verdict(page)).toBe('We cannot read this.')
      expect(await page.getByRole('main').innerText()).toMatch(/At character \d+\./)
      expect(await page.locator('.gr-law-fault mark').innerText()).not.toBe('')
    })

    test('draws a ring and gets an answer about it', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/substances')
      await page.getByRole('button', { name: 'Draw a structure' }).click()
      await page.getByRole('button', { name: 'Check this drawing' }).click()
      await page.getByText('There is nothing in the drawing yet.').waitFor()
      await drawRing(page)
      await page.getByRole('button', { name: 'Check this drawing' }).click()
      await page.locator('.gr-law-verdict-sentence').waitFor()
      expect(await verdict(page)).toMatch(/^Not found on/)
      expect(new URL(page.url()).search).toBe('') // A drawing may be somebody's secret.
      await page.getByRole('img', { name: 'The structure you entered' }).waitFor()
      expect(await textOf(page.getByRole('main'))).toMatch(/C1CC+1/)
      expect(visit.complaints).toEqual([])
    })

    test('changes the language and the appearance, and finds both again', async () => {
      await using visit = await stage().visit(null, { language: 'nl' })
      const { page } = visit
      await visit.go('/substances')
      const title = () => page.getByRole('heading', { level: 1 }).innerText()
      expect(await title()).toBe('Is deze stof verboden?')
      await page.getByRole('button', { name: 'Taal en weergave' }).click()
      await page.getByRole('menuitemradio', { name: 'English' }).click()
      await page.getByRole('heading', { name: 'Is this substance controlled?' }).waitFor()
      await page.keyboard.press('Escape')
      const light = await paper(page)
      await page.getByRole('button', { name: 'Language and appearance' }).click()
      await page.getByRole('menuitemradio', { name: 'Dark' }).click()
      await page.reload()
      await settled(page)
      expect(await title()).toBe('Is this substance controlled?')
      await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
      expect(await paper(page)).not.toBe(light)
    })
  })
}

async function askBy(page: Page, q: string, isFrontPage: boolean): Promise<void> {
  const field = isFrontPage
    ? page.getByRole('textbox', { name: 'Name, CAS number or SMILES' })
    : page.getByRole('combobox', { name: 'Name, CAS number or SMILES' })
  await field.fill(q)
  await page.keyboard.press('Enter')
  await page.waitForURL((at) => at.searchParams.get('q') === q)
}

/** The sentence that answers, of the question in the address. */
async function verdict(page: Page): Promise<string> {
  await settled(page)
  return textOf(page.locator('.gr-law-verdict-sentence'))
}

/** With the editor's own tools, which are a picture: a ring on its toolbar, then a place on the sheet. */
async function drawRing(page: Page): Promise<void> {
  const sheet = page.getByRole('application')
  const box = (await sheet.boundingBox())!
  await page.mouse.click(box.x + 20, box.y + 200)
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}

const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
