// The scan field as hands use it: a camera before our own labels, in the dark, refused and absent; and a scanner that types. Not here:
// reading codes (kernel) and finding what they name (chain/scan).
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, openPage } from '../support/browser.ts'
import { cameraOf, pictureOf, writeFilm } from '../support/camera.ts'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { hasFocus, logIn, people, settled } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Lot = { readonly batchId: string; readonly name: string; readonly gtin: string; readonly expiresOn: string }
type Detail = { readonly batch: Omit<Lot, 'gtin'>; readonly gtin: string }
type Shelf = { readonly items: readonly { readonly batchId: string; readonly name: string }[] }

/** Whether a camera is on, as the page can tell: every track it was ever given. */
const keepTracks = () => {
  const tracks: MediaStreamTrack[] = []
  Object.assign(globalThis, { cameraTracks: tracks })
  const { mediaDevices } = navigator
  if (!mediaDevices) return
  const open = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async (asked) => {
    const stream = await open(asked)
    tracks.push(...stream.getTracks())
    return stream
  }
}
const cameraStates = (page: Page) =>
  page.evaluate(() =>
    (globalThis as unknown as { cameraTracks: MediaStreamTrack[] }).cameraTracks.map(({ readyState }) => readyState),
  )

/** Half of the browsers bring a reader of their own, this one does not: one that sees only light and dark, and says what it was told. */
const bringReader = (says: string) => {
  class BarcodeDetector {
    static async getSupportedFormats() {
      return ['data_matrix', 'qr_code', 'code_128']
    }
    async detect(source: HTMLVideoElement) {
      const canvas = document.createElement('canvas')
      canvas.width = source.videoWidth
      canvas.height = source.videoHeight
      const context = canvas.getContext('2d')
      context?.drawImage(source, 0, 0)
      const data = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      const isLight = data.some((value, at) => at % 4 === 0 && value > 200)
      return isLight ? [{ rawValue: says }] : []
    }
  }
  Object.assign(globalThis, { BarcodeDetector })
}

export function scanWalk(stage: () => Stage): void {
  describe('the scan field', () => {
    let folder: string
    let lot: Lot
    const films = new Map<string, string>()
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'grein-camera-'))
      await using visit = await stage().visit(people.pharmacist)
      const shelf = await ask<Shelf>(visit.page, '/v1/batches?kind=pack-lot&limit=1')
      const [first] = shelf.body.items
      if (!first) throw new Error('the pharmacy of the demo has packs')
      const { body } = await ask<Detail>(visit.page, `/v1/batches/${first.batchId}`)
      lot = { ...body.batch, gtin: body.gtin }
      const label = async (symbol: string) => {
        const path = `/v1/batches/${first.batchId}/label?symbol=${symbol}`
        return (await visit.page.request.get(new URL(path, visit.page.url()).toString())).text()
      }
      const drawing = await visit.page.context().newPage() // Without the strict policy of our own pages.
      const scenes = [
        ['datamatrix', await label('datamatrix')],
        ['qr', await label('qr')],
        ['dark', null],
      ] as const
      for (const [name, svg] of scenes) {
        const path = join(folder, `${name}.y4m`)
        await writeFilm(path, await pictureOf(drawing, svg))
        films.set(name, path)
      }
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    /** The pharmacist at the day's first screen, in a browser with these flags. */
    async function atCamera(
      flags: readonly string[],
      look: (page: Page) => Promise<void>,
      { width = 1440, reader = null as string | null } = {},
    ): Promise<readonly string[]> {
      const browser = await openBrowser(flags)
      try {
        const { page, complaints } = await openPage(browser, { width, theme: 'light', language: 'en' })
        page.setDefaultTimeout(90_000) // A camera, a reader of a megabyte, and two cores that also do everything else.
        await page.addInitScript(keepTracks)
        if (reader !== null) await page.addInitScript(bringReader, reader)
        await logIn(page, stage().url, people.pharmacist, '/day')
        await page.getByRole('button', { name: 'Camera' }).press('Enter')
        await look(page)
        return complaints
      } finally {
        await browser.close()
      }
    }
    const film = (name: string) => cameraOf(films.get(name) ?? '')
    const dialog = (page: Page) => page.getByRole('dialog', { name: 'Scan with the camera' })

    test.each(['datamatrix', 'qr'])('reads our own label before the camera: %s', async (symbol) => {
      const complaints = await atCamera(film(symbol), async (page) => {
        await page.getByText(`Found: ${lot.name}`).waitFor()
        await dialog(page).waitFor({ state: 'hidden' })
        expect(await cameraStates(page)).toEqual(['ended'])
        await page.getByRole('link', { name: 'Look at it' }).press('Enter')
        await page.getByRole('heading', { level: 1, name: lot.name }).waitFor()
      })
      expect(complaints).toEqual([])
    })

    test('with the reader a browser brings itself', async () => {
      const complaints = await atCamera(
        film('datamatrix'),
        async (page) => {
          await page.getByText(`Found: ${lot.name}`).waitFor()
          expect(await cameraStates(page)).toEqual(['ended'])
        },
        { reader: `\u001d01${lot.gtin}10${lot.name}` },
      )
      expect(complaints).toEqual([])
    })

    test('in the dark it goes on looking; closed, by Esc or by its button, the camera goes out', async () => {
      await atCamera(
        film('dark'),
        async (page) => {
          await page.getByText('Hold the square symbol on the label still').waitFor()
          expect(await cameraStates(page)).toEqual(['live'])
          expect([await axeViolations(page), await widerThanWindow(page)]).toEqual([[], []])
          await page.keyboard.press('Escape')
          await dialog(page).waitFor({ state: 'hidden' })
          await expect.poll(() => cameraStates(page)).toEqual(['ended'])
          await page.getByRole('button', { name: 'Camera' }).press('Enter')
          await page.getByText('Hold the square symbol on the label still').waitFor()
          await dialog(page).getByRole('button', { name: 'Close' }).first().press('Enter')
          await expect.poll(() => cameraStates(page)).toEqual(['ended', 'ended'])
        },
        { width: 320 },
      )
    })

    test('refused by the user, or not there, it says so and how to go on', async () => {
      const refused = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny']
      await atCamera(refused, async (page) => {
        await page.getByText('Your browser may not use the camera').waitFor()
        expect(await axeViolations(page)).toEqual([])
      })
      await atCamera(['--use-fake-ui-for-media-stream'], async (page) => {
        await page.getByText('There is no camera that works').waitFor()
        await page.keyboard.press('Escape')
        await page.getByRole('textbox', { name: /Scan/ }).first().fill(lot.name)
        await page.keyboard.press('Enter')
        await page.getByText(`Found: ${lot.name}`).waitFor()
      })
    })

    test('a scanner that types: group separators kept, a wrong digit seen, one code after another', async () => {
      await using visit = await stage().visit(people.pharmacist)
      const { page } = visit
      await visit.go('/day')
      const field = page.getByRole('textbox', { name: /Scan/ }).first()
      /** As a keyboard wedge sends it: without a pause, FNC1 as Ctrl and a bracket, Enter behind it. */
      const type = async (...parts: readonly string[]) => {
        for (const [at, part] of parts.entries()) {
          if (at > 0) await page.keyboard.press('Control+]')
          await page.keyboard.type(part)
        }
        await page.keyboard.press('Enter')
      }
      const expiry = lot.expiresOn.slice(2).replaceAll('-', '')
      await hasFocus(field)
      const [asked] = await Promise.all([
        page.waitForRequest((request) => request.url().includes('/v1/scan')),
        type('', `01${lot.gtin}17${expiry}10${lot.name}`, '2100001'),
      ])
      expect(new URL(asked.url()).searchParams.get('code')).toBe(
        `\u001d01${lot.gtin}17${expiry}10${lot.name}\u001d2100001`,
      )
      await page.getByText(`Found: ${lot.name}`).waitFor()
      await expect.poll(() => field.inputValue()).toBe('') // The next scan begins with an empty field, and the focus is there.

      const wrong = `${lot.gtin.slice(0, -1)}${(Number(lot.gtin.at(-1)) + 1) % 10}`
      await type(`01${wrong}10${lot.name}`)
      await page.getByText('a digit is wrong').waitFor()
      await type(`01${lot.gtin}10${lot.name}`) // It types over what was wrong.
      await page.getByText(`Found: ${lot.name}`).waitFor()
      await type('00387123450000000012')
      await page.getByText(/number of a box or pallet|Nothing found|a digit is wrong/).waitFor()
      await settled(page)
    })
  })
}
