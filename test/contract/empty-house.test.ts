// A house that begins with nothing but the example of registers in docs/examples, as an authority puts it into service: the whole lawful life from a mother
// plant to a patient, each step by whoever may, over HTTP. Not here: the command that brings the registers in (cli), and the demo.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, SoftwareAuthenticator } from '#api/testing'
import { newId, printId } from '#kernel'
import type { RegisterFile } from '#licensing'
import type { DemoPersona } from '#platform'
import { openEmptyHouse } from './whole-house.ts'

const root = resolve(import.meta.dirname, '..', '..')
const example = JSON.parse(readFileSync(join(root, 'docs', 'examples', 'registers.json'), 'utf8')) as RegisterFile

/** As it is, but for its days: whenever the test runs they lie around it, and no year ends within what a condition limits. */
const today = Temporal.Now.plainDateISO()
const registers: RegisterFile = {
  ...example,
  exemptions: example.exemptions!.map((exemption) => ({
    ...exemption,
    versions: exemption.versions.map((version) => ({
      ...version,
      from: today.subtract({ years: 1 }).toString(),
      until: today.add({ years: 4 }).toString(),
      conditions: version.conditions!.map((one) =>
        one.limit ? { ...one, limit: { ...one.limit, per: 'validity' as const } } : one,
      ),
    })),
  })),
}

const people = {
  manager: ['00000701', 'authority-chain-manager'],
  decider: ['00000701', 'authority-decision-maker'],
  inspector: ['00000702', 'inspector'],
  administrator: ['00000703', 'holder-administrator'],
  grower: ['00000703', 'holder-chain-officer'],
  analyst: ['00000704', 'laboratory-analyst'],
  second: ['00000704', 'laboratory-analyst'],
  packer: ['00000705', 'holder-chain-officer'],
  wholesaler: ['00000706', 'holder-chain-officer'],
  pharmacist: ['00000708', 'pharmacist'],
} as const satisfies Record<string, readonly [string, DemoPersona['roles'][number]]>
type Who = keyof typeof people

let house: Awaited<ReturnType<typeof openEmptyHouse>>
const browsers = new Map<Who, Browser>()
const place = new Map<string, { readonly partyId: string; readonly premisesId: string }>()
beforeAll(async () => {
  house = await openEmptyHouse(registers, (partyOf) =>
    Object.entries(people).map(([persona, [kvk, role]]) => ({
      ...{ persona, name: `P. ${persona}`, userId: printId('user', newId('user')), task: { nl: 'Kijk.', en: 'Look.' } },
      ...{ ...partyOf(kvk), roles: [role], assurance: 'high' },
    })),
  )
  const { items } = (await ask('inspector', '/v1/parties?limit=50')).json
  for (const { kvk, partyId, premises } of items) place.set(kvk, { partyId, premisesId: premises[0]?.premisesId })
})
afterAll(() => house[Symbol.asyncDispose]())

async function ask(who: Who, url: string, body?: unknown) {
  const browser = browsers.get(who) ?? (await house.logIn(who))
  browsers.set(who, browser)
  const headers = { 'idempotency-key': newId('event') }
  return browser.ask(url, body === undefined ? {} : { method: 'POST', body, headers })
}
/** What was asked is done, or the test says what was answered. */
async function done(who: Who, url: string, body: unknown = {}) {
  const answer = await ask(who, url, body)
  expect(answer.status, `${url}: ${answer.text}`).toBeLessThan(300)
  return answer.json
}

/** Each act a quarter of an hour after the one before, the last of them a while ago. */
let before = 600
const act = (who: Who, kind: string, fields: object, at: string = people[who][0]) => {
  before -= 15
  return done(who, '/v1/events', { kind, ...momentAt(at), ...fields })
}
const momentAt = (kvk: string) => ({
  eventId: printId('event', newId('event')),
  occurredAt: house.clock.now().subtract({ minutes: before }).toString(),
  premisesId: place.get(kvk)?.premisesId,
})
const batch = (name: string) => ({ batchId: printId('batch', newId('batch')), name })
type Line = { readonly batchId: string; readonly state: string; readonly massMg: string }
async function carry(from: Who, to: Who, reason: string, line: Line, at?: string) {
  const shipmentId = printId('shipment', newId('shipment'))
  const { partyId, premisesId } = place.get(people[to][0])!
  await act(from, 'ship', { shipmentId, receiverId: partyId, toPremisesId: premisesId, reason, lines: [line] }, at)
  const { massMg, ...rest } = line
  await act(to, 'receive', { shipmentId, lines: [{ ...rest, receivedMassMg: massMg }] })
}
async function enrol(who: Who) {
  const key = new SoftwareAuthenticator()
  const adding = await done(who, '/v1/passkeys/options')
  await done(who, '/v1/passkeys', { name: 'Key', response: key.enrol(adding.challenge) })
  const showing = await done(who, '/v1/session/step-up/options')
  await done(who, '/v1/session/step-up', { response: key.show(showing.challenge) })
  await browsers.get(who)!.readSession()
}

const [mother, lot, harvest, bulk, sample, packs] = ['M-1', 'L-1', 'H-1', 'B-1', 'S-1', 'P-1'].map(batch)
const growing = people.grower[0]

test('the first people find their lists empty and whole, and an inspector of another organisation is one of staff', async () => {
  expect((await ask('inspector', '/v1/session')).json).toMatchObject({ wall: 'staff', roles: ['inspector'] })
  expect((await ask('inspector', '/v1/exemptions')).json.items).toHaveLength(registers.exemptions!.length)
  for (const url of [
    '/v1/batches',
    '/v1/events',
    '/v1/shipments',
    '/v1/recalls',
    '/v1/rooms',
    '/v1/quality/orders',
    '/v1/differences',
  ])
    expect((await ask('manager', url)).json.items, url).toEqual([])
  expect((await ask('grower', '/v1/acts/beginnings')).status).toBe(200)
})

test('rooms are designated, a mother gives cuttings, and they are cut, dried, trimmed, and what is left is destroyed', async () => {
  const room = { forPremisesId: place.get(growing)!.premisesId, roomKind: 'room', from: '2026-01-02' }
  await act('manager', 'designate', { ...room, room: 'Kweek', uses: ['grow'] })
  await act('manager', 'designate', { ...room, room: 'Droog', uses: ['dry', 'store', 'waste'] })
  await act('grower', 'plant', { batch: mother, productCode: 'bedrocan', cultivar: 'A', plants: 1, room: 'Kweek' })
  await act('grower', 'propagate', {
    motherId: mother!.batchId,
    cuttings: 100,
    batch: lot,
    cultivar: 'A',
    room: 'Kweek',
  })
  await act('grower', 'harvest', { plantLotId: lot!.batchId, plantsCut: 100, batch: harvest, wetMassMg: '100000000' })
  await act('grower', 'dry', { batchId: harvest!.batchId, driedMassMg: '25000000' })
  const { items } = (await ask('grower', '/v1/limits')).json
  expect(JSON.stringify(items)).toContain('"25000000"') // Of the 500 kg in the condition.
  await act('grower', 'process', {
    ...{ method: 'trim', inputs: [{ batchId: harvest!.batchId, state: 'quarantine', massMg: '25000000' }] },
    ...{ output: bulk, productCode: 'bedrocan', outputMassMg: '20000000', wasteMassMg: '4900000' },
  })
  await act('grower', 'destroy', {
    ...{ batchId: harvest!.batchId, state: 'waste', massMg: '4900000', method: 'composting' },
    ...{ witnesses: ['K-001', 'K-002'], documents: [] },
  })
})

test('a sample is tested on order and confirmed by another, and the grower delivers to the Minister', async () => {
  await act('grower', 'sample', { batchId: bulk!.batchId, state: 'quarantine', massMg: '10000', sample })
  await carry('grower', 'analyst', 'sample', { batchId: sample!.batchId, state: 'sample', massMg: '10000' })
  const found = Object.entries({
    ...{ 'total-thc': '22.1', 'total-cbd': '0.4', 'total-cbn': '0.2', 'loss-on-drying': '6', 'foreign-matter': '0.5' },
    ...{ arsenic: '0.1', cadmium: '0.1', lead: '0.5', mercury: '0.02' },
  })
  const looked = ['appearance', 'microscopy', 'identity-tlc', 'fineness', 'pesticides', 'related-substances']
  const { orderId } = await done('grower', '/v1/quality/orders', {
    ...{ sampleId: sample!.batchId, laboratoryId: place.get(people.analyst[0])!.partyId, dueOn: null },
    tests: [...found.map(([analyte]) => analyte), ...looked],
  })
  await done('analyst', `/v1/quality/orders/${orderId}/start`)
  const inPpm = ['arsenic', 'cadmium', 'lead', 'mercury']
  const asIs = ['loss-on-drying', 'foreign-matter']
  const asked: Record<string, string> = { 'loss-on-drying': 'Ph. Eur. 2.2.32', 'foreign-matter': 'Ph. Eur. 2.8.2' }
  const methodOf = (analyte: string) =>
    asked[analyte] ?? (inPpm.includes(analyte) ? 'ICP-MS, Ph. Eur. 2.4.27' : 'Ph. Eur. 3028')
  before -= 15
  await done('analyst', `/v1/quality/orders/${orderId}/result`, {
    ...momentAt(people.analyst[0]),
    consumedMassMg: '9000',
    results: found.map(([analyte, value]) => ({
      ...{
        analyte,
        value,
        unit: inPpm.includes(analyte) ? 'ppm' : '%',
        of: asIs.includes(analyte) ? 'as-is' : 'dried',
      },
      ...{ method: methodOf(analyte), uncertainty: '0.01', lod: null, loq: null, isBelow: false },
    })),
    observations: looked.map((one) => ({ test: one, conforms: true, method: 'Ph. Eur.' })),
  })
  await done('second', `/v1/quality/orders/${orderId}/confirm`)
  await act('grower', 'hand-over', { batchId: bulk!.batchId, massMg: '19990000', bags: 80 })
})

test('the chain manager appoints who logged in here, and that person releases under a certificate', async () => {
  await ask('decider', '/v1/session')
  const { items } = (await ask('manager', '/v1/quality/appointments/candidates')).json
  expect(items).toMatchObject([{ name: 'P. decider' }])
  await enrol('manager')
  const from = today.subtract({ days: 2 }).toString() // Midnight may lie between now and what is told of a while ago.
  await done('manager', '/v1/quality/appointments', { userId: items[0].userId, from, until: null })
  const view = (await ask('decider', `/v1/batches/${bulk!.batchId}/release`)).json
  expect(view).toMatchObject({ verdict: 'inside', blocking: [], isQualified: true })
  await enrol('decider')
  const { nextCertificate: certificate, expiresOn } = view
  const verdict = { batchId: bulk!.batchId, verdict: 'released', certificate, expiresOn, reason: null }
  await act('decider', 'release', verdict, growing)
  expect((await ask('manager', `/v1/certificates/${certificate}`)).status).toBe(200)
})

test('packed, labelled and sold on, it reaches a patient; a count finds a pack short, and a drill finds everything', async () => {
  const released = { batchId: bulk!.batchId, state: 'released', massMg: '19990000' }
  await carry('manager', 'packer', 'service', released, growing)
  const made = {
    packs: 3_990,
    packMassMg: '5000',
    wasteMassMg: '40000',
    expiresOn: today.add({ months: 11 }).toString(),
  }
  await act('packer', 'pack', {
    batchId: bulk!.batchId,
    inputMassMg: '19990000',
    pack: packs,
    gtin: '08712345000011',
    ...made,
  })
  expect((await ask('packer', `/v1/batches/${packs!.batchId}/label`)).status).toBe(200)
  const pack = { batchId: packs!.batchId, state: 'released' }
  await carry('packer', 'wholesaler', 'supply', { ...pack, massMg: '19950000' })
  await carry('wholesaler', 'pharmacist', 'supply', { ...pack, massMg: '500000' })
  await act('pharmacist', 'dispense', { batchId: packs!.batchId, massMg: '5000', recordNumber: 'R-1' })
  const counted = {
    lines: [{ ...pack, countedMassMg: '490000' }],
    counter: 'A-1',
    countersigner: 'A-2',
    followsId: null,
  }
  await act('pharmacist', 'count', counted)
  const [difference] = (await ask('pharmacist', '/v1/differences')).json.items
  expect(difference).toMatchObject({ amountMg: '-5000', isInside: false })
  await act('pharmacist', 'settle-difference', { accountId: difference.accountId, reason: 'Not recorded' })
  const recallId = printId('recall', newId('recall'))
  await done('manager', '/v1/recalls/drills', { recallId, batchId: bulk!.batchId, reason: 'Yearly' })
  expect((await ask('pharmacist', '/v1/recall-notices')).json.items).toMatchObject([{ recallId }])
  expect((await ask('manager', '/v1/national')).status).toBe(200)
})
