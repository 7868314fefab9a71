// The arithmetic of the ledger: splits, shares, flows, specifications and days. Not here: the database.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BatchId, newId } from '#kernel'
import type { ResultFact } from './acts/facts.ts'
import { splitInProportion } from './acts/split.ts'
import { deliveryDueOn } from './agenda/delivery-clock.ts'
import { compareWithSpecification } from './quality/specification.ts'
import { flowOf } from './read/flow.ts'
import { add, type Edge, sharesBack, sharesForward } from './read/shares.ts'
import { differenceDueOn } from './shipments/shipment-clock.ts'
import type { End, MovementRow } from './store/movements.ts'
import { testLaw } from './testing/world.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n)

describe('splitInProportion', () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 50 })
    .filter((list) => sum(list) > 0n)
  test('loses nothing, and gives no part more than its weight', () => {
    fc.assert(
      fc.property(weights, fc.nat({ max: 1_000_000 }), (list, millionths) => {
        const total = (sum(list) * BigInt(millionths)) / 1_000_000n
        const parts = splitInProportion(total, list)
        expect(sum(parts)).toBe(total)
        expect(parts.every((part, index) => part >= 0n && part <= list[index]!)).toBe(true)
      }),
    )
  })
  test('is fair to the milligram', () => {
    expect(splitInProportion(10n, [1n, 1n, 1n])).toEqual([4n, 3n, 3n])
    expect(splitInProportion(0n, [5n])).toEqual([0n])
  })
})

describe('shares', () => {
  /** A random genealogy: batch n has parents among those before it. */
  const family = fc
    .array(
      fc.array(fc.tuple(fc.nat({ max: 100 }), fc.bigInt({ min: 1n, max: 1000n })), { minLength: 1, maxLength: 4 }),
      { minLength: 1, maxLength: 12 },
    )
    .map((children) =>
      children.flatMap((parents, index) => {
        const unlike = new Map(parents.map(([pick, amount]) => [pick % (index + 1), amount]))
        return [...unlike].map(([parent, amount]): Edge => ({ parentId: `${parent}`, childId: `${index + 1}`, amount }))
      }),
    )
  test('of the roots of any batch add up to the whole, exactly', () => {
    fc.assert(
      fc.property(family, (edges) => {
        const asked = edges.at(-1)!.childId
        const placed = sharesBack(asked, edges)
        const roots = [...placed].filter(([id]) => !edges.some(({ childId }) => childId === id))
        const whole = roots.reduce((total, [, { share }]) => add(total, share), { numerator: 0n, denominator: 1n })
        expect(whole).toEqual({ numerator: 1n, denominator: 1n })
      }),
    )
  })
  test('are the same as walking every path', () => {
    fc.assert(
      fc.property(family, (edges) => {
        const opened = (id: string) =>
          1n + sum(edges.filter(({ parentId }) => parentId === id).map(({ amount }) => amount))
        const walk = (
          id: string,
          share: { numerator: bigint; denominator: bigint },
          found: Map<string, typeof share>,
        ) => {
          found.set(id, add(found.get(id) ?? { numerator: 0n, denominator: 1n }, share))
          for (const { parentId, childId, amount } of edges)
            if (parentId === id)
              walk(childId, { numerator: share.numerator * amount, denominator: share.denominator * opened(id) }, found)
          return found
        }
        const paths = walk('0', { numerator: 1n, denominator: 1n }, new Map())
        const placed = sharesForward('0', edges, opened)
        expect(new Map([...placed].map(([id, { share }]) => [id, share]))).toEqual(paths)
      }),
    )
  })
})

describe('flowOf', () => {
  const batchId = newId('batch')
  const end = (kind: End['kind'], state: string, of: BatchId | null = batchId): End => ({
    accountId: `${kind}${state}${of}`,
    isVisible: true,
    kind,
    state,
    holderId: null,
    premisesId: null,
    batchId: of,
  })
  const states = ['quarantine', 'released', 'held', 'waste']
  const move = fc.record({ from: fc.nat({ max: 4 }), to: fc.nat({ max: 5 }), parts: fc.integer({ min: 1, max: 4 }) })

  test('conserves at every node between, has no circle, and shows what moved', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        const left = [1000n, 0n, 0n, 0n]
        const rows: MovementRow[] = []
        const push = (from: End, to: End, amount: bigint) =>
          rows.push({
            eventId: newId('event'),
            line: 1,
            ledger: 'material_mg',
            amount,
            occurredAt: Temporal.Now.instant(),
            from,
            to,
          })
        push(end('world', 'grown'), end('stock', states[0]!), 1000n)
        for (const { from, to, parts } of moves) {
          const has = left[from] ?? 0n
          const amount = has / BigInt(parts)
          if (from === to || amount === 0n) continue
          left[from] = has - amount
          if (to < states.length) left[to] = (left[to] ?? 0n) + amount
          push(
            end('stock', states[from]!),
            to < states.length ? end('stock', states[to]!) : end('world', 'destroyed'),
            amount,
          )
        }
        const { nodes, links } = flowOf(batchId, 'mg', rows, () => 'other')
        const gives = (id: string) => sum(links.filter((link) => link.from === id).map(({ amount }) => BigInt(amount)))
        const gets = (id: string) => sum(links.filter((link) => link.to === id).map(({ amount }) => BigInt(amount)))
        for (const { id } of nodes) if (gives(id) > 0n && gets(id) > 0n) expect(gives(id)).toBe(gets(id))
        // What a band stands for opens as its events, each with its part of it.
        for (const { amount, parts, events } of links) {
          expect(parts.length).toBe(events)
          if (events > 0) expect(sum(parts.map((part) => BigInt(part.amount)))).toBe(BigInt(amount))
        }
        const sinks = nodes.filter(({ id }) => gives(id) === 0n)
        expect(sum(sinks.map(({ id }) => gets(id)))).toBe(1000n)
        expect(hasCircle(links)).toBe(false)
        // What stands in a place is one end of the picture, and what the place's account has.
        const ends = sinks.filter(({ kind }) => kind === 'stock').map(({ id, state }) => [state, gets(id)])
        const has = states.flatMap((state, at) => ((left[at] ?? 0n) > 0n ? [[state, left[at]]] : []))
        expect(ends.toSorted()).toEqual(has.toSorted())
      }),
    )
  })
  test('a surplus that is settled came from where its settlement says, and the difference keeps nothing of it', () => {
    const row = (from: End, to: End, amount: bigint): MovementRow => ({
      ...{ eventId: newId('event'), line: 1, ledger: 'material_mg', occurredAt: Temporal.Now.instant() },
      ...{ amount, from, to },
    })
    const [stock, difference, lost] = [end('stock', 'released'), end('difference', 'released'), end('world', 'lost')]
    const rows = [
      row(end('world', 'grown'), stock, 1000n),
      row(difference, stock, 134n),
      row(lost, difference, 100n),
      row(lost, difference, 34n),
      row(stock, end('world', 'destroyed'), 1134n),
      row(lost, difference, 5n), // No surplus is left for this: it stands there.
    ]
    const { links } = flowOf(batchId, 'mg', rows, () => 'other')
    const total = (of: readonly { readonly amount: string }[]) => sum(of.map(({ amount }) => BigInt(amount)))
    const sources = links.filter((link) => !links.some(({ to }) => to === link.from))
    expect(sources.map(({ from }) => from.replace(/#.*/, ''))).toEqual(
      expect.not.arrayContaining(['difference:released']),
    )
    expect(total(sources)).toBe(1139n)
    const ends = links.filter((link) => !links.some(({ from }) => from === link.to))
    expect(ends.map(({ to, amount }) => [to.replace(/[#!].*/, ''), amount])).toEqual([
      ['world:destroyed', '1134'],
      ['difference:released', '5'],
    ])
    expect(hasCircle(links)).toBe(false)
  })
  function hasCircle(links: readonly { from: string; to: string }[]): boolean {
    let open = [...links]
    for (let before = -1; open.length !== before; ) {
      before = open.length
      open = open.filter(({ from }) => open.some(({ to }) => to === from))
    }
    return open.length > 0
  }
})

describe('compareWithSpecification', () => {
  const limit = {
    analyte: 'total-thc',
    min: '17.6',
    max: '26.4',
    unit: '%',
    of: 'dried' as const,
    rule: 'simple' as const,
    source: 'x',
  }
  const eventId = newId('event')
  const result = (analyte: string, value: string, of: 'dried' | 'as-is' = 'dried', depth = 0): ResultFact => ({
    eventId,
    sampleId: newId('batch'),
    analyte,
    value,
    unit: '%',
    of,
    method: 'm',
    uncertainty: null,
    testedAt: Temporal.Now.instant(),
    depth,
  })
  test.each([
    ['17.55', 'inside', '17.6'], // half up to the digit of the specification
    ['17.54', 'outside', '17.5'],
    ['26.449', 'inside', '26.4'],
    ['26.45', 'outside', '26.5'],
    ['21', 'inside', '21.0'],
  ])('%s is %s', (value, verdict, compared) => {
    expect(compareWithSpecification([limit], [result('total-thc', value)])).toMatchObject([{ verdict, compared }])
  })
  test('takes as-is to dried by the loss of the same test, and guesses nothing without it', () => {
    expect(
      compareWithSpecification(
        [limit],
        [result('total-thc', '16.2', 'as-is'), result('loss-on-drying', '10', 'as-is')],
      ),
    ).toMatchObject([{ verdict: 'inside', compared: '18.0' }])
    expect(compareWithSpecification([limit], [result('total-thc', '18.0', 'as-is')])).toMatchObject([
      { verdict: 'missing' },
    ])
    expect(compareWithSpecification([limit], [{ ...result('total-thc', '18.0'), unit: 'ppm' }])).toMatchObject([
      { verdict: 'missing' },
    ])
  })
  test('the nearest sample speaks', () => {
    expect(
      compareWithSpecification([limit], [result('total-thc', '30', 'dried', 0), result('total-thc', '20', 'dried', 1)]),
    ).toMatchObject([{ verdict: 'outside' }])
  })
})

describe('days', () => {
  test.each([
    ['2026-08-26', '2026-12-26'], // A Saturday, and Boxing Day: not moved.
    ['2026-10-31', '2027-02-28'],
    ['2027-10-31', '2028-02-29'], // A leap day.
    ['2027-10-29', '2028-02-29'],
    ['2028-02-29', '2028-06-29'],
    ['2026-04-30', '2026-08-30'], // From the end of a month, not to the end of one.
    ['2026-12-05', '2027-04-05'], // Not moved, whatever the day is.
  ])('a harvest of %s is delivered by %s', (harvested, due) => {
    expect(deliveryDueOn(day(harvested), testLaw).toString()).toBe(due)
  })
  test('four months later bears the same number, or is the last day of its month, on whatever day of the week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * 60 }), (offset) => {
        const harvested = day('2004-01-01').add({ days: offset })
        const due = deliveryDueOn(harvested, testLaw)
        const months = (due.year - harvested.year) * 12 + due.month - harvested.month
        expect(months).toBe(4)
        expect(due.day).toBe(Math.min(harvested.day, due.daysInMonth))
        // A later harvest is never due earlier.
        expect(Temporal.PlainDate.compare(due, deliveryDueOn(harvested.add({ days: 1 }), testLaw))).toBeLessThanOrEqual(
          0,
        )
      }),
      { verbose: 1 },
    )
  })
  test('what the law of the day of the harvest says counts', () => {
    const other = { deliveryMonths: (on: Temporal.PlainDate) => (on.year < 2026 ? 4 : 6) }
    expect(deliveryDueOn(day('2025-12-31'), other).toString()).toBe('2026-04-30')
    expect(deliveryDueOn(day('2026-01-01'), other).toString()).toBe('2026-07-01')
  })
  test.each([
    ['2026-11-20', '2026-11-25'], // Friday: Monday, Tuesday, Wednesday
    ['2026-12-24', '2026-12-30'], // both Christmas days, Saturday and Sunday
    ['2026-04-02', '2026-04-09'], // Good Friday, Easter Monday
    ['2026-04-24', '2026-04-30'], // the King's birthday
    ['2026-05-01', '2026-05-07'], // 5 May
    ['2026-05-13', '2026-05-19'], // Ascension
    ['2025-04-25', '2025-04-30'], // 27 April 2025 is a Sunday, so it was kept on the 26th
  ])('what arrives short on %s is told by %s', (received, due) => {
    expect(differenceDueOn(day(received), { differenceWorkingDays: () => 3 }).toString()).toBe(due)
  })
})
