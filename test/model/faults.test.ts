// A few of the crash rounds of test/faults, in every run of the tests. Not here: the two hundred (npm run test:faults).
import { expect, test } from 'vitest'
import { crashRounds } from '../faults/crash-rounds.ts'

const rounds = 4

test('kill -9 under write load loses nothing that was acknowledged and leaves everything adding up', async () => {
  const seed = Date.now() % 1_000_000
  const report = await crashRounds({ rounds, seed, writers: 8 })
  expect(report.faults, `seed ${seed}`).toEqual([])
  expect(report.acknowledged, `seed ${seed}: the writers wrote`).toBeGreaterThan(0)
  expect(report.events).toBeGreaterThanOrEqual(report.acknowledged)
})
