// A number mistyped on a harvest: taken back, and used again for the right one; lists and scans say which of the two is meant. Not here: who wins when
// several do so at once (src/chain/record/names-free-again.test.ts).
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { people, settled } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'
import { recorded } from './record.ts'

type Batches = { items: { batchId: string; name: string; takenBack: boolean }[] }
type Options = { options: { kind: string; allowed: boolean }[] }

const name = 'E2E-OOGST-1'

export function nameAgainWalk(stage: () => Stage): void {
  test('a harvest with a wrong weight is taken back, and its number is used again', async () => {
    await using visit = await stage().visit(people.grower, { width: 320 })
    const { page } = visit
    const lotId = await lotToHarvest(page)
    const harvest = async (mass: string) => {
      await visit.go(`/record?batch=${lotId}&kind=harvest`)
      await page.getByRole('textbox', { name: 'Number of plants cut' }).fill('1')
      await page.getByRole('textbox', { name: 'Wet mass' }).fill(mass)
      await page.getByRole('textbox', { name: 'Name of the new batch' }).fill(name)
    }
    const record = async () => {
      await page.getByRole('grid', { name: 'What changes' }).waitFor()
      await page.getByRole('button', { name: 'Record', exact: true }).press('Enter')
      await recorded(page)
    }
    await harvest('400 g')
    await record()
    // The same number for another: refused beforehand, and it is said how it becomes free.
    await harvest('4 kg')
    await page.getByText('This batch name is taken.').waitFor()
    await page.getByText('take back the event it began with', { exact: false }).waitFor()

    const { body } = await ask<Batches>(page, `/v1/batches?q=${name}`)
    const wrong = body.items[0]!
    const { body: opened } = await ask<{ openedByEventId: string }>(page, `/v1/batches/${wrong.batchId}`)
    await visit.go(`/record?kind=correct&event=${opened.openedByEventId}`)
    await page.getByRole('textbox', { name: 'Reason' }).fill('The weight of another harvest.')
    await record()
    await harvest('4 kg')
    await record()

    await visit.go(`/batches?q=${name}`)
    await page.getByText('Taken back', { exact: true }).first().waitFor()
    await expect.poll(() => page.getByRole('link', { name }).count()).toBeGreaterThanOrEqual(2)
    await looksRight(page)
    await visit.go(`/batches/${wrong.batchId}`)
    await page.getByText('This batch was taken back').waitFor()
    await looksRight(page)
    const { body: scanned } = await ask<{ hits: { batch: { batchId: string } }[] }>(page, `/v1/scan?code=${name}`)
    expect(scanned.hits[0]!.batch.batchId).not.toBe(wrong.batchId)
  })
}

async function lotToHarvest(page: Page): Promise<string> {
  const { body } = await ask<Batches>(page, '/v1/batches?kind=plant-lot&status=growing&limit=50')
  for (const { batchId } of body.items) {
    const { body: acts } = await ask<Options>(page, `/v1/batches/${batchId}/acts`)
    if (acts.options.some(({ kind, allowed }) => kind === 'harvest' && allowed)) return batchId
  }
  throw new Error('the grower has plants to cut')
}

async function looksRight(page: Page): Promise<void> {
  await settled(page)
  await page.evaluate(() => scrollTo(0, 0))
  expect(await axeViolations(page)).toEqual([])
  expect(await widerThanWindow(page)).toEqual([])
}
