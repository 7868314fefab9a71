// What was measured in a product's batches: on dried basis, the last verdict, nobody else's. Not here: charts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import { seedLicensing } from '#licensing'
import type { ChartRules } from '../contract.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { flower, goodResults, openWorld, type Someone, type World } from '../testing/world.ts'
import { productComposition } from './product-composition.ts'

const rules: ChartRules = {
  baseline: 20,
  limits: '2.66',
  ewmaWeight: '0.2',
  ewmaLimits: '2.96',
  cusumAllowance: '0.5',
  cusumLimit: '5',
}
let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})
const seenBy = ({ actor }: Someone) =>
  world.database.transaction(actor, (tx) => productComposition(tx, actor, { product: flower, rules }))

test('a released batch is one point, with the value on dried basis and the events behind it', async () => {
  const { points, analytes } = await seenBy(world.who.authority)
  expect(analytes[0]).toEqual({ analyte: 'total-thc', of: 'dried', min: '17.6', max: '26.4', source: 'test' })
  expect(points).toHaveLength(1)
  const [{ grower, laboratory, verdict, values }] = points as [(typeof points)[number]]
  expect([grower.name, laboratory?.name, verdict]).toEqual(['The grower', 'The laboratory', 'released'])
  expect(values.map(({ analyte, value }) => [analyte, value])).toContainEqual([
    'total-thc',
    expect.stringMatching(/^\d+\.\d{4}$/),
  ])
})

test('a later test that measured no content does not hide the one that did', async () => {
  const before = await seenBy(world.who.authority)
  await world.act(world.who.laboratory, 'test', {
    sampleId: made.sample.batchId,
    consumedMassMg: '100',
    results: [{ analyte: 'lead', value: '0.1', unit: 'ppm', of: 'dried', method: 'ICP-MS', uncertainty: null }],
  })
  expect(await seenBy(world.who.authority)).toEqual(before)
})

test('a batch stands for what was measured before its verdict: a result in doubt afterwards moves neither its value nor its place', async () => {
  const before = await seenBy(world.who.authority)
  const [{ values, decidedAt }] = before.points as [(typeof before.points)[number]]
  expect(Date.parse(values[0]!.testedAt)).toBeLessThanOrEqual(Date.parse(decidedAt))
  await world.act(world.who.laboratory, 'test', {
    sampleId: made.sample.batchId,
    consumedMassMg: '100',
    occurredAt: Temporal.Instant.from(decidedAt).add({ seconds: 30 }).toString(),
    results: [
      { analyte: 'total-thc', value: '31.40', unit: '%', of: 'dried', method: 'HPLC-UV', uncertainty: null },
      { analyte: 'total-cbd', value: '0.30', unit: '%', of: 'dried', method: 'HPLC-UV', uncertainty: null },
    ],
  })
  expect(await seenBy(world.who.authority)).toEqual(before)
  // The value travels with the batch; the test is an event of the laboratory and whoever had it done.
  expect(await seenBy(world.who.grower)).toMatchObject({
    points: [{ values: values.map((one) => ({ ...one, eventId: null })), laboratory: { name: 'The laboratory' } }],
  })
})

test('who measured after the verdict is not named as who measured what it was decided by', async () => {
  const { laboratory, authority, grower } = world.who
  const [partyId, premisesId] = [newId('party'), newId('premises')]
  const always = { from: Temporal.PlainDate.from('2015-01-01'), until: null }
  const line = { acts: ['have' as const], substances: [{ substanceId: 'hennep', list: 'II' as const }], premises: [] }
  const scope = [{ ...line, purposes: ['quality-control' as const], maxStockMg: null }]
  await world.database.transaction(world.staff, (tx) =>
    seedLicensing(tx, world.staff, {
      parties: [{ partyId, kind: 'laboratory', name: 'The other laboratory', country: 'NL' }],
      premises: [{ premisesId, partyId, name: 'The bench', town: 'Veendam', country: 'NL', period: always }],
      exemptions: [
        {
          ...{ exemptionId: newId('exemption'), number: 'E-other', holderId: partyId },
          ...{
            ground: 'opiumwet/8/1/a',
            basis: ['opiumwet/6/2'],
            versions: [{ period: always, scope, conditions: [] }],
          },
        },
      ],
    }),
  )
  const other = { partyId, premisesId, actor: world.actorFor({ partyId, wall: 'holder' }) }
  const shipmentId = printId('shipment', newId('shipment'))
  const lots = { batchId: made.sample.batchId, state: 'sample' as const }
  await world.act(laboratory, 'ship', {
    ...{ shipmentId, reason: 'sample', lines: [{ ...lots, massMg: '100' }] },
    ...{ receiverId: printId('party', partyId), toPremisesId: printId('premises', premisesId) },
  })
  await world.act(other, 'receive', { shipmentId, lines: [{ ...lots, receivedMassMg: '100' }] })
  const occurredAt = world.now.subtract({ seconds: 20 }).toString() // The verdict was a minute ago.
  const tested = { sampleId: made.sample.batchId, consumedMassMg: '50', results: goodResults, occurredAt }
  await world.act(other, 'test', tested)
  for (const one of [authority, grower])
    expect((await seenBy(one)).points).toMatchObject([{ laboratory: { name: 'The laboratory' } }])
})

test('its grower sees it, a party that never had it sees nothing', async () => {
  expect((await seenBy(world.who.grower)).points).toMatchObject([{ laboratory: { name: 'The laboratory' } }])
  expect((await seenBy(world.who.packer)).points).toMatchObject([{ laboratory: null }])
  expect((await seenBy(world.who['foreign-buyer'])).points).toEqual([])
})
