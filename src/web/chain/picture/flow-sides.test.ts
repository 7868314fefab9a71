// What came and what went, of the bands of a period. Not here: the bands themselves (src/chain/picture/picture.test.ts).
import { expect, test } from 'vitest'
import type { PeriodFlow } from '#chain/contract'
import { bandsOf, massOf } from './flow-sides.ts'

const node = (id: string, side: PeriodFlow['nodes'][number]['side']): PeriodFlow['nodes'][number] => ({
  ...{ id, side, kind: 'class', label: 'grower' },
})
const band = (from: string, to: string, amount: string) => ({ from, to, amount, events: 1 })

const flow = {
  nodes: [node('opening', 'in'), node('grown', 'in'), node('grower', 'between'), node('pharmacy', 'between')].concat([
    ...[node('dispensed', 'out'), node('closing', 'out')],
  ]),
  links: [
    band('opening', 'grower', '10'),
    band('grown', 'grower', '7'),
    band('grower', 'pharmacy', '5'),
    band('pharmacy', 'dispensed', '4'),
    band('grower', 'closing', '12'),
    band('pharmacy', 'closing', '1'),
  ],
}

test('what came and what went leave out both ends and what passed between', () => {
  expect([massOf(bandsOf(flow, 'came')), massOf(bandsOf(flow, 'went'))]).toEqual(['7', '4'])
})

test('what stood there, with what came and without what went, is what stands there', () => {
  expect(10n + BigInt(massOf(bandsOf(flow, 'came'))) - BigInt(massOf(bandsOf(flow, 'went')))).toBe(13n)
})

test('a period in which nothing moved has neither', () => {
  expect(massOf(bandsOf({ nodes: [], links: [] }, 'came'))).toBe('0')
})
