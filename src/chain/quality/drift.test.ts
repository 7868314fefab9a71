// Signals folded from the measurements: the same from the same, and per grower. Not here: the arithmetic (#statistics), and raising them (quality.test.ts).
import { expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import type { ProductComposition } from '../contract.ts'
import { signalsIn } from './drift.ts'

const rules = {
  ...{ baseline: 20, limits: '2.66', ewmaWeight: '0.2', ewmaLimits: '2.96', cusumAllowance: '0.5', cusumLimit: '5' },
}
const growers = [newId('party'), newId('party')].map((id) => printId('party', id))
const laboratory = { partyId: printId('party', newId('party')), name: 'L' }

function composition(contents: readonly { grower: number; thc: string; method?: string }[]): ProductComposition {
  return {
    ...{ productCode: 'flower', productName: 'Flower', rules },
    analytes: [{ analyte: 'total-thc', of: 'dried', min: '17.6', max: '26.4', source: null }],
    points: contents.map(({ grower, thc, method = 'HPLC' }, index) => ({
      batch: { batchId: printId('batch', newId('batch')), name: `B${index}`, kind: 'harvest' as const },
      grower: { partyId: growers[grower]!, name: `G${grower}` },
      ...{ laboratory, verdict: 'released' as const, decidedAt: '2026-01-01T00:00:00Z', leftOut: null },
      values: [
        {
          ...{ analyte: 'total-thc' as const, value: thc, uncertainty: null, method },
          ...{ eventId: printId('event', newId('event')), testedAt: '2026-01-01T00:00:00Z' },
        },
      ],
    })),
  }
}
const steady = (grower: number) =>
  Array.from({ length: 22 }, (_, index) => ({ grower, thc: index % 2 === 0 ? '21.8' : '22.2' }))

test('a batch that is not like those before it, of that grower alone; another method begins anew', () => {
  const odd = composition([...steady(0), ...steady(1), { grower: 1, thc: '25.9' }])
  expect(signalsIn(odd)).toMatchObject([
    { growerId: growers[1], value: '25.9', kinds: expect.arrayContaining(['outside']) },
  ])
  expect(signalsIn(odd)).toEqual(signalsIn(odd))
  expect(signalsIn(composition([...steady(0), { grower: 0, thc: '25.9', method: 'GC' }]))).toEqual([])
})
