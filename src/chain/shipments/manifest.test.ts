// How a shipment travels, on the real database: who may carry, numbers of boxes given out once, the paper and the labels. Not here: the
// shipment's mass (record/refusals-shipments.test.ts).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, parseId, parseSscc, printId, type ShipmentId } from '#kernel'
import { openDocumentStore, openTypesetter, type Typesetter } from '#platform'
import { readPdf } from '#platform/testing'
import type { LogisticUnit, Transport } from '../contract.ts'
import { unitLabels } from '../labels/unit-labels.ts'
import { eventPaper } from '../papers/event-paper.ts'
import { recordAct } from '../record/record-act.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { readCompanyPrefix, registerCompanyPrefix, takeUnits } from './logistic-units.ts'
import { readShipment } from './shipment-views.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
let setter: Typesetter
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
  setter = openTypesetter()
})
afterAll(async () => {
  await setter[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

const as = <Value>(who: Someone, work: (tx: never) => Promise<Value>) =>
  world.database.transaction(who.actor, (tx) => work(tx as never)) // The same transaction, without its type.
const take = (who: Someone, shipmentId: ShipmentId, count: number) =>
  as(who, (tx) => takeUnits(tx, who.actor, { shipmentId, count }))
const register = (who: Someone, prefix: string) => as(who, (tx) => registerCompanyPrefix(tx, who.actor, prefix))

const journey = (changes: Partial<Transport> = {}): Transport => ({
  ...{ carrierId: printId('party', world.who.carrier.partyId), vehicle: 'VX-123-B', driver: 'D-12' },
  ...{ departsAt: world.now.toString(), arrivesAt: world.now.add({ hours: 3 }).toString(), route: 'A28, A7' },
  ...changes,
})
type Sent = { transport?: Transport; units?: LogisticUnit[]; shipmentId?: ShipmentId; who?: Someone }
const portion = () => ({ batchId: made.packs.batchId, state: 'released' as const })
function send({ shipmentId = newId('shipment'), who = world.who.wholesaler, ...manifest }: Sent) {
  const { pharmacy } = world.who
  return world.act(who, 'ship', {
    shipmentId: printId('shipment', shipmentId),
    receiverId: printId('party', pharmacy.partyId),
    toPremisesId: printId('premises', pharmacy.premisesId),
    reason: 'supply',
    lines: [{ ...portion(), massMg: '1000' }],
    ...manifest,
  })
}

describe('who carries', () => {
  test('is a carrier with a right of its own, or the sender', async () => {
    await expect(send({ transport: journey() })).resolves.toMatchObject({ outcome: 'recorded' })
    await expect(send({ transport: journey({ carrierId: null }) })).resolves.toMatchObject({ outcome: 'recorded' })
  })
  test('is refused when it is no carrier, and when it arrives before it leaves', async () => {
    const { packer } = world.who
    const withCarrier = (carrierId: string) => send({ transport: journey({ carrierId }) })
    await expect(withCarrier(printId('party', packer.partyId))).rejects.toThrow('chain/carrier-unknown')
    await expect(withCarrier(printId('party', newId('party')))).rejects.toThrow('chain/carrier-unknown')
    const arrivesAt = world.now.subtract({ hours: 1 }).toString()
    await expect(send({ transport: journey({ arrivesAt }) })).rejects.toThrow('chain/transport-times')
  })
  test('leans on its exemption, or on the exception for who carries for another; with neither it is refused', async () => {
    const { carrier, wholesaler } = world.who
    expect((await send({ transport: journey() })).basis).toContain('opiumwet/6/2')
    const withdraw = (on: string | null) =>
      world.admin.query('update licensing.exemption set withdrawn_on = $2 where holder_id = $1', [carrier.partyId, on])
    await withdraw('2016-01-01')
    expect((await send({ transport: journey() })).basis).toContain('opiumwet/5/4')
    // Of a substance on no list that exception does not speak, and the sender's own exemption is not the carrier's.
    const act = world.make(wholesaler, 'ship', {
      ...{ shipmentId: printId('shipment', newId('shipment')), reason: 'supply', transport: journey() },
      ...{ receiverId: printId('party', world.who.packer.partyId), lines: [{ ...portion(), massMg: '1000' }] },
      toPremisesId: printId('premises', world.who.packer.premisesId),
    })
    const law = { ...testLaw, listOf: () => null }
    const recorded = world.database.transaction(wholesaler.actor, (tx) =>
      recordAct(tx, wholesaler.actor, { act, law, now: world.now }),
    )
    await expect(recorded).rejects.toThrow('chain/carrier-not-exempted')
    await withdraw(null)
  })
})

describe('numbers of boxes', () => {
  test('need a prefix, which is one’s own, never another’s, and stays', async () => {
    const { wholesaler, packer, grower } = world.who
    await expect(take(wholesaler, newId('shipment'), 1)).rejects.toThrow('chain/prefix-missing')
    expect(await register(wholesaler, '952000011')).toEqual({ prefix: '952000011' })
    expect(await register(wholesaler, '952000011')).toEqual({ prefix: '952000011' })
    await expect(register(wholesaler, '952000012')).rejects.toThrow('chain/prefix-fixed')
    for (const prefix of ['952000011', '9520000', '95200001123'])
      await expect(register(packer, prefix)).rejects.toThrow('chain/prefix-taken')
    expect(await as(grower, (tx) => readCompanyPrefix(tx, grower.actor))).toEqual({ prefix: null })
  })
  test('are right, never the same twice, and the same again for the same shipment, also under eight at once', async () => {
    const { wholesaler, packer } = world.who
    const mine = newId('shipment')
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) => take(wholesaler, at < 4 ? mine : newId('shipment'), 3)),
    )
    for (const { items } of answers) {
      expect(items).toHaveLength(3)
      for (const { sscc } of items) expect(parseSscc(sscc).ok && sscc.startsWith('0952000011')).toBe(true)
    }
    expect(new Set(answers.slice(0, 4).map((one) => JSON.stringify(one))).size).toBe(1)
    expect(new Set(answers.slice(3).flatMap(({ items }) => items.map(({ sscc }) => sscc))).size).toBe(15)
    const more = await take(wholesaler, mine, 5)
    expect(more.items.slice(0, 3)).toEqual(answers[0]?.items)
    await register(packer, '952000013')
    await expect(take(packer, mine, 1)).rejects.toThrow('chain/unknown-shipment')
  })
  test('run out, and say so', async () => {
    const { irradiator } = world.who
    await register(irradiator, '952000014555')
    await world.admin.query(
      `insert into chain.logistic_serial (authority_id, prefix, last) values ($1, '952000014555', 9998)`,
      [world.authorityId],
    )
    await expect(take(irradiator, newId('shipment'), 1)).resolves.toMatchObject({ items: [{ unit: 1 }] })
    await expect(take(irradiator, newId('shipment'), 1)).rejects.toThrow('chain/numbers-used-up')
  })
})

describe('boxes', () => {
  test('must be numbered for this shipment, rightly, once, and be together what is sent', async () => {
    const { wholesaler } = world.who
    const shipmentId = newId('shipment')
    const { items } = await take(wholesaler, shipmentId, 2)
    const [first, second] = items.map(({ sscc }) => sscc)
    if (!first || !second) throw new Error('two were asked')
    const box = (sscc: string, massMg: string): LogisticUnit => ({ sscc, contents: [{ ...portion(), massMg }] })
    const wrongDigit = first.slice(0, 17) + ((Number(first[17]) + 1) % 10)
    const sent = (...units: LogisticUnit[]) => send({ shipmentId, units })
    await expect(sent(box(first, '999'))).rejects.toThrow('chain/units-differ')
    await expect(sent(box(first, '600'), box(second, '401'))).rejects.toThrow('chain/units-differ')
    await expect(sent(box(first, '600'), box(first, '400'))).rejects.toThrow('chain/sscc-wrong')
    await expect(sent(box(wrongDigit, '1000'))).rejects.toThrow('chain/sscc-not-taken')
    await expect(send({ units: [box(first, '1000')] })).rejects.toThrow('chain/sscc-not-taken')
    await expect(sent(box(first, '600'), box(second, '400'))).resolves.toMatchObject({ outcome: 'recorded' })
  })
  test('stand on both sides’ page, on the manifest and on their labels', async () => {
    const { wholesaler, pharmacy, packer } = world.who
    const shipmentId = newId('shipment')
    const { items } = await take(wholesaler, shipmentId, 1)
    const sscc = items[0]?.sscc ?? ''
    const units = [{ sscc, contents: [{ ...portion(), massMg: '1000' }] }]
    const { eventId } = await send({ shipmentId, transport: journey(), units })
    const read = (who: Someone) => as(who, (tx) => readShipment(tx, who.actor, { shipmentId, law: testLaw }))
    for (const who of [wholesaler, pharmacy]) {
      const seen = await read(who)
      expect(seen.transport).toMatchObject({ carrier: { name: 'The carrier' }, vehicle: 'VX-123-B', driver: 'D-12' })
      expect(seen.units).toMatchObject([{ sscc, contents: [{ batch: { name: 'P1' }, massMg: '1000' }] }])
    }
    await expect(read(packer)).rejects.toThrow('chain/unknown-shipment')
    const asked = { eventId: parseId('event', eventId)!, locale: 'nl' as const, law: testLaw } // Ours, and printed by us.
    const paper = await as(pharmacy, (tx) =>
      eventPaper(tx, pharmacy.actor, { ...asked, documents: openDocumentStore({ folder: '/nowhere' }) }),
    )
    const manifest = (await readPdf(await setter.typeset(paper))).pages.join(' ')
    for (const said of ['The carrier', 'VX-123-B', 'D-12', 'A28, A7', sscc]) expect(manifest).toContain(said)
    const labels = (await readPdf(await setter.typeset(await unitLabels(await read(wholesaler), 'en')))).pages
    expect(labels).toHaveLength(1)
    expect(labels[0]).toContain(`(00) ${sscc}`)
    const plain = newId('shipment')
    await send({ shipmentId: plain })
    const seen = await as(wholesaler, (tx) => readShipment(tx, wholesaler.actor, { shipmentId: plain, law: testLaw }))
    expect(seen).toMatchObject({ transport: null, units: [] })
    await expect(unitLabels(seen, 'nl')).rejects.toThrow('chain/no-units')
  })
})
