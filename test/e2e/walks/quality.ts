// A laboratory enters a result with the keyboard alone and sees the verdict as it types; a result outside opens a case; anyone reads a
// certificate. Not here: the release itself (decide.ts).
import { describe, expect, test } from 'vitest'
import { axeViolations } from '../support/checks.ts'
import { hasFocus, people, settled, takeOption } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Orders = { items: { orderId: string; state: string; sample: { name: string }; productName: string }[] }
type Batches = { items: { batchId: string; name: string }[] }
type Batch = { certificates: { number: string }[] }

export function qualityWalk(stage: () => Stage): void {
  describe('quality', () => {
    test('tests are ordered of any sample there is, the oldest too, found by its name', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      // The last of those that are offered, and not among the newest.
      const { body } = await ask<Batches>(page, '/v1/batches?kind=sample&status=sample&sort=opened&order=asc&limit=1')
      const { name } = body.items[0]! // The demo takes samples at every station.
      await visit.go('/quality/order')
      const sample = page.getByRole('combobox', { name: 'Choose a sample' })
      await sample.fill(name)
      await takeOption(page.getByRole('option', { name: new RegExp(`^${name}\\s`) }).first())
      await expect.poll(() => sample.inputValue()).toBe(name)
      await settled(page)
      expect(await axeViolations(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('a result is entered by keyboard, judged while it is typed, and confirmed; outside, it opens a case', async () => {
      await using visit = await stage().visit(people.laboratory)
      const { page } = visit
      await visit.go('/bench')
      const { body } = await ask<Orders>(page, '/v1/quality/orders?open=yes')
      const [waiting] = body.items.filter(({ state }) => state !== 'result')
      if (!waiting) throw new Error('the demo leaves an order at the bench')
      await hasFocus(page.getByRole('main').getByRole('textbox').first()) // Where a sample is scanned or named.
      await page.keyboard.type(waiting.sample.name)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: `Result of ${waiting.sample.name}` }).waitFor()
      const first = page.getByRole('textbox', { name: 'Measured, Total THC' })
      await first.focus()
      // A figure of two readings is neither judged nor sent before its reader has chosen, with the keyboard too.
      await page.keyboard.type('21.705')
      await page.getByText('This can be 21705 or 21.705. Choose what you mean.').waitFor()
      expect(await axeViolations(page)).toEqual([])
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await hasFocus(page.getByRole('button', { name: '21.705', exact: true }))
      await page.keyboard.press('Enter')
      await hasFocus(first)
      expect(await first.inputValue()).toBe('21.705') // The digits of the certificate, and not asked again.
      await page.getByText('Read as 21.705 (three decimals)').waitFor()
      expect(await axeViolations(page)).toEqual([])
      await page.keyboard.press('ControlOrMeta+a')
      for (const value of ['48', '0,4', '0,2', '8,1', '0,3']) {
        await page.keyboard.type(value)
        for (let fields = 0; fields < 6; fields += 1) await page.keyboard.press('Tab')
      }
      const thc = page.getByRole('row', { name: /^Total THC/ })
      await thc.getByText('outside', { exact: false }).waitFor()
      await page.keyboard.press('Space')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.type('0,5')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/quality\/orders\/qua_/)
      await settled(page)
      await page.getByText('A second analyst checks and confirms it').waitFor()
      expect(await page.getByRole('button', { name: 'Confirm the result' }).count()).toBe(0)
      // Who entered it has no button, and asking without one is refused.
      const { body: own } = await ask<{ csrfToken: string }>(page, '/v1/session')
      const refused = await page.request.post(`${stage().url}/v1/quality/orders/${waiting.orderId}/confirm`, {
        headers: { 'x-grein-csrf': own.csrfToken, 'idempotency-key': crypto.randomUUID(), origin: stage().url },
        data: {},
      })
      expect([refused.status(), await refused.text()]).toEqual([403, expect.stringContaining('second analyst')])
      expect(visit.complaints).toEqual([])
      // Another of the same laboratory finds it at the bench, and confirms.
      await using second = await stage().visit(people.secondAnalyst)
      await second.go(`/bench?order=${waiting.orderId}`)
      await second.page.getByRole('link', { name: 'Check the result' }).press('Enter')
      await second.page.getByRole('button', { name: 'Confirm the result' }).press('Enter')
      await second.page.locator('.gr-page-beside').getByText('Out of specification', { exact: true }).waitFor()
      await second.page.getByRole('main').getByRole('link', { name: /^OOS-/ }).press('Enter')
      await second.page.getByRole('heading', { level: 1, name: /^Case OOS-/ }).waitFor()
      await settled(second.page)
      expect(second.complaints).toEqual([])
    })

    test('a result outside of a batch that was released long ago says so, and leads to its recall', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      const { body } = await ask<{ items: { caseId: string; state: string; batch: { batchId: string } | null }[] }>(
        page,
        '/v1/quality/cases',
      )
      const [explained] = body.items.filter(({ state }) => state === 'explained')
      if (!explained?.batch) throw new Error('the demo has a result in doubt of a batch it released')
      await visit.go(`/quality/cases/${explained.caseId}`)
      await page.getByText(/This batch was released already, on/).waitFor()
      await page.getByRole('link', { name: 'Hold or recall' }).press('Enter')
      await page.waitForURL(/\/record/)
      await settled(page)
      // All of it was packed: nothing of the batch itself is left, and what was made of it is recalled from here. Seen beforehand, not done.
      expect(await page.getByRole('radio', { name: /^Hold or recall/ }).isChecked()).toBe(true)
      await page.getByRole('button', { name: /What to hold/ }).press('Enter')
      await page.getByRole('option', { name: 'recall: this batch and all that comes of it' }).press('Enter')
      await page.getByRole('textbox', { name: 'Reason' }).fill('a result in doubt')
      await page.getByText('Legal basis').waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('anyone reads a certificate, with its place in the log', async () => {
      await using staff = await stage().visit(people.chainManager)
      await staff.go('/batches')
      const { body } = await ask<Batches>(staff.page, '/v1/batches?kind=bulk&sort=opened&order=desc&limit=60')
      let number: string | undefined
      for (const { batchId } of body.items) {
        number ??= (await ask<Batch>(staff.page, `/v1/batches/${batchId}`)).body.certificates[0]?.number
      }
      if (number === undefined) throw new Error('the demo certifies its newest releases')
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go(`/certificates/${number}`)
      await page.getByRole('heading', { level: 1, name: `Certificate of analysis ${number}` }).waitFor()
      await page.getByRole('main').getByRole('link', { name: 'Proof', exact: true }).waitFor()
      // Of what a limit is, is read and not pointed at.
      const thc = page
        .getByRole('grid', { name: 'Specification beside result' })
        .getByRole('row', { name: /^Total THC/ })
      await thc.getByText('on dried basis').waitFor()
      expect(await axeViolations(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })
  })
}
