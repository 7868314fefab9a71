// What opens behind a number of a study is what the number follows from. Not here: the arithmetic (#statistics), and the panel.
import { expect, test } from 'vitest'
import type { StudyPoint, StudySupport, StudyView } from '#chain/contract'
import { behindNumber } from './behind.ts'

type Place = readonly [batchId: string, condition: StudyPoint['condition'], month: number, thc: string]

const point = ([batchId, condition, month, value]: Place): StudyPoint =>
  ({
    ...{ batchId, condition, month, state: 'done', eventId: `${batchId} ${condition} ${month}`, observations: [] },
    values: [{ analyte: 'total-thc', value, number: value, verdict: Number(value) < 17.6 ? 'outside' : 'inside' }],
  }) as unknown as StudyPoint // The rest of a point plays no part here.

function study(support: Partial<StudySupport>, changes: StudyView['changes'] = []): StudyView {
  const places: readonly Place[] = [
    ['A', null, 0, '22'],
    ['A', '25-60', 3, '21'],
    ['A', '25-60', 6, '17'],
    ['A', '40-75', 3, '19'],
    ['B', null, 0, '22'],
    ['B', '25-60', 3, '21'],
    ['B', '40-75', 3, '21'],
  ]
  const planned = { ...point(['B', '25-60', 6, '0']), state: 'planned', values: [] }
  return {
    ...{ points: [...places.map(point), planned], batches: [{ batchId: 'A' }, { batchId: 'B' }], changes },
    conditions: [
      { condition: '25-60', role: 'long-term', months: [3, 6] },
      { condition: '40-75', role: 'accelerated', months: [3] },
    ],
    support: { limitedBy: null, failedMonth: null, measuredMonths: 3, ...support },
  } as unknown as StudyView // As above.
}
const eventsOf = (view: StudyView, ...asked: [Parameters<typeof behindNumber>[1], (string | null)?]) =>
  behindNumber(view, asked[0], asked[1] ?? null).map((one) => one.point.eventId)

test('a line of an attribute: what was measured of it on long-term storage, the start among it', () => {
  expect(eventsOf(study({}), 'within', 'total-thc')).toEqual([
    'A null 0',
    'A 25-60 3',
    'A 25-60 6',
    'B null 0',
    'B 25-60 3',
  ])
  expect(eventsOf(study({}), 'within', 'total-cbd')).toEqual([])
})

test('how far it was measured: the last of each batch, and the batch that was followed shortest says it', () => {
  const view = study({})
  const last = behindNumber(view, 'measured', null)
  expect(last.map((one) => one.point.eventId)).toEqual(['A 25-60 6', 'B 25-60 3'])
  expect(Math.min(...last.map((one) => one.point.month))).toBe(view.support.measuredMonths)
})

test('a change: where it was seen; of none, whatever was stored more strictly', () => {
  const change = {
    batchId: 'A',
    condition: '40-75',
    month: 3,
    analyte: 'total-thc',
    value: '19',
    initial: '22',
  } as const
  expect(eventsOf(study({}, [change]), 'change')).toEqual(['A 40-75 3'])
  expect(eventsOf(study({}), 'change')).toEqual(['A 40-75 3', 'B 40-75 3'])
})

test('the months of keeping: whatever ends them', () => {
  expect(eventsOf(study({ limitedBy: 'total-thc' }), 'support')).toHaveLength(5)
  expect(eventsOf(study({ failedMonth: 6 }), 'support')).toEqual(['A 25-60 6'])
  expect(eventsOf(study({}), 'support')).toEqual(eventsOf(study({}), 'limit'))
})
