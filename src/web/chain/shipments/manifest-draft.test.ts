// What is typed of a journey, and how mass is spread over boxes. Not here: the rule that judges it (chain/acts/manifest.ts).
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boxCount, manifestOf, spread } from './manifest-draft.ts'

const line = { batchId: 'bat_x', state: 'released', massMg: '1000' } as const
const numbers = Array.from({ length: 100 }, (_, at) => ({ unit: at + 1, sscc: String(at).padStart(18, '0') }))

const anyLines = fc
  .array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 30 })
  .map((masses) => masses.map((massMg, at) => ({ ...line, batchId: `bat_${at}`, massMg: `${massMg}` })))
const massOf = (lines: readonly { readonly massMg: string }[]) =>
  lines.reduce((sum, one) => sum + BigInt(one.massMg), 0n)

describe('boxes', () => {
  test('hold together of each lot what is sent, to the milligram, and none is empty', () => {
    fc.assert(
      fc.property(anyLines, fc.integer({ min: 1, max: 100 }), (lines, count) => {
        const boxes = spread(count, lines, numbers)
        if (boxes === null) {
          // Only where there are more boxes than a lot has milligrams.
          expect(lines.some(({ massMg }) => BigInt(massMg) < BigInt(count))).toBe(true)
          return
        }
        expect(boxes.map(({ sscc }) => sscc)).toEqual(numbers.slice(0, count).map(({ sscc }) => sscc))
        for (const one of lines) {
          const packed = boxes.flatMap(({ contents }) => contents).filter(({ batchId }) => batchId === one.batchId)
          expect(massOf(packed)).toBe(BigInt(one.massMg))
        }
        expect(boxes.every(({ contents }) => contents.length > 0)).toBe(true)
        expect(boxes.flatMap(({ contents }) => contents).every(({ massMg }) => BigInt(massMg) > 0n)).toBe(true)
        if (count >= lines.length) expect(boxes.every(({ contents }) => contents.length === 1)).toBe(true)
      }),
    )
  })
  test('are given where the mass is', () => {
    const lines = [
      { ...line, batchId: 'bat_a', massMg: '90000' },
      { ...line, batchId: 'bat_b', massMg: '10000' },
    ]
    expect(spread(4, lines, numbers)?.map(({ contents }) => contents)).toEqual([
      [{ ...lines[0], massMg: '30000' }],
      [{ ...lines[0], massMg: '30000' }],
      [{ ...lines[0], massMg: '30000' }],
      [{ ...lines[1], massMg: '10000' }],
    ])
    expect(spread(1, lines, numbers)?.map(({ contents }) => contents)).toEqual([lines])
  })
  test('are none without a number for each, a count, or a mass of every lot', () => {
    expect(spread(3, [line], numbers.slice(0, 2))).toBeNull()
    expect(spread(null, [line], numbers)).toBeNull()
    expect(spread(1, [{ ...line, massMg: null as never }], numbers)).toBeNull()
    expect(spread(2, [line, { ...line, batchId: 'bat_y', massMg: '0' }], numbers)).toBeNull()
  })
  test.each([
    ['12', 12],
    ['0', null],
    ['101', null],
    ['1.5', null],
    ['-1', null],
    ['', null],
  ])('%s', (typed, count) => expect(boxCount(typed)).toBe(count))
})

describe('a journey', () => {
  const made = (draft: Record<string, string>) => {
    const missing: string[] = []
    const need = <Value>(name: string, value: Value | null): Value => {
      if (value === null) missing.push(name)
      return value as Value // As in the form: never used when it is missing.
    }
    return { parts: manifestOf(draft, [line], need), missing }
  }
  test('that was left out is not named', () => {
    expect(made({})).toEqual({ parts: {}, missing: [] })
    expect(made({ transportBy: 'none', vehicle: 'X' })).toEqual({ parts: {}, missing: [] })
  })
  test('of the sender itself names no carrier, and takes a plate in small letters', () => {
    const { parts, missing } = made({
      ...{ transportBy: 'own', vehicle: 'vx-123-b', departsAt: 'a', arrivesAt: 'b', driver: 'D-12' },
    })
    expect(missing).toEqual([])
    expect(parts.transport).toMatchObject({ carrierId: null, vehicle: 'VX-123-B', driver: 'D-12', route: null })
  })
  test('says what is missing, and takes no name for a number', () => {
    const { missing } = made({ transportBy: 'carrier', vehicle: 'a b', driver: 'Jan Jansen', boxes: '2' })
    expect(missing).toEqual(['carrier', 'vehicle', 'driver', 'departsAt', 'arrivesAt', 'boxes'])
  })
})
