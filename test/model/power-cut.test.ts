// Two of the power cuts of test/faults, in every run of the tests. Not here: the hundred (npm run test:faults).
import { expect, test } from 'vitest'
import { powerCutRounds } from '../faults/power-cut.ts'

test('the files of a moment, copied while writing, hold everything that was acknowledged before', async ({ skip }) => {
  if (process.platform === 'win32') return skip('stopping processes and copying owners is Unix')
  const seed = Date.now() % 1_000_000
  const report = await powerCutRounds({ rounds: 2, seed, writers: 8 })
  expect(report.faults, `seed ${seed}`).toEqual([])
  expect(report.acknowledged, `seed ${seed}: the writers wrote`).toBeGreaterThan(0)
  expect(report.events).toBeGreaterThan(0)
})
