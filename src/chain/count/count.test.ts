// Counting: blind, by two, posted at its own moment; explained or reported in time; and followed when something comes in late. Not here: screens.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { legalDayOf, parseId, printId } from '#kernel'
import { newTrace, systemActor } from '#platform'
import type { ActOf, DifferenceList } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { previewAct } from '../record/preview-act.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { addWorkingDays } from '../working-days.ts'
import { isWithin } from './difference-clock.ts'
import { listDifferences } from './differences.ts'
import { postFollowUps } from './follow-ups.ts'
import { countPlaces, countSheet } from './sheet.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

type Counted = ActOf<'count'>
const fields = (countedMassMg: string, changes: Partial<Counted> = {}) => ({
  lines: [{ batchId: made.packs.batchId, state: 'released' as const, countedMassMg }],
  counter: 'st-1',
  countersigner: 'st-2',
  followsId: null,
  ...changes,
})
const count = (who: Someone, countedMassMg: string, changes: Partial<Counted> = {}) =>
  world.act(who, 'count', fields(countedMassMg, changes))
const stockOf = async (who: Someone, accountState = 'released'): Promise<bigint> => {
  const rows = await world.admin.query<{ amount: string }>(
    `select n.amount::text from chain.balance n join chain.account a using (authority_id, account_id)
     where a.kind = 'stock' and a.ledger = 'material_mg' and a.state = $1 and a.holder_id = $2 and a.batch_id = $3`,
    [accountState, who.partyId, parseId('batch', made.packs.batchId)],
  )
  return BigInt(rows[0]?.amount ?? 0)
}
const differences = (who: Someone): Promise<DifferenceList> =>
  world.database.transaction(who.actor, (tx) => listDifferences(tx, who.actor, { law: testLaw, now: world.now }))
const settleAll = async (who: Someone) => {
  for (const { accountId } of (await differences(who)).items)
    await world.act(who, 'settle-difference', { accountId, reason: 'explained', occurredAt: world.now.toString() })
}
beforeEach(async () => {
  await settleAll(world.who.pharmacy)
})

describe('a count', () => {
  test('that agrees moves nothing, and is on record all the same', async () => {
    const { pharmacy } = world.who
    expect((await count(pharmacy, `${await stockOf(pharmacy)}`)).outcome).toBe('recorded')
    expect((await differences(pharmacy)).items).toEqual([])
  })
  test('that is short makes the stock what was counted, and the difference waits three working days', async () => {
    const { pharmacy } = world.who
    const book = await stockOf(pharmacy)
    const recorded = await count(pharmacy, `${book - 2_000n}`)
    expect(await stockOf(pharmacy)).toBe(book - 2_000n)
    const { items } = await differences(pharmacy)
    expect(items).toMatchObject([
      {
        kind: 'count',
        batch: { name: 'P1' },
        amountMg: '-2000',
        bookMg: `${book}`,
        countedMg: `${book - 2_000n}`,
        isInside: false,
        dueOn: addWorkingDays(legalDayOf(world.now), 3).toString(),
        isOverdue: false,
        eventId: recorded.eventId,
      },
    ])
    await settleAll(pharmacy)
    expect((await differences(pharmacy)).items).toEqual([])
    expect(await verifyLedger(world.admin, world.authorityId)).toMatchObject({ faults: [] })
  })
  test('that is over takes the surplus from the difference', async () => {
    const { pharmacy } = world.who
    const book = await stockOf(pharmacy)
    await count(pharmacy, `${book + 5_000n}`)
    expect(await stockOf(pharmacy)).toBe(book + 5_000n)
    expect((await differences(pharmacy)).items).toMatchObject([{ amountMg: '5000', isInside: false }])
  })
  test('within the tolerance of the corpus is posted too, and nobody need be told', async () => {
    const { pharmacy } = world.who
    const book = await stockOf(pharmacy)
    await count(pharmacy, `${book - 100n}`) // Less than a thousandth of half a kilogram.
    expect(await stockOf(pharmacy)).toBe(book - 100n)
    expect((await differences(pharmacy)).items).toMatchObject([{ amountMg: '-100', isInside: true, dueOn: null }])
  })
  test('can be taken back, and made again after its difference was settled', async () => {
    const { pharmacy } = world.who
    const book = await stockOf(pharmacy)
    const wrong = await count(pharmacy, '1000')
    await world.act(pharmacy, 'correct', { correctsId: wrong.eventId, reason: 'read the scale wrong' })
    expect(await stockOf(pharmacy)).toBe(book)
    await count(pharmacy, `${book - 1_000n}`)
    await settleAll(pharmacy)
    await count(pharmacy, `${book - 2_000n}`)
    expect((await differences(pharmacy)).items).toMatchObject([{ amountMg: '-1000' }])
  })
})

describe('is refused', () => {
  test('by one person alone, of one line twice, and of what somebody else has', async () => {
    const { pharmacy, 'foreign-buyer': stranger } = world.who
    await expect(count(pharmacy, '1', { countersigner: 'ST-1' })).rejects.toThrow('chain/same-counter')
    const [line] = fields('1').lines
    await expect(count(pharmacy, '1', { lines: [line!, line!] })).rejects.toThrow('chain/same-line-twice')
    await expect(count(stranger, '1')).rejects.toThrow('chain/unknown-batch')
    await expect(
      count(pharmacy, '1', { premisesId: printId('premises', world.who.wholesaler.premisesId) }),
    ).rejects.toThrow('chain/not-your-premises')
  })
  test('as a follow-up of what is no count, or at another moment', async () => {
    const { pharmacy } = world.who
    const first = await count(pharmacy, `${await stockOf(pharmacy)}`)
    await expect(count(pharmacy, '1', { followsId: made.dispensed.eventId })).rejects.toThrow('chain/unknown-event')
    const later = world.now.subtract({ seconds: 1 }).toString()
    await expect(count(pharmacy, '1', { followsId: first.eventId, occurredAt: later })).rejects.toThrow(
      'chain/not-that-count',
    )
  })
})

describe('blind', () => {
  test('the sheet and the preview say what lies there, and nothing of how much', async () => {
    const { pharmacy } = world.who
    const asked = {
      holderId: pharmacy.partyId,
      premisesId: pharmacy.premisesId,
      law: testLaw,
      on: legalDayOf(world.now),
    }
    const sheet = await world.database.transaction(pharmacy.actor, (tx) => countSheet(tx, pharmacy.actor, asked))
    expect(sheet.lines).toEqual([
      {
        batch: expect.objectContaining({ name: 'P1' }),
        state: 'released',
        productCode: 'flower',
        productName: 'Flower',
        packMassMg: '5000',
      },
    ])
    expect(JSON.stringify(sheet)).not.toContain(`${await stockOf(pharmacy)}`)
    const act = world.make(pharmacy, 'count', fields('1'))
    const preview = await world.database.transaction(pharmacy.actor, (tx) =>
      previewAct(tx, pharmacy.actor, { act, law: testLaw, now: world.now, locale: 'en' }),
    )
    expect(preview).toMatchObject({ movements: [], balances: [], refusal: null })
  })
  test('a place of another is no place to count', async () => {
    const { pharmacy, wholesaler } = world.who
    const asked = {
      holderId: wholesaler.partyId,
      premisesId: wholesaler.premisesId,
      law: testLaw,
      on: legalDayOf(world.now),
    }
    await expect(
      world.database.transaction(pharmacy.actor, (tx) => countSheet(tx, pharmacy.actor, asked)),
    ).rejects.toThrow('chain/unknown-book')
    const { items } = await world.database.transaction(pharmacy.actor, (tx) => countPlaces(tx, pharmacy.actor))
    expect(items).toMatchObject([{ holder: { name: 'The pharmacy' }, lines: 1 }])
    expect((await differences(wholesaler)).items).toEqual([])
  })
})

describe('something that comes in late, for an hour before the count', () => {
  test('gives a follow-up difference at the moment of the count, once, and the count stays what it was', async () => {
    const { pharmacy } = world.who
    const book = await stockOf(pharmacy)
    const countedAt = world.now.subtract({ seconds: 30 })
    const counted = await count(pharmacy, `${book - 5_000n}`, { occurredAt: countedAt.toString() })
    // The jar that was missing had been dispensed a moment before, and was written down only now.
    await world.act(pharmacy, 'dispense', {
      batchId: made.packs.batchId,
      massMg: '5000',
      recordNumber: 'R-late',
      occurredAt: countedAt.subtract({ seconds: 5 }).toString(),
    })
    expect(await stockOf(pharmacy)).toBe(book - 10_000n)
    const before = await differences(pharmacy)
    expect(before.followUps).toMatchObject([
      { countEventId: counted.eventId, lines: [{ countedMg: `${book - 5_000n}`, bookMg: `${book - 10_000n}` }] },
    ])
    const post = () =>
      postFollowUps(world.database, systemActor(world.authorityId, newTrace()), { law: testLaw, now: () => world.now })
    expect(await post()).toBe(1)
    expect(await stockOf(pharmacy)).toBe(book - 5_000n)
    const { items, followUps } = await differences(pharmacy)
    expect(followUps).toEqual([])
    expect(items.map(({ amountMg }) => amountMg).sort()).toEqual(['-5000', '5000'])
    expect(await post()).toBe(0)
    expect(await verifyLedger(world.admin, world.authorityId)).toMatchObject({ faults: [] })
  })
})

test('a tolerance is parts of a million of the book, either way', () => {
  const tolerance = { max: 1_000n }
  expect([isWithin(100n, 100_000n, tolerance), isWithin(-100n, 100_000n, tolerance)]).toEqual([true, true])
  expect([isWithin(101n, 100_000n, tolerance), isWithin(1n, 0n, tolerance)]).toEqual([false, false])
})
