// Papers of a shipment and of a destruction, as people make them: a carrier and numbered boxes on both sides' page, photographs that are signed
// and compared in the browser, who is a qualified person, and a certificate on a phone. Not here: acts without papers (record.ts).
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, unseenStops, widerThanWindow } from '../support/checks.ts'
import { people, settled, takeOption } from '../support/people.ts'
import { ask, type Stage, type Visit } from '../support/stage.ts'
import { addAuthenticator } from './decide.ts'
import { recorded } from './record.ts'

type Shipments = {
  items: { shipmentId: string; shipEventId: string; units: { sscc: string }[]; transport: object | null }[]
}
type Options = { options: { kind: string; allowed: boolean; state: string | null }[] }

const where = 'Lindemeer, hal 3' // What a camera writes in a photograph, and nobody meant to publish.

/** No fault of axe’s and nothing wider than the window. */
async function isSound({ page }: Visit): Promise<void> {
  expect(await axeViolations(page)).toEqual([])
  expect(await widerThanWindow(page)).toEqual([])
}

async function batchWith(visit: Visit, kind: string, state: string, filter: string): Promise<string> {
  const { body } = await ask<{ items: { batchId: string }[] }>(visit.page, `/v1/batches?${filter}&limit=40`)
  for (const { batchId } of body.items) {
    const { body: found } = await ask<Options>(visit.page, `/v1/batches/${batchId}/acts`)
    if (found.options.some((one) => one.allowed && one.kind === kind && one.state === state)) return batchId
  }
  throw new Error(`the demo has something to ${kind} in ${state}`)
}

/** As a camera makes one: a drawing of a scale as JPEG, with the place where it was taken in its Exif. */
async function photograph(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 })
    const paint = canvas.getContext('2d')
    for (const [at, colour] of ['#dfe6e9', '#6b8e3d', '#454f58'].entries()) {
      paint!.fillStyle = colour // A canvas made here has a context.
      paint!.fillRect(at * 60, at * 70, 320 - at * 120, 70)
    }
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? ''
  })
  const plain = Buffer.from(drawn, 'base64')
  // One directory of one entry, ImageDescription (0x010e), a text that stands behind it.
  const text = Buffer.from(`${where}\0`)
  const entry = Buffer.from([1, 0, 0x0e, 1, 2, 0, text.length, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0])
  const exif = Buffer.concat([Buffer.from('Exif\0\0II*\0\b\0\0\0', 'latin1'), entry, text])
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)])
}

export function papersWalk(stage: () => Stage): void {
  describe('papers', () => {
    test('a destruction is recorded with a photograph, which is compared with the signature and stands on the record', async () => {
      await using visit = await stage().visit(people.grower)
      const { page } = visit
      await visit.go('/batches')
      const batchId = await batchWith(visit, 'destroy', 'waste', 'kind=harvest')
      await visit.go(`/record?batch=${batchId}`)
      const waste = page.getByRole('radio', { name: /^Destroy.*waste/i }) // Where it stands in several ways, each says which.
      await waste.or(page.getByRole('radio', { name: 'Destroy', exact: true })).press('Space')
      await page.getByRole('textbox', { name: 'Mass' }).fill('1 g')
      await page.getByRole('button', { name: /How destroyed/ }).click()
      await page.getByRole('option', { name: /compost/i }).click()
      await page.getByRole('textbox', { name: /first witness/ }).fill('A-0101')
      await page.getByRole('textbox', { name: /second witness/ }).fill('A-0202')
      // What a browser cannot read is said by its name; a picture is kept with its fingerprint.
      const chooser = page.locator('input[type=file][multiple]')
      await chooser.setInputFiles({ name: 'not.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<script>') })
      await page.getByText('not.jpg is no photograph that this browser can read').waitFor()
      await chooser.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photograph(page) })
      const kept = page.getByRole('img', { name: 'Photograph 1' })
      await kept.waitFor()
      expect(await page.locator('input[type=file][capture=environment]').count()).toBe(1)
      // What the camera wrote beside the picture never left this browser.
      const sent = await (await page.request.get(new URL((await kept.getAttribute('src'))!, page.url()).href)).body()
      expect(sent.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
      expect(sent.includes(where) || sent.includes('Exif')).toBe(false)
      await page.getByRole('grid', { name: 'What changes' }).waitFor()
      await isSound(visit)
      await page.getByRole('button', { name: 'Record', exact: true }).press('Enter')
      await recorded(page)
      await page.getByRole('link', { name: 'See the event' }).press('Enter')
      await page.getByRole('heading', { level: 1, name: /^Destroy/ }).waitFor()
      await settled(page)
      await page.getByText('Is the photograph that was signed').waitFor()
      const picture = page.getByRole('main').getByRole('img', { name: /^Photograph 1/ })
      // Drawn, not only there: what cannot be read has no width.
      await expect
        .poll(() => picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]))
        .toEqual([320, 240])
      await isSound(visit)
      const path = await page.getByRole('link', { name: 'Paper (PDF)' }).getAttribute('href')
      const paper = await page.request.get(new URL(path!, page.url()).href)
      expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf'])
      expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-')
    })

    test('a despatch with its own transport in numbered boxes stands on both sides’ page', async () => {
      await using sender = await stage().visit('distributeur')
      await sender.go('/batches')
      const { body } = await ask<Shipments>(sender.page, '/v1/shipments?direction=sent&limit=60')
      const found = body.items.find(({ units, transport }) => units.length > 0 && transport)
      if (!found) throw new Error('the demo has a despatch by a carrier in boxes')
      await sender.go(`/shipments/${found.shipmentId}`)
      await sender.page.getByText('Vervoer Zandhorst B.V.').waitFor()
      await sender.page.getByText(found.units[0]?.sscc ?? '').waitFor()
      await isSound(sender)
      const labels = await sender.page.request.get(`${stage().url}/v1/shipments/${found.shipmentId}/labels`)
      expect([labels.status(), labels.headers()['content-type']]).toEqual([200, 'application/pdf'])
      const manifest = await sender.page.request.get(`${stage().url}/v1/events/${found.shipEventId}/paper`)
      expect(manifest.status()).toBe(200)
      // Filled in by hand: numbers come while the form is being filled.
      const batchId = await batchWith(sender, 'ship', 'released', 'kind=pack-lot')
      await sender.go(`/record?batch=${batchId}`)
      await sender.page.getByRole('radio', { name: /^Ship/ }).press('Space')
      await sender.page.getByRole('textbox', { name: 'Mass' }).fill('5 g')
      await sender.page.getByRole('button', { name: /Who carries/ }).click()
      await sender.page.getByRole('option', { name: 'Own transport' }).click()
      await sender.page.getByRole('textbox', { name: 'Registration of the vehicle' }).fill('vx-1-d')
      await sender.page.getByRole('textbox', { name: /Number of boxes/ }).fill('2')
      await sender.page
        .getByText(/^0952000900\d{8}$/)
        .nth(1)
        .waitFor()
      await isSound(sender)
    })

    test('who may release is listed, and appointing is reached with the keyboard alone', async () => {
      // The decision-maker must have been here once to be known by name.
      await using decider = await stage().visit('beslisser')
      await decider.go('/')
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go('/quality')
      await page.getByRole('link', { name: 'Qualified persons' }).press('Enter')
      await page.getByRole('heading', { level: 1, name: 'Qualified persons' }).waitFor()
      await page
        .getByRole('row', { name: /Ruben Achterkamp/ })
        .filter({ hasText: 'Qualified' })
        .waitFor()
      expect(await unseenStops(page)).toEqual([])
      await page.getByRole('button', { name: 'Appoint', exact: true }).press('Enter')
      await page.getByText('Choose a person.').waitFor()
      await isSound(visit)
    })

    test('an appointment is ended with a reason and another made, signed with a passkey', async () => {
      await using decider = await stage().visit('beslisser')
      await decider.go('/')
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await addAuthenticator(page)
      await visit.go('/profile')
      await page.getByRole('textbox', { name: 'Name of this passkey' }).fill('Key at the office')
      await page.getByRole('button', { name: 'Add a passkey' }).press('Enter')
      await page.getByText('Passkey added').waitFor()
      await visit.go('/quality/appointments')
      await page.getByText('End the appointment of Ruben Achterkamp').press('Enter')
      await page.getByRole('textbox', { name: 'Reason' }).fill('From today under another decree.')
      await page.getByRole('button', { name: 'End the appointment', exact: true }).press('Enter')
      await page.getByRole('dialog').getByRole('button', { name: 'Confirm with passkey' }).press('Enter')
      await page.getByText('The appointment has ended.').waitFor()
      const standing = page.getByRole('row', { name: /Ruben Achterkamp/ }).filter({ hasText: 'Qualified' })
      await standing.waitFor({ state: 'detached' })
      // From the same day on; that it is the same hand was shown a moment ago.
      await page.getByRole('combobox', { name: 'Who?' }).fill('Ruben')
      await takeOption(page.getByRole('option', { name: /Ruben Achterkamp/ }))
      await page.getByRole('button', { name: 'Appoint', exact: true }).press('Enter')
      await page.getByText('Ruben Achterkamp is appointed.').waitFor()
      await standing.waitFor()
      await isSound(visit)
    })

    test('a certificate fits a phone of 320 points', async () => {
      await using staff = await stage().visit(people.chainManager)
      await staff.go('/batches')
      const { body } = await ask<{ items: { batchId: string }[] }>(
        staff.page,
        '/v1/batches?kind=bulk&sort=opened&order=desc&limit=60',
      )
      let number: string | undefined
      for (const { batchId } of body.items) {
        const { body: batch } = await ask<{ certificates: { number: string }[] }>(staff.page, `/v1/batches/${batchId}`)
        number ??= batch.certificates[0]?.number
      }
      await using visit = await stage().visit(null, { width: 320 })
      await visit.go(`/certificates/${number}`)
      await visit.page.getByRole('heading', { level: 1, name: `Certificate of analysis ${number}` }).waitFor()
      await isSound(visit)
    })
  })
}
