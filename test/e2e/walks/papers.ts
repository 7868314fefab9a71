// Papers of a shipment and of a destruction, as people make them: a carrier and numbered boxes on both sides' page, photographs that are signed
// and compared in the browser, who is a qualified person, and a certificate on a phone. Not here: the acts themselves.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { axeViolations, unseenStops, widerThanWindow } from '../support/checks.ts'
import { people } from '../support/people.ts'
import { ask, type Stage, type Visit } from '../support/stage.ts'

type Shipments = {
  items: { shipmentId: string; shipEventId: string; units: { sscc: string }[]; transport: object | null }[]
}
type Options = { options: { kind: string; allowed: boolean; state: string | null }[] }

const drawing = new URL('../../../src/demo/photographs/destruction.jpg', import.meta.url)

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

export function papersWalk(stage: () => Stage): void {
  describe('papers', () => {
    test('a photograph is chosen for a destruction, and a signed one is found to be the signed one', async () => {
      await using visit = await stage().visit(people.grower)
      const { page } = visit
      await visit.go('/batches')
      const batchId = await batchWith(visit, 'destroy', 'waste', 'kind=harvest')
      await visit.go(`/record?batch=${batchId}`)
      await page.getByRole('radio', { name: /^Destroy.*waste/i }).check({ force: true })
      await page.getByRole('textbox', { name: 'Mass' }).fill('1 g')
      await page.getByRole('button', { name: /How destroyed/ }).click()
      await page.getByRole('option', { name: /compost/i }).click()
      await page.getByRole('textbox', { name: /first witness/ }).fill('A-0101')
      await page.getByRole('textbox', { name: /second witness/ }).fill('A-0202')
      // What a browser cannot read is said by its name; a picture is kept with its fingerprint.
      const chooser = page.locator('input[type=file][multiple]')
      await chooser.setInputFiles({ name: 'not.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<script>') })
      await page.getByText('not.jpg is no photograph that this browser can read').waitFor()
      await chooser.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: readFileSync(drawing) })
      await page.getByRole('img', { name: 'Photograph 1' }).waitFor()
      expect(await page.locator('input[type=file][capture=environment]').count()).toBe(1)
      expect(await widerThanWindow(page)).toEqual([])
      // One that was signed before: its event compares the picture with the signature.
      type Events = { items: { eventId: string; act: { photographs?: object[] } | null }[] }
      const { body } = await ask<Events>(page, '/v1/events?kind=destroy&limit=40')
      const signed = body.items.find(({ act }) => act?.photographs)
      if (!signed) throw new Error('the demo has a photographed destruction')
      await visit.go(`/events/${signed.eventId}`)
      await page.getByText('Is the photograph that was signed').first().waitFor()
      expect(await widerThanWindow(page)).toEqual([])
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
      await sender.page.getByRole('radio', { name: /^Ship/ }).check({ force: true })
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
      const listed = page.getByRole('row', { name: /Ruben Achterkamp/ }).first()
      await listed.getByText('Qualified', { exact: true }).waitFor()
      expect(await unseenStops(page)).toEqual([])
      await page.getByRole('button', { name: 'Appoint', exact: true }).press('Enter')
      await page.getByText('Choose a person.').waitFor()
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
