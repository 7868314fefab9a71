// A list of recalls, and of whom one reached, is all of it: an old drill that nobody answered, and the last of many pharmacies, are not cut off. The
// rows are written as the owner writes them, for a history of years. Not here: how they come about (recall.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel'
import { bare } from '../bare-id.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type World } from '../testing/world.ts'
import { listRecalls } from './cockpit.ts'
import { selectNotices } from './store.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

test('neither an old drill nor the last who was told is cut off', async () => {
  const { staff, admin, now } = world
  const root = bare('batch', (await growToPatient(world)).packs.batchId)
  const oldest = newId('recall')
  const recall = `insert into chain.recall (authority_id, recall_id, kind, root_id, hold_event_id, reason, started_at, term_seconds, listed_ms, actor_id)`
  const at = now.toString()
  await admin.query(
    `${recall} values ($1, $2, 'drill', $3, null, 'long ago', $4::timestamptz - interval '9 years', 86400, 1, null)`,
    [...[staff.authorityId, oldest, root, at]],
  )
  await admin.query(
    `${recall} select $1, gen_random_uuid(), 'drill', $2, null, 'of a year', $3::timestamptz - make_interval(days => day), 86400, 1, null
      from generate_series(1, 250) as day`,
    [staff.authorityId, root, at],
  )
  await admin.query(
    `insert into chain.recall_notice (authority_id, recall_id, holder_id, kind, reason, hold_event_id, root_id, told_at, due_at, coming_mg)
      select $1, $2, gen_random_uuid(), 'drill', 'long ago', null, $3, $4::timestamptz, $4::timestamptz, 0 from generate_series(1, 5100)`,
    [staff.authorityId, oldest, root, at],
  )
  const listed = await world.database.transaction(staff, (tx) => listRecalls(tx, staff, now))
  expect(listed).toHaveLength(251)
  expect(listed.at(-1)).toMatchObject({ reason: 'long ago', told: 5100 })
  const told = await world.database.transaction(staff, (tx) =>
    selectNotices(tx, staff.authorityId, { recallId: oldest, now: world.now }),
  )
  expect(told).toHaveLength(5100)
})
