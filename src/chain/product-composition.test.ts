// What was measured in a product's batches: on dried basis, the last verdict, nobody else's. Not here: charts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChartRules } from './contract.ts'
import { productComposition } from './product-composition.ts'
import { growToPatient } from './testing/whole-chain.ts'
import { flower, openWorld, type Someone, type World } from './testing/world.ts'

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
  expect(await seenBy(world.who.grower)).toMatchObject({ points: [{ values, laboratory: { name: 'The laboratory' } }] })
})

test('its grower sees it, a party that never had it sees nothing', async () => {
  expect((await seenBy(world.who.grower)).points).toMatchObject([{ laboratory: { name: 'The laboratory' } }])
  expect((await seenBy(world.who.packer)).points).toMatchObject([{ laboratory: null }])
  expect((await seenBy(world.who['foreign-buyer'])).points).toEqual([])
})
