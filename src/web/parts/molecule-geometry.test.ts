import { expect, test } from 'vitest'
import { type DrawnMolecule, haloOf, margin, signPlaces } from './molecule-geometry.ts'

/** Three atoms in a row, and a hydrogen that is not drawn. */
const row: DrawnMolecule = {
  svg: '',
  width: 120,
  height: 60,
  atoms: [[20, 30], [60, 30], [100, 30], null],
  bonds: [
    [0, 1],
    [1, 2],
  ],
}

test('a halo follows the bonds inside its piece and no other', () => {
  expect(haloOf(row, [0, 1])).toBe('M20 30L60 30')
  expect(haloOf(row, [0, 2])).toBe('M20 30h.01M100 30h.01')
  expect(haloOf(row, [0, 1], true)).toBe('M20 30h.01M60 30h.01')
  expect(haloOf(row, [3])).toBe('')
  expect(haloOf(row, [9])).toBe('')
})

test('signs stay in the picture, off the atoms and apart from each other; what is not drawn gets none', () => {
  const places = signPlaces(row, [
    { atoms: [0, 1], width: 20 },
    { atoms: [1], width: 30 },
    { atoms: [2], width: 20 },
    { atoms: [3], width: 20 },
  ])
  expect(places[3]).toBeNull()
  const drawn = places.filter((place) => place !== null)
  expect(drawn.length).toBe(3)
  for (const [index, [x, y]] of drawn.entries()) {
    expect(x > -margin && x < row.width + margin && y > -margin && y < row.height + margin).toBe(true)
    for (const atom of row.atoms) if (atom) expect(Math.hypot(x - atom[0], y - atom[1])).toBeGreaterThan(12)
    for (const [otherX, otherY] of drawn.slice(index + 1))
      expect(Math.hypot(x - otherX, y - otherY)).toBeGreaterThan(16)
  }
})

test('a piece alone in the middle of others still gets a sign', () => {
  const star: DrawnMolecule = {
    ...row,
    height: 120,
    atoms: [
      [60, 60],
      [20, 60],
      [100, 60],
      [60, 20],
      [60, 100],
    ],
    bonds: [1, 2, 3, 4].map((end) => [0, end] as const),
  }
  expect(signPlaces(star, [{ atoms: [0], width: 30 }])[0]).not.toBeNull()
})
