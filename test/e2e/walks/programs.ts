// A holder's administrator lets a program act for the holder, gives it another key, and ends it. Not here: the program itself
// (src/api/identity/machine-clients.test.ts).
import { generateKeyPairSync } from 'node:crypto'
import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { people, settled } from '../support/people.ts'
import { atRest } from '../support/quiet.ts'
import { ask, type Stage } from '../support/stage.ts'

/** A key as a supplier would send it: the public part, or by mistake all of it. */
function someKey(kid: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = (key: typeof publicKey) => JSON.stringify({ ...key.export({ format: 'jwk' }), kid, alg: 'ES256' })
  return { open: jwk(publicKey), secret: jwk(privateKey) }
}

/** As by keyboard: the row takes the focus, the arrow keys walk its cells to the button of that name. */
async function pressInRow(row: Locator, name: string): Promise<void> {
  const { keyboard } = row.page()
  const button = row.getByRole('button', { name, exact: true })
  await atRest(row.page()) // A dialog that closes gives the focus back, and rows that are drawn anew lose it.
  await row.focus()
  const stops = await row.locator('td, th, button').count()
  for (let stop = 0; stop < stops; stop += 1) {
    await keyboard.press('ArrowRight')
    if (await button.evaluate((element) => element === document.activeElement)) return keyboard.press('Enter')
  }
  throw new Error(`the arrow keys do not reach ${name}`)
}

type Programs = { items: { name: string; keys: string[]; keysAt: string | null; withdrawnAt: string | null }[] }

export function programsWalk(stage: () => Stage): void {
  describe('programs', () => {
    test('are added, given another key and ended by the administrator; a private key never leaves the page', async () => {
      await using visit = await stage().visit(people.growerAdministrator)
      const { page } = visit
      const sent: string[] = []
      page.on('request', (request) => sent.push(request.postData() ?? ''))
      await visit.go('/profile')
      await page.getByRole('link', { name: 'Programs that act for your organisation' }).press('Enter')
      await page.waitForURL(/\/programs$/)
      await settled(page)
      await page.getByRole('button', { name: 'Add a program' }).press('Enter')
      const dialog = page.getByRole('dialog')
      const key = someKey('till-1')
      await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter')
      await dialog.getByText('Give the program a name.').waitFor()
      await dialog.getByRole('textbox', { name: 'Name' }).fill('Climate computer')
      await dialog.getByRole('textbox', { name: /Public key/ }).fill(key.secret)
      await dialog.getByText(/It was not sent/).waitFor()
      await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter')
      await dialog.getByRole('textbox', { name: /Public key/ }).fill(key.open)
      await dialog.getByRole('checkbox', { name: 'record events' }).press('Space')
      expect(await axeViolations(page)).toEqual([])
      await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter')
      await page.getByText('Climate computer was added').waitFor()
      expect(sent.join('\n')).not.toContain('"d":')
      await page.keyboard.press('Escape')
      const row = page.getByRole('row').filter({ hasText: 'Climate computer' }).first()
      await row.getByText('till-1').waitFor()
      expect(await widerThanWindow(page)).toEqual([])

      await pressInRow(row, 'New key')
      await dialog.getByRole('textbox', { name: /Public key/ }).fill(someKey('till-2').open)
      await dialog.getByRole('button', { name: 'Replace' }).press('Enter')
      await row.getByText('till-2').waitFor()
      await dialog.waitFor({ state: 'hidden' })

      await pressInRow(row, 'End')
      await page.getByRole('alertdialog').getByRole('button', { name: 'End' }).press('Enter')
      await row.getByText(/^ended /).waitFor()
      const { body } = await ask<Programs>(page, '/v1/machine-clients')
      expect(body.items.find(({ name }) => name === 'Climate computer')).toMatchObject({
        keys: ['till-2'],
        keysAt: expect.any(String),
        withdrawnAt: expect.any(String),
      })
      expect(visit.complaints).toEqual([])
    })

    test('are not for a chain officer, who is told whose they are', async () => {
      await using visit = await stage().visit(people.grower)
      await visit.go('/programs')
      await visit.page.getByText('Programs are managed by the administrator of your organisation.').waitFor()
      expect(await axeViolations(visit.page)).toEqual([])
    })
  })
}
