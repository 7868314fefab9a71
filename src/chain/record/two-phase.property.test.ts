// What leaves a door arrives or stands as a difference, and what is counted is what the book says of that moment: whatever is weighed, received, taken
// back and counted, to the milligram, and nothing goes to the world by itself. Not here: the clocks of a difference (count/).
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, parseId, printId, Refused } from '#kernel'
import { growToPatient } from '../testing/whole-chain.ts'
import { newEvent, openWorld, type Someone, type World } from '../testing/world.ts'

let world: World
let batchId: string
beforeAll(async () => {
  world = await openWorld()
  batchId = (await growToPatient(world)).packs.batchId
})
afterAll(() => world[Symbol.asyncDispose]())

type Standing = Readonly<Record<'stock' | 'transit' | 'difference' | 'world', bigint>>
/** What of the batch lies with all of them, by what kind of account it is; of the world what it took less what it gave. */
async function standing(): Promise<Standing> {
  const rows = await world.admin.query<{ kind: keyof Standing; amount: bigint }>(
    `select a.kind, sum(case m.to_account_id when a.account_id then m.amount else -m.amount end)::bigint as amount
     from chain.account as a
     join chain.movement as m on m.authority_id = a.authority_id and a.account_id in (m.from_account_id, m.to_account_id)
     where a.batch_id = $1 and a.ledger = 'material_mg' group by a.kind`,
    [parseId('batch', batchId)],
  )
  return {
    stock: 0n,
    transit: 0n,
    difference: 0n,
    world: 0n,
    ...Object.fromEntries(rows.map(({ kind, amount }) => [kind, amount])),
  }
}
async function held({ partyId }: Someone, until = world.now.add({ minutes: 5 })): Promise<bigint> {
  const [row] = await world.admin.query<{ amount: bigint }>(
    `select coalesce(sum(case m.to_account_id when a.account_id then m.amount else -m.amount end), 0)::bigint as amount
     from chain.account as a
     join chain.movement as m on m.authority_id = a.authority_id and a.account_id in (m.from_account_id, m.to_account_id)
     where a.batch_id = $1 and a.holder_id = $2 and a.ledger = 'material_mg' and a.kind = 'stock' and a.state = 'released'
       and m.occurred_at <= $3`,
    [parseId('batch', batchId), partyId, until.toString()],
  )
  return row!.amount // A sum is one row.
}

const mass = fc.integer({ min: 1, max: 400 })
const weighed = fc.integer({ min: 0, max: 500 })
const line = (massMg: number) => ({ batchId, state: 'released' as const, massMg: `${massMg}` })

test('a despatch is in transit, then stock as it was weighed and the rest a difference, and all of it back when that is taken back', async () => {
  const { wholesaler, pharmacy } = world.who
  await fc.assert(
    fc.asyncProperty(mass, fc.array(weighed, { minLength: 1, maxLength: 3 }), async (shipped, receipts) => {
      const [before, has] = [await standing(), await held(wholesaler)]
      fc.pre(has >= BigInt(shipped))
      const shipmentId = printId('shipment', newId('shipment'))
      await world.act(wholesaler, 'ship', {
        ...{ shipmentId, reason: 'supply', lines: [line(shipped)] },
        receiverId: printId('party', pharmacy.partyId),
        toPremisesId: printId('premises', pharmacy.premisesId),
      })
      const underWay = await standing()
      expect(underWay).toEqual({
        ...before,
        stock: before.stock - BigInt(shipped),
        transit: before.transit + BigInt(shipped),
      })
      expect(await held(wholesaler)).toBe(has - BigInt(shipped))
      for (const [nth, received] of receipts.entries()) {
        const eventId = newEvent()
        const lines = [{ batchId, state: 'released' as const, receivedMassMg: `${received}` }]
        await world.act(pharmacy, 'receive', { eventId, shipmentId, lines })
        expect(await standing()).toEqual({
          ...before,
          stock: underWay.stock + BigInt(received),
          difference: before.difference + BigInt(shipped - received),
        })
        if (nth === receipts.length - 1) break
        await world.act(pharmacy, 'correct', { correctsId: eventId, reason: 'weighed again' })
        expect(await standing()).toEqual(underWay)
      }
    }),
    { numRuns: 12, verbose: 1 },
  )
})

test('a count makes the book of its moment what was counted, out of a difference alone, now and late', async () => {
  const { pharmacy } = world.who
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('dispense' as const),
      massMg: fc.integer({ min: 1, max: 20 }),
      second: fc.integer({ min: 1, max: 30 }),
    }),
    fc.record({
      kind: fc.constant('count' as const),
      by: fc.integer({ min: -20, max: 20 }),
      second: fc.integer({ min: 1, max: 30 }),
    }),
  )
  type Step = typeof step extends fc.Arbitrary<infer One> ? One : never
  // What chance may leave out: more and less than the book, and a moment before one that was counted already.
  const count = (by: number, second: number): Step => ({ kind: 'count', by, second })
  const counts = [count(5, 10), count(-2, 20), count(-1, 15)]
  const counted = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
      let last = 0
      for (const one of steps) {
        const at = world.now.subtract({ seconds: 59 - one.second }) // A minute ago it came there.
        const occurredAt = at.toString()
        const [before, book] = [await standing(), await held(pharmacy, at)]
        if (one.kind === 'dispense') {
          const act = { batchId, massMg: `${one.massMg}`, recordNumber: newEvent(), occurredAt }
          await world.act(pharmacy, 'dispense', act).catch((error: unknown) => {
            if (!(error instanceof Refused)) throw error // What was not there is refused, or goes to dispute: elsewhere.
          })
          continue
        }
        const weighed = book + BigInt(one.by)
        if (weighed < 0n) continue
        const said = { counter: 'st-1', countersigner: 'st-2', followsId: null, occurredAt }
        const lines = [{ batchId, state: 'released' as const, countedMassMg: `${weighed}` }]
        const outcome = await world.act(pharmacy, 'count', { ...said, lines }).then(
          () => 'recorded',
          (error: Error) => error.message,
        )
        if (outcome !== 'recorded') {
          expect(['chain/stock-short-then', 'chain/stock-short-now']).toContain(outcome)
          expect(await standing()).toEqual(before)
          continue
        }
        counted.add(one.by > 0 ? 'more' : 'less').add(one.second < last ? 'late' : 'in order')
        last = Math.max(last, one.second)
        expect(await held(pharmacy, at)).toBe(weighed)
        expect(await standing()).toEqual({
          ...before,
          stock: before.stock + BigInt(one.by),
          difference: before.difference - BigInt(one.by),
        })
      }
    }),
    { numRuns: 12, verbose: 1, examples: [[counts]] },
  )
  expect([...counted].sort()).toEqual(['in order', 'late', 'less', 'more'])
})
