// A holder's own recall drill: begun on a phone, told to its receivers alone, seen by the authority, and nothing to anybody else. Not here:
// drills of the authority and real recalls (recall.ts).
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { people, settled } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

type Drills = {
  items: {
    recallId: string
    reason: string
    heldBy: { name: string } | null
    root: { batchId: string; name: string }
  }[]
}
type Drill = { receivers: { receiver: { name: string }; batches: { batch: { name: string } }[] }[] }
type Batches = { items: { batchId: string; name: string }[] }

export function ownDrillWalk(stage: () => Stage): void {
  describe('a holder’s own drill', () => {
    const why = `Walk ${Date.now()}` // Its own, however often the walk is made in one house.
    let recallId = ''

    test('is held on a phone with what one shipped, and says at once who got it', async () => {
      await using visit = await stage().visit(people.distributor, { width: 320 })
      const { page } = visit
      const { body: before } = await ask<Drills>(page, '/v1/own-drills')
      const shipped = before.items.find(({ heldBy }) => heldBy !== null)!.root // The demo's own: it went to pharmacies.
      await visit.go('/recalls')
      await page.getByRole('link', { name: 'Hold a drill' }).press('Enter')
      await page.getByText('You practise with what you had and sent yourself.').waitFor()
      expect(await axeViolations(page)).toEqual([])
      const batch = page.getByRole('combobox', { name: 'Batch' })
      await batch.fill(shipped.name)
      await page.getByRole('option', { name: new RegExp(`^${shipped.name}`) }).waitFor()
      await batch.press('ArrowDown')
      await batch.press('Enter')
      await page.getByRole('textbox', { name: 'Why this drill' }).fill(why)
      await page.getByRole('button', { name: 'Begin the drill' }).press('Enter')
      await page.getByRole('heading', { level: 1, name: `Drill with ${shipped.name}` }).waitFor()
      await page.getByText('This is a drill').first().waitFor()
      await settled(page)
      recallId = new URL(page.url()).pathname.split('/').at(-1)!
      const { body: view } = await ask<Drill>(page, `/v1/own-drills/${recallId}`)
      const table = page.getByRole('grid', { name: 'Who got it directly' })
      expect(await table.getByRole('rowheader').count()).toBe(view.receivers.length)
      await page.getByText('accounted for', { exact: true }).waitFor()
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      const report = await page.request.get(new URL(`/v1/own-drills/${recallId}/report`, page.url()).href)
      expect([report.status(), report.headers()['content-type']]).toEqual([200, 'application/pdf'])
      // The batch was not stopped.
      const { body: batches } = await ask<Batches>(page, `/v1/batches?q=${shipped.name}`)
      expect(JSON.stringify(batches.items.find(({ name }) => name === shipped.name))).toContain('"recalled":false')
      expect(visit.complaints).toEqual([])
    })

    test('the authority sees that it was held, and by whom', async () => {
      await using visit = await stage().visit(people.chainManager)
      const { page } = visit
      await visit.go(`/recalls/own/${recallId}`)
      await page.getByText(/^drill by /).waitFor()
      await page.getByText('A holder held this drill').waitFor()
      await page.getByText(why).waitFor()
      expect(await axeViolations(page)).toEqual([])
      // As its own cockpit it is nothing.
      expect((await ask(page, `/v1/recalls/${recallId}`)).status).toBe(404)
    })

    test('whoever got none of it from there finds nothing, and that somebody looked is on record', async () => {
      await using visit = await stage().visit(people.grower)
      const { page } = visit
      const address = `/v1/own-drills/${recallId}`
      const [read, notice] = [await ask(page, address), await ask(page, `/v1/recall-notices/${recallId}`)]
      expect([read.status, notice.status]).toEqual([404, 404])
      const { body } = await ask<Drills>(page, '/v1/own-drills')
      expect(body.items.map((one) => one.recallId)).not.toContain(recallId)
      await visit.go(`/recalls/own/${recallId}`)
      await page.getByText('This recall does not exist.').waitFor()
      await using office = await stage().visit(people.chainManager)
      const { body: denials } = await ask<object>(office.page, '/v1/denials?limit=100')
      expect(JSON.stringify(denials)).toContain(recallId.slice('rcl_'.length))
    })
  })
}
