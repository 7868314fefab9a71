// The outbox: with its transaction or not at all, at least once, apart by authority. Not here: what rooms tell each other.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'
import {
  appendMessage,
  deliverMessages,
  deliveryAttemptsMax,
  type MessageHandlers,
  outboxState,
  startDispatcher,
  tryAheadNow,
  tryParkedAgain,
  type Unheard,
} from './outbox.ts'

let world: TestDatabase
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform/0003' })
  await world.admin.query('create table platform.heard (what text not null)')
  await world.admin.query('grant select, insert on platform.heard to grein_app')
})
afterAll(() => world?.[Symbol.asyncDispose]())
beforeEach(() => world.admin.query('truncate platform.heard, platform.outbox'))

const say = (payload: string, actor = world.staff) =>
  world.database.transaction(actor, (tx) => appendMessage(tx, actor, { topic: 'chain.batch-released', payload }))
const heard = async () =>
  (await world.admin.query<{ what: string }>('select what from platform.heard')).map((row) => row.what)
const listening: MessageHandlers = {
  'chain.batch-released': [
    async (tx, actor, { payload }) => {
      await sql`insert into platform.heard values (${`${payload} ${actor.authorityId} ${actor.trace.traceId}`})`.execute(
        tx,
      )
    },
  ],
}
const failing: MessageHandlers = {
  'chain.batch-released': [
    ...listening['chain.batch-released']!,
    async (_tx, _actor, { payload }) => {
      if (payload === 'bad') throw new Error('cannot hear this')
    },
  ],
}
const silent = () => {}

describe('a message', () => {
  test('is heard under its own authority and in its trace, and is gone afterwards', async () => {
    const other = world.actorFor({ wall: 'holder', partyId: newId('party'), authorityId: newId('authority') })
    await say('ours')
    await say('theirs', other)
    expect(await deliverMessages(world.database, listening, silent)).toBe(2)
    expect((await heard()).sort()).toEqual([
      `ours ${world.authorityId} ${world.staff.trace.traceId}`,
      `theirs ${other.authorityId} ${other.trace.traceId}`,
    ])
    expect(await outboxState(world.database)).toEqual({ waiting: 0n, parked: 0n, oldestAt: null })
  })

  test('of a transaction that was rolled back was never said', async () => {
    const { database, staff } = world
    const undone = database.transaction(staff, async (tx) => {
      await appendMessage(tx, staff, { topic: 'chain.batch-released', payload: 'undone' })
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    expect(await deliverMessages(database, listening, silent)).toBe(0)
  })

  test('that cannot be heard waits and is undone alone; the others are delivered', async () => {
    const errors: unknown[] = []
    await say('good')
    await say('bad')
    expect(await deliverMessages(world.database, failing, (error) => errors.push(error))).toBe(1)
    expect((await heard()).map((line) => line.split(' ')[0])).toEqual(['good'])
    expect(errors).toHaveLength(1)
    const state = await outboxState(world.database)
    expect([state.waiting, state.parked]).toEqual([1n, 0n])
    expect(await deliverMessages(world.database, listening, silent), 'not due yet').toBe(0)
  })

  test('is given up on in the end, and stays for a person to see', async () => {
    await say('bad')
    for (let attempt = 0; attempt < deliveryAttemptsMax; attempt++) {
      await world.admin.query('update platform.outbox set due_at = clock_timestamp()')
      await deliverMessages(world.database, failing, silent)
    }
    const state = await outboxState(world.database)
    expect([state.waiting, state.parked]).toEqual([0n, 1n])
    expect(await deliverMessages(world.database, listening, silent)).toBe(0)
    await tryParkedAgain(world.database, world.staff) // As at the start of a program that was mended.
    expect(await deliverMessages(world.database, listening, silent)).toBe(1)
  })

  test('of a clock that was set back since does not wait for that moment, and one that pauses waits its pause', async () => {
    await say('ahead')
    await say('bad')
    await world.admin.query(
      `update platform.outbox set appended_at = now() + interval '1 year', due_at = now() + interval '1 year' where payload = '"ahead"'`,
    )
    await deliverMessages(world.database, failing, silent) // The other pauses now.
    expect(await deliverMessages(world.database, listening, silent)).toBe(0)
    await tryAheadNow(world.database, world.staff)
    expect(await deliverMessages(world.database, listening, silent)).toBe(1)
    expect((await heard()).map((line) => line.split(' ')[0])).toEqual(['ahead'])
  })

  test('that was not heard is told with how often, and in the trace of who said it', async () => {
    const unheard: Unheard[] = []
    await say('bad')
    await deliverMessages(world.database, failing, (_error, message) => unheard.push(message))
    expect(unheard).toEqual([{ topic: 'chain.batch-released', attempts: 1, traceId: world.staff.trace.traceId }])
  })

  test('is delivered once by two dispatchers at a time', async () => {
    for (let n = 0; n < 30; n++) await say(`m${n}`)
    const { database } = world
    await Promise.all([deliverMessages(database, listening, silent), deliverMessages(database, listening, silent)])
    await deliverMessages(database, listening, silent)
    const lines = await heard()
    expect([lines.length, new Set(lines).size]).toEqual([30, 30])
  })

  test('may be said by a holder, who cannot read what others said', async () => {
    await say('secret')
    const holder = world.actorFor({ wall: 'holder', partyId: newId('party') })
    await say('from a holder', holder)
    const seen = await world.database.transaction(holder, (tx) => sql`select * from platform.outbox`.execute(tx))
    expect(seen.rows).toEqual([])
  })
})

test('a dispatcher delivers until it is closed', async () => {
  const dispatcher = startDispatcher(world.database, listening, silent)
  await say('soon')
  await expect.poll(heard).toHaveLength(1)
  await dispatcher.close()
})
