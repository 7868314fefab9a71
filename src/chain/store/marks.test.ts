// That a mark of a past balance and an event cannot pass each other: each waits for the other's lock on the balance, also where midnight passes
// while the event waits. Not here: that sums from marks are right for every history (stock/stock-at.property.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountIdOf, type Place } from '../place.ts'
import { joinPostings } from '../record/posting.ts'
import { type BareLedger, openBareLedger } from '../testing/index.ts'
import { postEvents } from './door.ts'
import { readAccountAt } from './stock-at.ts'

let ledger: BareLedger
beforeAll(async () => {
  ledger = await openBareLedger()
})
afterAll(() => ledger[Symbol.asyncDispose]())

const ago = (seconds: number) => ledger.now.subtract({ seconds })
const give = (place: Place, at: Temporal.Instant, amount = 1n) =>
  ledger.event({ at, moves: [{ from: ledger.world, to: place, amount }] })
const idOf = (place: Place) => accountIdOf(ledger.authorityId, place)
const held = (place: Place, before: Temporal.Instant) =>
  ledger.database.transaction(ledger.staff, (tx) =>
    readAccountAt(tx, ledger.authorityId, idOf(place), { before, knownSize: null }),
  )

type Client = Parameters<Parameters<BareLedger['admin']['withClient']>[0]>[0]

/** Marks at about every second movement, as if it were that moment; answers how many were made. */
async function markAt(client: Client, place: Place, now: Temporal.Instant): Promise<number> {
  const asked = [ledger.authorityId, idOf(place), now.toString()]
  const { rows } = await client.query<{ n: number }>('select chain.mark_account($1, $2, 2, $3) as n', asked)
  return rows[0]?.n ?? 0
}
/** Until somebody waits for a lock of somebody here. */
const untilWaiting = (client: Client) =>
  expect
    .poll(async () => {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::integer as n from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0 and datname = current_database()`,
      )
      return rows[0]?.n
    })
    .toBe(1)

test.each([
  ['one', 1],
  ['many', 2],
])('no mark lies after what waits at the door for %s while midnight passes', async (name, count) => {
  const place = ledger.stock(`midnight ${name}`)
  await ledger.post(...[50, 40, 30, 20].map((seconds) => give(place, ago(seconds))))
  const midnight = ledger.now.round({ smallestUnit: 'hour', roundingIncrement: 24, roundingMode: 'ceil' })
  await ledger.admin.withClient(async (client) => {
    await client.query('begin')
    await client.query('select from chain.balance where account_id = $1 for update', [idOf(place)])
    const waiting = ledger.post(...Array.from({ length: count }, (_, at) => give(place, ago(45 - at), 100n)))
    await untilWaiting(client)
    await markAt(client, place, midnight.add({ minutes: 4 }))
    await client.query('commit')
    await waiting
  })
  const late = BigInt(count) * 100n
  const sums = async () => [await held(place, ago(35)), await held(place, ago(25)), await held(place, ago(10))]
  expect(await sums()).toEqual([late + 2n, late + 3n, late + 4n])
  // No statement lasts so long that one of yesterday still waits by then.
  await ledger.admin.withClient(async (client) => {
    expect(await markAt(client, place, midnight.add({ minutes: 5 }))).toBeGreaterThan(0)
  })
  expect(await sums()).toEqual([late + 2n, late + 3n, late + 4n])
})

test.each([
  ['one', 1],
  ['many', 2],
])('a mark that was made before the clock was set back moves with what is recorded since: %s', async (name, count) => {
  const place = ledger.stock(`set back ${name}`)
  const ahead = (seconds: number) => ledger.now.add({ seconds })
  await ledger.post(...[10, 20, 40, 50].map((seconds) => give(place, ahead(seconds))))
  const marked = await ledger.admin.withClient((client) => markAt(client, place, ledger.now.add({ hours: 48 })))
  expect(marked).toBeGreaterThan(0)
  await ledger.post(...Array.from({ length: count }, (_, at) => give(place, ahead(15 + at), 100n)))
  const late = BigInt(count) * 100n
  expect([await held(place, ahead(30)), await held(place, ahead(45)), await held(place, ahead(60))]).toEqual([
    late + 2n,
    late + 3n,
    late + 4n,
  ])
})

test('marking waits for an event that moves the balance, and counts it', async () => {
  const place = ledger.stock('two days ago')
  const start = ledger.now.subtract({ hours: 48 })
  const after = (minutes: number) => start.add({ minutes })
  await ledger.post(...[1, 2, 3, 4].map((minutes) => give(place, after(minutes))))
  const marking = await ledger.database.transaction(ledger.staff, async (tx) => {
    await postEvents(tx, joinPostings([give(place, start, 100n).posting]), { authorityId: ledger.authorityId })
    const made = ledger.admin.withClient((client) => markAt(client, place, ledger.now))
    await ledger.admin.withClient(untilWaiting)
    return { made } // It ends when this does.
  })
  expect(await marking.made).toBeGreaterThan(0)
  const marks = await ledger.admin.query<{ amount: bigint }>(
    'select amount from chain.balance_mark where account_id = $1 order by until',
    [idOf(place)],
  )
  expect(marks.every(({ amount }) => amount > 100n)).toBe(true)
  expect(await held(place, after(5))).toBe(104n)
})
