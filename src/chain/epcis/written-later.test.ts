// An act that cannot be written down as an event holds up no other: it is set aside, told of with a reference, and written as soon as it can be.
// Not here: what an act looks like as an event (acts/).
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { appendMessage, deliverMessages, outboxState, type Unheard } from '#platform'
import type { Act } from '../contract.ts'
import { newBatch, openWorld, type World } from '../testing/world.ts'
import { actsWrittenLater, writeActsDown } from './project.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

let acts: readonly Act[]
const names = () => acts.map(nameOf)
const nameOf = ({ eventId }: Act) => `urn:uuid:${eventId.slice(4)}`
/** Which of them are there as events, and how often. */
const written = async () => {
  const rows = await world.admin.query<{ name: string }>(
    'select epcis_event_id as name from chain.epcis_event where epcis_event_id = any ($1)',
    [names()],
  )
  return rows.map(({ name }) => names().indexOf(name)).sort()
}
const breaks = (...places: readonly number[]) =>
  world.admin.query(
    `alter table chain.epcis_event add constraint cannot_be check (epcis_event_id not in (${places.map((place) => `'${names()[place]}'`).join(', ')})) not valid`,
  )
const isMended = () => world.admin.query('alter table chain.epcis_event drop constraint if exists cannot_be')
const deliver = async () => {
  const unheard: Unheard[] = []
  await world.admin.query('update platform.outbox set due_at = clock_timestamp()')
  await deliverMessages(world.database, actsWrittenLater, (_error, message) => unheard.push(message))
  return unheard
}
const writeAll = async () => {
  const aside: string[] = []
  while ((await writeActsDown(world.database, world.staff, (_error, entryId) => aside.push(entryId))) > 0);
  return aside
}
const waiting = async () => Number((await outboxState(world.database)).waiting)

/** As the sealer does, one after the other. */
const seal = () =>
  world.admin.query(
    `insert into log.leaf (authority_id, leaf_index, entry_id, leaf)
     select u.authority_id, (select count(*) from log.leaf as l where l.authority_id = $1) + row_number() over (order by u.entry_id) - 1, u.entry_id, u.leaf
     from log.unsealed as u
     where u.authority_id = $1 and not exists (select from log.leaf as l where l.authority_id = $1 and l.entry_id = u.entry_id)`,
    [world.authorityId],
  )

beforeEach(async () => {
  const { grower } = world.who
  await isMended()
  await world.admin.query('truncate platform.outbox')
  acts = [0, 1, 2].map((place) =>
    world.make(grower, 'plant', {
      batch: newBatch(`LATER-${place}-${Math.random()}`),
      ...{ productCode: 'flower', cultivar: 'C', plants: 3, room: '1' },
    }),
  )
  for (const act of acts) await world.record(grower, act)
  await seal()
})

test('the acts after it are written, it is named once, and it follows when it can be written', async () => {
  await breaks(1)
  expect(await writeAll()).toEqual([acts[1]?.eventId.slice(4)])
  expect(await written()).toEqual([0, 2])
  expect(await waiting()).toBe(1)
  expect(await deliver()).toEqual([
    { topic: 'chain.act-not-written-down', attempts: 1, traceId: world.staff.trace.traceId },
  ])
  await isMended()
  expect(await deliver()).toEqual([])
  expect([await written(), await waiting()]).toEqual([[0, 1, 2], 0])
})

test('tried again though it is there already, it is there once', async () => {
  await writeAll()
  const [first] = acts
  await world.database.transaction(world.staff, (tx) =>
    appendMessage(tx, world.staff, { topic: 'chain.act-not-written-down', payload: first?.eventId.slice(4) ?? '' }),
  )
  expect(await deliver()).toEqual([])
  expect([await written(), await waiting()]).toEqual([[0, 1, 2], 0])
})

test('what takes it back is set aside with it, and both are told in the end', async () => {
  const { grower } = world.who
  await breaks(2)
  await writeAll()
  const [, , planted] = acts
  await world.act(grower, 'correct', { correctsId: planted?.eventId ?? '', reason: 'never happened' })
  await seal()
  expect(await writeAll()).toHaveLength(1)
  expect([await written(), await waiting()]).toEqual([[0, 1], 2])
  await isMended()
  expect(await deliver()).toEqual([])
  const rows = await world.admin.query<{ said: string }>(
    'select is_declaration::text as said from chain.epcis_event where epcis_event_id = $1 order by 1',
    [nameOf(planted as Act)],
  )
  expect(rows).toEqual([{ said: 'false' }, { said: 'true' }])
})

test('where nobody is to hear of it, it is thrown', async () => {
  await breaks(0, 1, 2)
  await expect(writeActsDown(world.database, world.staff)).rejects.toThrow()
  expect(await waiting()).toBe(3)
})
