// That a closure of premises and an act there, or on its way there, cannot pass each other, at either door. Not here: an exemption's withdrawal
// (withdrawal.test.ts), and premises that were closed before anything was decided (record/refusals-who.test.ts).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, newId } from '#kernel'
import { databaseError } from '#platform'
import type { Act } from '../contract.ts'
import { joinPostings, type Posting } from '../record/posting.ts'
import { prepareAct } from '../record/record-act.ts'
import { shipment, to } from '../testing/refusals.ts'
import { openSeveral, type SeveralHolder } from '../testing/several-holder.ts'
import { openWorld, testLaw, type World } from '../testing/world.ts'
import { postEventsAlone, throwRefusal } from './door.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const opened = () => openSeveral(world, [{ number: newId('event'), acts: ['import', 'have', 'supply', 'transport'] }])
const preparedOf = async (holder: SeveralHolder, acts: readonly Act[]) => {
  const postings: Posting[] = []
  for (const act of acts) {
    const input = { act, law: testLaw, now: world.now }
    postings.push((await world.database.transaction(holder.actor, (tx) => prepareAct(tx, holder.actor, input))).posting)
  }
  return joinPostings(postings)
}
const post = (holder: SeveralHolder, posting: Posting) =>
  postEventsAlone(world.database, holder.actor, posting).then(
    (answers) => answers.map(({ outcome }) => outcome),
    (error: unknown) => {
      const constraint = databaseError(error)?.constraint
      if (constraint === 'premises_open') expect(() => throwRefusal(error, posting)).toThrow('chain/premises-closed')
      return constraint
    },
  )

/** Closed since the day before yesterday, in an open transaction beside which is posted until that waits; it ends so. */
async function postBeside(holder: SeveralHolder, posting: Posting, premisesId: string, end: 'commit' | 'rollback') {
  const day = legalDayOf(world.now).subtract({ days: 2 }).toString()
  return world.admin.withClient(async (client) => {
    await client.query('begin')
    await client.query(
      'update licensing.premises set period = daterange(lower(period), $2::date) where premises_id = $1',
      [premisesId, day],
    )
    const posted = post(holder, posting)
    const waiting = async () =>
      (
        await client.query(
          `select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid)) and datname = current_database()`,
        )
      ).rows.length
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
    await client.query(end)
    return posted
  })
}

describe.each([
  ['one', 1],
  ['many', 2],
] as const)('at the door for %s', (_door, count) => {
  const times = <Made>(make: () => Made) => Array.from({ length: count }, make)
  const recorded = times(() => 'recorded')

  test.each(['commit', 'rollback'] as const)('an act waits for a closure that ends in %s', async (end) => {
    const holder = await opened()
    const posting = await preparedOf(
      holder,
      times(() => holder.bringing('10')),
    )
    const outcome = await postBeside(holder, posting, holder.premisesId, end)
    expect(outcome).toEqual(end === 'commit' ? 'premises_open' : recorded)
  })

  test('a parcel does not leave for premises that are being closed', async () => {
    const [holder, receiver] = [await opened(), await opened()]
    const act = holder.bringing('100')
    await world.record(holder, act)
    const line = { batchId: act.batch.batchId, state: 'quarantine' as const, massMg: '10' }
    const sending = () =>
      world.make(holder, 'ship', { shipmentId: shipment(), ...to(receiver), reason: 'service', lines: [line] }) as Act
    const [first, second] = [await preparedOf(holder, times(sending)), await preparedOf(holder, times(sending))]
    expect(await postBeside(holder, first, receiver.premisesId, 'rollback')).toEqual(recorded)
    expect(await postBeside(holder, second, receiver.premisesId, 'commit')).toBe('premises_open')
  })

  test('on a day on which they were open it is recorded, and what is already there is not judged again', async () => {
    const holder = await opened()
    const before = legalDayOf(world.now).subtract({ days: 3 })
    const occurredAt = before.toZonedDateTime({ timeZone: 'Europe/Amsterdam', plainTime: '23:59' }).toInstant()
    const posting = await preparedOf(
      holder,
      times(() => holder.bringing('10', { occurredAt: occurredAt.toString() })),
    )
    const today = await preparedOf(
      holder,
      times(() => holder.bringing('10')),
    )
    await world.admin.query(
      'update licensing.premises set period = daterange(lower(period), $2::date) where premises_id = $1',
      [holder.premisesId, before.add({ days: 1 }).toString()],
    )
    expect(await post(holder, posting)).toEqual(recorded)
    expect(await post(holder, today)).toBe('premises_open')
    expect(await post(holder, posting)).toEqual(times(() => 'already'))
    const elsewhere = { ...today, events: today.events.map((event) => ({ ...event, premises: null })) }
    expect(await post(holder, elsewhere)).toBe('premises_open')
  })
})
