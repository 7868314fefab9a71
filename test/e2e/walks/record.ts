// Recording what happened: seen before it is recorded, refused beforehand with the article, harmless when sent twice. Not here: decisions (decide.ts).
import type { Locator, Page, Request } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations } from '../support/checks.ts'
import { hasFocus, logIn, people, settled, textOf } from '../support/people.ts'
import { ask, type Stage, type Visit } from '../support/stage.ts'

type Lots = { items: { batchId: string; productCode: string }[] }

export function recordWalk(stage: () => Stage): void {
  describe('recording', () => {
    test('a grower who asks more than there is, is refused before sending, with the article and a way out', async () => {
      await using visit = await stage().visit(people.grower)
      const { page } = visit
      await openWork(page, 'Harvests to dry')
      await page.getByRole('main').getByRole('link', { name: 'Record an event' }).press('Enter')
      await page.getByRole('radio', { name: /^Take a sample/ }).press('Space')
      await page.getByRole('textbox', { name: 'Mass' }).fill('9999 kg')
      await page.getByRole('textbox', { name: 'Name of the sample' }).fill('E2E-TOO-MUCH')
      const preview = page.locator('section').filter({ has: page.getByRole('heading', { name: 'What changes' }) })
      await preview.getByText(/less/).waitFor()
      await preview.getByText(/Legal basis/).waitFor()
      await page.getByRole('textbox', { name: 'Mass' }).fill('1 g')
      await preview.getByRole('grid').waitFor()
      await preview.getByText(/Covered by exemption/).waitFor()
    })

    test('a receipt whose difference was settled is not taken back, and leads to that difference', async () => {
      await using visit = await stage().visit(people.packer)
      const { page } = visit
      const { accountId, receiptId } = await settledAtTheDoor(page)
      await visit.go(`/events/${receiptId}`)
      await page.getByRole('link', { name: 'Correct' }).press('Enter')
      await page.waitForURL(/kind=correct/)
      await page.getByRole('textbox', { name: 'Reason' }).fill('Weighed wrongly.')
      const preview = page.locator('section').filter({ has: page.getByRole('heading', { name: 'What changes' }) })
      await preview.getByText('This difference was settled already.').waitFor()
      await preview.getByRole('link', { name: 'To the page of the difference' }).press('Enter')
      await leaveAnyway(page)
      await page.waitForURL((at) => at.pathname === `/ledger/${accountId}`)
      await page.getByRole('grid', { name: 'Movements' }).getByText('Settle a difference').first().waitFor()
    })

    test('a grower dries a wet harvest: sees what changes, records it, and the batch is no longer wet', async () => {
      await using visit = await stage().visit(people.grower)
      const { page } = visit
      const name = await openWork(page, 'Harvests to dry')
      await page.getByText('Wet', { exact: true }).first().waitFor()
      await page.getByRole('main').getByRole('link', { name: 'Record an event' }).press('Enter')
      await page.getByRole('radio', { name: /^Dry/ }).press('Space')
      await page.getByRole('textbox', { name: 'Mass after drying' }).fill('1,2 kg')
      const preview = page.getByRole('grid', { name: 'What changes' })
      await preview.waitFor()
      await expect
        .poll(() => rowsOf(preview))
        .toEqual(
          expect.arrayContaining([
            expect.stringMatching(/· wet\s.*\s0 g$/s),
            expect.stringMatching(/· quarantine\s.*\s0 g\s+1,200 g$/s),
          ]),
        )
      const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/v1/events'))
      await page.getByRole('button', { name: 'Record', exact: true }).press('Enter')
      await recorded(page)
      // The form and its button are gone: the keyboard is at what came of it, and its ways on are next.
      await page.locator('.gr-came-of:focus').waitFor()
      await page.keyboard.press('Tab')
      await hasFocus(page.getByRole('link', { name: 'See the event' }))
      expect(await sendAgain(page, await sent)).toMatchObject({ outcome: 'already' })

      await page.getByRole('link', { name: 'To the batch' }).press('Enter')
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await settled(page)
      await page.locator('.gr-page-beside').getByText('Quarantine', { exact: true }).waitFor()
      await page.getByRole('tab', { name: 'Events' }).press('Enter')
      const dried = page.getByRole('list', { name: 'Events' }).getByRole('link', { name: 'Dry', exact: true })
      await dried.waitFor()
      expect(await dried.count()).toBe(1)
      expect(visit.complaints).toEqual([])
    })

    test('a pharmacist dispenses by keyboard alone, from what was scanned to the event that records it', async () => {
      await using visit = await stage().visit(people.pharmacist)
      const { page } = visit
      const { keyboard } = page
      const name = await page
        .getByRole('region', { name: 'Stock to dispense' })
        .locator('.gr-work-item')
        .getByRole('link')
        .first()
        .innerText()
      await visit.go('/day')
      await hasFocus(page.getByRole('textbox', { name: /Scan/ }).first())
      await keyboard.type(name)
      await keyboard.press('Enter')
      const record = page.getByRole('main').getByRole('link', { name: 'Record something' })
      await record.waitFor()
      await tabTo(record)
      await keyboard.press('Enter')
      const acts = page.getByRole('radiogroup', { name: 'What happened?' })
      await tabTo(acts.getByRole('radio').first())
      const dispense = acts.getByRole('radio', { name: /^Dispense/ }).first()
      await dispense.waitFor()
      for (let presses = 0; presses < actsMax && !(await dispense.isChecked()); presses += 1)
        await keyboard.press('ArrowDown')
      await tabTo(page.getByRole('textbox', { name: 'Mass' }))
      await keyboard.type('5 g')
      await tabTo(page.getByRole('textbox', { name: 'Your own record number' }))
      await keyboard.type('E2E-2026-17')
      await page.getByRole('grid', { name: 'What changes' }).waitFor()
      await tabTo(page.getByRole('button', { name: 'Record', exact: true }))
      await keyboard.press('Enter')
      await recorded(page)
      await page.locator('.gr-came-of:focus').waitFor()
      await tabTo(page.getByRole('link', { name: 'See the event' }))
      await keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: /^Dispense, / }).waitFor()
      await settled(page)
      expect(visit.complaints).toEqual([])
    })

    test('who is logged out over a half-filled form logs in beside it, and records what was typed', async () => {
      await using visit = await stage().visit(people.pharmacist)
      const { page } = visit
      await halfFilled(visit, 'E2E-LOGGED-OUT')
      const { body: who } = await ask<{ csrfToken: string }>(page, '/v1/session')
      const { origin } = new URL(page.url())
      const headers = { 'x-grein-csrf': who.csrfToken, origin }
      await page.request.post(`${origin}/v1/session/logout`, { headers, data: { where: 'here' } })
      const record = page.getByRole('button', { name: 'Record', exact: true })
      await record.press('Enter')
      const ended = page.getByRole('dialog', { name: 'You are logged out' })
      await ended.getByText('What you filled in is still here and not recorded yet').waitFor()
      // It came by itself: a key that was meant for the form answers nothing.
      await page.keyboard.press('Enter')
      await page.keyboard.press('Space')
      expect(await ended.getByRole('heading').evaluate((title) => title === document.activeElement)).toBe(true)
      expect(await axeViolations(page)).toEqual([])
      const [beside] = await Promise.all([
        page.context().waitForEvent('page'),
        ended.getByRole('link', { name: 'Log in in a new tab' }).press('Enter'),
      ])
      await logIn(beside, origin, people.pharmacist)
      await beside.close()
      expect(await page.getByRole('textbox', { name: 'Your own record number' }).inputValue()).toBe('E2E-LOGGED-OUT')
      await record.press('Enter')
      await recorded(page)
    })

    test('a half-filled form is not left unasked, and without a line nothing is sent later by itself', async () => {
      await using visit = await stage().visit(people.pharmacist)
      const { page } = visit
      await halfFilled(visit, 'E2E-HALF')
      const ledger = page.getByRole('navigation').getByRole('link', { name: 'Ledger' })
      await ledger.press('Enter')
      await leaving(page).getByRole('button', { name: 'Stay here' }).press('Enter')
      const record = page.getByRole('button', { name: 'Record', exact: true })
      const posted: string[] = []
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/v1/events')) posted.push(request.url())
      })
      await page.context().setOffline(true)
      await record.press('Enter')
      await page.getByText('No connection with Grein').waitFor()
      await page.context().setOffline(false)
      await page.getByRole('textbox', { name: 'Mass' }).fill('2 g')
      await page.getByRole('grid', { name: 'What changes' }).waitFor()
      expect(posted).toHaveLength(1)
      await ledger.press('Enter')
      await leaveAnyway(page)
      await page.getByRole('heading', { level: 1, name: 'Ledger' }).waitFor()
    })

    test('who packs takes the GTIN from packs of the same product that were packed before, with what such a pack holds', async () => {
      await using visit = await stage().visit(people.packer, { width: 320 })
      const { page } = visit
      const { body: packed } = await ask<Lots>(page, '/v1/batches?kind=pack-lot&limit=50')
      const { body: bulk } = await ask<Lots>(page, '/v1/batches?kind=bulk&status=released&limit=50')
      const lot = bulk.items.find((one) => packed.items.some(({ productCode }) => productCode === one.productCode))!
      await visit.go(`/record?batch=${lot.batchId}&kind=pack`)
      await page
        .getByRole('button', { name: /^As before: \d{14}, 5 g a pack$/ })
        .first()
        .press('Enter')
      expect(await page.getByRole('textbox', { name: /^GTIN/ }).inputValue()).toMatch(/^\d{14}$/)
      expect(await page.getByRole('textbox', { name: 'Content of a pack' }).inputValue()).toMatch(/^5\sg$/)
      expect(await axeViolations(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('a pharmacist weighs less than was sent, and the shipment says so, with the day it must be reported', async () => {
      await using visit = await stage().visit(people.pharmacist)
      const { page } = visit
      // By the day on which the world ends, what is on its way is expected or late: one or the other.
      const expected = page.getByRole('region', { name: 'Shipments to receive' })
      await openWork(page, (await expected.count()) > 0 ? 'Shipments to receive' : 'Too long on the way')
      await page.getByText('In transit', { exact: true }).waitFor()
      const shipmentPath = new URL(page.url()).pathname
      await page.getByRole('link', { name: 'Record the receipt' }).press('Enter')
      const weighed = page.getByRole('textbox', { name: /^Received: / })
      await weighed.first().waitFor()
      for (const [index, field] of (await weighed.all()).entries()) await weigh(page, field, index === 0 ? 5n : 0n)
      await page.getByRole('grid', { name: 'What changes' }).waitFor()
      await page.getByRole('button', { name: 'Record', exact: true }).press('Enter')
      await recorded(page)
      await visit.go(shipmentPath)
      await page.getByText('Received with a difference', { exact: true }).waitFor()
      expect(await page.getByRole('main').innerText()).toMatch(/Report the difference by \d/)
      expect(await textOf(page.getByRole('grid').getByRole('row').nth(1))).toContain('−5 g')
      await visit.go('/')
      await page.getByRole('heading', { name: 'Open differences' }).waitFor()

      // Explained to the supplier, it is settled from where it was seen.
      await visit.go(shipmentPath)
      await page.getByRole('link', { name: /^Settle the difference of/ }).press('Enter')
      await choose(page, /Which difference\?$/)
      await choose(page, /Where\?$/)
      await page.getByRole('textbox', { name: 'Reason' }).fill('One jar was broken on the way.')
      await page.getByRole('grid', { name: 'What changes' }).waitFor()
      await page.getByRole('button', { name: 'Record', exact: true }).press('Enter')
      await recorded(page)
      expect(visit.complaints).toEqual([])
    })
  })
}

/** More than one batch offers. */
const actsMax = 40
/** More than stand before anything on a screen where one works. */
const stopsMax = 60

/** There by Tab alone. */
async function tabTo(place: Locator): Promise<void> {
  await place.waitFor()
  const isThere = () => place.evaluate((element) => element === document.activeElement)
  for (let stops = 0; stops < stopsMax && !(await isThere()); stops += 1) await place.page().keyboard.press('Tab')
  await hasFocus(place)
}

/** A dispensing that only has to be recorded. */
async function halfFilled({ page, go }: Visit, number: string): Promise<void> {
  const work = page.getByRole('region', { name: 'Stock to dispense' }).locator('.gr-work-item').getByRole('link')
  const batchId = (await work.first().getAttribute('href'))!.split('/').at(-1)!
  await go(`/record?batch=${batchId}&kind=dispense`)
  await page.getByRole('textbox', { name: 'Mass' }).fill('1 g')
  await page.getByRole('textbox', { name: 'Your own record number' }).fill(number)
  await page.getByRole('grid', { name: 'What changes' }).waitFor()
  await settled(page) // What each field asked is answered: an answer that comes later would meet the press that follows.
}

/** Opens the first item of one's own work under this title; gives its name back. */
export async function openWork(page: Page, title: string): Promise<string> {
  const item = page.getByRole('region', { name: title }).locator('.gr-work-item').getByRole('link').first()
  const name = await item.innerText()
  const path = (await item.getAttribute('href'))!
  await item.press('Enter')
  await page.waitForURL((url) => url.pathname === path)
  await settled(page)
  return name
}

export async function recorded(page: Page): Promise<void> {
  await page.getByRole('alert').filter({ hasText: 'Recorded' }).waitFor()
}

const leaving = (page: Page) => page.getByRole('dialog', { name: 'Leave without recording?' })

/** Of what was typed and not recorded one is asked first. */
export async function leaveAnyway(page: Page): Promise<void> {
  await leaving(page).getByRole('button', { name: 'Leave' }).press('Enter')
}

async function rowsOf(grid: Locator): Promise<readonly string[]> {
  return Promise.all((await grid.getByRole('row').all()).slice(1).map(textOf))
}

/** Takes the first that is offered. */
async function choose(page: Page, field: RegExp): Promise<void> {
  await page.getByRole('button', { name: field }).press('Enter')
  await page.getByRole('option').first().press('Enter')
}

/** Fills in what the field says was sent, less some grams. */
async function weigh(page: Page, field: Locator, lessGrams: bigint): Promise<void> {
  const helpId = (await field.getAttribute('aria-describedby'))!.split(' ')[0]!
  const help = await textOf(page.locator(`[id="${helpId}"]`))
  const [, packs, each] = /Sent: ([\d,]+) packs? of (\d+)\sg/.exec(help)!
  const grams = BigInt(packs!.replaceAll(',', '')) * BigInt(each!)
  await field.fill(`${grams - lessGrams} g`)
}

/** The very same request once more, as a browser does whose answer was lost. */
async function sendAgain(page: Page, sent: Request): Promise<unknown> {
  const { 'x-grein-csrf': token = '' } = await sent.allHeaders()
  const again = await page.request.post(sent.url(), {
    headers: { 'x-grein-csrf': token, origin: new URL(page.url()).origin },
    data: sent.postDataJSON(),
  })
  expect(again.ok()).toBe(true)
  return again.json()
}

type Events = { readonly items: readonly { readonly eventId: string; readonly kind: string }[] }
type Settlement = { readonly act: { readonly accountId: string } }

/** The demo's packer weighs what arrives, and settles what is within the uncertainty of both scales: the newest of those. */
async function settledAtTheDoor(page: Page): Promise<{ readonly accountId: string; readonly receiptId: string }> {
  const { body: settled } = await ask<Events>(page, '/v1/events?kind=settle-difference&limit=25')
  for (const { eventId } of settled.items) {
    const { accountId } = (await ask<Settlement>(page, `/v1/events/${eventId}`)).body.act
    const { body: moved } = await ask<Events>(page, `/v1/accounts/${accountId}/movements`)
    const receipt = moved.items.find(({ kind }) => kind === 'receive')
    if (receipt) return { accountId, receiptId: receipt.eventId }
  }
  throw new Error('the demo settles differences at the door')
}
