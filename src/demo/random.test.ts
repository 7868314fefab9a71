// The generator is the root of "same seed, same bytes". Not here: the simulation.
import { expect, test } from 'vitest'
import { exp, seededRandom } from './random.ts'

test('the same seed gives the same draws, another seed others', () => {
  const draws = (seed: string) => Array.from({ length: 20 }, seededRandom(seed).float)
  expect(draws('a')).toEqual(draws('a'))
  expect(draws('a')).not.toEqual(draws('b'))
})

test('a split stream does not depend on what its parent drew', () => {
  const parent = seededRandom('a')
  const before = parent.split('x').float()
  parent.float()
  expect(parent.split('x').float()).toBe(before)
  expect(parent.split('y').float()).not.toBe(before)
})

test('the first draws of the generator are these, on every machine', () => {
  const random = seededRandom('grein')
  expect([random.int(0, 999_999), random.int(0, 999_999), random.int(0, 999_999)]).toMatchInlineSnapshot(`
    [
      654458,
      82214,
      288326,
    ]
  `)
})

test('the distributions have the mean and spread they promise', () => {
  const random = seededRandom('moments')
  const many = 20_000
  const normals = Array.from({ length: many }, random.normal)
  const mean = normals.reduce((sum, value) => sum + value, 0) / many
  const variance = normals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / many
  expect(mean).toBeCloseTo(0, 1)
  expect(variance).toBeCloseTo(1, 1)
  const counts = Array.from({ length: many }, () => random.poisson(0.8))
  expect(counts.reduce((sum, value) => sum + value, 0) / many).toBeCloseTo(0.8, 1)
})

test('the exponential is exact to the last digits', () => {
  for (const x of [-6, -0.8, -0.01, 0, 0.3, 1, 4]) expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 12)
})
