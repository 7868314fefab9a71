// A list becomes acts: looked over, mended, recorded whole, and once however often it is sent. Not here: cells and columns (chain/importers).
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { openInRow, people, settled } from '../support/people.ts'
import type { Stage } from '../support/stage.ts'

const minutesAgo = (minutes: number) =>
  Temporal.Now.zonedDateTimeISO('Europe/Amsterdam').subtract({ minutes }).toPlainDateTime().toString({
    smallestUnit: 'minute',
  })

export function importWalk(stage: () => Stage): void {
  describe('recording from a file', () => {
    test('a grower mends what is wrong, sees what changes, records it, and it counts once', async () => {
      await using visit = await stage().visit(people.grower)
      const { page } = visit
      await visit.go('/import')
      await page.getByRole('button', { name: /What is in the list/ }).press('Enter')
      await page.getByRole('option', { name: /^Plantings/ }).press('Enter')
      await page.getByRole('link', { name: 'Template for Excel' }).waitFor()
      const premises = await ownPremises(page)
      const [planted, plantedLater] = [minutesAgo(4), minutesAgo(3)] // The same file twice, also when a minute passes between.
      const file = (plants: string) => ({
        name: 'week-47.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          [
            'Moment;Premises;Plant lot;Product;Cultivar;Plants;Room;Seen by',
            `${planted};${premises};E2E-L1;bedrocan;Afina;40;R9;P-1042`,
            `${plantedLater};${premises};E2E-L2;bedrocan;Afina;${plants};R9;P-1042`,
          ].join('\n'),
        ),
      })
      const give = async (plants: string) => {
        const chooser = page.waitForEvent('filechooser')
        await page.getByRole('button', { name: 'Choose a file' }).press('Enter')
        await (await chooser).setFiles(file(plants))
      }
      await give('forty')
      await page.getByText('1 fault in this file').waitFor()
      expect(await page.getByRole('row').filter({ hasText: 'This is no count' }).innerText()).toMatch(/^3\s+Plants/)
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      // By keyboard alone: what came of the file has the focus, so the next stop is what to do now.
      const focused = () => page.evaluate(() => document.activeElement?.textContent)
      await page.keyboard.press('Tab')
      expect(await focused()).toBe('Another file')
      await page.keyboard.press('Enter')
      await expect.poll(focused).toBe('Choose a file')

      await give('60')
      await page.getByText('2 rows, 2 acts: nothing wrong').waitFor()
      // Before anything is recorded it is said what of the file nothing reads.
      await page.getByText('One column or sheet is not read').waitFor()
      await page.getByText('will not be recorded: Seen by').waitFor()
      const changes = page.getByRole('grid', { name: 'What changes in what you have' })
      expect(await changes.innerText()).toMatch(/E2E-L2|\+60/)
      expect(await axeViolations(page)).toEqual([])
      await page.keyboard.press('Tab')
      expect(await focused()).toBe('Record 2 acts')
      await page.keyboard.press('Enter')
      await page.getByText('2 acts recorded').waitFor()
      await page.keyboard.press('Tab')
      expect(await focused()).toBe('Another file')
      await page.keyboard.press('Enter')
      await give('60')
      await page.getByText('All of this was recorded already').waitFor()
      await openInRow(page.getByRole('grid', { name: 'What it records' }).getByRole('row').nth(1), '/events/')
      await page.waitForURL(/\/events\/evt_/)
      await settled(page)
      expect(visit.complaints).toEqual([])
    })

    test('who records nothing is told who can', async () => {
      await using visit = await stage().visit()
      await visit.go('/import')
      await visit.page.getByText(/Who records for a grower/).waitFor()
    })
  })
}

/** As the record form offers it: the first premises of the grower's own. */
async function ownPremises(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const [session, parties] = await Promise.all(
      ['/v1/session', '/v1/parties?kind=grower'].map(async (path) => (await fetch(path)).json()),
    )
    const mine = parties.items.find(({ partyId }: { partyId: string }) => partyId === session.party.partyId)
    return mine.premises[0].gln ?? mine.premises[0].name
  })
}
