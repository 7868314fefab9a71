// A mass as people type it: read at once, and asked about where it can be read in two ways; nothing is sent that somebody did not mean. Not
// here: which texts can be read (src/kernel/mass.test.ts).
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { hasFocus, people, settled } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

export function massesWalk(stage: () => Stage): void {
  describe('a mass that is typed', () => {
    test('as 1.250 is asked about beside the field, by keyboard, and sent as what was chosen', async () => {
      await using visit = await stage().visit(people.grower)
      const { page } = visit
      await visit.go(await toSample(page))
      const mass = page.getByRole('textbox', { name: 'Mass' })
      const name = page.getByRole('textbox', { name: 'Name of the sample' })
      await name.waitFor()
      await page.getByRole('button', { name: 'Record', exact: true }).press('Enter')
      await hasFocus(mass) // The first that is missing, with what is to be done said there.

      await name.fill('E2E-TWOFOLD')
      await mass.press('1')
      await mass.pressSequentially('.25')
      await page.getByText(/^Read as 1\.25\sg$/).waitFor()
      const previewed: string[] = []
      page.on('request', (request) => {
        if (request.url().endsWith('/v1/events/preview')) previewed.push(String(request.postDataJSON().massMg))
      })
      await mass.press('0')
      await page.getByText('This can be 1250 g or 1.250 g. Choose what you mean.').waitFor()
      expect(await page.getByRole('grid', { name: 'What changes' }).count()).toBe(0)
      await page.getByRole('button', { name: 'Record', exact: true }).press('Enter')
      await hasFocus(mass)
      expect(await axeViolations(page)).toEqual([])
      const ways = page.getByRole('group', { name: 'What do you mean?' })
      await page.keyboard.press('Tab')
      await hasFocus(ways.getByRole('button', { name: '1250 g' }))
      await page.keyboard.press('Tab')
      await hasFocus(ways.getByRole('button', { name: '1.250 g' }))
      await page.keyboard.press('Enter')
      await hasFocus(mass)
      await expect.poll(() => mass.inputValue()).toBe('1.250 g')
      await page.getByText(/^Read as 1\.25\sg$/).waitFor()
      await page.getByRole('grid', { name: 'What changes' }).waitFor()
      expect(new Set(previewed)).toEqual(new Set(['1250']))

      await mass.fill('1,250')
      await ways.getByRole('button', { name: '1250 g' }).press('Enter')
      await expect.poll(() => mass.inputValue()).toBe('1250 g')
      await page.getByText(/^Read as 1,250\sg$/).waitFor()
      await expect.poll(() => previewed.at(-1)).toBe('1250000')
    })

    test.each([
      [
        'nl',
        320,
        'dark',
        'Gewicht',
        'Dit kan 1250 g zijn of 1,250 g. Kies wat u bedoelt.',
        '1,250 g',
        /^Gelezen als 1,25\sg$/,
      ],
      [
        'en',
        768,
        'light',
        'Mass',
        'This can be 1250 g or 1.250 g. Choose what you mean.',
        '1.250 g',
        /^Read as 1\.25\sg$/,
      ],
    ] as const)('in %s at %i px: the two ways are offered as that reader writes them', async (...given) => {
      const [language, width, theme, label, says, way, reads] = given
      await using visit = await stage().visit(people.grower, { language, width, theme })
      const { page } = visit
      await visit.go(await toSample(page))
      const mass = page.getByRole('textbox', { name: label, exact: true })
      await mass.fill('1.250')
      await page.getByText(says).waitFor()
      await isSound(page)
      await page.getByRole('button', { name: way, exact: true }).press('Enter')
      await page.getByText(reads).waitFor()
      await isSound(page)
    })
  })
}

/** The form of a sample of the grower's first wet harvest: it asks for a mass and nothing in it is sent. */
async function toSample(page: Page): Promise<string> {
  const { body } = await ask<{ items: { batchId: string }[] }>(page, '/v1/batches?status=wet&limit=1')
  const [batch] = body.items
  if (!batch) throw new Error('the grower has a harvest that is still wet')
  return `/record?batch=${batch.batchId}&kind=sample`
}

async function isSound(page: Page): Promise<void> {
  await settled(page)
  expect(await axeViolations(page)).toEqual([])
  expect(await widerThanWindow(page)).toEqual([])
}
