// The run that tells subscribers ends when the house stops, however long it meant to look. Not here: what they are told.
import { expect, test } from 'vitest'
import { newTrace, openPoster, systemActor } from '#platform'
import { openTestDatabase } from '#platform/testing'
import { tellSubscribers } from './posting-jobs.ts'

test('a run ends with the house', async () => {
  await using world = await openTestDatabase({ upTo: 'chain' })
  const stopping = new AbortController()
  const { run } = tellSubscribers({ poster: openPoster({ allowedHosts: [] }) }, stopping.signal)
  const actor = systemActor(world.authorityId, newTrace())
  const running = run({ database: world.database, actor, signal: new AbortController().signal }, null)
  const first = await Promise.race([
    running.then(() => 'ended'),
    world.database.transaction(actor, async () => 'looks on'),
  ])
  stopping.abort()
  await running
  expect(first).toBe('looks on')
})
