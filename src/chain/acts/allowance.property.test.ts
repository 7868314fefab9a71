// Call-offs are used up whole, the one that ends first first: whatever was called off, no milligram is used of another's, of another day or twice.
// Not here: the door, which lets no account go below nothing (limits/allowances.test.ts).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId, Refused } from '#kernel'
import { type Move, placeKey } from '../place.ts'
import { drawOnCallOffs } from './allowance.ts'
import type { AllowanceFact } from './facts.ts'
import type { Situation } from './situation.ts'

const on = Temporal.PlainDate.from('2026-03-29') // The day the clock goes forward.
const [mine, another] = [newId('party'), newId('party')]
const one = fc.record({
  isMine: fc.boolean(),
  productCode: fc.constantFrom(null, 'flower', 'oil'),
  leftMg: fc.bigInt({ min: 0n, max: 20n }),
  begins: fc.integer({ min: -3, max: 2 }),
  lasts: fc.option(fc.integer({ min: 1, max: 5 })),
})
type Drawn = typeof one extends fc.Arbitrary<infer One> ? One : never
const callOff = ({ isMine, productCode, leftMg, begins, lasts }: Drawn, nth: number): AllowanceFact => {
  const holderId = isMine ? mine : another
  const from = on.add({ days: begins })
  return {
    ...{ kind: 'call-off', number: `C-${nth}`, holderId, counterId: null, productCode, leftMg },
    period: { from, until: lasts === null ? null : from.add({ days: lasts }) },
    place: {
      ...{ kind: 'allowance', ledger: 'allowance_mg', holderId, counterId: null, premisesId: null, batchId: null },
      ...{ shipmentId: newId('shipment'), state: 'call-off' },
    },
  }
}

/** What is asked in words: of the holder, of the product or of any, on that day. */
const isOf = ({ holderId, productCode, period }: AllowanceFact, product: string) =>
  holderId === mine &&
  (productCode === null || productCode === product) &&
  Temporal.PlainDate.compare(period.from, on) <= 0 &&
  (period.until === null || Temporal.PlainDate.compare(on, period.until) < 0)
const lastOf = ({ period }: AllowanceFact) => period.until?.toString() ?? 'never'

/** Each answer once, which chance may leave out: none that fits, too little in them, enough in one, and some of a second. */
const fits: Drawn = { isMine: true, productCode: null, leftMg: 9n, begins: -3, lasts: 5 }
const eachAnswer: [Drawn[], 'flower' | 'oil', bigint][] = [
  [
    [
      { ...fits, isMine: false },
      { ...fits, productCode: 'oil' },
      { ...fits, begins: 1 },
      { ...fits, lasts: 3 },
    ],
    'flower',
    4n,
  ],
  [[fits, { ...fits, productCode: 'flower' }], 'flower', 19n],
  [[fits], 'oil', 9n],
  [
    [
      { ...fits, lasts: null },
      { ...fits, lasts: 4 },
    ],
    'oil',
    11n,
  ],
]

test('a delivery takes what it weighs of the call-offs of its day, earliest end first, or nothing of any', () => {
  const met = new Set<string>()
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 6 }),
      fc.constantFrom('flower', 'oil'),
      fc.bigInt({ min: 1n, max: 60n }),
      (drawn, productCode, massMg) => {
        const allowances = drawn.map(callOff)
        const s = { facts: { allowances }, holder: { partyId: mine }, on } as unknown as Situation // What the rule reads.
        const fitting = allowances.filter((each) => isOf(each, productCode))
        const left = fitting.reduce((sum, { leftMg }) => sum + leftMg, 0n)
        const draw = () => drawOnCallOffs(s, { productCode, massMg })
        if (fitting.length > 0 && left < massMg) {
          expect(draw).toThrow(Refused)
          met.add('too little')
          return
        }
        const moves = draw()
        if (fitting.length === 0) {
          expect(moves).toEqual([])
          met.add('none')
          return
        }
        const takenOf = ({ place }: AllowanceFact) =>
          moves.reduce((sum, { from, amount }: Move) => (placeKey(from) === placeKey(place) ? sum + amount : sum), 0n)
        expect(
          moves.every(({ from, to, amount }) => amount > 0n && placeKey({ ...from, ...asUsed }) === placeKey(to)),
        ).toBe(true)
        expect(fitting.reduce((sum, each) => sum + takenOf(each), 0n)).toBe(massMg)
        expect(moves.reduce((sum, { amount }) => sum + amount, 0n)).toBe(massMg)
        for (const each of fitting) expect(takenOf(each)).toBeLessThanOrEqual(each.leftMg)
        for (const later of fitting.filter((each) => takenOf(each) > 0n))
          for (const earlier of fitting)
            if (lastOf(earlier) < lastOf(later)) expect(takenOf(earlier)).toBe(earlier.leftMg)
        met.add(moves.length === 1 ? 'of one' : 'of several')
      },
    ),
    { numRuns: 400, verbose: 1, examples: eachAnswer },
  )
  expect([...met].sort()).toEqual(['none', 'of one', 'of several', 'too little'])
})
const asUsed = { kind: 'world', state: 'used' } as const
