import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Trace, TraceNode } from '#chain/contract'
import { graphOf, linesOf, plantsIn, sharePercent } from './trace-graph.ts'

const nodeOf = (name: string, depth: number, kind: TraceNode['batch']['kind']): TraceNode => ({
  batch: { batchId: name, name, kind },
  depth,
  productCode: 'bedrocan',
  openedOn: '2026-01-01',
  status: 'released',
  premises: { premisesId: 'p', name: 'p' },
  share: { numerator: '1', denominator: '3' },
})

test('few stay apart, many of a kind become one node, and no mass between nodes is lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 40, maxLength: 40 }),
      (packs, amounts) => {
        const asked = nodeOf('bulk', 0, 'bulk')
        const children = Array.from({ length: packs }, (_, index) => nodeOf(`pack ${index}`, 1, 'pack-lot'))
        const edges: Trace['edges'] = children.map(({ batch }, index) => ({
          parentId: 'bulk',
          childId: batch.batchId,
          eventId: 'e',
          amount: String(amounts[index]),
          ofChild: { numerator: '1', denominator: '1' },
          ofParent: { numerator: '1', denominator: '2' },
        }))
        const graph = graphOf({ asked: asked.batch, nodes: [asked, ...children], edges, whereabouts: [] })
        expect(graph.nodes.length).toBe(1 + (packs <= 8 ? packs : 1))
        expect(graph.nodes.flatMap(({ names }) => names).length).toBe(1 + packs)
        expect(graph.nodes.filter(({ isAsked }) => isAsked).length).toBe(1)
        const drawn = graph.edges.reduce((sum, { amount }) => sum + amount, 0n)
        expect(drawn).toBe(edges.reduce((sum, { amount }) => sum + BigInt(amount), 0n))
      },
    ),
  )
})

test('an ancestor that the reader never had is drawn, and opens nothing', () => {
  const nodes = [{ ...nodeOf('harvest', -1, 'harvest'), status: null }, nodeOf('bulk', 0, 'bulk')]
  const graph = graphOf({ asked: nodes[1]!.batch, nodes, edges: [], whereabouts: [] })
  expect(graph.nodes.map(({ names, batchId }) => [names, batchId])).toEqual([
    [['harvest'], null],
    [['bulk'], 'bulk'],
  ])
})

test('a name stands on as many lines as it needs, and nothing of it is lost', () => {
  expect(linesOf('Analytisch Laboratorium Kolkerveen B.V.', 24)).toEqual(['Analytisch Laboratorium', 'Kolkerveen B.V.'])
  expect(linesOf('BRC-25-A001', 24)).toEqual(['BRC-25-A001'])
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 200 }), fc.integer({ min: 2, max: 40 }), (name, most) => {
      const lines = linesOf(name, most)
      expect(lines.every((line) => line.length <= most)).toBe(true)
      expect(lines.join('').replaceAll(/\s/g, '')).toBe(name.replaceAll(/\s/g, ''))
    }),
  )
})

test('the plants in a batch are those that were cut, not the mothers their cuttings were taken of, nor what those came of', () => {
  const whole = { numerator: '1', denominator: '1' }
  const nodes = [
    nodeOf('her lot', -3, 'plant-lot'),
    nodeOf('mother', -2, 'plant'),
    nodeOf('lot', -1, 'plant-lot'),
    { ...nodeOf('most', -1, 'plant-lot'), share: { numerator: '2', denominator: '3' } },
    nodeOf('harvest', 0, 'harvest'),
  ]
  const edges: Trace['edges'] = [
    { parentId: 'her lot', childId: 'mother', eventId: 'e', amount: '1', ofChild: whole, ofParent: whole },
    { parentId: 'mother', childId: 'lot', eventId: 'e', amount: '40', ofChild: whole, ofParent: null },
    { parentId: 'lot', childId: 'harvest', eventId: 'e', amount: '40', ofChild: whole, ofParent: whole },
    { parentId: 'most', childId: 'harvest', eventId: 'e', amount: '80', ofChild: whole, ofParent: whole },
  ]
  expect(plantsIn({ asked: nodes.at(-1)!.batch, nodes, edges }).map(({ batch }) => batch.name)).toEqual(['most', 'lot'])
})

test.each([
  [{ numerator: '1', denominator: '3' }, 33.3, false],
  [{ numerator: '1', denominator: '100000' }, 0, true],
  [{ numerator: '0', denominator: '5' }, 0, false],
  [{ numerator: '7', denominator: '7' }, 100, false],
])('the share %j reads as %d', (share, value, isTiny) => {
  expect(sharePercent(share)).toEqual({ value, isTiny })
})

test.each([
  [3, 3],
  [8, 8],
  [9, 1],
])('%d pharmacies stand in %d nodes, each once', (holders, expected) => {
  const asked = nodeOf('pack', 0, 'pack-lot')
  const whereabouts = Array.from({ length: holders }, (_, index) => ({
    batch: asked.batch,
    holder: { partyId: `p${index}`, name: `Apotheek ${index}` },
    premises: null,
    hasMassMg: '0',
    hadMassMg: '5000',
    states: [],
  }))
  const graph = graphOf({ asked: asked.batch, nodes: [asked], edges: [], whereabouts })
  const ends = graph.nodes.filter(({ kind }) => kind === 'holder')
  expect(ends.length).toBe(expected)
  expect(ends.flatMap(({ names }) => names).length).toBe(holders)
  expect(graph.edges.reduce((sum, { amount }) => sum + amount, 0n)).toBe(BigInt(holders) * 5_000n)
})
