import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Flow } from '#chain/contract'
import { layoutFlow, withoutCycles } from './flow-layout.ts'

const node = (id: string): Flow['nodes'][number] => ({ id, kind: 'stock', state: id, label: id, batchId: null })
const link = (from: string, to: string, amount: bigint): Flow['links'][number] => ({
  from,
  to,
  amount: amount.toString(),
  parts: [],
  events: 1,
})

test('goods that came back do not break the picture, and the largest bands stay', () => {
  const links = [link('a', 'b', 100n), link('b', 'c', 60n), link('c', 'b', 5n), link('b', 'a', 1n)]
  expect(withoutCycles(links).map(({ amount }) => amount)).toEqual(['100', '60'])
})

test('many between two ends, as in a period in which nothing moved, keep room for a word over each', () => {
  const ids = Array.from({ length: 8 }, (_, at) => `holder ${at}`)
  const links = ids.flatMap((id) => [link('opening', id, 5n), link(id, 'closing', 5n)])
  const { nodes } = layoutFlow({ unit: 'mg', nodes: ['opening', ...ids, 'closing'].map(node), links }, 900)
  const tops = nodes.filter(({ node: { id } }) => ids.includes(id)).map(({ y }) => y)
  const apart = tops.toSorted((a, b) => a - b).map((y, at, all) => y - (all[at - 1] ?? Number.NEGATIVE_INFINITY))
  for (const gap of apart) expect(gap).toBeGreaterThan(24) // A word is 16 high.
})

test('whatever the flow, the picture has no circle, keeps its nodes inside and its bands at least a pixel', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const anyLink = fc
    .tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.bigInt({ min: 1n, max: 10n ** 12n }))
    .filter(([from, to]) => from !== to)
  fc.assert(
    fc.property(fc.array(anyLink, { maxLength: 15 }), (some) => {
      const { nodes, links, height } = layoutFlow(
        { unit: 'mg', nodes: ids.map(node), links: some.map((each) => link(...each)) },
        700,
      )
      for (const { x, y, height: tall } of nodes) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(700)
        expect(y + tall).toBeLessThanOrEqual(height + 1)
      }
      for (const { width, path } of links) {
        expect(width).toBeGreaterThanOrEqual(1)
        expect(path).not.toContain('NaN')
      }
    }),
  )
})
