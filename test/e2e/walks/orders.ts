// An order form from both its sides: a pharmacist orders on a phone, the distributor scans its number and sends part of it, and both read what has
// come of it. Not here: what is refused (src/chain/orders).
import { expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { people, settled, takeOption } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'
import { recorded } from './record.ts'

type Order = { number: string; openMg: string; sentMg: string; shipments: { shipmentId: string }[] }

export function ordersWalk(stage: () => Stage): void {
  test('what is ordered on a phone is found by its number, sent in part, and stands on the shipment', async () => {
    await using orderer = await stage().visit(people.pharmacist, { width: 320 })
    const { page } = orderer
    await orderer.go('/orders')
    await page.getByRole('link', { name: 'Place an order' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Place an order' }).waitFor()
    await settled(page)
    await page.getByRole('button', { name: 'Order and sign' }).press('Enter')
    await page.getByText('Fill this in.').first().waitFor()
    await page.getByRole('combobox', { name: /Who do you order from/ }).fill('Oeverstede')
    await takeOption(page.getByRole('option', { name: /Groothandel Oeverstede/ }))
    await page.getByRole('button', { name: /Which product/ }).press('Enter')
    await page.getByRole('option', { name: 'Bedrocan', exact: true }).press('Enter')
    await page.getByRole('textbox', { name: 'How much?' }).fill('12 g')
    expect(await axeViolations(page)).toEqual([])
    expect(await widerThanWindow(page)).toEqual([])
    await page.getByRole('button', { name: 'Order and sign' }).press('Enter')
    const title = page.getByRole('heading', { level: 1, name: /^Order B-/ })
    await title.waitFor()
    const number = (await title.innerText()).replace('Order ', '').trim()
    await settled(page)
    await page.getByText('Nothing was sent yet.').waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await widerThanWindow(page)).toEqual([])
    const printed = await page.request.get(new URL(`/v1/order-forms/${number}/paper`, page.url()).href)
    expect(printed.headers()['content-type']).toBe('application/pdf')

    await using supplier = await stage().visit(people.distributor)
    const desk = supplier.page
    await supplier.go('/day')
    await desk.getByLabel(/^Scan or type/).fill(number)
    await desk.keyboard.press('Enter')
    await desk.getByRole('link', { name: 'Send it' }).press('Enter')
    await desk.getByRole('grid', { name: 'What do you send from?' }).waitFor()
    await settled(desk)
    expect(await axeViolations(desk)).toEqual([])
    const { body } = await ask<{ items: { batchId: string; kind: string }[] }>(
      desk,
      '/v1/batches?product=bedrocan&status=released&limit=50',
    )
    const batchId = await firstToShip(desk, body.items)
    await supplier.go(`/record?batch=${batchId}&kind=ship&order=${number}`)
    // The form says what the order says; less is sent than was asked.
    await expect.poll(() => desk.getByRole('textbox', { name: /order form/ }).inputValue()).toBe(number)
    await desk.getByRole('textbox', { name: 'Mass' }).fill('5 g')
    await desk.getByRole('grid', { name: 'What changes' }).waitFor()
    await desk.getByRole('button', { name: 'Record', exact: true }).press('Enter')
    await recorded(desk)
    await supplier.go(`/orders/${number}`)
    await desk.getByText('Sent in part').waitFor()
    const { body: now } = await ask<Order>(desk, `/v1/order-forms/${number}`)
    expect([now.sentMg, now.openMg]).toEqual(['5000', '7000'])

    await orderer.go(`/shipments/${now.shipments[0]!.shipmentId}`)
    await page.getByRole('link', { name: number }).press('Enter')
    await title.waitFor()
    await settled(page)
    // What is no longer wanted is withdrawn with a reason; what was sent stays sent.
    await page.locator('summary').filter({ hasText: 'Withdraw what is open' }).press('Enter')
    await page.getByLabel('Reason').fill('The patient moved.')
    await page.getByRole('button', { name: 'Withdraw what is open' }).press('Enter')
    await page.getByText('Withdrawn by the orderer').waitFor()
    expect(await axeViolations(page)).toEqual([])
  })
}

type Options = { options: { kind: string; allowed: boolean; state: string | null; maxAmount: string | null }[] }

/** A batch of which five grams may leave: others may be on hold, past their day or nearly gone. */
async function firstToShip(
  page: Parameters<typeof ask>[0],
  items: readonly { readonly batchId: string }[],
): Promise<string> {
  for (const { batchId } of items) {
    const { body } = await ask<Options>(page, `/v1/batches/${batchId}/acts`)
    const may = body.options.some(
      (one) => one.kind === 'ship' && one.allowed && one.state === 'released' && BigInt(one.maxAmount ?? 0) >= 50_000n,
    )
    if (may) return batchId
  }
  throw new Error('the distributor has Bedrocan that may leave')
}
