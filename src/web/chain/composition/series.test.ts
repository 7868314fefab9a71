// Growers apart, phases apart, rejected batches shown and not counted. Not here: the arithmetic of the charts (#statistics).
import { expect, test } from 'vitest'
import type { ProductComposition } from '#chain/contract'
import { seriesOf } from './series.ts'

const rules = {
  baseline: 4,
  limits: '2.66',
  ewmaWeight: '0.2',
  ewmaLimits: '2.96',
  cusumAllowance: '0.5',
  cusumLimit: '5',
}
const thc = { analyte: 'total-thc', of: 'dried', min: '17.6', max: '26.4', source: null } as const
type Point = ProductComposition['points'][number]

const point = (
  value: string,
  { grower = 'A', method = 'HPLC', verdict = 'released' as Point['verdict'] } = {},
): Point => ({
  batch: { batchId: `bat_${value}`, name: `L${value}`, kind: 'bulk' },
  grower: { partyId: `par_${grower}`, name: grower },
  laboratory: { partyId: 'par_lab', name: 'Lab' },
  verdict,
  decidedAt: '2026-01-01T00:00:00Z',
  leftOut: null,
  values: [
    { analyte: 'total-thc', value, uncertainty: null, method, eventId: 'evt_2', testedAt: '2026-01-01T00:00:00Z' },
  ],
})
const composition = (points: readonly Point[]): ProductComposition => ({
  productCode: 'bedrocan',
  productName: 'Bedrocan',
  analytes: [thc],
  rules,
  points: [...points],
})

test('each grower has a chart of its own, and what was not measured has no point', () => {
  const unmeasured = { ...point('22'), values: [] }
  const series = seriesOf(composition([point('22', { grower: 'B' }), point('21'), unmeasured, point('23')]), thc)
  expect(series.map(({ grower, points }) => [grower, points.map(({ text }) => text)])).toEqual([
    ['A', ['21', '23']],
    ['B', ['22']],
  ])
  expect(series[1]).toMatchObject({ phases: [{ centre: null, isSettled: false }], capability: null })
})

test('a batch that is left out of the baseline is shown with why, and the limits say over how many they are', () => {
  const leftOut = {
    number: 'BL-2026-0001',
    at: '2026-01-02T00:00:00Z',
    cause: 'measurement',
    finding: 'column',
  } as const
  const values = ['22', '22.2', '21.9', '22.1', '22.3']
  const [series] = seriesOf(
    composition(values.map((value, index) => (index === 1 ? { ...point(value), leftOut } : point(value)))),
    thc,
  )
  expect(series!.points[1]).toMatchObject({ isOutOfBaseline: true, setsLimits: false, signals: [], leftOut })
  expect(series!.phases[0]!.basis).toMatchObject({ count: 3, leftOut: [{ name: 'L22.2' }], last: { name: 'L22.1' } })
  expect(series!.phases[0]!.centre).toBeCloseTo(22, 9)
})

test('a rejected batch is shown and moves no limit', () => {
  const values = ['22', '22.2', '21.9', '22.1', '22']
  const [without] = seriesOf(composition(values.map((value) => point(value))), thc)
  const [withRejected] = seriesOf(
    composition([point('30', { verdict: 'rejected' }), ...values.map((value) => point(value))]),
    thc,
  )
  expect(withRejected!.points[0]).toMatchObject({ isReleased: false, signals: [], average: null })
  expect(withRejected!.phases[0]).toMatchObject({
    centre: without!.phases[0]!.centre,
    upper: without!.phases[0]!.upper,
  })
  expect(withRejected!.released).toBe(5)
})

test('a new method begins a new phase with limits of its own, and is no signal', () => {
  const old = ['22', '22.2', '21.9', '22.1'].map((value) => point(value))
  const fresh = ['24', '24.2', '23.9', '24.1'].map((value) => point(value, { method: 'UPLC' }))
  const [series] = seriesOf(composition([...old, ...fresh]), thc)
  expect(series!.phases.map(({ from, to }) => [from, to])).toEqual([
    [0, 3],
    [4, 7],
  ])
  expect(series!.phases[1]!.centre).toBeCloseTo(24.05, 9)
  expect(series!.signalled).toBe(0)
})

test('a jump and a drift are told apart', () => {
  const steady = ['22', '22.4', '22', '22.4']
  const [jump] = seriesOf(composition([...steady, '26', '22.2'].map((value) => point(value))), thc)
  expect(jump!.points[4]!.signals).toEqual(expect.arrayContaining(['outside', 'jump']))
  const drift = [...steady, ...Array.from({ length: 12 }, (_, index) => (22.2 + 0.06 * (index + 1)).toFixed(2))]
  const [slow] = seriesOf(composition(drift.map((value) => point(value))), thc)
  const first = slow!.points.find(({ signals }) => signals.length > 0)!
  expect(first.signals).toEqual(['drift'])
})

test('says which batches the limits follow from, and whether they still move', () => {
  const few = ['22', '22.2', '21.9']
  const [moving] = seriesOf(composition(few.map((value) => point(value))), thc)
  expect(moving!.phases[0]).toMatchObject({ isSettled: false, basis: { count: 3, to: 2 } })
  const more = [...few, '30', '22.1', '22.3'].map((value) =>
    point(value, value === '30' ? { verdict: 'rejected' } : {}),
  )
  const [settled] = seriesOf(composition(more), thc)
  expect(settled!.phases[0]).toMatchObject({
    isSettled: true,
    basis: { count: 4, to: 4, first: { name: 'L22' }, last: { name: 'L22.1' } },
  })
  expect(settled!.points.map(({ setsLimits }) => setsLimits)).toEqual([true, true, true, false, true, false])
  expect(settled!.points.map(({ range }) => range?.toFixed(1) ?? null)).toEqual([
    null,
    '0.2',
    '0.3',
    null,
    '0.2',
    '0.2',
  ])
})
