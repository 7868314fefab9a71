// Every screen there is, wide, middle and narrow, in both languages and both themes: in order, no wider than the window, focus always seen.
// Not here: what a screen is for, and /kit, which never stops waiting on purpose (kit.test.ts).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Appearance } from '../support/browser.ts'
import { axeViolations, unseenStops, widerThanWindow } from '../support/checks.ts'
import { people } from '../support/people.ts'
import { ask, type Stage, type Visit } from '../support/stage.ts'

type Screen = { readonly name: string; readonly path: (visit: Visit) => string | Promise<string> }

const at = (path: string): Screen => ({ name: path, path: () => path })

const first = async <Item>({ page }: Visit, list: string, path: (item: Item) => string): Promise<string> => {
  const { body } = await ask<{ items: Item[] }>(page, list)
  return path(body.items[0]!)
}
const batch = (visit: Visit, more: string) =>
  first<{ batchId: string }>(visit, '/v1/batches?kind=bulk&limit=1', ({ batchId }) => `/batches/${batchId}${more}`)

const screens: readonly Screen[] = [
  at('/'),
  at('/login'),
  at('/substances?q=MDMA'),
  at('/law/lists'),
  at('/law/lists?tab=changes&on=2024-04-16'),
  at('/law/lists?tab=definitions'),
  at('/ask'),
  at('/ask?who=pharmacist&act=supply&sub=methylfenidaat'),
  at('/ask/medicines?sub=MDMA'),
  at('/experts'),
  {
    name: 'an expert decision',
    path: (visit) =>
      first<{ expertDecisionId: string }>(
        visit,
        '/v1/expert-decisions?limit=1',
        ({ expertDecisionId }) => `/experts/${expertDecisionId}`,
      ),
  },
  at('/law/compare?example=mdma-naar-lijst-ii'),
  at('/batches'),
  at('/composition'),
  { name: 'a batch', path: (visit) => batch(visit, '') },
  { name: 'a batch, its trace', path: (visit) => batch(visit, '?tab=trace') },
  { name: 'a batch, its events', path: (visit) => batch(visit, '?tab=events') },
  {
    name: 'an event',
    path: (visit) => first<{ eventId: string }>(visit, '/v1/events?limit=1', ({ eventId }) => `/events/${eventId}`),
  },
  {
    name: 'a shipment',
    path: (visit) =>
      first<{ shipmentId: string }>(visit, '/v1/shipments?limit=1', ({ shipmentId }) => `/shipments/${shipmentId}`),
  },
  at('/events'),
  at('/shipments'),
  at('/orders'),
  at('/denials'),
  at('/denials/rules'),
  {
    name: 'a holder',
    path: (visit) =>
      first<{ holder: { partyId: string } }>(visit, '/v1/differences', ({ holder }) => `/holders/${holder.partyId}`),
  },
  at('/import?of=shipments'),
  at('/record'),
  {
    name: '/record with a batch',
    path: (visit) =>
      first<{ batchId: string }>(
        visit,
        '/v1/batches?status=quarantine&limit=1',
        ({ batchId }) => `/record?batch=${batchId}&kind=sample`,
      ),
  },
  at('/exemptions'),
  {
    name: 'an exemption',
    path: (visit) =>
      first<{ exemptionId: string }>(
        visit,
        '/v1/exemptions?limit=1',
        ({ exemptionId }) => `/exemptions/${exemptionId}`,
      ),
  },
  at('/verify'),
  at('/reference'),
  at('/profile'),
  at('/programs'),
  at('/no/such/address'),
]

const appearances: readonly Appearance[] = [
  { width: 1440, theme: 'light', language: 'nl' },
  { width: 768, theme: 'dark', language: 'en' },
  { width: 320, theme: 'light', language: 'en' },
]

export function screensWalk(stage: () => Stage): void {
  describe.each(appearances)('every screen at $width px, $theme, in $language', (appearance) => {
    let visit: Visit
    beforeAll(async () => {
      visit = await stage().visit(people.chainManager, appearance)
    })
    afterAll(() => visit?.[Symbol.asyncDispose]())

    test.each(screens)('$name', async ({ path }) => {
      const before = visit.complaints.length
      await visit.go(await path(visit))
      expect(await axeViolations(visit.page)).toEqual([])
      expect(await widerThanWindow(visit.page)).toEqual([])
      if (appearance.width === 1440) expect(await unseenStops(visit.page)).toEqual([])
      expect(visit.complaints.slice(before)).toEqual([])
    })
  })
}
