// A trace on the map by keyboard, and saying where one's own premises lie; another never gets the spot. Not here: the arithmetic of the map.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { gs1CheckDigit } from '#kernel'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { openInRow, people } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Batches = { items: { batchId: string; name: string }[] }
type Places = { items: { premises: { premisesId: string; name: string }; location: { exactness: string } | null }[] }
type Mapped = {
  places: { town: string; hasMassMg: string; location: { exactness: string } | null }[]
  flows: { massMg: string }[]
}

/** The first of these of which something lies in that town now. */
async function lyingIn(page: Page, town: string, batches: Batches['items']): Promise<Batches['items'][number]> {
  for (const batch of batches) {
    const { body } = await ask<Mapped>(page, `/v1/batches/${batch.batchId}/map`)
    if (body.places.some((place) => place.town === town && place.hasMassMg !== '0')) return batch
  }
  throw new Error(`none of ${batches.length} batches lies in ${town}`)
}

export function mapWalk(stage: () => Stage): void {
  describe('the map of a trace', () => {
    test('by keyboard from a dot to what lies there and to the shipment behind a number', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      const { body } = await ask<Batches>(page, '/v1/batches?kind=pack-lot&limit=60')
      const { batchId } = await lyingIn(page, 'Oeverstede', body.items.toReversed())
      await visit.go(`/batches/${batchId}?tab=trace`)
      const map = page.getByRole('region', { name: 'On the map' })
      const dots = map.getByRole('link', { name: /lies here now$/ })
      await dots.first().waitFor()
      expect(await axeViolations(page)).toEqual([])
      const oeverstede = dots.filter({ has: page.locator('text', { hasText: 'Oeverstede' }) })
      await oeverstede.press('Enter')
      await page.waitForURL(/place=pre_/)
      await map.getByRole('heading', { name: 'Came in' }).first().waitFor()
      await map
        .getByText(/in \d+ shipments?,/)
        .first()
        .press('Enter')
      const shipment = map.locator('a[href^="/shipments/"]').first()
      await shipment.press('Enter')
      await page.waitForURL(/\/shipments\/shp_/)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('a pharmacy sees towns, its own shipments, and nobody’s spot', async () => {
      await using visit = await stage().visit(people.pharmacist, { width: 320 })
      const { page } = visit
      const { body } = await ask<Batches>(page, '/v1/batches?kind=pack-lot&limit=1')
      const { batchId } = body.items[0]!
      const { body: map } = await ask<Mapped>(page, `/v1/batches/${batchId}/map`)
      expect(map.places.some(({ location }) => location?.exactness === 'town')).toBe(true)
      expect(map.places.some(({ location }) => location?.exactness === 'spot')).toBe(false)
      await visit.go(`/batches/${batchId}?tab=trace`)
      const section = page.getByRole('region', { name: 'On the map' })
      await section
        .getByRole('link', { name: /lies here now$/ })
        .first()
        .waitFor()
      await section.getByText('Show as a table').press('Enter')
      await section.getByRole('grid', { name: 'Places', exact: true }).waitFor()
      expect(await widerThanWindow(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('a holder says where its premises lie, and bad degrees are told at the field', async () => {
      await using visit = await stage().visit(people.grower)
      const { page } = visit
      const { body } = await ask<{ party: { partyId: string } }>(page, '/v1/session')
      await visit.go('/places')
      const table = page.getByRole('grid', { name: 'Where premises lie' })
      await openInRow(table.getByRole('row').nth(1), '/places?place=')
      const form = page.getByRole('dialog')
      await form.getByRole('textbox', { name: 'Latitude' }).fill('north')
      await form.getByRole('textbox', { name: 'Source' }).fill('Our own survey')
      await form.getByRole('button', { name: 'Record' }).press('Enter')
      await form.getByText('Write degrees with a point').first().waitFor()
      expect(await axeViolations(page)).toEqual([])
      await form.getByRole('textbox', { name: 'Latitude' }).fill('53.084200')
      await form.getByRole('button', { name: 'Record' }).press('Enter')
      await page
        .getByText(/lies is recorded/)
        .first()
        .waitFor()
      const { body: places } = await ask<Places>(page, `/v1/places?party=${body.party.partyId}`)
      expect(places.items.some(({ location }) => location?.exactness === 'spot')).toBe(true)
      await page.getByText('53.0842,').first().waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('a holder records the GLN its organisation goes by, and a typing error is told at the field', async () => {
      await using visit = await stage().visit(people.grower)
      const { page } = visit
      await visit.go('/places')
      const table = page.getByRole('grid', { name: 'Where premises lie' })
      await openInRow(table.getByRole('row').nth(1), '/places?number=')
      const form = page.getByRole('dialog', { name: /^GLN of / })
      await form.getByRole('radio', { name: /^The organisation itself/ }).focus()
      await page.keyboard.press('Space')
      // Of the range GS1 keeps for examples, and beyond what the demo gives out.
      const digits = `9521${String(Math.random()).slice(2, 10).padEnd(8, '7')}`
      const gln = `${digits}${gs1CheckDigit(digits)}`
      const wrong = `${digits}${(gs1CheckDigit(digits) + 1) % 10}`
      await form.getByRole('textbox', { name: 'GLN' }).fill(wrong)
      await form.getByRole('textbox', { name: 'Source' }).fill('Letter from GS1')
      await form.getByRole('button', { name: 'Record' }).press('Enter')
      await form.getByText('There is a typing error').waitFor()
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      await form.getByRole('textbox', { name: 'GLN' }).fill(gln)
      await form.getByRole('button', { name: 'Record' }).press('Enter')
      await page
        .getByText(/The GLN of .* is recorded/)
        .first()
        .waitFor()
      const { body } = await ask<{ party: { partyId: string } }>(page, '/v1/session')
      const { body: party } = await ask<{ gln: string }>(page, `/v1/parties/${body.party.partyId}`)
      expect(party.gln).toBe(gln)
      expect(visit.complaints).toEqual([])
    })
  })
}
