// An EPCIS document is looked over, captured, and becomes acts: with its faults in their places first. Not here: which event is which act.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { people, settled } from '../support/people.ts'
import type { Stage } from '../support/stage.ts'

const context = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { grein: 'urn:grein:epcis:' }]

/** A planting of ours, a sighting of something else, and whatever more. */
function documentOf(premisesId: string, batch: string, more: readonly object[] = []): string {
  const at = Temporal.Now.instant().subtract({ minutes: 2 }).toString({ smallestUnit: 'second' })
  const when = { eventTime: at, eventTimeZoneOffset: '+01:00' }
  const planting = {
    type: 'ObjectEvent',
    action: 'ADD',
    bizStep: 'commissioning',
    disposition: 'active',
    ...when,
    bizLocation: { id: `urn:uuid:${premisesId.slice('pre_'.length)}` },
    quantityList: [{ epcClass: `urn:uuid:${batch}`, quantity: 40 }],
    ilmd: { 'grein:name': `E2E-EPCIS-${batch.slice(-4)}`, 'grein:productCode': 'bedrocan', 'grein:cultivar': 'Afina' },
    'grein:room': 'R9',
  }
  const sighting = { type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'storing', ...when, epcList: [`urn:x:${batch}`] }
  return JSON.stringify({
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: at,
    epcisBody: { eventList: [planting, sighting, ...more] },
  })
}

export function epcisWalk(stage: () => Stage): void {
  describe('capturing an EPCIS document', () => {
    test('a grower sees each fault in its place, captures what is right, and opens what it became', async () => {
      await using visit = await stage().visit(people.grower)
      const { page } = visit
      await visit.go('/epcis')
      const premisesId = await ownPremises(page)
      const batch = `0199${Math.random().toString(16).slice(2, 6).padEnd(4, '0')}-0000-7000-8000-${Math.random().toString(16).slice(2, 14).padEnd(12, '0')}`
      const give = async (text: string) => {
        const chooser = page.waitForEvent('filechooser')
        await page.getByRole('button', { name: 'Choose a file' }).press('Enter')
        const buffer = Buffer.from(text)
        await (await chooser).setFiles({ name: 'week-47.jsonld', mimeType: '', buffer })
      }
      const wrong = { type: 'ObjectEvent', action: 'LOOK', bizStep: 'smoking', epcList: [] }
      await give(documentOf(premisesId, batch, [wrong]))
      await page.getByText('4 faults in this document').waitFor()
      const faults = page.getByRole('grid', { name: 'What is wrong' })
      expect(await faults.innerText()).toMatch(/\/epcisBody\/eventList\/2\/bizStep/)
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      // What came of the document has the focus, and choosing another one after that.
      const focused = () => page.evaluate(() => document.activeElement?.textContent)
      expect(await focused()).toContain('4 faults in this document')
      await page.getByRole('button', { name: 'Do not capture' }).press('Enter')
      await expect.poll(focused).toBe('Choose a file')

      await give(documentOf(premisesId, batch))
      await page.getByText('2 events: nothing wrong').waitFor()
      const becomes = page.getByRole('grid', { name: 'What each event becomes' })
      expect(await becomes.innerText()).toMatch(/Plant[\s\S]*kept, moves nothing/)
      await page.getByRole('button', { name: 'Capture 2 events' }).press('Enter')
      await page.getByText('2 events captured').waitFor()
      await expect.poll(focused).toContain('2 events captured')
      expect(await axeViolations(page)).toEqual([])
      const captureId = new URL(page.url()).searchParams.get('capture')
      const fates = page.getByRole('grid', { name: 'What each event becomes' })
      await fates.getByRole('link').first().click()
      await page.waitForURL(/\/events\/evt_/)
      await settled(page)

      // Its proof shows a stranger, in words, what was handed in.
      let proof: unknown
      await expect
        .poll(
          async () => {
            const answer = await page.request.get(
              new URL(`/v1/epcis/capture/${captureId}/proof?event=0`, page.url()).href,
            )
            proof = answer.ok() ? await answer.json() : null
            return answer.status()
          },
          { timeout: 30_000 },
        )
        .toBe(200)
      await using outsider = await stage().visit(null, { width: 320 })
      await outsider.go('/verify')
      const chosen = outsider.page.waitForEvent('filechooser')
      await outsider.page.getByRole('button', { name: 'Choose a file' }).press('Enter')
      const buffer = Buffer.from(JSON.stringify(proof))
      await (await chosen).setFiles({ name: 'event.proof.json', mimeType: 'application/json', buffer })
      const handedIn = outsider.page.getByRole('region', { name: 'What was handed in' })
      expect(await handedIn.innerText()).toContain(`urn:uuid:${batch}`)
      await outsider.page.getByText('What was handed in is with it').waitFor()
      expect(await axeViolations(outsider.page)).toEqual([])
      expect(await widerThanWindow(outsider.page)).toEqual([])

      await visit.go('/epcis')
      const earlier = page.getByRole('grid', { name: 'Given before' })
      await earlier.getByText('all captured').first().waitFor()
      // To the second and with its number, so that two of one minute are told apart.
      expect(await earlier.innerText()).toMatch(/\d\d:\d\d:\d\d[\s\S]*[0-9a-f]{8}-[0-9a-f]{4}-7/)
      expect(await axeViolations(page)).toEqual([])
    })
  })
}

/** Where this grower grows, by its id. */
async function ownPremises(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { items } = await (await fetch('/v1/batches?kind=plant-lot&limit=1')).json()
    return items[0].openedAtPremises.premisesId
  })
}
