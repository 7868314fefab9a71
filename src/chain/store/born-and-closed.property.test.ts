// Nothing moves before its batch began, and nothing after its account was closed: whatever is posted, in whatever order, alone or together, through
// the door of one event and the door of many. Not here: amounts (test/model).
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel'
import { databaseError } from '#platform'
import type { Place } from '../place.ts'
import { type BareLedger, openBareLedger } from '../testing/bare-ledger.ts'

let ledger: BareLedger
beforeAll(async () => {
  ledger = await openBareLedger()
})
afterAll(() => ledger[Symbol.asyncDispose]())

const states = ['quarantine', 'waste', 'held'] as const
type Put = { readonly to: number; readonly minute: number }
const put: fc.Arbitrary<Put> = fc.record({
  to: fc.integer({ min: 0, max: states.length + 1 }), // The last two are differences.
  minute: fc.integer({ min: 0, max: 9 }),
})
type Step =
  | { readonly kind: 'put'; readonly puts: readonly Put[] }
  | { readonly kind: 'close'; readonly nth: 0 | 1; readonly minute: number }
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('put' as const), puts: fc.array(put, { minLength: 1, maxLength: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('close' as const),
      nth: fc.constantFrom(0, 1),
      minute: fc.integer({ min: 0, max: 9 }),
    }),
  },
)

/** Each answer once, which chance may leave out: moved too early, closed before what moved last, and something put where it was closed. */
const difference = states.length
const eachAnswer: readonly Step[] = [
  { kind: 'put', puts: [{ to: difference, minute: 1 }] },
  { kind: 'put', puts: [{ to: difference, minute: 5 }] },
  { kind: 'close', nth: 0, minute: 4 },
  { kind: 'close', nth: 0, minute: 6 },
  { kind: 'put', puts: [{ to: difference, minute: 7 }] },
]

/** What stands in words: since when there is a batch, and what each account holds, when it moved last and whether it was closed. */
type Known = { readonly held: bigint; readonly lastMinute: number; readonly isClosed: boolean }

let runs = 0
const answered = new Map<string, number>()

test('every posting is recorded or refused as ten lines say', async () => {
  const start = ledger.now.subtract({ hours: 1 })
  const at = (minute: number) => start.add({ minutes: minute })
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.array(step, { minLength: 2, maxLength: 10 }) as fc.Arbitrary<readonly Step[]>,
      async (began, steps) => {
        const batchId = newId('batch')
        const of = (kind: Place['kind'], state: string): Place => ({
          ...ledger.world,
          kind,
          batchId,
          shipmentId: null,
          state,
        })
        const targets = [
          ...states.map((state) => of('stock', state)),
          of('difference', 'packing'),
          of('difference', 'late'),
        ]
        const world = of('world', 'opening')
        const known = new Map<number, Known>()
        await ledger.post(
          ledger.event({
            moves: [{ from: world, to: targets[0]!, amount: 1n }],
            batchOpened: {
              batchId,
              name: `${runs++}`,
              kind: 'plant-lot',
              productCode: 'flower',
              amount: 1n,
              unit: 'mg',
            },
            at: at(began),
          }),
        )
        known.set(0, { held: 1n, lastMinute: began, isClosed: false })
        const answer = (work: Promise<unknown>) =>
          work.then(
            () => 'recorded',
            (error: unknown) => databaseError(error)?.constraint ?? String(error),
          )
        for (const one of steps) {
          const expected = one.kind === 'put' ? judgePuts(one.puts) : judgeClose(one)
          if (expected === 'nothing') continue
          const given = await answer(one.kind === 'put' ? postPuts(one.puts) : postClose(one))
          expect(given, JSON.stringify([began, one])).toBe(expected)
          answered.set(given, (answered.get(given) ?? 0) + 1)
          if (given === 'recorded') note(one)
        }
        for (const [nth, { held }] of known) expect(await ledger.balance(targets[nth]!)).toBe(held)

        function judgePuts(puts: readonly Put[]): string {
          if (puts.some(({ minute }) => minute < began)) return 'account_of_batch'
          return puts.some(({ to }) => known.get(to)?.isClosed) ? 'balance_open' : 'recorded'
        }
        function judgeClose({ nth, minute }: Step & { kind: 'close' }): string {
          const account = known.get(states.length + nth)
          if (!account || account.held === 0n) return 'nothing'
          if (minute < began) return 'account_of_batch'
          return minute < account.lastMinute ? 'balance_closed_last' : 'recorded'
        }
        function postPuts(puts: readonly Put[]) {
          return ledger.post(
            ...puts.map(({ to, minute }) =>
              ledger.event({ moves: [{ from: world, to: targets[to]!, amount: 1n }], at: at(minute) }),
            ),
          )
        }
        function postClose({ nth, minute }: Step & { kind: 'close' }) {
          const place = targets[states.length + nth]!
          const amount = known.get(states.length + nth)?.held ?? 0n
          return ledger.post(
            ledger.event({ moves: [{ from: place, to: world, amount }], closes: [place], at: at(minute) }),
          )
        }
        function note(one: Step) {
          const changes =
            one.kind === 'put'
              ? one.puts.map((each) => ({ ...each, by: 1n }))
              : [{ to: states.length + one.nth, minute: one.minute, by: null }]
          for (const { to, minute, by } of changes) {
            const { held, lastMinute } = known.get(to) ?? { held: 0n, lastMinute: 0 }
            known.set(to, {
              held: by === null ? 0n : held + by,
              lastMinute: Math.max(lastMinute, minute),
              isClosed: by === null,
            })
          }
        }
      },
    ),
    { numRuns: 60, verbose: 1, examples: [[2, eachAnswer]] },
  )
  // Each answer was given, or the property says less than it seems.
  expect([...answered.keys()].sort()).toEqual(['account_of_batch', 'balance_closed_last', 'balance_open', 'recorded'])
})
