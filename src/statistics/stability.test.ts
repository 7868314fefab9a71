// Shelf lives against figures worked out with another program (SciPy: its t and F, and its root of the bound), and what must hold of any
// study. Not here: the figures the house evaluates with.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  boundAt,
  evaluateStability,
  extrapolationLimit,
  isOutOfTrend,
  type StabilityEvaluation,
  type StabilityPoint,
} from './stability.ts'
import { fisherAbove, studentBelow, studentQuantile } from './student.ts'

const rules = { confidence: 0.95, pooling: 0.25, horizonMonths: 120 }
const months = [0, 3, 6, 9, 12, 18]
const slow = [102.1, 101.4, 101.1, 100.2, 99.9, 98.7]
const study = (batches: Readonly<Record<string, readonly number[]>>): StabilityPoint[] =>
  Object.entries(batches).flatMap(([batch, values]) =>
    values.map((value, index) => ({ batch, month: months[index]!, value })),
  )
const atLeast95 = { min: 95, max: null }

describe('Student’s and Fisher’s tables', () => {
  test.each([
    [0.95, 1, 6.3138],
    [0.95, 4, 2.1318],
    [0.975, 4, 2.7764],
    [0.95, 10, 1.8125],
    [0.975, 30, 2.0423],
    [0.99, 2, 6.9646],
    [0.995, 120, 2.6174],
  ])('t at %f with %i degrees is %f', (probability, degrees, expected) => {
    expect(studentQuantile(probability, degrees)).toBeCloseTo(expected, 4)
    expect(studentQuantile(1 - probability, degrees)).toBeCloseTo(-expected, 4)
    expect(studentBelow(studentQuantile(probability, degrees), degrees)).toBeCloseTo(probability, 12)
  })

  test.each([
    [1.5, 2, 12, 0.26214399999999993],
    [3.89, 2, 12, 0.049857414449464656],
    [0.3, 1, 5, 0.6074354940759242],
    [10, 3, 7, 0.006331603506624043],
    [1, 1, 1, 0.5],
  ])('the tail of F above %f with %i and %i degrees', (f, over, under, expected) => {
    expect(fisherAbove(f, { over, under })).toBeCloseTo(expected, 12)
  })

  test('the ends of F', () => {
    expect(fisherAbove(Infinity, { over: 2, under: 3 })).toBe(0)
    expect(fisherAbove(0, { over: 2, under: 3 })).toBe(1)
  })
})

describe('worked by another program', () => {
  test('three batches alike are one line', () => {
    const found = evaluateStability(
      study({
        A: slow,
        B: [101.8, 101.5, 100.7, 100.4, 99.5, 98.6],
        C: [102.3, 101.2, 101.0, 100.1, 99.6, 98.9],
      }),
      atLeast95,
      rules,
    )!
    expect(found).toMatchObject({ model: 'common', degrees: 16, sides: 1, isAtHorizon: false })
    expect(found.slopesP).toBeCloseTo(0.9964444480926065, 8)
    expect(found.interceptsP).toBeCloseTo(0.3866323356659557, 8)
    expect(found.deviation).toBeCloseTo(0.18564559169095723, 8)
    expect(found.quantile).toBeCloseTo(1.7458836762762495, 8)
    expect(found.lines).toHaveLength(1)
    expect(found.lines[0]).toMatchObject({ batch: null, count: 18, meanMonth: 8 })
    expect(found.months).toBeCloseTo(35.64935516809853, 6)
  })

  test('three batches on levels of their own share a slope, and the lowest speaks', () => {
    const found = evaluateStability(
      study({
        A: slow,
        B: [100.6, 100.1, 99.4, 98.9, 98.2, 97.1],
        C: [103.9, 103.1, 102.6, 101.8, 101.4, 100.2],
      }),
      atLeast95,
      rules,
    )!
    expect(found).toMatchObject({ model: 'common-slope', degrees: 14 })
    expect(found.slopesP).toBeCloseTo(0.3519232096226269, 8)
    expect(found.lines.map((line) => line.months)).toEqual([
      expect.closeTo(35.339344069492945, 6),
      expect.closeTo(27.84749142419721, 6),
      expect.closeTo(43.23263786515511, 6),
    ])
    expect(found.months).toBe(found.lines[1]!.months)
  })

  test('three batches that age each at its own rate stay apart, with the error of all', () => {
    const found = evaluateStability(
      study({
        A: slow,
        B: [101.9, 100.2, 98.4, 97.1, 95.2, 91.6],
        C: [102.3, 101.2, 101.0, 100.1, 99.6, 98.9],
      }),
      atLeast95,
      rules,
    )!
    expect(found).toMatchObject({ model: 'separate', degrees: 12, interceptsP: null })
    expect(found.deviation).toBeCloseTo(0.20245516846476413, 8)
    expect(found.months).toBeCloseTo(11.920150503275096, 6)
  })

  test('one batch between two limits has its bound on both sides', () => {
    const found = evaluateStability(study({ A: slow }), { min: 95, max: 105 }, rules)!
    expect(found).toMatchObject({ model: 'single', sides: 2, degrees: 4, slopesP: null })
    expect(found.quantile).toBeCloseTo(2.7764451051977934, 8)
    expect(found.months).toBeCloseTo(34.04303481525391, 6)
  })
})

describe('where nothing can be said', () => {
  test.each<[string, StabilityPoint[]]>([
    ['no points', []],
    ['two points and no degree of freedom', study({ A: [100, 99] })],
    ['all at one moment', [1, 2, 3].map((value) => ({ batch: 'A', month: 6, value }))],
    ['one batch of two at one moment', [...study({ A: slow }), { batch: 'B', month: 0, value: 100 }]],
  ])('%s', (_, points) => {
    expect(evaluateStability(points, atLeast95, rules)).toBeNull()
  })

  test('no limit', () => {
    expect(evaluateStability(study({ A: slow }), { min: null, max: null }, rules)).toBeNull()
  })
})

test('what begins outside its limit keeps no month, and what does not change keeps to the horizon', () => {
  expect(evaluateStability(study({ A: slow }), { min: 102.1, max: null }, rules)!.months).toBe(0)
  const still = evaluateStability(
    study({ A: [7, 7, 7, 7, 7, 7], B: [7, 7, 7, 7, 7, 7] }),
    { min: null, max: 8 },
    rules,
  )!
  expect(still).toMatchObject({ model: 'common', months: 120, isAtHorizon: true, deviation: 0 })
})

test('a value that does not follow from those before it is out of trend', () => {
  const earlier = [0, 3, 6, 9].map((month, index) => ({ month, value: slow[index]! }))
  // Expected 99.7, and 2.718 either way (SciPy).
  expect(isOutOfTrend(earlier, { month: 12, value: 96.99 }, 0.99)).toBe(false)
  expect(isOutOfTrend(earlier, { month: 12, value: 96.97 }, 0.99)).toBe(true)
  expect(isOutOfTrend(earlier, { month: 12, value: 102.43 }, 0.99)).toBe(true)
  expect(isOutOfTrend(earlier.slice(0, 2), { month: 12, value: 50 }, 0.99)).toBeNull()
})

test('how far one may look beyond what was measured', () => {
  expect(extrapolationLimit(9, { factor: 2, monthsMost: 12 })).toBe(18)
  expect(extrapolationLimit(18, { factor: 2, monthsMost: 12 })).toBe(30)
  expect(extrapolationLimit(12, { factor: 1.5, monthsMost: 6 })).toBe(18)
  expect(extrapolationLimit(12, null)).toBe(12)
})

describe('any study', () => {
  const anyPoints = fc
    .record({
      level: fc.double({ min: 99, max: 101, noNaN: true }),
      slope: fc.double({ min: -0.5, max: -0.05, noNaN: true }),
      noise: fc.array(fc.double({ min: -0.4, max: 0.4, noNaN: true }), { minLength: 18, maxLength: 18 }),
    })
    .map(({ level, slope, noise }) =>
      ['A', 'B', 'C'].flatMap((batch, k) =>
        months.map((month, index) => ({ batch, month, value: level + slope * month + noise[k * 6 + index]! })),
      ),
    )
  const limits = { min: 92, max: 108 }
  const close = (one: StabilityEvaluation, other: StabilityEvaluation) => {
    expect(other.model).toBe(one.model)
    expect(other.months).toBeCloseTo(one.months, 4)
  }
  const isClear = ({ slopesP, interceptsP }: StabilityEvaluation) =>
    [slopesP, interceptsP].every((p) => p === null || Math.abs(p - rules.pooling) > 1e-6)

  test('keeps as long in another unit, from another zero, and in another order', () => {
    fc.assert(
      fc.property(
        anyPoints,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (points, scale, shift) => {
          const found = evaluateStability(points, limits, rules)!
          fc.pre(isClear(found))
          const moved = points.map((point) => ({ ...point, value: point.value * scale + shift }))
          const there = { min: limits.min * scale + shift, max: limits.max * scale + shift }
          close(found, evaluateStability(moved, there, rules)!)
          close(found, evaluateStability(points.toReversed(), limits, rules)!)
        },
      ),
    )
  })

  test('keeps no longer by a stricter limit or a surer bound, and its bound is within until then and out after', () => {
    fc.assert(
      fc.property(anyPoints, fc.double({ min: 0, max: 3, noNaN: true }), (points, tighter) => {
        const found = evaluateStability(points, limits, rules)!
        const strict = evaluateStability(points, { ...limits, min: limits.min + tighter }, rules)!
        const sure = evaluateStability(points, limits, { ...rules, confidence: 0.99 })!
        expect(strict.months).toBeLessThanOrEqual(found.months + 1e-9)
        expect(sure.months).toBeLessThanOrEqual(found.months + 1e-9)
        const shortest = found.lines.find((line) => line.months === found.months)!
        fc.pre(found.months > 0 && !found.isAtHorizon)
        expect(boundAt(shortest, found, found.months).lower).toBeCloseTo(limits.min, 6)
        expect(boundAt(shortest, found, found.months + 1).lower).toBeLessThan(limits.min)
      }),
    )
  })

  test('gives never less than was measured, and never more than the rule lets', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        fc.integer({ min: 0, max: 24 }),
        (measured, factor, monthsMost) => {
          const limit = extrapolationLimit(measured, { factor, monthsMost })
          expect(limit).toBeGreaterThanOrEqual(measured)
          expect(limit).toBeLessThanOrEqual(measured + monthsMost)
          expect(limit).toBeLessThanOrEqual(measured * factor + 1e-9)
        },
      ),
    )
  })
})
