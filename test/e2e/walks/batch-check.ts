// Someone checks many substances at once: nothing leaves the browser, not even a connection is needed. Not here: one substance (visitor.ts).
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, unseenStops, widerThanWindow } from '../support/checks.ts'
import type { Stage } from '../support/stage.ts'

const mdma = 'CNC(C)Cc1ccc2OCOc2c1'
const list = `${mdma} first\nCCO second\nC1CC third\n`

export function batchCheckWalk(stage: () => Stage): void {
  describe('many substances at once', () => {
    test('are judged by keyboard alone, without a line, and kept as a file', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await opened(page, visit.go)
      await page.context().setOffline(true)
      const sent: string[] = []
      page.on('request', (request) => sent.push(request.url()))
      await page.getByLabel('Or paste a list here').focus()
      await page.keyboard.insertText(list)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Check all rows' }).focus()
      await page.keyboard.press('Enter')
      await page.getByText(/^3 rows judged/).waitFor()
      const table = page.getByRole('grid', { name: 'Rows' })
      await table.getByText('List I: MDMA, by name').waitFor()
      expect(await table.getByRole('row').count()).toBe(2)

      await page.getByRole('button', { name: /Show/ }).click()
      await page.getByRole('option', { name: 'Unreadable (1)' }).click()
      await table.getByText(/From this place on this is no structure\. \(character 2, line 3\)/).waitFor()

      const waiting = page.waitForEvent('download')
      await page.getByRole('button', { name: 'CSV', exact: true }).click()
      const download = await waiting
      expect(download.suggestedFilename()).toMatch(/^Pasted list-\d{4}-\d\d-\d\d\.csv$/)
      const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n')
      expect(lines[0]).toBe('structure,id,verdict,lists,findings,citations,exceptions,coverage,messages')
      expect(lines.slice(1).map((line) => line.split(',').slice(0, 3).join())).toEqual([
        ...[`${mdma},first,controlled`, 'CCO,second,not-controlled', 'C1CC,third,invalid'],
      ])
      expect(sent.filter((url) => url.startsWith('http'))).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('come from a file with columns of its own names, and leave as a workbook with all of them', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await opened(page, visit.go)
      const csv = `nr;structuur;naam\n7;${mdma};één\n8;CCO;twee\n`
      await chosen(page, 'voorraad.csv', csv)
      await page.getByRole('button', { name: /Choose/ }).click()
      await page.getByRole('option', { name: 'structuur' }).click()
      await page.getByRole('button', { name: /The line number/ }).click()
      await page.getByRole('option', { name: 'nr', exact: true }).click()
      await page.getByRole('button', { name: 'Check all rows' }).click()
      await page.getByText(/^2 rows judged/).waitFor()
      await page.getByRole('grid', { name: 'Rows' }).getByRole('rowheader', { name: '7' }).waitFor()
      const waiting = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Excel (XLSX)' }).click()
      const bytes = await readFile(await (await waiting).path())
      expect([bytes.subarray(0, 2).toString(), bytes.includes('xl/worksheets/sheet2.xml')]).toEqual(['PK', true])
      expect(visit.complaints).toEqual([])
    })

    test('that are no table are refused in words', async () => {
      await using visit = await stage().visit()
      await opened(visit.page, visit.go)
      await chosen(visit.page, 'stock.xlsx', 'PK\u0003\u0004')
      await visit.page.getByText('This is a spreadsheet or an archive.').waitFor()
    })

    test('a long table tells how far it is, and can be stopped', async () => {
      await using visit = await stage().visit()
      const { page } = visit
      await opened(page, visit.go)
      await chosen(page, 'long.smi', `${mdma} x\nCC(C)Cc1ccc(C(C)C(=O)O)cc1 y\n`.repeat(200_000))
      await page.getByRole('button', { name: 'Check all rows' }).click()
      await page.getByText(/rows · .* a second/).waitFor()
      await page.getByRole('button', { name: 'Stop' }).click()
      await page.getByText(/^Stopped after [\d,]+ rows/).waitFor()
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByText(/^51–100 of /).waitFor()
    })

    test('at 320 pixels in Dutch and in the dark: no violation, nothing wider than the window, every stop seen', async () => {
      await using visit = await stage().visit(null, { width: 320, language: 'nl', theme: 'dark' })
      const { page } = visit
      await visit.go('/substances/batch')
      expect(await unseenStops(page)).toEqual([])
      expect(await axeViolations(page)).toEqual([])
      await page.getByLabel('Of plak hier een lijst').fill(list)
      await page.getByRole('button', { name: 'Deze lijst gebruiken' }).click()
      await page.getByRole('button', { name: 'Alle rijen controleren' }).click()
      await page.getByText(/^3 rijen beoordeeld/).waitFor()
      await page.getByText('Lijst I: MDMA, met naam').waitFor()
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
    })
  })
}

async function opened(page: Page, go: (path: string) => Promise<void>): Promise<void> {
  await go('/substances/batch')
  await page.getByText(/The law is loaded \(version [0-9a-f]{8}\)/).waitFor()
}

async function chosen(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
}
