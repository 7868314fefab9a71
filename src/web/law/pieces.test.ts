// Which clauses are marked, as what, and with which sign. Not here: the picture.
import { expect, test } from 'vitest'
import type { TraceClause } from '#law/contract'
import { elementsIn, linesOf } from './pieces.ts'

const clause = (some: Partial<TraceClause>): TraceClause => ({
  ...{ ref: '1', role: 'substituent', site: null, label: null, place: null, outcome: 'met', atoms: [], reading: null },
  ...{ nl: 'zin', en: 'sentence' },
  ...some,
})
const piecesOf = (...clauses: TraceClause[]) => linesOf(clauses, 12, 'core').map(({ piece }) => piece)

test('each piece has a number, its label and a look; neighbours that hang differ', () => {
  const [core, ring, first, second] = piecesOf(
    clause({ role: 'core', atoms: [0, 1, 2] }),
    clause({ role: 'ring', atoms: [2, 3, 4], label: 'A' }),
    clause({ atoms: [5], label: 'R1' }),
    clause({ atoms: [6], label: 'R2' }),
  )
  expect([core, ring, first, second].map((piece) => piece?.sign)).toEqual(['1 core', '2 A', '3 R1', '4 R2'])
  expect(core?.look).toBe('solid')
  expect(first?.look).not.toBe(second?.look)
})

test('two clauses about the same atoms share a piece, and the worst of them gives it its look', () => {
  const [allowed, chain] = piecesOf(
    clause({ atoms: [5, 6, 7], label: 'R1' }),
    clause({ role: 'limit', atoms: [7, 6, 5], outcome: 'not-met' }),
  )
  expect(allowed).toBe(chain)
  expect(allowed).toMatchObject({ look: 'refused', outcome: 'not-met', sign: '1 R1' })
})

test('what must be there is the piece that begins with that atom', () => {
  const [chain, present] = piecesOf(clause({ atoms: [5, 6, 7], label: 'N1' }), clause({ atoms: [5], label: 'N1' }))
  expect(present).toBe(chain)
})

test('a limit on the whole molecule marks nothing while it is kept; what has no atoms never does', () => {
  const whole = Array.from({ length: 12 }, (_, atom) => atom)
  expect(piecesOf(clause({ role: 'limit', atoms: whole }), clause({ role: 'form' }))).toEqual([null, null])
  expect(piecesOf(clause({ role: 'limit', atoms: whole, outcome: 'not-met' }))[0]?.look).toBe('refused')
})

test('atoms in words: carbon first, what was not read again is hydrogen', () => {
  expect(elementsIn([2, 0, 1, 9], ['C', 'C', 'N'])).toEqual([
    { symbol: 'C', count: 2 },
    { symbol: 'N', count: 1 },
    { symbol: 'H', count: 1 },
  ])
})
