// The transaction: under whom it runs, what comes out of it, and what a lost connection means. Not here: any room's table.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'

let world: TestDatabase
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform' })
})
afterAll(() => world[Symbol.asyncDispose]())

describe('a transaction', () => {
  test('carries the actor, and nothing of it stays behind on the connection', async () => {
    const who = () =>
      sql<{ authority: string; wall: string; role: string }>`
        select current_setting('grein.authority', true) as authority, platform.current_wall() as wall, current_user as role`
    const inside = await world.database.transaction(world.staff, (tx) => who().execute(tx))
    expect(inside.rows).toEqual([{ authority: world.authorityId, wall: 'staff', role: 'grein_app' }])
  })
})
