// `npm run test:faults`: thousands of random histories. HISTORIES shortens it, FAULTS_SEED repeats it.
// Not here: the short form in every run of the tests (test/model/histories.test.ts).
import { expect, test } from 'vitest'
import { openHistories } from '../model/histories.ts'

const count = Number(process.env['HISTORIES'] ?? 3_000)
const seed = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1_000_000)

test(`${count} random histories, seed ${seed}`, async () => {
  await using histories = await openHistories()
  const { deaths, events } = await histories.run(count, seed)
  process.stdout.write(`${count} histories, ${events} events, ${deaths} deaths between statements, no fault\n`)
  expect(deaths).toBeGreaterThan(count / 10)
})
