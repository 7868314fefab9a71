// What a number rests on and what one takes home: the ledger down to the event, a past day in both times, a batch's proof judged by two
// programs that are not this screen, and labels to print. Not here: one event's proof (proof.ts).
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { openInRow, people, settled, textOf } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const grein = join(root, 'bin', 'grein.mjs')
const stranger = join(root, 'test', 'contract', 'verify_proof.py')
const isPythonHere = spawnSync('python3', ['--version']).status === 0

type Shelf = {
  readonly items: readonly {
    readonly batchId: string
    readonly name: string
    readonly openedOn: string
    readonly holders: readonly object[]
  }[]
}

/** History of the demo: no walk opens harvests of a year ago, so what is written meanwhile leaves them alone. */
const oldest = async (page: Page, kind: 'harvest' | 'pack-lot' | 'bulk') => {
  const { body } = await ask<Shelf>(page, `/v1/batches?kind=${kind}&sort=opened&order=asc&limit=1`)
  const [first] = body.items
  if (!first) throw new Error(`the demo has a ${kind}`)
  return first
}

export function keptWalk(stage: () => Stage): void {
  describe('what one takes home', () => {
    test('a batch’s proof and its release’s: sound to our command and to a stranger’s program; changed, to neither', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'grein-kept-'))
      try {
        await using visit = await stage().visit(people.inspector)
        const { page } = visit
        const { batchId, name } = await oldest(page, 'bulk')
        await visit.go(`/batches/${batchId}?tab=events`)
        await page.getByRole('heading', { level: 1, name }).waitFor()
        for (const [link, file] of [
          ['Save all events', 'all.json'],
          ['Save the release alone', 'release.json'],
        ] as const) {
          const path = join(folder, file)
          const [download] = await Promise.all([
            page.waitForEvent('download'),
            page.getByRole('link', { name: link }).press('Enter'),
          ])
          expect(download.suggestedFilename()).toMatch(/\.proofs\.json$/)
          await download.saveAs(path)
          expect([file, await judged(path, folder)]).toEqual([file, { ours: 0, theirs: 0 }])
        }
        const text = await readFile(join(folder, 'release.json'), 'utf8')
        const changed = text.replace(
          /(occurredAt\\":\\"20)(\d)/,
          (_all, before, digit) => `${before}${(Number(digit) + 1) % 10}`,
        )
        expect(changed).not.toBe(text)
        const forged = join(folder, 'forged.json')
        await writeFile(forged, changed)
        const verdict = await judged(forged, folder)
        expect([verdict.ours === 0, verdict.theirs === 0 && isPythonHere]).toEqual([false, false])
        expect(visit.complaints).toEqual([])
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })

    test('a batch on a past day, with what is known now and with what was known then', async () => {
      await using visit = await stage().visit(people.inspector, { width: 320 })
      const { page } = visit
      const { batchId, name, openedOn } = await oldest(page, 'harvest')
      await visit.go(`/batches/${batchId}`)
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await page.getByRole('tab', { name: 'On a day' }).press('Enter')
      await page.getByRole('group', { name: 'As it stood at the end of' }).waitFor()
      const day = (plus: number) => Temporal.PlainDate.from(openedOn).add({ days: plus })
      await visit.go(`/batches/${batchId}?tab=as-of&at=${day(0)}`)
      await page.getByRole('heading', { name: /Where it lay on/ }).waitFor()
      await page.getByText('Everything that is known now is counted').waitFor()
      const tables = page.getByRole('grid').or(page.getByRole('table'))
      expect(await tables.count()).toBeGreaterThan(0)
      expect([await axeViolations(page), await widerThanWindow(page)]).toEqual([[], []])
      // The demo brought its history in on one day: the day before it, nothing was known.
      await visit.go(`/batches/${batchId}?tab=as-of&at=${day(0)}&known=${day(1)}`)
      await page
        .getByText(/did not exist then, or that was not yet known|Counted is what was known on|nothing was known/i)
        .first()
        .waitFor()
      await page.getByRole('button', { name: 'Everything known now' }).press('Enter')
      await page.getByText('Everything that is known now is counted').waitFor()
      await visit.go(`/batches/${batchId}?tab=as-of&at=${day(-3)}`)
      await page.getByText('This batch did not exist yet.').waitFor()
    })

    test('a number of the ledger opens its movements, a movement its event, and the event says what was done', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      const { batchId, name } = await oldest(page, 'pack-lot')
      await visit.go(`/ledger?batch=${batchId}&empty=yes`)
      const row = page.getByRole('row').filter({ hasText: name }).first()
      await row.waitFor()
      await row.focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/ledger\/acc_/)
      await page.getByRole('heading', { level: 1 }).filter({ hasText: name }).waitFor()
      await settled(page)
      expect(await axeViolations(page)).toEqual([])
      const movement = page.getByRole('row').filter({ has: page.locator('a[href^="/events/evt_"]') })
      await movement.first().waitFor()
      await openInRow(movement.first(), '/events/')
      await page.waitForURL(/\/events\/evt_/)
      await page.getByRole('link', { name: 'Save the proof' }).waitFor()
      expect(await textOf(page.locator('main'))).toContain(name)
    })

    test('a sheet of labels is a PDF of the lot for who packs and has it, no more than it has; who only supplies it prints none', async () => {
      await using visit = await stage().visit(people.distributor)
      const { page } = visit
      const { body } = await ask<Shelf>(
        page,
        '/v1/batches?kind=pack-lot&status=released&sort=opened&order=asc&limit=50',
      )
      const here = body.items.find(({ holders }) => holders.length > 0) // Of whom it may know, itself alone.
      if (!here) throw new Error('the distributor of the demo has packs')
      await visit.go(`/batches/${here.batchId}`)
      await page.getByRole('heading', { level: 1, name: here.name }).waitFor()
      const link = page.getByRole('link', { name: /Sheet of labels/ })
      const sheet = await page.request.get(new URL((await link.getAttribute('href')) ?? '', page.url()).toString())
      expect([sheet.status(), sheet.headers()['content-type']]).toEqual([200, 'application/pdf'])
      expect((await sheet.body()).subarray(0, 5).toString()).toBe('%PDF-')
      const labels = (batchId: string, query = '') =>
        new URL(`/v1/batches/${batchId}/labels${query}`, page.url()).toString()
      expect((await page.request.get(labels(here.batchId, '?first=999999'))).status()).toBe(422)

      await using pharmacy = await stage().visit(people.pharmacist)
      const { batchId, name } = await oldest(pharmacy.page, 'pack-lot')
      await pharmacy.go(`/batches/${batchId}`)
      await pharmacy.page.getByRole('heading', { level: 1, name }).waitFor()
      await pharmacy.page.getByText('GTIN', { exact: true }).waitFor()
      expect(await pharmacy.page.getByRole('link', { name: /Sheet of labels/ }).count()).toBe(0)
      expect((await pharmacy.page.request.get(labels(batchId))).status()).toBe(403)
    })
  })
}

/** By our command and by the program of others, each with 0 for a sound proof. */
async function judged(path: string, folder: string): Promise<{ ours: number | null; theirs: number | null }> {
  const env = { ...process.env, LANG: 'en_GB.UTF-8' }
  const ours = spawnSync(process.execPath, [grein, 'verify', path], { encoding: 'utf8', env, cwd: folder })
  const theirs = isPythonHere ? spawnSync('python3', [stranger, path], { encoding: 'utf8' }).status : 0
  return { ours: ours.status, theirs }
}
