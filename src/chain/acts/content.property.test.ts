// Content follows material exactly: whatever is moved, nothing of it is lost or made, and an empty place keeps none. Not here: the door.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#kernel'
import type { ContentLedger } from '../contract.ts'
import { type Move, type Place, placeKey } from '../place.ts'
import { acidFactor } from './acid-factor.ts'
import { contentsOf } from './assay.ts'
import { carryContent } from './content.ts'
import type { AccountFact } from './facts.ts'
import type { Situation } from './situation.ts'

const [holderId, premisesId, batchId] = [newId('party'), newId('premises'), newId('batch')]
const place = (kind: Place['kind'], state: string): Place => ({
  kind,
  ledger: 'material_mg',
  holderId,
  counterId: null,
  premisesId,
  batchId,
  shipmentId: null,
  state,
})
const of = (at: Place, ledger: ContentLedger): Place => ({ ...at, ledger })
const account = (at: Place, amount: bigint): AccountFact => ({
  ...at,
  accountId: newId('account'),
  amount,
  isClosed: false,
})
const situation = (accounts: readonly AccountFact[]) => ({ facts: { accounts, event: null } }) as unknown as Situation // What the rule reads.
const net = (moves: readonly Move[], at: Place) =>
  moves.reduce((sum, { from, to, amount }) => {
    const key = placeKey(at)
    return sum + (placeKey(to) === key ? amount : 0n) - (placeKey(from) === key ? amount : 0n)
  }, 0n)

const places = ['quarantine', 'released', 'held', 'rejected', 'waste'].map((state) => place('stock', state))
const mass = fc.bigInt({ min: 1n, max: 10n ** 10n })

test('any moves out of one place take their part of the content, to the microgram', () => {
  fc.assert(
    fc.property(
      mass,
      fc.bigInt({ min: 0n, max: 10n ** 13n }),
      fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 6 }),
      (holds, content, cuts) => {
        const [source] = places
        let left = holds
        const moves = cuts.flatMap((cut, index): Move[] => {
          const amount = index === cuts.length - 1 && cut % 2 === 0 ? left : (left * BigInt(cut)) / 1_000n
          left -= amount
          const world = place('world', index % 2 === 0 ? 'dispensed' : 'destroyed')
          return amount > 0n ? [{ from: source!, to: index % 3 === 0 ? world : places[1 + (index % 4)]!, amount }] : []
        })
        fc.pre(moves.length > 0)
        const facts = [account(source!, holds), account(of(source!, 'thc_ug'), content)]
        const carried = carryContent(situation(facts), { moves, exemptions: [], basis: [] })
        const followed = carried.moves.filter(({ from }) => from.ledger === 'thc_ug')
        const gone = -net(followed, of(source!, 'thc_ug'))
        const taken = holds - left
        expect(gone).toBe(left === 0n ? content : (content * taken) / holds)
        expect(followed.every(({ amount }) => amount > 0n)).toBe(true)
        // Each share is within one microgram of the exact one.
        for (const target of new Set(moves.map(({ to }) => to))) {
          const part = moves.filter(({ to }) => to === target).reduce((sum, { amount }) => sum + amount, 0n)
          const got = net(followed, of(target, 'thc_ug')) * taken - gone * part
          expect(got < 0n ? -got : got).toBeLessThanOrEqual(taken * BigInt(moves.length))
        }
      },
    ),
  )
})

test('water takes nothing along, and what is unknown stays unknown', () => {
  const [wet, dry] = [place('stock', 'wet'), place('stock', 'quarantine')]
  const moves = [
    { from: wet, to: dry, amount: 20n },
    { from: wet, to: place('world', 'moisture'), amount: 80n },
  ]
  const carried = carryContent(situation([account(wet, 100n), account(of(wet, 'thc_ug'), 77n)]), {
    moves,
    exemptions: [],
    basis: [],
  })
  expect(net(carried.moves, of(dry, 'thc_ug'))).toBe(77n)
  expect(carryContent(situation([account(wet, 100n)]), { moves, exemptions: [], basis: [] }).moves).toEqual(moves)
})

test('total THC is THC and the part of THCA that the structures say, only where both were measured together', () => {
  expect(acidFactor('thc')).toEqual({ numerator: 877n, denominator: 1_000n })
  expect(acidFactor('cbd')).toEqual({ numerator: 877n, denominator: 1_000n })
  const eventId = newId('event')
  const row = (analyte: string, value: string) => ({
    ...{
      eventId,
      sampleId: null,
      analyte,
      value,
      unit: '%',
      of: 'as-is' as const,
      method: 'x',
      uncertainty: null,
      depth: 0,
    },
    testedAt: Temporal.Instant.from('2026-01-01T00:00:00Z'),
  })
  const found = contentsOf([row('thc', '1.0'), row('thca', '20.0')]).get('thc_ug')
  expect(found && (found.numerator * 100_000n) / found.denominator).toBe(18_540_000n) // 1.0 + 0.877 × 20.0 = 18.54 %
  expect(contentsOf([row('thc', '1.0')]).size).toBe(0)
  expect(contentsOf([{ ...row('total-thc', '20.0'), of: 'dried' }]).size).toBe(0)
})
