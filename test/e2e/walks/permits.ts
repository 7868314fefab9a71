// Under which permit something crossed the border, or is about to: one whose quantity the authority keeps is counted down without a word, and of one it
// keeps nothing of that is said, so that nobody takes the number for checked. Not here: what is refused (src/chain/limits/allowances.test.ts).
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { people, settled, takeOption } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Crossed = {
  eventId: string
  act: { importPermit: string; exportPermit: string }
  movements: { ledger: string; amount: string }[]
}
type Allowances = {
  items: {
    kind: string
    number: string
    leftMassMg: string
    from: string
    through: string | null
    counter: { name: string } | null
  }[]
}
type Batches = { items: { batchId: string }[] }
type Options = { options: { kind: string; allowed: boolean; maxAmount: string | null }[] }

export function permitsWalk(stage: () => Stage): void {
  describe('a permit', () => {
    test.each([
      ['nl', 320, 'dark', (number: string) => `Van ontheffing ${number} is hier geen hoeveelheid vastgelegd`],
      ['en', 1440, 'light', (number: string) => `No quantity is recorded here for permit ${number}`],
    ] as const)(
      'of which nothing is kept here is said to be so by what crossed under it, in %s at %i px',
      async (language, width, theme, says) => {
        await using visit = await stage().visit(people.inspector, { language, width, theme })
        const { page } = visit
        const crossed = await bordersCrossed(page)
        const without = crossed.find(({ isKept }) => !isKept)!
        await visit.go(`/events/${without.eventId}`)
        await page.getByText(says(without.number)).waitFor()
        await isSound(page)
        const kept = crossed.find(({ isKept }) => isKept)!
        await visit.go(`/events/${kept.eventId}`)
        expect(await page.getByText(says(kept.number)).count()).toBe(0)
        expect(visit.complaints).toEqual([])
      },
    )

    test('is said beforehand of the number that was asked about, and of no other', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      const permit = await permitLeft(page)
      await visit.go(`/record?batch=${await lotToExport(page)}&kind=export`)
      await page.getByRole('textbox', { name: 'Mass', exact: true }).fill('1 g')
      await page.getByRole('combobox', { name: /^Buyer abroad/ }).fill(permit.buyer)
      await takeOption(page.getByRole('option').filter({ hasText: permit.buyer }).first())
      await page.getByRole('textbox', { name: 'Number of the other country’s import permit' }).fill('DE-E2E-1')
      const number = page.getByRole('textbox', { name: 'Number of the export permit', exact: true })
      const notice = (of: string) => page.getByText(`No quantity is recorded here for permit ${of}`)

      // Where others are kept, a number that is none of them is refused.
      await number.fill('BMC-UIT-NONE')
      await page.getByText('This permit is not known here.').waitFor()
      await number.fill(permit.number)
      await page.getByRole('grid', { name: 'What changes' }).waitFor()
      expect(await page.getByText(/^No quantity is recorded/).count()).toBe(0)

      // The demo's authority keeps some on every day, so the answer of one that keeps none is made here out of this one's.
      const held: (() => void)[] = []
      await page.route('**/v1/events/preview', async (route) => {
        const act = route.request().postDataJSON()
        const answer = await route.fetch({ postData: JSON.stringify({ ...act, exportPermit: permit.number }) })
        const preview = await answer.json()
        const movements = preview.movements.filter(({ ledger }: { ledger: string }) => ledger !== 'allowance_mg')
        if (act.exportPermit === 'BMC-UIT-LATE') await new Promise<void>((go) => held.push(go))
        await route.fulfill({ response: answer, json: { ...preview, movements } })
      })
      await number.fill('BMC-UIT-PAPER')
      await notice('BMC-UIT-PAPER').waitFor()
      await page.getByText('Have the authority record the permit first', { exact: false }).waitFor()
      await isSound(page)
      await number.fill('BMC-UIT-LATE')
      await expect.poll(() => held.length).toBeGreaterThan(0)
      expect(await notice('BMC-UIT-LATE').count()).toBe(0) // Its answer is still on its way.
      for (const go of held) go()
      await notice('BMC-UIT-LATE').waitFor()
      expect(await notice('BMC-UIT-PAPER').count()).toBe(0)
    })
  })
}

/** What came in or went out, with its permit, and whether that is counted down. */
async function bordersCrossed(page: Page) {
  const of = async (kind: 'import' | 'export') =>
    (await ask<{ items: Crossed[] }>(page, `/v1/events?kind=${kind}&limit=200`)).body.items.map(
      ({ eventId, act, movements }) => ({
        ...{ eventId, number: kind === 'import' ? act.importPermit : act.exportPermit },
        isKept: movements.some(({ ledger }) => ledger === 'allowance_mg'),
      }),
    )
  return [...(await of('import')), ...(await of('export'))]
}

/** An export permit of today with a gram left, and for whom it is. */
async function permitLeft(page: Page): Promise<{ readonly number: string; readonly buyer: string }> {
  const { body } = await ask<Allowances>(page, '/v1/allowances')
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam').toString()
  const found = body.items.find(
    (one) =>
      one.kind === 'export-permit' &&
      one.counter !== null &&
      BigInt(one.leftMassMg) >= 1000n &&
      one.from <= today &&
      (one.through === null || one.through >= today),
  )
  if (!found?.counter) throw new Error('the authority has a permit that is not used up')
  return { number: found.number, buyer: found.counter.name }
}

async function lotToExport(page: Page): Promise<string> {
  const { body } = await ask<Batches>(page, '/v1/batches?status=released&kind=pack-lot&limit=200')
  for (const { batchId } of body.items) {
    const { body: acts } = await ask<Options>(page, `/v1/batches/${batchId}/acts`)
    const may = acts.options.some((one) => one.kind === 'export' && one.allowed && BigInt(one.maxAmount ?? 0) >= 1000n)
    if (may) return batchId
  }
  throw new Error('the authority has a lot that may go abroad')
}

async function isSound(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0))
  await settled(page)
  expect(await axeViolations(page)).toEqual([])
  expect(await widerThanWindow(page)).toEqual([])
}
