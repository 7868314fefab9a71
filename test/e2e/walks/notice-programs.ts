// Notices of recalls to a holder's own program: named, tried and ended by the holder; and what the authority reads of each in the cockpit. Not
// here: what is posted and when again (src/chain/recall/deliver-notices.test.ts).
import type { Page } from 'playwright-core'
import { describe, expect, type TestContext, test } from 'vitest'
import { newId, printId } from '#kernel'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { hasFocus, people, settled, textOf } from '../support/people.ts'
import { openProgram } from '../support/program.ts'
import { ask, type Stage } from '../support/stage.ts'

type Destinations = { items: { destinationId: string; dest: string; endedAt: string | null }[] }
type Batches = { items: { batchId: string }[] }
type Trace = { nodes: { batch: { batchId: string; name: string } }[] }
type Session = { csrfToken: string; party: { name: string } }

const secret = 'a secret of the walk'

export function noticeProgramsWalk(stage: () => Stage): void {
  describe('notices to a program', () => {
    test('a holder names where notices go on a phone, tries it, reads what came of it, and ends it', async (context) => {
      await using program = await openProgram('till')
      await using visit = await stage().visit(people.pharmacist, { width: 320 })
      const { page } = visit
      await visit.go('/recalls')
      expect(await widerThanWindow(page)).toEqual([])
      await page.getByRole('link', { name: 'Notices to a program' }).press('Enter')
      await page.getByRole('heading', { level: 1, name: 'Notices to a program' }).waitFor()
      await settled(page)
      await page.getByRole('button', { name: 'Add an address' }).press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Save' }).press('Enter')
      const address = dialog.getByRole('textbox', { name: 'Address' })
      await hasFocus(address) // What is missing is said there, and there one goes on.
      await dialog.getByText('Fill in the address where your program listens', { exact: false }).waitFor()
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      await address.fill(program.dest)
      await dialog.getByRole('button', { name: 'Save' }).press('Enter')
      const token = dialog.getByRole('textbox', { name: 'Secret for the signature' })
      await hasFocus(token)
      await token.fill(secret)
      await dialog.getByRole('button', { name: 'Save' }).press('Enter')
      await allowed(page, context)
      await dialog.waitFor({ state: 'hidden' })
      const row = page.getByRole('list', { name: 'Addresses' }).getByRole('listitem').filter({ hasText: program.dest })
      await row.getByText('not tried yet').waitFor()
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])

      await row.getByRole('button', { name: `Send a test to ${program.dest}` }).press('Enter')
      await row.getByText('taken', { exact: true }).waitFor()
      expect(program.calls).toMatchObject([
        { message: { kind: 'test', notice: null }, signature: /^t=\d+,hmac-sha256=/ },
      ])
      program.answer(503)
      await row.getByRole('button', { name: `Send a test to ${program.dest}` }).press('Enter')
      await row.getByText('not taken (503)').first().waitFor()
      expect(await textOf(row)).toMatch(/test .*: taken/) // What was before stays to be read.
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])

      await row.getByRole('button', { name: `End ${program.dest}` }).press('Enter')
      await page.getByRole('alertdialog').getByRole('button', { name: 'End', exact: true }).press('Enter')
      await row.getByText(/^ended /).waitFor()
      const { body } = await ask<Destinations>(page, '/v1/recall-destinations')
      expect(body.items.find(({ dest }) => dest === program.dest)?.endedAt).toEqual(expect.any(String))
      expect(await axeViolations(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('the authority reads in the cockpit whose program took the notice, and whose did not: there it telephones', async (context) => {
      await using takes = await openProgram('takes')
      await using refuses = await openProgram('refuses')
      refuses.answer(500)
      await using pharmacy = await stage().visit(people.pharmacist)
      await using grower = await stage().visit(people.growerAdministrator)
      await using office = await stage().visit(people.chainManager)
      const isRegistered = await register(pharmacy.page, refuses.dest)
      if (!isRegistered && process.env['E2E_URL']) context.skip('this demo lets nothing out: see support/house.ts')
      expect(isRegistered).toBe(true)
      expect(await register(grower.page, takes.dest)).toBe(true)
      try {
        const { page } = office
        await office.go(`/recalls/drill?batch=${await harvestBehind(pharmacy.page, page)}`)
        await page.getByRole('textbox', { name: 'Why this drill' }).fill('programs')
        await page.getByRole('button', { name: 'Begin the drill' }).press('Enter')
        await page.waitForURL(/\/recalls\/rcl_/)
        const cockpit = new URL(page.url()).pathname
        const rowOf = async ({ page: own }: typeof pharmacy) => {
          const { body: who } = await ask<Session>(own, '/v1/session')
          return page
            .getByRole('grid', { name: 'Who has or had some' })
            .getByRole('row')
            .filter({ hasText: who.party.name })
        }
        const [took, missed] = [await rowOf(grower), await rowOf(pharmacy)]
        // The house looks every few seconds; in its first minute it does not look yet.
        await expect
          .poll(
            async () => {
              await office.go(cockpit)
              return `${await textOf(took)} ${await textOf(missed)}`
            },
            { timeout: 150_000, interval: 2_000 },
          )
          .toMatch(/program took it, .*did not reach the program \(500, tried/s)
        expect(await textOf(missed)).toContain('telephone or write')
        expect(await textOf(missed)).toContain('Record contact')
        expect(takes.calls).toMatchObject([{ message: { kind: 'drill', notice: { reason: 'programs' } } }])
        await page
          .getByText('The notice did not reach the program of 1 holder. Telephone, or send the letter.')
          .waitFor()
        expect(await axeViolations(page)).toEqual([])
        expect(await widerThanWindow(page)).toEqual([])
        expect(office.complaints).toEqual([])
      } finally {
        for (const [{ page }, { dest }] of [
          [pharmacy, refuses],
          [grower, takes],
        ] as const)
          await end(page, dest)
      }
    })
  })
}

/** A demo that somebody started by hand may let nothing out; then there is nothing to walk. */
async function allowed(page: Page, context: TestContext): Promise<void> {
  const refused = page.getByText('We send nothing to this address.')
  await refused.or(page.getByText('not tried yet')).first().waitFor()
  if ((await refused.isVisible()) && process.env['E2E_URL'])
    context.skip('this demo lets nothing out: see support/house.ts')
}

/** A harvest of the first grower's of which the pharmacy has some: both are told. */
async function harvestBehind(pharmacy: Page, office: Page): Promise<string> {
  const { body } = await ask<Batches>(pharmacy, '/v1/batches?kind=pack-lot&limit=20')
  for (const { batchId } of body.items) {
    const { body: trace } = await ask<Trace>(office, `/v1/batches/${batchId}/trace?direction=back`)
    const found = trace.nodes.find(({ batch }) => /^A\d*-H/.test(batch.name))
    if (found) return found.batch.batchId
  }
  throw new Error('the pharmacy has nothing of the first grower')
}

/** Beside the screens, which the walk above uses; says whether the house lets it out. */
async function register(page: Page, dest: string): Promise<boolean> {
  const data = { destinationId: printId('destination', newId('destination')), dest, signatureToken: secret }
  const answer = await page.request.post(new URL('/v1/recall-destinations', page.url()).href, {
    headers: await signs(page),
    data,
  })
  return answer.ok()
}

async function end(page: Page, dest: string): Promise<void> {
  const { body } = await ask<Destinations>(page, '/v1/recall-destinations')
  for (const one of body.items.filter((each) => each.dest === dest && each.endedAt === null))
    await page.request.delete(new URL(`/v1/recall-destinations/${one.destinationId}`, page.url()).href, {
      headers: await signs(page),
    })
}

async function signs(page: Page) {
  const { body } = await ask<Session>(page, '/v1/session')
  return { 'x-grein-csrf': body.csrfToken, origin: new URL(page.url()).origin }
}
