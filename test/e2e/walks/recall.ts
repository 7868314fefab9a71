// A recall from both sides: the pharmacy presses one button, the authority sees it; a drill stops nothing and says so. Not here: the mass.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { people, settled, takeOption } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Notices = { items: { recallId: string; kind: string; acknowledgedAt: string | null }[] }
type Recall = { recallId: string; kind: string; holdEventId: string | null; root: { name: string } }
type Recalls = { items: (Recall & { acknowledged: number; told: number })[] }

const isAtButton = (page: Page) => page.evaluate(() => document.activeElement?.tagName === 'BUTTON')

export function recallWalk(stage: () => Stage): void {
  describe('a recall', () => {
    test('a pharmacist on a phone sees it first, presses one button, and reads what to do', async () => {
      await using visit = await stage().visit(people.pharmacist, { width: 320 })
      const { page } = visit
      const { body } = await ask<Notices>(page, '/v1/recall-notices')
      const open = body.items.find(({ kind, acknowledgedAt }) => kind === 'recall' && acknowledgedAt === null)
      if (open) {
        const lead = page.getByRole('region', { name: 'Recalls to acknowledge' })
        await lead.getByRole('listitem').first().getByRole('link').press('Enter')
        await page.getByRole('heading', { level: 1, name: 'Stop. Do not supply.' }).waitFor()
        expect(await axeViolations(page)).toEqual([])
        await page.getByRole('button', { name: 'Received' }).press('Enter')
        await page.getByText('Your answer is in the log.').waitFor()
        await page.locator('.gr-notice-thanks:focus').waitFor() // The button is gone; the keyboard is above what to do now.
      }
      const [any] = body.items.filter(({ kind }) => kind === 'recall')
      await visit.go(`/recall-notices/${any!.recallId}`)
      await page.getByRole('heading', { name: 'What to do now' }).waitFor()
      expect(await widerThanWindow(page)).toEqual([])
      // What everybody else has is not hers to see.
      expect((await ask<Recalls>(page, '/v1/recalls')).body.items).toEqual([])
      expect((await ask(page, `/v1/recalls/${any!.recallId}`)).status).toBe(404)
    })

    test('the authority sees who knows and where all of it is, to the milligram', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      const { body } = await ask<Recalls>(page, '/v1/recalls')
      const one = body.items.find(({ kind }) => kind === 'recall')!
      await visit.go(`/recalls/${one.recallId}`)
      await page.getByText(`${one.acknowledged} of ${one.told}`).first().waitFor()
      const where = page.getByRole('figure', { name: 'Where it all is now' })
      await where.getByText('Show as a table').press('Enter')
      await where.getByText('Together all of it, to the milligram.').waitFor()
      expect(await page.getByRole('region', { name: 'Who has or had some' }).count()).toBeLessThanOrEqual(1)
      expect(await page.getByRole('grid', { name: 'Who has or had some' }).getByRole('rowheader').count()).toBe(
        one.told,
      )
      expect(await axeViolations(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('a part of the mass opens its accounts, and a call is put on record for who does not answer', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      // A drill of its own: others write in the recalls of the demo.
      const { body: batches } = await ask<{ items: { batchId: string }[] }>(page, '/v1/batches?kind=pack-lot&limit=1')
      await visit.go(`/recalls/drill?batch=${batches.items[0]!.batchId}`)
      await page.getByRole('textbox', { name: 'Why this drill' }).fill('by telephone')
      await page.getByRole('button', { name: 'Begin the drill' }).press('Enter')
      await page.waitForURL(/\/recalls\/rcl_/)
      const where = page.getByRole('figure', { name: 'Where it all is now' })
      await where.getByRole('listitem').first().getByRole('link').press('Enter')
      await page.waitForURL(/part=/)
      const behind = page.getByRole('grid', { name: /^What this is made of/ })
      await behind.getByRole('rowheader').first().waitFor()
      const holders = page.getByRole('grid', { name: 'Who has or had some' })
      const row = holders.getByRole('row').nth(1)
      const letter = await row.getByRole('link', { name: /^Letter to/ }).getAttribute('href')
      const paper = await page.request.get(new URL(letter!, page.url()).href)
      expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf'])
      await row.getByRole('button', { name: /^Record contact with/ }).click()
      const form = page.getByRole('dialog')
      await form.getByRole('textbox', { name: 'Remark' }).fill('the pharmacist on duty')
      await form.getByRole('button', { name: 'Record' }).press('Enter')
      await holders.getByText('recorded by the office (telephone)').first().waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('who abroad is to know stands in a list of its own, each contact on record, with a letter and a proof', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      type Exports = { items: { batches: { batchId: string }[] }[] }
      const { body: exports } = await ask<Exports>(page, '/v1/events?kind=export&limit=1')
      await visit.go(`/recalls/drill?batch=${exports.items[0]!.batches[0]!.batchId}`)
      await page.getByRole('textbox', { name: 'Why this drill' }).fill('abroad')
      await page.getByRole('button', { name: 'Begin the drill' }).press('Enter')
      await page.waitForURL(/\/recalls\/rcl_/)
      const abroad = page.getByRole('grid', { name: 'Abroad' })
      const office = abroad.getByRole('row', { name: /competent authority/ }).first()
      const letter = await office.getByRole('link', { name: /^Letter to/ }).getAttribute('href')
      const paper = await page.request.get(new URL(letter!, page.url()).href)
      expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf'])
      await office.getByRole('button', { name: /^Record contact with/ }).click()
      const form = page.getByRole('dialog')
      await form.getByRole('button', { name: 'Record' }).press('Enter')
      await form.getByText('Fill in with whom you were in contact.').waitFor()
      await form.getByRole('textbox', { name: 'With whom' }).fill('the agency on duty')
      expect(await axeViolations(page)).toEqual([])
      await form.getByRole('button', { name: 'Record' }).press('Enter')
      await abroad.getByText('the agency on duty, telephone: received').first().waitFor()
      await abroad
        .getByRole('link', { name: /^Proof/ })
        .first()
        .waitFor()
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('a drill is held from the list and says everywhere that it is one', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go('/recalls')
      await page.getByRole('link', { name: 'Hold a drill' }).press('Enter')
      await page.waitForURL(/\/recalls\/drill/)
      await settled(page)
      const batch = page.getByRole('combobox', { name: 'Batch' })
      await batch.fill('A1-H')
      await takeOption(page.getByRole('option', { name: /^A1-H/ }).first())
      await page.getByRole('textbox', { name: 'Why this drill' }).fill('A walk through the house')
      await page.getByRole('button', { name: 'Begin the drill' }).press('Enter')
      await page.waitForURL(/\/recalls\/rcl_/)
      await settled(page)
      await page.getByRole('heading', { level: 1, name: /^Drill with A1-H/ }).waitFor()
      await page.getByText('This is a drill').waitFor()
      await page.getByText('to the list of holders with quantities').waitFor()
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('of a recall that came in as history the notices are sent with one button, and nobody hears it twice', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      const { body } = await ask<Recalls>(page, '/v1/recalls')
      const one = body.items.find(({ kind, holdEventId }) => kind === 'recall' && holdEventId)!
      // History comes in by the command line alone, and the demo has told of its own: the list answers as it would before. What is sent is sent.
      const asHistory = { ...one, recallId: null, acknowledged: 0, told: 0, late: 0 }
      await page.route('**/v1/recalls', (route) =>
        route.request().method() === 'GET' ? route.fulfill({ json: { items: [asHistory] } }) : route.continue(),
      )
      await visit.go('/recalls')
      await page.getByText('nobody told yet').waitFor()
      expect(await axeViolations(page)).toEqual([])
      const row = page.getByRole('grid', { name: 'Recalls' }).getByRole('row').nth(1)
      const answer = page.waitForResponse(
        (sent) => sent.request().method() === 'POST' && sent.url().endsWith('/v1/recalls'),
      )
      await row.focus()
      await page.keyboard.press('ArrowRight')
      for (let cells = 0; cells < 3 && !(await isAtButton(page)); cells += 1) await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Enter')
      const told = await answer
      expect(told.request().postDataJSON()).toEqual({ holdEventId: one.holdEventId })
      expect(told.ok()).toBe(true)
      await page.waitForURL(new RegExp(`/recalls/${one.recallId}$`))
      await page.getByRole('heading', { level: 1, name: new RegExp(one.root.name) }).waitFor()
      const { body: after } = await ask<{ recall: { told: number } }>(page, `/v1/recalls/${one.recallId}`)
      expect(after.recall.told).toBe(one.told)
      expect(visit.complaints).toEqual([])
    })
  })
}
