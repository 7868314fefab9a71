// "May this party do this?": from three answers to an outcome, by the questions that matter, with a proof one can keep. Not here: the law.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { verifyProofFile } from '#kernel'
import { settled, textOf } from '../support/people.ts'
import type { Stage } from '../support/stage.ts'

export function askWalk(stage: () => Stage): void {
  describe('may this party do this', () => {
    test('a pharmacist is asked only what matters, by keyboard, until the answer is permitted', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/ask')
      await page.getByRole('button', { name: /Who\?$/ }).press('Enter')
      await page.getByRole('option', { name: 'Pharmacist', exact: true }).press('Enter')
      await page.getByRole('button', { name: /What do they want to do\?$/ }).press('Enter')
      await page.getByRole('option', { name: 'Deliver or supply' }).press('Enter')
      await page.getByRole('combobox', { name: 'With which substance?' }).fill('methylfenidaat')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Ask', exact: true }).press('Enter')
      await page.getByRole('heading', { name: 'Not decidable' }).waitFor()
      const next = page.getByRole('region', { name: 'Do you know this too?' })
      await next.getByRole('button', { name: /What is it for\?$/ }).press('Enter')
      await page.getByRole('option', { name: 'Medicines for patients' }).press('Enter')
      await page.waitForURL(/for=medicinal-supply/)
      await settled(page)
      await page.goto(`${page.url()}&form=medicine&f=normal-practice:yes,valid-prescription:yes`)
      await page.getByRole('heading', { name: 'Permitted', exact: true }).waitFor()
      await page.getByRole('heading', { name: 'What you must do then' }).waitFor()
      await page
        .getByRole('button', { name: /^Ow 5\(1\)\(a\)/ })
        .first()
        .waitFor()
      // What was said can be taken back, and the answer changes with it.
      await page.getByRole('button', { name: /^Take back: purpose/ }).press('Enter')
      await page.getByRole('heading', { name: 'Not decidable' }).waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('an example is answered, its proof is walked as a tree, and its penalty is named', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/ask')
      await page.getByRole('link', { name: 'A private person has MDMA' }).press('Enter')
      await page.getByRole('heading', { name: 'Prohibited', exact: true }).waitFor()
      await page.getByRole('row', { name: /6 years in prison or a fine of category 5/ }).waitFor()
      await page.getByRole('tab', { name: /Proof as a tree/ }).click()
      const tree = page.getByRole('treegrid', { name: 'The proof as a tree' })
      const rows = await tree.getByRole('row').count()
      await tree.getByRole('row').first().focus()
      await page.keyboard.press('ArrowLeft')
      expect(await tree.getByRole('row').count()).toBeLessThan(rows)
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      expect(await textOf(page.getByRole('region', { name: 'The step you chose' }))).toContain('2 C')
    })

    test('an answer is kept, and its proof holds with the receipt that only the asker has', async () => {
      await using visit = await stage().visit(null, {}, { acceptDownloads: true })
      const { page } = visit
      await visit.go('/ask?who=company&act=sell&sub=3-MMC&form=substance&for=trade&on=2024-06-01')
      await page.getByRole('button', { name: 'Keep this answer' }).click()
      await page.getByRole('heading', { name: 'Kept' }).waitFor()
      const save = page.getByRole('button', { name: 'Save the proof' })
      await save.and(page.locator(':not([data-pending])')).waitFor()
      const [download] = await Promise.all([page.waitForEvent('download'), save.click()])
      const file = readFileSync(await download.path(), 'utf8')
      expect(verifyProofFile(file).isValid).toBe(true)
      expect(JSON.parse(JSON.parse(file).record)).toMatchObject({ decision: { outcome: 'prohibited' } })
    })

    test('an answer whose receipt was lost on its way is kept once, however often somebody asks', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      const sent: { readonly key: string; readonly decisionId: string }[] = []
      await page.route('**/v1/decisions', async (route) => {
        const request = route.request()
        if (request.postDataJSON().record !== true) return route.continue()
        const answer = await route.fetch()
        const { record } = await answer.json()
        sent.push({ key: (await request.allHeaders())['idempotency-key'] ?? '', decisionId: record.decisionId })
        return sent.length === 1 ? route.abort() : route.fulfill({ response: answer })
      })
      await visit.go('/ask?who=company&act=sell&sub=3-MMC&form=substance&for=trade&on=2024-06-01')
      const keep = page.getByRole('button', { name: 'Keep this answer' })
      await keep.press('Enter')
      await page.getByRole('alert').waitFor()
      await keep.press('Enter')
      await page.getByRole('heading', { name: 'Kept' }).waitFor()
      expect(sent).toHaveLength(2)
      expect(sent[0]!.key).toMatch(/^[0-9a-f-]{36}$/)
      expect(sent[1]).toEqual(sent[0])
    })

    test('the routes of a medicine are told, the open one first', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await visit.go('/ask/medicines')
      await page.getByRole('link', { name: 'MDMA', exact: true }).press('Enter')
      await page.waitForURL(/sub=MDMA/)
      const first = page.locator('.gr-ask-route').first()
      await first.getByText('open', { exact: true }).waitFor()
      await page.getByText(/routes are closed/).waitFor()
    })
  })
}
