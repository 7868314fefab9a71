// What is typed of a journey, and how mass is spread over boxes. Not here: the rule that judges it (chain/acts/manifest.ts).
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boxCount, manifestOf, spread } from './manifest-draft.ts'

const line = { batchId: 'bat_x', state: 'released', massMg: '1000' } as const
const numbers = Array.from({ length: 100 }, (_, at) => ({ unit: at + 1, sscc: String(at).padStart(18, '0') }))

describe('boxes', () => {
  test('hold together what is sent, to the milligram, whatever that is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.integer({ min: 1, max: 100 }), (massMg, count) => {
        const boxes = spread(count, { ...line, massMg: `${massMg}` }, numbers)
        if (massMg < BigInt(count)) {
          expect(boxes).toBeNull()
          return
        }
        expect(boxes).toHaveLength(count)
        const masses = boxes?.map(({ contents }) => BigInt(contents[0]?.massMg ?? '0')) ?? []
        expect(masses.reduce((sum, one) => sum + one, 0n)).toBe(massMg)
        expect(masses.every((one) => one > 0n)).toBe(true)
      }),
    )
  })
  test('are none without a number for each, a count, or a mass', () => {
    expect(spread(3, line, numbers.slice(0, 2))).toBeNull()
    expect(spread(null, line, numbers)).toBeNull()
    expect(spread(1, { ...line, massMg: null as never }, numbers)).toBeNull()
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
    return { parts: manifestOf(draft, line, need), missing }
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
