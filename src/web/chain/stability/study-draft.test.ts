// What is typed of a new study, and what is sent. Not here: the fields.
import { expect, test } from 'vitest'
import { emptyDraft, monthsOf, toBegin, usualTests } from './study-draft.ts'

test.each([
  ['3, 6, 9', [3, 6, 9]],
  ['3 6;9', [3, 6, 9]],
  ['', null],
  ['0, 3', null],
  ['3, 3', null],
  ['3, x', null],
  ['121', null],
  [Array.from({ length: 16 }, (_, index) => index + 1).join(','), null],
])('the months %j', (typed, months) => {
  expect(monthsOf(typed)).toEqual(months)
})

test('what is sent has the batches that were chosen and the conditions that were not left out', () => {
  const draft = { ...emptyDraft('par_1', '2026-01-31'), container: 'jar', tests: usualTests(null) }
  expect(toBegin(draft, 'bedica')).toBeNull()
  const batches = [
    { key: 0, batchId: 'bat_1', placedOn: '2026-01-02' },
    { key: 1, batchId: null, placedOn: '2026-01-02' },
  ]
  const filled = { ...draft, batches }
  expect(toBegin(filled, 'bedica')).toMatchObject({
    ...{ productCode: 'bedica', container: 'jar', batches: [{ batchId: 'bat_1', placedOn: '2026-01-02' }] },
    conditions: [
      { role: 'long-term', condition: '25-60' },
      { role: 'accelerated', months: [3, 6] },
    ],
  })
  expect(toBegin({ ...filled, accelerated: { condition: '40-75', months: 'soon' } }, 'bedica')).toBeNull()
  expect(toBegin({ ...filled, container: ' ' }, 'bedica')).toBeNull()
  expect(toBegin({ ...filled, batches: [{ ...batches[0]!, placedOn: null }] }, 'bedica')).toBeNull()
})

test('a study follows what its own product is released by, as far as that may change while it is kept', () => {
  const line = { min: null, max: null, unit: '%', of: 'as-is', rule: 'simple', source: '' } as const
  const oil = {
    specification: [
      { analyte: 'total-thc', ...line },
      { analyte: 'lead', ...line },
    ],
    unlimited: [
      { test: 'appearance' as const, source: '' },
      { test: 'pesticides' as const, source: '' },
    ],
  }
  expect(usualTests(oil)).toEqual(['total-thc', 'appearance'])
  expect(usualTests({ specification: [{ analyte: 'mdma-base', ...line }], unlimited: [] })).toEqual(['mdma-base'])
  expect(usualTests(null)).toEqual(['total-thc', 'total-cbd', 'total-cbn', 'loss-on-drying', 'appearance'])
})
