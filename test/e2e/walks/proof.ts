// A proof leaves the house and is checked without it: in a browser that is offline, and by the command line. Not here: the mathematics (kernel).
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { people, settled, textOf } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

const grein = join(import.meta.dirname, '..', '..', '..', 'bin', 'grein.mjs')

export function proofWalk(stage: () => Stage): void {
  describe('a proof', () => {
    test('is saved at an event and holds without us, offline and by command; one changed byte does not', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'grein-proof-'))
      try {
        const sound = join(folder, 'sound.json')
        await using visit = await stage().visit(people.inspector)
        await saveProof(visit.page, sound)
        const forged = await forge(sound, join(folder, 'forged.json'))

        await using outsider = await stage().visit()
        await outsider.go('/verify')
        await outsider.page.context().setOffline(true)
        await give(outsider.page, sound)
        await outsider.page.getByText('This proof is sound').waitFor()
        await outsider.page.locator('.gr-came-of:focus').waitFor() // The outcome, which may be a screen away.
        expect(await steps(outsider.page)).toEqual([
          'The file can be read: sound',
          'The record gives the fingerprint: sound',
          'The signature is genuine: sound',
          'The fingerprint belongs in the log: sound',
        ])
        // What is proven is said in words, without a line to us.
        await outsider.page.getByText('Hand over to the Minister').waitFor()
        expect(await textOf(outsider.page.getByRole('region', { name: 'What was recorded' }))).toMatch(
          /Amount\s+[\d,.]+ (k?g)/,
        )
        await give(outsider.page, forged)
        await outsider.page.getByText('This proof is not sound').waitFor()
        expect(await steps(outsider.page)).toContain('The record gives the fingerprint: not sound')

        expect(command(sound)).toMatchObject({ status: 0 })
        const refused = command(forged)
        expect(refused.status).not.toBe(0)
        expect(refused.said).toMatch(/record/i)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })

    test('of a batch under the name of another is refused, though each of its records was logged', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'grein-proof-'))
      try {
        await using visit = await stage().visit(people.inspector)
        const earlier = Temporal.Now.instant().subtract({ hours: 24 })
        const { body } = await ask<{ items: { batches: { batchId: string }[] }[] }>(
          visit.page,
          `/v1/events?kind=hand-over&until=${earlier}&limit=1`,
        )
        const { batchId } = body.items[0]!.batches[0]! // A handing over is of a batch.
        const { body: set } = await ask<{ about: Record<string, unknown> }>(visit.page, `/v1/batches/${batchId}/proof`)
        const renamed = join(folder, 'renamed.json')
        await writeFile(renamed, JSON.stringify({ ...set, about: { ...set.about, name: 'BRC-99-Z999' } }))
        await using outsider = await stage().visit(null, { width: 320, language: 'nl' })
        await outsider.go('/verify')
        await outsider.page.context().setOffline(true)
        const chooser = outsider.page.waitForEvent('filechooser')
        await outsider.page.getByRole('button', { name: 'Bestand kiezen' }).press('Enter')
        await (await chooser).setFiles(renamed)
        await outsider.page.getByText('Dit bewijs klopt niet').waitFor()
        await outsider.page.getByText('zij gaan over een andere partij, of die heet anders').waitFor()
        expect(command(renamed)).toMatchObject({ status: 1, said: expect.stringContaining('heading') })
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })
  })
}

/** As the inspector comes to it: from an event of an earlier day, so it was sealed long ago, to its proof. */
async function saveProof(page: Page, path: string): Promise<void> {
  const earlier = Temporal.Now.instant().subtract({ hours: 24 })
  const { body } = await ask<{ items: { eventId: string }[] }>(
    page,
    `/v1/events?kind=hand-over&until=${earlier}&limit=1`,
  )
  await page.goto(new URL(`/events/${body.items[0]!.eventId}`, page.url()).toString())
  await settled(page)
  const save = page.getByRole('link', { name: 'Save the proof' })
  await save.waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), save.press('Enter')])
  expect(download.suggestedFilename()).toMatch(/\.json$/)
  await download.saveAs(path)
}

/** The same file with one digit of the proven record changed, as someone would who wants another truth. */
async function forge(sound: string, path: string): Promise<string> {
  const file = await readFile(sound, 'utf8')
  const changed = file.replace(
    /(occurredAt\\":\\"20)(\d)/,
    (_all, before, digit) => `${before}${(Number(digit) + 1) % 10}`,
  )
  expect(changed).not.toBe(file)
  await writeFile(path, changed)
  return path
}

async function give(page: Page, path: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a file' }).press('Enter'),
  ])
  await chooser.setFiles(path)
}

async function steps(page: Page): Promise<readonly string[]> {
  const titles = page.getByRole('list', { name: 'What was recomputed' }).locator('.gr-proof-step-title')
  return titles.evaluateAll((found) =>
    found.map(({ childNodes }) => [...childNodes].map(({ textContent }) => textContent?.trim()).join(': ')),
  )
}

function command(path: string): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [grein, 'verify', path], {
    encoding: 'utf8',
    env: { ...process.env, LANG: 'en_GB.UTF-8' },
  })
  return { status, said: stdout + stderr }
}
