// A settled difference that is taken back, and after it what rested on it: the receipt of a shipment that came short, or over. Not here: settling.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, printId, Refused, sayRefusal } from '#kernel'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { goodResults, openWorld, type World } from '../testing/world.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
  // What is in the material follows it, into the difference and back.
  await world.act(world.who.laboratory, 'test', {
    ...{ sampleId: made.sample.batchId, consumedMassMg: '100' },
    results: [
      ...goodResults,
      { analyte: 'loss-on-drying', value: '8.00', unit: '%', of: 'as-is', method: 'x', uncertainty: null },
    ] as typeof goodResults, // One determination more than the two it is typed by.
  })
  await world.act(world.who.authority, 'assay', { batchId: made.packs.batchId })
})
afterAll(() => world[Symbol.asyncDispose]())

type Balances = readonly { readonly account: string; readonly amount: string; readonly closed: boolean }[]
const balances = (): Promise<Balances> =>
  world.admin.query(
    `select concat_ws(' ', a.kind, a.state, a.ledger, a.holder_id) as account, sum(b.amount)::text as amount, bool_or(b.closed_at is not null) as closed
     from chain.account as a join chain.balance as b using (authority_id, account_id)
     group by 1 having sum(b.amount) <> 0 or bool_or(b.closed_at is not null) order by 1`,
  )
/** What follows the material goes back with it in proportion, to a microgram or so; the material itself to the milligram. */
const material = (all: Balances) => all.filter(({ account }) => account.includes(' material_mg '))
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refused ? error.refusal.problem.code : String(error)),
  )

/** Shipped, weighed so much heavier or lighter, and the difference of it settled. */
async function settled(byMg: bigint) {
  const { wholesaler, pharmacy } = world.who
  const shipmentId = printId('shipment', newId('shipment'))
  const line = { batchId: made.packs.batchId, state: 'released' as const }
  await world.act(wholesaler, 'ship', {
    shipmentId,
    receiverId: printId('party', pharmacy.partyId),
    toPremisesId: printId('premises', pharmacy.premisesId),
    reason: 'supply',
    lines: [{ ...line, massMg: '1000' }],
  })
  const underWay = await balances()
  const receipt = await world.act(pharmacy, 'receive', {
    shipmentId,
    lines: [{ ...line, receivedMassMg: `${1000n + byMg}` }],
  })
  const weighed = await balances()
  const [difference] = await world.admin.query<{ id: string }>(
    `select account_id as id from chain.account where kind = 'difference' and ledger = 'material_mg' and shipment_id = $1`,
    [shipmentId.slice(4)],
  )
  const accountId = printId('account', difference?.id as never) // One line, one difference.
  const settle = () => world.act(pharmacy, 'settle-difference', { accountId, reason: 'spilt' })
  return { receipt, settle, settlement: await settle(), underWay, weighed }
}
const takeBack = (correctsId: string) =>
  world.act(world.who.pharmacy, 'correct', { correctsId, reason: 'weighed wrongly' })

test.each([[-3n], [2n]])(
  'a receipt that differed by %s goes back after its settlement, and everything stands as it did',
  async (by) => {
    const { receipt, settlement, underWay, weighed } = await settled(by)
    const refused = await takeBack(receipt.eventId).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refused)
    const { refusal } = refused as Refused // Just asked.
    expect(refusal.problem.code).toBe('chain/balance-closed')
    expect(sayRefusal(refusal, 'nl').detail).toContain('neem dan eerst de afhandeling')
    await takeBack(settlement.eventId)
    expect(await balances()).toEqual(weighed)
    expect(await refusalOf(takeBack(settlement.eventId))).toBe('chain/already-corrected')
    await takeBack(receipt.eventId)
    expect(material(await balances())).toEqual(material(underWay))
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  },
)

test('what was opened again is settled again, and the proof knows which settlement stands', async () => {
  const { settle, settlement } = await settled(-5n)
  expect(await refusalOf(settle())).toBe('chain/balance-closed')
  const closed = await balances()
  await takeBack(settlement.eventId)
  const again = await settle()
  expect(await balances()).toEqual(closed)
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  // Closed behind our back, at another moment than its settlement says: found.
  await takeBack(again.eventId)
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

// Whatever was weighed, and however often it is settled and taken back: no milligram is lost or made, and the last taking back leaves what was.
test('settling and taking back in turn changes nothing in the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -400, max: 400 }).filter((by) => by !== 0),
      fc.integer({ min: 1, max: 3 }),
      async (by, rounds) => {
        const { receipt, settle, settlement, underWay, weighed } = await settled(BigInt(by))
        let last = settlement
        for (let round = 1; round < rounds; round++) {
          await takeBack(last.eventId)
          expect(await balances()).toEqual(weighed)
          last = await settle()
        }
        await takeBack(last.eventId)
        await takeBack(receipt.eventId)
        expect(material(await balances())).toEqual(material(underWay))
      },
    ),
    { numRuns: 8 },
  )
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})
