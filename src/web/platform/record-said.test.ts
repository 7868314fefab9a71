// A proven record is read in words, and one of a shape nobody knows is left as it stands. Not here: the words.
import { expect, test } from 'vitest'
import { recordSaid } from './record-said.ts'

test('an act says what was done, when, with which batch and how much', () => {
  const act = {
    ...{ kind: 'process', occurredAt: '2026-10-22T13:20:11.000Z', productCode: 'bedrocan' },
    inputs: [{ batchId: 'bat_1', massMg: '1976821' }],
    output: { batchId: 'bat_2', name: 'BRC-26-B043' },
    ...{ outputMassMg: '1723457', wasteMassMg: '224048' },
  }
  expect(recordSaid(JSON.stringify({ format: 'grein-event/1', act }))).toMatchObject({
    ...{ act: 'process', at: '2026-10-22T13:20:11Z', product: 'bedrocan', batches: ['BRC-26-B043'] },
    masses: [
      { field: 'outputMassMg', eachMg: [1_723_457n] },
      { field: 'wasteMassMg', eachMg: [224_048n] },
      { field: 'massMg', eachMg: [1_976_821n] },
    ],
  })
})

test('what several lots weigh stands under one name, and boxes do not say it again', () => {
  const line = (batchId: string, massMg: string) => ({ batchId, state: 'released', massMg })
  const lines = [line('bat_1', '5000'), line('bat_2', '12500')]
  const units = lines.map((one) => ({ sscc: '003871234500000012', contents: [one] }))
  expect(recordSaid(JSON.stringify({ format: 'grein-event/1', act: { kind: 'ship', lines, units } }))?.masses).toEqual([
    { field: 'massMg', eachMg: [5000n, 12_500n] },
  ])
})

test('a certificate says its number, its batch and each result with its verdict', () => {
  const certificate = {
    ...{ number: 'BMC-COA-2026-0089', releasedAt: '2026-11-18T14:58:41.001Z', verdict: 'released' },
    ...{ product: { name: 'Bedrocan' }, batch: { batchId: 'bat_2', name: 'BRC-26-B043' } },
    specification: [
      { analyte: 'total-thc', value: '25.30', unit: '%', min: '17.6', max: '26.4', verdict: 'inside' },
      { analyte: 'lead', value: null, unit: null, min: null, max: '5.0', verdict: 'missing' },
    ],
  }
  expect(recordSaid(JSON.stringify({ format: 'grein-quality/1', content: { certificate } }))).toMatchObject({
    ...{ act: null, certificate: 'BMC-COA-2026-0089', product: 'Bedrocan', batches: ['BRC-26-B043'] },
    results: [{ analyte: 'total-thc', value: '25.30', verdict: 'inside' }],
  })
})

test('what is no moment is not said to be one', () => {
  const record = (occurredAt: unknown) => JSON.stringify({ format: 'grein-event/1', act: { kind: 'dry', occurredAt } })
  for (const at of ['yesterday', '2026-13-45T00:00:00Z', 7, null]) expect(recordSaid(record(at))?.at).toBeNull()
})

test.each([
  null,
  'no JSON',
  '[]',
  '{}',
  '{"format":"grein-event/1","act":3}',
  '{"format":"other/1","act":{"kind":"x"}}',
])('of %j nothing is said', (record) => {
  expect(recordSaid(record)).toBeNull()
})
