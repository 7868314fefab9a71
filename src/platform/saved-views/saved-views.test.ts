// A view is its owner's: kept under its name, replaced, forgotten, and never seen by another.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refused } from '#kernel'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { forgetView, listSavedViews, savedViewsMax, saveView } from './saved-views.ts'

let world: TestDatabase
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform' })
})
afterAll(() => world[Symbol.asyncDispose]())

const view = { name: 'Op voorraad', screen: 'batches', search: 'status=released&sort=left' }
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.refusal.problem.code : String(error)),
  )

test('saving again under the same name replaces; another person sees and deletes nothing', async () => {
  const mine = world.actorFor({ wall: 'holder' })
  const other = world.actorFor({ wall: 'staff' })
  await world.database.transaction(mine, (tx) => saveView(tx, mine, view))
  await world.database.transaction(mine, (tx) => saveView(tx, mine, { ...view, search: 'status=held' }))
  expect(await world.database.transaction(mine, (tx) => listSavedViews(tx, mine))).toEqual([
    { ...view, search: 'status=held' },
  ])
  expect(await world.database.transaction(other, (tx) => listSavedViews(tx, other))).toEqual([])
  const rowsFor = (actor: typeof mine) =>
    world.database.transaction(
      actor,
      async (tx) => (await sql`select from platform.saved_view`.execute(tx)).rows.length,
    )
  expect([await rowsFor(mine), await rowsFor(other)]).toEqual([1, 0]) // Also without a word about whose.
  const byOther = world.database.transaction(other, (tx) => forgetView(tx, other, view))
  expect(await codeOf(byOther)).toBe('platform/no-such-view')
  await world.database.transaction(mine, (tx) => forgetView(tx, mine, view))
  expect(await world.database.transaction(mine, (tx) => listSavedViews(tx, mine))).toEqual([])
})

test('there is an end to it, but not to changing what is there', async () => {
  const mine = world.actorFor({ wall: 'holder' })
  await world.database.transaction(mine, async (tx) => {
    for (let count = 0; count < savedViewsMax; count++) await saveView(tx, mine, { ...view, name: `Weergave ${count}` })
  })
  const save = (name: string) => world.database.transaction(mine, (tx) => saveView(tx, mine, { ...view, name }))
  expect(await codeOf(save('Eén te veel'))).toBe('platform/saved-views-full')
  expect(await codeOf(save('Weergave 7'))).toBe('done')
})
