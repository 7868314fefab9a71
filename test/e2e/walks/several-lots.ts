// A van with several lots: the distributor scans and chooses them, at a desk and by the keyboard alone, spreads them over boxes, and the pharmacist
// weighs each on a phone. Not here: what is refused (src/chain/shipments/several-lots.test.ts).
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { hasFocus, people, settled, takeOption, textOf } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'
import { recorded } from './record.ts'

type Lot = { readonly batchId: string; readonly name: string }
type Options = {
  options: {
    kind: string
    allowed: boolean
    state: string | null
    maxAmount: string | null
    premises: { name: string }
  }[]
}
type Shipments = { items: { shipmentId: string; lines: { batch: Lot; shippedMassMg: string }[] }[] }
type Shipment = { status: string; lines: { batch: Lot; shippedMassMg: string; receivedMassMg: string | null }[] }

export function severalLotsWalk(stage: () => Stage): void {
  test('three lots go in one shipment, in boxes, and each is weighed on arrival', async () => {
    await using sender = await stage().visit(people.distributor)
    const { page } = sender
    await using receiver = await stage().visit(people.pharmacist, { width: 320 })
    const phone = receiver.page
    const { body: who } = await ask<{ party: { name: string } }>(phone, '/v1/session')
    const [first, second, third] = await lotsToSend(page, 3)
    await sender.go(`/record?batch=${first!.batchId}&kind=ship`)
    await page.getByRole('textbox', { name: 'Mass' }).fill('5 g')

    // One is scanned, one is chosen by its name; both come with all there is of them here.
    const scan = page.getByRole('textbox', { name: 'Scan what goes along' })
    await scan.fill(second!.name)
    await page.keyboard.press('Enter')
    await page.getByText(`${second!.name} was added: 2 batches.`).waitFor()
    const add = page.getByRole('combobox', { name: 'Add another batch' })
    await add.fill(third!.name)
    await takeOption(page.getByRole('option').filter({ hasText: third!.name }).first())
    await page.getByText(`${third!.name} was added: 3 batches.`).waitFor()
    await expect.poll(() => add.inputValue()).toBe('')
    await hasFocus(page.getByRole('group', { name: new RegExp(third!.name) }).getByRole('textbox', { name: 'Mass' }))
    const row = (name: string) => page.getByRole('group', { name: new RegExp(name) })
    await row(second!.name).getByRole('textbox', { name: 'Mass' }).fill('10 g')

    // What stands there already is not added again; what is taken away leaves the others as they are.
    await scan.fill(second!.name)
    await page.keyboard.press('Enter')
    await page.getByText(`${second!.name} stands in the form already.`).waitFor()
    await row(third!.name)
      .getByRole('button', { name: `Remove ${third!.name}` })
      .press('Enter')
    await row(third!.name).waitFor({ state: 'detached' })
    await hasFocus(row(second!.name).getByRole('textbox', { name: 'Mass' }))
    await expect.poll(() => row(second!.name).getByRole('textbox', { name: 'Mass' }).inputValue()).toBe('10 g')
    await scan.fill(third!.name)
    await page.keyboard.press('Enter')
    await row(third!.name).getByRole('textbox', { name: 'Mass' }).fill('15 g')

    await chooseReceiver(page, who.party.name)
    await page.getByRole('textbox', { name: /Number of boxes/ }).fill('6')
    await registerPrefix(page)
    // As many boxes as there are; each holds one lot, and says which.
    const boxes = page.locator('.gr-manifest-content')
    await expect.poll(() => boxes.count()).toBe(6)
    const inBoxes = await Promise.all((await boxes.all()).map(textOf))
    for (const [name, mass] of [
      [first!.name, '5 g'],
      [second!.name, '5 g'],
      [third!.name, '5 g'],
    ] as const)
      expect(inBoxes).toContain(`${name}: ${mass}`)
    const preview = page.getByRole('grid', { name: 'What changes' })
    await preview.waitFor()
    for (const { name } of [first!, second!, third!])
      await preview.getByRole('row').filter({ hasText: name }).first().waitFor()
    await looksRight(page)
    await page.getByRole('button', { name: 'Record', exact: true }).press('Enter')
    await recorded(page)

    const { body } = await ask<Shipments>(phone, '/v1/shipments?status=in-transit&limit=50')
    const sent = body.items.find(
      ({ lines }) => lines.length === 3 && lines.some(({ batch }) => batch.name === third!.name),
    )
    await receiver.go(`/record?shipment=${sent!.shipmentId}`)
    const weighed = (name: string) => phone.getByRole('textbox', { name: new RegExp(`^Received: ${name}`) })
    await weighed(first!.name).fill('5 g')
    await weighed(second!.name).fill('9,9 g')
    await weighed(third!.name).fill('15 g')
    await phone.getByRole('grid', { name: 'What changes' }).waitFor()
    await looksRight(phone)
    await phone.getByRole('button', { name: 'Record', exact: true }).press('Enter')
    await recorded(phone)
    const { body: now } = await ask<Shipment>(phone, `/v1/shipments/${sent!.shipmentId}`)
    expect(now.lines.map(({ batch, receivedMassMg }) => [batch.name, receivedMassMg])).toEqual([
      [first!.name, '5000'],
      [second!.name, '9900'],
      [third!.name, '15000'],
    ])
    await receiver.go(`/shipments/${sent!.shipmentId}`)
    await phone.getByText('Received with a difference', { exact: true }).waitFor()
    await settled(phone)
    expect(await widerThanWindow(phone)).toEqual([])
    expect([...sender.complaints, ...receiver.complaints]).toEqual([])
  })
}

/** Lots of which twenty grams may leave from one place. */
async function lotsToSend(page: Page, count: number): Promise<readonly Lot[]> {
  const { body } = await ask<{ items: Lot[] }>(page, '/v1/batches?kind=pack-lot&status=released&limit=50')
  const found: (Lot & { readonly at: string })[] = []
  for (const { batchId, name } of body.items) {
    const { body: acts } = await ask<Options>(page, `/v1/batches/${batchId}/acts`)
    const may = acts.options.find(
      (one) => one.kind === 'ship' && one.allowed && one.state === 'released' && BigInt(one.maxAmount ?? 0) >= 20_000n,
    )
    if (may) found.push({ batchId, name, at: may.premises.name })
    const here = found.filter(({ at }) => at === found[0]?.at)
    if (here.length === count) return here
  }
  throw new Error(`the distributor has ${count} lots that may leave from one place`)
}

async function chooseReceiver(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /What for\?$/ }).press('Enter')
  await page.getByRole('option', { name: 'supply', exact: true }).press('Enter')
  const field = page.getByRole('combobox', { name: /^To whom\?/ })
  await field.fill(name)
  await takeOption(page.getByRole('option').filter({ hasText: name }).first())
  await page.getByRole('button', { name: /To which premises\?$/ }).press('Enter')
  await page.getByRole('option').first().press('Enter')
}

/** From the top: a field that is half under the header because the page was scrolled is no fault of the form. */
async function looksRight(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0))
  await settled(page)
  expect(await axeViolations(page)).toEqual([])
  expect(await widerThanWindow(page)).toEqual([])
}

/** Where nobody did so before. */
async function registerPrefix(page: Page): Promise<void> {
  const prefix = page.getByRole('textbox', { name: 'Your GS1 company prefix' })
  const boxes = page.locator('.gr-manifest-content')
  await prefix.or(boxes.first()).first().waitFor()
  if ((await prefix.count()) === 0) return
  await prefix.fill('952000044')
  await page.getByRole('button', { name: 'Register the prefix' }).press('Enter')
}
