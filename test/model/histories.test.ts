// Some random histories in every run of the tests. Not here: the thousands (npm run test:faults).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Histories, openHistories, postedSurely } from './histories.ts'

let histories: Histories
beforeAll(async () => {
  histories = await openHistories()
})
afterAll(async () => {
  await histories[Symbol.asyncDispose]()
})

test('an event that dies before any of the door’s statements leaves nothing, and lives when it is sent again', async () => {
  expect(await histories.dieEverywhere()).toBeGreaterThan(5)
})

test('random histories with deaths, duplicates, late events and wrong clocks end as the reference says', async () => {
  const { deaths, events } = await histories.run(40)
  expect(deaths).toBeGreaterThan(0)
  expect(events).toBeGreaterThanOrEqual(postedSurely) // How many more is chance.
})
