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
    ...{ act: 'process', at: '2026-10-22T13:20:11.000Z', product: 'bedrocan', batches: ['BRC-26-B043'] },
    masses: [
      { field: 'outputMassMg', massMg: 1_723_457n },
      { field: 'wasteMassMg', massMg: 224_048n },
      { field: 'massMg', massMg: 1_976_821n },
    ],
  })
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
