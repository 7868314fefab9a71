// What an inspector looks up: all shipments, who was refused what, an order form by its number, the ledger of another day; and a form whose answer was lost on
// the way. Not here: events (events.ts), one holder (holder.ts).
import { describe, expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { hasFocus, openInRow, people, settled, takeOption, textOf } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'
import { leaveAnyway } from './record.ts'

type Shipments = { items: { shipmentId: string; status: string; receiver: { partyId: string; name: string } }[] }
type Orders = { items: { number: string }[] }
type Places = { items: { premises: { premisesId: string } }[] }
type Options = { options: { kind: string; premises: { name: string } }[] }
type Place = { lines: unknown[] }

export function superviseWalk(stage: () => Stage): void {
  describe('who supervises', () => {
    test('reads all shipments, what is on its way first, by holder and state, and opens one', async () => {
      await using visit = await stage().visit(people.inspector)
      const { page } = visit
      await visit.go('/batches')
      await page.getByRole('link', { name: 'Shipments', exact: true }).press('Enter')
      await page.getByRole('heading', { level: 1, name: 'Shipments' }).waitFor()
      await settled(page)
      const table = page.getByRole('grid', { name: 'Shipments' })
      const { body } = await ask<Shipments>(page, '/v1/shipments?order=open-first&limit=50')
      const states = body.items.map(({ status }) => status !== 'in-transit')
      expect(states).toEqual(states.toSorted((one, other) => Number(one) - Number(other)))
      expect(await axeViolations(page)).toEqual([])
      const { receiver } = body.items.find(({ status }) => status === 'received')!
      const field = page.getByRole('combobox', { name: 'Holder' })
      await field.focus()
      await page.keyboard.type(receiver.name)
      await takeOption(page.getByRole('option', { name: new RegExp(`^${receiver.name}`) }))
      await page.waitForURL((at) => at.searchParams.get('party') === receiver.partyId)
      await hasFocus(field)
      await page.getByRole('button', { name: /Status/ }).press('Enter')
      await page.getByRole('option', { name: 'Received', exact: true }).press('Enter')
      await page.waitForURL(/state=received/)
      await settled(page)
      const row = table.getByRole('row').filter({ hasText: receiver.name }).first()
      await row.waitFor()
      await openInRow(row, '/shipments/')
      await page.waitForURL(/\/shipments\/shp_/)
      await page.getByRole('heading', { level: 1, name: new RegExp(receiver.name) }).waitFor()
      await page
        .getByRole('navigation', { name: 'You are here' })
        .getByRole('link', { name: 'Shipments' })
        .press('Enter')
      await page.getByRole('heading', { level: 1, name: 'Shipments' }).waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('finds nothing where nothing is late, on a phone too, and says how to find more', async () => {
      await using visit = await stage().visit(people.inspector, { width: 320, theme: 'dark' })
      await visit.go('/shipments?state=overdue&until=2015-01-01&party=nobody&direction=up')
      await visit.page.getByText('Nothing found', { exact: true }).waitFor()
      expect(await axeViolations(visit.page)).toEqual([])
      expect(await widerThanWindow(visit.page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('reads who was refused what and why, and opens the thing', async () => {
      await using visit = await stage().visit(people.inspector)
      const { page } = visit
      const { body } = await ask<{ items: { batchId: string; name: string }[] }>(
        page,
        '/v1/batches?kind=plant-lot&limit=1',
      )
      const { batchId, name } = body.items[0]!
      await using pharmacy = await stage().visit(people.pharmacist)
      const { body: me } = await ask<{ user: { name: string }; party: { partyId: string } }>(
        pharmacy.page,
        '/v1/session',
      )
      expect((await ask(pharmacy.page, `/v1/batches/${batchId}`)).status).toBe(404)
      await visit.go(`/denials?party=${me.party.partyId}`)
      const row = page.getByRole('row').filter({ hasText: name }).first()
      await row.waitFor()
      const said = await row.innerText()
      for (const part of [me.user.name, 'Look at batches and stock', 'It is another’s']) expect(said).toContain(part)
      expect(said).not.toMatch(/[a-z]{3}_[0-9a-f]{8}/)
      expect(await axeViolations(page)).toEqual([])
      await openInRow(row, '/batches/')
      await page.getByRole('heading', { level: 1, name }).waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('reads which rule forbade something, and opens it', async () => {
      await using grower = await stage().visit(people.grower)
      expect((await ask(grower.page, '/v1/denials')).status).toBe(403)
      const { body: me } = await ask<{ party: { partyId: string } }>(grower.page, '/v1/session')
      await using visit = await stage().visit(people.inspector, { width: 320 })
      const { page } = visit
      await visit.go(`/denials?party=${me.party.partyId}`)
      const row = page.getByRole('row').filter({ hasText: 'Read refused actions' }).first()
      await row.waitFor()
      await openInRow(row, '/denials/rules')
      await page.getByRole('heading', { level: 1, name: 'Rules of access' }).waitFor()
      await page.waitForURL(/#forbidden$/)
      await settled(page)
      expect(await axeViolations(page)).toEqual([])
      expect(await widerThanWindow(page)).toEqual([])
      expect(visit.complaints).toEqual([])
    })

    test('finds an order form by part of its number, and every one again', async () => {
      await using visit = await stage().visit(people.inspector)
      const { page } = visit
      const { body } = await ask<Orders>(page, '/v1/order-forms')
      const { number } = body.items[0]!
      await visit.go('/orders')
      const field = page.getByRole('searchbox', { name: 'Search by number' })
      await field.fill(number.toLowerCase())
      await field.press('Enter')
      await page.waitForURL(/q=/)
      await page.getByRole('rowheader', { name: number }).waitFor()
      await expect.poll(() => page.getByRole('rowheader').count()).toBe(1)
      expect(await axeViolations(page)).toEqual([])
      await field.fill('no such number')
      await field.press('Enter')
      await page.getByText('Nothing found', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Show all' }).press('Enter')
      await page.waitForURL(/\/orders$/)
      expect(visit.complaints).toEqual([])
    })

    test('scans on a visit what it is handed, and is a press away from stopping it', async () => {
      await using visit = await stage().visit(people.inspector, { width: 320 })
      const { page } = visit
      const { body } = await ask<{ items: { batchId: string; name: string }[] }>(
        page,
        '/v1/batches?kind=pack-lot&status=released&limit=1',
      )
      const { batchId, name } = body.items[0]!
      await visit.go('/day')
      await page.getByLabel(/^Scan or type/).fill(name)
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: 'Which plants are in this?' }).waitFor()
      expect(await axeViolations(page)).toEqual([])
      await page.getByRole('link', { name: 'Hold or recall it' }).press('Enter')
      await page.waitForURL((at) => at.searchParams.get('batch') === batchId)
      await page.getByRole('radio', { name: /^Hold or recall/ }).waitFor()
      expect(visit.complaints).toEqual([])
    })

    test('comes back to now by emptying the day of the ledger', async () => {
      await using visit = await stage().visit(people.inspector)
      const { page } = visit
      await visit.go('/ledger?at=2026-01-02')
      for (const part of ['day', 'month', 'year']) {
        await page.getByRole('spinbutton', { name: new RegExp(`^${part},`) }).focus()
        for (let digits = 0; digits < 4; digits += 1) await page.keyboard.press('Backspace')
      }
      await page.waitForURL((at) => !at.searchParams.has('at'))
      await settled(page)
      expect(visit.complaints).toEqual([])
    })
  })

  test('an answer that is lost on its way is asked for again, and what was sent is there once', async () => {
    await using visit = await stage().visit(people.grower)
    const { page } = visit
    const { body: me } = await ask<{ party: { partyId: string } }>(page, '/v1/session')
    const { body: places } = await ask<Places>(page, `/v1/places?party=${me.party.partyId}`)
    const { premisesId } = places.items[0]!.premises
    const statements = async () => (await ask<Place>(page, `/v1/premises/${premisesId}/location`)).body.lines.length
    const before = await statements()
    const sent: unknown[] = []
    await page.route('**/v1/premises/*/location', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      sent.push(route.request().postDataJSON())
      if (sent.length > 1) return route.fallback()
      await route.fetch() // It arrives, and its answer does not.
      await route.abort()
    })
    await visit.go(`/places?place=${premisesId}`)
    const form = page.getByRole('dialog')
    await form.getByRole('textbox', { name: 'Latitude' }).fill('52.500000')
    await form.getByRole('textbox', { name: 'Longitude' }).fill('6.100000')
    await form.getByRole('textbox', { name: 'Source' }).fill('A second survey')
    await form.getByRole('button', { name: 'Record' }).press('Enter')
    await form.getByText('No connection with Grein').waitFor()
    await form.getByRole('button', { name: 'Record' }).press('Enter')
    await page
      .getByText(/lies is recorded/)
      .first()
      .waitFor()
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
    expect(await statements()).toBe(before + 1)
  })

  test('an inspector seizes out of the Minister’s own store; with another mass after a lost answer, the form leads to what was recorded', async () => {
    await using visit = await stage().visit(people.inspector)
    const { page } = visit
    const { body } = await ask<{ items: { batchId: string }[] }>(
      page,
      '/v1/batches?kind=pack-lot&status=released&limit=100',
    )
    const offered = async ({ batchId }: { batchId: string }) =>
      (await ask<Options>(page, `/v1/batches/${batchId}/acts`)).body.options.find(
        ({ kind, premises }) => kind === 'seize' && premises.name.startsWith('BMC'),
      )
    let batchId: string | undefined
    for (const one of body.items) if (batchId === undefined && (await offered(one))) batchId = one.batchId
    if (batchId === undefined) throw new Error('the Minister has packs in a store of its own')
    const posted: { act: { massMg: string } }[] = []
    await page.route('**/v1/events', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      posted.push(route.request().postDataJSON())
      if (posted.length > 1) return route.fallback()
      await route.fetch() // It arrives, and its answer does not.
      await route.abort()
    })
    await visit.go(`/record?batch=${batchId}`)
    const seize = page.getByRole('radio', { name: /^Seize/ }).first()
    await seize.focus()
    await page.keyboard.press('Space')
    const mass = page.getByRole('textbox', { name: 'Mass' })
    await mass.fill('1,5 g')
    await page.getByText('Read as 1.5 g').waitFor()
    await page.getByRole('textbox', { name: 'Case number' }).fill('PL-2026-9')
    await page.getByRole('textbox', { name: 'Reason' }).fill('on order of the prosecutor')
    const send = page.getByRole('button', { name: 'Record', exact: true })
    await send.press('Enter')
    await page.getByText('No connection with Grein').waitFor()
    await mass.fill('2 g')
    await send.press('Enter')
    const there = page.getByRole('link', { name: 'Look at what was recorded' })
    await there.waitFor()
    await there.press('Enter')
    await leaveAnyway(page)
    await page.waitForURL(/\/events\/evt_/)
    await settled(page)
    await page.getByRole('heading', { level: 1, name: /^Seize/ }).waitFor()
    expect(await textOf(page.getByRole('grid').first())).toContain('1.5 g') // What arrived first, and not what was typed after it.
    expect(posted).toHaveLength(2)
  })
}
