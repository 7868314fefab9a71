// That an exemption's withdrawal and an act under it cannot pass each other, at either door. Not here: what a withdrawn exemption means (law).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import { databaseError } from '#platform'
import type { Act } from '../contract.ts'
import { joinPostings, type Posting } from '../posting.ts'
import { prepareAct } from '../record-act.ts'
import { openWorld, testLaw, type World } from '../testing/world.ts'
import { postEvents, postEventsAlone } from './door.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Lots that the grower plants today, decided while the exemption is in force. */
async function decided(count: number) {
  const { grower } = world.who
  const postings = await world.database.transaction(grower.actor, async (tx) => {
    const made = []
    for (let at = 0; at < count; at++) {
      const batch = { batchId: printId('batch', newId('batch')), name: newId('batch') }
      const act = world.make(grower, 'plant', { batch, productCode: 'flower', cultivar: 'C', plants: 1, room: '1' })
      made.push(await prepareAct(tx, grower.actor, { act: act as Act, law: testLaw, now: world.now }))
    }
    return made
  })
  return joinPostings(postings.map(({ posting }) => posting))
}

/** What became of each, or the constraint by which the door refused. */
const post = (posting: Posting) =>
  postEventsAlone(world.database, world.who.grower.actor, posting).then(
    (answers) => answers.map(({ outcome }) => outcome),
    (error: unknown) => databaseError(error)?.constraint,
  )

/** Withdraws as of the day before yesterday in an open transaction, posts beside it until that waits, and ends it. */
async function postBeside(count: number, end: 'commit' | 'rollback') {
  const posting = await decided(count)
  return world.admin.withClient(async (client) => {
    await client.query('begin')
    await client.query(`update licensing.exemption set withdrawn_on = current_date - 2 where number = 'E-grower'`)
    const posted = post(posting)
    const blocked = async () => {
      const { rows } = await client.query(
        `select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid)) and datname = current_database()`,
      )
      return rows.length
    }
    await expect.poll(blocked, { timeout: 20_000 }).toBe(1)
    await client.query(end)
    return posted
  })
}

describe.each([
  ['one', 1],
  ['many', 2],
] as const)('at the door for %s', (_door, count) => {
  test('an act waits for a withdrawal, and is refused by it', async () => {
    expect(await postBeside(count, 'commit')).toBe('exemption_in_force')
    await world.admin.query(`update licensing.exemption set withdrawn_on = null where number = 'E-grower'`)
  })

  test('a withdrawal that did not happen refuses nothing', async () => {
    expect(await postBeside(count, 'rollback')).toEqual(Array.from({ length: count }, () => 'recorded'))
  })

  test('a withdrawal waits for an act that goes before it', async () => {
    const { actor } = world.who.grower
    await world.database.transaction(actor, async (tx) => {
      await postEvents(tx, await decided(count), { authorityId: actor.authorityId })
      await world.admin.withClient(async (client) => {
        await client.query(`set lock_timeout = '200ms'`)
        const withdrawal = client.query(`update licensing.exemption set withdrawn_on = null where number = 'E-grower'`)
        await expect(withdrawal).rejects.toThrow('lock timeout')
        await client.query('reset lock_timeout')
      })
    })
  })
})
